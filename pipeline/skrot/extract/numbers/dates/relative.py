"""Dates relative to the document's: "wczoraj", "w tym roku", "pięć lat temu"."""

from __future__ import annotations

import datetime
from decimal import Decimal

from skrot.extract.numbers.amounts.measures import parse_measure
from skrot.extract.numbers.amounts.numerals import Amount
from skrot.extract.numbers.dates.tense import tense_at
from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import (
    UNKNOWN_DATE,
    Dated,
    Setting,
    days_away,
    relative_year,
    years_away,
)
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tables import words_of
from skrot.extract.numbers.tokens import Kind
from skrot.polish.edtf import (
    Moment,
    add_months,
    away,
    interval,
    of_day,
    part_of,
    week_of,
    weekday_on,
)
from skrot.records import VAGUE_NUMERAL

_SATURDAY = 6
_LOOSE = "may be relative to a time in the text"


def read_relative(setting: Setting, index: int) -> Dated | None:
    """Read an expression of time relative to the document's date that begins at a token."""
    for read in (_day, _abbreviation, _weekend, _span, _period, _offset):
        found = read(setting, index)
        if found is not None:
            return found
    return None


def _day(setting: Setting, index: int) -> Dated | None:
    """Read "dziś"."""
    shift = load_calendar().table.days.get(setting.low(index))
    return None if shift is None else days_away(setting, index, index + 1, shift)


def _weekend(setting: Setting, index: int) -> Dated | None:
    """Read "weekend" behind "w" or an adjective: "w najbliższy weekend", "miniony weekend"."""
    words = load_calendar()
    if setting.low(index) not in words.weekends:
        return None
    shift = words.shifts.get(setting.low(index - 1))
    if shift is None and setting.low(index - 1) != grammar().words.at:
        return None
    start, end = (index if shift is None else index - 1), index + 1
    if setting.date is None:
        return Dated(start, end, None, span=True, reason=UNKNOWN_DATE)
    after = shift > 0 if shift else tense_at(setting, start, end) == "future"
    saturday = weekday_on(setting.date, _SATURDAY, after=after)
    iso = interval(of_day(saturday), of_day(saturday + datetime.timedelta(days=1)))
    return Dated(start, end, iso, span=True, reason=None if shift else _LOOSE)


def _abbreviation(setting: Setting, index: int) -> Dated | None:
    """Read "br.", "ub.r.", "bm." that stand alone."""
    words = load_calendar()
    year = words.relative_years.match(setting.tokens, index)
    if year is not None:
        return years_away(setting, index, year[1], year[0])
    month = words.relative_months.match(setting.tokens, index)
    if month is None:
        return None
    if setting.date is None:
        return Dated(index, month[1], None, reason=UNKNOWN_DATE)
    day = add_months(setting.date.replace(day=1), month[0])
    moment = Moment(day.year, day.month)
    return Dated(index, month[1], moment.edtf(), moment)


def _period(setting: Setting, index: int) -> Dated | None:
    """Read "tym roku", "ubiegłym tygodniu", "przyszłego miesiąca", "bieżący kwartał"."""
    words = load_calendar()
    relative = grammar().relative
    shift = words.shifts.get(setting.low(index))
    if shift is None:
        return None
    place = index + 1
    if setting.low(place) in relative.same:
        return None
    unit = words.periods.get(setting.low(place))
    part = words.parts.match(setting.tokens, place)
    half = part is not None and part[0][0] == 40
    if half and unit is None and setting.low(place).startswith(relative.half_year_stem):
        unit = "half"
    if unit is None or unit in {"second", "minute", "hour", "day"}:
        return None
    loose = setting.low(index) in words.loose_shifts
    opened = setting.low(index - 1) in relative.loose_openers
    counts = setting.low(index) in relative.enumerating and not opened
    if counts or not _singular(setting.low(place)):
        return None
    if setting.low(index) in relative.loose and not opened:
        loose = loose or shift != 0
    end = place + 1
    if unit == "year":
        year = relative_year(setting, index)
        end = year.end if year is not None else end
    if setting.date is None:
        return Dated(index, end, None, reason=UNKNOWN_DATE)
    return _shifted(setting.date, index, end, unit, shift, loose=loose)


def _account_years() -> tuple[str, ...]:
    return (*load_calendar().table.words["school"], *load_calendar().table.shifts)


def _singular(form: str) -> bool:
    return form not in grammar().relative.plurals


def _shifted(
    date: datetime.date, start: int, end: int, unit: str, shift: int, *, loose: bool
) -> Dated:
    mark = "?" if loose else ""
    if unit == "week":
        first, last = week_of(date, shift)
        reason = _LOOSE if loose else None
        return Dated(start, end, interval(of_day(first), of_day(last)), span=True, reason=reason)
    if unit == "month":
        day = add_months(date.replace(day=1), shift)
        moment = Moment(day.year, day.month, mark=mark)
    elif unit in {"quarter", "half"}:
        part = part_of(date, 3 if unit == "quarter" else 6, shift)
        moment = Moment(part.year, part=part.part, mark=mark)
    elif unit == "year":
        moment = Moment(date.year + shift, mark=mark)
    else:
        digits = date.year // 10 + shift if unit == "decade" else date.year // 100 + shift
        moment = Moment(digits=f"{digits}X" if unit == "decade" else f"{digits}XX")
    return Dated(start, end, moment.edtf(), moment)


def _span(setting: Setting, index: int) -> Dated | None:
    """Read "ostatnich pięciu latach", "najbliższe dwa lata", "ostatniego roku"."""
    words = load_calendar()
    sign = words.spans.get(setting.low(index))
    if sign is None:
        return None
    place = index + 1
    measured = _measured(setting, place)
    if measured is None:
        only = setting.low(index).startswith(grammar().relative.last_stem)
        unit = words.periods.get(setting.low(place))
        if not only or unit is None or not _singular(setting.low(place)):
            return None
        if unit in {"day", "hour", "minute", "second"}:
            return None
        amount: tuple[Decimal, str, int] = (Decimal(1), unit, place + 1)
    else:
        amount = measured
    count, unit, end = amount
    if setting.date is None:
        return Dated(index, end, None, span=True, reason=UNKNOWN_DATE)
    other = _day_away(setting.date, count, unit, sign)
    if other is None:
        return Dated(index, end, None, span=True, reason="the time of day is not known")
    ends = sorted([setting.date, other])
    return Dated(index, end, interval(of_day(ends[0]), of_day(ends[1])), span=True)


def _day_away(date: datetime.date, count: Decimal, unit: str, sign: int) -> datetime.date | None:
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
    days = {"day": 1, "week": 7}.get(unit)
    try:
        if months is not None:
            return add_months(date, sign * int(count * months))
        if days is not None:
            return date + datetime.timedelta(days=sign * int(count * days))
    except (ValueError, OverflowError):
        return None
    return None


def _measured(setting: Setting, index: int) -> tuple[Decimal, str, int] | None:
    """Read an exact amount of time: amount, unit and next index."""
    if setting.kind(index) not in (Kind.NUMBER, Kind.WORD):
        return None
    measure = parse_measure(setting.tokens, index)
    if measure is None or measure.head is None or measure.head.kind != "duration":
        return None
    if (
        not measure.amount.exact
        or measure.head.unit is None
        or _compounded(measure.amount, measure.end)
    ):
        return None
    return measure.amount.low, measure.head.unit, measure.end


def _compounded(amount: Amount, end: int) -> bool:
    """Whether number and unit are one word ("pięcioletni"), which is no place in time."""
    return amount.end == end


def _offset(setting: Setting, index: int) -> Dated | None:
    """Read "pięć lat temu", "przed dwoma laty", "za tydzień", "rok temu"."""
    before = setting.low(index - 1)
    vague = _vague_ago(setting, index)
    if vague is not None:
        return vague
    measured = _measured(setting, index)
    if measured is None:
        unit = load_calendar().periods.get(setting.low(index))
        if unit is None or not _singular(setting.low(index)) or unit == "century":
            return None
        measured = (Decimal(1), unit, index + 1)
    count, unit, end = measured
    start = index
    words = grammar().words
    if setting.low(end) == words.ago:
        sign, end = -1, end + 1
    elif before == words.before and _instrumental(setting.low(end - 1)):
        sign, start = -1, index - 1
    elif (
        before == words.ahead
        and setting.kind(end) is not Kind.NUMBER
        and _future(setting, index, end)
    ):
        sign, start = 1, index - 1
    else:
        return None
    if setting.date is None:
        return Dated(start, end, None, reason=UNKNOWN_DATE)
    moment = away(setting.date, count, unit, sign)
    if moment is None:
        return Dated(start, end, None, reason="the time of day is not known")
    return Dated(start, end, moment.edtf(), moment)


def _vague_ago(setting: Setting, index: int) -> Dated | None:
    """Read "kilkanaście lat temu", "5–6 lat temu" as the span it may lie in."""
    if setting.kind(index) not in (Kind.NUMBER, Kind.WORD):
        return None
    measure = parse_measure(setting.tokens, index)
    if measure is None or measure.head is None or setting.low(measure.end) != grammar().words.ago:
        return None
    amount, unit = measure.amount, measure.head.unit
    if measure.head.kind != "duration" or amount.exact or amount.high is None or unit is None:
        return None
    if setting.date is None:
        return Dated(index, measure.end + 1, None, span=True, reason=UNKNOWN_DATE)
    first = away(setting.date, amount.high, unit, -1)
    last = away(setting.date, amount.low, unit, -1)
    if first is None or last is None:
        return Dated(index, measure.end + 1, None, span=True, reason="the time of day is not known")
    return Dated(index, measure.end + 1, interval(first, last), span=True, reason=VAGUE_NUMERAL)


def _instrumental(word: str) -> bool:
    return word in grammar().relative.instrumentals


def _future(setting: Setting, index: int, end: int) -> bool:
    """Whether "za" means "in": not a price or a period of account ("za rok 2025")."""
    following = setting.low(end)
    accounts = {form for lemma in _account_years() for form in words_of(lemma, "adj")}
    if following in accounts or setting.low(index) == grammar().days.nominative:
        return False
    if setting.kind(end) is not Kind.WORD or setting.tokens[end].text[0].isupper():
        return True
    # "za 40 lat pracy" is what something is given for.
    readings = setting.read(setting.tokens[end])
    return not any(word.noun and word.cases & {"sg:gen", "pl:gen"} for word in readings)
