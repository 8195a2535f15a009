"""The events of a story as the report shows them."""

from __future__ import annotations

import msgspec
import pytest

from skrot.records import Story, TimelineEntry, TimelineKind, TimelineSource
from skrot.report import Lookup, ReportInput, digest_pages, load_messages
from skrot.report.content import events as module
from skrot.report.content.events import EventView, TimelineView, shown_entries, timeline_view
from tests.report.sample import ARTICLE, BULLETIN, seeds_run

STORY = Story(
    "s-1", "Tytuł", "t-1", (ARTICLE, BULLETIN), (ARTICLE,), None, None, (), (), (), ARTICLE
)


def entry(
    date: str | None,
    text: str = "Otwarto most",
    kind: TimelineKind = "fact",
    doc: str = ARTICLE,
    **fields: object,
) -> TimelineEntry:
    row = TimelineEntry(doc, 1, 0, len(text), text, date, "wtedy", kind, id=text, origins=(doc,))
    return msgspec.structs.replace(row, **fields)


def lookup_of(*entries: TimelineEntry) -> Lookup:
    run: ReportInput = seeds_run()
    digest = msgspec.structs.replace(run.digest, stories=(STORY,))
    return Lookup(
        msgspec.structs.replace(run, digest=digest, timeline=entries), load_messages("pl")
    )


def view_of(*entries: TimelineEntry) -> TimelineView:
    return timeline_view(lookup_of(*entries), STORY)


def event_of(*entries: TimelineEntry) -> EventView:
    return view_of(*entries).events[0]


def test_events_are_in_the_order_of_time() -> None:
    dates = ["2019-05-04", "2018", "XXXX-03", "2019-21", "2020/.."]
    found = view_of(*(entry(date, f"Fakt {date}") for date in dates))
    assert [event.when for event in found.events] == [
        "2018",
        "wiosna 2019",
        "4 maja 2019",
        "2020 – …",
        "marzec (rok nieznany)",
    ]
    assert (found.first, found.last, found.more) == ("2018", "2019", 0)


@pytest.mark.parametrize(
    ("date", "when"),
    [
        ("XXXX-09", "wrzesień (rok nieznany)"),
        ("XXXX-08-31", "31 sierpnia (rok nieznany)"),
        ("XXXX-08-31/XXXX-09-01", "31 sierpnia – 1 września (rok nieznany)"),
        ("../XXXX-03-23", "… – 23 marca (rok nieznany)"),
    ],
)
def test_a_date_without_its_year_is_told_in_the_nominative(date: str, when: str) -> None:
    assert event_of(entry(date, "Fakt")).when == when


def test_what_is_vague_is_a_longer_bar() -> None:
    spans = {
        event.when: event.span
        for event in view_of(
            *(entry(date, date) for date in ("2010", "2010-03-01", "2020-12-31", "../2015"))
        ).events
    }
    year, day, until = spans["2010"], spans["1 marca 2010"], spans["… – 2015"]
    assert year is not None
    assert day is not None
    assert until is not None
    assert year.x == until.x == 0
    assert day.width < year.width < until.width
    assert day.x > 0


def test_a_date_alone_has_no_axis() -> None:
    found = view_of(entry("2019"))
    assert (found.first, found.last) == ("", "")


def test_what_else_is_told_of_an_event() -> None:
    outcome = entry("2020-05", "Most otwarto")
    plan = entry(
        "2020",
        "Most ma być otwarty",
        "plan",
        outcomes=("Most otwarto",),
        origins=(ARTICLE, BULLETIN),
        dates=("2020", "2021"),
    )
    event = event_of(plan, outcome)
    assert event.kind == "plan"
    assert event.notes == (
        "2 źródła",
        "źródła podają różne daty: 2020, 2021",
        "skutek (maj 2020): Most otwarto",
    )


def test_the_statement_is_one_of_the_story() -> None:
    source = TimelineSource(BULLETIN, 2, 5, 17, "Most otwarto", "2020")
    event = event_of(entry("2020", doc="other.txt", sources=(source,)))
    assert "".join(token.text for token in event.tokens) == "Most otwarto"
    assert view_of(entry("2020", doc="other.txt")).events == ()


def test_what_has_no_date_is_not_shown() -> None:
    assert view_of(entry(None)).events == ()


def test_the_events_that_most_texts_tell_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVENTS", 1)
    found = view_of(entry("2019", "Raz"), entry("2020", "Dwa", origins=(ARTICLE, BULLETIN)))
    assert [event.when for event in found.events] == ["2020"]
    assert found.more == 1


def test_an_excerpt_keeps_what_its_stories_tell_and_what_came_of_it() -> None:
    plan = entry("2020", "Plan", "plan", outcomes=("Skutek",))
    outcome, other = entry("2020", "Skutek", doc="b.txt"), entry("2020", "Inne", doc="c.txt")
    assert shown_entries([plan, outcome, other], [STORY]) == (plan, outcome)


def test_page_and_text_have_the_timeline() -> None:
    files = {
        name: data.decode() for name, data in digest_pages(lookup_of(entry("2019"), entry("2020")))
    }
    assert '<ol class="timeline">' in files["digest.html"]
    assert "Oś biegnie od 2019 do 2021" in files["digest.html"]
    assert "- **2019**: Otwarto most" in files["digest.md"]
