"""What two numbers say against each other, from claims built by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from skrot.compare.values import interval, relation, times_apart

from .build import claim


@pytest.mark.parametrize(
    ("value", "modifier", "low", "high"),
    [
        # Half a unit of the last digit that says something, at most three per cent.
        ("1234", None, "1233.5", "1234.5"),
        ("12.5", None, "12.45", "12.55"),
        ("12500", None, "12450", "12550"),
        ("1000", None, "970", "1030"),
        ("5", None, "4.85", "5.15"),
        ("-12.5", None, "12.45", "12.55"),
        ("0", None, "0", "0"),
        ("1234", "approx", "1196.98", "1271.02"),
        ("100", "more_than", "100", "105"),
        ("100", "less_than", "95", "100"),
        ("100", "at_least", "100", None),
        ("100", "at_most", None, "100"),
    ],
)
def test_what_a_number_allows(value: str, modifier: Any, low: str | None, high: str | None) -> None:
    found = interval(claim(value, modifier=modifier).number)
    assert found == tuple(None if bound is None else Decimal(bound) for bound in (low, high))


def test_a_range_allows_itself_and_nothing_allows_nothing() -> None:
    assert interval(claim(None, low=Decimal(3), high=Decimal(5)).number) == (
        Decimal(3),
        Decimal(5),
    )
    incomplete: tuple[dict[str, Any], ...] = ({}, {"low": Decimal(3)}, {"high": Decimal(3)})
    for fields in incomplete:
        with pytest.raises(ValueError, match="without a value"):
            interval(claim(None, **fields).number)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("2023", "2024", True),
        ("2024", "2023", True),
        ("2023", "2023", False),
        ("2023-05", "2023", False),
        ("2023-05", "2023-06", True),
        ("2023-05-01", "2023-05-02", True),
        ("2023-05-31", "2023-05", False),
        ("2020/2022", "2021", False),
        ("2020/2022", "2023", True),
        # EDTF: the first quarter of a year is somewhere in it.
        ("2023-33", "2023-07", False),
        ("2023-33", "2024-01", True),
        ("2023", None, False),
        (None, None, False),
    ],
)
def test_times_that_figures_hold_for(one: str | None, other: str | None, apart: bool) -> None:
    assert times_apart(claim(time=one), claim(time=other)) is apart


@pytest.mark.parametrize(
    ("one", "other", "time", "apart"),
    [
        ("2020-01-01", "2022-01-01", None, True),
        ("2022-01-01", "2020-01-01", None, True),
        ("2020-01-01", "2021-12-31", None, False),
        ("2020-01-01", None, None, False),
        # What says for when it holds is not dated by its document.
        ("2020-01-01", "2022-01-01", "2021", False),
    ],
)
def test_documents_years_apart_speak_of_their_own_time(
    one: str, other: str | None, time: str | None, apart: bool
) -> None:
    assert times_apart(claim(date=one, time=time), claim(date=other)) is apart


YEARS = {"time": "2023"}, {"time": "2024"}
RELATIONS: list[tuple[str, dict[str, Any], dict[str, Any], str, float | None]] = [
    ("one value", {}, {}, "agree", 0.0),
    ("another value", {}, {"value": "125"}, "differ", 0.25),
    ("the smaller second", {"value": "125"}, {}, "differ", 0.25),
    ("the smaller below zero", {"value": "-125"}, {}, "differ", 0.25),
    ("rounded", {"value": "1 000"}, {"value": "1 020"}, "agree", 0.02),
    ("open above", {"modifier": "at_least"}, {"value": "150"}, "agree", 0.5),
    ("open above, but below", {"modifier": "at_least"}, {"value": "80"}, "differ", 0.25),
    ("open below", {"modifier": "at_most"}, {"value": "80"}, "agree", 0.25),
    ("open below, but above", {"modifier": "at_most"}, {"value": "150"}, "differ", 0.5),
    ("against nothing", {"value": "0"}, {}, "differ", None),
    ("one value of two years", *YEARS, "agree", 0.0),
    ("two values of two years", YEARS[0], {"value": "125", **YEARS[1]}, "update", 0.25),
    ("a plan and a fact", {"stance": "plan"}, {"value": "125"}, "update", 0.25),
    ("a plan that came true", {"stance": "plan"}, {}, "agree", 0.0),
    (
        "a plan put off",
        {"stance": "plan", **YEARS[0]},
        {"stance": "plan", **YEARS[1]},
        "update",
        0.0,
    ),
    (
        "a plan of two documents",
        {"stance": "plan", "date": "2020"},
        {"stance": "plan", "date": "2024"},
        "agree",
        0.0,
    ),
    ("two currencies", {"currency": "PLN"}, {"currency": "EUR"}, "incomparable", None),
    ("two units", {"si_unit": "kg"}, {"si_unit": "m"}, "incomparable", None),
    (
        "one unit written twice",
        {"value": "5", "unit": "km", "si_value": Decimal(5000), "si_unit": "m"},
        {"value": "5000", "unit": "m", "si_value": Decimal(5000), "si_unit": "m"},
        "agree",
        0.0,
    ),
    ("no value", {"value": None, "low": Decimal(90), "high": Decimal(110)}, {}, "agree", None),
]


@pytest.mark.parametrize(
    ("one", "other", "found", "difference"),
    [row[1:] for row in RELATIONS],
    ids=[row[0] for row in RELATIONS],
)
def test_relations(
    one: dict[str, Any], other: dict[str, Any], found: str, difference: float | None
) -> None:
    one, other = ({**row, "value": _plain(row)} for row in (one, other))
    relates = relation(claim(**one), claim(**other))
    assert relates[0] == found
    assert relates[1] == (None if difference is None else pytest.approx(difference))


def _plain(row: dict[str, Any]) -> str | None:
    value: str | None = row.get("value", "100")
    return value and value.replace(" ", "")


def test_figures_that_meet_in_surely_one_statement_are_no_update() -> None:
    one, other = claim("1000", time="2023"), claim("1020", time="2024")
    assert relation(one, other, 0.89)[0] == "update"
    assert relation(one, other, 0.9)[0] == "agree"
    assert relation(one, claim("1200", time="2024"), 0.9)[0] == "update"
