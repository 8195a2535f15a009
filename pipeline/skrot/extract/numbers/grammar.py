"""The function words and fixed forms that the grammars of numbers and dates look for."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load

Forms = frozenset[str]


class Words(Table, frozen=True):
    """Prepositions and conjunctions by what they say."""

    by: str
    at: str
    to: str
    since: str
    each: str
    before: str
    ahead: str
    ago: str
    together: str
    out_of: Forms
    between: Forms


class Amounts(Table, frozen=True):
    """Words in and around amounts."""

    decimal_comma: str
    percent: str
    times: Forms
    before_hundredths: Forms
    below: str
    above: str
    zero: str
    feminine_one: Forms
    half_stem: str
    half: str
    lone_fractions: Forms
    after_between: Forms
    after_out_of: Forms
    alternatives: Forms
    placing: Forms
    compared: Forms
    golden: str
    renewed: str
    joined: Forms
    inverted: Forms
    infinitive_endings: tuple[str, ...]


class Ordinals(Table, frozen=True):
    """Words before ordinals."""

    recurring: str
    leading: Forms


class Years(Table, frozen=True):
    """Words around years, decades and centuries."""

    forms: Forms
    bare_forms: Forms
    genitive: str
    abbreviation: str
    of_life: str
    measuring: Forms
    leading: Forms
    out: str
    span_openers: Forms
    span_joiners: Forms
    before_second: Forms
    list_joiners: Forms
    amount_joiners: Forms
    decade_nouns: Forms
    span_nouns: Forms
    decade_joiners: Forms
    century: str
    century_genitives: Forms
    last: Forms
    century_joiners: Forms
    turn_stem: str


class Days(Table, frozen=True):
    """Words around days, months and seasons."""

    genitive: str
    forms: Forms
    nominative: str
    before_date: Forms
    list_joiners: Forms
    span_joiners: Forms
    span_openers: Forms
    after_opener: Forms
    between_openers: Forms
    between_joiners: Forms
    before_second: Forms
    any_year: Forms
    season_openers: Forms


class Clock(Table, frozen=True):
    """Words around times of day."""

    named: dict[str, str]
    before_hour: Forms
    minutes: Forms
    afternoon: Forms
    night: Forms


class Relative(Table, frozen=True):
    """Words of dates that are relative to the document's."""

    same: Forms
    loose: Forms
    loose_openers: Forms
    enumerating: Forms
    half_year_stem: str
    last_stem: str
    plurals: Forms
    instrumentals: Forms
    starts: Forms


class Grammar(Table, frozen=True):
    """What ``grammar.toml`` holds; the comments there say what each list means."""

    words: Words
    amounts: Amounts
    ordinals: Ordinals
    years: Years
    days: Days
    clock: Clock
    relative: Relative


@cache
def grammar() -> Grammar:
    """Give the words."""
    return load("skrot.extract.numbers", "data/grammar.toml", Grammar)
