import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skrot.extract.numbers.amounts.units import iso_duration
from skrot.polish.edtf import (
    Moment,
    _to_roman,
    add_months,
    away,
    century,
    interval,
    nearest,
    parse,
    part_of,
    roman,
    week_of,
    weekday_on,
)

DAY = datetime.date(2025, 10, 29)
days = st.dates(min_value=datetime.date(1800, 1, 1), max_value=datetime.date(2200, 1, 1))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (Moment(2025, 10, 28), "2025-10-28"),
        (Moment(None, 10, 28), "XXXX-10-28"),
        (Moment(None, 3), "XXXX-03"),
        (Moment(2025, part=22), "2025-22"),
        (Moment(476), "0476"),
        (Moment(-43), "-0043"),
        (Moment(2024, mark="?"), "2024?"),
        (century(20), "19XX"),
        (century(1, before_era=True), "-00XX"),
    ],
)
def test_edtf(moment: Moment, text: str) -> None:
    assert moment.edtf() == text


def test_interval() -> None:
    assert interval(Moment(2017), Moment(2021)) == "2017/2021"


@pytest.mark.parametrize(
    ("moment", "date", "year"),
    [
        (Moment(None, 10, 28), DAY, 2025),
        (Moment(None, 2, 7), DAY, 2025),
        (Moment(None, 12, 30), datetime.date(2026, 1, 4), 2025),
        (Moment(None, 1, 7), datetime.date(2025, 12, 20), 2026),
        (Moment(None, part=22), datetime.date(2025, 11, 3), 2025),
    ],
)
def test_year_that_is_meant(moment: Moment, date: datetime.date, year: int) -> None:
    assert nearest(moment, date).year == year


def test_weekday_chooses_the_year() -> None:
    assert nearest(Moment(None, 10, 28), DAY, weekday=1).year == 2024
    assert nearest(Moment(None, 10, 28), DAY, weekday=4).year is None


@given(days, st.integers(1, 7))
def test_weekdays_lie_within_a_week(date: datetime.date, weekday: int) -> None:
    before = weekday_on(date, weekday, after=False)
    after = weekday_on(date, weekday, after=True)
    assert before.isoweekday() == after.isoweekday() == weekday
    assert 0 <= (date - before).days < 7
    assert 0 < (after - date).days <= 7


@given(days, st.integers(-30, 30))
def test_weeks_begin_on_monday(date: datetime.date, shift: int) -> None:
    first, last = week_of(date, shift)
    assert (first.isoweekday(), last.isoweekday()) == (1, 7)
    assert first <= date + datetime.timedelta(weeks=shift) <= last


@given(days, st.integers(-600, 600))
def test_months_add_up(date: datetime.date, months: int) -> None:
    moved = add_months(date, months)
    assert (moved.year * 12 + moved.month) - (date.year * 12 + date.month) == months


def test_parts() -> None:
    assert part_of(DAY, 3, 0) == Moment(2025, part=36)
    assert part_of(DAY, 3, 1) == Moment(2026, part=33)
    assert part_of(DAY, 6, -1) == Moment(2025, part=40)


@pytest.mark.parametrize(
    ("amount", "unit", "sign", "text"),
    [
        ("5", "year", -1, "2020"),
        ("0.5", "year", -1, "2025-04"),
        ("2", "month", -1, "2025-08"),
        ("1", "week", 1, "2025-11-05"),
    ],
)
def test_away(amount: str, unit: str, sign: int, text: str) -> None:
    moment = away(DAY, Decimal(amount), unit, sign)
    assert moment is not None
    assert moment.edtf() == text


def test_away_beyond_the_calendar() -> None:
    assert away(DAY, Decimal(99999), "year", 1) is None
    assert away(DAY, Decimal(2), "hour", 1) is None


@given(st.integers(1, 39))
def test_roman_numerals_are_read_back(number: int) -> None:
    assert roman(_to_roman(number)) == number


@pytest.mark.parametrize("text", ["", "IIII", "VX", "IC", "MIX", "ABC"])
def test_not_roman(text: str) -> None:
    assert roman(text) is None


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([("5", "Y")], "P5Y"),
        ([("1.5", "Y")], "P1Y6M"),
        ([("0.5", "TH")], "PT30M"),
        ([("4", "TH"), ("12", "TM")], "PT4H12M"),
        ([("2", "3M")], "P6M"),
        ([("2.5", "D")], "P2.5D"),
        ([("0", "D")], "PT0S"),
    ],
)
def test_iso_duration(parts: list[tuple[str, str]], text: str) -> None:
    assert iso_duration([(Decimal(amount), letter) for amount, letter in parts]) == text


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026", Moment(2026)),
        ("2026-05", Moment(2026, 5)),
        ("2026-05-17?", Moment(2026, 5, 17, mark="?")),
        ("XXXX-10-28", Moment(None, 10, 28)),
        ("2025-33", Moment(2025, part=33)),
        ("XXXX-21", Moment(None, part=21)),
        ("0987", Moment(987)),
        ("2026-13", None),
        ("2026-50", None),
        ("199X", None),
        ("-0043", None),
        ("2026/2027", None),
        ("..", None),
        ("", None),
    ],
)
def test_what_is_written_is_read(text: str, moment: Moment | None) -> None:
    assert parse(text) == moment
    assert moment is None or moment.edtf() == text
