"""The date of a document: in its head, its address, the name of its file, or what it says."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated

from msgspec import Meta

from skrot.polish.characters import UPPER
from skrot.toml import Table, load

_NUMERIC = re.compile(r"\b(\d{1,2})[-./](\d{1,2})[-./](\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_WORDS = re.compile(r"\b(\d{1,2})\s+([^\W\d]{3,12})\.?\s+(\d{4})\b")
# A day in an address or the name of a file: "/2026/06/24/", "2026-06-24_mosty", "20260624".
_NAMED = re.compile(r"(?<!\d)(\d{4})([-_./]?)(\d{2})\2(\d{2})(?!\d)")
_NAMED_LAST = re.compile(r"(?<!\d)(\d{2})([-_.])(\d{2})\2(\d{4})(?!\d)")
_LONGEST = 80
# What is written of today stands among the first characters of a text.
_BEGINNING = 2_000
_EARLIEST = 1900
_LATEST = 2100


class _Dates(Table, frozen=True):
    labels: tuple[str, ...]
    today: tuple[str, ...]
    months: Annotated[dict[Annotated[int, Meta(ge=1, le=12)], tuple[str, ...]], Meta(min_length=12)]


def find_date(lines: Iterable[str]) -> str | None:
    """Give the first date that stands on a line of its own, after a place at most.

    Parameters
    ----------
    lines : iterable of str
        The first lines of a document.

    Returns
    -------
    str or None
        ISO 8601, ``2026-06-24``.
    """
    for line in lines:
        if len(line) > _LONGEST:
            continue
        start = _place().match(line)
        rest = line[start.end() :] if start else line
        found = parse_date(rest)
        if found is not None:
            return found
    return None


def parse_date(text: str) -> str | None:
    """Read the date a text begins with; None if it begins with none or it is no day that exists."""
    for pattern, order in ((_ISO, (1, 2, 3)), (_NUMERIC, (3, 2, 1)), (_WORDS, (3, 2, 1))):
        match = pattern.match(text)
        if match is None:
            continue
        year, month, day = (match[group] for group in order)
        number = int(month) if month.isdigit() else _months().get(month.casefold(), 0)
        try:
            date = datetime.date(int(year), number, int(day))
        except ValueError:
            continue
        return date.isoformat() if date.year >= _EARLIEST else None
    return None


def named_date(name: str) -> str | None:
    """Give the day that an address, a path or the name of a file has in it.

    Parameters
    ----------
    name : str
        Such as ``https://example.pl/2026/06/24/mosty.html``.

    Returns
    -------
    str or None
        ISO 8601; null without one, with several, or where it is no day of these times.
    """
    found = {
        _day(*(match[group] for group in order))
        for pattern, order in ((_NAMED, (1, 3, 4)), (_NAMED_LAST, (4, 3, 1)))
        for match in pattern.finditer(name)
    } - {None}
    return found.pop() if len(found) == 1 else None


def _day(year: str, month: str, day: str) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date.isoformat() if _EARLIEST <= date.year < _LATEST else None


def today_in(text: str) -> str | None:
    """Give the day that the beginning of a text calls today: "dziś, 24 czerwca 2026 r."."""
    found = _today().search(text[:_BEGINNING])
    return None if found is None else parse_date(text[found.end() :])


@cache
def _today() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_dates().today)})\s*(?:[,(–-]\s*)?(?=\d)", re.IGNORECASE)


@cache
def _dates() -> _Dates:
    return load("skrot.read", "data/dates.toml", _Dates)


@cache
def _place() -> re.Pattern[str]:
    """Match the place and the labels before a date."""
    labels = "|".join(rf"{label}\s*:?\s*" for label in _dates().labels)
    place = rf"[{UPPER}][\w.-]{{1,30}}(?: [{UPPER}][\w.-]{{1,30}}){{0,2}}\s*,\s*"
    return re.compile(f"(?:{place})?(?:{labels})*")


@cache
def _months() -> dict[str, int]:
    months = _dates().months
    return {name: number for number, names in months.items() for name in names}
