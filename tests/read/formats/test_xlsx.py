"""Excel workbooks: a row is a document."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl

from skrot.read import find_documents, read_source
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SECOND, SENTENCES, parts
from tests.read.hostile_files import entities


def workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Arkusz{number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def examples() -> list[bytes]:
    rows: list[list[object]] = [[f"Wieść {s[:9]}", s] for s in SENTENCES]
    return [workbook([["tytuł", "treść"], *rows])]


def changed(name: str, content: bytes) -> bytes:
    """A workbook with another file in place of one of its own."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(examples()[0])) as good,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for item in good.infolist():
            made.writestr(item, content if item.filename == name else good.read(item.filename))
    return out.getvalue()


def hostile() -> Hostile:
    damaged = "damaged or not an Excel workbook"
    sheet = "xl/worksheets/sheet1.xml"
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cell = '<c r="A1" t="inlineStr"><is><t>&a9;</t></is></c>'
    row = f"<sheetData><row r='1'>{cell}</row></sheetData>"
    laughs = f'<?xml version="1.0"?>{entities()}<worksheet {space}>{row}</worksheet>'
    place = '<row r="900000000"><c r="XFD900000000"><v>1</v></c></row>'
    far = f"<worksheet {space}><sheetData>{place}</sheetData></worksheet>"
    return {
        "laughs.xlsx": (changed(sheet, laughs.encode()), damaged, "empty", "no text"),
        "far.xlsx": (changed(sheet, far.encode()), "too large"),
        "deep.xlsx": (changed(sheet, b"<a>" * 300_000), damaged, "empty"),
        "bomb.xlsx": (changed(sheet, b"<a>" + b" " * 60 * MEGABYTE), "more than is safe"),
        "cut.xlsx": (examples()[0][:2000], damaged),
    }


def read_all(data: bytes, tmp_path: Path) -> dict[str, Document | Failure]:
    (tmp_path / "a.xlsx").write_bytes(data)
    return {source.doc: read_source(source) for source in find_documents(tmp_path)}


def test_rows_are_documents(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 3, 2)
    data = workbook(
        [
            ["Tytuł", "Data", "Źródło", "Treść"],
            ["Szkoła", day, "Gazeta", f"{PARAGRAPH}\n\n{SECOND}"],
            [None, None, None, None],
            ["Most", "3.03.2026", None, SECOND],
        ]
    )
    found = read_all(data, tmp_path)
    assert list(found) == ["a.xlsx/2", "a.xlsx/4"]
    first, second = found.values()
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.title, first.date, first.source) == ("Szkoła", "2026-03-02", "Gazeta")
    assert parts(first) == [PARAGRAPH, SECOND]
    assert (second.date, second.source) == ("2026-03-03", None)


def test_a_line_over_the_table_and_several_sheets(tmp_path: Path) -> None:
    head: list[list[object]] = [["Wycinki prasowe, marzec"], ["id", "tekst", "data"]]
    data = workbook([*head, [17, GOOD, None]], [["tekst", "autor"], [SECOND, "Ewa Mazur"]], [])
    found = read_all(data, tmp_path)
    assert list(found) == ["a.xlsx/17", "a.xlsx/Arkusz2 2"]
    assert [document.author for document in found.values() if isinstance(document, Document)] == [
        None,
        "Ewa Mazur",
    ]


def test_a_cell_with_a_formula_has_no_text_before_it_was_counted(tmp_path: Path) -> None:
    (found,) = read_all(workbook([["tytuł", "tekst"], ["A", "=1+1"]]), tmp_path).values()
    assert isinstance(found, Failure)
    assert "no text" in found.reason


def test_an_empty_workbook(tmp_path: Path) -> None:
    (found,) = read_all(workbook([]), tmp_path).values()
    assert isinstance(found, Failure)
    assert "empty" in found.reason
