"""Abbreviations and what the full stop after them means; the lists are data."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources

import msgspec


class Abbreviations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The contents of ``abbreviations.toml``; the file says what each group means."""

    inner: frozenset[str]
    before_number: frozenset[str]
    final: frozenset[str]
    usually_final: frozenset[str]
    lemmas: dict[str, str]


@lru_cache(maxsize=1)
def load_abbreviations() -> Abbreviations:
    """Read the packaged table; an unknown key in it is an error."""
    file = resources.files("skrot.annotate").joinpath("data/abbreviations.toml")
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Abbreviations)
