"""Texts of OpenOffice and LibreOffice (.odt), by lxml."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import is_zip
from skrot.read.formats.docx_numbering import write_number
from skrot.read.formats.extracted import CELLS, Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.fields import row_date
from skrot.read.formats.package import open_package, parse_xml, read_file
from skrot.read.formats.properties import property_author, property_title
from skrot.read.formats.raised import judge_raised
from skrot.records import PartKind

if TYPE_CHECKING:
    from lxml.etree import _Element

_DAMAGED = "damaged or not an OpenDocument text; open it in a word processor and save it again"
_TYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _STYLE, _OFFICE, _TABLE, _DRAW, _META = (
    _NAMESPACE % name for name in ("text", "style", "office", "table", "drawing", "meta")
)
_DC = "{http://purl.org/dc/elements/1.1/}"
# What is no text of its paragraph: deleted text, comments, notes and boxes (read after it).
_NO_TEXT = frozenset(
    (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text",
     f"{_DRAW}text-box", f"{_OFFICE}forms", f"{_TEXT}sequence-decls")
)  # fmt: skip
_PARAGRAPHS = frozenset((f"{_TEXT}p", f"{_TEXT}h"))
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_MOST_SPACES = 100
_MOST_STYLES = 20
_DEEPEST = 10


class _Look(NamedTuple):
    """How a style sets text, as far as it matters; None where it says nothing."""

    raised: bool | None = None
    hidden: bool | None = None


class _Level(NamedTuple):
    """How a level of a list is numbered."""

    form: str
    before: str
    after: str
    start: int
    shown: int


def is_odt(data: bytes) -> bool:
    """Tell a text by the type that such a file says it has."""
    if not is_zip(data) or b"content.xml" not in data:
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, package.open("mimetype") as file:
            return file.read(100).startswith(_TYPE)
    except Exception:  # zipfile and zlib each raise their own
        return False


def read_odt(data: bytes) -> Extracted:
    """Read the paragraphs, lists, tables, boxes and notes of a text, as its changes left it.

    Raises
    ------
    UnreadableError
        If the file is damaged, encrypted or without text, or unpacks to more than is safe.
    """
    with open_package(data, _DAMAGED) as package:
        names = set(package.namelist())
        if _MANIFEST in names and b"encryption-data" in read_file(package, _MANIFEST, _DAMAGED):
            msg = "encrypted; save it without its password"
            raise UnreadableError(msg)
        content = parse_xml(read_file(package, "content.xml", _DAMAGED), _DAMAGED)
        roots = [content] + [
            parse_xml(read_file(package, name, _DAMAGED), _DAMAGED)
            for name in ("styles.xml", "meta.xml")
            if name in names
        ]
    body = next(content.iter(f"{_OFFICE}text"), None)
    if body is None:
        raise UnreadableError(_DAMAGED)
    reader = _Reader(roots)
    extracted = structure_paragraphs(list(reader.blocks(body, None)), _about(roots))
    if not extracted.structured.text:
        msg = "no text in the document; it may hold only pictures"
        raise UnreadableError(msg)
    return extracted


def _about(roots: list[_Element]) -> Metadata:
    def first(*names: str) -> str | None:
        texts = (
            "".join(e.itertext()).strip() for name in names for r in roots for e in r.iter(name)
        )
        return next(filter(None, texts), None)

    return Metadata(
        author=property_author(first(f"{_META}initial-creator", f"{_DC}creator")),
        saved=row_date(first(f"{_DC}date", f"{_META}creation-date")),
        named=property_title(first(f"{_DC}title")),
    )


class _Reader:
    """The styles and lists of a text, and how far each list has counted."""

    def __init__(self, roots: list[_Element]) -> None:
        self._styles = {
            e.get(f"{_STYLE}name"): e for root in roots for e in root.iter(f"{_STYLE}style")
        }
        self._lists = {
            e.get(f"{_STYLE}name"): _levels(e)
            for root in roots
            for e in root.iter(f"{_TEXT}list-style")
        }
        self._looks: dict[str | None, _Look] = {}
        self._counts: defaultdict[str | None, dict[int, int]] = defaultdict(dict)

    def blocks(
        self, parent: _Element, number: str | None, level: int = 0, style: str | None = None
    ) -> Iterator[Paragraph]:
        """The paragraphs below an element; `number` is that of the list item it is, if any."""
        for child in parent:
            tag = child.tag
            if tag in _PARAGRAPHS:
                yield from self._paragraph(child, number)
                number = None if number is None else ""
            elif tag == f"{_TEXT}list":
                yield from self._list(child, level + 1, child.get(f"{_TEXT}style-name") or style)
            elif tag == f"{_TABLE}table":
                yield from self._table(child)
            elif isinstance(tag, str) and tag not in _NO_TEXT:
                yield from self.blocks(child, number, level, style)

    def _list(self, element: _Element, level: int, style: str | None) -> Iterator[Paragraph]:
        counts = self._counts[style]
        if element.get(f"{_TEXT}continue-numbering") != "true" and not element.get(
            f"{_TEXT}continue-list"
        ):
            counts.pop(level, None)
        for item in element.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
            if item.tag == f"{_TEXT}list-header" or level > _DEEPEST:
                yield from self.blocks(item, None, level, style)
                continue
            how = self._lists.get(style, {}).get(level)
            start = how.start if how else 1
            counts[level] = _whole(
                item.get(f"{_TEXT}start-value"), counts.get(level, start - 1) + 1
            )
            for deeper in [at for at in counts if at > level]:
                del counts[deeper]
            yield from self.blocks(item, self._number(counts, style, level), level, style)

    def _number(self, counts: dict[int, int], style: str | None, level: int) -> str:
        levels = self._lists.get(style, {})
        how = levels.get(level)
        if how is None or how.form not in _FORMS:
            return ""
        shown = range(max(level - how.shown + 1, 1), level + 1)
        figures = [
            write_number(counts.get(at, 1), _FORMS.get(levels[at].form, "decimal"))
            for at in shown
            if at in levels
        ]
        return f"{how.before}{'.'.join(figures)}{how.after}".strip()

    def _paragraph(self, element: _Element, number: str | None) -> Iterator[Paragraph]:
        runs = list(self._runs(element, self._look(element.get(f"{_TEXT}style-name"))))
        text = ""
        left_out: list[Paragraph] = []
        for i, (piece, look) in enumerate(runs):
            if look.hidden:
                left_out.append(Paragraph(piece, left_out="hidden text"))
            elif look.raised:
                after = "".join(piece for piece, _ in runs[i + 1 : i + 3])
                raised = judge_raised(text, piece, after)
                text += raised.text
                left_out += [Paragraph(raised.mark, left_out="footnote mark")] * bool(raised.mark)
            else:
                text += piece
        numbered = f"{number} {text}" if number and text.strip() else text
        yield Paragraph(numbered, self._kind(element), number is not None)
        yield from left_out
        for inner in element.iter(f"{_TEXT}note-body", f"{_DRAW}text-box"):
            if next(inner.iterancestors(f"{_OFFICE}annotation"), None) is None:
                note = inner.tag == f"{_TEXT}note-body"
                for paragraph in self.blocks(inner, None):
                    yield paragraph._replace(kind="other") if note else paragraph

    def _kind(self, element: _Element) -> PartKind | None:
        """Headings are elements of their own; the title is a style, or one based on it."""
        name = element.get(f"{_TEXT}style-name")
        for _ in range(_MOST_STYLES):
            if name in {"Title", "Subtitle"}:
                return "title" if name == "Title" else "heading"
            style = self._styles.get(name)
            if style is None:
                break
            name = style.get(f"{_STYLE}parent-style-name")
        return "heading" if element.tag == f"{_TEXT}h" else None

    def _runs(self, element: _Element, look: _Look) -> Iterator[tuple[str, _Look]]:
        if element.text:
            yield " ".join(element.text.split("\n")), look
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}s":
                yield " " * min(_whole(child.get(f"{_TEXT}c"), 1), _MOST_SPACES), look
            elif tag == f"{_TEXT}tab":
                yield "\t", look
            elif tag == f"{_TEXT}line-break":
                yield "\n", look
            elif tag == f"{_TEXT}hidden-text":
                yield child.get(f"{_TEXT}string-value") or "", look._replace(hidden=True)
            elif isinstance(tag, str) and tag not in _NO_TEXT and tag not in _PARAGRAPHS:
                own = self._look(child.get(f"{_TEXT}style-name"))
                yield from self._runs(child, _over(own, look))
            if child.tail:
                yield " ".join(child.tail.split("\n")), look

    def _look(self, name: str | None, depth: int = 0) -> _Look:
        if name not in self._looks:
            style = self._styles.get(name)
            if style is None or depth > _MOST_STYLES:
                return _Look()
            set_as = style.find(f"{_STYLE}text-properties")
            own = _Look()
            if set_as is not None:
                place, shown = set_as.get(f"{_STYLE}text-position"), set_as.get(f"{_TEXT}display")
                own = _Look(
                    _is_raised(place) if place is not None else None,
                    shown == "none" if shown is not None else None,
                )
            base = self._look(style.get(f"{_STYLE}parent-style-name"), depth + 1)
            self._looks[name] = _over(own, base)
        return self._looks[name]

    def _table(self, table: _Element) -> Iterator[Paragraph]:
        for row in table.iter(f"{_TABLE}table-row"):
            if next(row.iterancestors(f"{_TABLE}table")) is not table:
                continue
            cells = [
                list(self.blocks(cell, None)) for cell in row.iterchildren(f"{_TABLE}table-cell")
            ]
            if len(cells) == 1:  # a frame around paragraphs
                yield from cells[0]
                continue
            texts = [
                " ".join(" ".join(p.text for p in cell if p.left_out is None).split())
                for cell in cells
            ]
            yield Paragraph(CELLS.join(filter(None, texts)), "other")
            yield from (p for cell in cells for p in cell if p.left_out is not None)


def _over(look: _Look, other: _Look) -> _Look:
    return _Look(*(a if a is not None else b for a, b in zip(look, other, strict=True)))


def _is_raised(place: str) -> bool:
    first = place.split()[:1]
    return first == ["super"] or (
        bool(first) and first[0].rstrip("%").isdigit() and first != ["0%"]
    )


def _levels(style: _Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for element in style:
        if not isinstance(element.tag, str):
            continue
        numbered = element.tag == f"{_TEXT}list-level-style-number"
        levels[_whole(element.get(f"{_TEXT}level"), 1)] = _Level(
            (element.get(f"{_STYLE}num-format") or "") if numbered else "",
            element.get(f"{_STYLE}num-prefix") or "",
            element.get(f"{_STYLE}num-suffix") or "",
            _whole(element.get(f"{_TEXT}start-value"), 1),
            _whole(element.get(f"{_TEXT}display-levels"), 1),
        )
    return levels


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else default
