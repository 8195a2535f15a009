"""Years, centuries and decades: "2024 r.", "w latach 2022–2027", "XX w.", "lata 90."."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from skrot.extract.numbers.amounts.counted import Reader
from skrot.extract.numbers.amounts.numerals import parse_ordinal
from skrot.extract.numbers.amounts.units import head_at
from skrot.extract.numbers.amounts.words import load_numerals
from skrot.extract.numbers.dates.words import load_calendar, ordinal_at
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.characters import DASHES
from skrot.polish.edtf import Moment, century, interval, of_day, roman

UNKNOWN_DATE = "relative to the date of the document, which is not known"
# Bare figures outside these bounds are no year.
_RECENT = (1900, 2100)
_COUNTED = frozenset({"pl:gen", "pl:loc", "pl:inst"})
_FIRST_YEAR = 1000
_LAST_YEAR = 2200


class Dated(msgspec.Struct, frozen=True):
    """A date or span as EDTF with the tokens ``[start, end)`` it covers.

    ``moment`` is the point in time when it is one, for callers that combine it.
    """

    start: int
    end: int
    iso: str | None
    moment: Moment | None = None
    span: bool = False
    reason: str | None = None


class Setting(msgspec.Struct, frozen=True):
    """What the date grammar works on; ``year`` was said earlier in the sentence."""

    tokens: Sequence[Token]
    date: datetime.date | None
    read: Reader
    year: int | None = None

    def low(self, index: int) -> str:
        """Give a token in lower case, "" beyond the text."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> Kind | None:
        """Give the kind of a token, None beyond the text."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else None


def days_away(setting: Setting, start: int, end: int, days: int) -> Dated:
    """Give the day so many days after the document's, which tokens ``[start, end)`` tell."""
    if setting.date is None:
        return Dated(start, end, None, reason=UNKNOWN_DATE)
    moment = of_day(setting.date + datetime.timedelta(days=days))
    return Dated(start, end, moment.edtf(), moment)


def years_away(setting: Setting, start: int, end: int, years: int) -> Dated:
    """Give the year so many years after the document's, which tokens ``[start, end)`` tell."""
    if setting.date is None:
        return Dated(start, end, None, reason=UNKNOWN_DATE)
    moment = Moment(setting.date.year + years)
    return Dated(start, end, moment.edtf(), moment)


class YearAt(msgspec.Struct, frozen=True):
    """A year that was read: ``year`` is None when it is relative to an unknown date."""

    year: int | None
    end: int
    marked: bool
    reason: str | None = None


def year_mark(setting: Setting, index: int) -> int:
    """Step over "r.", "roku" after a year; give the index itself when there is none."""
    words = load_calendar().table.words["year"]
    if setting.low(index) == grammar().years.abbreviation:
        return index + 2 if setting.low(index + 1) == "." else index + 1
    return index + 1 if setting.low(index) in words else index


def year_at(setting: Setting, index: int) -> YearAt | None:
    """Read a year after a month or a part of the year: "2026 r.", "br.", "ubiegłego roku"."""
    relative = relative_year(setting, index)
    if relative is not None or setting.kind(index) is not Kind.NUMBER:
        return relative
    text = setting.tokens[index].text
    if not text.isdigit() or not 3 <= len(text) <= 4:
        return None
    end = year_mark(setting, index + 1)
    marked = end > index + 1
    era = load_calendar().eras.match(setting.tokens, end)
    if era is not None:
        return YearAt(1 - int(text), era[1], marked=True)
    if not marked and (not _FIRST_YEAR <= int(text) <= _LAST_YEAR or _counts(setting, index)):
        return None
    return YearAt(int(text), end, marked=marked)


def relative_year(setting: Setting, index: int) -> YearAt | None:
    """Read "br.", "ub.r.", "tego roku", "ubiegłego roku"."""
    words = load_calendar()
    abbreviation = words.relative_years.match(setting.tokens, index)
    if abbreviation is not None:
        return _shifted(setting, abbreviation[0], abbreviation[1])
    first, second = setting.low(index), setting.low(index + 1)
    forms = grammar().years.forms
    adjective = second if first in forms else first
    shift = words.shifts.get(adjective)
    if shift is None or (first in forms) == (second in forms):
        return None
    return _shifted(setting, shift, index + 2, loose=adjective in words.loose_shifts)


def _shifted(setting: Setting, shift: int, end: int, *, loose: bool = False) -> YearAt:
    if setting.date is None:
        return YearAt(None, end, marked=True, reason=UNKNOWN_DATE)
    reason = "may be relative to a time in the text" if loose else None
    return YearAt(setting.date.year + shift, end, marked=True, reason=reason)


def _counts(setting: Setting, index: int) -> bool:
    """Whether figures that could be a year count something: "2000 osób", "1990 zł"."""
    place = index + 1
    if head_at(setting.tokens, place) is not None:
        return True
    if setting.low(place) in load_numerals().scales:
        return True
    if _leads_to_count(setting, place):
        return True
    if setting.kind(place) is not Kind.WORD or setting.tokens[place].text[0].isupper():
        return False
    nouns = [word for word in setting.read(setting.tokens[place]) if word.noun]
    return any(word.cases & _COUNTED for word in nouns)


def _leads_to_count(setting: Setting, index: int) -> bool:
    """Whether a range goes on to an amount: "od 1900 do 2300 dolarów"."""
    joiner = setting.low(index)
    joined = joiner in grammar().years.amount_joiners or joiner in DASHES
    if joined and joiner in DASHES and not setting.tokens[index].glued:
        # "2025 – 5.212.838 zł" labels an amount; "2000 – 2500 zł" is a range.
        figures = setting.tokens[index + 1] if index + 1 < len(setting.tokens) else None
        joined = figures is not None and figures.text.isdigit() and len(figures.text) > 3
        joined = joined and setting.low(index - 2) != grammar().words.at
    if not joined or setting.kind(index + 1) is not Kind.NUMBER:
        return False
    return head_at(setting.tokens, index + 2) is not None


def read_year(setting: Setting, index: int) -> Dated | None:
    """Read a year, a list or span of years, or a year in words that begins at a token."""
    if setting.kind(index) is Kind.WORD:
        return _year_in_words(setting, index)
    token = setting.tokens[index]
    if not token.text.isdigit() or len(token.text) > 4:
        return None
    span = _year_span(setting, index)
    if span is not None:
        return span
    year = _marked_year(setting, index)
    if year is None and len(token.text) == 4 and _FIRST_YEAR <= int(token.text) <= _LAST_YEAR:
        listed = _listed(setting, index)
        plausible = _RECENT[0] <= int(token.text) <= _RECENT[1] and not _counts(setting, index)
        plausible = plausible or _is_dated(setting, index)
        fits = plausible and _stands_alone(setting, index)
        if listed or fits:
            year = YearAt(int(token.text), index + 1, marked=listed)
    if year is None:
        return None
    moment = Moment(year.year)
    return Dated(index, year.end, moment.edtf(), moment)


def _is_dated(setting: Setting, index: int) -> bool:
    """Whether "w" before bare figures and no noun after them make any year plausible."""
    if setting.low(index - 1) != grammar().words.at or _counts(setting, index):
        return False
    after = setting.tokens[index + 1] if index + 1 < len(setting.tokens) else None
    return after is None or not any(word.noun for word in setting.read(after))


def _marked_year(setting: Setting, index: int) -> YearAt | None:
    token = setting.tokens[index]
    end = year_mark(setting, index + 1)
    years = load_calendar().table.words["year"]
    era = load_calendar().eras.match(setting.tokens, end)
    if era is not None:
        return YearAt(1 - int(token.text), era[1], marked=True)
    words = grammar().years
    preceded = setting.low(index - 1) in years or (
        setting.low(index - 1) == "." and setting.low(index - 2) == words.abbreviation
    )
    long_enough = len(token.text) >= 3 and int(token.text) <= _LAST_YEAR
    if end > index + 1 and long_enough:
        # "13 roku życia" is an age, "2024 roku" a year.
        aged = setting.low(end) == words.of_life
        return None if aged else YearAt(int(token.text), end, marked=True)
    if preceded and len(token.text) == 4 and _FIRST_YEAR <= int(token.text) <= _LAST_YEAR:
        counts = setting.low(index - 1) == "." and _counts(setting, index)
        return None if counts else YearAt(int(token.text), index + 1, marked=True)
    return None


def _stands_alone(setting: Setting, index: int) -> bool:
    """Whether nothing but a preposition, a bracket or a name leads to bare figures of a year."""
    before = setting.low(index - 1)
    following = setting.low(index + 1)
    words = grammar().years
    if before in words.leading or following in {")", "/"} or before in {"(", "/"}:
        return True
    return following not in {"%", "+", "="} and before not in words.measuring


def _listed(setting: Setting, index: int) -> bool:
    """Whether the figures stand in a list of years that ends in "r.": "2024, 2025 i 2026 r."."""
    place = index
    for _ in range(8):
        place += 1
        joiner = setting.low(place)
        if joiner not in grammar().years.list_joiners and joiner not in DASHES:
            return False
        if setting.kind(place + 1) is not Kind.NUMBER:
            return False
        place += 1
        text = setting.tokens[place].text
        if len(text) != 4 or not text.isdigit() or not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
            return False
        if year_mark(setting, place + 1) > place + 1:
            return True
    return False


def _year_span(setting: Setting, index: int) -> Dated | None:
    """Read "2022–2027", "2016/2017", "lata 2021-27", "od 2015 do 2020 r."."""
    first = setting.tokens[index].text
    place = year_mark(setting, index + 1)
    joiner = setting.low(place)
    before = setting.low(index - 1)
    words = grammar().years
    opened = joiner in words.span_joiners and before in words.span_openers
    if len(first) != 4 or not (joiner in DASHES or joiner == "/" or opened):
        return None
    place += 2 if opened and setting.low(place + 1) in words.before_second else 1
    second = _second_year(setting, place, first)
    if second is None:
        return None
    end = year_mark(setting, place + 1)
    if end == place + 1 and (_counts(setting, place) or before == words.out):
        # "liczba transakcji wzrosła z 1480 do 1681": years that change are marked as such.
        return None
    start = index - 1 if opened and before not in words.span_nouns else index
    return Dated(start, end, interval(Moment(int(first)), Moment(second)), span=True)


def _second_year(setting: Setting, index: int, first: str) -> int | None:
    """Read the year that ends a span; two figures stand for the same century."""
    if setting.kind(index) is not Kind.NUMBER:
        return None
    token, joiner = setting.tokens[index], setting.tokens[index - 1]
    # "1406 -44" is a row of a table with a negative number.
    spaced = joiner.text == "-" and token.glued and not joiner.glued
    signed = spaced and setting.low(index - 3) not in grammar().years.decade_nouns
    if signed or not token.text.isdigit():
        return None
    text = first[:2] + token.text if len(token.text) == 2 and token.glued else token.text
    fits = len(text) == 4 and _FIRST_YEAR <= int(first) < int(text) <= _LAST_YEAR
    return int(text) if fits else None


def _year_in_words(setting: Setting, index: int) -> Dated | None:
    """Read "dwa tysiące dwudziesty szósty rok", "w dwutysięcznym czternastym"."""
    found = parse_ordinal(setting.tokens, index)
    if found is None:
        return None
    value, end, _ = found
    marked = year_mark(setting, end)
    if not _FIRST_YEAR <= value <= _LAST_YEAR or (marked == end and value < 1900):
        return None
    if value in {1000, 2000} and marked == end:
        return None
    moment = Moment(value)
    return Dated(index, marked, moment.edtf(), moment)


def read_century(setting: Setting, index: int) -> Dated | None:
    """Read "XX w.", "dwudziesty wiek", "XIX i XX wieku", "I w. p.n.e."."""
    first = ordinal_at(setting.tokens, index)
    if first is None or not 0 < first[0] <= 30:
        return None
    words = load_calendar()
    value, place = first
    mark = words.centuries.match(setting.tokens, place)
    if mark is None:
        return _listed_century(setting, index, value, place)
    end = mark[1]
    era = words.eras.match(setting.tokens, end)
    moment = century(value, before_era=era is not None)
    return Dated(index, era[1] if era is not None else end, moment.edtf(), moment)


def _listed_century(setting: Setting, index: int, value: int, place: int) -> Dated | None:
    """Read the first of "XIX i XX wieku", or all of "XIX–XX w.", "przełom XIX i XX wieku"."""
    joiner = setting.low(place)
    words = grammar().years
    if joiner not in DASHES and joiner not in words.century_joiners:
        return None
    second = ordinal_at(setting.tokens, place + 1)
    if second is None or roman(setting.tokens[index].text) is None:
        return None
    mark = load_calendar().centuries.match(setting.tokens, second[1])
    if mark is None:
        return None
    one, other = century(value), century(second[0])
    if joiner in DASHES or setting.low(index - 1).startswith(words.turn_stem):
        return Dated(index, mark[1], interval(one, other), span=True)
    return Dated(index, index + 1, one.edtf(), one)


def read_decade(setting: Setting, index: int) -> Dated | None:
    """Read "lata 90.", "w latach dziewięćdziesiątych XX w.", "lat 80. ubiegłego wieku"."""
    listed = setting.kind(index) is Kind.NUMBER
    words = grammar().years
    named = setting.low(index) in words.decade_nouns
    if not (_follows_decade(setting, index) if listed else named):
        return None
    place = index if listed else index + 1
    found = ordinal_at(setting.tokens, place)
    if found is None or found[0] % 10 or not 10 <= found[0] <= 90:
        return None
    tens, end = found
    figures = setting.kind(place) is Kind.NUMBER
    if figures and end == place + 1 and (setting.low(end) in DASHES or listed):
        return None
    hundred = read_century(setting, end)
    if hundred is not None and hundred.moment is not None and hundred.moment.digits:
        return _decade(index, hundred.end, hundred.moment.digits[:2], tens)
    last = setting.low(end) in words.last and setting.low(end + 1) in words.century_genitives
    if last or tens >= 30:
        return _decade(index, end + 2 if last else end, "19", tens)
    return Dated(index, end, None, reason="the century of the decade is not said")


def _follows_decade(setting: Setting, index: int) -> bool:
    """Whether figures go on with a list of decades: "lat 60., 70. i 80."."""
    place = index
    words = grammar().years
    for _ in range(4):
        joined = setting.low(place - 1) in words.decade_joiners and setting.low(place - 2) == "."
        if not joined or setting.kind(place - 3) is not Kind.NUMBER:
            return False
        place -= 3
        if setting.low(place - 1) in words.decade_nouns:
            return True
    return False


def _decade(start: int, end: int, hundred: str, tens: int) -> Dated:
    moment = Moment(digits=f"{hundred}{tens // 10}X")
    return Dated(start, end, moment.edtf(), moment)
