"""Abbreviations and what the full stop after them means; the lists are data."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Abbreviations(Table, frozen=True):
    """The contents of ``abbreviations.toml``; the file says what each group means."""

    inner: frozenset[str]
    before_number: frozenset[str]
    final: frozenset[str]
    usually_final: frozenset[str]
    lemmas: dict[str, str]


@cache
def load_abbreviations() -> Abbreviations:
    """Give the packaged table."""
    return load("skrot.annotate", "data/abbreviations.toml", Abbreviations)
