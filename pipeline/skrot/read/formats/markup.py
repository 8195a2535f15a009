"""Paragraphs of a tree of HTML that is all text: a book's chapter, a mail, a rendered note."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from skrot.read.formats.docx_numbering import write_number
from skrot.read.formats.extracted import CELLS, Paragraph
from skrot.read.formats.html_tree import write_raised
from skrot.records import PartKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    "p", "div", "section", "article", "aside", "main", "header", "footer", "blockquote", "pre",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot", "tr",
    "figure", "figcaption", "address", "nav", "hr", "form", "fieldset", "body", "center", "details",
    "summary", "td", "th",
}  # fmt: skip
_NO_TEXT = frozenset(
    {
        "script",
        "style",
        "head",
        "title",
        "template",
        "svg",
        "object",
        "iframe",
        "select",
        "textarea",
    }
)
_OTHER = frozenset({"pre", "aside", "nav", "figcaption", "caption", "footer"})
_HIDDEN = re.compile(r"(?:display:\s{0,3}none|visibility:\s{0,3}hidden|mso-hide:\s{0,3}all)", re.I)
_NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|rearnotes?|przypisy?)(?:$|[\s_-])", re.I)
_BACK = "footnote-backref"
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read_markup(root: HtmlElement, quoted: PartKind = "body") -> Iterator[Paragraph]:
    """Give the paragraphs of a tree in their order.

    Headings are headings, the first of the first level the title; items of numbered lists have
    their numbers, rows of tables their cells apart; notes, code and captions are ``other``.

    Parameters
    ----------
    root : lxml.html.HtmlElement
        The tree; what is raised in it is written out.
    quoted : PartKind
        What quotations are.
    """
    write_raised(root)
    writer = _Writer(quoted)
    writer.walk(root, None)
    writer.end()
    yield from writer.found


class _Writer:
    """The paragraphs found, and the one that is being written."""

    def __init__(self, quoted: PartKind) -> None:
        self.found: list[Paragraph] = []
        self._quoted = quoted
        self._text: list[str] = []
        self._kind: PartKind | None = None
        self._number: str | None = None
        self._titled = False
        self._hidden: list[str] = []

    def end(self) -> None:
        """End the paragraph."""
        text = "".join(self._text).strip()
        self._text.clear()
        if text:
            item = self._number is not None
            self.found.append(Paragraph(f"{self._number or ''} {text}", self._kind, item))
            self._number = None
        self.found += [Paragraph(hidden, left_out="hidden text") for hidden in self._hidden]
        self._hidden.clear()

    def walk(self, element: HtmlElement, kind: PartKind | None) -> None:
        """Write what is in an element that is no block, or begin and end one."""
        if not isinstance(element.tag, str):
            return
        if element.tag in _NO_TEXT or element.get("class") == _BACK:
            return
        if _is_hidden(element):
            self._leave_out(element)
            return
        if element.tag == "br":
            self._text.append("\n")
            return
        if element.tag == "tr":
            self._row(element)
            return
        block = element.tag in _BLOCKS
        if block:
            self.end()
            kind = self._kind_of(element, kind)
            self._kind = kind
        if element.tag == "li":
            self._number = _number(element)
        self._add(element.text, element.tag == "pre")
        for child in element:
            self.walk(child, kind)
            if block and isinstance(child.tag, str) and child.tag in _BLOCKS:
                self._kind = kind
            self._add(child.tail, element.tag == "pre")
        if block:
            self.end()
            self._number = None if element.tag == "li" else self._number

    def _add(self, text: str | None, lines: bool) -> None:
        if text:
            self._text.append(text if lines else _SPACE.sub(" ", text))

    def _kind_of(self, element: HtmlElement, kind: PartKind | None) -> PartKind | None:
        named = f"{element.get('class') or ''} {element.get('type') or ''}"
        if kind == "other" or element.tag in _OTHER or _NOTES.search(named):
            return "other"
        if element.tag == "blockquote":
            return self._quoted
        if element.tag in _HEADINGS:
            first = element.tag == "h1" and not self._titled
            self._titled = self._titled or first
            return "title" if first else "heading"
        return kind

    def _row(self, row: HtmlElement) -> None:
        self.end()
        cells = [" ".join(_cell(cell)) for cell in row if cell.tag in {"td", "th"}]
        filled = [cell for cell in cells if cell]
        if len(cells) == 1:  # a frame around paragraphs
            for child in row:
                self.walk(child, None)
        elif filled:
            self.found.append(Paragraph(CELLS.join(filled), "other"))

    def _leave_out(self, element: HtmlElement) -> None:
        text = " ".join(element.text_content().split())
        if text:
            self._hidden.append(text)


def _cell(cell: Any) -> list[str]:
    return [word for text in cell.itertext() for word in text.split()]


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _number(item: HtmlElement) -> str:
    """The number of an item, "" in a list without numbers."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return ""
    number = _whole(parent.get("start"), 1)
    for other in parent.iterchildren("li"):
        number = _whole(other.get("value"), number)
        if other is item:
            break
        number += 1
    return f"{write_number(number, _FORMS.get(parent.get('type') or '', 'decimal'))}."


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else default
