"""Word lists of the comparison, from the data files of the package."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Description(Table, frozen=True):
    """Patterns of what is compared, and names of statements of one kind."""

    share_of: str
    share: str
    plan: str
    demand: str


class Vocabulary(Table, frozen=True):
    """What ``words.toml`` holds; the comments there say what each list means."""

    demand: frozenset[str]
    plan: frozenset[str]
    generic: frozenset[str]
    whole: frozenset[str]
    holding: frozenset[str]
    vague_counted: frozenset[str]
    obliging: str
    asking: str
    restating: tuple[str, ...]
    by: str
    before_by: tuple[str, ...]
    cited: tuple[str, ...]
    linking: frozenset[str]
    description: Description


@cache
def vocabulary() -> Vocabulary:
    """Give the word lists."""
    return load("skrot.compare", "data/words.toml", Vocabulary)
