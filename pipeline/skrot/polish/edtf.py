"""Points and spans of time as EDTF strings, and their place relative to a known date.

EDTF: https://www.loc.gov/standards/datetime/ (ISO 8601-2). Level 1 covers all forms but three:
an unknown year before a known month ("XXXX-10-28"), quarters (33 to 36) and halves (40, 41) of a
year are of level 2. A week is written as the interval of its days.
"""

from __future__ import annotations

import calendar
import datetime
import re
from decimal import ROUND_FLOOR, Decimal
from functools import lru_cache

import msgspec
from msgspec.structs import replace

# How far from the document's date a day of another year may lie and still be meant.
_RECENT_DAYS = 120
_COMING_DAYS = 60
_QUARTER = 33
_HALF = 40
_SEASON = 21
# The first month of each sub-year part and how many months it has; winter begins in December.
_PART_MONTHS = (
    {_SEASON: 3, _SEASON + 1: 6, _SEASON + 2: 9, _SEASON + 3: 12}
    | {_QUARTER + n: 1 + 3 * n for n in range(4)}
    | {_HALF: 1, _HALF + 1: 7}
)

_WRITTEN = re.compile(r"(\d{4}|XXXX)(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")

# Further away than any year that is written.
_FOREVER = 100_000
_BEGIN = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)")


class Moment(msgspec.Struct, frozen=True):
    """A year, month, day or part of a year, as far as the text says.

    ``part`` is the EDTF code of a season, quarter or half; ``mark`` is "?" when the resolution is
    uncertain; ``digits`` replaces the year ("199X").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int | None = None
    mark: str = ""
    digits: str | None = None

    def edtf(self) -> str:
        """Write it as EDTF; an unknown year is XXXX."""
        text = self.digits or _year(self.year)
        if self.part is not None:
            text += f"-{self.part}"
        elif self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text + self.mark

    @property
    def complete(self) -> bool:
        """Whether the year is known."""
        return self.year is not None or self.digits is not None

    @property
    def months(self) -> tuple[int, int]:
        """The first month it can lie in and how many there are; winter goes on in the next year."""
        if self.part is not None:
            return _PART_MONTHS[self.part], 6 if self.part >= _HALF else 3
        return (1, 12) if self.month is None else (self.month, 1)

    def valid(self) -> bool:
        """Whether there is such a day."""
        if self.day is None:
            return True
        longest = 29 if self.year is None or self.year < 1 else 0
        month = self.month or 1
        days = 31 if month != 2 or not longest else longest
        if self.year is not None and self.year >= 1:
            days = calendar.monthrange(self.year, month)[1]
        elif month in {4, 6, 9, 11}:
            days = 30
        return 1 <= self.day <= days

    def in_year(self, year: int | None) -> Moment:
        """Give it with a year."""
        return replace(self, year=year)


def _year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


@lru_cache(maxsize=1 << 12)
def parse(text: str) -> Moment | None:
    """Read a year, month, day or part of a year; None for anything else, or no such month.

    Parameters
    ----------
    text : str
        As `Moment.edtf` writes it; a decade, a century or a year before the era is not read.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    year = None if match[1] == _year(None) else int(match[1])
    number, day = (int(part) if part else None for part in match.group(2, 3))
    if day is None and number in _PART_MONTHS:
        return Moment(year, part=number, mark=match[4])
    if number is not None and not 1 <= number <= 12:
        return None
    return Moment(year, number, day, mark=match[4])


def begin(text: str | None) -> tuple[int, int, int, int]:
    """Give what dates are put in order by: whether a year is known, the first year, month and day.

    Parameters
    ----------
    text : str or None
        EDTF; an interval that is open at its beginning counts by its end, a decade by its first
        year. What has no year comes after all that has one, what has no date comes last.
    """
    first = next((end for end in (text or "").split("/") if end not in {"", ".."}), "")
    match = _BEGIN.match(first)
    if match is None:
        return (2 if not first else 1, *_month_and_day(first, 0))
    year = int(match[1].replace("X", "0"))
    return (0, *_month_and_day(first, year))


Day = tuple[int, int, int]


def bounds(text: str | None) -> tuple[Day, Day] | None:
    """Give the first and the last day, each a year, month and day; null without a year.

    Parameters
    ----------
    text : str or None
        EDTF; an interval that is open reaches before, or after, all days.
    """
    ends = (text or "").split("/")
    days = [_days(end) for end in (ends[0], ends[-1])]
    open_ends = [end in {"", ".."} and len(ends) == 2 for end in (ends[0], ends[-1])]
    if any(day is None and not opened for day, opened in zip(days, open_ends, strict=True)):
        return None
    first, last = days
    return (
        (-_FOREVER, 1, 1) if first is None else first[0],
        (_FOREVER, 12, 31) if last is None else last[1],
    )


def _days(text: str) -> tuple[Day, Day] | None:
    moment = parse(text)
    if moment is None or moment.year is None:
        return None
    if moment.day is not None:
        day = (moment.year, moment.month or 1, moment.day)
        return day, day
    month, count = moment.months
    years, last = divmod(month + count - 2, 12)
    return (moment.year, month, 1), (moment.year + years, last + 1, 31)


def _month_and_day(text: str, year: int) -> tuple[int, int, int]:
    moment = parse(text)
    if moment is None:
        return year, 0, 0
    month = 0 if moment.month is None and moment.part is None else moment.months[0]
    return year, month, moment.day or 0


def of_day(day: datetime.date) -> Moment:
    """Give a day as a moment."""
    return Moment(day.year, day.month, day.day)


def interval(first: Moment | str, last: Moment | str) -> str:
    """Write an interval, both ends included."""
    ends = [end if isinstance(end, str) else end.edtf() for end in (first, last)]
    return "/".join(ends)


def nearest(moment: Moment, date: datetime.date, weekday: int | None = None) -> Moment:
    """Give a moment without a year the year that a text of a date means by it.

    Polish prose leaves the year out when it is the current one; shortly after New Year also for
    the months before, and shortly before it for the weeks to come.

    Parameters
    ----------
    moment : Moment
        With a month or a part of the year.
    date : datetime.date
        The date of the document.
    weekday : int, optional
        ISO weekday that the text names; years in which the day falls on another are passed over.

    Returns
    -------
    Moment
        Without a year still when the weekday fits none of the three years around the date.
    """
    best: tuple[int, int] | None = None
    for year in (date.year, date.year - 1, date.year + 1):
        middle = _middle(moment.in_year(year))
        if middle is None:
            continue
        if weekday is not None and moment.day is not None and middle.isoweekday() != weekday:
            continue
        distance = (middle - date).days
        close = -_RECENT_DAYS <= distance <= _COMING_DAYS
        rank = 0 if close else 1 if year == date.year else 2
        if best is None or rank < best[0]:
            best = (rank, year)
    return moment if best is None else moment.in_year(best[1])


def _middle(moment: Moment) -> datetime.date | None:
    if moment.year is None or not moment.valid():
        return None
    if moment.day is not None:
        return datetime.date(moment.year, moment.month or 1, moment.day)
    month = _PART_MONTHS[moment.part] if moment.part is not None else moment.month or 7
    return datetime.date(moment.year, min(month + (1 if moment.part else 0), 12), 15)


def weekday_on(date: datetime.date, weekday: int, *, after: bool) -> datetime.date:
    """Give the last such weekday up to a date, or the first one after it."""
    if after:
        return date + datetime.timedelta(days=(weekday - date.isoweekday() - 1) % 7 + 1)
    return date - datetime.timedelta(days=(date.isoweekday() - weekday) % 7)


def week_of(date: datetime.date, shift: int) -> tuple[datetime.date, datetime.date]:
    """Give Monday and Sunday of the week so many weeks away."""
    monday = date - datetime.timedelta(days=date.isoweekday() - 1) + datetime.timedelta(weeks=shift)
    return monday, monday + datetime.timedelta(days=6)


def add_months(date: datetime.date, months: int) -> datetime.date:
    """Move a date by months; the day is cut to the length of the month."""
    years, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return datetime.date(years, month + 1, min(date.day, last))


def part_of(date: datetime.date, size: int, shift: int) -> Moment:
    """Give the quarter (``size`` 3) or half (6) of a year, so many of them away."""
    per_year = 12 // size
    year, place = divmod(date.year * per_year + (date.month - 1) // size + shift, per_year)
    return Moment(year, part=(_QUARTER if size == 3 else _HALF) + place)


def away(date: datetime.date, amount: Decimal, unit: str, sign: int) -> Moment | None:
    """Give the moment an amount of time before or after a date, as exact as its unit.

    Parameters
    ----------
    date : datetime.date
    amount : Decimal
    unit : str
        An identifier of ``units.toml``: "year", "month", "week", "day" …
    sign : int
        1 after the date, -1 before it.

    Returns
    -------
    Moment or None
        None for hours and smaller units, and beyond the years 1 to 9999.
    """
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    days = {"day": 1, "week": 7}.get(unit)
    if months is not None and months >= 12 and amount == int(amount):
        year = date.year + sign * int(amount) * months // 12
        return Moment(year) if -10_000 < year < 10_000 else None
    try:
        if months is not None:
            whole = int((amount * months).to_integral_value(rounding=ROUND_FLOOR))
            moved = add_months(date, sign * whole)
            return Moment(moved.year, moved.month)
        if days is not None:
            return of_day(date + datetime.timedelta(days=sign * int(amount * days)))
    except (ValueError, OverflowError):
        return None
    return None


def century(number: int, *, before_era: bool = False) -> Moment:
    """Give a century: the 20th is 19XX."""
    if before_era:
        return Moment(digits=f"-{number - 1:02d}XX")
    return Moment(digits=f"{number - 1:02d}XX")


def roman(text: str) -> int | None:
    """Read a Roman numeral up to 39 as it is normally written, None for anything else."""
    if not text or len(text) > 7 or text.strip("IVX"):
        return None
    values = {"I": 1, "V": 5, "X": 10}
    total = 0
    for place, letter in enumerate(text):
        value = values[letter]
        larger = place + 1 < len(text) and values[text[place + 1]] > value
        total += -value if larger else value
    return total if _to_roman(total) == text else None


def _to_roman(number: int) -> str:
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text += letters
            number -= value
    return text
