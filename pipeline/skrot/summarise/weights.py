"""The weights of ranking, in one place: ``weights.toml``, read once and checked strictly."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Reward(Table, frozen=True):
    """Weights of what speaks for a sentence."""

    centrality: float
    words: float
    position: float
    opening: float
    lead: float
    takeaway: float
    names: float
    numbers: float
    title: float
    theme: float


class Penalty(Table, frozen=True):
    """Weights of what speaks against a sentence."""

    length: float
    question: float
    unattributed: float
    leaning: float
    adding: float
    formal: float
    evasive: float
    boilerplate: float


class Across(Table, frozen=True):
    """Factors of parts in digests of a theme, or of the whole corpus."""

    position: float
    part: float
    title: float
    numbers: float
    names: float
    words: float


class Choice(Table, frozen=True):
    """Weights of what depends on the sentences selected before."""

    redundancy: float
    same: float
    new_name: float
    new_number: float
    document: float
    theme: float


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
