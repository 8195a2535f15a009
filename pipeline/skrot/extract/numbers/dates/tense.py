"""Whether the clause of a date tells of what was or of what is to come."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import UNKNOWN_DATE, Dated, Setting
from skrot.polish.dictionary import analyse
from skrot.polish.edtf import Moment, weekday_on

Tense = Literal["past", "future"]

_REACH = 8
_CLAUSE_ENDS = frozenset({".", ";", ":", "\n", "?", "!", "–", "—"})
_PAST = frozenset({"praet", "imps"})
_VERBS = frozenset({"praet", "imps", "fin", "bedzie", "winien", "cond"})


def tense_at(setting: Setting, start: int, end: int) -> Tense | None:
    """Tell the tense around tokens ``start`` to ``end``, null where no word near by is sure.

    A word of time ("najbliższy", "minionym") goes before the verb; of verbs the nearest counts, the
    one that follows before the one that precedes.
    """
    cues = load_calendar().table.words["future"]
    after = _clause(setting, range(end, end + _REACH))
    before = _clause(setting, range(start - 1, start - 1 - _REACH, -1))
    if any(setting.low(place) in cues for place in (*after, *before)):
        return "future"
    found = [
        (abs(place - (start if place < start else end - 1)), place < start, tense)
        for place in (*after, *before)
        if (tense := _tense_of(setting.low(place))) is not None
    ]
    return min(found)[2] if found else None


def in_tense(setting: Setting, start: int, end: int, moment: Moment) -> Moment:
    """Take the year before or after the one of a moment where the tense of its clause asks for it.

    A month counts as if its day were today's.
    """
    if setting.date is None or moment.year is None or moment.month is None:
        return moment
    here = (setting.date.year, setting.date.month, setting.date.day)
    there = (moment.year, moment.month, here[2] if moment.day is None else moment.day)
    if there == here:
        return moment
    tense = tense_at(setting, start, end)
    if tense == "past" and there > here:
        shift = -1
    elif tense == "future" and there < here:
        shift = 1
    else:
        return moment
    other = moment.in_year(moment.year + shift)
    return other if other.valid() else moment


def on_weekday(setting: Setting, index: int, weekday: int) -> Dated:
    """Give the day of a weekday named by one word, by its tense or the word before it."""
    shift = load_calendar().shifts.get(setting.low(index - 1))
    start = index - 1 if shift is not None else index
    if setting.date is None:
        return Dated(start, index + 1, None, reason=UNKNOWN_DATE)
    after = shift > 0 if shift is not None else tense_at(setting, index, index + 1) == "future"
    day = weekday_on(setting.date, weekday, after=after)
    sure = shift is not None and shift != 0
    moment = Moment(day.year, day.month, day.day, mark="" if sure else "?")
    return Dated(start, index + 1, moment.edtf(), moment)


def _clause(setting: Setting, places: range) -> list[int]:
    found = []
    for place in places:
        if not setting.low(place) or setting.low(place) in _CLAUSE_ENDS:
            break
        found.append(place)
    return found


@lru_cache(maxsize=1 << 13)
def _tense_of(word: str) -> Tense | None:
    """Give the tense of a word that can be nothing but a verb."""
    readings = analyse(word) if word.isalpha() else ()
    kinds = {reading.pos for reading in readings}
    if not kinds or not kinds <= _VERBS:
        return None
    if kinds <= _PAST:
        return "past"
    coming = all(
        reading.pos == "bedzie" or (reading.pos == "fin" and reading.tag.endswith(":perf"))
        for reading in readings
    )
    return "future" if coming else None
