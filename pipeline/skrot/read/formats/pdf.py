"""PDF files with a text layer, by pypdfium2."""

from __future__ import annotations

import ctypes
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from skrot.read.errors import UnreadableError
from skrot.read.formats.extracted import Extracted, Metadata
from skrot.read.formats.pdf_layout import PageLine, Run, mark_title, order_lines
from skrot.read.limits import check_length
from skrot.read.structure.blocks import Line
from skrot.read.structure.characters import LINE_BREAKS, repair_characters
from skrot.read.structure.repair import structure_lines

MAX_PAGES = 3000
# Hyphens at the ends of lines; what breaks lines or pages in a text is a blank on a page, whose
# lines are where they stand.
_MEANT = {"\x02": "-", "\ufffe": "-", "\u00ad": "-", **dict.fromkeys(LINE_BREAKS + "\f", " ")}
_BOLD = 600
_GAP = 1.0
_SUPERSCRIPT = 0.8
_RAISED = 0.1
# What an exponent stands on: "km²", "m³/s", "10⁶", "x²"; anything else has a footnote.
_BASE = re.compile(r"[^\W\d_]|[cdhkmnµμ]m|10|2")
_LAST_WORD = re.compile(r"([^\W\d_]+|\d+|[^\w\s])$")
_LONGEST_BASE = 30
_MARKS = frozenset("0123456789*†‡")
_JUNK_BEFORE = 1024


def is_pdf(data: bytes) -> bool:
    """Tell a PDF; there may be junk before it."""
    return b"%PDF-" in data[:_JUNK_BEFORE]


def read_pdf(data: bytes) -> Extracted:
    """Read the text layer of a PDF in reading order.

    The raw text has a line for each line of the pages, an empty line where the layout begins a new
    paragraph, and a form feed between pages. Footnote marks set as superscripts are left out.

    Raises
    ------
    UnreadableError
        If the file is damaged, encrypted, too long, or a scan without a text layer.
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
        pages = [list(_runs(document, number)) for number in range(len(document))]
        info = document.get_metadata_dict(skip_empty=True)
    except pdfium.PdfiumError as error:
        msg = "damaged or truncated PDF; fetch it again"
        raise UnreadableError(msg) from error
    finally:
        document.close()
    if not any(run.text.strip() for page in pages for run in page):
        msg = "a PDF without a text layer, perhaps a scan; run text recognition (OCR) on it"
        raise UnreadableError(msg)
    author = info.get("Author") or None
    return _structure(pages, Metadata(_title(info), author=author, saved=_date(info)))


def _structure(pages: Sequence[Sequence[Run]], metadata: Metadata) -> Extracted:
    size = _body_size(pages)
    sheets = [order_lines(page, size) for page in pages]
    sheets[0] = mark_title(sheets[0], size)
    raw = "\f".join(
        "\n".join(("\n" if line.gap and i else "") + line.text for i, line in enumerate(sheet))
        for sheet in sheets
    )
    check_length(raw)
    repaired = repair_characters(raw)
    lines = list(_lines(repaired.text, sheets))
    structured = structure_lines(lines, repaired, raw, metadata.title)
    return Extracted(raw, structured, metadata)


def _lines(text: str, sheets: Sequence[Sequence[PageLine]]) -> Iterator[Line]:
    """The lines of the repaired text with what the layout tells of them."""
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
                yield Line(
                    stripped, start, start + len(stripped), int(line.gap), new_page, line.hint
                )
                new_page = False
            at += len(rows[row]) + 1
            row += 1
        at += 0 if sheet else 1


def _body_size(pages: Sequence[Sequence[Run]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for run in page:
            sizes[round(run.size * 2) / 2] += len(run.text)
    return sizes.most_common(1)[0][0]


def _runs(document: Any, number: int) -> Iterator[Run]:
    """The runs of a page: characters on one line, close together, of one size."""
    from pypdfium2 import raw

    page = document[number]
    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    text: list[str] = []
    edge: Run | None = None
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        char = _character(code)
        if char in "\r\n" or raw.FPDFText_IsGenerated(textpage, index) == 1:
            if edge is not None and char == " ":
                text.append(char)
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box))
        height = max(box.top - box.bottom, 0.1)
        raised = edge is not None and char in _MARKS and _is_mark(edge, box, height, text)
        if edge is not None and not raised and not _follows(edge, box, height):
            yield edge._replace(text="".join(text))
            edge, text = None, []
        if edge is None:
            bold = raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD
            edge = Run("", box.left, box.bottom, box.right, box.top, height, bold)
        if not raised:
            text.append(char)
        edge = edge._replace(right=max(edge.right, box.right))
    if edge is not None:
        yield edge._replace(text="".join(text))
    textpage.close()
    page.close()


def _character(code: int) -> str:
    """The character of a code; PDFium gives half a pair where a font maps outside of Unicode."""
    if code > sys.maxunicode or 0xD800 <= code < 0xE000:
        return "\ufffd"
    return _MEANT.get(chr(code), chr(code))


def _follows(run: Run, box: Any, height: float) -> bool:
    same_line = abs(run.bottom - box.bottom) < 0.3 * height
    same_size = abs(run.size - height) < 0.2 * height
    return same_line and same_size and -_GAP * height < box.left - run.right < _GAP * height


def _is_mark(run: Run, box: Any, height: float, text: Sequence[str]) -> bool:
    """Tell a footnote mark from an exponent: small and raised, not after a unit, a symbol or 10."""
    small = height < _SUPERSCRIPT * run.size and box.top > run.bottom + _RAISED * run.size + height
    word = _LAST_WORD.search("".join(text[-_LONGEST_BASE:]))
    return small and word is not None and _BASE.fullmatch(word[0]) is None


def _title(info: dict[str, str]) -> str | None:
    """The title a PDF names, unless it is a file name a program left there."""
    title = info.get("Title", "").strip()
    invented = title.startswith("Microsoft") or title.lower().endswith((".doc", ".docx", ".indd"))
    return title if " " in title and not invented else None


def _date(info: dict[str, str]) -> str | None:
    """The day a PDF was made, ``D:20260624…`` as ISO 8601."""
    digits = info.get("CreationDate", "").removeprefix("D:")[:8]
    valid = len(digits) == len("20260624") and digits.isdigit()
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}" if valid else None
