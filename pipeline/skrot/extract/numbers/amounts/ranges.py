"""Ranges, alternatives and changes: two measures that form one statement."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from skrot.extract.numbers.amounts.measures import Measure, parse_measure
from skrot.extract.numbers.amounts.modifiers import Direction, after_modifier, context_table
from skrot.extract.numbers.amounts.units import Head, head_at
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.characters import DASHES


class Span(msgspec.Struct, frozen=True):
    """One or two measures that form one statement, with what opens them."""

    first: Measure
    second: Measure | None
    start: int
    end: int
    opener: str | None = None
    connector: str | None = None

    @property
    def head(self) -> Head | None:
        """What both measure."""
        return self.second.head if self.second is not None else self.first.head


def extend(tokens: Sequence[Token], first: Measure, floor: int) -> Span:
    """Join a second measure: "1,2–1,5 mln", "od 5 do 10", "z 25 do 15 proc.", "dwa lub trzy"."""
    opener = _opener(tokens, first.start, floor)
    lone = Span(first, None, first.start, first.end)
    place = _second_place(tokens, first.end, opener)
    if place is None:
        return lone
    second = parse_measure(tokens, place)
    if second is None or second.amount.one or not _compatible(first, second):
        return lone
    listed = tokens[first.end].text == "," and not _neighbours(first, second)
    if listed or _labels(tokens, first, second):
        return lone
    first, second = _share(first, second)
    if not _ordered(first, second) and opener not in grammar().words.out_of:
        return lone
    connector = tokens[first.end].low
    start = first.start
    if not _opens(opener) or connector in DASHES:
        return Span(first, second, start, second.end, None, connector)
    start -= 1 if tokens[start - 1].low == opener else 2
    return Span(first, second, start, second.end, opener, connector)


def sharing(tokens: Sequence[Token], span: Span) -> Span:
    """Give bare figures the unit of the next ones: "odpowiednio 99,6 i 99,1 proc.", or "lat 13"."""
    first = span.first
    if span.second is not None or first.head is not None or not first.amount.figures:
        return span
    words = grammar().amounts
    if first.end < len(tokens) and tokens[first.end].low in words.joined:
        second = parse_measure(tokens, first.end + 1) if first.end + 1 < len(tokens) else None
        if second is not None and second.head is not None and second.amount.figures:
            return replace(span, first=replace(_share(first, second)[0], head=second.head))
    before = first.start - 1
    inverted = before >= 0 and tokens[before].low in words.inverted
    found = head_at(tokens, before) if inverted else None
    if found is None or (before > 0 and tokens[before - 1].kind is Kind.NUMBER):
        return span
    if first.end < len(tokens) and tokens[first.end].glued and tokens[first.end].text in DASHES:
        return span  # "lat 70-tych"
    return replace(span, first=replace(first, head=found[0], start=before), start=before)


def _second_place(tokens: Sequence[Token], index: int, opener: str | None) -> int | None:
    """Give where the second measure begins after a connector, None when nothing connects."""
    place = index + 1
    if place >= len(tokens):
        return None
    connector = tokens[index]
    if connector.text in DASHES:
        # "1457 -44" is a row of a table with a negative number.
        signed = connector.text == "-" and not connector.glued and tokens[place].glued
        connected = not signed
    else:
        connected = connector.text == "," or _connects(connector.low, opener)
    place = after_modifier(tokens, place)
    if not connected or place >= len(tokens):
        return None
    negative = tokens[place].text in DASHES and place + 1 < len(tokens) and tokens[place + 1].glued
    return place if negative or tokens[place].kind in (Kind.NUMBER, Kind.WORD) else None


def _neighbours(first: Measure, second: Measure) -> bool:
    """Whether two numerals in words next to each other mean "about": "dwa, trzy miesiące"."""
    low, high = first.amount, second.amount
    if low.figures or high.figures or first.head is not None or not (low.exact and high.exact):
        return False
    step = 1 if low.low < 10 else 10 if low.low < 100 else 100
    return low.low >= 2 and high.low == low.low + step


def _labels(tokens: Sequence[Token], first: Measure, second: Measure) -> bool:
    """Whether a bare year with a spaced dash says what the amount is of: "2025 – 5.212.838 zł"."""
    if first.end - first.start != 1 or second.amount.start >= len(tokens):
        return False
    year, dash, figures = tokens[first.start], tokens[first.end], tokens[second.amount.start]
    if (
        dash.text not in DASHES
        or dash.glued
        or not _is_year(year.text)
        or figures.kind is not Kind.NUMBER
    ):
        return False
    if len(figures.text) > 3 and figures.text.isdigit() and second.amount.scale == 1:
        # "2000 – 2500 zł" is a range of prices, unless "w" makes the first a time.
        return (
            second.head is not None
            and first.start > 0
            and tokens[first.start - 1].low == grammar().words.at
        )
    return second.head is not None or second.amount.scale > 1 or not figures.text.isdigit()


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in {"19", "20"}


def _opener(tokens: Sequence[Token], index: int, floor: int) -> str | None:
    """Give the preposition that may open a range, also in "z poziomu 174 litrów do 281"."""
    if index <= floor:
        return None
    word = tokens[index - 1].low
    if word in context_table().levels and index - 1 > floor:
        return tokens[index - 2].low
    return word


def _opens(word: str | None) -> bool:
    words = grammar().words
    return word in words.out_of | words.between | {words.since}


def _connects(word: str, opener: str | None) -> bool:
    words, amounts = grammar().words, grammar().amounts
    if opener in words.between:
        return word in amounts.after_between
    if opener in words.out_of:
        return word in amounts.after_out_of
    return word in amounts.alternatives


def _compatible(first: Measure, second: Measure) -> bool:
    if first.head is None or second.head is None:
        return first.head is None
    return first.head.same(second.head)


def _ordered(first: Measure, second: Measure) -> bool:
    low, high = first.amount.low, second.amount.high
    if high is not None and low < 0 and high < 0:
        return low != high  # colder or deeper: "od -20 do nawet -25 stopni"
    return high is None or low < high


def _share(first: Measure, second: Measure) -> tuple[Measure, Measure]:
    """Let a bare first amount take the scale of the second: "1,2–1,5 mln"."""
    if first.amount.scale != 1 or second.amount.scale == 1 or first.head is not None:
        return first, second
    shared = first.amount.scaled(second.amount.scale)
    if second.amount.high is not None and shared.low > second.amount.high:
        falling = first.amount.low > second.amount.low / second.amount.scale
        if not falling or first.amount.low >= 100:
            return first, second
    return replace(first, amount=shared), second


def bounds(span: Span) -> tuple[Decimal, Decimal | None]:
    """Give the lowest and the highest value, in the unit of the head."""
    factor = Decimal(1) if span.head is None else span.head.factor
    low, high = span.first.amount.low, span.first.amount.high
    if span.second is not None:
        other = span.second.amount
        low = min(low, other.low)
        high = None if high is None or other.high is None else max(high, other.high)
    return low * factor, None if high is None else high * factor


def direction(span: Span) -> Direction | None:
    """Tell which way a change from one value to another goes; None for anything else."""
    if span.second is None or span.opener not in grammar().words.out_of:
        return None
    return "up" if span.second.amount.low >= span.first.amount.low else "down"
