"""Days, months, quarters and seasons: "we wtorek 28 października", "w I kwartale 2025 r."."""

from __future__ import annotations

import re

from msgspec.structs import replace

from skrot.extract.numbers.amounts.numerals import parse_ordinal
from skrot.extract.numbers.amounts.words import load_numerals
from skrot.extract.numbers.dates.tense import in_tense
from skrot.extract.numbers.dates.words import load_calendar, ordinal_at, ordinal_mark
from skrot.extract.numbers.dates.years import (
    UNKNOWN_DATE,
    Dated,
    Setting,
    YearAt,
    year_at,
    year_mark,
)
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind
from skrot.polish.characters import DASHES, LONG_DASHES
from skrot.polish.edtf import (
    Moment,
    interval,
    nearest,
    roman,
)

_LONGEST_LIST = 6
# After these a capital is that of the sentence; after a hyphen it may be, too.
OPENING = LONG_DASHES | {".", "\n"}
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])\.((?:19|20)\d\d)")
_DAY_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])")
_NO_YEAR = "the year is not said"
_ANY_YEAR = "no certain year is meant"
_FIGURES = re.compile(r"\d+")


def _month_at(setting: Setting, index: int) -> tuple[int, int] | None:
    """Read the name of a month or its abbreviation; number and next index."""
    if setting.kind(index) is not Kind.WORD:
        return None
    words = load_calendar()
    low = setting.low(index)
    month = words.months.get(low)
    if month is not None:
        return month, index + 1
    month = words.table.month_abbreviations.get(low)
    if month is not None and setting.low(index + 1) == ".":
        return month, index + 2
    return None


def _short_month(setting: Setting, index: int) -> tuple[int, int] | None:
    """Read a month of three letters, which needs a year after it: "5 mar 2021"."""
    month = load_calendar().table.short_months.get(setting.low(index))
    if month is None or setting.kind(index + 1) is not Kind.NUMBER:
        return None
    return (month, index + 1) if year_at(setting, index + 1) is not None else None


def _roman_month(setting: Setting, index: int) -> tuple[int, int] | None:
    """Read a month in Roman figures, which needs a year after it: "12 XII 2024"."""
    if setting.kind(index) is not Kind.WORD:
        return None
    month = roman(setting.tokens[index].text)
    if month is None or month > 12:
        return None
    end = index + 2 if setting.low(index + 1) == "." else index + 1
    return (month, end) if year_at(setting, end) is not None else None


def finish(setting: Setting, dated: Dated, weekday: int | None = None) -> Dated:
    """Resolve a moment without a year against the document's date."""
    moment = dated.moment
    if moment is None or moment.complete:
        return dated
    any_year = setting.low(dated.end) in grammar().days.any_year
    if any_year and setting.low(dated.end + 1) == grammar().years.genitive:
        return replace(dated, iso=moment.edtf(), reason=_ANY_YEAR)
    if setting.year is not None and dated.reason is None:
        moment = moment.in_year(setting.year)
        return replace(dated, iso=moment.edtf(), moment=moment)
    if setting.date is None or dated.reason is not None:
        return replace(dated, iso=moment.edtf(), reason=dated.reason or _NO_YEAR)
    resolved = nearest(moment, setting.date, weekday)
    if weekday is None:
        resolved = in_tense(setting, dated.start, dated.end, resolved)
    reason = None if resolved.complete else _NO_YEAR
    return replace(dated, iso=resolved.edtf(), moment=resolved, reason=reason)


def _with_year(setting: Setting, moment: Moment, start: int, end: int) -> Dated:
    """Add the year that follows a month or part of a year, if one does."""
    place = end + 1 if setting.low(end) == "," and setting.kind(end + 1) is Kind.NUMBER else end
    year = year_at(setting, place)
    if year is None or (place > end and not year.marked):
        return Dated(start, end, moment.edtf(), moment)
    moment = replace(moment.in_year(year.year), mark="?" if year.reason and year.year else "")
    return Dated(start, year.end, moment.edtf(), moment, reason=year.reason)


def read_numeric(setting: Setting, index: int) -> Dated | None:
    """Read a date in figures: 27.01.2026, 2026-08-06, 06-08-2026, 03.2026."""
    if setting.kind(index) not in (Kind.NUMBER, Kind.DATE):
        return None
    token = setting.tokens[index]
    if token.kind is Kind.NUMBER:
        match = _MONTH_YEAR.fullmatch(token.text)
        if match is None:
            return _announced_day(setting, index)
        moment = Moment(int(match[2]), int(match[1]))
        return Dated(index, year_mark(setting, index + 1), moment.edtf(), moment)
    parts = [int(piece) for piece in _FIGURES.findall(token.text)]
    if len(parts) == 2:
        moment = Moment(None, parts[1], parts[0])
    elif parts[0] > 31:
        moment = Moment(parts[0], parts[1], parts[2])
    else:
        moment = Moment(parts[2], parts[1], parts[0])
    if not 1 <= (moment.month or 0) <= 12 or not moment.valid():
        return None
    return Dated(index, year_mark(setting, index + 1), moment.edtf(), moment)


def _announced_day(setting: Setting, index: int) -> Dated | None:
    """Read a day and month that a word announces, "w dniu 2.10": 2,1 of something is no day."""
    match = _DAY_MONTH.fullmatch(setting.tokens[index].text)
    if match is None or setting.low(index - 1) not in grammar().days.forms:
        return None
    moment = Moment(None, int(match[2]), int(match[1]))
    return Dated(index, index + 1, moment.edtf(), moment) if moment.valid() else None


def read_day(setting: Setting, index: int, depth: int = 0) -> Dated | None:
    """Read a day of a month, with its year if one follows: "28 października 2025 r."."""
    day = _day_at(setting, index)
    if day is None:
        return None
    number, end = day
    month = _month_at(setting, end) or _roman_month(setting, end) or _short_month(setting, end)
    if month is None:
        return _day_in_list(setting, index, number, end, depth)
    moment = Moment(None, month[0], number)
    dated = _with_year(setting, moment, index, month[1])
    if dated.moment is None or not dated.moment.valid():
        return Dated(index, dated.end, None, reason="there is no such day")
    return _day_before_another(setting, dated, depth) or dated


def _day_before_another(setting: Setting, dated: Dated, depth: int) -> Dated | None:
    """Let a day take the year of the next one: "16 października i 3 grudnia 2014 r."."""
    joined = setting.low(dated.end) in grammar().days.list_joiners
    if not joined or depth >= _LONGEST_LIST or dated.moment is None or dated.reason is not None:
        return None
    if dated.moment.year is not None:
        return None
    following = read_day(setting, dated.end + 1, depth + 1)
    if following is None or following.moment is None or following.moment.year is None:
        return None
    moment = dated.moment.in_year(following.moment.year)
    return replace(dated, moment=moment, iso=moment.edtf(), reason=following.reason)


def _day_at(setting: Setting, index: int) -> tuple[int, int] | None:
    if setting.kind(index) is Kind.NUMBER:
        text = setting.tokens[index].text
        if not text.isdigit() or not 1 <= int(text) <= 31:
            return None
        return int(text), ordinal_mark(setting.tokens, index + 1)
    if setting.kind(index) is not Kind.WORD:
        return None
    if setting.low(index) not in load_numerals().ordinals:
        return None
    found = parse_ordinal(setting.tokens, index)
    return None if found is None or not 1 <= found[0] <= 31 else found[:2]


def _day_in_list(setting: Setting, index: int, number: int, end: int, depth: int) -> Dated | None:
    """Read "12" in "12–15 maja", "12 i 13 maja", "z 12 na 13 maja" by the month that follows."""
    joiner = setting.low(end)
    words = grammar().days
    spans = joiner in DASHES or joiner in words.span_joiners
    joined = spans or joiner in words.list_joiners
    if depth >= _LONGEST_LIST or not joined:
        return None
    if setting.kind(end + 1) not in (Kind.NUMBER, Kind.DATE):
        return None
    following = read_day(setting, end + 1, depth + 1) or read_numeric(setting, end + 1)
    if following is None or following.moment is None or following.moment.day is None:
        return None
    first = replace(following.moment, day=number)
    if first.valid() and not spans:
        return Dated(index, end, first.edtf(), first, reason=following.reason)
    last = finish(setting, following)
    if last.moment is None or number >= following.moment.day:
        return None
    iso = interval(replace(last.moment, day=number), last.moment)
    opened = setting.low(index - 1) in words.span_openers and joiner in words.after_opener
    start = index - 1 if opened else index
    return Dated(start, following.end, iso, span=True, reason=last.reason)


def read_month(setting: Setting, index: int, depth: int = 0) -> Dated | None:
    """Read a month: "w marcu 2026 r.", "w lutym br.", "w czerwcu i lipcu 2024 r."."""
    month = _month_at(setting, index)
    if month is None:
        return None
    token = setting.tokens[index]
    dated = _with_year(setting, Moment(None, month[0]), index, month[1])
    if dated.moment is not None and dated.moment.year is None and dated.reason is None:
        opens = index == 0 or setting.low(index - 1) in OPENING
        if token.text[0].isupper() and not (opens and token.low in load_calendar().table.months):
            # "Maja" with a capital is a name; only the nominative opens a sentence.
            return None
        return _month_in_list(setting, dated, depth) or dated
    return dated


def _month_in_list(setting: Setting, dated: Dated, depth: int) -> Dated | None:
    """Let a month take the year of the next one in a list."""
    joiner = setting.low(dated.end)
    if joiner not in grammar().days.list_joiners or dated.moment is None or depth >= _LONGEST_LIST:
        return None
    following = read_month(setting, dated.end + 1, depth + 1)
    if following is None or following.moment is None or following.moment.year is None:
        return None
    moment = dated.moment.in_year(following.moment.year)
    return replace(dated, moment=moment, iso=moment.edtf(), reason=following.reason)


def read_part(setting: Setting, index: int) -> Dated | None:
    """Read a quarter or half of a year: "I kwartał 2025 r.", "druga połowa br.", "IV kw. 2026"."""
    first = ordinal_at(setting.tokens, index)
    if first is None:
        return None
    joiner = setting.low(first[1])
    listed = joiner in DASHES or joiner in grammar().days.list_joiners
    last = ordinal_at(setting.tokens, first[1] + 1) if listed else first
    part = None if last is None else load_calendar().parts.match(setting.tokens, last[1])
    if last is None or part is None:
        return None
    (code, size), end = part
    if not (1 <= first[0] <= size and 1 <= last[0] <= size):
        return None
    year = _part_year(setting, end)
    half = setting.low(last[1]).startswith(grammar().amounts.half_stem)
    if half and (year is None or not year.marked):
        return None
    year = year or YearAt(None, end, marked=False)
    start = Moment(year.year, part=code + first[0] - 1)
    if listed and joiner in DASHES:
        iso = interval(start, replace(start, part=code + last[0] - 1))
        return Dated(index, year.end, iso, span=True, reason=year.reason)
    end = first[1] if listed else year.end
    return Dated(index, end, start.edtf(), start, reason=year.reason)


def _part_year(setting: Setting, index: int) -> YearAt | None:
    """Read the year of a part; "roku" alone belongs to it but says no year."""
    year = year_at(setting, index)
    if year is not None:
        return year
    said = setting.low(index) in grammar().years.bare_forms
    if said and setting.kind(index + 1) is Kind.NUMBER:
        following = year_at(setting, index + 1)
        return None if following is None else replace(following, marked=True)
    return None


def read_season(setting: Setting, index: int) -> Dated | None:
    """Read a season: "późnym latem", "wiosną 2024 r.", "zimą 2020/2021", "tej jesieni"."""
    words = load_calendar()
    low = setting.low(index)
    code = words.seasons.get(low)
    if code is None:
        return None
    moment = Moment(None, part=code)
    dated = _with_year(setting, moment, index, index + 1)
    before = setting.low(index - 1)
    start = index
    if before in words.table.season_forms["qualifiers"]:
        start = index - 1
    shift = words.shifts.get(before)
    if shift is not None and dated.moment == moment:
        start = index - 1
        if setting.date is None:
            return Dated(start, dated.end, moment.edtf(), moment, reason=UNKNOWN_DATE)
        near = nearest(moment, setting.date)
        year = setting.date.year + shift if shift else near.year
        shifted = moment.in_year(year)
        return Dated(start, dated.end, shifted.edtf(), shifted)
    bare = low in words.bare_seasons or before in grammar().days.season_openers
    if dated.moment == moment and not bare:
        return None
    slashed = setting.low(dated.end) == "/" and dated.moment is not None and dated.moment.year
    if slashed and setting.kind(dated.end + 1) is Kind.NUMBER:
        return replace(dated, start=start, end=year_mark(setting, dated.end + 2))
    return replace(dated, start=start)
