"""What is not learned of ranking, in one place: ``weights.toml``, read once, checked strictly."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Reward(Table, frozen=True):
    """Weights of what speaks for a sentence, beside what is learned."""

    position: float
    long: float
    lead: float
    takeaway: float
    theme: float


class Penalty(Table, frozen=True):
    """Weights of what speaks against a sentence."""

    question: float
    unattributed: float
    leaning: float
    headed: float
    doubtful: float
    adding: float
    formal: float
    evasive: float
    astray: float
    boilerplate: float


class Across(Table, frozen=True):
    """Factors of parts in digests of a theme or of the whole corpus; rewards of names, numbers."""

    position: float
    opening: float
    part: float
    title: float
    words: float
    names: float
    numbers: float


class Choice(Table, frozen=True):
    """Weights of what depends on the sentences selected before."""

    redundancy: float
    same: float
    new_name: float
    new_number: float
    document: float
    theme: float
    story: float
    topic: float


class Weights(Table, frozen=True):
    """All weights."""

    reward: Reward
    penalty: Penalty
    across: Across
    corpus: Across
    selection: Choice


@cache
def default_weights() -> Weights:
    """Return the packaged weights."""
    return load("skrot.summarise", "weights.toml", Weights)
