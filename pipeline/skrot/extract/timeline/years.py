"""The year of a month that is named without one, where the text tells it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from skrot.extract.quotes.text import QuoteText
from skrot.extract.timeline.inherited import When
from skrot.polish.edtf import Moment, parse

# A year that is not said may be that of a date so many sentences before, in the same month.
_SAME_MONTH = 8


def with_years(text: QuoteText, times: Sequence[When]) -> Iterator[When]:
    """Give months their years: of the same month a little before, else of an exact day later.

    Parameters
    ----------
    text
        The document.
    times
        In text order.

    Yields
    ------
    When
        "w maju wzrosło" is of 2013 where the text ends with "badanie z 9-15 maja 2013 r.".
    """
    told = [moment for when in times for moment in _moments(when) if moment.year is not None]
    latest = max((moment.year for moment in told if moment.year is not None), default=None)
    # An older day that a text recalls tells nothing of its other months.
    days = {(m.year, m.month) for m in told if m.day is not None and m.year == latest}
    known: list[When] = []
    for when in times:
        moment = parse(when.iso) if when.iso is not None else None
        if moment is None or moment.year is not None or not moment.month or moment.day is not None:
            known.append(when)
            yield when
            continue
        years = [year for year, month in days if month == moment.month]
        year = _year_before(text, known, when, moment.month)
        year = years[0] if year is None and len(years) == 1 else year
        if year is None:
            yield when
        else:
            yield when._replace(iso=replace(moment, year=year).edtf(), reason=None)


def _moments(when: When) -> list[Moment]:
    """Give the ends of a time."""
    ends = (parse(part) for part in (when.iso or "").split("/"))
    return [moment for moment in ends if moment is not None]


def _year_before(text: QuoteText, known: Sequence[When], when: When, month: int) -> int | None:
    for before in reversed(known):
        if text.sentence_of[when.date[0]] - text.sentence_of[before.date[0]] > _SAME_MONTH:
            return None
        for other in _moments(before):
            if other.year is not None and other.month == month:
                return other.year
    return None
