"""What figures allow, and which of them meet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from skrot.compare.values import (
    dates_meet,
    difference,
    interval,
    meet,
    same_value,
    telling,
    times_apart,
)

from .build import frame


@pytest.mark.parametrize(
    ("value", "fields", "low", "high"),
    [
        # Half a unit of the last digit that says something, at most three per cent.
        ("1234", {}, "1233.5", "1234.5"),
        ("12.5", {}, "12.45", "12.55"),
        ("1000", {}, "970", "1030"),
        ("5", {}, "4.85", "5.15"),
        ("-12.5", {}, "12.45", "12.55"),
        ("1234", {"modifier": "approx"}, "1196.98", "1271.02"),
        ("100", {"modifier": "more_than"}, "100", "105"),
        ("100", {"modifier": "less_than"}, "95", "100"),
        ("100", {"modifier": "at_least"}, "100", "125"),
        ("100", {"modifier": "at_most"}, "75", "100"),
        (None, {"low": Decimal(3), "high": Decimal(5)}, "3", "5"),
        # Lengths of time are in days; ages and votes are exact.
        ("2", {"kind": "duration", "unit": "week"}, "13.58", "14.42"),
        ("47", {"kind": "age", "unit": "year"}, "47", "47"),
        ("324", {"kind": "votes"}, "324", "324"),
    ],
)
def test_what_a_figure_allows(
    value: str | None, fields: dict[str, Any], low: str | None, high: str | None
) -> None:
    found = interval(frame(value, **fields))
    assert found == tuple(None if bound is None else Decimal(bound) for bound in (low, high))


def test_nothing_allows_nothing() -> None:
    with pytest.raises(ValueError, match="without a value"):
        interval(frame(None, low=Decimal(3)))


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ({"value": "1000"}, {"value": "1020"}, True),
        ({"value": "1000"}, {"value": "1200"}, False),
        ({"value": None, "low": Decimal(10), "high": Decimal(12)}, {"value": "12"}, True),
        ({"value": None, "low": Decimal(10), "high": Decimal(12)}, {"value": "14"}, False),
        (
            {"value": "9", "kind": "duration", "unit": "year"},
            {"value": "3287", "kind": "duration", "unit": "day"},
            True,
        ),
        (
            {"value": "324", "kind": "votes", "against": Decimal(295)},
            {"value": "324", "kind": "votes", "against": Decimal(298)},
            False,
        ),
    ],
)
def test_which_figures_meet(one: dict[str, Any], other: dict[str, Any], found: bool) -> None:
    assert meet(frame(**one), frame(**other)) is found


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2018-10-31", "2018-10-31", True),
        ("2018-10-31", "XXXX-10-31", True),
        ("2018-10-31", "2018", True),
        ("2018-10-31", "2018-11", False),
        ("XXXX-10-31", "2018", False),
        ("2007/2013", "2007/2013", True),
        ("2007/2013", "2007", False),
        ("", "", False),
    ],
)
def test_which_dates_can_be_one(one: str, other: str, found: bool) -> None:
    assert dates_meet(one, other) is found


def test_how_far_figures_are_apart() -> None:
    assert difference(frame("100"), frame("125")) == 0.25
    assert difference(frame("0"), frame("125")) is None
    dated = frame(None, kind="date", iso="2018")
    assert difference(dated, dated) is None


def test_one_value_is_of_one_unit() -> None:
    assert same_value(frame("5"), frame("5"))
    assert not same_value(frame("5"), frame("5", currency="EUR"))
    assert not same_value(frame("5"), frame("6"))


@pytest.mark.parametrize(
    ("value", "fields", "found"),
    [("51.9", {}, True), ("1200", {}, True), ("900000", {}, False), ("27", {}, False)],
)
def test_which_values_are_not_shared_by_chance(
    value: str, fields: dict[str, Any], found: bool
) -> None:
    assert telling(frame(value, **fields)) is found


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2023", "2024", True),
        ("2023-05", "2023", False),
        ("2023-05-31", "2023-05", False),
        ("2020/2022", "2023", True),
        # EDTF: the first quarter of a year is somewhere in it.
        ("2023-33", "2023-07", False),
        ("2023", None, False),
    ],
)
def test_times_that_figures_hold_for(one: str, other: str | None, apart: bool) -> None:
    assert times_apart(one, other) is apart
