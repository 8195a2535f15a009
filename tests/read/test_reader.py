"""Failures, bounds and hostile texts."""

from __future__ import annotations

import json
import time

import pytest

from skrot.read import guess_suffix, read_bytes, read_text
from skrot.records import Document, Failure
from tests.read.helpers import PARAGRAPH, SENTENCES, parts


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (b"", ".txt", "the file is empty"),
        (b" \n\t ", ".txt", "the file is empty"),
        (b"ab\x00cd" * 99, ".txt", "not text"),
        (b"%PDF-1.7 abc", ".txt", "it is a PDF"),
        (b"PK\x03\x04abc", ".txt", "zip archive or an Office"),
        (b"\x89PNG\r\n\x1a\n", ".html", "a PNG picture"),
        (b"{\\rtf1 abc}", ".txt", "an RTF document"),
        (b"12 345 --- 67", ".txt", "no text in it"),
        (b'{"notka": "abc"}', ".jsonl", 'no text in its field "text"'),
        (b'{"text": ', ".jsonl", "not valid JSON"),
        (b"a" * 5_000_001, ".txt", "too large"),
        (b"<p>" + b"a" * 10_000_001, ".html", "too large"),
    ],
)
def test_failures(data: bytes, suffix: str, reason: str) -> None:
    found = read_bytes(data, "x", suffix)
    assert isinstance(found, Failure)
    assert reason in found.reason
    assert (found.doc, found.stage) == ("x", "read")
    assert "\n" not in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "a" * 25_000,
        "a " * 50_000,
        " " * 100_000 + "a",
        "\n" * 100_000 + "a",
        "-\n" * 100_000 + "a",
        "a-\n" * 25_000,
        "1\n" * 25_000,
        "." * 100_000 + "a",
        ". " * 50_000 + "a",
        "(" * 100_000 + "a",
        "(a" * 50_000,
        "A. " * 30_000,
        "@" * 50_000 + "a",
        "tel. " * 20_000,
        "a@" * 50_000,
        "• " * 50_000 + "a",
        "\f" * 50_000 + "a",
        "Ä…" * 50_000,
        "a\u0301" * 50_000,
        "¹a³" * 30_000,
        "A:\n" * 30_000,
        "(a)\n" * 25_000,
        "[1] a\n" * 15_000,
        "1 A\n2 B\n" * 50_000,
        f"{SENTENCES[0]}\n" * 5_000,
        "http://" * 15_000,
    ],
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    start = time.process_time()
    read_text(text)
    assert time.process_time() - start < 5


def test_bidi_controls_and_nul_do_not_reach_the_text() -> None:
    document = read_text("Ala\u202e ma\u2066 ko\x00ta.")
    assert document.text == "Ala ma ko ta."


def test_metadata_of_a_row() -> None:
    data = '{"text": "Rada gminy przyjęła uchwałę o szkole.", "source": "BIP"}'.encode()
    found = read_bytes(data, "x", ".jsonl")
    assert isinstance(found, Document)
    assert found.source == "BIP"
    assert parts(found) == ["Rada gminy przyjęła uchwałę o szkole."]


def test_plain_text_is_fast() -> None:
    text = "\n\n".join([PARAGRAPH] * 2_000)
    read_text(PARAGRAPH)
    start = time.process_time()
    read_text(text)
    assert len(text) / (time.process_time() - start) > 500_000


def test_names_and_titles_are_repaired_too() -> None:
    row = {"text": PARAGRAPH, "title": " Szko\u0142a\n w\u202e polu ", "author": "\u200b"}
    found = read_bytes(json.dumps(row).encode(), "x", ".jsonl")
    assert isinstance(found, Document)
    assert (found.title, found.author) == ("Szkoła w polu", None)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (b"PK\x03\x04 word/document.xml", ".docx"),
        (b"PK\x03\x04 a.txt", ".zip"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", ".html"),
        (b'{"text": "a"}', ".jsonl"),
        ("Zwykły tekst".encode("cp1250"), ".txt"),
        (b"<?xml version='1.0'?><feed/>", ".txt"),
        (b"", ".txt"),
    ],
)
def test_format_of_data_without_a_name(data: bytes, suffix: str) -> None:
    assert guess_suffix(data) == suffix
