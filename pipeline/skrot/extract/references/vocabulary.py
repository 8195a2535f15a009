"""The words that may stand for what is named: read once from ``references.toml``."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Offices(Table, frozen=True):
    """What keeps an office from meaning who holds it."""

    anybody: frozenset[str]
    unknown: frozenset[str]
    nobody: frozenset[str]
    posts: frozenset[str]
    candidate: frozenset[str]
    from_: frozenset[str]
    or_: frozenset[str]
    being: frozenset[str]
    matter: frozenset[str]
    for_: frozenset[str]
    ruling: frozenset[str]


class Vocabulary(Table, frozen=True):
    """What ``references.toml`` holds; the comments there say what each list means."""

    pronouns: dict[str, frozenset[str]]
    offices: Offices


@cache
def vocabulary() -> Vocabulary:
    """Give the words that may stand for what is named."""
    return load("skrot.extract.references", "data/references.toml", Vocabulary)
