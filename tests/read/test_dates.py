"""Dates at the head of a document."""

import pytest

from skrot.read.dates import find_date, parse_date


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Warszawa, 24-06-2026", "2026-06-24"),
        ("Warszawa, dnia 9 sierpnia 2026 r.", "2026-08-09"),
        ("Warszawa, data: 25 czerwca 2026 r.", "2026-06-25"),
        ("Bielsko-Biała, 03.08.2026 r.", "2026-08-03"),
        ("Nowy Sącz, 1 maja 2026", "2026-05-01"),
        ("2026-06-24", "2026-06-24"),
        ("24 czerwca 2026", "2026-06-24"),
        ("Warszawa, /elektroniczny znacznik czasu/", None),
        ("31.02.2026", None),
        ("Ustawa z dnia 24 czerwca 2026 r. o szkołach", None),
        ("W Warszawie 24 czerwca 2026 r. podpisano umowę.", None),
        ("10.05.1012", None),
    ],
)
def test_dates(line: str, expected: str | None) -> None:
    assert find_date([line]) == expected


def test_first_line_wins() -> None:
    assert find_date(["Szkoła", "Łódź, 1 lipca 2026", "2 lipca 2026"]) == "2026-07-01"


def test_parse() -> None:
    assert parse_date("2026-01-02T10:00:00+01:00") == "2026-01-02"
    assert parse_date("wczoraj") is None
