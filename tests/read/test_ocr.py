"""Scans: named as such, and read where a program for text recognition is there."""

from __future__ import annotations

import io
import os
import shutil
import stat
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from skrot.read import find_documents, read_bytes, read_source
from skrot.records import Document, Failure
from tests.read.helpers import GOOD, parts, reasons, wrap
from tests.read.hostile_files import page, stream
from tests.read.pdf_files import column, make_pdf

# A grey picture of one point.
PICTURE = (
    b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
SCAN = page(
    stream(b"q 400 0 0 600 50 50 cm /I Do Q"),
    stream(b"\x80", PICTURE),
    resources=b"/XObject << /I 6 0 R >>",
)


def reason(found: Document | Failure) -> str:
    assert isinstance(found, Failure)
    return found.reason


def test_a_scan_says_so() -> None:
    assert "skan bez warstwy tekstowej" in reason(read_bytes(SCAN, "x.pdf", ".pdf"))


def test_without_a_program_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    found = reason(read_bytes(SCAN, "x.pdf", ".pdf", ocr=True))
    assert "ocrmypdf or tesseract" in found


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the path."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(shutil, "which", lambda name: str(tmp_path / name)
                        if (tmp_path / name).exists() else None)  # fmt: skip
    return tmp_path


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(os.name == "nt", reason="the programs are scripts")
@pytest.mark.parametrize("name", ["ocrmypdf", "tesseract"])
def test_what_a_program_recognises_is_read(name: str, programs: Path) -> None:
    made = programs / "result.pdf"
    made.write_bytes(make_pdf(column(60, 700, wrap(GOOD, 50).split("\n"))))
    last = 'for last in "$@"; do :; done' if name == "ocrmypdf" else 'last="$2.pdf"'
    program(programs, name, f'{last}\ncp {made} "$last"')
    document = read_bytes(SCAN, "x.pdf", ".pdf", ocr=True)
    assert isinstance(document, Document), document
    assert parts(document) == [GOOD]


@pytest.mark.skipif(os.name == "nt", reason="the programs are scripts")
def test_a_program_that_fails_is_named(programs: Path) -> None:
    program(programs, "ocrmypdf", "echo 'no language pol' >&2; exit 3")
    found = reason(read_bytes(SCAN, "x.pdf", ".pdf", ocr=True))
    assert "text recognition failed (no language pol)" in found


def test_a_document_with_text_needs_no_program(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdf(column(60, 700, wrap(GOOD, 50).split("\n"))))
    (source,) = find_documents(tmp_path, ocr=True)
    assert isinstance(read_source(source), Document)


@pytest.mark.usefixtures("programs")
def test_a_scanned_page_among_others_is_listed() -> None:
    data = mixed()
    document = read_bytes(data, "x.pdf", ".pdf")
    assert isinstance(document, Document)
    assert (parts(document), reasons(document)) == ([GOOD], ["scanned page"])
    assert "ocrmypdf or tesseract" in reason(read_bytes(data, "x.pdf", ".pdf", ocr=True))


def mixed() -> bytes:
    """A PDF with a page of text and one that is a picture."""
    document = pdfium.PdfDocument(make_pdf(column(60, 700, wrap(GOOD, 50).split("\n"))))
    document.import_pages(pdfium.PdfDocument(SCAN))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="text recognition is not installed here"
)
@pytest.mark.parametrize("missing", [(), ("ocrmypdf",)])
def test_a_picture_of_a_text_is_read(
    missing: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name in missing else found(name))
    document = read_bytes(picture_of(GOOD), "x.pdf", ".pdf", ocr=True)
    assert isinstance(document, Document), document
    words = " ".join(parts(document)).split()
    assert sum(word in words for word in GOOD.split()) >= 0.5 * len(GOOD.split())


def picture_of(text: str) -> bytes:
    """A PDF whose one page is a picture of this text."""
    lines = column(60, 700, wrap(text, 40).split("\n"), 14)
    drawn = pdfium.PdfDocument(make_pdf(lines))[0].render(scale=3, grayscale=True)
    rows = drawn.to_numpy().reshape(drawn.height, -1)[:, : drawn.width].tobytes()
    size = b"/Width %d /Height %d" % (drawn.width, drawn.height)
    about = PICTURE.replace(b"/Width 1 /Height 1", size)
    return page(
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        stream(rows, about),
        resources=b"/XObject << /I 6 0 R >>",
    )
