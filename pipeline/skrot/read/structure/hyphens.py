"""Words cut at a line end: joined, or with the hyphen kept.

The dictionary decides: "posie-" + "dzenie" is a word when joined; "polsko-" + "japońska" is a
compound of two adjectives, which Polish writes with a hyphen.
"""

from __future__ import annotations

from functools import cache

from skrot.polish.dictionary import analyse, is_known
from skrot.toml import Table, load

_SHORTEST_HALF = 3
_SHORTEST_PART = 2
_AFTER_WORD = '.,;:!?)”"…'


class _Rules(Table, frozen=True):
    prefixes: frozenset[str]
    directions: frozenset[str]
    conjunctions: frozenset[str]


@cache
def _rules() -> _Rules:
    return load("skrot.read.structure", "data/hyphens.toml", _Rules)


def is_suspended(word: str) -> bool:
    """Tell whether a hyphen before this word stands for a left-out part: "północno- i …"."""
    return word in _rules().conjunctions


def join_word(left: str, right: str) -> bool:
    """Tell whether a word cut at a line end is written without the hyphen.

    Parameters
    ----------
    left, right : str
        The letters before and after the hyphen, not empty.

    Returns
    -------
    bool
        False where the hyphen belongs to the word: "polsko-japoński", "Kowalska-Nowak", "e-mail",
        "2023-2025".
    """
    stem = left.rpartition("-")[2]
    if (
        not stem.isalpha()
        or not right.isalpha()
        or len(stem) == 1
        or stem.isupper() > right.isupper()
    ):
        return False
    if right[0].isupper() and not stem.isupper():
        return False
    first = stem.casefold()
    if first.endswith("o") and _is_compound(first, right):
        return False
    if analyse(left + right) or analyse(stem + right) or analyse((stem + right).casefold()):
        return True
    if first in _rules().prefixes:
        return True
    halves_known = bool(analyse(stem) or analyse(first)) and bool(analyse(right))
    return not (halves_known and min(len(stem), len(right)) >= _SHORTEST_HALF)


def is_cut_bare(before: str, after: str) -> bool:
    """Tell whether a line end cuts a word without a hyphen: "wła" + "dzy".

    The whole is a word of the dictionary, and of its halves one is none, nor an abbreviation.
    """
    if not (before[-1].isalpha() and after[0].islower()):
        return False
    left, first = before[before.rfind(" ") + 1 :], after.partition(" ")[0]
    right = first.rstrip(_AFTER_WORD)
    if min(len(left), len(right)) < _SHORTEST_PART or not (left.isalpha() and right.isalpha()):
        return False
    if is_known(right) and is_known(left):
        return False
    return is_known(left + right) and not (first.endswith(".") and analyse(right + "."))


def _is_compound(first: str, second: str) -> bool:
    rules = _rules()
    if first in rules.prefixes:
        return False
    adjective = any(reading.pos == "adj" for reading in analyse(second))
    if first in rules.directions:
        return adjective and second.casefold().startswith(
            tuple(direction[:-1] for direction in rules.directions)
        )
    base = first[:-1]
    return adjective and any(
        reading.pos == "adj" for ending in ("i", "y") for reading in analyse(base + ending)
    )
