"""Word documents."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from skrot.read import read_bytes
from skrot.records import Document, Failure
from tests.read import hostile_files as made
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SECOND, SENTENCES, parts

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def examples() -> list[bytes]:
    return [made.docx("".join(made.run(sentence) for sentence in SENTENCES))]


def hostile() -> Hostile:
    damaged = "damaged or not a Word document"
    quadratic = f'<!DOCTYPE d [<!ENTITY e "{"x" * 50_000}">]>'
    wide = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>'
        f"{made.run(GOOD)}</w:tc></w:tr></w:tbl>"
    )
    return {
        "laughs.docx": (made.docx(made.run("&a9;"), made.entities()), damaged),
        "quadratic.docx": (made.docx(made.run("&e;" * 50_000), quadratic), damaged),
        "deep.docx": (made.docx("<w:p>" * 100_000 + "</w:p>" * 100_000), damaged),
        "wide.docx": (made.docx(wide), GOOD),
        "bomb.docx": (made.docx(made.run("a" * 50 * MEGABYTE)), "unpacks to more than is safe"),
        "later.docx": (made.later(made.docx(made.run(GOOD))), damaged),
    }


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
    assert parts(document, "other") == ["2025 | 3610"]
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


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def xml(text: str) -> Any:
    return parse_xml(text.replace(">", f' xmlns:w="{W}" xmlns:mc="{MC}">', 1))


def read_word(word: Any) -> Document:
    out = io.BytesIO()
    word.save(out)
    found = read_bytes(out.getvalue(), "x.docx", ".docx")
    assert isinstance(found, Document), found
    return found


def test_tracked_changes_count_as_accepted() -> None:
    word = docx.Document()
    p = word.add_paragraph("Rada gminy przyjęła uchwałę")._p
    p.append(xml("<w:ins><w:r><w:t> o szkole</w:t></w:r></w:ins>"))
    p.append(xml("<w:del><w:r><w:delText> o basenie</w:delText></w:r></w:del>"))
    p.append(xml("<w:moveFrom><w:r><w:t> dziś</w:t></w:r></w:moveFrom>"))
    p.append(
        xml('<w:hyperlink><w:r><w:t xml:space="preserve"> we wtorek.</w:t></w:r></w:hyperlink>')
    )
    assert read_word(word).text == "Rada gminy przyjęła uchwałę o szkole we wtorek."


def test_content_controls_and_boxes_are_read_once() -> None:
    word = docx.Document()
    word.add_paragraph(PARAGRAPH)
    inner = f"<w:p><w:r><w:t>{SENTENCES[4]}</w:t></w:r></w:p>"
    word.element.body.insert(1, xml(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"))
    box = f"<w:txbxContent><w:p><w:r><w:t>{SENTENCES[5]}</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    word.add_paragraph(SENTENCES[6])._p.append(xml(both))
    assert parts(read_word(word)) == [PARAGRAPH, *SENTENCES[4:7:2], SENTENCES[5]]


@pytest.mark.parametrize("columns", [1, 2])
def test_boxes_in_cells_are_read_once(columns: int) -> None:
    word = docx.Document()
    word.add_paragraph(PARAGRAPH)
    box = f"<w:txbxContent><w:p><w:r><w:t>{SENTENCES[5]}</w:t></w:r></w:p></w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    cell = word.add_table(1, columns).cell(0, 0)
    cell.text = SENTENCES[4]
    cell.paragraphs[0]._p.append(xml(both))
    text = " ".join(parts(read_word(word)))
    assert [text.count(SENTENCES[n]) for n in (4, 5)] == [1, 1]


def test_a_frame_is_text_and_a_row_is_a_table() -> None:
    word = docx.Document()
    word.add_paragraph(PARAGRAPH)
    frame = word.add_table(1, 1).cell(0, 0)
    frame.text = SENTENCES[4]
    frame.add_paragraph(SENTENCES[5])
    row = word.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "Racibórz", "48,2"
    document = read_word(word)
    assert parts(document, "body") == [PARAGRAPH, SENTENCES[4], SENTENCES[5]]
    assert parts(document, "other") == ["Racibórz | 48,2"]


def test_footnotes_are_kept_apart_from_the_text() -> None:
    word = docx.Document()
    word.add_paragraph(PARAGRAPH)._p.append(xml('<w:r><w:footnoteReference w:id="1"/></w:r>'))
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
    note += "<w:r><w:t> Dz. U. z 2025 r. poz. 11.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), word.part.package)
    word.part.relate_to(part, f"{RELATIONSHIP}/footnotes")
    document = read_word(word)
    assert parts(document, "body") == [PARAGRAPH]
    assert parts(document, "other") == ["Dz. U. z 2025 r. poz. 11."]


def test_what_the_template_says_is_nobodys() -> None:
    word = docx.Document()
    word.add_paragraph(PARAGRAPH)
    document = read_word(word)
    assert (document.author, document.date) == (None, None)
