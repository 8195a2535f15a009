"""What is set raised on a web page, made plain before the article is looked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skrot.read.formats.raised import judge_raised
from skrot.read.structure.footnotes import SUPERSCRIPTS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = frozenset(
    {"p", "div", "li", "td", "th", "h1", "h2", "h3", "blockquote", "body", "article"}
)
_RAISED_BY_STYLE = re.compile(r"vertical-align:\s{0,5}(?:super|top)", re.IGNORECASE)
_NOTE = re.compile(r"(?:^|[\s_-])(?:foot-?note|fn|note|reference|przypis|cite)", re.IGNORECASE)
_FIGURES = re.compile(r"[(\[]?\s{0,3}\d{1,3}(?:\s{0,3}[,;–-]\s{0,3}\d{1,3}){0,4}\s{0,3}[)\]]?")
_LETTER = re.compile(r"\(?[a-f]\)?")
_STARS = re.compile(r"\(?([*†‡]{1,3})\)?")
_POWER = re.compile(r"[-−–+]\s{0,3}(\d{1,3})")
_DEGREES = re.compile(r"[o0°]")
_SCALE = re.compile(r"\s{0,2}[CF]\b")
_ROUND = str.maketrans("[]", "⁽⁾")
_NUMBERS = re.compile(r"\d+")
_LONGEST = 40
_LONGEST_BEFORE = 60


def write_raised(tree: HtmlElement) -> None:
    """Write what is raised as characters that are: "5400¹", "10⁻³", "20°C".

    The mark of a note that is a link or says so becomes "[1]"; what stands on a unit or a word and
    is no mark stays as it is ("m2").
    """
    for element in list(tree.iter("sup", "span", "font")):
        if element.tag != "sup" and not _RAISED_BY_STYLE.search(element.get("style") or ""):
            continue
        text = element.text_content().strip()
        if text and len(text) <= _LONGEST:
            written = _write(element, text)
            if written != text:
                for child in list(element):
                    element.remove(child)
                element.text = written


def _write(element: HtmlElement, text: str) -> str:
    before, after = _before(element), (element.tail or "")[:_LONGEST]
    if not before or before[-1].isspace():
        return text
    sign = _sign(text, before, after)
    if sign is not None:
        return sign
    figures = _FIGURES.fullmatch(text) is not None
    if figures and _is_note(element):
        return f"[{','.join(_NUMBERS.findall(text))}]"
    if not figures and not (_LETTER.fullmatch(text) and before[-1].isdigit()):
        return text
    raised = judge_raised(before, text if figures else "1", after)
    if raised.text == text or not (figures or raised.mark):
        return text
    return "".join(text.split()).translate(SUPERSCRIPTS).translate(_ROUND)


def _sign(text: str, before: str, after: str) -> str | None:
    """Write the mark of a note that is no figure, a power with a sign, and degrees."""
    stars = _STARS.fullmatch(text)
    if stars is not None:
        return f"[{stars[1]}]"
    power = _POWER.fullmatch(text)
    if power is not None:
        return "⁻"[: text[0] != "+"] + power[1].translate(SUPERSCRIPTS)
    if _DEGREES.fullmatch(text) and before[-1].isdigit() and _SCALE.match(after):
        return "°"
    return None


def _is_note(element: HtmlElement) -> bool:
    """Tell whether what is raised leads to a note, or says that it is the mark of one."""
    parent = element.getparent()
    linked = element.find(".//a") is not None or (parent is not None and parent.tag == "a")
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return linked or _NOTE.search(named) is not None


def _before(element: HtmlElement) -> str:
    """What stands before an element in its block, as much as matters."""
    text = ""
    at: HtmlElement | None = element
    while at is not None and len(text) < _LONGEST_BEFORE:
        previous = at.getprevious()
        if previous is not None:
            inside = previous.text_content() if isinstance(previous.tag, str) else ""
            text = inside[-_LONGEST_BEFORE:] + (previous.tail or "") + text
            at = previous
            if previous.tag == "br":
                break
            continue
        at = at.getparent()
        if at is None:
            break
        text = (at.text or "") + text
        if at.tag in _BLOCKS:
            break
    return text[-_LONGEST_BEFORE:]
