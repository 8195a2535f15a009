"""Web pages: trafilatura finds the article, its headings, lists and metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import beginning, decode
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.html_head import find_head
from skrot.read.formats.html_tree import write_raised
from skrot.read.limits import check_size

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_ARTICLE = "no article text found in the HTML; save the text of the page as .txt"
MAX_BYTES = 10_000_000
_PAGE = re.compile(
    rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body)\b", re.I | re.S
)
# A script and a link declare what they load, not the page.
_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,500}?charset|\?xml\b[^>]{0,100}?encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w:.-]{3,30})",
    re.IGNORECASE,
)
_HEAD = 20_000
# Elements that say by their class what they are, where trafilatura would keep them.
_NOT_ARTICLE = [
    f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    for name in (
        "ad", "ads", "advert", "advertisement", "adslot", "ad-container", "reklama", "reklamy",
        "sponsored", "newsletter", "newsletter-box", "cookie-wall", "cookies", "rodo", "rodo-popup",
    )
]  # fmt: skip


def is_html(data: bytes) -> bool:
    """Tell a web page by how it begins."""
    return _PAGE.match(beginning(data)) is not None


def read_html(data: bytes) -> Extracted:
    """Read the article of a web page, without navigation, advertisements and comments.

    Raises
    ------
    UnreadableError
        If the page is larger than ``MAX_BYTES``, or no article is found on it.
    """
    check_size(len(data), MAX_BYTES, "an HTML file")
    if find_spec("lxml_html_clean") is None:  # lxml, which takes it, would name no module
        raise ModuleNotFoundError(name="lxml_html_clean")
    from trafilatura import bare_extraction, load_html  # heavy: only where there is HTML

    tree = load_html(decode_page(data))
    if tree is None:
        raise UnreadableError(_NO_ARTICLE)
    write_raised(tree)
    found = bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
        prune_xpath=_NOT_ARTICLE,
    )
    body = getattr(found, "body", None)
    if found is None or isinstance(found, dict) or body is None:
        raise UnreadableError(_NO_ARTICLE)
    named = [
        found.title or "",
        *tree.xpath("//title/text() | //meta[@property='og:title']/@content"),
    ]
    head = find_head(tree, list(_paragraphs(body)), filter(None, named))
    metadata = Metadata(
        head.title or found.title or None,
        head.date or found.date or None,
        found.author or head.author or None,
        found.sitename or found.hostname or None,
        address=found.url or None,
    )
    paragraphs = head.paragraphs
    if metadata.title and not any(
        _same(p.text, metadata.title) for p in paragraphs[:3] if p.kind is not None
    ):
        paragraphs.insert(0, Paragraph(metadata.title, "title"))
    extracted = structure_paragraphs(paragraphs, metadata)
    if not extracted.structured.text:
        raise UnreadableError(_NO_ARTICLE)
    return extracted


def decode_page(data: bytes) -> str:
    """Decode a web page; what it declares is heeded where its bytes do not contradict it."""
    match = _CHARSET.search(data[:_HEAD])
    return decode(data, match[1].decode("ascii").lower() if match else None)


def _same(first: str, second: str) -> bool:
    return "".join(first.split()).casefold() == "".join(second.split()).casefold()


def _paragraphs(body: _Element) -> Iterator[Paragraph]:
    titled = False
    for element in body.iter("head", "p", "item", "quote", "row", "code", "ab"):
        text = " ".join(" ".join(element.itertext()).split())
        if not text or _inside(element):
            continue
        if element.tag == "head":
            first = not titled and element.get("rend") == "h1"
            titled = titled or first
            yield Paragraph(text, "title" if first else "heading")
        elif element.tag == "row":
            yield Paragraph(text, "other")
        elif element.tag == "quote":  # however short, it heads nothing
            yield Paragraph(text, "body")
        else:
            yield Paragraph(text, item=element.tag == "item")


def _inside(element: _Element) -> bool:
    """Tell whether a paragraph is part of one that comes with it: a list in a list item."""
    return any(parent.tag in {"item", "quote", "row", "p"} for parent in element.iterancestors())
