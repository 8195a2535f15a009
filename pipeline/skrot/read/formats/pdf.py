"""PDF files with a text layer, by pypdfium2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from skrot.read.errors import ScanError, UnreadableError
from skrot.read.formats.extracted import SCANNED, Extracted, Metadata
from skrot.read.formats.pdf_layout import PageLine, mark_title, order_page
from skrot.read.formats.pdf_letters import Signs, decipher
from skrot.read.formats.pdf_words import Word, read_words
from skrot.read.formats.properties import property_author, property_title
from skrot.read.language import reads_as_language
from skrot.read.limits import check_length
from skrot.read.structure.blocks import Line
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.draft import LeftOut
from skrot.read.structure.repair import structure_lines

Page = Sequence[Sequence[Word]]

MAX_PAGES = 3000
_JUNK_BEFORE = 1024
SCAN = "skan bez warstwy tekstowej (a PDF of pictures, without a text layer); read it with --ocr"


# A page that is one picture: a character that stands for an object, and is left out.
_PICTURE = [PageLine("\ufffc", False, None, 0.0, SCANNED)]


def is_pdf(data: bytes) -> bool:
    """Tell a PDF; there may be junk before it."""
    return b"%PDF-" in data[:_JUNK_BEFORE]


def read_pdf(data: bytes) -> Extracted:
    """Read the text layer of a PDF in reading order.

    The raw text has a line for each line of the pages, an empty line where the layout begins a new
    paragraph, and a form feed between pages. Marks of footnotes, which are no part of the text,
    have lines of their own, and a page that reads as no language is left out.

    Raises
    ------
    UnreadableError
        If the file is damaged, encrypted, too long, a scan without a text layer, or none of its
        pages reads as a language.
    """
    import pypdfium2 as pdfium  # heavy: only where there is a PDF

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            msg = "encrypted PDF; save it without its password"
        else:
            msg = "damaged or truncated PDF; fetch it again"
        raise UnreadableError(msg) from error
    try:
        if len(document) > MAX_PAGES:
            msg = f"too large: a PDF of more than {MAX_PAGES} pages is not read; split it"
            raise UnreadableError(msg)
        signs = Signs()
        pages = [read_words(document, number, signs) for number in range(len(document))]
        pictures = {n for n, words in enumerate(pages) if not words and _is_picture(document, n)}
        info = document.get_metadata_dict(skip_empty=True)
    except pdfium.PdfiumError as error:
        msg = "damaged or truncated PDF; fetch it again"
        raise UnreadableError(msg) from error
    finally:
        document.close()
    if not any(pages):
        raise ScanError(SCAN)
    author = property_author(info.get("Author"))
    about = Metadata(author=author, named=property_title(info.get("Title")))
    size = _body_size(pages)
    sheets = [order_page(page, size) for page in pages]
    if len(signs):
        letters = decipher([line.text for sheet in sheets for line in sheet], signs)
        sheets = [
            [line._replace(text=line.text.translate(letters)) for line in sheet] for sheet in sheets
        ]
    sheets = [_PICTURE if n in pictures else _readable(s) for n, s in enumerate(sheets)]
    return _structure(sheets, size, about)


def _structure(sheets: list[list[PageLine]], size: float, metadata: Metadata) -> Extracted:
    if all(line.left_out for sheet in sheets for line in sheet):
        msg = "no page of the PDF reads as a language: its fonts do not say what their letters are"
        raise ScanError(f"{msg}; read it with --ocr", force=True)
    sheets[0] = mark_title(sheets[0], size)
    raw = "\f".join(
        "\n".join(("\n" if line.gap and i else "") + line.text for i, line in enumerate(sheet))
        for sheet in sheets
    )
    check_length(raw)
    repaired = repair_characters(raw)
    lines = list(_lines(repaired.text, sheets))
    left_out = [
        LeftOut(reason, line.start, line.end) for line, reason in lines if reason is not None
    ]
    kept = [line for line, reason in lines if reason is None]
    structured = structure_lines(kept, repaired, raw, metadata.named, left_out)
    return Extracted(raw, structured, metadata)


def _is_picture(document: Any, number: int) -> bool:
    """Tell a page that has a picture on it."""
    from pypdfium2 import raw

    page = document[number]
    found = next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2), None)
    page.close()
    return found is not None


def _readable(sheet: list[PageLine]) -> list[PageLine]:
    """Leave out a page whose letters make no words."""
    if reads_as_language(" ".join(line.text for line in sheet)):
        return sheet
    return [line._replace(left_out="unreadable page") for line in sheet]


def _lines(text: str, sheets: Sequence[Sequence[PageLine]]) -> Iterator[tuple[Line, str | None]]:
    """The lines of the repaired text with what the layout tells of them, and why they go."""
    at = 0
    for number, (page, sheet) in enumerate(zip(text.split("\f"), sheets, strict=True)):
        rows = page.split("\n")
        row = 0
        new_page = number > 0
        for i, line in enumerate(sheet):
            if line.gap and i:
                at += len(rows[row]) + 1
                row += 1
            stripped = rows[row].strip()
            if stripped:
                start = at + rows[row].index(stripped[0])
                end = start + len(stripped)
                yield Line(stripped, start, end, int(line.gap), new_page, line.hint), line.left_out
                new_page = new_page and line.left_out is not None
            at += len(rows[row]) + 1
            row += 1
        at += 0 if sheet else 1


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for word in page[0] if page else ():
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0]
