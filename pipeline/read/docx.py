"""Word documents (.docx), by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.read.errors import UnreadableError
from pipeline.read.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from pipeline.records import PartKind

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 200
# The date in the template of python-docx, which programs leave as it is.
_TEMPLATE_YEAR = 2013
_HEADINGS = ("heading", "nagłówek", "naglowek", "subtitle", "podtytuł")
_TITLES = ("title", "tytuł")
_LISTS = ("list", "lista", "wypunkt", "numerow")


def read_docx(data: bytes) -> Extracted:
    """Read the paragraphs, lists and tables of a Word document, without heads and feet.

    Raises
    ------
    UnreadableError
        If the file is damaged, or unpacks to more than is safe.
    """
    _check_package(data)
    import docx  # heavy: only where there is a Word document

    try:
        word = docx.Document(io.BytesIO(data))
    except Exception as error:  # the library lets whatever its parsers raise through
        msg = "damaged or not a Word document; open it in a word processor and save it again"
        raise UnreadableError(msg) from error
    core = word.core_properties
    title = core.title if core.title and not core.title.startswith("Microsoft Word") else None
    saved = core.modified or core.created
    date = saved.date().isoformat() if saved and saved.year != _TEMPLATE_YEAR else None
    extracted = structure_paragraphs(_paragraphs(word), Metadata(title, date, core.author or None))
    if not extracted.structured.text:
        msg = "no text in the Word document; it may hold only pictures"
        raise UnreadableError(msg)
    return extracted


def _check_package(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
    except zipfile.BadZipFile as error:
        msg = "damaged or not a Word document; open it in a word processor and save it again"
        raise UnreadableError(msg) from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(len(data), 1):
        msg = "unpacks to more than is safe; it is not read"
        raise UnreadableError(msg)


def _paragraphs(word: Word) -> Iterator[Paragraph]:
    from docx.table import Table

    for element in word.iter_inner_content():
        if isinstance(element, Table):
            for row in element.rows:
                cells = dict.fromkeys(cell.text for cell in row.cells)
                yield Paragraph(" ".join(cells), "other" if len(row.cells) > 1 else None)
        else:
            yield Paragraph(element.text, _kind(element), _is_item(element))


def _style(paragraph: WordParagraph) -> str:
    style = paragraph.style
    return (style.name or "").casefold() if style is not None else ""


def _kind(paragraph: WordParagraph) -> PartKind | None:
    style = _style(paragraph)
    if style.startswith(_TITLES):
        return "title"
    return "heading" if style.startswith(_HEADINGS) else None


def _is_item(paragraph: WordParagraph) -> bool:
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return numbered or _style(paragraph).startswith(_LISTS)
