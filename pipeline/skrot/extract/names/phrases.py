"""The nominative of the name of an institution or a place, by its head phrase.

What depends on the head stands still; a word that the dictionary does not know inflects by the
endings of the language.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import product
from typing import NamedTuple

from skrot.extract.names.keys import is_acronym, plain_acronym
from skrot.extract.names.known import cities, endings, towns
from skrot.extract.names.known import words as name_words
from skrot.extract.names.nominatives import candidates
from skrot.labels import EntityLabel
from skrot.polish.characters import VOWELS
from skrot.polish.dictionary import GEOGRAPHIC, GEOGRAPHIC_PART, analyse
from skrot.polish.inflection import (
    Phrase,
    adjectives,
    form_of,
    head_phrases,
    nouns,
    readings,
    realise,
    stands_still,
)
from skrot.polish.tags import ADJECTIVAL, CASES, NOMINAL, Slot, slots

# By how much a nominative is less likely that the case speaks against; that does not inflect where
# the case is another; that nothing else in the text speaks for.
_WRONG_CASE = 0.3
_STILL = 0.5
_ALONE = 0.1
# An acronym has so many letters; what is longer and in the dictionary is written in capitals.
_SPELT = 4
# From what weight on an ending is certain: that of "Jerusalem" is none.
_SURE = 1.0
# By how much a place in -a is likelier than one in a consonant: "w Warcie".
_PLACE = 1.4
# By how much one is less likely that is in -u after a consonant or has its genitive in -a, like
# people: of 60 in KPWr (train) two, and towns that are called a castle or a hill.
_RARE = 0.1
# By how much a place is likelier that is a city; how many towns are larger than one that is not,
# than one that goes before what the tagger says.
_UNKNOWN = 10_000
_NOTABLE = 300
# What a name from abroad ends in that does not inflect.
_UNINFLECTED = frozenset("eiouy")
_CITY = 2.0
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
        return _guessed(written[0], backing, cases, place=place)
    return _foreign(written, cases)


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
        size = towns().get(head, _UNKNOWN)
        wrong = bool(said.cases) and phrase.slot.case not in said.cases
        elsewhere = name != " ".join(written) and name in said.exact
        lemma = head.casefold() not in known
        # A place is in the singular, whatever the tagger makes of a form that is rare.
        options[name] = (
            *(
                (large, plural, size > _NOTABLE, not elsewhere, lemma, size, wrong, apart)
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
    if base != word or _is_code(base):
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
    long = max(map(len, written)) > _SPELT
    if len(written) == 1 or not long or not all(word.isupper() for word in written):
        return written
    titled = tuple(_as_title(word, at) for at, word in enumerate(written))
    # A long word that the dictionary does not know may be spelt so: "AXEL BOMTREX".
    return written if any(len(w) > _SPELT and w.isupper() for w in titled) else titled


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


def _is_number(word: str) -> bool:
    return stands_still(word) or any(char.isdigit() for char in word)


def _is_code(word: str) -> bool:
    """Tell whether a word does not inflect: an acronym, an address, or what has figures in it."""
    if any(char.isdigit() for char in word) or "." in word[1:-1]:
        return True
    return is_acronym(word) and not (len(word) > _SPELT and readings(word))


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
    """Put a city and its part into the nominative: "Gdańsku Wrzeszczu"."""
    if len(written) != 2 or any(map(adjectives, written)):
        return None
    if not any(r.lemma in towns() and GEOGRAPHIC in r.names for r in readings(written[0])):
        return None
    found = _compound("-".join(written))
    return None if found is None else found.replace("-", " ")


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


def _guessed(word: str, backing: Mapping[str, float], cases: frozenset[str], *, place: bool) -> str:
    found: dict[str, float] = {}
    for one in candidates(word):
        weight = one.weight if not cases or cases & one.cases else one.weight * _WRONG_CASE
        city = place and one.nominative in cities()
        likely = word[-2:-1] == "i" or (city and word[-2:-1] == "z")
        if place and likely and one.nominative.endswith("a") and "loc" in one.cases:
            weight *= _PLACE
        elif not city and _is_rare(word, one.nominative, place=place):
            weight *= _RARE
        still = one.nominative == word and bool(cases) and "nom" not in cases
        if city and (not still or word[-1] in _UNINFLECTED):
            # "w Barry": that it stands still is its inflection
            weight *= _CITY
        elif still:
            weight *= _STILL
        found[one.nominative] = max(found.get(one.nominative, 0.0), weight)
    return min(
        found, key=lambda name: (-found[name] * backing.get(name, _ALONE), name != word, name)
    )


def _is_rare(word: str, name: str, *, place: bool) -> bool:
    """Tell whether things hardly have a nominative for a form: "Anderlechtu", "Piacenz"."""
    if name == word:
        return word[-1] == "u" and word[-2:-1] not in VOWELS
    return place and word[-1] == "a" and not name.endswith(endings().towns)


def _foreign(written: tuple[str, ...], cases: frozenset[str]) -> str:
    """Put the one word of a foreign name that inflects into the nominative.

    It is the last before a city in the nominative or a number ("Metalurgu Donieck" →
    "Metalurg Donieck"), the last of all ("Soft Banku" → "Soft Bank") or, in a case that nothing
    else explains, the first ("Xandakiem Vostok" → "Xandak Vostok").
    """
    plain = " ".join(written)
    end = len(written)
    while end > 1 and (_is_number(written[end - 1]) or _is_city(written[end - 1])):
        end -= 1
    if any(readings(word) for word in written[: min(end, len(written) - 1)] if not _is_code(word)):
        return plain
    if len(written) < 2:
        return plain
    mended = " ".join(_feminine(word) for word in written)
    if mended != plain:
        return mended
    if end < len(written):
        last = written[end - 1]
        # Companies are in -a as often as not: "Celsa Huta Ostrowiec".
        subject = last.endswith("a") and (not cases or "nom" in cases)
        stays = subject or _is_code(last) or _is_city(last)
        bare = last if stays else _guessed(last, {}, cases, place=False)
        return " ".join([*written[: end - 1], bare, *written[end:]])
    last = _in_nominative(written[-1], cases)
    if last != written[-1]:
        return " ".join([*written[:-1], last])
    return " ".join([_ending_off(written[0], cases), *written[1:]])


def _feminine(word: str) -> str:
    """Take off the endings that no name from abroad has: "Aston Villą"."""
    ends = word[0].isupper() and word.endswith(("ą", "ę")) and not readings(word)
    return f"{word[:-1]}a" if ends else word


def _is_city(word: str) -> bool:
    """Tell whether a word is a city in the nominative, as one is behind the name of its club."""
    places = (r for r in readings(word) if r.pos == "subst" and GEOGRAPHIC in r.names)
    return word in cities() or any(cell.case == "nom" for r in places for cell in slots(r.tag))


def _in_nominative(word: str, cases: frozenset[str]) -> str:
    for noun in nouns(word, place=False):
        cells = sorted(slots(noun.tag))
        if any(cell.case == "nom" or cell[:2] == ("pl", "gen") for cell in cells):
            return word
        form = form_of(noun, cells[0]._replace(case="nom"), word) if cells else None
        if form is not None:
            return form
    return word if readings(word) else _ending_off(word, cases)


def _ending_off(word: str, cases: frozenset[str]) -> str:
    """Take off an ending that is one for sure, of a case that the name is in."""
    best = candidates(word)[0]
    sure = best.weight >= _SURE and not best.known and bool(best.cases & cases - {"nom"})
    return best.nominative if sure and "-" not in word else word


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
