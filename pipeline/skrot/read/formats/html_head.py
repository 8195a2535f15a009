"""The head of an article on its page: what stands between its title and the first paragraph found.

Many papers set the lead, the author and the date beside the container of the body, where what looks
for the body does not see them. Told by their place in the page, not by the names of classes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from skrot.read.dates import parse_date
from skrot.read.formats.extracted import Paragraph
from skrot.read.structure.phrases import matches
from skrot.read.structure.titles import find_author, is_name
from skrot.toml import Table, load

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FURNITURE = "page furniture"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset({
    *_HEADINGS, "p", "div", "li", "ul", "ol", "td", "th", "tr", "table", "section", "article",
    "main", "header", "blockquote", "address", "dl", "dd", "dt", "hr", "pre", "form", "body",
})  # fmt: skip
_NOT_READ = frozenset({
    "script", "style", "noscript", "nav", "footer", "aside", "button", "iframe", "template", "svg",
    "select", "head", "figure", "picture", "video", "audio", "object", "textarea",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none", re.IGNORECASE)
_DATED = (
    "//meta[contains(@property, 'published') or contains(@name, 'date') or contains(@name, 'Date')]"
    " | //*[@itemprop='datePublished'] | //time[@datetime]"
    " | //script[contains(text(), 'datePublished')]"
)
_DESCRIPTION = "//meta[@property='og:description' or @name='description']/@content"
_DAY = re.compile(r"(?<![\w.,-])\d")
_BETWEEN = re.compile(r"\s*[|•·,;/]\s*|\s+[–—-]\s+|\s{2,}|(?=\b\d)")
_LETTERS = re.compile(r"\W+")
_KEY = 60
_SHORTEST = 20
_SHORTEST_LEAD = 40
_LONGEST_LEAD = 1200
_FEWEST_WORDS = 6
_FEWEST_TITLE_WORDS = 3
_MOST_LEADS = 3
_MOST_LINKS = 0.5
_LONGEST_LINE = 160


class _Names(Table, frozen=True):
    furniture: tuple[str, ...]
    lead: tuple[str, ...]
    title: tuple[str, ...]


@cache
def _named(what: Literal["furniture", "lead", "title"]) -> re.Pattern[str]:
    """Match the class of an element that is it."""
    names = load("skrot.read.formats", "data/page.toml", _Names)
    return re.compile("|".join(getattr(names, what)), re.IGNORECASE)


class Leaf(NamedTuple):
    """A line or paragraph of a page: its text, how much of it is links, and what it stands in."""

    text: str
    links: int
    element: HtmlElement


class Head(NamedTuple):
    """The title an article shows, who wrote it and when, and its paragraphs from the title on."""

    title: str | None
    date: str | None
    author: str | None
    paragraphs: list[Paragraph]


def find_head(tree: HtmlElement, paragraphs: Sequence[Paragraph], names: Iterable[str]) -> Head:
    """Put before the paragraphs of an article what stands between them and its title.

    Parameters
    ----------
    tree : HtmlElement
        The page.
    paragraphs : sequence of Paragraph
        What was found of the article.
    names : iterable of str
        What the page says its title is.
    """
    leaves = list(_leaves(tree))
    places = {_key(leaf.text): i for i, leaf in reversed(list(enumerate(leaves)))}
    places |= {_folded(leaf.text): i for i, leaf in reversed(list(enumerate(leaves)))}
    body = next((i for p in paragraphs if (i := _place(p, places)) is not None), None)
    title = _find_title(leaves[:body], [_folded(name) for name in names]) if body else None
    if body is None or title is None:
        return Head(None, None, None, list(paragraphs))
    between = leaves[title + 1 : body]
    lines = [leaf.text for leaf in between if len(leaf.text) <= _LONGEST_LINE]
    own = Paragraph(leaves[title].text, "title")
    head = [own, *_label(between)]
    found = {_folded(paragraph.text) for paragraph in head}
    rest = [p for p in paragraphs if _folded(p.text) not in found]
    if not any(paragraph.kind == "lead" for paragraph in head):
        head += _described_lead(tree, leaves, {*found, *(_folded(p.text) for p in rest)})
    if head[-1].kind != "lead" and _named("lead").search(_classes(leaves[body].element, 2)):
        rest = [p._replace(kind="lead") if _place(p, places) == body else p for p in rest]
    date = None if tree.xpath(_DATED) else _date(lines)
    return Head(own.text, date, _described_author(tree) or _author(lines), [*head, *rest])


def _described_lead(
    tree: HtmlElement, leaves: Sequence[Leaf], found: Collection[str]
) -> Iterator[Paragraph]:
    """Find a lead that stands elsewhere on the page: it is how the page describes itself."""
    described = {_key(text) for text in tree.xpath(_DESCRIPTION)}
    for leaf in leaves:
        if _may_be_lead(leaf) and _key(leaf.text) in described:
            if _folded(leaf.text) not in found:
                yield Paragraph(leaf.text, "lead")
            return


def _leaves(tree: HtmlElement) -> Iterator[Leaf]:
    """Give the texts of a page between two edges of blocks, in their order."""
    from lxml.etree import iterwalk

    edges = set()
    for element in tree.iter(*_BLOCKS):
        edges.add(element)
        for above in element.iterancestors():
            if above in edges:
                break
            edges.add(above)
    texts: list[str] = []
    links = depth = 0
    inside = tree
    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        edge = element in edges
        if edge and event in {"start", "end"}:
            text = " ".join("".join(texts).split())
            if text:
                yield Leaf(text, links, inside)
            texts, links = [], 0
        if event == "start":
            depth += element.tag == "a"
            if _is_not_read(element):
                walk.skip_subtree()
                continue
            piece = element.text
            inside = element if edge else inside
        else:
            depth -= event == "end" and element.tag == "a"
            piece = element.tail
            above = element.getparent()
            inside = above if edge and above is not None else inside
        if element.tag == "br":
            texts.append(" ")
        if piece:
            texts.append(piece)
            links += len(piece.strip()) if depth else 0


def _is_not_read(element: HtmlElement) -> bool:
    return (
        element.tag in _NOT_READ
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def _key(text: str) -> str:
    """What texts of the page and of the article are compared by."""
    return _folded(text[: 2 * _KEY])[:_KEY]


def _folded(text: str) -> str:
    return _LETTERS.sub("", text.casefold())


def _place(paragraph: Paragraph, places: dict[str, int]) -> int | None:
    """Find the leaf of a paragraph that is no title or heading."""
    if paragraph.kind not in {None, "body"} or len(paragraph.text) < _SHORTEST:
        return None
    return places.get(_folded(paragraph.text), places.get(_key(paragraph.text)))


def _find_title(leaves: Sequence[Leaf], names: Sequence[str]) -> int | None:
    """Find the title: the longest line that the page names so, else the last ``h1`` of no link."""
    named = [
        (len(leaf.text), i)
        for i, leaf in enumerate(leaves)
        if len(leaf.text.split()) >= _FEWEST_TITLE_WORDS
        and any(_folded(leaf.text) in name for name in names)
    ]
    if named:
        return max(named)[1]
    heads = [
        (leaf.links > 0, level, -i) for i, leaf in enumerate(leaves) if (level := _level(leaf))
    ]
    return -min(heads)[2] if heads else None


def _level(leaf: Leaf) -> int:
    """The level of a heading, 0 for none."""
    element: HtmlElement | None = leaf.element
    for _ in range(2):
        if element is not None and element.tag in _HEADINGS:
            return _HEADINGS.index(element.tag) + 1
        element = element.getparent() if element is not None else None
    return len(_HEADINGS) + 1 if _named("title").search(leaf.element.get("class") or "") else 0


def _classes(element: HtmlElement, up: int) -> str:
    """The names that an element and those around it have."""
    around = [element, *list(element.iterancestors())[:up]]
    attributes = ("class", "id", "itemprop")
    return " ".join(found.get(name) or "" for found in around for name in attributes)


def _label(leaves: Sequence[Leaf]) -> Iterator[Paragraph]:
    """Tell leads from lines on the article and from the furniture of the page."""
    leads = [i for i, leaf in enumerate(leaves) if _may_be_lead(leaf)]
    named = [i for i in leads if _named("lead").search(_classes(leaves[i].element, 1))]
    leads = named or leads[:_MOST_LEADS]
    for i, leaf in enumerate(leaves):
        if i in leads:
            yield Paragraph(leaf.text, "lead")
        elif len(leaf.text) <= _LONGEST_LINE and (_author([leaf.text]) or _date([leaf.text])):
            yield Paragraph(leaf.text, "other")
        else:
            yield Paragraph(leaf.text, left_out=FURNITURE)


def _may_be_lead(leaf: Leaf) -> bool:
    text = leaf.text
    return (
        _SHORTEST_LEAD <= len(text) <= _LONGEST_LEAD
        and len(text.split()) >= _FEWEST_WORDS
        and leaf.links < _MOST_LINKS * len(text)
        and not _named("furniture").search(_classes(leaf.element, 1))
        and not any(matches(kind, text) for kind in ("advert", "credit", "byline", "teaser"))
        and not (_date([text]) and len(text) < 2 * _SHORTEST_LEAD)
    )


def _author(lines: Sequence[str]) -> str | None:
    """Find the names on the first line that has any, alone, after a label or before a date."""
    for line in lines:
        parts = [part.strip() for part in _BETWEEN.split(line)]
        names = [find_author([part]) or (part if is_name(part) else None) for part in parts]
        if any(names):
            return ", ".join(filter(None, names))
    return None


def _described_author(tree: HtmlElement) -> str | None:
    """Give whom the page names as author of an article in what it says for machines (JSON-LD)."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            waiting = [msgspec.json.decode(script.text or "")]
        except (msgspec.DecodeError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict) and "datePublished" in value and "author" in value:
                authors = (
                    value["author"] if isinstance(value["author"], list) else [value["author"]]
                )
                names = [a.get("name") if isinstance(a, dict) else a for a in authors]
                return "; ".join(name for name in names if isinstance(name, str)) or None
            if isinstance(value, dict | list):
                waiting += value.values() if isinstance(value, dict) else value
    return None


def _date(lines: Sequence[str]) -> str | None:
    """Find the earliest day in lines, as what was written comes before what was changed."""
    days = (parse_date(line[m.start() :]) for line in lines for m in _DAY.finditer(line))
    return min((day for day in days if day is not None), default=None)
