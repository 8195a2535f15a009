"""Nominatives of single words of names: by the dictionary, else by the endings of the language.

A candidate is a nominative that a form may belong to, with the cases and the gender it then has. A
foreign name unknown to the dictionary has several ("Ishiby": Ishiba in the genitive, or Ishiby,
which does not inflect); other mentions decide, see :mod:`skrot.extract.names.people`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from skrot.extract.names.known import follows
from skrot.extract.names.vocabulary import (
    Gender,
    attested,
    endings,
    foreign_forenames,
    masculine_endings,
    rare_forenames,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.characters import APOSTROPHES, UPPER
from skrot.polish.dictionary import FORENAME, SURNAME, Reading, analyse
from skrot.polish.tags import CASES, slots

Role = Literal["forename", "surname", "other"]

_STILL = 0.4
# How much rarer still an ending is that a nominative hardly has, where a name stands still.
_EVEN = 0.7
_SEVERAL = 0.5
# How likely a forename is that hardly anybody bears, beside one with the same form.
_RARE = 0.2
# By how much a nominative is likelier that a surname somewhere: fitted on KPWr (train).
_ATTESTED = 5.0
# How likely a name in -a is whose ending hardly any has, and one without it: "Johansona".
_FEMININE = 0.15
_MASCULINE = 0.95
# How likely a common noun is a name, and one for a man: "Dalajlamie".
_COMMON = 0.3
_HUMAN = 0.65
# A forename from abroad comes after one of the dictionary.
_FOREIGN = 0.95
_ALL_CASES = frozenset(CASES)
_CALLED = frozenset({"voc"})
_OF_SOMEBODY = frozenset({"gen", "acc"})
_APOSTROPHE = re.compile(f"[{''.join(sorted(APOSTROPHES))}]")
_INITIAL = re.compile(rf"(?:[{UPPER}][a-z]?\.-?){{1,3}}")
# The number of a monarch or a pope.
ROMAN = re.compile("[IVX]{1,5}")
_GENDERS: dict[str, Gender] = {"m1": "m", "m2": "m", "m3": "m", "f": "f", "n": "n"}


class Candidate(NamedTuple):
    """A nominative that a form may have, and how.

    ``weight`` (0 to about 1) is how likely it is from the form alone; ``known`` tells whether the
    dictionary has the form as this name, ``foreign`` that it is a forename from abroad.
    """

    nominative: str
    gender: Gender
    cases: frozenset[str]
    role: Role
    weight: float
    known: bool
    foreign: bool = False


def is_initial(word: str) -> bool:
    """Tell whether a word is one or more initials: "J.", "J.K.", "Ch."."""
    return _INITIAL.fullmatch(word) is not None


@lru_cache(maxsize=1 << 15)
def candidates(word: str) -> tuple[Candidate, ...]:
    """Give the nominatives that a word of a person's name may have, the likeliest first.

    Parameters
    ----------
    word : str
        A word as written, with a capital. A hyphenated double name is taken part by part.
    """
    if is_initial(word) or word.lower() in name_words().particles or ROMAN.fullmatch(word):
        return tuple(Candidate(word, g, _ALL_CASES, "other", 1.0, True) for g in ("m", "f"))
    if _APOSTROPHE.search(word):
        return _after_apostrophe(word)
    if "-" in word.strip("-"):
        return _double(word)
    form = word.title() if word.isupper() and len(word) > 3 else word
    found = _from_dictionary(form)
    by_ending = unknown(form)
    abroad = foreign_forenames()
    foreign = [
        c._replace(role="forename", weight=_FOREIGN, known=True, foreign=True)
        for c in by_ending
        if c.nominative in abroad[c.gender]
    ]
    found += foreign
    if not any(c.known for c in found):
        found += _romance(form)
    if not any(c.known and c.cases not in {_ALL_CASES, _CALLED} for c in found):
        found += by_ending
    return _ranked(found)


@lru_cache(maxsize=1 << 15)
def unknown(form: str) -> tuple[Candidate, ...]:
    """Give the nominatives of a word that the dictionary does not know, by its ending.

    One that is a surname somewhere is likelier.
    """
    rules = endings()
    marks = rules.unlikely_nominatives
    likely = min([1.0, *(marks[mark] for mark in marks if form.endswith(mark))])
    found = []
    if form[-1] == "a" and form[:-1].endswith(masculine_endings()):
        likely = min(likely, _FEMININE)
        found = [Candidate(form[:-1], "m", _OF_SOMEBODY, "other", _MASCULINE, False)]
    for rule in rules.nominative:
        if form[-1] in rule.last:
            weight = min(rule.weight, likely)
            if not rule.cases and weight < rule.weight:
                weight *= _EVEN
            cases = rule.cases or _ALL_CASES
            found += [Candidate(form, g, cases, "other", weight, False) for g in rule.genders]
    for ending in rules.ending:
        stem = form[: len(form) - len(ending.form)]
        if not form.endswith(ending.form) or len(stem) < 2:
            continue
        if not follows(stem, ending.after):
            continue
        nominative = stem + ending.nominative
        found += [
            Candidate(nominative, gender, ending.cases, "other", ending.weight, False)
            for gender in ending.genders
        ]
    if not found:
        found = [Candidate(form, g, _ALL_CASES, "other", 0.5, False) for g in ("m", "f")]
    return _ranked(
        [
            one._replace(weight=one.weight * _ATTESTED)
            if attested().intersection((one.nominative, one.nominative.capitalize()))
            else one
            for one in found
        ]
    )


def _romance(form: str) -> list[Candidate]:
    """Read a forename from abroad in -o as it inflects: "Pedra" → "Pedro"."""
    return [
        Candidate(name, "m", cases, "forename", _FOREIGN, True, True)
        for ending, cases in endings().romance.items()
        if form.endswith(ending)
        and (name := f"{form.removesuffix(ending)}o") in foreign_forenames()["m"]
    ]


def _from_dictionary(form: str) -> list[Candidate]:
    found = []
    for reading in analyse(form):
        if reading.pos != "subst" or reading.lemma in name_words().pronouns:
            continue
        cells = slots(reading.tag)
        personal = {FORENAME, SURNAME}.intersection(reading.names)
        if personal and reading.lemma[:1].isupper():
            role: Role = "forename" if FORENAME in reading.names else "surname"
            found += _candidates_of(reading, cells, role, 1.0)
        elif not personal:
            human = any(gender == "m1" for _, _, gender in cells)
            found += _candidates_of(reading, cells, "other", _HUMAN if human else _COMMON)
    return found


def _candidates_of(
    reading: Reading, cells: frozenset[tuple[str, str, str]], role: Role, weight: float
) -> list[Candidate]:
    name = reading.lemma[:1].upper() + reading.lemma[1:]
    out = []
    for gender in ("m1", "m2", "m3", "f", "n"):
        of_gender = [(number, case) for number, case, g in cells if g == gender]
        cases = frozenset(case for number, case in of_gender if number == "sg")
        # "Borysa i Marka Nowaków": several people of one name.
        several = not cases and role == "surname" and gender == "m1"
        if several:
            cases = frozenset(case for _, case in of_gender)
        if not cases:
            continue
        # A surname that does not inflect is a woman's: likely only with a woman's forename.
        rarity = 0.5 if cases == _ALL_CASES and gender == "f" and role == "surname" else 1.0
        if cases == _CALLED:
            # In print "Mario" is a name from abroad, not Maria who is called.
            rarity = _STILL / 2
        if several:
            rarity = _SEVERAL
        if role == "forename" and name in rare_forenames():
            rarity *= _RARE
        known = role != "other"
        out.append(Candidate(name, _GENDERS[gender], cases, role, weight * rarity, known))
    return out


def _after_apostrophe(word: str) -> tuple[Candidate, ...]:
    base, ending = _APOSTROPHE.split(word, maxsplit=1)
    cases = endings().apostrophe.get(ending)
    if not base or cases is None:
        # "O’Brien", "D’Amico": the apostrophe is inside the name.
        head = word[: len(word) - len(ending)]
        if not ending[:1].isupper():
            return tuple(Candidate(word, g, _ALL_CASES, "other", 1.0, False) for g in ("m", "f"))
        return tuple(c._replace(nominative=head + c.nominative) for c in candidates(ending))
    foreign = base in foreign_forenames()["m"]
    first, hyphen, last = base.rpartition("-")
    if hyphen and first:
        # "Cartera-Kenny’ego": the first part has an ending of its own.
        parts = [c for c in candidates(first) if c.gender == "m" and c.cases & cases]
        base = f"{parts[0].nominative}-{last}" if parts else base
    return (Candidate(base, "m", cases, "forename" if foreign else "other", 1.0, foreign, foreign),)


def _double(word: str) -> tuple[Candidate, ...]:
    first, _, last = word.rpartition("-")
    if not first or not last:
        return tuple(Candidate(word, g, _ALL_CASES, "other", 1.0, False) for g in ("m", "f"))
    found = []
    for left in candidates(first)[:6]:
        for right in candidates(last)[:6]:
            cases = left.cases & right.cases
            # "Korwina-Mikke": what stands still is either sex's.
            still = right.cases == _ALL_CASES
            if cases and (left.gender == right.gender or still):
                name = f"{left.nominative}-{right.nominative}"
                weight = left.weight * right.weight
                if left.role == right.role == "forename" and not first.startswith(left.nominative):
                    weight *= _EVEN  # "Franka-Waltera": of two that fit, not Franek
                known = left.known and right.known
                role = right.role
                found.append(Candidate(name, left.gender, cases, role, weight, known))
    # The first part of a foreign name stands still: "Ben-Gwira" → "Ben-Gwir".
    factor = _STILL * (_RARE if first.endswith(("ą", "ę")) else 1.0)
    found += [
        c._replace(nominative=f"{first}-{c.nominative}", weight=c.weight * factor)
        for c in candidates(last)
    ]
    return _ranked(found)


def _ranked(found: list[Candidate]) -> tuple[Candidate, ...]:
    merged: dict[tuple[str, Gender, Role], Candidate] = {}
    for one in found:
        key = (one.nominative, one.gender, one.role)
        old = merged.get(key)
        if old is not None:
            merged[key] = old._replace(
                cases=old.cases | one.cases,
                weight=max(old.weight, one.weight),
                known=old.known or one.known,
                foreign=old.foreign and one.foreign,
            )
        else:
            merged[key] = one
    return tuple(sorted(merged.values(), key=lambda c: (-c.weight, c.nominative, c.gender, c.role)))
