"""Days of the week: "we wtorek 28 października", "z czwartku na piątek", "pon. 18 lutego"."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from skrot.extract.numbers.dates.days import OPENING, finish, read_day, read_numeric
from skrot.extract.numbers.dates.tense import on_weekday
from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import UNKNOWN_DATE, Dated, Setting
from skrot.extract.numbers.grammar import grammar
from skrot.polish.edtf import interval, of_day, week_of


def read_weekday(setting: Setting, index: int) -> Dated | None:
    """Read a day of the week, with the date that may follow: "we wtorek 28 października"."""
    words = load_calendar()
    weekday = words.weekdays.get(setting.low(index))
    if weekday is None:
        return _short_weekday(setting, index)
    token = setting.tokens[index]
    if token.text[0].isupper() and index > 0 and setting.low(index - 1) not in OPENING | {"-"}:
        return None
    place = index + 1
    while setting.low(place) in grammar().days.before_date:
        place += 1
    following = read_day(setting, place) or read_numeric(setting, place)
    if following is not None and following.moment is not None and following.moment.day:
        return replace(finish(setting, following, weekday), start=index)
    in_week = _in_week(setting, index, weekday)
    if in_week is not None:
        return in_week
    return _night(setting, index, weekday) or on_weekday(setting, index, weekday)


def _short_weekday(setting: Setting, index: int) -> Dated | None:
    """Read "pon. 18 lutego"."""
    weekday = load_calendar().table.weekday_abbreviations.get(setting.low(index))
    place = index + 2 if setting.low(index + 1) == "." else index + 1
    if setting.low(place) == ",":
        place += 1
    following = None if weekday is None else read_day(setting, place)
    if following is None or following.moment is None or not following.moment.day:
        return None
    return replace(finish(setting, following, weekday), start=index)


def _night(setting: Setting, index: int, weekday: int) -> Dated | None:
    """Read "z czwartku na piątek" as the span of both days."""
    words = grammar().days
    opened = setting.low(index - 1) in words.span_openers
    following = load_calendar().weekdays.get(setting.low(index + 2))
    joined = opened and setting.low(index + 1) in words.after_opener
    if not joined or following != weekday % 7 + 1:
        return None
    dated = on_weekday(setting, index, weekday)
    first = dated.moment
    if first is None or first.year is None or first.month is None or first.day is None:
        return Dated(index - 1, index + 3, None, span=True, reason=UNKNOWN_DATE)
    day = datetime.date(first.year, first.month, first.day) + datetime.timedelta(days=1)
    iso = interval(replace(first, mark=""), of_day(day))
    return Dated(index - 1, index + 3, iso, span=True)


def _in_week(setting: Setting, index: int, weekday: int) -> Dated | None:
    """Read "środa w przyszłym tygodniu", "poniedziałek tego tygodnia"."""
    words = load_calendar()
    place = index + 2 if setting.low(index + 1) == grammar().words.at else index + 1
    shift = words.shifts.get(setting.low(place))
    if shift is None or words.periods.get(setting.low(place + 1)) != "week":
        return None
    if setting.date is None:
        return Dated(index, place + 2, None, reason=UNKNOWN_DATE)
    monday = week_of(setting.date, shift)[0]
    moment = of_day(monday + datetime.timedelta(days=weekday - 1))
    return Dated(index, place + 2, moment.edtf(), moment)
