"""Whether a date is that of the predicate, or only of something inside a phrase beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.text import QuoteText, Range
from skrot.extract.timeline.modality import clause_of, participle_of
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.records import TimelineKind


class _Place(NamedTuple):
    """The word that a date goes with, and the predicate above it, which may be the same."""

    word: int
    predicate: int


def is_of_another(text: QuoteText, dates: Sequence[Range], place: int, kind: TimelineKind) -> bool:
    """Tell whether the tree ties a date to something else than what the statement tells.

    Parameters
    ----------
    text
        The document.
    dates
        The words of all dates, in order.
    place
        Which of them is asked about.
    kind
        A plan may be what is told of: "w maju zapowiedział otwarcie w 2027 r.".

    Returns
    -------
    bool
        True in "największy protest od przekazania miasta w 1997 r.", where the date is of what has
        been since, and in "wczoraj obiegło sieć zdjęcie z lat 70.", where the predicate has a date
        of its own; False where no parser has been.
    """
    # "ma mówić we wtorek o uzgodnionym w maju pakcie"
    if not text.parsed or participle_of(text, dates[place]) is not None:
        return False
    own = _place(text, dates, dates[place])
    if own is None or own.word == own.predicate:
        return False
    # A verb in the very clause of the date is told of, whatever the tree has made of it.
    if any(_tells(text, at, own.predicate) for at in range(*clause_of(text, dates[place]))):
        return False
    beside = kind == "fact" and _is_inside(text, own.word, dates[place])
    return _is_since(text, own.word) or (beside and _is_dated(text, dates, place, own))


def _tells(text: QuoteText, at: int, predicate: int) -> bool:
    """Tell whether a word is a verb of its own, neither the predicate nor its auxiliary."""
    helps = text.words[at].pos == "AUX" and text.heads[at] == predicate
    return is_finite(text, at) and at != predicate and not helps


def from_date(text: QuoteText, dates: Sequence[Range], date: Range) -> list[int]:
    """Give what a date goes with and all above that, without nouns of time and other dates."""
    units = vocabulary().inherited.units
    sides = vocabulary().bounds.end | vocabulary().bounds.between
    first, end = text.sentence(date[0])
    inside = {at for one in dates if first <= one[0] < end for at in range(*one)}
    return [
        at
        for at in _from(text, date)
        if at not in inside and text.words[at].low_lemma not in sides | units.keys()
    ]


def is_adjective(text: QuoteText, date: Range) -> bool:
    """Tell whether a date is an adjective: "piątkowy"."""
    single = date[1] - date[0] == 1 and text.words[date[0]].text.isalpha()
    return single and text.words[date[0]].pos == "ADJ"


def _place(text: QuoteText, dates: Sequence[Range], date: Range) -> _Place | None:
    """Find what a date goes with, over nouns of time and over other dates ("w piątek 3 maja")."""
    names = from_date(text, dates, date)
    if not names:
        return None
    predicate = next((at for at in names if is_finite(text, at)), names[-1])
    return _Place(names[0], predicate)


def _from(text: QuoteText, date: Range) -> Iterator[int]:
    """Go up from the word of a date that depends on none of the others."""
    top = next((at for at in range(*date) if not date[0] <= text.heads[at] < date[1]), date[0])
    return text.above(top)


def _is_inside(text: QuoteText, word: int, date: Range) -> bool:
    """Tell whether a date stands in the phrase of a word: behind it, or as its adjective.

    In "w 2008 r. było to 5 mln zł, a w 2011 r. 7 mln zł" the date before the amount is of the verb.
    """
    return word < date[0] or is_adjective(text, date)


def _is_since(text: QuoteText, noun: int) -> bool:
    """Tell whether a noun is what has been before: "od upadku", "od czasu przekazania miasta"."""
    first, bounds = text.sentence(noun)[0], vocabulary().bounds
    before = noun - 1
    while before > first and text.words[before].low_lemma in bounds.moment:
        before -= 1
    return any(
        (at == before or text.heads[at] == noun) and text.words[at].lower in bounds.since
        for at in range(first, noun)
    )


def _is_dated(text: QuoteText, dates: Sequence[Range], place: int, own: _Place) -> bool:
    """Tell whether the predicate has another date, which goes with it and nothing between."""
    sentence = text.sentence_of[dates[place][0]]
    for at, date in enumerate(dates):
        if at != place and text.sentence_of[date[0]] == sentence:
            other = _place(text, dates, date)
            if other is not None and other.word == other.predicate == own.predicate:
                return True
    return False
