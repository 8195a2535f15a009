"""Readings of a person's name: the nominatives of its words that agree in case and gender."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from skrot.extract.names.nominatives import Candidate, candidates, is_initial, unknown
from skrot.extract.names.vocabulary import Gender, endings, masculine_endings
from skrot.polish.characters import APOSTROPHES
from skrot.polish.dictionary import SURNAME, analyse
from skrot.polish.inflection import head_phrases, realise
from skrot.polish.tags import CASES, slots

_MAX_CANDIDATES = 8
_MAX_WORDS = 5
_SURNAME = 0.8
# A forename and a surname.
_PAIR = 2
# By how much a forename is less likely that does not inflect though the surname does.
_STILL = 0.4
# How likely a form of no dictionary must be as it is to be a forename: "Artem", not "Putinowi".
_LIKELY_FIRST = 0.3
# By how much a man's surname in a vowel is less likely not to inflect: "Jelpkego".
_STUCK = 0.5
_OBLIQUE = ("ego", "emu", "owi", "ą", "ę")
_EVERY = frozenset(CASES) - {"voc"}
# What a name is worth whose words do not agree.
_APART = 0.0
_ABROAD = 1.2
# How likely a name of common words is that all agree.
_COMMON = 1.0
# What several people who are the subject are in.
_SEVERAL = frozenset({("pl", "nom"), ("pl", "voc")})


class NameReading(NamedTuple):
    """A mention's words in the nominative, with the cases and the gender that this implies."""

    words: tuple[str, ...]
    gender: Gender
    cases: frozenset[str]
    weight: float


@lru_cache(maxsize=1 << 14)
def name_readings(words: tuple[str, ...]) -> tuple[NameReading, ...]:
    """Give the joint nominatives of a name whose words agree in case and gender, likeliest first.

    Words that cannot agree are each read on their own.
    """
    if len(words) == 1 and _is_family(words[0]):
        return (NameReading(words, "m", frozenset({"nom"}), _COMMON),)
    options = [candidates(word)[:_MAX_CANDIDATES] for word in words[:_MAX_WORDS]]
    rest = words[_MAX_WORDS:]
    found = _joint(options, rest)
    alone = len(words) == 1 or is_initial(words[0])
    forenames = {(c.nominative, c.gender) for c in options[0] if c.role == "forename"}
    named = [r for r in found if not forenames or (r.words[0], r.gender) in forenames]
    if not rest and not (named and (forenames or alone)):
        # "Walter Gale", "Muharrem Ince": a surname from abroad may look like a Polish word.
        found += _joint([*options[:-1], unknown(words[-1])[:_MAX_CANDIDATES]], rest)
    if not found and len(words) == 2 and not any(c.role == "forename" for c in options[0]):
        # "Artem Malgin": so may a forename.
        first = [c for c in unknown(words[0]) if c.weight >= _LIKELY_FIRST]
        found = _joint([first, *options[1:]], rest)
    if len(words) > 1 and not any(c.known for c in options[0]):
        found += _of_common_words(words)
    still = [
        _still(word, of, several=len(words) > _PAIR)
        for word, of in zip(words, options[:-1], strict=False)
    ]
    if any(still):
        last = [c for c in options[-1] if not c.nominative.endswith("a")]
        kept = [one or of for one, of in zip(still, options, strict=False)]
        found += _joint([*kept, last], rest)
    if not found:
        best = [
            next((c for c in option if c.gender != "n"), option[0] if option else None)
            for option in options
        ]
        nominative = tuple(
            word if c is None else c.nominative for word, c in zip(words, best, strict=False)
        )
        apart = NameReading((*nominative, *rest), "m", frozenset(CASES), _APART)
        if not _can_be_written(words, options[0]):
            return (apart,)
        # "Johanna Rosner": no man's name, but as a woman's it stands as it is.
        written = NameReading(words, "m", frozenset({"nom"}), _APART)
        return (written, apart._replace(cases=apart.cases - {"nom"}))
    return tuple(sorted(found, key=lambda r: (-r.weight, r.words, r.gender)))


def _can_be_written(words: tuple[str, ...], options: Sequence[Candidate]) -> bool:
    """Tell whether a name from abroad whose words do not agree may be a nominative as written."""
    abroad = not any(c.known and not c.foreign and "nom" not in c.cases for c in options)
    ends = tuple(endings().unlikely_nominatives)
    masculine = words[0][-1] == "a" and words[0][:-1].endswith(masculine_endings())
    bare = APOSTROPHES.isdisjoint("".join(words)) and not masculine
    inner = any(word.endswith(_OBLIQUE) for word in words[1:-1])
    ended = any(word.endswith(ends) for word in (words[0], words[-1]))
    return abroad and bare and not ended and not inner


def _is_family(word: str) -> bool:
    """Tell whether a word can only be several people of one surname: "Sawiccy"."""
    found = [r for r in analyse(word) if r.pos == "subst"]
    return bool(found) and all(
        SURNAME in r.names and {cell[:2] for cell in slots(r.tag)} <= _SEVERAL for r in found
    )


def _of_common_words(words: tuple[str, ...]) -> list[NameReading]:
    """Read a name that is a noun with what agrees with it: "Ojca Świętego"."""
    found = []
    for phrase in head_phrases(words):
        name = realise(phrase, "nom") if len(phrase.inflected) == len(words) else None
        if name is not None and phrase.slot.number == "sg":
            gender: Gender = "f" if phrase.slot.gender == "f" else "m"
            cases = frozenset({phrase.slot.case})
            found.append(NameReading(tuple(name.split(" ")), gender, cases, _COMMON))
    return found


def _still(word: str, options: Sequence[Candidate], *, several: bool) -> list[Candidate]:
    """Give a word from abroad as it stands still before a surname: "Andrew Mortona".

    One that no list has does so as a man's, before `several`: "Kim Dzong Nama".
    """
    return [
        c._replace(cases=frozenset(CASES), weight=c.weight * _STILL)
        for c in options
        if (c.foreign or (several and not c.known and c.gender == "m")) and c.nominative == word
    ]


def _joint(options: Sequence[Sequence[Candidate]], rest: tuple[str, ...]) -> list[NameReading]:
    """Give the readings in which the words agree."""
    found: dict[tuple[tuple[str, ...], Gender], NameReading] = {}
    for choice in product(*options):
        gender = choice[0].gender
        cases = frozenset(CASES).intersection(*(c.cases for c in choice))
        if gender == "n" or not cases or any(c.gender != gender for c in choice):
            continue
        # "Marka Zuckerberga": before a surname that is not Polish the forename is none, either.
        abroad = any(c.foreign for c in choice) and not all(c.known for c in choice)
        weight = _ABROAD if abroad else 1.0
        if gender == "m" and "nom" not in cases and _stands_in_vowel(choice[-1]):
            weight *= _STUCK
        for position, candidate in enumerate(choice):
            weight *= candidate.weight * _role_factor(candidate, position, len(choice))
        nominative = (*(c.nominative for c in choice), *rest)
        old = found.get((nominative, gender))
        if old is None or weight > old.weight:
            merged = cases if old is None else cases | old.cases
            found[nominative, gender] = NameReading(nominative, gender, merged, weight)
    return list(found.values())


def _stands_in_vowel(last: Candidate) -> bool:
    """Tell whether a surname in a vowel stands still, as no man's but "Lee" does: "Jelpke"."""
    vowel = last.nominative.endswith(("e", "i", "y")) and not last.nominative.endswith("ee")
    return last.cases >= _EVERY and vowel


def agreeing(words: tuple[str, ...]) -> NameReading | None:
    """Give the likeliest reading in which the words of a name agree, null where none do."""
    best = name_readings(words)[0]
    return best if best.weight > _APART else None


def _role_factor(candidate: Candidate, position: int, length: int) -> float:
    if length == 1:
        return _SURNAME if candidate.role == "surname" else 1.0
    if candidate.role == "forename":
        return 1.2 if position < length - 1 else 0.8
    if candidate.role == "surname":
        return 1.0 if position == length - 1 else 0.6
    return 0.8
