"""Nominatives of names of things and places that the dictionary does not know."""

from __future__ import annotations

from collections.abc import Mapping

from skrot.extract.names.keys import is_acronym
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.vocabulary import cities, endings
from skrot.polish.characters import VOWELS
from skrot.polish.dictionary import GEOGRAPHIC
from skrot.polish.inflection import form_of, nouns, readings, stands_still
from skrot.polish.tags import slots

SPELT = 4
"""An acronym has so many letters; what is longer and in the dictionary is written in capitals."""

# By how much a nominative is less likely that the case speaks against; that does not inflect where
# the case is another; that nothing else in the text speaks for.
_WRONG_CASE = 0.3
_STILL = 0.5
_ALONE = 0.1
# From what weight on an ending is certain: that of "Jerusalem" is none.
_SURE = 1.0
# By how much a place in -a is likelier than one in a consonant: "w Warcie".
_PLACE = 1.4
# By how much one is less likely that is in -u after a consonant or has its genitive in -a, like
# people: of 60 in KPWr (train) two, and towns that are called a castle or a hill; or a name in -ko.
_RARE = 0.1
# By how much a place is likelier that is a city, and what one ends in that does not inflect.
_CITY = 8.0
_UNINFLECTED = frozenset("eiouy")


def guessed(word: str, backing: Mapping[str, float], cases: frozenset[str], *, place: bool) -> str:
    """Give the likeliest nominative of a word.

    Parameters
    ----------
    word : str
        The word as written.
    backing : mapping of str to float
        How well nominatives explain the forms of the document.
    cases : frozenset of str
        The cases it can be in (empty: unknown).
    place : bool
        Whether it names a place.
    """
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
    # "Independence" is no Independenko.
    personal = name.endswith("ko") and not word.endswith("ko")
    return personal or (place and word[-1] == "a" and not name.endswith(endings().towns))


def foreign(written: tuple[str, ...], cases: frozenset[str]) -> str:
    """Put the one word of a foreign name that inflects into the nominative.

    It is the last before a city in the nominative or a number ("Metalurgu Donieck" →
    "Metalurg Donieck"), the last of all ("Soft Banku" → "Soft Bank") or, in a case that nothing
    else explains, the first ("Xandakiem Vostok" → "Xandak Vostok").
    """
    plain = " ".join(written)
    end = len(written)
    while end > 1 and (_is_number(written[end - 1]) or _is_city(written[end - 1])):
        end -= 1
    if any(readings(word) for word in written[: min(end, len(written) - 1)] if not is_code(word)):
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
        stays = subject or is_code(last) or _is_city(last)
        bare = last if stays else guessed(last, {}, cases, place=False)
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


def _is_number(word: str) -> bool:
    return stands_still(word) or any(char.isdigit() for char in word)


def is_code(word: str) -> bool:
    """Tell whether a word does not inflect: an acronym, an address, or what has figures in it."""
    if any(char.isdigit() for char in word) or "." in word[1:-1]:
        return True
    return is_acronym(word) and not (len(word) > SPELT and readings(word))
