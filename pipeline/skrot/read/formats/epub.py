"""Books (.epub): the chapters in their order, read as pages are written."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import is_zip
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.fields import row_date
from skrot.read.formats.markup import read_markup
from skrot.read.formats.package import open_package, parse_xml, read_file
from skrot.read.limits import MAX_CHARACTERS, check_length

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_DAMAGED = "damaged or not an EPUB book; fetch it again"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER = "application/xhtml+xml"
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_MOST_CHAPTERS = 5000


def is_epub(data: bytes) -> bool:
    """Tell a book by the file in it that says so."""
    return is_zip(data) and (b"application/epub+zip" in data[:200] or _CONTAINER.encode() in data)


def read_epub(data: bytes) -> Extracted:
    """Read the chapters of a book; its table of contents is listed as dropped.

    Raises
    ------
    UnreadableError
        If the file is damaged or protected, has no text, or unpacks to more than is safe.
    """
    with open_package(data, _DAMAGED) as package:
        container = parse_xml(read_file(package, _CONTAINER, _DAMAGED), _DAMAGED)
        name = next((e.get("full-path") for e in container.iter("{*}rootfile")), None) or ""
        book = parse_xml(read_file(package, name, _DAMAGED), _DAMAGED)
        paragraphs = list(_chapters(package, book, posixpath.dirname(name)))
    about = _about(book)
    paragraphs = [_as_heading(p, about.title) for p in paragraphs]
    check_length("".join(p.text for p in paragraphs))
    extracted = structure_paragraphs(paragraphs, about)
    if not extracted.structured.text:
        msg = "no text in the book; it may hold only pictures"
        raise UnreadableError(msg)
    return extracted


def _chapters(package: zipfile.ZipFile, book: _Element, folder: str) -> Iterator[Paragraph]:
    items = {item.get("id"): item for item in book.iter("{*}item")}
    order = [items.get(itemref.get("idref")) for itemref in book.iter("{*}itemref")]
    chapters = [i for i in order if i is not None and i.get("media-type") == _CHAPTER]
    hidden = _protected(package)
    letters = 0
    for item in chapters[:_MOST_CHAPTERS]:
        href = unquote(item.get("href") or "")
        name = posixpath.normpath(posixpath.join(folder, href))
        if name in hidden:
            msg = "the book is protected (DRM); only its reader can open it"
            raise UnreadableError(msg)
        contents = "nav" in (item.get("properties") or "").split()
        for paragraph in read_markup(_page(read_file(package, name, _DAMAGED))):
            letters += len(paragraph.text)
            if letters > MAX_CHARACTERS:
                check_length(" " * letters)
            yield paragraph._replace(left_out="table of contents") if contents else paragraph


def _protected(package: zipfile.ZipFile) -> set[str]:
    """The names of the files that are encrypted; fonts are often, and need not be read."""
    if _ENCRYPTION not in package.namelist():
        return set()
    root = parse_xml(read_file(package, _ENCRYPTION, _DAMAGED), _DAMAGED)
    return {unquote(e.get("URI") or "") for e in root.iter("{*}CipherReference")}


def _page(data: bytes) -> HtmlElement:
    """Parse a chapter, which is XML, into a tree of HTML."""
    from lxml import etree
    from lxml.html import document_fromstring

    data = _ENTITY.sub(lambda m: html.unescape(m[0].decode()).encode("ascii", "xmlcharrefreplace"),
                       data)  # fmt: skip
    root = parse_xml(data, _DAMAGED)
    for element in root.iter("{*}*"):
        element.tag = etree.QName(element).localname
        for name in [name for name in element.attrib if "}" in name]:
            element.set(name.rpartition("}")[2], element.attrib.pop(name))
    etree.cleanup_namespaces(root)
    shown = etree.tostring(root, method="html", encoding="unicode")
    return document_fromstring(shown or "<p></p>")


def _about(book: _Element) -> Metadata:
    def first(name: str) -> str | None:
        texts = (" ".join("".join(e.itertext()).split()) for e in book.iter(f"{{*}}{name}"))
        return next(filter(None, texts), None)

    return Metadata(first("title"), row_date(first("date")), first("creator"), first("publisher"))


def _as_heading(paragraph: Paragraph, title: str | None) -> Paragraph:
    """Leave the title of a chapter a heading; only that of the book is a title."""
    same = title is not None and paragraph.text.split() == title.split()
    if paragraph.kind == "title" and not same:
        return paragraph._replace(kind="heading")
    return paragraph
