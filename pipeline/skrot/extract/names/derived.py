"""What points to a known place or institution without its name: adjectives, people, capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from skrot.extract.names.known import Known, case_forms, known_forms
from skrot.extract.names.vocabulary import countries, organisations, places, words
from skrot.polish.dictionary import generate
from skrot.polish.tags import slots


@cache
def derived_forms() -> Mapping[str, Known]:
    """Map every form of an adjective, an inhabitant or a member to what it points to.

    Returns
    -------
    mapping of str to Known
        Adjectives and members in lower case ("japońskiej", "torysów"), inhabitants with a capital
        ("Japończycy").
    """
    from babel import Locale

    table: dict[str, Known] = {}
    for country in countries():
        known = known_forms()[country.name or Locale("pl").territories[country.code]]
        _derive(table, known, country.adjectives, country.inhabitants)
    for place in places():
        _derive(table, known_forms()[place.name], place.adjectives, place.inhabitants)
    for one in organisations():
        _derive(table, known_forms()[one.name], one.adjectives, one.members)
    return table


@cache
def capital_forms() -> Mapping[str, Known]:
    """Map every case form of a capital to its country."""
    table: dict[str, Known] = {}
    states = {known.code: known for known in known_forms().values() if known.code}
    for country in countries():
        if country.capital is not None:
            table |= dict.fromkeys(case_forms([country.capital]), states[country.code])
    return table


def derived_of_acronym(form: str) -> Known | None:
    """Give what an adjective made of an acronym is derived from: "PiS-owskiej"."""
    base, hyphen, ending = form.rpartition("-")
    adjective = hyphen and _adjective_of_acronym().fullmatch(ending)
    return known_forms().get(base) if adjective else None


@cache
def _adjective_of_acronym() -> re.Pattern[str]:
    return re.compile(words().adjective_of_acronym)


def _derive(
    table: dict[str, Known], known: Known, adjectives: Sequence[str], nouns: Sequence[str]
) -> None:
    for lemmas, pos in ((adjectives, "adj"), (nouns, "subst")):
        for lemma in lemmas:
            for form, reading in generate(lemma):
                mine = (reading.lemma, reading.pos) == (lemma, pos)
                if mine and slots(reading.tag) and not form.startswith("naj"):
                    table.setdefault(form, known)
