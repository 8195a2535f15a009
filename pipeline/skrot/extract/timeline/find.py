"""The dated statements of a document."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.text import QuoteText, Range, read
from skrot.extract.timeline.attached import is_of_another
from skrot.extract.timeline.bounds import bounded
from skrot.extract.timeline.inherited import When, following
from skrot.extract.timeline.modality import clause_of, kind_of, predicate_of
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.polish.characters import DASHES
from skrot.polish.edtf import parse
from skrot.polish.word_lists import function_words
from skrot.records import Number, TimelineEntry, TimelineKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A year that is not said may be that of a date so many sentences before, in the same month.
_SAME_MONTH = 8
_MARKS = frozenset('„”“"«»') | DASHES


def find_timeline(
    doc: Doc,
    numbers: Sequence[Number],
    date: datetime.date | None = None,
    name: str = "",
    *,
    text: QuoteText | None = None,
) -> list[TimelineEntry]:
    """Find what a document says of when something was, is or will be.

    Parameters
    ----------
    doc : Doc
        With sentences, lemmas, parts of speech and morphology; dependencies are used where they
        are set.
    numbers : sequence of Number
        As of `skrot.extract.find_numbers`: dates and amounts of time are read.
    date : datetime.date, optional
        The date of the document: what is dated after it is a plan, what before it a fact.
    name : str
        What goes into the field ``doc`` of the records.
    text : QuoteText, optional
        Of ``doc``, by `skrot.extract.quotes.text.read`, where it has been read.

    Returns
    -------
    list of TimelineEntry
        In text order. ``date`` is null, with a reason, where it is relative to a date of the
        document that is not known.
    """
    text = read(doc) if text is None else text.without_names()
    if not text.words:
        return []
    times = _times(text, numbers)
    dates = [row.date for row in times]
    found = []
    for place, when in enumerate(times):
        kind = kind_of(text, when.date, ends=(when.iso or "").startswith("../"))
        if kind is None or is_of_another(text, dates, place, kind):
            continue
        first, end = _statement(text, dates, place)
        start, stop = text.slice((first, end))
        found.append(
            TimelineEntry(
                doc=name,
                n=text.number(when.date[0]),
                start=start,
                end=stop,
                text=_written(doc, text, (first, end)),
                date=when.iso,
                date_text=_written(doc, text, when.date),
                kind=_by_day(when.iso, date, kind),
                origins=(name,) if name else (),
                reason=when.reason,
                predicate=predicate_of(text, when.date),
            )
        )
    return found


def _written(doc: Doc, text: QuoteText, span: Range) -> str:
    """Give words as they stand in the text; ``doc.text`` is built anew at every access."""
    return doc[text.words[span[0]].i : text.words[span[1] - 1].i + 1].text


def _times(text: QuoteText, numbers: Sequence[Number]) -> list[When]:
    """Give the times that a document tells, in order."""
    own = list(_with_years(text, sorted(_own(text, numbers), key=lambda when: when.date)))
    return sorted([*own, *following(text, own, numbers)], key=lambda when: when.date)


def _own(text: QuoteText, numbers: Sequence[Number]) -> Iterator[When]:
    """Give the dates among the numbers, without those that acts are called by."""
    begins = [word.start for word in text.words]
    for number in numbers:
        if number.kind not in {"date", "date_range"}:
            continue
        first = max(bisect_right(begins, number.start) - 1, 0)
        span = (first, bisect_left(begins, number.end))
        if first and text.words[first - 1].lower in vocabulary().plans.day:
            continue
        iso = None if number.iso is None else bounded(text, span, number.iso)
        yield When(span, iso, number.reason)


def _with_years(text: QuoteText, times: Sequence[When]) -> Iterator[When]:
    """Give a month without a year that of the same month a little before."""
    known: list[When] = []
    for when in times:
        moment = parse(when.iso) if when.iso is not None else None
        if moment is None or moment.year is not None or not moment.month or moment.day is not None:
            known.append(when)
            yield when
            continue
        year = None
        for before in reversed(known):
            if text.sentence_of[when.date[0]] - text.sentence_of[before.date[0]] > _SAME_MONTH:
                break
            other = parse(before.iso) if before.iso is not None else None
            if other is not None and other.year is not None and other.month == moment.month:
                year = other.year
                break
        yield when if year is None else when._replace(iso=replace(moment, year=year).edtf())


def _by_day(iso: str | None, date: datetime.date | None, kind: TimelineKind) -> TimelineKind:
    """Take what is dated after the text for a plan, and a present before it for a fact."""
    if iso is None or date is None:
        return kind
    begin = parse(iso.split("/")[0]) if not iso.startswith("..") else None
    if begin is None or begin.year is None:
        return kind
    first = (begin.year, begin.months[0], begin.day or 1)
    return "plan" if first > (date.year, date.month, date.day) else kind


def _statement(text: QuoteText, dates: Sequence[Range], place: int) -> Range:
    """Give the sentence of a date, or its clause where the sentence has more dates than one."""
    first, end = text.sentence(dates[place][0])
    others = [date for date in dates if first <= date[0] < end]
    if len(others) > 1:
        clause = clause_of(text, dates[place])
        own = [date for date in others if clause[0] <= date[0] < clause[1]]
        if len(own) < len(others) and any(is_finite(text, at) for at in range(*clause)):
            first, end = clause
    while first < end - 1 and _is_outside(text, first):
        first += 1
    return first, end


def _is_outside(text: QuoteText, at: int) -> bool:
    """Tell whether a word at the beginning is none of the statement: "i", "że", a mark."""
    word = text.words[at]
    small = word.pos in {"CCONJ", "SCONJ"} and word.lower in function_words().that | {
        function_words().conjunction
    }
    return word.text in _MARKS or small
