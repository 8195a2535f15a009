"""The words of the calendar, inflected, and small readers that the date grammar is built of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from skrot.extract.numbers.amounts.numerals import parse_ordinal
from skrot.extract.numbers.amounts.units import unit_table
from skrot.extract.numbers.amounts.words import load_numerals
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tables import (
    PhraseTable,
    forms,
    literal,
    phrase_steps,
    words_of,
)
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.edtf import roman
from skrot.polish.tags import numbers
from skrot.toml import Table, load


class DateTable(Table, frozen=True):
    """The contents of ``dates.toml``."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    short_months: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, int]
    season_forms: dict[str, tuple[str, ...]]
    parts: dict[str, tuple[int, int]]
    part_abbreviations: dict[str, tuple[int, int]]
    days: dict[str, int]
    day_adjectives: dict[str, int]
    weekday_adjectives: dict[str, int]
    month_adjectives: dict[str, int]
    year_adjectives: dict[str, int]
    shifts: dict[str, int]
    year_abbreviations: dict[str, int]
    month_abbreviations_relative: dict[str, int]
    spans: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]


class Calendar(msgspec.Struct, frozen=True):
    """Inflected words with what they mean."""

    months: dict[str, int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    bare_seasons: frozenset[str]
    parts: PhraseTable[tuple[int, int]]
    shifts: dict[str, int]
    loose_shifts: frozenset[str]
    spans: dict[str, int]
    periods: dict[str, str]
    day_adjectives: dict[str, int]
    weekday_adjectives: dict[str, int]
    month_adjectives: dict[str, int]
    year_adjectives: dict[str, int]
    weekends: frozenset[str]
    relative_years: PhraseTable[int]
    relative_months: PhraseTable[int]
    eras: PhraseTable[str]
    centuries: PhraseTable[str]
    hours: PhraseTable[str]
    clock: PhraseTable[str]
    table: DateTable

    def starts(self) -> frozenset[str]:
        """Give the words that a date or time may begin with."""
        single: tuple[frozenset[str] | dict[str, int], ...] = (
            self.months,
            self.weekdays,
            self.seasons,
            self.shifts,
            self.spans,
            self.day_adjectives,
            self.weekday_adjectives,
            self.month_adjectives,
            self.year_adjectives,
            self.weekends,
        )
        short = (self.table.weekday_abbreviations, self.table.month_abbreviations)
        own = {*self.table.days, *grammar().relative.starts}.union(*short)
        tables = (self.relative_years, self.relative_months, self.hours)
        return frozenset(own).union(*single, *(table.starts() for table in tables))


@lru_cache(maxsize=1)
def load_calendar() -> Calendar:
    """Inflect ``dates.toml``; done once."""
    table = load("skrot.extract.numbers", "data/dates.toml", DateTable)
    spans = {
        form: sign
        for side, sign in (("past", -1), ("future", 1))
        for lemma in table.spans[side]
        for form in words_of(lemma, "adj")
    }
    shifts = _adjectives(table.shifts)
    loose = frozenset().union(*(words_of(lemma, "adj") for lemma in grammar().relative.loose))
    parts: PhraseTable[tuple[int, int]] = PhraseTable()
    for lemma, part in table.parts.items():
        parts.add([words_of(lemma, "subst")], part)
    for phrase, part in table.part_abbreviations.items():
        parts.add(phrase_steps(phrase, inflect=False), part)
    excluded = set(table.season_forms["excluded"])
    return Calendar(
        months=_singular(table.months),
        weekdays=_singular(table.weekdays),
        seasons={f: n for f, n in _singular(table.seasons).items() if f not in excluded},
        bare_seasons=frozenset(table.season_forms["bare"]),
        parts=parts,
        shifts=shifts,
        loose_shifts=loose,
        spans=spans,
        periods=_periods(),
        day_adjectives=_adjectives(table.day_adjectives),
        weekday_adjectives=_adjectives(table.weekday_adjectives),
        month_adjectives=_adjectives(table.month_adjectives),
        year_adjectives=_adjectives(table.year_adjectives),
        weekends=frozenset(table.words["weekend"]),
        relative_years=_phrases(table.year_abbreviations),
        relative_months=_phrases(table.month_abbreviations_relative),
        eras=literal(table.words["era"]),
        centuries=literal(table.words["century"]),
        hours=literal(table.words["hour"]),
        clock=literal(table.words["clock"]),
        table=table,
    )


def _adjectives(lemmas: dict[str, int]) -> dict[str, int]:
    return {form: n for lemma, n in lemmas.items() for form in words_of(lemma, "adj", "pact")}


def _singular(lemmas: dict[str, int]) -> dict[str, int]:
    return {
        form: number
        for lemma, number in lemmas.items()
        for form, tag in forms(lemma, "subst")
        if "sg" in numbers(tag)
    }


def _periods() -> dict[str, str]:
    """Give every form of a length of time that a date may be counted in."""
    rows, century = unit_table().duration, grammar().years.century
    return {
        form: row.id
        for row in rows
        for lemma in row.words
        for form in words_of(lemma, "subst")
        if lemma != century
    } | dict.fromkeys(words_of(century, "subst"), "century")


def _phrases(rows: dict[str, int]) -> PhraseTable[int]:
    table: PhraseTable[int] = PhraseTable()
    for phrase, value in rows.items():
        table.add(phrase_steps(phrase, inflect=False), value)
    return table


def ordinal_at(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Read an ordinal of any spelling: "IV", "czwarty", "4.", "4-tego"; value and next index."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind is Kind.NUMBER and token.text.isdigit() and len(token.text) <= 3:
        return int(token.text), ordinal_mark(tokens, index + 1)
    if token.kind is not Kind.WORD:
        return None
    number = roman(token.text)
    if number is not None:
        return number, index + 1
    found = parse_ordinal(tokens, index)
    return None if found is None else found[:2]


def ordinal_mark(tokens: Sequence[Token], index: int) -> int:
    """Step over the mark of an ordinal in figures: a full stop, "-go", "tego"."""
    marks = load_numerals().ordinal_marks
    if index < len(tokens) and tokens[index].glued:
        if tokens[index].text == ".":
            return index + 1
        if tokens[index].low in marks:
            return index + 1
        hyphen = tokens[index].text == "-" and index + 1 < len(tokens)
        if hyphen and tokens[index + 1].low in marks:
            return index + 2
    return index
