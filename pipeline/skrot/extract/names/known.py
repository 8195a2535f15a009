"""What is known about names beforehand: countries, places, institutions, words around names.

Territory names are CLDR's, by way of babel; the files in ``data`` add what CLDR lacks. Every name
is given in the nominative and inflected when first needed: with the dictionary, or by the endings
of the language where it does not know the name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from skrot.labels import EntityLabel
from skrot.polish.characters import SURE_APOSTROPHES, VOWELS
from skrot.polish.dictionary import COMMON, GEOGRAPHIC, analyse, generate
from skrot.polish.inflection import all_cases, head_phrases, inflections
from skrot.polish.tags import slots
from skrot.toml import Table, load

Gender = Literal["m", "f", "n"]

# Two-letter territory codes of CLDR that ISO 3166-1 does not give to a country.
_NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB"})
# An acronym of so many letters, or fewer, is spelt.
_SPELT = 3
# The Arabic article, which is also written apart: "Al Dżazira".
_ARTICLE = "Al-"
_NOT_PLACES = frozenset({"001", "021", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


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


class Known(NamedTuple):
    """An entity that is known beforehand, and the alias a form stands for.

    ``short`` tells that the form means it only where the text has no longer name that it shortens.
    """

    name: str
    label: EntityLabel
    code: str | None
    alias: str
    short: bool = False


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


@cache
def event_forms() -> frozenset[str]:
    """Give the case forms of names of events, in lower case: none of the labels is theirs."""
    return frozenset(form.casefold() for form in case_forms(words().events))


@cache
def begins() -> Mapping[str, frozenset[str]]:
    """Map a known institution to the words, without letter case, that its long names begin with."""
    return {
        one.name: frozenset(
            name.casefold().partition(" ")[0] for name in (one.name, *one.aliases) if " " in name
        )
        for one in organisations()
    }


@cache
def known_forms() -> Mapping[str, Known]:
    """Map every case form of a known country, place or institution to it.

    Returns
    -------
    mapping of str to Known
        The key is the form as written in running text, its words joined by one space.
    """
    from babel import Locale

    table: dict[str, Known] = {}
    territories = Locale("pl").territories
    extra = {country.code: country for country in countries()}
    for place in places():
        enter(table, Known(place.name, place.label, None, ""), place.aliases, place.short)
    for code, cldr_name in sorted(territories.items()):
        if code in _NOT_PLACES:
            continue
        country = extra.get(code, Country(code))
        name = country.name or cldr_name
        iso = code if len(code) == 2 and code not in _NOT_ISO else None
        label: EntityLabel = "placeName" if iso else "geogName"
        own: dict[str, Known] = {}
        enter(own, Known(name, label, iso, ""), country.aliases, country.short)
        people = _forms_of_people(name, country.inhabitants)
        table = {form: one for form, one in own.items() if form not in people} | table
    for one in organisations():
        enter(table, Known(one.name, "orgName", None, ""), one.aliases, one.short)
    return table


def _forms_of_people(name: str, inhabitants: Sequence[str]) -> set[str]:
    """Give the forms of inhabitants that their country does not need: "Niemców", "Węgrach"."""
    people = {cell for one in inhabitants for cell in _cells(one, COMMON)}
    own = _cells(name, GEOGRAPHIC)
    better = {case for case, _ in own - people}
    needed = {form for case, form in own if (case, form) not in people or case not in better}
    return {form for _, form in people} - needed


def _cells(lemma: str, kind: str) -> set[tuple[str, str]]:
    found = (pair for pair in generate(lemma) if pair[1].lemma == lemma and kind in pair[1].names)
    return {(cell.case, form) for form, reading in found for cell in slots(reading.tag)}


def enter(
    table: dict[str, Known], known: Known, aliases: tuple[str, ...], short: tuple[str, ...]
) -> None:
    """Enter the forms of an entity; of two entities with one form the first entered has it."""
    for form, alias in case_forms([known.name, *aliases]).items():
        table.setdefault(form, known._replace(alias=alias))
    for form, alias in case_forms(short).items():
        table.setdefault(form, known._replace(alias=alias, short=True))


def case_forms(names: Sequence[str]) -> dict[str, str]:
    """Map the case forms of names to them; the last word of a foreign name inflects."""
    table = inflections(names)
    for name in names:
        first, _, last = name.rpartition(" ")
        if name.isupper() and name.endswith("A") and len(name) > _SPELT:
            # Read as a word: "UEFY".
            table |= {name[:-1] + ending: name for ending in ("Y", "Ę", "Ą", "IE")}
        if last.isupper() or head_phrases(tuple(name.split()), place=True):
            continue
        for form in all_cases((last,)) if analyse(last) else declined(last):
            table.setdefault(f"{first} {form}".strip(), name)
    for form, name in list(table.items()):
        if form.startswith(_ARTICLE):
            table.setdefault(form.replace("-", " ", 1), name)
    return table


def follows(stem: str, after: str) -> bool:
    """Tell whether an ending can follow a stem; a foreign letter is what it looks like."""
    return not after or stem[-1] in after or unicodedata.normalize("NFKD", stem[-1])[0] in after


def declined(word: str) -> set[str]:
    """Give the case forms that a name unknown to the dictionary may have, by its ending."""
    found = {word}
    for rule in endings().ending:
        stem = word[: len(word) - len(rule.nominative)]
        if word.endswith(rule.nominative) and len(stem) > 1:
            found |= {stem + rule.form} if follows(stem, rule.after) else set()
    if word[-1] in VOWELS - {"a"}:
        found |= {word + mark + end for mark in SURE_APOSTROPHES for end in endings().apostrophe}
    return found
