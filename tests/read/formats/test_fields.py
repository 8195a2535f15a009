"""Rows of named fields: which is the text, and what the others say."""

from __future__ import annotations

import json
from typing import Any

import pytest

from skrot.read import read_bytes
from skrot.read.formats.fields import row_date
from skrot.records import Document, Failure
from tests.read.helpers import GOOD, PARAGRAPH, SECOND, parts, reasons


def read(row: dict[str, Any]) -> Document:
    found = read_bytes(json.dumps(row).encode(), "x", ".jsonl")
    assert isinstance(found, Document), found
    return found


NEWS = {
    "source": {"id": None, "name": "Kurier"},
    "author": "Ewa Mazur",
    "title": "Szkoła w polu",
    "url": "https://example.org/1",
    "publishedAt": "2026-03-02T08:15:00Z",
}


def test_a_row_of_a_news_interface() -> None:
    document = read({**NEWS, "description": GOOD, "content": f"{PARAGRAPH}\r\n\r\n{SECOND}"})
    assert (document.title, document.date, document.author, document.source) == (
        "Szkoła w polu",
        "2026-03-02",
        "Ewa Mazur",
        "Kurier",
    )
    assert parts(document) == [PARAGRAPH, SECOND]


def test_a_text_that_was_cut_short() -> None:
    document = read({**NEWS, "description": GOOD, "content": f"{SECOND}… [+2345 chars]"})
    assert parts(document) == [GOOD, f"{SECOND}…"]
    assert parts(document, "lead") == [GOOD]
    assert [(piece.reason, piece.text) for piece in document.dropped] == [
        ("cut short", "[+2345 chars]")
    ]


def test_a_description_that_the_text_begins_with_is_not_read_twice() -> None:
    document = read({**NEWS, "description": GOOD, "content": f"{GOOD} {SECOND} [+9 chars]"})
    assert " ".join(parts(document)) == f"{GOOD} {SECOND}"


@pytest.mark.parametrize("content", [None, "", "  "])
def test_a_description_alone(content: str | None) -> None:
    document = read({**NEWS, "description": PARAGRAPH, "content": content})
    assert parts(document) == [PARAGRAPH]
    assert reasons(document) == []


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("source", {"id": "kurier"}, "kurier"),
        ("source", ["Kurier", "PAP"], "Kurier, PAP"),
        ("source", "Kurier", "Kurier"),
        ("publisher", {"name": "Kurier", "logo": {"url": "x"}}, "Kurier"),
        ("link", "https://example.org", "https://example.org"),
        ("Źródło", "Kurier", "Kurier"),
    ],
)
def test_sources(field: str, value: Any, expected: str) -> None:
    assert read({"text": GOOD, field: value}).source == expected


def test_authors_in_a_list() -> None:
    authors = [{"name": "Ewa Mazur"}, {"name": "Jan Nowak"}]
    assert read({"text": GOOD, "author": authors}).author == "Ewa Mazur, Jan Nowak"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T23:59:59+01:00", "2026-03-02"),
        ("2026-03-02 10:00", "2026-03-02"),
        ("2.03.2026", "2026-03-02"),
        ("2 marca 2026 r.", "2026-03-02"),
        ("Mon, 02 Mar 2026 10:00:00 +0100", "2026-03-02"),
        (1772442000, "2026-03-02"),
        (1772442000000, "2026-03-02"),
        ("1772442000", "2026-03-02"),
        ("marzec", "marzec"),
        (None, None),
        (True, None),
    ],
)
def test_days(value: object, expected: str | None) -> None:
    assert row_date(value) == expected


def test_a_named_field_that_is_missing_is_no_other() -> None:
    found = read_bytes(json.dumps({"content": GOOD}).encode(), "x", ".jsonl", text_field="tresc")
    assert isinstance(found, Failure)
    assert '"content"' in found.reason
