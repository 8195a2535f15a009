"""What two numbers say against each other: the relation, and by how much they differ."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from skrot.compare.claims import Claim
from skrot.polish.edtf import parse
from skrot.records import Number, Relation

Day = tuple[int, int, int]

# Half of what "około" allows on either side, relative: a press figure with it is rounded.
_APPROX = Decimal("0.03")
# What "ponad", "blisko" leave open beyond the figure, relative.
_BEYOND = Decimal("0.05")
_YEARS_APART = 1
# Claims this much alike with one figure say one thing, whatever dates stand beside it.
_ONE_STATEMENT = 0.9


class Interval(NamedTuple):
    """The values that a number allows; null for no bound."""

    low: Decimal | None
    high: Decimal | None


def interval(number: Number) -> Interval:
    """Give the values that a number allows: its rounding, its modifier, or its range.

    Raises
    ------
    ValueError
        When the number has neither a value nor a range.
    """
    if number.value is None:
        if number.low is None or number.high is None:
            raise ValueError("a number without a value cannot be compared")
        return Interval(number.low, number.high)
    value = abs(number.value)
    rounding = _half_unit(value)
    approx = max(value * _APPROX, rounding)
    bounds: dict[str | None, Interval] = {
        None: Interval(value - rounding, value + rounding),
        "approx": Interval(value - approx, value + approx),
        "more_than": Interval(value, value * (1 + _BEYOND)),
        "less_than": Interval(value * (1 - _BEYOND), value),
        "at_least": Interval(value, None),
        "at_most": Interval(None, value),
    }
    return bounds[number.modifier]


def _half_unit(value: Decimal) -> Decimal:
    """Give half a unit of the last significant digit, at most three per cent of the value."""
    exponent = value.normalize().as_tuple().exponent
    unit = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return min(unit / 2, value * _APPROX)


def relation(first: Claim, second: Claim, score: float = 0.0) -> tuple[Relation, float | None]:
    """Give the relation of two claims about one quantity and the relative difference.

    Parameters
    ----------
    first, second : Claim
        The claims.
    score : float
        How sure it is that they are about one quantity.

    Returns
    -------
    relation : str
        "incomparable" for different currencies or units; "update" when the values differ and so do
        the times, a plan meets a fact, or plans of one value have different dates; "agree" when
        some value fits both; else "differ".
    difference : float or None
        The larger value minus the smaller, relative to the smaller.
    """
    one, other = first.number, second.number
    if one.currency != other.currency or (one.kind == "quantity" and one.si_unit != other.si_unit):
        return "incomparable", None
    difference = _difference(one, other)
    apart = times_apart(first, second)
    later = apart or first.stance != second.stance
    moved = (
        apart and first.stance == second.stance == "plan" and None not in (first.time, second.time)
    )
    meet = _meet(interval(_in_si(one)), interval(_in_si(other)))
    same = difference == 0 or (meet and score >= _ONE_STATEMENT)
    if later and (moved or not same):
        return "update", difference
    return ("agree" if meet else "differ"), difference


def times_apart(first: Claim, second: Claim) -> bool:
    """Tell whether two claims hold for different times, as far as they say."""
    one, other = _period(first.time), _period(second.time)
    if one and other:
        return one[1] < other[0] or other[1] < one[0]
    one, other = _period(first.date), _period(second.date)
    if first.time is None and second.time is None and one and other:
        return abs(one[0][0] - other[0][0]) > _YEARS_APART
    return False


def _period(iso: str | None) -> tuple[Day, Day] | None:
    """Give the first and the last day that an ISO 8601 or EDTF expression can mean.

    Seasons and quarters stand for their year.
    """
    days: list[Day] = []
    for moment in map(parse, (iso or "").split("/")):
        if moment is not None and moment.year is not None:
            first = (moment.year, moment.month or 1, moment.day or 1)
            days += [first, (moment.year, moment.month or 12, moment.day or 31)]
    return (min(days), max(days)) if days else None


def _in_si(number: Number) -> Number:
    if number.kind != "quantity" or number.si_value is None:
        return number
    return Number(
        doc=number.doc,
        n=number.n,
        start=number.start,
        end=number.end,
        text=number.text,
        kind=number.kind,
        value=number.si_value,
        modifier=number.modifier,
    )


def _difference(one: Number, other: Number) -> float | None:
    first, second = _in_si(one).value, _in_si(other).value
    if first is None or second is None or min(abs(first), abs(second)) == 0:
        return None
    small, large = sorted((abs(first), abs(second)))
    return float((large - small) / small)


def _meet(one: Interval, other: Interval) -> bool:
    below = one.high is None or other.low is None or other.low <= one.high
    above = other.high is None or one.low is None or one.low <= other.high
    return below and above
