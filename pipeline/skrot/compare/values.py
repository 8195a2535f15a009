"""What figures say against each other: the values they allow, and the times they hold for."""

from __future__ import annotations

import datetime
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from skrot.polish.edtf import parse
from skrot.records import Frame, Number

Day = tuple[int, int, int]

# Half of what "około" allows on either side, relative: a press figure with it is rounded.
_APPROX = Decimal("0.03")
# What "ponad", "blisko" leave open beyond the figure, relative.
_BEYOND = Decimal("0.05")
# "Co najmniej", "nawet" leave more open, but not all: "nawet 87 mln" is not 50 mln.
_OPEN = Decimal("0.25")
_DAYS = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.44"),
    "year": Decimal("365.25"),
}
# A time that is told in a longer unit is rounded to it: half a unit on either side.
_HALF = Decimal("0.5")
# Figures are counted as written so exactly: "900 tys." has one digit that says something.
_TELLING = 2


class Interval(NamedTuple):
    """The values that a number allows; null for no bound."""

    low: Decimal | None
    high: Decimal | None


def interval(frame: Frame) -> Interval:
    """Give the values that a figure allows: its rounding, its modifier, or its range.

    A quantity is in SI base units, a length of time in days.

    Raises
    ------
    ValueError
        When the number has neither a value nor a range.
    """
    number, factor = frame.number, _factor(frame)
    if number.value is None:
        if number.low is None or number.high is None:
            raise ValueError("a number without a value cannot be compared")
        return Interval(number.low * factor, number.high * factor)
    value = abs(number.value)
    rounding = _half_unit(value)
    if frame.kind in {"age", "votes"}:
        rounding = Decimal(0)
    if frame.kind == "duration":
        rounding = min(_HALF, value * _APPROX)
    low = high = value
    match number.modifier:
        case None:
            low, high = value - rounding, value + rounding
        case "approx":
            approx = max(value * _APPROX, rounding)
            low, high = value - approx, value + approx
        case "more_than":
            high = value * (1 + _BEYOND)
        case "less_than":
            low = value * (1 - _BEYOND)
        case "at_least":
            high = value * (1 + _OPEN)
        case "at_most":
            low = value * (1 - _OPEN)
    return Interval(low * factor, high * factor)


def _factor(frame: Frame) -> Decimal:
    number = frame.number
    if frame.kind == "duration":
        return _DAYS.get(number.unit or "", Decimal(1))
    if frame.kind == "quantity" and number.si_value is not None and number.value:
        return number.si_value / number.value
    return Decimal(1)


def _half_unit(value: Decimal) -> Decimal:
    """Give half a unit of the last significant digit, at most three per cent of the value."""
    exponent = value.normalize().as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return min(unit / 2, value * _APPROX)


def middle(frame: Frame) -> Decimal | None:
    """Give one value for a figure, in the units of `interval`; null when nothing bounds it."""
    number = frame.number
    if number.value is not None:
        return abs(number.value) * _factor(frame)
    if number.low is None or number.high is None:
        return None
    return (number.low + number.high) / 2 * _factor(frame)


def meet(first: Frame, second: Frame) -> bool:
    """Tell whether some value fits both of two figures of one kind and unit."""
    if first.kind == "date":
        return dates_meet(first.number.iso, second.number.iso)
    if first.kind == "votes" and first.against != second.against:
        return False
    if same_value(first, second):
        return True
    one, other = interval(first), interval(second)
    if one == other:
        return True
    # What only touches, like 55 and 56 rounded, does not meet.
    below = one.high is None or other.low is None or other.low < one.high
    above = other.high is None or one.low is None or one.low < other.high
    return below and above


def difference(first: Frame, second: Frame) -> float | None:
    """Give how far two figures are apart, relative to the smaller; null when that says nothing."""
    if first.kind == "date":
        return None
    one, other = middle(first), middle(second)
    if one is None or other is None or not min(one, other):
        return None
    small, large = sorted((one, other))
    return float((large - small) / small)


def same_value(first: Frame, second: Frame) -> bool:
    """Tell whether two figures are written as one value."""
    one, other = first.number, second.number
    if first.kind == "date":
        return dates_meet(one.iso, other.iso)
    if unit_of(one) != unit_of(other):
        return False
    return (one.value, one.low, one.high) == (other.value, other.low, other.high) and (
        first.against == second.against
    )


def telling(frame: Frame) -> bool:
    """Tell whether a value is so exact that two figures hardly share it by chance."""
    number = frame.number
    if frame.kind == "votes":
        return True
    if frame.kind == "date":
        return len((number.iso or "").split("/")[0]) >= len("2018-10-31")
    if number.value is None:
        return True
    return len(number.value.normalize().as_tuple().digits) >= _TELLING and abs(number.value) > 30


@lru_cache(maxsize=1 << 14)
def dates_meet(first: str | None, second: str | None) -> bool:
    """Tell whether two dates (ISO 8601 or EDTF) can be one: "2018-10-31", "XXXX-10-31", "2018"."""
    one, other = _moments(first), _moments(second)
    if len(one) != len(other) or not one:
        return False
    pairs = [list(zip(left, right, strict=True)) for left, right in zip(one, other, strict=True)]
    known = [[(a, b) for a, b in pair if a is not None and b is not None] for pair in pairs]
    return all(pair and all(a == b for a, b in pair) for pair in known)


@lru_cache(maxsize=1 << 12)
def _moments(iso: str | None) -> tuple[tuple[int | None, int | None, int | None, int | None], ...]:
    parts = [parse(part) for part in (iso or "").split("/")]
    return tuple((m.year, m.part, m.month, m.day) for m in parts if m is not None)


def day_of(iso: str | None) -> int | None:
    """Give the number of a day; null where a date does not tell one."""
    try:
        return datetime.date.fromisoformat(iso or "").toordinal()
    except ValueError:
        return None


def is_year(iso: str | None) -> bool:
    """Tell whether a date is a whole year."""
    return len(iso or "") == len("2019")


def times_apart(first: str | None, second: str | None) -> bool:
    """Tell whether two times (ISO 8601 or EDTF) have no day in common, as far as they say."""
    one, other = period(first), period(second)
    if one is None or other is None:
        return False
    return one[1] < other[0] or other[1] < one[0]


def period(iso: str | None) -> tuple[Day, Day] | None:
    """Give the first and the last day that an ISO 8601 or EDTF expression can mean.

    Seasons and quarters stand for their year.
    """
    days: list[Day] = []
    for moment in map(parse, (iso or "").split("/")):
        if moment is not None and moment.year is not None:
            first = (moment.year, moment.month or 1, moment.day or 1)
            days += [first, (moment.year, moment.month or 12, moment.day or 31)]
    return (min(days), max(days)) if days else None


def unit_of(number: Number) -> str:
    """Give what values of one unit have in common: currency, SI unit, denominator."""
    unit = number.currency or number.si_unit or (number.unit if number.kind != "duration" else "")
    return f"{unit or ''}/{number.per}" if number.per else unit or ""
