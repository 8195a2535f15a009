"""Records of the web."""

from __future__ import annotations

from pathlib import Path

import pytest

from skrot.read import find_documents, read_source
from skrot.records import Document
from tests.read.formats.files import Hostile
from tests.read.helpers import PARAGRAPH, SECOND

PAGE = f"<html><title>Mosty</title><body><article><h1>Mosty</h1><p>{PARAGRAPH}</p></article>"


def record(kind: str, address: str, content: str, **more: str) -> bytes:
    """A record as a crawler writes it."""
    body = content.encode()
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:2b1d8a0e-3b0c-4d8e-9a51-000000000000>",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2031-05-07T10:00:00Z",
        *(f"{name.replace('_', '-')}: {value}" for name, value in more.items()),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def response(address: str, page: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\n\r\n{page}"
    return record("response", address, answer, Content_Type="application/http; msgtype=response")


RECORDS = [
    record("warcinfo", "", "software: test", Content_Type="application/warc-fields"),
    response("https://example.org/mosty?nr=1", PAGE),
    response("https://example.org/brak", PAGE, "404 Not Found"),
    response("https://example.org/obraz", "x", kind="image/png"),
    record("conversion", "https://example.org/tekst", f"{PARAGRAPH}\n\n{SECOND}",
           Content_Type="text/plain"),
]  # fmt: skip


def examples() -> list[bytes]:
    pytest.importorskip("warcio")
    return [b"".join(RECORDS[:4])]


def hostile() -> Hostile:
    return {
        "none.warc": (RECORDS[0], "no web page and no text", "warcio"),
        "head.warc": (b"WARC/1.0\r\n" + b"a" * 1_000_000, "damaged", "no web page", "warcio"),
        "long.warc": (
            RECORDS[1].replace(b"Content-Length: ", b"Content-Length: 9"),
            "damaged", "no article", "WARC", "Mosty", "warcio",
        ),
    }  # fmt: skip


def test_pages_and_texts_are_documents(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(RECORDS))
    page, text = map(read_source, find_documents(path))
    assert isinstance(page, Document)
    assert page.doc.startswith("a.warc/https___example.org_mosty_nr=1~")
    assert page.title == "Mosty"
    assert PARAGRAPH in page.text
    assert (page.date, page.date_reason) == ("2031-05-07", "saved")
    assert isinstance(text, Document)
    assert SECOND in text.text
