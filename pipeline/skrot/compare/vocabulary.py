"""Word lists of the comparison, from the data files of the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that tell what kind of statement is made, and lemmas that tell nothing."""

    demand: frozenset[str]
    plan: frozenset[str]
    generic: frozenset[str]
    whole: frozenset[str]
    vague_counted: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Give the word lists."""
    data = files("skrot.compare").joinpath("data", "words.toml").read_bytes()
    return msgspec.toml.decode(data, type=Vocabulary)
