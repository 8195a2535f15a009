"""Times that a text tells by one that it has named: "rok później", "po tym czasie"."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from skrot.extract.quotes.text import QuoteText, Range, end_of, feature
from skrot.extract.timeline.bounds import after
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.polish.edtf import Moment, away, parse
from skrot.records import Number

# How many sentences before the time may have been named.
_CLOSE = 1
_SINGULAR = {"", "Sing"}


class When(NamedTuple):
    """The words that tell a time, what they say as EDTF, and why that is all."""

    date: Range
    iso: str | None
    reason: str | None = None


def following(text: QuoteText, known: Sequence[When], numbers: Sequence[Number]) -> Iterator[When]:
    """Read times that go by another: an amount later or earlier, and what comes after one.

    Parameters
    ----------
    text
        The document.
    known
        The times that are told by themselves, in order.
    numbers
        The numbers of the document: amounts of time among them.
    """
    durations = {number.end: number for number in numbers if number.kind == "duration"}
    words = vocabulary().inherited
    openers = {phrase.split()[0] for phrase in words.after}
    for at, word in enumerate(text.words):
        sign = 1 if word.lower in words.later else -1 if word.lower in words.earlier else 0
        if sign and at:
            amount = _amount(text, at, durations)
            before = _before(known, at)
            if amount is not None and before is not None:
                moved = _moved(text, before, at, amount, sign)
                if moved is not None:
                    yield When((at - 1, at + 1), moved)
        if word.lower not in openers:
            continue
        size = next((n for n in (3, 2) if _phrase(text, at, n) in words.after), 0)
        before = _before(known, at) if size else None
        if before is not None and before.iso is not None and _distance(text, before, at) <= _CLOSE:
            found = after(before.iso)
            if found is not None:
                yield When((at, at + size), found)


def _phrase(text: QuoteText, at: int, size: int) -> str:
    return " ".join(word.lower for word in text.words[at : at + size])


def _before(known: Sequence[When], at: int) -> When | None:
    return next((when for when in reversed(known) if when.date[0] < at), None)


def _distance(text: QuoteText, when: When, at: int) -> int:
    return text.sentence_of[at] - text.sentence_of[when.date[0]]


def _amount(text: QuoteText, at: int, durations: dict[int, Number]) -> tuple[Decimal, str] | None:
    """Read how much later: "dwa lata później", "rok później"; not "kilka dni później"."""
    word = text.words[at - 1]
    number = durations.get(end_of(word))
    if number is not None:
        exact = number.value is not None and number.unit is not None
        return (number.value or Decimal(), number.unit or "") if exact else None
    unit = vocabulary().inherited.units.get(word.low_lemma)
    single = feature(word, "Number") in _SINGULAR
    return None if unit is None or not single else (Decimal(1), unit)


def _moved(
    text: QuoteText, when: When, at: int, amount: tuple[Decimal, str], sign: int
) -> str | None:
    """Move a time by an amount, as exact as both are; smaller units only from close by."""
    moment = parse(when.iso or "")
    if moment is None or moment.year is None or moment.part is not None:
        return None
    size, unit = amount
    if unit == "year":
        return Moment(moment.year + sign * int(size)).edtf() if size == int(size) else None
    if _distance(text, when, at) > _CLOSE or moment.month is None:
        return None
    if unit != "month" and moment.day is None:
        return None
    day = datetime.date(moment.year, moment.month, moment.day or 1)
    moved = away(day, size, unit, sign)
    return None if moved is None else moved.edtf()
