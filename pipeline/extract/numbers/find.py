"""``find_numbers``: all numbers, quantities, dates and times of a Doc."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from msgspec import structs
from spacy.tokens import Doc

from pipeline.extract.numbers.counted import Reader, reader_for
from pipeline.extract.numbers.lexicon import PhraseTable, literal, load_table
from pipeline.extract.numbers.measures import compounds
from pipeline.extract.numbers.numerals import NumeralTable, load_numerals
from pipeline.extract.numbers.quantities import Expression, parse_quantity
from pipeline.extract.numbers.references import Reference, merge, references_in
from pipeline.extract.numbers.scan import DASHES, Kind, Token, scan
from pipeline.records import Number


def find_numbers(doc: Doc, *, date: datetime.date | None = None) -> list[Number]:
    """Find the numbers, quantities, dates and times in a Doc.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Only its text is needed. Sentence boundaries give the numbers their sentence, lemmas and
        parts of speech improve what is counted (``of``).
    date : datetime.date, optional
        The date of the document, against which relative dates are resolved.

    Returns
    -------
    list of Number
        In order, without overlaps. ``doc`` is empty, ``n`` is the index of the sentence (0 when
        there are no boundaries), offsets are characters of ``doc.text``.
    """
    text = doc.text
    tokens = scan(text)
    references = merge(references_in(text, tokens))
    found = _expressions(text, tokens, references, reader_for(doc), date)
    starts = _sentence_starts(doc)
    return [
        structs.replace(e.number, n=max(bisect_right(starts, e.number.start) - 1, 0)) for e in found
    ]


def _sentence_starts(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [0]
    return [sentence.start_char for sentence in doc.sents]


@lru_cache(maxsize=1)
def _seeds() -> frozenset[str]:
    """Give the words that an expression may begin with; all others are passed over."""
    words = load_numerals()
    return words.starts() | frozenset(words.ordinals) | frozenset(compounds())


@lru_cache(maxsize=1)
def _idioms() -> PhraseTable[str]:
    return literal(load_table("numerals.toml", NumeralTable).idioms["phrases"])


def _expressions(
    text: str,
    tokens: Sequence[Token],
    references: Sequence[Reference],
    read: Reader,
    date: datetime.date | None,
) -> list[Expression]:
    seeds = _seeds()
    blocked = _blocked(tokens, references)
    found: list[Expression] = []
    floor = 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if index in blocked:
            floor = index + 1
            index += 1
            continue
        if token.kind is Kind.WORD and token.low not in seeds:
            index += 1
            continue
        if token.kind is Kind.MARK and token.text not in DASHES and token.text != "+":
            if token.text[0] == "\n":
                floor = index + 1
            index += 1
            continue
        expression = parse_quantity(text, tokens, index, floor, read)
        if expression is None or any(place in blocked for place in range(index, expression.end)):
            index += 1
            continue
        found.append(expression)
        floor = index = expression.end
    return found


def _blocked(tokens: Sequence[Token], references: Sequence[Reference]) -> frozenset[int]:
    """Give the tokens that references cover."""
    covered: set[int] = set()
    place = 0
    for reference in references:
        while place < len(tokens) and tokens[place].end <= reference.start:
            place += 1
        at = place
        while at < len(tokens) and tokens[at].start < reference.end:
            covered.add(at)
            at += 1
    return frozenset(covered)
