"""How many texts a story has day by day: a small chart for its line."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

import msgspec

from skrot.report.wording.messages import Messages
from skrot.report.wording.values import iso_text

# A story of fewer days has no course.
_DAYS = 3
# A chart has so many bars at most, of so many days each that they are enough.
_BARS = 40
# It is so large, in units of its own; a bar leaves a part of its place free.
_WIDTH, _HEIGHT, _FILLED = 100.0, 20.0, 0.8


class Bar(msgspec.Struct, frozen=True):
    """The texts of some days, from the left and from the top."""

    x: float
    y: float
    width: float
    height: float


class Course(msgspec.Struct, frozen=True):
    """The texts of a story over time: bars in a frame of 100 by 20, and what they say in words."""

    bars: tuple[Bar, ...]
    words: str


def course_view(dates: Iterable[str | None], messages: Messages) -> Course | None:
    """Return how many texts there are over time; null for less than three days.

    Parameters
    ----------
    dates
        Of the texts (ISO 8601); what is no full date is left out.
    messages
        The words of the report.
    """
    days = Counter(day for date in dates if (day := _day(date)) is not None)
    if not days or max(days) - min(days) + 1 < _DAYS:
        return None
    first, span = min(days), max(days) - min(days) + 1
    per_bar = -(-span // _BARS)
    counts: Counter[int] = Counter()
    for day, texts in days.items():
        counts[(day - first) // per_bar] += texts
    places = -(-span // per_bar)
    most = max(counts.values())
    step = _WIDTH / places
    bars = tuple(
        Bar(
            round(place * step, 1),
            round(_HEIGHT * (1 - texts / most), 1),
            round(step * _FILLED, 1),
            round(_HEIGHT * texts / most, 1),
        )
        for place, texts in sorted(counts.items())
    )
    best = min(days, key=lambda day: (-days[day], day))
    words = messages.t(
        "course",
        days=messages.n("day", span),
        texts=messages.n("text", days[best]),
        date=iso_text(datetime.date.fromordinal(best).isoformat(), messages),
    )
    return Course(bars, words)


def _day(date: str | None) -> int | None:
    try:
        return None if date is None else datetime.date.fromisoformat(date).toordinal()
    except ValueError:
        return None
