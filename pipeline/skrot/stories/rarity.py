"""How rare a word is in Polish: what a corpus is about is rare elsewhere, however common in it."""

from __future__ import annotations

import math
from functools import cache

from skrot.toml import Table, load

# A lemma that is not listed counts as one of a text.
_UNLISTED = 1.0


class _Level(Table, frozen=True):
    documents: int
    words: str


class _Commonness(Table, frozen=True):
    texts: int
    level: tuple[_Level, ...]


def rarity(lemma: str) -> float:
    """Return the inverse document frequency of a lemma in Polish, of a phrase that of its words.

    Between 0.1 for what stands in almost every text and 7.8 for what stands in one of 3,500.
    """
    counts = _counts()
    most = max((counts.get(word, _UNLISTED) for word in lemma.split()), default=_UNLISTED)
    return math.log((_commonness().texts + 1) / (most + 0.5))


@cache
def _commonness() -> _Commonness:
    return load("skrot.stories", "data/commonness.toml", _Commonness)


@cache
def _counts() -> dict[str, float]:
    """Return in about how many texts each lemma stands: the middle of its level."""
    found: dict[str, float] = {}
    for level in _commonness().level:
        middle = min(level.documents * math.sqrt(2), _commonness().texts)
        found.update(dict.fromkeys(level.words.split(), middle))
    return found
