"""The text of a paragraph of a Word document: its runs, breaks, raised figures and formulas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from skrot.read.formats.raised import SUPERSCRIPT, judge_raised

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is not text of its paragraph.
_NO_TEXT = frozenset(
    (FALLBACK, *(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent")))
)
_INSTEAD = {f"{W}{name}": text for name, text in (
    ("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n"), ("noBreakHyphen", "-")
)}  # fmt: skip
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_STYLES = 20


class Look(NamedTuple):
    """How a run is set, as far as its text depends on it; None where that is not said."""

    raised: bool | None = None
    hidden: bool | None = None

    def over(self, other: Look) -> Look:
        """Give this look, and the other's where this one says nothing."""
        return Look(*(a if a is not None else b for a, b in zip(self, other, strict=True)))


class Looks:
    """The looks of the styles of a document, each with those it is based on."""

    def __init__(self, styles: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._known: dict[str, Look] = {}

    def of(self, name: str | None, depth: int = 0) -> Look:
        """The look of a style by its id."""
        if name is None or name not in self._styles or depth > _MOST_STYLES:
            return Look()
        if name not in self._known:
            style = self._styles[name]
            based = style.find(f"{W}basedOn")
            base = self.of(_value(based), depth + 1)
            self._known[name] = _look(style.find(f"{W}rPr")).over(base)
        return self._known[name]


class Found(NamedTuple):
    """The text of a paragraph and what of it is left out, each piece with its reason."""

    text: str
    left_out: tuple[tuple[str, str], ...] = ()


def paragraph_text(element: Any, looks: Looks) -> Found:
    """Read the text of a paragraph: no hidden text, no note marks, figures of formulas in line.

    Parameters
    ----------
    element : lxml element
        A ``w:p``.
    looks : Looks
        The styles of its document.
    """
    style = element.find(f"{W}pPr/{W}pStyle")
    runs = list(_runs(element, looks, looks.of(_value(style))))
    text = ""
    left_out: list[tuple[str, str]] = []
    for i, (piece, look) in enumerate(runs):
        if look.hidden:
            left_out.append(("hidden text", piece))
        elif look.raised:
            after = "".join(piece for piece, look in runs[i + 1 : i + 3] if not look.hidden)
            raised = judge_raised(text, piece, after)
            text += raised.text
            if raised.mark:
                left_out.append(("footnote mark", raised.mark))
        else:
            text += piece
    return Found(text, tuple(left_out))


def _runs(element: Any, looks: Looks, look: Look) -> Iterator[tuple[str, Look]]:
    """The pieces of text down from here; pieces that are set alike and touch are one."""
    pending, set_as = "", look
    for piece, how in _pieces(element, looks, look):
        if how != set_as and pending:
            yield pending, set_as
            pending = ""
        pending, set_as = pending + piece, how
    if pending:
        yield pending, set_as


def _pieces(element: Any, looks: Looks, look: Look) -> Iterator[tuple[str, Look]]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or "", look
        elif child.tag in _INSTEAD:
            yield _INSTEAD[child.tag], look
        elif child.tag == f"{_M}oMath":
            yield _formula(child), look
        elif child.tag == f"{W}r":
            properties = child.find(f"{W}rPr")
            style = properties.find(f"{W}rStyle") if properties is not None else None
            own = _look(properties).over(looks.of(_value(style))).over(look)
            yield from _pieces(child, looks, own)
        elif child.tag not in _NO_TEXT:
            yield from _pieces(child, looks, look)


def _look(properties: Any) -> Look:
    if properties is None:
        return Look()
    aligned, lifted = properties.find(f"{W}vertAlign"), properties.find(f"{W}position")
    raised = _value(aligned) == "superscript" if aligned is not None else None
    if lifted is not None:
        raised = raised or ((_value(lifted) or "").isdigit() and _value(lifted) != "0")
    hidden = properties.find(f"{W}vanish")
    return Look(raised, _value(hidden) not in _OFF if hidden is not None else None)


def _value(element: Any) -> str | None:
    value: str | None = element.get(f"{W}val") if element is not None else None
    return value


def _formula(element: Any) -> str:
    """The text of a formula on one line: fractions with a slash, powers with raised figures."""
    name = element.tag.removeprefix(_M)
    if name == "t":
        return element.text or ""
    if name == "f":
        return "/".join(_grouped(_part(element, part)) for part in ("num", "den"))
    if name in {"sSup", "sSubSup"}:
        power = _part(element, "sup")
        raised = power.translate(SUPERSCRIPT) if power.isdecimal() else f"^{_grouped(power)}"
        return _part(element, "e") + _part(element, "sub") + raised
    if name == "rad":
        return f"√{_grouped(_part(element, 'e'))}"
    if name == "d":
        return f"({''.join(map(_formula, element.findall(f'{_M}e')))})"
    return "".join(_formula(child) for child in element if isinstance(child.tag, str))


def _part(element: Any, name: str) -> str:
    found = element.find(f"{_M}{name}")
    return _formula(found) if found is not None else ""


def _grouped(text: str) -> str:
    return text if text.replace(",", "").replace(".", "").isalnum() else f"({text})"
