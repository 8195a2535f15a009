"""Events: what several texts tell of one thing, and plans with what came of them."""

from __future__ import annotations

import itertools

import pytest

from skrot.records import DocumentFacts, Mention, Story, TimelineEntry, TimelineKind
from skrot.stories import find_events

NAMES = {"Nysa": "place:nysa", "Nysie": "place:nysa", "Opole": "place:opole"}


Row = tuple[str, str | None, str, TimelineKind, str]


def facts(
    doc: str,
    *rows: Row,
    day: str | None = None,
    origin: str | None = None,
) -> DocumentFacts:
    """A document of statements: text, date, its words, kind and verb; it names `NAMES`."""
    entries, mentions, at = [], [], 0
    for n, (text, date, words, kind, verb) in enumerate(rows):
        entry = TimelineEntry(doc, n, at, at + len(text), text, date, words, kind, predicate=verb)
        entries.append(entry)
        for name, entity in NAMES.items():
            if name in text:
                start = at + text.index(name)
                mentions.append(
                    Mention(doc, n, start, start + len(name), name, "placeName", entity)
                )
        at += len(text) + 1
    return DocumentFacts(
        doc, (), (), mentions=mentions, timeline=entries, date=day, origin=origin or doc
    )


def story(*docs: str, name: str = "s-1", topic: str = "t-1") -> Story:
    return Story(name, "", topic, docs, docs, None, None, (), (), (), docs[0])


OPENED: Row = ("W Nysie otwarto nowy most kolejowy", "2026-03-14", "14 marca", "fact", "otworzyć")
VAGUE: Row = ("Nowy most kolejowy otwarto w Nysie", "2026-03", "marcu", "fact", "otworzyć")
LATER: Row = ("W Nysie otwarto nowy most kolejowy", "2026-03-21", "21 marca", "fact", "otworzyć")
CLOSED: Row = ("W Nysie zamknięto starą szkołę", "2026-03-14", "14 marca", "fact", "zamknąć")
ELSEWHERE: Row = (
    "Opole otwarto na nowy most kolejowy",
    "2026-03-14",
    "14 marca",
    "fact",
    "otworzyć",
)
PLAN: Row = ("W Nysie nowy most kolejowy zostanie otwarty", "2026-03", "marcu", "plan", "otworzyć")


def test_one_event_of_several_texts_is_one_entry_with_its_sources() -> None:
    (entry,) = find_events([facts("a", VAGUE), facts("b", OPENED)], [story("a", "b")])
    assert (entry.doc, entry.date, entry.story) == ("b", "2026-03-14", "s-1")
    assert [(row.doc, row.date) for row in entry.sources] == [("a", "2026-03")]
    assert entry.origins == ("a", "b")
    assert entry.dates == ()


def test_stories_of_one_topic_share_events_and_topics_do_not() -> None:
    given = [facts("a", OPENED), facts("b", OPENED)]
    assert len(find_events(given, [story("a"), story("b", name="s-2")])) == 1
    assert len(find_events(given, [story("a"), story("b", name="s-2", topic="t-2")])) == 2


@pytest.mark.parametrize(
    "other", [CLOSED, ELSEWHERE, PLAN], ids=["another thing", "elsewhere", "a plan"]
)
def test_what_is_another_event(other: Row) -> None:
    assert len(find_events([facts("a", OPENED), facts("b", other)], [story("a", "b")])) == 2


def test_copies_are_one_source() -> None:
    given = [facts("a", OPENED), facts("b", OPENED, origin="a")]
    (entry,) = find_events(given, [story("a", "b")])
    assert entry.origins == ("a",)
    assert [row.doc for row in entry.sources] == ["b"]


def test_different_dates_are_told() -> None:
    (entry,) = find_events([facts("a", OPENED), facts("b", LATER)], [story("a", "b")])
    assert entry.dates == ("2026-03-14", "2026-03-21")
    # One text may tell of two events.
    assert len(find_events([facts("a", OPENED, LATER)], [story("a")])) == 2


@pytest.mark.parametrize(
    ("fact", "days", "linked"),
    [
        (OPENED, (None, None), True),
        (("W Nysie otwarto nowy most kolejowy", None, "wczoraj", "fact", "otworzyć"),
         ("2026-01-02", "2026-04-01"), True),
        (LATER, ("2026-01-02", "2026-03-22"), True),
        (("W Nysie otwarto nowy most kolejowy", "2019", "2019", "fact", "otworzyć"),
         ("2026-01-02", "2026-04-01"), False),
        (CLOSED, (None, None), False),
    ],
    ids=["in its days", "told later, no date", "told later", "long before", "another thing"],
)  # fmt: skip
def test_a_plan_and_what_came_of_it(
    fact: Row, days: tuple[str | None, str | None], linked: bool
) -> None:
    given = [facts("a", PLAN, day=days[0]), facts("b", fact, day=days[1])]
    plan, done = find_events(given, [story("a", "b")])
    assert plan.outcomes == ((done.id,) if linked else ())
    assert done.plans == ((plan.id,) if linked else ())


def test_a_text_without_a_story_keeps_its_statements() -> None:
    (entry,) = find_events([facts("a", OPENED)], [])
    assert (entry.story, entry.origins, entry.sources) == (None, ("a",), ())


def test_the_order_of_documents_does_not_matter() -> None:
    given = [facts("a", VAGUE), facts("b", OPENED), facts("c", LATER), facts("d", PLAN)]
    stories = [story("a", "b", "c", "d")]
    found = [
        {(row.id, row.date, row.origins) for row in find_events(order, stories)}
        for order in itertools.permutations(given)
    ]
    assert all(rows == found[0] for rows in found)
