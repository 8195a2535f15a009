from __future__ import annotations

from decimal import Decimal
from typing import Literal

import pytest

from skrot.records import Number, Statement
from skrot.report.wording.messages import load_messages
from skrot.report.wording.values import (
    amount_text,
    decimal_text,
    iso_bounds,
    iso_text,
    manner_text,
    number_text,
    percent_text,
    statement_text,
    value_text,
    with_unit,
)

PL, EN = load_messages("pl"), load_messages("en")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("228000000000", "228\u00a0mld"),
        ("14900000000", "14,9\u00a0mld"),
        ("9900000000000", "9,9\u00a0bln"),
        ("16000000", "16\u00a0mln"),
        ("1250000", "1,25\u00a0mln"),
        ("55000", "55\u202f000"),
        ("783600000", "783,6\u00a0mln"),
        ("93760000000", "93,76\u00a0mld"),
        ("4388410000", "4\u202f388\u202f410\u202f000"),
        ("-2E9", "-2\u00a0mld"),
        ("1234567", "1\u202f234\u202f567"),
        ("1.6", "1,6"),
        ("-3.50", "-3,5"),
        ("0", "0"),
        ("9999", "9999"),
        ("1E+15", "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
        ("1E+400", "1.00E+400"),
        ("0." + "123456789" * 5, "0," + "123456789" * 5),
        ("9" * 31, "9" + "\u202f999" * 10),
    ],
)
def test_amounts_in_polish(value: str, text: str) -> None:
    assert amount_text(Decimal(value), PL) == text


def test_amounts_in_english() -> None:
    assert amount_text(Decimal(14_900_000_000), EN) == "14.9B"
    assert decimal_text(55_000, EN) == "55,000"


def test_nothing_is_rounded_away() -> None:
    assert amount_text(Decimal("1234000"), PL) == "1\u202f234\u202f000"
    assert decimal_text(Decimal("0.123456789"), PL) == "0,123456789"


def test_ranges_and_bounds() -> None:
    assert value_text(None, Decimal(2), Decimal(3), PL) == "2–3"
    assert value_text(None, Decimal(2), Decimal(2), PL) == "2"
    assert value_text(None, None, Decimal(9), PL) == "9"
    assert value_text(None, None, None, PL) == ""


def test_units_stand_by_their_value() -> None:
    assert with_unit("2", "%") == "2%"
    assert with_unit("2", "%/year") == "2%/year"
    assert with_unit("2", "km") == "2\u00a0km"
    money = Number("d", 0, 0, 1, "x", "money", value=Decimal(2_000_000), currency="USD", per="year")
    assert number_text(money, PL) == "2\u00a0mln\u00a0USD/rok"


def test_how_a_number_is_meant() -> None:
    rise = Number("d", 0, 0, 1, "x", "percent", modifier="approx", role="change", direction="up")
    assert manner_text(rise, PL) == "około, wzrost"
    assert manner_text(Number("d", 0, 0, 1, "x", "money", role="average"), PL) == "średnio"
    assert manner_text(Number("d", 0, 0, 1, "x", "money"), PL) == ""


def test_durations_are_inflected() -> None:
    years = Number(
        "d", 0, 0, 1, "pięcioletnia", "duration", value=Decimal(5), unit="year", iso="P5Y"
    )
    assert number_text(years, PL) == "5\u00a0lat"
    hundreds = Number(
        "d", 0, 0, 1, "setki lat", "duration", low=Decimal(200), high=Decimal(999), unit="year"
    )
    assert number_text(hundreds, PL) == "200–999\u00a0lat"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2024", "2024"),
        ("XXXX-01-21", "21 stycznia"),
        ("XXXX-02-29", "29 lutego"),
        ("XXXX-13-01", "jak w tekście"),
        ("XXXX-22", "jak w tekście"),
        (None, "jak w tekście"),
    ],
)
def test_a_date_that_is_not_understood_is_shown_as_written(iso: str | None, text: str) -> None:
    assert number_text(Number("d", 0, 0, 1, "jak w tekście", "date", iso=iso), PL) == text


@pytest.mark.parametrize(("direction", "text"), [("down", "25% → 15%"), ("up", "15% → 25%")])
def test_a_change_goes_from_one_value_to_another(
    direction: Literal["up", "down"], text: str
) -> None:
    change = Number(
        "d", 0, 0, 1, "x", "percent", low=Decimal(15), high=Decimal(25), unit="%",
        reason="change: from one value to another", direction=direction,
    )  # fmt: skip
    assert number_text(change, PL) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [("8", "year", "8\u00a0lat"), ("47", "year", "47\u00a0lat"), ("1", "year", "1\u00a0rok")],
)
def test_lengths_of_statements_are_inflected(value: str, unit: str, text: str) -> None:
    statement = Statement("a", 0, 0, 1, "x", Decimal(value), unit, None, None)
    assert statement_text(statement, PL) == text


def test_a_vague_numeral_stays_in_words() -> None:
    vague = Number(
        "d", 0, 0, 1, "setki\nmilionów", "cardinal", low=Decimal(200_000_000),
        high=Decimal(999_000_000), reason="vague numeral",
    )  # fmt: skip
    assert number_text(vague, PL) == "setki milionów"


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("tysiącom", "tysiące"),
        ("Milionów", "miliony"),
        ("setkami", "setki"),
        ("kilkudziesięciu", "kilkadziesiąt"),
        ("Kilku", "kilka"),
        ("kilkakrotnie", "kilkakrotnie"),
        ("mnóstwem", "mnóstwem"),
    ],
)
def test_a_vague_numeral_stands_in_the_nominative(words: str, text: str) -> None:
    assert number_text(Number("d", 0, 0, 1, words, "cardinal", reason="vague numeral"), PL) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("1", "1 raz"), ("2", "2 razy"), ("5", "5 razy"), ("1.5", "1,5 raza")],
)
def test_multiples_are_inflected(value: str, text: str) -> None:
    twice = Number("d", 0, 0, 1, "x", "cardinal", value=Decimal(value), unit="times")
    assert number_text(twice, PL) == text.replace(" ", "\u00a0")
    assert number_text(twice, EN).endswith("time" if value == "1" else "times")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.666666666667", "2/3"),
        ("0.142857142857", "1/7"),
        ("0.75", "0,75"),
        ("-0.333333333333", "-1/3"),
    ],
)
def test_endless_decimals_are_fractions(value: str, text: str) -> None:
    assert amount_text(Decimal(value), PL) == text


def test_a_number_without_value_is_shown_as_written() -> None:
    assert number_text(Number("d", 0, 0, 1, "kilka", "cardinal"), PL) == "kilka"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2025-10-28", "28 października 2025"),
        ("2025-10", "październik 2025"),
        ("2024", "2024"),
        ("2022~", "2022"),
        ("2022/2027", "2022–2027"),
        ("2025-01-02/2025-02-03", "2 stycznia 2025 – 3 lutego 2025"),
        ("../2027", "… – 2027"),
        ("2025-13-45", "2025-13-45"),
        ("XXXX-10-28", "28 października"),
        ("XXXX-22", "lato"),
        ("2025-33", "I kwartał 2025"),
        ("2025-40", "I półrocze 2025"),
        ("<i>2025</i>", "<i>2025</i>"),
        ("", ""),
    ],
)
def test_dates_in_polish(iso: str, text: str) -> None:
    assert iso_text(iso, PL) == text


def test_bounds_of_dates_and_periods() -> None:
    assert iso_bounds("2024") == (2024.0, 2025.0)
    assert iso_bounds("2022/2027") == (2022.0, 2028.0)
    assert iso_bounds("2025-01-01") == (2025.0, 2025.0)
    assert iso_bounds("2025-33") == (2025.0, 2025.25)
    assert iso_bounds("2025-41") == (2025.5, 2026.0)
    assert iso_bounds("2025-22/2025-23") == (2025 + 5 / 12, 2025 + 11 / 12)
    assert iso_bounds("2027/2022") is None
    assert iso_bounds("../2022") is None
    assert iso_bounds("T10:00") is None


def test_shares() -> None:
    assert percent_text(0.274, PL) == "27%"
    assert percent_text(0.0912, PL, digits=1) == "9,1%"
