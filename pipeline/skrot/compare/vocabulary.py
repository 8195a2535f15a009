"""Word lists of the comparison, from the data files of the package."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Vocabulary(Table, frozen=True):
    """Lemmas that tell what kind of statement is made, and lemmas that tell nothing."""

    demand: frozenset[str]
    plan: frozenset[str]
    generic: frozenset[str]
    whole: frozenset[str]
    vague_counted: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Give the word lists."""
    return load("skrot.compare", "data/words.toml", Vocabulary)
