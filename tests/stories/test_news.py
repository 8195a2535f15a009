"""What is new: stories with new documents, and what these bring."""

from __future__ import annotations

import msgspec

from skrot.records import Comparison, DocumentFacts, Mention, Relation, Selected, Statement, Story
from skrot.stories import find_news, find_stories
from tests.stories.test_stories import ALL, DEAL, FLOOD, STRIKE


def mentions(documents: list[DocumentFacts]) -> list[Mention]:
    return [mention for document in documents for mention in document.mentions]


def with_digests(stories: list[Story]) -> list[Story]:
    return [
        msgspec.structs.replace(
            story, sentences=tuple(Selected(doc, 0, 1, 1.0, doc) for doc in story.docs)
        )
        for story in stories
    ]


def statement(doc: str) -> Statement:
    return Statement(doc, 0, 0, 1, "5", None, None, None, None)


def comparison(one: str, other: str, relation: Relation = "differ") -> Comparison:
    return Comparison("x", relation, (statement(one), statement(other)), None, 1.0)


def test_a_new_story_and_a_new_text_of_an_old_one() -> None:
    stories = with_digests(find_stories(ALL))
    new = {"deal-1", "deal-2", "strike-3"}
    deal, strike = find_news(stories, new, mentions(ALL), [])
    assert (deal.new, deal.docs) == (True, ("deal-1", "deal-2"))
    assert [row.doc for row in deal.sentences] == ["deal-1", "deal-2"]
    assert deal.entities == ("place:klobuck", "org:tramkos")
    assert (strike.new, strike.docs, strike.entities) == (False, ("strike-3",), ())


def test_nothing_is_new_when_no_document_is() -> None:
    assert find_news(find_stories(ALL), set(), mentions(ALL), []) == []


def test_a_name_that_was_not_there_before_is_told() -> None:
    lawyer = Mention("strike-3", 0, 0, 1, "X", "persName", "person:x")
    people = Mention("strike-3", 0, 0, 1, "X", "placeName", "place:x", relational=True)
    (row,) = find_news(find_stories(STRIKE), {"strike-3"}, [*mentions(STRIKE), lawyer, people], [])
    assert row.entities == ("person:x",)


def test_figures_that_a_new_text_revises_are_told_once() -> None:
    stories = find_stories([*STRIKE, *DEAL, *FLOOD])
    told = comparison("strike-1", "strike-3")
    others = [
        comparison("strike-1", "strike-2"),
        comparison("strike-2", "strike-3", "agree"),
        comparison("strike-3", "flood-2"),
    ]
    rows = find_news(stories, {"strike-3", "flood-2"}, [], [told, *others])
    assert {row.comparisons for row in rows if row.docs == ("strike-3",)} == {(told,)}
