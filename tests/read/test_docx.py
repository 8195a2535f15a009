"""Word documents."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx

from pipeline.read import read_bytes
from pipeline.records import Document, Failure

from .helpers import PARAGRAPH, SECOND, parts


def make_docx() -> bytes:
    word = docx.Document()
    word.core_properties.title = "Szkoła w polu"
    word.core_properties.author = "Ewa Mazur"
    word.core_properties.modified = datetime.datetime(2026, 3, 2, tzinfo=datetime.UTC)
    word.sections[0].header.paragraphs[0].text = "Urząd Gminy"
    word.add_heading("Szkoła w polu", 0)
    word.add_paragraph(PARAGRAPH)
    word.add_heading("Pieniądze z budżetu", 1)
    word.add_paragraph(SECOND)
    word.add_paragraph("Sala i boisko.", style="List Bullet")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2025", "3610"
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def reason(data: bytes) -> str:
    found = read_bytes(data, "x.docx", ".docx")
    assert isinstance(found, Failure)
    return found.reason


def test_document() -> None:
    document = read_bytes(make_docx(), "x.docx", ".docx")
    assert isinstance(document, Document)
    assert (document.title, document.date, document.author) == (
        "Szkoła w polu", "2026-03-02", "Ewa Mazur",
    )  # fmt: skip
    assert parts(document, "title") == ["Szkoła w polu"]
    assert parts(document, "heading") == ["Pieniądze z budżetu"]
    assert parts(document, "body") == [PARAGRAPH, SECOND, "Sala i boisko."]
    assert parts(document, "other") == ["2025 3610"]
    assert "Urząd Gminy" not in document.text


def test_failures() -> None:
    assert "damaged" in reason(make_docx()[:3000])
    assert "old or encrypted" in reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "not a Word document" in reason("Zwykły tekst.".encode())
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as package:
        package.writestr("a.txt", "tekst")
    assert "not a Word document" in reason(plain.getvalue())


def test_bomb() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 30_000_000)
    assert "more than is safe" in reason(out.getvalue())
