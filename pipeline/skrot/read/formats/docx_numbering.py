"""The numbers that a word processor puts before paragraphs by itself: "1.", "§ 2.", "b)"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any, NamedTuple

from skrot.read.formats.docx_text import W

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UNNUMBERED = frozenset({"bullet", "none"})
_MOST_STYLES = 20
_MOST_ROMAN = 4000


class _Level(NamedTuple):
    form: str
    text: str
    start: int


class Numbering:
    """The lists of a document and how far each has counted.

    Parameters
    ----------
    numbering, styles : lxml element or None
        The roots of ``numbering.xml`` and ``styles.xml``.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        for abstract in numbering.iter(f"{W}abstractNum") if numbering is not None else ():
            levels = {_number(level, "ilvl"): _level(level) for level in abstract.iter(f"{W}lvl")}
            self._abstract[abstract.get(f"{W}abstractNumId", "")] = levels
        for one in numbering.iter(f"{W}num") if numbering is not None else ():
            starts = {
                _number(changed, "ilvl"): _value(start, 1)
                for changed in one.iter(f"{W}lvlOverride")
                if (start := changed.find(f"{W}startOverride")) is not None
            }
            abstract = one.find(f"{W}abstractNumId")
            name = abstract.get(f"{W}val", "") if abstract is not None else ""
            self._lists[one.get(f"{W}numId", "")] = name, starts

    def next(self, paragraph: Any) -> str | None:
        """Count a paragraph (``w:p``); give its number, "" for a bullet, None if it is no item."""
        number, level = self._of(paragraph.find(f"{W}pPr"))
        if number is None or number == "0" or number not in self._lists:
            return None if number is None or number == "0" else ""
        name, starts = self._lists[number]
        levels = self._abstract.get(name, {})
        if level not in levels:
            return ""
        counts = self._counts[name]
        if number not in self._begun:  # a list that starts again
            self._begun.add(number)
            for at in starts:
                counts.pop(at, None)
        start = starts.get(level, levels[level].start)
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].form in _UNNUMBERED:
            return ""
        return _PLACE.sub(lambda match: self._shown(levels, counts, int(match[1]) - 1),
                          levels[level].text).strip()  # fmt: skip

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
        level = levels.get(at, _Level("decimal", "", 1))
        return write_number(counts.get(at, level.start), level.form)

    def _of(self, properties: Any, depth: int = 0) -> tuple[str | None, int]:
        """The list and level that properties of a paragraph name, or its style does."""
        if properties is None or depth > _MOST_STYLES:
            return None, 0
        named = properties.find(f"{W}numPr")
        number = named.find(f"{W}numId") if named is not None else None
        if number is not None:
            return number.get(f"{W}val"), _value(named.find(f"{W}ilvl"), 0)
        style = properties.find(f"{W}pStyle")
        while style is not None and depth <= _MOST_STYLES:
            depth += 1
            found = self._styles.get(style.get(f"{W}val"))
            if found is None:
                break
            inner = found.find(f"{W}pPr")
            if inner is not None and inner.find(f"{W}numPr") is not None:
                return self._of(inner, depth)
            style = found.find(f"{W}basedOn")
        return None, 0


def _level(level: Any) -> _Level:
    form, text, start = (level.find(f"{W}{name}") for name in ("numFmt", "lvlText", "start"))
    return _Level(
        form.get(f"{W}val", "decimal") if form is not None else "decimal",
        (text.get(f"{W}val") or "") if text is not None else "",
        _value(start, 1),
    )


def _number(element: Any, name: str) -> int:
    value = element.get(f"{W}{name}", "0")
    return int(value) if value.isdecimal() and len(value) < 6 else 0


def _value(element: Any, default: int) -> int:
    return _number(element, "val") if element is not None else default


def write_number(number: int, form: str) -> str:
    """Write the number of an item in the form that Word calls so ("lowerRoman")."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = _LETTERS[(number - 1) % 26] * min((number - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < _MOST_ROMAN:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02}" if form == "decimalZero" else str(number)
