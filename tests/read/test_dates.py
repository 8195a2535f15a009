"""Dates at the head of a document."""

import pytest

from skrot.read import read_bytes, read_text
from skrot.read.dates import find_date, named_date, parse_date, today_in
from skrot.records import Document


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


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("https://example.pl/2026/06/24/mosty.html", "2026-06-24"),
        ("https://example.pl/artykul,mosty,20260624,1.html", "2026-06-24"),
        ("2026-06-24_mosty.txt", "2026-06-24"),
        ("mosty 24.06.2026.docx", "2026-06-24"),
        ("2026/06/24/mosty.txt", "2026-06-24"),
        ("mosty_2026.txt", None),
        ("brexit_1939.txt", None),
        ("2026-13-24.txt", None),
        ("20260624_20260625.txt", None),
        ("4620260624.txt", None),
        ("1012-05-10.txt", None),
    ],
)
def test_names_and_addresses(name: str, expected: str | None) -> None:
    assert named_date(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dziś, 24 czerwca 2026 r., otwarto most.", "2026-06-24"),
        ("Dzisiaj (24.06.2026) otwarto most.", "2026-06-24"),
        ("Dziś otwarto most, a 24 czerwca 2026 r. tunel.", None),
        ("Most otwarto 24 czerwca 2026 r.", None),
    ],
)
def test_what_a_text_calls_today(text: str, expected: str | None) -> None:
    assert today_in(text) == expected


BODY = (
    "Jak podają władze miasta, dziś, 5 maja 2026 r., otwarto w Nysie nowy most kolejowy nad rzeką."
)


@pytest.mark.parametrize(
    ("data", "doc", "suffix", "expected"),
    [
        (f'{{"text": "{BODY}", "date": "2026-05-01"}}', "2026-05-02/a", ".jsonl", "metadata"),
        (f"Łódź, 1 maja 2026\n\n{BODY}", "2026-05-02.txt", ".txt", "head"),
        (f'{{"text": "{BODY}", "url": "https://a.pl/2026/05/03/most"}}', "a", ".jsonl", "address"),
        (BODY, "2026-05-02.txt", ".txt", "file name"),
        (BODY, "a.txt", ".txt", "content"),
        ("Otwarto w Nysie nowy most kolejowy nad rzeką, a rok wcześniej tunel.", "a", ".txt", None),
    ],
)
def test_where_a_date_comes_from(data: str, doc: str, suffix: str, expected: str | None) -> None:
    found = read_bytes(data.encode(), doc, suffix)
    assert isinstance(found, Document)
    assert found.date_reason == expected
    assert (found.date is None) == (expected is None)


def test_a_text_that_is_no_file_has_no_name_to_tell_its_date() -> None:
    assert read_text("Otwarto w Nysie nowy most kolejowy.").date_reason is None
