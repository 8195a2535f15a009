"""Whether the clause of a date tells of what was or of what is to come."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import Setting
from skrot.polish.dictionary import analyse

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
