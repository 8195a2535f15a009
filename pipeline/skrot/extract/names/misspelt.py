"""Known names with a slip of the pen: "Wielkej Brytanii", "Unię Europejką"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from skrot.extract.names.keys import folded
from skrot.extract.names.known import Known, known_forms
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import adjectives

# A shorter word that is one letter off may be another word; so may one that the dictionary has,
# unless it is longer still.
_SHORTEST = 5
_LONG = 7

# The place of a word in a name and the other words of it.
_Rest = tuple[int, tuple[str, ...]]


def misspelt(form: str) -> Known | None:
    """Give the known name of several words that a form is one letter off, null where none is.

    All words but one are those of the name in one of its case forms. The one that is not has a
    letter more, fewer, other or two exchanged (Damerau, "A technique for computer detection and
    correction of spelling errors", 1964), or other diacritics, or is another form of that adjective
    ("Parlamentu Europejskiej").
    """
    words = form.split()
    for at, word in enumerate(words):
        if len(words) == 1 or len(word) < _SHORTEST:
            continue
        rest = (at, (*words[:at], *words[at + 1 :]))
        for right, known in _by_rest().get(rest, ()):
            same = folded(word) == folded(right) or _are_of_one(word, right)
            likely = len(word) >= _LONG or not analyse(word)
            if word[0] == right[0] and (same or (likely and _one_off(word, right))):
                return known
    return None


def _are_of_one(word: str, other: str) -> bool:
    """Tell whether two words are forms of one adjective."""
    bases = ({r.lemma for r in adjectives(one)} for one in (word, other))
    return not set.isdisjoint(*bases)


@cache
def _by_rest() -> Mapping[_Rest, list[tuple[str, Known]]]:
    """Map the words of a known form without one of them, and its place, to it and the name."""
    found: dict[_Rest, list[tuple[str, Known]]] = {}
    for form, known in known_forms().items():
        words = form.split()
        if known.short or len(words) == 1:
            continue
        for at, word in enumerate(words):
            if len(word) >= _SHORTEST:
                rest = (at, (*words[:at], *words[at + 1 :]))
                found.setdefault(rest, []).append((word, known))
    return found


def _one_off(word: str, other: str) -> bool:
    """Tell whether two different words are one slip apart."""
    short, long = sorted((word, other), key=len)
    start = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    rest, theirs = short[start:], long[start:]
    exchanged = rest[:2] == theirs[1::-1] and rest[2:] == theirs[2:]
    return len(short) == len(long) and (rest[1:] == theirs[1:] or exchanged)
