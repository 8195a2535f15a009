"""Inflection of multi-word names: the nominative of a phrase, and all its cases.

Only the head phrase of a Polish name inflects: the head noun, the adjectives around it that agree
with it, and a second head joined by "i" ("Prawo i Sprawiedliwość"). A word cut off with a full stop
("W. Brytania") and what depends on the head stand still: "Uniwersytecie Temple w Tokio" →
"Uniwersytet Temple w Tokio". Readings and forms come from Morfeusz 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product, takewhile
from typing import NamedTuple

from skrot.polish.dictionary import (
    FORENAME,
    GEOGRAPHIC,
    GEOGRAPHIC_PART,
    PATRONYMIC,
    SURNAME,
    Form,
    Reading,
    analyse,
    generate,
)
from skrot.polish.tags import ADJECTIVAL, CASES, NOMINAL, Slot, slots
from skrot.polish.word_lists import function_words

_PERSONAL = frozenset({SURNAME, FORENAME, PATRONYMIC})
_GEOGRAPHIC = frozenset({GEOGRAPHIC, GEOGRAPHIC_PART})
_MAX_BEFORE_HEAD = 4
_ROMAN = re.compile("[IVX]+")
# An adjective made of a name: its stem, and what the adjectives of one pattern share.
_LIKE = re.compile(r"(?P<stem>\w{2,})(?P<end>dzk|ck|sk|czn)(?P<rest>\w{1,4})")

# The endings of such adjectives that no surname has in the genitive.
_NO_OWNER = frozenset({"ie", "iemu", "im", "imi", "ą"})

Names = tuple[str, ...]


class Phrase(NamedTuple):
    """The head phrase of a name: which words inflect, by which readings, and the slot they share.

    ``inflected`` maps the position of a word to its readings that fit ``slot``.
    """

    words: tuple[str, ...]
    inflected: Mapping[int, Reading]
    slot: Slot
    head: int


@lru_cache(maxsize=1 << 15)
def readings(word: str) -> tuple[Reading, ...]:
    """Give the inflecting readings of a word of a name, whatever its letter case.

    A compound with a hyphen is looked up whole, then by its last part. What is part of foreign
    phrases ("New") has none.
    """
    found = analyse(word)
    if any(r.pos == "frag" for r in found):
        return ()
    if not found and word.isupper() and len(word) > 3:
        found = analyse(word.title())
    kept = [r for r in found if r.pos in ADJECTIVAL | NOMINAL and ":neg" not in r.tag]
    return tuple(r for r in kept if "depr" not in r.tag)


def nouns(word: str, *, place: bool) -> tuple[Reading, ...]:
    """Give the noun readings of a word of a name, personal names only when there is no other."""
    # What is named is rarely a man: "Centrów" are centra, not centrzy.
    found = sorted((r for r in readings(word) if r.pos in NOMINAL), key=_is_masculine_personal)
    plain = [r for r in found if not r.names or not _PERSONAL.issuperset(r.names)]
    found = plain or found
    if place:
        named = [r for r in found if _GEOGRAPHIC.intersection(r.names)]
        # A capitalised common noun can be the head of a place name: "Morze Bałtyckie".
        found = named + [r for r in found if r not in named]
    return tuple(found)


def _is_masculine_personal(reading: Reading) -> bool:
    return ":m1" in reading.tag


def stands_still(word: str) -> bool:
    """Tell whether a word before a head is cut off or a number: "W. Brytania", "II wojna"."""
    if word.endswith("."):
        return any(r.pos == "brev" for r in analyse(word)) or word[:-1].isdigit()
    return word.isdigit() or _ROMAN.fullmatch(word) is not None


def adjectives(word: str) -> tuple[Reading, ...]:
    """Give the adjective and participle readings of a word."""
    return tuple(r for r in readings(word) if r.pos in ADJECTIVAL)


@lru_cache(maxsize=1 << 14)
def head_phrases(words: tuple[str, ...], place: bool = False) -> tuple[Phrase, ...]:
    """Find the possible head phrases of a name, the best first.

    Parameters
    ----------
    words : tuple of str
        The words of the name as written.
    place : bool
        Whether geographic readings of the head come before common nouns.

    Returns
    -------
    tuple of Phrase
        Empty when the dictionary knows no head among the words.

    Notes
    -----
    A phrase that takes in more words is better; then the singular, because names are singular
    unless they cannot be; then the earlier case and reading.
    """
    found: list[tuple[tuple[int, int, int, int], Phrase]] = []
    for head in range(min(len(words), _MAX_BEFORE_HEAD)):
        if head and not (stands_still(words[head - 1]) or _attributes(words[head - 1])):
            break
        for rank, noun in enumerate(nouns(words[head], place=place)):
            for slot in sorted(slots(noun.tag)):
                inflected = _agreeing(words, head, noun, slot)
                if inflected is None or slot.case == "voc":
                    continue
                order = (
                    -len(inflected),
                    slot.number != "sg",
                    rank,
                    CASES.index(slot.case),
                )
                found.append((order, Phrase(words, inflected, slot, head)))
    found.sort(key=lambda pair: pair[0])
    return tuple(phrase for _, phrase in found)


def realise(phrase: Phrase, case: str) -> str | None:
    """Write a phrase in a case, null when the dictionary lacks a form of it."""
    return next(_realisations(phrase, case), None)


def _realisations(phrase: Phrase, case: str) -> Iterator[str]:
    """Write a phrase in a case with every variant of its forms, the plain ones first."""
    options = []
    for position, word in enumerate(phrase.words):
        reading = phrase.inflected.get(position)
        slot = None if reading is None else _own_slot(reading, phrase, case)
        same = reading is None or slot is None
        options.append((word,) if same else forms_of(reading, slot, word))
    yield from (" ".join(choice) for choice in product(*options))


def all_cases(words: tuple[str, ...]) -> Iterator[str]:
    """Write a name that is given in the nominative in all cases (itself included)."""
    yield " ".join(words)
    phrases = [p for p in head_phrases(words, place=True) if p.slot.case == "nom"]
    best = [p for p in phrases if len(p.inflected) == len(phrases[0].inflected)]
    for phrase in best:
        for case in CASES:
            yield from _realisations(phrase, case)


def form_of(reading: Reading, slot: Slot, like: str) -> str | None:
    """Give the plain form of a lexeme in a paradigm cell, with the letter case of ``like``."""
    return next(iter(forms_of(reading, slot, like)), None)


@lru_cache(maxsize=1 << 14)
def forms_of(reading: Reading, slot: Slot, like: str) -> tuple[str, ...]:
    """Give the forms of a lexeme in a paradigm cell, with the letter case of ``like``.

    Variants stand in a fixed order, the one spelled like the lemma first ("Rzeczpospolitej",
    "Rzeczypospolitej").
    """
    prefix = _fixed_prefix(like, reading)
    lemma = reading.lemma[len(prefix) :] if prefix else reading.lemma
    if slot.case == "nom" and slot.number == "sg" and reading.pos == "subst":
        return (_cased(reading.lemma, like),)
    found = [
        form
        for form, cells, names in _lexeme(lemma, reading.pos, _tail(reading.tag))
        if slot in cells
        if reading.pos != "subst" or not set(names).isdisjoint(reading.names)
    ]
    found.sort(key=lambda form: (form != lemma, -_shared(form, like), form))
    return tuple(dict.fromkeys(_cased(prefix + form, like) for form in found))


@lru_cache(maxsize=1 << 12)
def _lexeme(lemma: str, pos: str, tail: str) -> tuple[tuple[str, frozenset[Slot], Names], ...]:
    """Give the forms of lexemes, with the paradigm cells and the classes of names of each."""
    return tuple(
        (form, slots(reading.tag), reading.names)
        for form, reading in generate(lemma) or _like_model(lemma)
        if reading.lemma == lemma and reading.pos == pos and _tail(reading.tag) == tail
    )


def _shared(form: str, like: str) -> int:
    """Count the letters with which two forms begin alike: "Moje" stays so beside "me"."""
    pairs = zip(form.casefold(), like.casefold(), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _agreeing(
    words: tuple[str, ...], head: int, noun: Reading, slot: Slot
) -> dict[int, Reading] | None:
    inflected: dict[int, Reading] = {head: noun}
    for position in range(head):
        if stands_still(words[position]):
            continue
        match = _adjective_in(words[position], slot)
        if match is None:
            return None
        inflected[position] = match
    position = head + 1
    while position < len(words) and not stands_still(words[position]):
        # "Europa Środkowa i Wschodnia": a second adjective joined to the first.
        joined = words[position] == function_words().conjunction and position > head + 1
        at = position + joined
        match = _adjective_in(words[at], slot) if at < len(words) else None
        if match is None and at < len(words) and not joined and slot.gender != "m1":
            match = next((r for r in _of_a_surname(words[at]) if slot in slots(r.tag)), None)
        if match is None:
            break
        inflected[at] = match
        position = at + 1
    if position + 1 < len(words) and words[position] == function_words().conjunction:
        seconds = nouns(words[position + 1], place=False)
        fitting = [r for r in seconds if any(s.case == slot.case for s in slots(r.tag))]
        if fitting:
            same = [r for r in fitting if _numbers(r, slot.case) >= {slot.number}]
            inflected[position + 1] = (same or fitting)[0]
    return inflected


def _adjective_in(word: str, slot: Slot) -> Reading | None:
    return next((r for r in _attributes(word) if slot in slots(r.tag)), None)


def _attributes(word: str) -> tuple[Reading, ...]:
    """Give the adjective readings of a word of a name, by analogy where the dictionary has none.

    "Greifswaldzkiej" is read as "szwedzkiej" is, but nothing that may be a man's surname is.
    """
    known = adjectives(word)
    match = None if known or not word[0].isupper() or analyse(word) else _LIKE.fullmatch(word)
    return known if match is None or match["rest"] == "iego" else _by_analogy(match)


@lru_cache(maxsize=1 << 12)
def _of_a_surname(word: str) -> tuple[Reading, ...]:
    """Give the adjective readings of a word that the dictionary has as a surname only.

    After a noun it is an adjective where nobody is whose the thing is: "Cmentarzu Bolmańskim", not
    "Cmentarza Bolmańskiego".
    """
    found = analyse(word)
    match = _LIKE.fullmatch(word) if word[0].isupper() else None
    if match is None or match["rest"] not in _NO_OWNER or not found:
        return ()
    return _by_analogy(match) if all(r.names == (SURNAME,) for r in found) else ()


def _by_analogy(match: re.Match[str]) -> tuple[Reading, ...]:
    like = _model(match["end"])
    if like is None:
        return ()
    base, ending = like[:-1].removesuffix(match["end"]), like[-1]
    lemma = f"{match['stem'].lower()}{match['end']}{ending}"
    found = analyse(f"{base}{match['end']}{match['rest']}")
    return tuple(r._replace(lemma=lemma) for r in found if r.pos == "adj" and r.lemma == like)


def _model(end: str) -> str | None:
    """Give the adjective of the dictionary that others with its ending inflect like."""
    return next((one for one in function_words().adjectives if one[:-1].endswith(end)), None)


def _like_model(lemma: str) -> tuple[Form, ...]:
    """Give the forms of an adjective that the dictionary does not know."""
    match = _LIKE.fullmatch(lemma)
    like = None if match is None else _model(match["end"])
    if match is None or like is None:
        return ()
    base = like[:-1].removesuffix(match["end"])
    return tuple(
        Form(match["stem"] + form.removeprefix(base), reading._replace(lemma=lemma))
        for form, reading in generate(like)
        if form.startswith(base) and reading.lemma == like
    )


def _own_slot(reading: Reading, phrase: Phrase, case: str) -> Slot:
    if reading.pos in ADJECTIVAL or reading == phrase.inflected[phrase.head]:
        return phrase.slot._replace(case=case)
    gender = min((s.gender for s in slots(reading.tag)), default=phrase.slot.gender)
    numbers = _numbers(reading, phrase.slot.case)
    number = phrase.slot.number if phrase.slot.number in numbers else min(numbers)
    return Slot(number, case, gender)


def _numbers(reading: Reading, case: str) -> set[str]:
    """Give the numbers in which a noun can be in a case."""
    return {s.number for s in slots(reading.tag) if s.case == case}


def _fixed_prefix(like: str, reading: Reading) -> str:
    """Give the part of a hyphenated compound that does not inflect ("południowo-")."""
    head, hyphen, _ = like.rpartition("-")
    prefix = head + hyphen
    return prefix if hyphen and reading.lemma.startswith(prefix) else ""


def _tail(tag: str) -> str:
    """Give what tells lexemes of one lemma apart in a tag: degree, aspect, plurale tantum."""
    return ":".join(tag.split(":")[4:])


def _cased(form: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return form.upper()
    if like[:1].isupper():
        return _capitalised_parts(form, like)
    return form


def _capitalised_parts(form: str, like: str) -> str:
    """Capitalise the parts of a hyphenated word where the model word has capitals."""
    parts, models = form.split("-"), like.split("-")
    if len(parts) != len(models):
        return form[:1].upper() + form[1:]
    pairs = zip(parts, models, strict=True)
    return "-".join(p[:1].upper() + p[1:] if m[:1].isupper() else p for p, m in pairs)


def inflections(names: Sequence[str]) -> dict[str, str]:
    """Map every case form of every name (space-separated words) to the first name that has it."""
    table: dict[str, str] = {}
    for name in names:
        for form in all_cases(tuple(name.split(" "))):
            table.setdefault(form, name)
    return table
