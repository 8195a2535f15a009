"""The date of a document, where its head gives one: "Warszawa, 24-06-2026"."""

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
_LONGEST = 80
_EARLIEST = 1900


class _Dates(Table, frozen=True):
    labels: tuple[str, ...]
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
