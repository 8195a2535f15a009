"""When it was: a date as the words around it bound it, or as it follows from one named before."""

from __future__ import annotations

import calendar

from msgspec.structs import replace

from skrot.extract.quotes.text import QuoteText, Range
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.polish.edtf import Moment, parse

# Words between a preposition and its date: "najpóźniej do końca dnia".
_REACH = 4
_DECEMBER = 12


def bounded(text: QuoteText, date: Range, iso: str) -> str:
    """Give a date as EDTF with the bounds that its preposition sets.

    Parameters
    ----------
    text
        The document.
    date
        The words of the date.
    iso
        What they say by themselves.

    Returns
    -------
    str
        ``../2019-12-31`` for "do końca 2019 r.", ``2017-05/..`` for "od maja 2017 r.".
    """
    if "/" in iso:
        return iso
    words = vocabulary().bounds
    first = text.sentence(date[0])[0]
    ends = False
    for at in range(date[0] - 1, max(first, date[0] - _REACH) - 1, -1):
        word = text.words[at]
        if word.lower in words.until:
            return f"../{last_day(iso) if ends else iso}"
        if word.lower in words.since:
            return iso if _tells_when(text, date[1]) else f"{iso}/.."
        ends = ends or word.low_lemma in words.end
        if word.low_lemma not in words.end | words.between:
            break
    return iso


def _tells_when(text: QuoteText, at: int) -> bool:
    """Tell whether a clause after a date says what happened then: "od 2010 r., kiedy wygrała"."""
    end = text.sentence(at - 1)[1]
    following = [word.lower for word in text.words[at : min(at + 2, end)]]
    return following[:1] == [","] and following[-1] in vocabulary().bounds.when


def last_day(iso: str) -> str:
    """Give the last day of a year or month; another date as it is."""
    moment = parse(iso)
    if moment is None or moment.day is not None or moment.part is not None:
        return iso
    if moment.month is None:
        return replace(moment, month=_DECEMBER, day=31).edtf()
    if moment.year is None:
        return iso
    return replace(moment, day=calendar.monthrange(moment.year, moment.month)[1]).edtf()


def after(iso: str) -> str | None:
    """Give the time after a date or the end of an interval: ``2020/..`` after ``../2019-12-31``."""
    moment = parse(iso.rsplit("/", 1)[-1])
    if moment is None or moment.year is None or moment.part is not None:
        return None
    year, month, day = moment.year, moment.month, moment.day
    if month is None or (month == _DECEMBER and day in {None, 31}):
        return f"{Moment(year + 1).edtf()}/.."
    if day is None or day == calendar.monthrange(year, month)[1]:
        return f"{Moment(year, month + 1).edtf()}/.."
    return f"{Moment(year, month, day + 1).edtf()}/.."
