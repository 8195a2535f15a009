"""Word lists of the comparison, from the data files of the package."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from skrot.toml import Table, load

Words = frozenset[str]


class Sides(Table, frozen=True):
    """Groups of words that exclude one another."""

    sides: tuple[Words, ...]


class Votes(Table, frozen=True):
    """How the result of a vote is told."""

    words: Words
    between: Words
    label: str
    voters: Words


class Ages(Table, frozen=True):
    """How the age of somebody is told."""

    before: Words
    adjectives: tuple[str, ...]
    nouns: tuple[str, ...]
    label: str


class Events(Table, frozen=True):
    """What happens once."""

    once: Words
    bounds: Words
    label: str


class Which(Table, frozen=True):
    """The forms of the pronoun at the head of a clause."""

    nom: str
    gen: str
    acc: str
    loc: str
    inst: str


class Measures(Table, frozen=True):
    """What names a figure, and what does not belong to a name."""

    nouns: Words
    bare: Words
    aside: Words


class Description(Table, frozen=True):
    """Words of which labels are made."""

    count: str
    share: str
    held: str
    inside: str
    inside_long: str
    hard_to_say: tuple[str, ...]
    amount: str
    time: str
    length: str
    yearly: str
    plan: str
    demand: str
    reflexive: tuple[str, ...]
    compared: Words
    verbs: dict[str, str]
    lengths: dict[str, str]
    prepositions: dict[str, Literal["gen", "acc", "loc", "inst"]]
    which: dict[str, Which]
    measures: Measures


class Vocabulary(Table, frozen=True):
    """What ``words.toml`` holds; the comments there say what each list means."""

    demand: Words
    plan: Words
    estimate: Words
    generic: Words
    whole: Words
    holding: Words
    vague_counted: Words
    of_many: Words
    asked: Words
    polls: Words
    obliging: str
    asking: str
    restating: tuple[str, ...]
    by: str
    before_by: tuple[str, ...]
    cited: tuple[str, ...]
    so_far: Words
    growing: Words
    revising: Words
    families: dict[str, Words]
    opposite: tuple[Sides, ...]
    period: tuple[Sides, ...]
    votes: Votes
    ages: Ages
    events: Events
    description: Description


@cache
def vocabulary() -> Vocabulary:
    """Give the word lists."""
    return load("skrot.compare", "data/words.toml", Vocabulary)


@cache
def _family_of() -> Mapping[str, str]:
    return {word: name for name, words in vocabulary().families.items() for word in words}


def family(lemma: str) -> str:
    """Give what a lemma stands for when things are compared: its family, or itself."""
    return _family_of().get(lemma, lemma)


@cache
def _opposites() -> Mapping[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for group, row in enumerate(vocabulary().opposite):
        for side, words in enumerate(row.sides):
            for word in words:
                found.setdefault(word, []).append((group, side))
    return {word: tuple(places) for word, places in found.items()}


def opposites(lemma: str) -> tuple[tuple[int, int], ...]:
    """Give the groups of words that exclude one another a lemma is in, each with its side."""
    table = _opposites()
    return table.get(lemma, ()) + (table.get(family(lemma), ()) if family(lemma) != lemma else ())
