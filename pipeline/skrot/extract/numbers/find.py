"""``find_numbers``: all numbers, quantities, dates and times of a Doc."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from decimal import localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skrot.extract.boundaries import sentence_starts
from skrot.extract.numbers.amounts.counted import Reader, reader_for
from skrot.extract.numbers.amounts.measures import compounds
from skrot.extract.numbers.amounts.words import load_numerals, numeral_table
from skrot.extract.numbers.dates.adjectives import read_adjective
from skrot.extract.numbers.dates.clock import read_time
from skrot.extract.numbers.dates.relative import read_relative
from skrot.extract.numbers.dates.spans import read_date
from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import Dated, Setting, read_century, read_decade, read_year
from skrot.extract.numbers.ordinals import parse_ordinal_expression
from skrot.extract.numbers.quantities import Expression, parse_quantity
from skrot.extract.numbers.references.codes import Reference
from skrot.extract.numbers.references.references import merge, references_in
from skrot.extract.numbers.tables import PhraseTable, literal, phrase_steps
from skrot.extract.numbers.tokens import Kind, Token, scan
from skrot.polish.characters import DASHES
from skrot.polish.edtf import parse
from skrot.records import Number, NumberKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Enough digits for the largest named number with decimals, so that no sum is rounded.
_DIGITS = 100


def find_numbers(doc: Doc, *, date: datetime.date | None = None) -> list[Number]:
    """Find the numbers, quantities, dates and times in a Doc.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        Only its text is needed. Sentence boundaries give the numbers their sentence, lemmas and
        parts of speech improve what is counted (``of``); a surname among its entities is no month.
    date : datetime.date, optional
        The date of the document, against which relative dates are resolved.

    Returns
    -------
    list of Number
        In order, without overlaps. ``doc`` is empty (`skrot.compare` sets it), ``n`` is the index
        of the sentence (0 when there are no boundaries), offsets are characters of ``doc.text``.
    """
    text = doc.text
    tokens = scan(text)
    references = merge(references_in(text, tokens))
    with localcontext(prec=_DIGITS):
        found = _expressions(text, tokens, references, reader_for(doc), date)
    starts = [doc[at].idx for at in sentence_starts(doc)]
    people = (ent[-1].text for ent in doc.ents if ent.label_ == "persName")
    surnames = {word for word in people if word.isalpha() and word.istitle()}
    return [
        replace(e.number, n=max(bisect_right(starts, e.number.start) - 1, 0))
        for e in found
        if e.number.kind != "date" or e.number.text not in surnames  # "Maj odszedł" of Jan Maj
    ]


@lru_cache(maxsize=1)
def _seeds() -> frozenset[str]:
    """Give the words that an expression may begin with; all others are passed over."""
    words = load_numerals()
    numerals = words.starts() | frozenset(words.ordinals) | frozenset(compounds())
    return numerals | load_calendar().starts()


@lru_cache(maxsize=1)
def _idioms() -> PhraseTable[str]:
    rows = numeral_table().idioms
    table = literal(rows["phrases"])
    for phrase in rows["inflected"]:
        table.add(phrase_steps(phrase, inflect=True), phrase)
    return table


def _expressions(
    text: str,
    tokens: Sequence[Token],
    references: Sequence[Reference],
    read: Reader,
    date: datetime.date | None,
) -> list[Expression]:
    """Go through the tokens once; at each seed the first grammar that fits takes its tokens."""
    seeds = _seeds()
    blocked = _blocked(tokens, references)
    setting = Setting(tokens, date, read)
    found: list[Expression] = []
    floor = 0
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if setting.year is not None and _ends_sentence(tokens, index):
            setting = replace(setting, year=None)
        if index in blocked or token.text[0] == "\n":
            index += 1
            floor = index
            continue
        if not _may_begin(token, seeds) or _is_acronym(tokens, index):
            index += 1
            continue
        idiom = _idiom_end(tokens, index, floor)
        if idiom > index:
            floor = index = idiom
            continue
        expression = _expression(text, setting, index, floor)
        if expression is None or any(place in blocked for place in range(index, expression.end)):
            index += 1
            continue
        found.append(expression)
        setting = replace(setting, year=_anchor(expression, setting.year))
        floor = expression.end
        index = expression.resume
    return found


def _anchor(expression: Expression, year: int | None) -> int | None:
    """Give the year that later dates of the sentence without one lie in."""
    moment = parse(expression.number.iso or "") if expression.number.kind == "date" else None
    return year if moment is None or moment.year is None or moment.mark == "?" else moment.year


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sentence ends before a token, as far as its capital and the mark tell."""
    if index == 0:
        return False
    before = tokens[index - 1].text[0]
    return before == "\n" or (before in ".!?" and tokens[index].text[0].isupper())


def _may_begin(token: Token, seeds: frozenset[str]) -> bool:
    if token.kind is Kind.WORD:
        return token.low in seeds or not token.text.strip("IVX")
    return token.kind is not Kind.MARK or token.text in DASHES or token.text == "+"


def _is_acronym(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word in capitals is part of a name and no numeral: "ZER MSWiA"."""
    token = tokens[index]
    if token.kind is not Kind.WORD or not token.text.isupper() or not token.text.strip("IVX"):
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and sum(map(str.isupper, after.text)) > 1 and not after.text.isupper()


def _idiom_end(tokens: Sequence[Token], index: int, floor: int) -> int:
    """Step over a set phrase that the token is part of ("po pierwsze")."""
    if tokens[index].kind is not Kind.WORD:
        return index
    for start in range(index, max(index - 3, floor - 1), -1):
        found = _idioms().match(tokens, start)
        if found is not None and found[1] > index:
            return found[1]
    return index


def _expression(text: str, setting: Setting, index: int, floor: int) -> Expression | None:
    dated = _dated(text, setting, index)
    if dated is not None and dated.start >= floor:
        return dated
    ordinal = parse_ordinal_expression(text, setting, index)
    if ordinal is not None:
        return ordinal
    return parse_quantity(text, setting.tokens, index, floor, setting.read)


def _dated(text: str, setting: Setting, index: int) -> Expression | None:
    if setting.tokens[index].kind is Kind.MARK:
        return None
    for read in (read_date, read_century, read_decade, read_year, read_adjective, read_relative):
        found = read(setting, index)
        if found is not None:
            return _record(text, setting.tokens, found, "date_range" if found.span else "date")
    time = read_time(setting, index)
    return None if time is None else _record(text, setting.tokens, time, "time")


def _record(text: str, tokens: Sequence[Token], dated: Dated, kind: NumberKind) -> Expression:
    start, end = tokens[dated.start].start, tokens[dated.end - 1].end
    number = Number("", 0, start, end, text[start:end], kind, iso=dated.iso, reason=dated.reason)
    return Expression(number, dated.start, dated.end, dated.end)


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
