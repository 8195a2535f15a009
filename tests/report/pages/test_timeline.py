"""The timeline as text, CSV and JSON Lines, in the order of time."""

import csv
import io
import json

import pytest

from skrot.records import TimelineEntry, TimelineKind
from skrot.report.pages.timeline import timeline_text


def entry(date: str | None, text: str, kind: TimelineKind = "fact") -> TimelineEntry:
    return TimelineEntry("a.txt", 0, 0, len(text), text, date, "wtedy", kind)


ENTRIES = [
    entry(None, "Nie wiadomo kiedy."),
    entry("XXXX-10", "W październiku."),
    entry("../2033", "Do 2033.", "plan"),
    entry("2019-12-31", "W sylwestra."),
    entry("2019", "W tym roku."),
    entry("201X", "W tych latach."),
    entry("2019-21", "Wiosną."),
]
ORDER = [5, 4, 6, 3, 2, 1, 0]


def test_lines_are_in_the_order_of_time() -> None:
    assert timeline_text(ENTRIES, "text").splitlines() == [
        "201X: W tych latach. [a.txt]",
        "2019: W tym roku. [a.txt]",
        "2019-21: Wiosną. [a.txt]",
        "2019-12-31: W sylwestra. [a.txt]",
        "../2033 (plan): Do 2033. [a.txt]",
        "XXXX-10: W październiku. [a.txt]",
        "? wtedy: Nie wiadomo kiedy. [a.txt]",
    ]


def test_rows() -> None:
    texts = [ENTRIES[at].text for at in ORDER]
    table = list(csv.DictReader(io.StringIO(timeline_text(ENTRIES, "csv"))))
    assert [row["text"] for row in table] == texts
    rows = [json.loads(line) for line in timeline_text(ENTRIES, "jsonl").splitlines()]
    assert [row["text"] for row in rows] == texts
    assert rows[-1]["date"] is None


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_nothing(form: str) -> None:
    assert timeline_text([], form) == ""  # type: ignore[arg-type]


def test_a_text_does_not_drive_the_terminal() -> None:
    assert "\x1b" not in timeline_text([entry("2019", "\x1b[2J")], "text")
