"""Function words that several stages look for."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class FunctionWords(Table, frozen=True):
    """What ``function_words.toml`` holds; the comments there say what each list means."""

    conjunction: str
    inside: frozenset[str]
    that: frozenset[str]
    denial: str
    adjectives: tuple[str, ...]


@cache
def function_words() -> FunctionWords:
    """Give the function words."""
    return load("skrot.polish", "data/function_words.toml", FunctionWords)
