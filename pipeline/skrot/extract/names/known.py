"""Names that are known beforehand, in all their case forms: countries, places, institutions.

Territory names are CLDR's, by way of babel; the files in ``data`` add what CLDR lacks. Every name
is given in the nominative and inflected when first needed: with the dictionary, or by the endings
of the language where it does not know the name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from skrot.extract.names.vocabulary import Country, countries, endings, organisations, places, words
from skrot.labels import EntityLabel
from skrot.polish.characters import SURE_APOSTROPHES, VOWELS
from skrot.polish.dictionary import COMMON, GEOGRAPHIC, analyse, generate
from skrot.polish.inflection import all_cases, head_phrases, inflections, realise
from skrot.polish.tags import CASES, slots

# Two-letter territory codes of CLDR that ISO 3166-1 does not give to a country.
_NOT_ISO = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB"})
# An acronym of so many letters, or fewer, is spelt.
_SPELT = 3
# The Arabic article, which is also written apart: "Al Dżazira".
_ARTICLE = "Al-"
# What stands between two names that are one, each in its case.
_JOINT = re.compile("[ -]")
_NOT_PLACES = frozenset({"001", "021", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


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
        for form in _in_apposition(name):
            table.setdefault(form, name)
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


def _in_apposition(name: str) -> Iterator[str]:
    """Give the case forms of two names in a row: "Dziennik Gazeta Prawna", "Saksonia-Anhalt"."""
    for mark in _JOINT.finditer(name):
        parts = name[: mark.start()].split(), name[mark.end() :].split()
        first, second, whole = (
            head_phrases(tuple(words), place=True) for words in (*parts, name.split())
        )
        if mark[0] == " " and (
            any(len(phrase.inflected) == len(phrase.words) for phrase in whole)
            or any(phrase.slot.case == "gen" for phrase in second)
        ):
            continue  # an adjective agrees, or the second depends on the first
        halves = [next((p for p in half if p.slot.case == "nom"), None) for half in (first, second)]
        if any(half is None or len(half.inflected) < len(half.words) for half in halves):
            continue
        for case in CASES:
            forms = [half and realise(half, case) for half in halves]
            if all(forms):
                yield mark[0].join(filter(None, forms))


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
