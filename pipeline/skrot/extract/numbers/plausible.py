"""Words and figures that only look like numbers: "jeden z", "w połowie", "Boeing 737"."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.extract.numbers.amounts.counted import Counted, is_common
from skrot.extract.numbers.amounts.modifiers import Before
from skrot.extract.numbers.amounts.ranges import Span
from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.characters import LONG_DASHES, OPENING_QUOTES

_STRICT = frozenset({"more_than", "less_than", "at_least", "at_most"})
_BEFORE_SENTENCE = OPENING_QUOTES | LONG_DASHES | frozenset(".!?\n")
_WEB = frozenset({"http", "https", "www"})


def is_number(tokens: Sequence[Token], span: Span, before: Before, noun: Counted | None) -> bool:
    """Whether an amount is meant as a number, by its head, its modifier and what it counts."""
    amount = span.first.amount
    word = tokens[amount.start].low
    if word.startswith(grammar().amounts.half_stem):
        return _is_half(tokens, span, before, noun)
    named = span.second is None and amount.figures and _is_in_name(tokens, span)
    if named or span.head is not None or span.second is not None:
        return not named
    if amount.one:
        return before.modifier in _STRICT and noun is not None
    if noun is not None or before.modifier is not None:
        return True
    # "pół na pół" counts nothing; "pół miliona" is a number with nothing after it.
    if amount.high is None or (word in grammar().amounts.lone_fractions and amount.scale == 1):
        return False
    return not amount.figures or not _is_label(tokens, amount.start, amount.end)


def _is_in_name(tokens: Sequence[Token], span: Span) -> bool:
    """Whether figures stand inside a name: "Nord Stream 2 AG", "Nord Stream 2 W środę …"."""
    start, end = span.first.amount.start, span.first.amount.end
    after = tokens[end] if end < len(tokens) else None
    if end - start > 1 or not tokens[start].text.isdigit() or len(tokens[start].text) > 2:
        return False
    if after is None or after.kind is not Kind.WORD or after.glued or not after.text[0].isupper():
        return False
    head = span.head
    measured = head is not None and not (len(after.text) == 1 and head.kind == "quantity")
    return not measured and _is_designation(tokens, start)


def _is_half(tokens: Sequence[Token], span: Span, before: Before, noun: Counted | None) -> bool:
    """Whether "połowa" is a share, not a point in time or place ("w połowie roku")."""
    if span.head is not None and span.head.kind == "duration":
        return False
    preposition = tokens[before.start - 1].low if before.start > 0 else ""
    if span.head is not None or before.modifier is not None:
        return True
    if preposition == grammar().words.by:
        return True
    if noun is None or noun.lemmas in load_calendar().table.months:
        return False
    return preposition not in grammar().amounts.placing


def _is_label(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether bare figures are the mark of a note or part of a name."""
    if end - start > 1 or not tokens[start].text.isdigit() or len(tokens[start].text) > 4:
        return False
    return _is_footnote(tokens, start, end) or _is_designation(tokens, start)


def _is_footnote(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether small figures stand before a new sentence: a note or a page ("… zł. 5 Por. …")."""
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.kind is not Kind.WORD or after.glued or len(tokens[start].text) > 3:
        return False
    opens = start == 0 or tokens[start - 1].text[0] in ".!?;\n"
    return after.low in _WEB or (opens and after.text.istitle() and is_common(after))


def _is_designation(tokens: Sequence[Token], start: int) -> bool:
    """Whether figures right after a name belong to it ("Boeing 737", "Windows 11")."""
    name = tokens[start - 1] if start > 0 else None
    if name is None or name.kind is not Kind.WORD or name.text.islower() or len(name.text) < 2:
        return False
    opens = start == 1 or tokens[start - 2].text[0] in _BEFORE_SENTENCE
    return not opens or not is_common(name)
