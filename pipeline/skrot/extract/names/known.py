"""What is known about names beforehand: countries, institutions, words around names.

Territory names are CLDR's, by way of babel; the files in ``data/entities`` add what CLDR lacks.
Every name is given in the nominative and inflected with the dictionary when first needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from skrot.labels import EntityLabel
from skrot.polish.dictionary import generate
from skrot.polish.inflection import inflections
from skrot.polish.tags import slots
from skrot.toml import Table, load

# Two-letter territory codes of CLDR that ISO 3166-1 does not give to a country.
_NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB"})
_NOT_PLACES = frozenset({"001", "021", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


class Country(Table, frozen=True):
    """What CLDR lacks about a country."""

    code: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()


class Organisation(Table, frozen=True):
    """Names of one well-known institution."""

    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...] = ()


class Words(Table, frozen=True):
    """Words inside and around names."""

    particles: frozenset[str]
    titles_feminine: frozenset[str]
    titles_masculine: frozenset[str]
    forms_of_address: frozenset[str]
    company_suffixes: frozenset[str]
    heads: frozenset[str]
    generic: frozenset[str]
    parts_of_names: frozenset[str]
    connectors: frozenset[str]
    cities: frozenset[str]
    local_heads: frozenset[str]
    not_names: frozenset[str]
    person_titles: frozenset[str]
    offices: frozenset[str]
    ministers: frozenset[str]
    regional_offices: frozenset[str]
    org_titles: frozenset[str]
    place_titles: frozenset[str]
    geog_titles: frozenset[str]
    ship_prefixes: frozenset[str]
    office_complements: frozenset[str]
    listing: frozenset[str]
    joining: frozenset[str]
    linking: frozenset[str]
    contact: frozenset[str]
    of_the_country: tuple[str, ...]
    acronym_endings: tuple[str, ...]


class _Countries(Table, frozen=True):
    country: tuple[Country, ...]


class _Organisations(Table, frozen=True):
    organisation: tuple[Organisation, ...]


class Known(NamedTuple):
    """An entity that is known beforehand, and the alias a form stands for."""

    name: str
    label: EntityLabel
    code: str | None
    alias: str


@cache
def _countries() -> tuple[Country, ...]:
    return load("skrot.extract.names", "data/countries.toml", _Countries).country


@cache
def _organisations() -> tuple[Organisation, ...]:
    return load("skrot.extract.names", "data/organisations.toml", _Organisations).organisation


@cache
def words() -> Words:
    """Give the words inside and around names."""
    return load("skrot.extract.names", "data/names.toml", Words)


@cache
def known_forms() -> Mapping[str, Known]:
    """Map every case form of a known country, region or institution to it.

    Returns
    -------
    mapping of str to Known
        The key is the form as written in running text, its words joined by one space.
    """
    from babel import Locale

    table: dict[str, Known] = {}
    extra = {country.code: country for country in _countries()}
    for code, cldr_name in sorted(Locale("pl").territories.items()):
        if code in _NOT_PLACES:
            continue
        country = extra.get(code, Country(code))
        name = country.name or cldr_name
        iso = code if len(code) == 2 and code not in _NOT_ISO else None
        label: EntityLabel = "placeName" if iso else "geogName"
        for form, alias in inflections([name, *country.aliases]).items():
            table.setdefault(form, Known(name, label, iso, alias))
    for organisation in _organisations():
        names = [organisation.name, *organisation.aliases]
        for form, alias in inflections(names).items():
            table.setdefault(form, Known(organisation.name, "orgName", None, alias))
    return table


@cache
def derived_forms() -> Mapping[str, Known]:
    """Map every form of an adjective or inhabitant to the country or institution.

    Returns
    -------
    mapping of str to Known
        Adjectives in lower case ("japońskiej"), inhabitants with a capital ("Japończycy").
    """
    from babel import Locale

    table: dict[str, Known] = {}
    for country in _countries():
        known = known_forms()[country.name or Locale("pl").territories[country.code]]
        for lemma in country.adjectives:
            _add(table, lemma, "adj", known)
        for lemma in country.inhabitants:
            _add(table, lemma, "subst", known)
    for organisation in _organisations():
        for lemma in organisation.adjectives:
            _add(table, lemma, "adj", known_forms()[organisation.name])
    return table


def _add(table: dict[str, Known], lemma: str, pos: str, known: Known) -> None:
    for form, reading in generate(lemma):
        if reading.lemma != lemma or reading.pos != pos:
            continue
        cells = slots(reading.tag)
        if cells and not form.startswith("naj"):
            table.setdefault(form, known)
