"""Codes: figures glued to letters, and the marks of notes glued to words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from skrot.extract.numbers.amounts.units import head_table
from skrot.extract.numbers.amounts.words import load_numerals
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind, Token

ReferenceKind = Literal["web", "phone", "code", "law", "place", "list", "address", "formula"]


class Reference(msgspec.Struct, frozen=True):
    """``text[start:end]`` holds figures that are no quantity."""

    start: int
    end: int
    kind: ReferenceKind


def find_codes(tokens: Sequence[Token]) -> Iterator[Reference]:
    """Find figures glued to letters: F-35, G7, COVID-19, BM-II.059.1.80.2026, 44l."""
    index = 0
    while index < len(tokens):
        if tokens[index].kind is not Kind.NUMBER:
            index += 1
            continue
        note = _footnote(tokens, index)
        if note is not None:
            if note:
                yield Reference(tokens[index].start, tokens[index].end, "list")
            index += 1
            continue
        first = _glued_left(tokens, index)
        last = _glued_right(tokens, index)
        if first < index or last > index:
            yield Reference(tokens[first].start, tokens[last].end, "code")
        index = last + 1


def _footnote(tokens: Sequence[Token], index: int) -> bool | None:
    """Tell a footnote mark ("12,72 kW8", "napędowych6") from a power ("500 m3").

    Returns
    -------
    bool or None
        True for a footnote, False for a power, None when the figure is glued to nothing or to a
        code.
    """
    if index == 0 or not tokens[index].glued or tokens[index - 1].kind is not Kind.WORD:
        return None
    found = head_table().match(tokens, index - 1)
    if found is not None and found[1] > index:
        return False
    word = tokens[index - 1].text
    unit = found is not None and index > 1 and tokens[index - 2].kind is Kind.NUMBER
    return True if unit or (word.islower() and tokens[index].text.isdigit()) else None


def _glued_left(tokens: Sequence[Token], index: int) -> int:
    """Give the first token of the code that the figures end, or the index itself."""
    first = index
    while first > 0 and tokens[first].glued and index - first < 12:
        before = tokens[first - 1]
        if (
            before.kind is Kind.WORD
            or (before.kind is Kind.NUMBER and first < index)
            or (before.text in ".-/" and first > 1 and before.glued and _joins(tokens, first))
        ):
            first -= 1
        else:
            break
    letters = [t for t in tokens[first:index] if t.kind is Kind.WORD]
    if not letters:
        return index
    if tokens[index - 1].text == "/" and head_table().match(tokens, index - 2):
        return index
    word = letters[-1].text
    if word.islower() and (tokens[index - 1].text in "./" or len(word) > 3):
        # "1 stycznia-30 czerwca" is a span, "r.2025" an abbreviation and a year.
        return index
    return first


def _joins(tokens: Sequence[Token], first: int) -> bool:
    """Whether the mark before a token joins it to letters or figures on its left."""
    left = tokens[first - 2]
    if left.kind is Kind.WORD:
        return tokens[first - 1].text != "." or left.text[-1].isupper() or len(left.text) == 1
    return left.kind is Kind.NUMBER and tokens[first].kind is not Kind.NUMBER


def _glued_right(tokens: Sequence[Token], index: int) -> int:
    """Give the last token of the code that the figures begin, or the index itself."""
    after = index + 1
    if after >= len(tokens) or not tokens[after].glued:
        return index
    if tokens[after].text == "-" and after + 1 < len(tokens) and tokens[after + 1].glued:
        word = tokens[after + 1]
        return after + 1 if word.kind is Kind.WORD and word.text.isupper() else index
    word = tokens[after]
    if word.kind is not Kind.WORD:
        return index
    known = (
        word.low in load_numerals().scales
        or word.low in load_numerals().ordinal_marks
        or word.low == grammar().years.abbreviation
        or len(word.text) > 3
        or head_table().match(tokens, after) is not None
    )
    return index if known else after
