"""Word documents (.docx), by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import is_zip, list_entries
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.records import PartKind

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_DAMAGED = "damaged or not a Word document; open it in a word processor and save it again"
_MAX_UNPACKED = 200_000_000
_MAX_RATIO = 200
# The date and author in the template of python-docx, which programs leave as they are.
_TEMPLATE_YEAR = 2013
_TEMPLATE_AUTHOR = "python-docx"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What only wraps paragraphs, rows or cells, and what is not text of its paragraph.
_WRAPPERS = frozenset(f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
_NO_TEXT = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent"))
_INSTEAD = {f"{_W}{name}": text for name, text in (
    ("tab", " "), ("br", " "), ("cr", " "), ("noBreakHyphen", "-")
)}  # fmt: skip
_HEADINGS = ("heading", "nagłówek", "naglowek", "subtitle", "podtytuł")
_TITLES = ("title", "tytuł")
_LISTS = ("list", "lista", "wypunkt", "numerow")


def is_docx(data: bytes) -> bool:
    """Tell a Word document by the file in it that has the text."""
    return is_zip(data) and b"word/document.xml" in data


def read_docx(data: bytes) -> Extracted:
    """Read the paragraphs, lists, tables, boxes and notes of a Word document, no heads and feet.

    Tracked changes count as accepted; content controls are read as what they hold.

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
        raise UnreadableError(_DAMAGED) from error
    core = word.core_properties
    title = core.title if core.title and not core.title.startswith("Microsoft Word") else None
    saved = core.modified or core.created
    date = saved.date().isoformat() if saved and saved.year != _TEMPLATE_YEAR else None
    author = core.author if core.author != _TEMPLATE_AUTHOR else None
    about = Metadata(title, author=author or None, saved=date)
    extracted = structure_paragraphs([*_paragraphs(word), *_notes(word)], about)
    if not extracted.structured.text:
        msg = "no text in the Word document; it may hold only pictures"
        raise UnreadableError(msg)
    return extracted


def _check_package(data: bytes) -> None:
    members = list_entries(io.BytesIO(data), _DAMAGED)
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(len(data), 1):
        msg = "unpacks to more than is safe; it is not read"
        raise UnreadableError(msg)


def _paragraphs(word: Word) -> Iterator[Paragraph]:
    from docx.text.paragraph import Paragraph as WordParagraph

    for element in _inside(word.element.body, f"{_W}p", f"{_W}tbl"):
        if element.tag == f"{_W}tbl":
            yield from _rows(element)
            continue
        paragraph = WordParagraph(element, word._body)
        yield Paragraph(_text(element), _kind(paragraph), _is_item(paragraph))
        boxed = (inner for inner in _below(element) if inner is not element)
        yield from (Paragraph(_text(inner)) for inner in boxed)


def _rows(table: Any) -> Iterator[Paragraph]:
    for row in _inside(table, f"{_W}tr"):
        cells = list(_inside(row, f"{_W}tc"))
        if len(cells) == 1:  # a frame around paragraphs
            yield from (Paragraph(_text(inner)) for inner in _below(cells[0]))
        else:
            texts = (" ".join(map(_text, _below(cell))) for cell in cells)
            yield Paragraph(" ".join(texts), "other")


def _notes(word: Word) -> Iterator[Paragraph]:
    """The footnotes and endnotes, which stand in files of their own."""
    from docx.oxml import parse_xml

    for relation in word.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                yield Paragraph(" ".join(map(_text, _below(note))), "other")


def _below(element: Any) -> Iterator[Any]:
    """All paragraphs down from here, those in boxes too, without the copies for older programs."""
    for paragraph in element.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _inside(element: Any, *tags: str) -> Iterator[Any]:
    """The children of these kinds, also those in a wrapper."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, *tags)


def _text(element: Any) -> str:
    pieces: list[str] = []
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag not in _NO_TEXT:
            pieces.append(_INSTEAD.get(child.tag) or _text(child))
    return "".join(pieces)


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
