"""The data files about names as they are read: countries, places, institutions, words, endings.

What each file holds stands in it; how to add to them is in ``docs/resources.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from skrot.labels import EntityLabel
from skrot.toml import Table, load

Gender = Literal["m", "f", "n"]


class Country(Table, frozen=True):
    """What CLDR lacks about a country."""

    code: str
    name: str | None = None
    capital: str | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()


class Place(Table, frozen=True):
    """A place that is no country: what it is called, and who lives there."""

    name: str
    label: EntityLabel
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()


class Organisation(Table, frozen=True):
    """Names of one well-known institution or company, and what points to it."""

    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class Words(Table, frozen=True):
    """Words inside and around names."""

    particles: frozenset[str]
    articles: frozenset[str]
    foreign_articles: frozenset[str]
    generations: frozenset[str]
    titles_feminine: frozenset[str]
    titles_masculine: frozenset[str]
    families: frozenset[str]
    forms_of_address: frozenset[str]
    company_suffixes: frozenset[str]
    legal_forms: tuple[str, ...]
    heads: frozenset[str]
    small_heads: frozenset[str]
    generic: frozenset[str]
    parts_of_names: frozenset[str]
    connectors: frozenset[str]
    cities: frozenset[str]
    local_heads: frozenset[str]
    not_names: frozenset[str]
    events: tuple[str, ...]
    person_titles: frozenset[str]
    offices: frozenset[str]
    boards: frozenset[str]
    board_members: frozenset[str]
    ministers: frozenset[str]
    regional_offices: frozenset[str]
    org_titles: frozenset[str]
    place_titles: frozenset[str]
    geog_titles: frozenset[str]
    facilities: frozenset[str]
    ship_prefixes: frozenset[str]
    office_complements: frozenset[str]
    listing: frozenset[str]
    joining: frozenset[str]
    linking: frozenset[str]
    purposes: frozenset[str]
    kinds: frozenset[str]
    channels: frozenset[str]
    own_adjectives: frozenset[str]
    named_after: frozenset[str]
    contact: frozenset[str]
    of_the_country: tuple[str, ...]
    clubs: frozenset[str]
    acronym_endings: tuple[str, ...]
    adjective_of_acronym: str
    national: frozenset[str]
    of_states: dict[str, frozenset[str]]
    company_nouns: frozenset[str]
    company_offices: frozenset[str]
    company_verbs: frozenset[str]
    company_words: frozenset[str]
    firms: frozenset[str]
    press: frozenset[str]
    press_frames: frozenset[str]
    press_verbs: frozenset[str]
    called: frozenset[str]
    small_foreign: frozenset[str]
    of_foreign: frozenset[str]
    scopes: frozenset[str]
    documents: frozenset[str]
    happenings: frozenset[str]
    things: frozenset[str]
    products: frozenset[str]
    software: frozenset[str]
    heads_of_state: frozenset[str]
    pronouns: frozenset[str]


class _Countries(Table, frozen=True):
    country: tuple[Country, ...]


class _Places(Table, frozen=True):
    place: tuple[Place, ...]


class Organisations(Table, frozen=True):
    """What a file of institutions has."""

    organisation: tuple[Organisation, ...]


class _Ending(Table, frozen=True):
    """An ending of a form, that of its nominative, and what it says; see the data file."""

    form: str
    nominative: str
    cases: frozenset[str]
    genders: tuple[Gender, ...]
    weight: float
    after: str = ""


class _Nominative(Table, frozen=True):
    last: str
    genders: tuple[Gender, ...]
    cases: frozenset[str]
    weight: float


class Endings(Table, frozen=True):
    """How names that the dictionary does not know inflect."""

    ending: tuple[_Ending, ...]
    nominative: tuple[_Nominative, ...]
    unlikely_nominatives: dict[str, float]
    apostrophe: dict[str, frozenset[str]]
    romance: dict[str, frozenset[str]]
    towns: tuple[str, ...]


class _Cities(Table, frozen=True):
    """Names of cities, parted by blanks: those of the world, and the towns of Poland."""

    home: str
    abroad: str


class _Attested(Table, frozen=True):
    """Surnames and forenames from abroad, and what the former end in, parted by blanks."""

    endings: str
    surnames: str
    masculine: str
    feminine: str


class _Forenames(Table, frozen=True):
    masculine: frozenset[str]
    feminine: frozenset[str]
    rare: frozenset[str]
    diminutives: dict[str, str]


@cache
def countries() -> tuple[Country, ...]:
    """Give what CLDR lacks about countries."""
    return load("skrot.extract.names", "data/countries.toml", _Countries).country


@cache
def organisations() -> tuple[Organisation, ...]:
    """Give the known institutions."""
    return load("skrot.extract.names", "data/organisations.toml", Organisations).organisation


@cache
def words() -> Words:
    """Give the words inside and around names."""
    return load("skrot.extract.names", "data/names.toml", Words)


@cache
def _cities() -> _Cities:
    return load("skrot.extract.names", "data/cities.toml", _Cities)


@cache
def towns() -> Mapping[str, int]:
    """Give the towns of Poland, one word each, and how many are larger."""
    return {name: rank for rank, name in enumerate(_cities().home.split())}


@cache
def cities() -> frozenset[str]:
    """Give the cities, one word each, that the dictionary does not know."""
    return frozenset(_cities().abroad.split())


@cache
def _attested() -> _Attested:
    return load("skrot.extract.names", "data/attested.toml", _Attested)


@cache
def attested() -> frozenset[str]:
    """Give the surnames from abroad, one word each, that the dictionary does not know."""
    return frozenset(_attested().surnames.split())


@cache
def masculine_endings() -> tuple[str, ...]:
    """Give what surnames from abroad end in of which hardly one has an -a behind it."""
    return tuple(_attested().endings.split())


@cache
def places() -> tuple[Place, ...]:
    """Give the known places that are no countries."""
    return load("skrot.extract.names", "data/places.toml", _Places).place


@cache
def endings() -> Endings:
    """Give the endings of names that the dictionary does not know."""
    return load("skrot.extract.names", "data/endings.toml", Endings)


@cache
def _forenames() -> _Forenames:
    return load("skrot.extract.names", "data/forenames.toml", _Forenames)


@cache
def foreign_forenames() -> Mapping[Gender, frozenset[str]]:
    """Give the forenames that the dictionary lacks, by the bearer's sex."""
    found, more = _forenames(), _attested()
    return {
        "m": found.masculine.union(more.masculine.split()),
        "f": found.feminine.union(more.feminine.split()),
        "n": frozenset(),
    }


def diminutives() -> Mapping[str, str]:
    """Map what people are called by those who know them to their forenames."""
    return _forenames().diminutives


def rare_forenames() -> frozenset[str]:
    """Give the forenames of the dictionary that hardly anybody bears."""
    return _forenames().rare
