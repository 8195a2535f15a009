"""Vega-Lite charts as static SVG that obeys the page's Content-Security-Policy and colours.

Vega-Lite lays a chart out (vl-convert, no network, the same bytes every time). Its SVG carries
everything as attributes and none as inline style, so that a policy without ``unsafe-inline`` shows
it. Here it is read again, all that is not on a short list of elements and attributes is left out,
and marks get the class, title and data of the row they show, so that the page's style sheet colours
them in light and dark.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

import msgspec
import vl_convert
from markupsafe import Markup

Spec = dict[str, Any]

_NAMESPACE = re.compile(r"\{[^{}]*\}")
_LONG_NUMBER = re.compile(r"(?:-|(?<!\d))\d+\.\d{2,}")
_ROW = re.compile(r"row:(\d+)")
_TAGS = frozenset({"svg", "g", "path", "line", "text", "rect", "circle", "tspan", "title"})
_ATTRIBUTES = frozenset(
    {
        "class",
        "d",
        "dx",
        "dy",
        "font-size",
        "font-weight",
        "height",
        "opacity",
        "stroke-dasharray",
        "stroke-width",
        "text-anchor",
        "transform",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    }
)
_SHAPES = frozenset({"path", "line", "rect", "circle", "text"})

TEXT: Spec = {"value": "x"}
"""The text channel of marks whose rows have a text: to measure each takes Vega a millisecond."""


class Shown(msgspec.Struct, frozen=True):
    """What a mark of a chart shows: CSS classes, a tooltip, a key for the script, a text."""

    css: str
    title: str = ""
    key: str = ""
    text: str | None = None


def row_id(index: int) -> str:
    """Return the description by which a mark is found again; encode it as ``description``."""
    return f"row:{index}"


def draw(spec: Spec, rows: Sequence[Shown], *, label: str) -> Markup:
    """Draw a Vega-Lite chart.

    Parameters
    ----------
    spec
        A Vega-Lite 5 specification with its data inline. Marks of a row have the channel
        ``description`` set to ``row_id(index)``.
    rows
        What the marks show, by that index.
    label
        The accessible name of the picture.
    """
    text = vl_convert.vegalite_to_svg(
        {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "background": None, **spec},
        allowed_base_urls=[],
    )
    source = ET.fromstring(text)  # noqa: S314 - the output of our own chart library
    root = _clean(source, rows)
    root.attrib.pop("width", None)
    root.attrib.pop("height", None)
    root.set("role", "img")
    root.set("aria-label", label)
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - escaped by ElementTree


def _clean(element: ET.Element, rows: Sequence[Shown]) -> ET.Element:
    tag = _NAMESPACE.sub("", element.tag)
    attributes = {
        name: _LONG_NUMBER.sub(_round, value)
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES
    }
    clean = ET.Element(tag, attributes)
    clean.text = element.text
    found = _ROW.fullmatch(element.get("aria-label", ""))
    if found and tag in _SHAPES:
        shown = rows[int(found[1])]
        clean.set("class", shown.css)
        if shown.text is not None:
            clean.text = shown.text
        if shown.key:
            clean.set("data-key", shown.key)
        if shown.title:
            title = ET.SubElement(clean, "title")
            title.text = shown.title
            title.tail, clean.text = clean.text, None
    for child in element:
        if _is_drawn(child):
            clean.append(_clean(child, rows))
    return clean


def _is_drawn(element: ET.Element) -> bool:
    if _NAMESPACE.sub("", element.tag) not in _TAGS or element.get("opacity") == "0":
        return False
    return element.get("display") != "none" and element.get("class") != "background"


def _round(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}"
