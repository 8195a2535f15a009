"""The nominative of the name of an institution or a place, by its head phrase.

What depends on the head stands still; a word that the dictionary does not know inflects by the
endings of the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import product
from typing import NamedTuple

from skrot.extract.names.keys import is_acronym, plain_acronym
from skrot.extract.names.unlisted import SPELT, foreign, guessed, is_code
from skrot.extract.names.vocabulary import cities, towns
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.dictionary import GEOGRAPHIC, GEOGRAPHIC_PART, analyse
from skrot.polish.inflection import (
    Phrase,
    adjectives,
    form_of,
    head_phrases,
    readings,
    realise,
)
from skrot.polish.tags import ADJECTIVAL, CASES, NOMINAL, Slot, slots

# How many towns are larger than one that is not on the list, than one that goes before what the
# tagger says.
_UNKNOWN = 10_000
_NOTABLE = 700
# What the genitive of the plural may end in.
_GENITIVE_PLURAL = ("ów", "i", "y")
_GEOGRAPHIC = frozenset({GEOGRAPHIC, GEOGRAPHIC_PART})
# What an adjective that stands alone agrees with, if nothing tells: a club; a region, a lake.
_GENDERS = ("m1", "m3", "m2", "f", "n")
_GENDERS_OF_PLACES = ("n", "m3", "m2", "f", "m1")
# Words that open a clause or a phrase that stands still.
NO_CELLS: Mapping[str, Slot] = {}
_CLAUSE = frozenset({"prep", "comp", "fin", "impt", "praet", "inf", "adv"})


class _Said(NamedTuple):
    """What a document says about a name: see `nominative`."""

    lemmas: frozenset[str]
    exact: Mapping[str, int]
    cases: frozenset[str]
    cells: Mapping[str, Slot]
    apart: frozenset[str]


def nominative(
    written: tuple[str, ...],
    label: EntityLabel,
    lemmas: frozenset[str],
    backing: Mapping[str, float],
    exact: Mapping[str, int],
    *,
    cases: frozenset[str] = frozenset(),
    cells: Mapping[str, Slot] = NO_CELLS,
    apart: frozenset[str] = frozenset(),
) -> str:
    """Put the name of an institution or a place into the nominative.

    Parameters
    ----------
    written : tuple of str
        Its words as written.
    label : str
        Its label; geographic readings come first for a place.
    lemmas : frozenset of str
        Lemmas that the tagger gave its words: they decide between homonyms.
    backing : mapping of str to float
        How well nominatives of unknown words explain the forms of the document.
    exact : mapping of str to int
        Names as written in the document: a nominative that also occurs there wins.
    cases : frozenset of str
        The cases it can be in by what stands around it (empty: unknown).
    cells : mapping of str to Slot
        The paradigm cells that the tagger gave its words.
    apart : frozenset of str
        Its adjectives that belong to a noun after its head: "Koalicji Radykalnej Lewicy".
    """
    written = _in_title_case(written)
    place = label != "orgName"
    if len(written) == 1:
        fixed = _fixed(written[0])
    else:
        fixed = " ".join(written) if _opens_a_clause(written[0]) else None
    if fixed is not None:
        return fixed
    if all(word.islower() and adjectives(word) for word in written):
        return " ".join(map(_masculine, written))
    found = _district(written) if place else None
    found = (
        found
        or _after_acronym(written)
        or _headed(written, place, _Said(lemmas, exact, cases, cells, apart))
    )
    found = found or _of_adjectives(written, place)
    if found is not None:
        return found
    if len(written) == 1 and not readings(written[0]):
        return guessed(written[0], backing, cases, place=place)
    return foreign(written, cases)


def _headed(written: tuple[str, ...], place: bool, said: _Said) -> str | None:
    """Put a name whose head the dictionary knows into the nominative."""
    known = {lemma.casefold() for lemma in said.lemmas}
    phrases = [
        _without(said.apart, phrase)
        for phrase in head_phrases(written, place)
        if not _is_chance(phrase, known, place=place)
    ]
    options: dict[str, tuple[int, ...]] = {}
    for rank, phrase in enumerate(phrases):
        name = realise(phrase, "nom")
        if len(phrase.inflected) < len(phrases[0].inflected) or name is None or name in options:
            continue
        head = phrase.inflected[phrase.head].lemma
        apart = -_agreement(phrase, said.cells)
        plural = phrase.slot.number != phrases[0].slot.number
        large = head not in name_words().cities
        # Several of one town are none: "Teresin" is not of Teresina.
        size = towns().get(head, _UNKNOWN) if head in name.split() else _UNKNOWN
        wrong = bool(said.cases) and phrase.slot.case not in said.cases
        elsewhere = name != " ".join(written) and name in said.exact
        lemma = head.casefold() not in known
        # A place is in the singular, whatever the tagger makes of a form that is rare, but for
        # towns: "(z) Tychów".
        options[name] = (
            *(
                (large, size > _NOTABLE, plural, not elsewhere, lemma, size, wrong, apart)
                if place
                else (apart, plural, large, not elsewhere, lemma, wrong)
            ),
            rank,
        )
    if not options:
        return None
    best = min(options, key=lambda name: options[name])
    plain = " ".join(written)
    return plain if best.casefold() == plain.casefold() else best


def _without(apart: frozenset[str], phrase: Phrase) -> Phrase:
    """Take the adjectives of a later noun out of what inflects with the head."""
    own = {
        at: reading
        for at, reading in phrase.inflected.items()
        if at <= phrase.head or phrase.words[at] not in apart
    }
    return phrase._replace(inflected=own)


def _agreement(phrase: Phrase, cells: Mapping[str, Slot]) -> int:
    """Count in how much of number, case and gender a phrase agrees with the tag of its head."""
    tagged = cells.get(phrase.words[phrase.head])
    return 0 if tagged is None else sum(a == b for a, b in zip(tagged, phrase.slot, strict=True))


def _fixed(word: str) -> str | None:
    """Give the nominative of an acronym, a code or a double name, null for any other word."""
    base = plain_acronym(word)
    if base != word or is_code(base):
        return base
    return _compound(base) if "-" in base else None


def _of_adjectives(written: tuple[str, ...], place: bool) -> str | None:
    """Put a name of adjectives alone into the nominative: a region, a street, a club."""
    if not all(map(adjectives, written)):
        return None
    cells = [{cell for r in adjectives(word) for cell in slots(r.tag)} for word in written]
    shared = cells[0].intersection(*cells[1:])
    if not shared or any(cell.case == "nom" for cell in shared):
        return " ".join(written)
    order = _GENDERS_OF_PLACES if place else _GENDERS
    best = min(shared, key=lambda cell: (cell.number == "pl", order.index(cell.gender), cell))
    found = []
    for word in written:
        reading = next(r for r in adjectives(word) if best in slots(r.tag))
        found.append(form_of(reading, best._replace(case="nom"), word) or word)
    return " ".join(found)


def _in_title_case(written: tuple[str, ...]) -> tuple[str, ...]:
    """Write a name of several words in capitals as others are: "SĄD NAJWYŻSZY", "Sąd Najwyższy"."""
    long = max(map(len, written)) > SPELT
    if len(written) == 1 or not long or not all(word.isupper() for word in written):
        return written
    titled = tuple(_as_title(word, at) for at, word in enumerate(written))
    # A long word that the dictionary does not know may be spelt so: "AXEL BOMTREX".
    return written if any(len(w) > SPELT and w.isupper() for w in titled) else titled


def _as_title(word: str, at: int) -> str:
    lower = word.lower()
    if at and any(r.pos in {"prep", "conj"} for r in analyse(lower)):
        return lower
    bare = word.strip(",")
    if any(r.lemma.isupper() for r in analyse(bare)) or not readings(bare):
        return word
    return word.title()


def _opens_a_clause(word: str) -> bool:
    """Tell whether a name begins with a preposition, a verb or an adverb: "Na celowniku"."""
    found = {r.pos for r in analyse(word)}
    return bool(found & _CLAUSE) and not found & (ADJECTIVAL | NOMINAL | {"brev", "frag", "num"})


def _compound(word: str) -> str | None:
    """Put both parts of a double place name into the nominative: "Bielsku-Białej"."""
    options: list[dict[str, list[str]]] = []
    for part in word.split("-"):
        of_case: dict[str, list[str]] = {}
        for reading in readings(part):
            if reading.pos == "subst" and _GEOGRAPHIC.intersection(reading.names):
                for case in {cell.case for cell in slots(reading.tag)}:
                    of_case.setdefault(case, []).append(reading.lemma)
        options.append(of_case)
    found = [
        "-".join(names)
        for case in CASES
        for names in product(*(of_case.get(case, ()) for of_case in options))
    ]
    # "Bielska-Białej" is no Bielsk.
    return min(found, key=lambda name: not (name in cities() or name in towns()), default=None)


def _district(written: tuple[str, ...]) -> str | None:
    """Put a city and its part into the nominative: "Gdańsku Wrzeszczu"; both may be its name."""
    if len(written) != 2:
        return None
    whole = _compound("-".join(written))
    if whole is not None and (whole in towns() or whole in cities()):
        return whole  # "Bielska Białej"
    if any(map(adjectives, written)):
        return None
    if not any(r.lemma in towns() and GEOGRAPHIC in r.names for r in readings(written[0])):
        return None
    return None if whole is None else whole.replace("-", " ")


def _masculine(adjective: str) -> str:
    """Give the dictionary form of an adjective: "warmińsko-mazurskim" → "warmińsko-mazurski"."""
    first, hyphen, last = adjective.rpartition("-")
    return first + hyphen + adjectives(last)[0].lemma


def _is_chance(phrase: Phrase, lemmas: Set[str], *, place: bool) -> bool:
    """Tell whether a foreign word only happens to be a Polish genitive: "Red Bull", "Salt Lake"."""
    slot, words = phrase.slot, phrase.words
    if phrase.inflected[phrase.head].lemma in name_words().pronouns:
        # "Kim"
        return True
    if (slot.number, slot.case) != ("pl", "gen") or len(phrase.inflected) > 1:
        return False
    head, rest = words[phrase.head], words[phrase.head + 1 :]
    noun = phrase.inflected[phrase.head]
    lemma = noun.lemma.casefold()
    # "Belek", "Salt Lake": without an ending, and no place of the dictionary.
    bare = head[0].isupper() and not head.endswith(_GENITIVE_PLURAL)
    bare = bare and lemma not in name_words().heads
    bare = bare and not _GEOGRAPHIC.intersection(noun.names)
    if not rest:
        # "Cali" is a city, and the genitive of a common word
        common = not _GEOGRAPHIC.intersection(noun.names)
        return place and (bare or (common and head in cities()))
    if is_acronym(head) or not (all if bare else any)(map(analyse, rest)):
        return True
    return lemma not in lemmas and lemma not in name_words().heads


def _after_acronym(written: tuple[str, ...]) -> str | None:
    """Put what follows an acronym into the nominative unless it may depend on it: "MSZ Rosji".

    What follows that of a club names it: "FC Barcelony" is none of several Barcelonas.
    """
    if len(written) < 2 or not is_acronym(written[0]):
        return None
    found = head_phrases(written[1:])
    if written[0] in name_words().clubs:
        stays = any(p.inflected[p.head].lemma == p.words[p.head] for p in found)
    else:
        stays = any(p.slot.case in {"nom", "gen"} for p in found)
    if not found or stays:
        return None
    name = realise(found[0], "nom")
    return name and f"{written[0]} {name}"
