"""Word documents (.docx), by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import check_package, is_zip
from skrot.read.formats.docx_numbering import Numbering
from skrot.read.formats.docx_text import FALLBACK, Looks, W, paragraph_text
from skrot.read.formats.extracted import CELLS, Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.properties import property_author, property_title
from skrot.records import PartKind

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

_DAMAGED = "damaged or not a Word document; open it in a word processor and save it again"
# The date and author in the template of python-docx, which programs leave as they are.
_TEMPLATE_YEAR = 2013
# What only wraps paragraphs, rows or cells.
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml"))
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
    check_package(data, _DAMAGED)
    import docx  # heavy: only where there is a Word document

    try:
        word = docx.Document(io.BytesIO(data))
    except Exception as error:  # the library lets whatever its parsers raise through
        raise UnreadableError(_DAMAGED) from error
    about = _about(word)
    source = _Source(
        word, Looks(word.styles.element), Numbering(_numbering(word), word.styles.element)
    )
    paragraphs = _with_title([*_paragraphs(source), *_notes(source)], about)
    extracted = structure_paragraphs(paragraphs, about)
    if not extracted.structured.text:
        msg = "no text in the Word document; it may hold only pictures"
        raise UnreadableError(msg)
    return extracted


class _Source(NamedTuple):
    """A Word document with what the text of its paragraphs depends on."""

    word: Word
    looks: Looks
    numbering: Numbering


def _about(word: Word) -> Metadata:
    """What the properties say; python-docx invents some where a document has none."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    kinds = {relation.reltype for relation in word.part.package.rels.values()}
    if RELATIONSHIP_TYPE.CORE_PROPERTIES not in kinds:
        return Metadata()
    core = word.core_properties
    saved = core.modified or core.created
    date = saved.date().isoformat() if saved and saved.year != _TEMPLATE_YEAR else None
    return Metadata(
        author=property_author(core.author), saved=date, named=property_title(core.title)
    )


def _numbering(word: Word) -> Any:
    for relation in word.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _with_title(paragraphs: list[Paragraph], about: Metadata) -> list[Paragraph]:
    """Take a first heading for the title, unless it is a chapter's in a document with a title."""
    first = next((i for i, p in enumerate(paragraphs) if p.text.strip()), None)
    if first is None or paragraphs[first].kind != "heading":
        return paragraphs
    chapters = sum(paragraph.kind == "heading" for paragraph in paragraphs)
    if any(p.kind == "title" for p in paragraphs) or (chapters > 1 and about.named is not None):
        return paragraphs
    paragraphs[first] = paragraphs[first]._replace(kind="title")
    return paragraphs


def _paragraphs(source: _Source) -> Iterator[Paragraph]:
    from docx.text.paragraph import Paragraph as WordParagraph

    before = ""
    for element in _inside(source.word.element.body, f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}tbl":
            yield from _rows(element, source)
            continue
        text, left_out = paragraph_text(element, source.looks)
        boxed = [inner for inner in _below(element) if inner is not element]
        if _runs_on(element):  # its mark was deleted: the next paragraph goes on in it
            before += text
        else:
            paragraph = WordParagraph(element, source.word._body)
            number = source.numbering.next(element)
            item = number is not None or _style(paragraph).startswith(_LISTS)
            text = (
                f"{number} {before}{text}" if number and (before + text).strip() else before + text
            )
            yield Paragraph(text, _kind(paragraph), item)
            before = ""
        yield from (Paragraph(piece, left_out=reason) for reason, piece in left_out)
        for inner in boxed:
            yield from _plain(inner, source)
    if before:
        yield Paragraph(before)


def _runs_on(element: Any) -> bool:
    properties = element.find(f"{W}pPr/{W}rPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _plain(element: Any, source: _Source) -> Iterator[Paragraph]:
    """A paragraph in a box or a frame, and what is left out of it."""
    text, left_out = paragraph_text(element, source.looks)
    number = source.numbering.next(element)
    yield Paragraph(f"{number} {text}" if number and text.strip() else text)
    yield from (Paragraph(piece, left_out=reason) for reason, piece in left_out)


def _rows(table: Any, source: _Source) -> Iterator[Paragraph]:
    for row in _inside(table, f"{W}tr"):
        cells = list(_inside(row, f"{W}tc"))
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        if len(cells) == 1:  # a frame around paragraphs
            for inner in _below(cells[0]):
                yield from _plain(inner, source)
            continue
        found = [[paragraph_text(inner, source.looks) for inner in _below(cell)] for cell in cells]
        texts = (" ".join(" ".join(piece.text for piece in cell).split()) for cell in found)
        yield Paragraph(CELLS.join(filter(None, texts)), "other")
        for reason, piece in (out for cell in found for part in cell for out in part.left_out):
            yield Paragraph(piece, left_out=reason)


def _notes(source: _Source) -> Iterator[Paragraph]:
    """The footnotes and endnotes, which stand in files of their own."""
    from docx.oxml import parse_xml

    for relation in source.word.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                found = [paragraph_text(inner, source.looks) for inner in _below(note)]
                yield Paragraph(" ".join(piece.text for piece in found), "other")


def _below(element: Any) -> Iterator[Any]:
    """All paragraphs down from here, those in boxes too, without the copies for older programs."""
    for paragraph in element.iter(f"{W}p"):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield paragraph


def _inside(element: Any, *tags: str) -> Iterator[Any]:
    """The children of these kinds, also those in a wrapper."""
    for child in element:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, *tags)


def _style(paragraph: WordParagraph) -> str:
    style = paragraph.style
    return (style.name or "").casefold() if style is not None else ""


def _kind(paragraph: WordParagraph) -> PartKind | None:
    style = _style(paragraph)
    if style.startswith(_TITLES):
        return "title"
    return "heading" if style.startswith(_HEADINGS) else None
