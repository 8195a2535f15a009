"""The dated statements of a document."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import MARKS
from skrot.extract.quotes.text import QuoteText, Range, read
from skrot.extract.quotes.vocabulary import reporting
from skrot.extract.timeline.attached import is_of_another
from skrot.extract.timeline.bounds import bounded
from skrot.extract.timeline.inherited import When, following
from skrot.extract.timeline.modality import clause_of, kind_of
from skrot.extract.timeline.nouns import is_event, kind_of_noun, noun_of
from skrot.extract.timeline.predicates import predicate_of
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.extract.timeline.years import with_years
from skrot.polish.characters import CLOSING_QUOTES, DASHES, OPENING_QUOTES
from skrot.polish.edtf import parse
from skrot.polish.word_lists import function_words
from skrot.records import Number, TimelineEntry, TimelineKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OUTSIDE = MARKS | DASHES
# A title between marks has so many words.
_TITLE = 7


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
        noun = noun_of(text, dates, when.date)
        if noun is not None:
            kind = kind_of_noun(text, noun, when.date, kind) if is_event(text, noun) else None
        if kind is None:
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
                predicate=predicate_of(text, when.date)
                if noun is None
                else text.words[noun].low_lemma,
            )
        )
    return found


def _written(doc: Doc, text: QuoteText, span: Range) -> str:
    """Give words as they stand in the text; ``doc.text`` is built anew at every access."""
    return doc[text.words[span[0]].i : text.words[span[1] - 1].i + 1].text


def _times(text: QuoteText, numbers: Sequence[Number]) -> list[When]:
    """Give the times that a document tells, in order."""
    own = list(with_years(text, sorted(_own(text, numbers), key=lambda when: when.date)))
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
        if _is_of_title(text, span):
            continue
        iso = None if number.iso is None else bounded(text, span, number.iso)
        yield When(span, iso, number.reason)


def _is_of_title(text: QuoteText, date: Range) -> bool:
    """Tell whether a few words between marks are a title with a date: „2050 Polska dla Pokoleń”.

    They have a capital and no verb; „najpóźniej do 30 marca” says when.
    """
    first, end = text.sentence(date[0])
    low, high = max(first, date[0] - _TITLE), min(end, date[1] + _TITLE)
    start = next(
        (at for at in range(date[0] - 1, low - 1, -1) if text.words[at].text in MARKS), None
    )
    stop = next((at for at in range(date[1], high) if text.words[at].text in MARKS), None)
    if start is None or stop is None or stop - start - 1 > _TITLE:
        return False
    closes = text.words[start].text in CLOSING_QUOTES - OPENING_QUOTES
    inside = range(start + 1, stop)
    alone = len(inside) == date[1] - date[0]  # 'z datą "1918"'
    capital = alone or any(text.words[at].text[:1].isupper() for at in inside)
    return capital and not closes and not any(is_finite(text, at) for at in inside)


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
        verbs = [at for at in range(*clause) if is_finite(text, at)]
        # "poinformował w piątek tygodnik" tells nothing without what he said.
        tells = any(text.words[at].low_lemma not in reporting() for at in verbs)
        if len(own) < len(others) and tells:
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
    return word.text in _OUTSIDE or small
