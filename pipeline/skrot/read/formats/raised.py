"""Raised figures: a note mark goes, a power, an article number or a price stays apart.

"5400¹ osób" has a note, "10⁶" a power, "art. 22¹" a number of its own, "km²" a unit. What formats
mark as raised is told by what stands before and after it; a figure is never glued to a number.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from skrot.toml import Table, load

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Note marks: figures and letters in brackets, stars, daggers; several with commas between.
_MARK = re.compile(r"(?:[\[(]?(?:\d{1,3}(?:(?:[,;–-] ?| )\d{1,3}){0,3}|[*†‡]{1,3})[\])]?){1,3}")
# A power with its sign: "10⁻³", "s⁻¹".
_SIGNED = re.compile(r"[-−–+] ?\d{1,3}")
_FIGURE = re.compile(r"\d+")
_LAST_WORD = re.compile(r"([^\W\d_]+|\d+|[^\w\s])$")
# What an exponent stands on: "km²", "m³/s", "x²"; "CO²" is written for CO₂.
_BASE = re.compile(r"[^\W\d_]|[cdhkmnµμ]m|[CSN]O")
_LONGEST_BEFORE = 40


class Raised(NamedTuple):
    """What becomes of a raised text: what stays in its place, and what is a note mark."""

    text: str = ""
    mark: str = ""


class _Raised(Table, frozen=True):
    numbered: tuple[str, ...]
    powers: tuple[str, ...]
    hours: tuple[str, ...]
    prices: tuple[str, ...]


def judge_raised(before: str, text: str, after: str = "") -> Raised:
    """Tell a note mark from a power, the number of an article and what is merely set small.

    Parameters
    ----------
    before, after : str
        What stands before and after it on the line; `after` may be unknown.
    text : str
        The raised text.
    """
    figure = text.strip()
    if _SIGNED.fullmatch(figure) and before[-1:].isalnum():
        sign = "⁺" if figure[0] == "+" else "⁻"
        return Raised(sign + figure[1:].strip().translate(SUPERSCRIPT))
    if not _MARK.fullmatch(figure):
        return Raised(text)
    before = before[-_LONGEST_BEFORE:].rstrip()
    word = _LAST_WORD.search(before)
    if word is None:  # nothing that it could touch: the mark before a note
        return Raised(text)
    small = word[0].isdigit() and len(figure) == 2 and _in_small(before, figure, after)
    if _FIGURE.fullmatch(figure) and (small or _number().search(before)):
        return Raised(figure.translate(SUPERSCRIPT))
    stays = _FIGURE.fullmatch(figure) and _BASE.fullmatch(word[0])
    return Raised(text) if stays else Raised(mark=figure)


def _in_small(before: str, figure: str, after: str) -> bool:
    """Tell minutes and pence, which are set small and raised too: "o godz. 10³⁰", "4⁹⁹ zł"."""
    hour = _hour().search(before)
    price = after.lstrip().casefold().startswith(_words().prices)
    minutes = hour is not None and figure.isdecimal() and int(figure) < 60
    return figure == "00" or minutes or price


@cache
def _words() -> _Raised:
    return load("skrot.read.formats", "data/raised.toml", _Raised)


@cache
def _number() -> re.Pattern[str]:
    """Match the number of an article ("art. 22"), or what powers are of ("10"), up to its end."""
    numbered = "|".join(map(re.escape, _words().numbered))
    powers = "|".join(map(re.escape, _words().powers))
    listed = r"\d{1,4}[a-z⁰¹²³⁴⁵⁶⁷⁸⁹]{0,3}(?:(?:, ?|–|-| i | lub | oraz )\d{1,4}){0,3}"
    return re.compile(rf"(?:(?:^|(?<=\W))(?:{numbered}) ?{listed}|(?<![\d,.])(?:{powers}))$", re.I)


@cache
def _hour() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, _words().hours))}) \d{{1,2}}$", re.I)
