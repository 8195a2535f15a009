"""What is new: stories with new documents, and what these bring."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec

from skrot.records import (
    Comparison,
    Mention,
    Relation,
    Selected,
    Statement,
    Story,
    StoryMove,
    TimelineEntry,
    TimelineSource,
)
from skrot.stories import find_news, find_stories
from tests.stories.test_stories import ALL, DEAL, FLOOD, STRIKE


def with_digests(stories: list[Story]) -> list[Story]:
    return [
        msgspec.structs.replace(
            story, sentences=tuple(Selected(doc, 0, 1, 1.0, doc) for doc in story.docs)
        )
        for story in stories
    ]


def statement(doc: str, value: int, origin: str = "") -> Statement:
    return Statement(
        doc, 0, 0, 1, str(value), Decimal(value), None, None, None, origin=origin or doc
    )


def comparison(*sides: Statement, relation: Relation = "differ") -> Comparison:
    return Comparison("x", relation, sides, None, 1.0)


def test_a_new_story_and_a_new_text_of_an_old_one() -> None:
    stories = with_digests(find_stories(ALL))
    new = {"deal-1", "deal-2", "strike-3"}
    deal, strike = find_news(stories, new, ALL, [])
    assert (deal.new, deal.docs) == (True, ("deal-1", "deal-2"))
    assert [row.doc for row in deal.sentences] == ["deal-1", "deal-2"]
    assert deal.entities == ("place:klobuck", "org:tramkos")
    assert (strike.new, strike.docs, strike.entities) == (False, ("strike-3",), ())


def test_nothing_is_new_when_no_document_is() -> None:
    assert find_news(find_stories(ALL), set(), ALL, []) == []


def test_a_name_that_was_not_there_before_is_told() -> None:
    lawyer = Mention("strike-3", 0, 0, 1, "X", "persName", "person:x")
    people = Mention("strike-3", 0, 0, 1, "X", "placeName", "place:x", relational=True)
    last = STRIKE[2]._replace(mentions=[*STRIKE[2].mentions, lawyer, people])
    (row,) = find_news(find_stories(STRIKE), {"strike-3"}, [*STRIKE[:2], last], [])
    assert row.entities == ("person:x",)


def test_figures_that_a_new_text_revises_are_told_once() -> None:
    stories = find_stories([*STRIKE, *DEAL, *FLOOD])
    told = comparison(statement("strike-1", 5), statement("strike-3", 6))
    others = [
        comparison(statement("strike-1", 5), statement("strike-2", 6)),
        comparison(statement("strike-2", 5), statement("strike-3", 6), relation="agree"),
        comparison(statement("strike-3", 5), statement("flood-2", 6)),
        # What the new text says was said before; what differs is older.
        comparison(*(statement(f"strike-{n}", value) for n, value in ((1, 5), (2, 6), (3, 6)))),
        comparison(statement("strike-1", 5), statement("strike-3", 6, origin="strike-2")),
    ]
    rows = find_news(stories, {"strike-3", "flood-2"}, ALL, [told, *others])
    assert {row.comparisons for row in rows if row.docs == ("strike-3",)} == {(told,)}


def entry(doc: str, date: str, **fields: Any) -> TimelineEntry:
    return TimelineEntry(doc, 0, 0, 1, "Z", date, date, "fact", id=f"e-{doc}", **fields)


def test_another_date_of_an_event_is_told_and_what_came_of_a_plan() -> None:
    other = TimelineSource("strike-3", 0, 0, 1, "Z", "2031-05-05")
    clash = entry("strike-1", "2031-05-04", sources=(other,), dates=("2031-05-04", "2031-05-05"))
    old = entry("strike-2", "2031-05-04", dates=("2031-05-04", "2031-05-06"))
    came = entry("strike-3", "2031-05-07", plans=("e-strike-2",))
    rows = find_news(find_stories(STRIKE), {"strike-3"}, STRIKE, [], timeline=[clash, old, came])
    assert rows[0].events == (clash, came)
    everything = {"strike-1", "strike-2", "strike-3"}
    (row,) = find_news(find_stories(STRIKE), everything, [], [], timeline=[clash, old, came])
    assert row.events == ()


def test_what_a_new_text_repeats_is_not_told() -> None:
    stories = find_stories(STRIKE)

    def told(*picks: Selected, **fields: Any) -> list[int]:
        (story,) = (msgspec.structs.replace(story, **fields) for story in stories)
        return [
            row.n
            for row in find_news(
                [story], {"strike-3"}, [*STRIKE[:2], new], [], digests={"strike-3": picks}
            )[0].sentences
        ]

    repeated = Selected("strike-3", 0, 1, 1.0, "Strajk zaczęli motorniczowie tramwajów.")
    own = Selected("strike-3", 1, 2, 1.0, "Związkowcy żądają tysiąca złotych podwyżki.")
    new = STRIKE[2]
    assert told(repeated, own) == [1]
    assert told(own, sentences=(repeated,)) == [1]
    assert told(repeated, sentences=(own,)) == [1]
    new = STRIKE[2]._replace(origin="strike-1", adds=(2,))
    assert told(own) == []
    new = STRIKE[2]._replace(origin="strike-1", adds=(1,))
    assert told(own) == [1]


def test_what_has_moved_is_told_where_it_is_now() -> None:
    stories = find_stories(ALL)
    move = StoryMove(2, "s-old", "Spór", stories[0].story, ("strike-2",))
    (row,) = find_news(stories, (), ALL, [], moves=[move])
    assert (row.docs, row.new, row.moves) == ((), False, (move,))
