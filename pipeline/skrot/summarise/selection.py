"""Greedy selection: the best sentence next, given what is selected already.

The objective is maximal marginal relevance (Carbonell and Goldstein, 1998, SIGIR) with a bonus for
names and numbers that are new. Among several documents it also rewards diversity as in Lin and
Bilmes (2011, ACL, "A class of submodular functions for document summarization"): the square root of
how many sentences each document, theme, story and topic has, so that each further one adds less;
a story by the square root of how many tell it independently.
Sentences that must stay together are weighed and selected as a unit. The order of selection does
not depend on the length asked for, so that a shorter digest is a prefix of a longer one.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.records import OTHER
from skrot.summarise.scoring import Candidate
from skrot.summarise.weights import Choice

_NOVEL_AT_MOST = 3
# A sentence may bring along so many others that are not in the digest yet, and with those that name
# its persons in full make up so large a unit.
CHAIN_LIMIT, _UNIT_AT_MOST = 2, 4


class Pick(NamedTuple):
    """A selected candidate with the parts of its score at the time it was selected."""

    candidate: Candidate
    parts: dict[str, float]

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(self.parts.values())


def select(pool: Sequence[Candidate], weights: Choice) -> Iterator[list[Pick]]:
    """Yield units of sentences, the best first, until nothing new is left.

    Parameters
    ----------
    pool
        Candidates in display order: documents one after another, source order within.
    weights
        What redundancy and novelty weigh.

    Yields
    ------
    list of Pick
        A unit: sentences to be shown together, in source order. The first unit is one sentence
        when any can stand alone.
    """
    state = _State(pool, weights)
    while (unit := state.best()) is not None:
        yield state.take(unit)


class _State:
    """What is selected so far and what each candidate would still add."""

    def __init__(self, pool: Sequence[Candidate], weights: Choice) -> None:
        self._pool = pool
        self._weights = weights
        self._base = np.array([candidate.score for candidate in pool], dtype=np.float64)
        size = len(pool)
        self._vectors = np.array([candidate.vector for candidate in pool], dtype=np.float32)
        self._similar = np.zeros(size)
        self._open = np.ones(size, dtype=bool)
        self._chosen: set[int] = set()
        self._full: dict[str, list[int]] = {}
        for i, candidate in enumerate(pool):
            for person in sorted(candidate.full):
                self._full.setdefault(person, []).append(i)
        self._names: set[str] = set()
        self._numbers: set[str] = set()
        self._naming: dict[str, list[int]] = {}
        for i, candidate in enumerate(pool):
            for key in candidate.names | candidate.numbers.keys():
                self._naming.setdefault(key, []).append(i)
        self._novelty = np.array([self._news(candidate) for candidate in pool], dtype=np.float64)
        self._gains = self._coverage = np.zeros(size)
        self._documents = _Kinds([candidate.position for candidate in pool], weights.document)
        self._themes = _Kinds([_theme(candidate) for candidate in pool], weights.theme)
        told = [candidate.told for candidate in pool]
        reports = [math.sqrt(one.reports) if one else 1.0 for one in told]
        self._stories = _Kinds([one and one.story for one in told], weights.story, reports)
        self._topics = _Kinds([one and one.topic for one in told], weights.topic)
        self._units = self._find_units()
        self._single = np.array(
            [unit == (i,) and not pool[i].short for i, unit in enumerate(self._units)], dtype=bool
        )
        self._alone = any(
            unit == (i,) and self._with_full_names(unit) == unit
            for i, unit in enumerate(self._units)
        )

    def _find_units(self) -> list[tuple[int, ...] | None]:
        at = {(c.position, c.sentence.n): i for i, c in enumerate(self._pool)}
        units: list[tuple[int, ...] | None] = []
        for i, candidate in enumerate(self._pool):
            needed = [at.get((candidate.position, n)) for n in candidate.needs]
            if any(other is None for other in needed):
                units.append(None)
            else:
                units.append(tuple(sorted([*(o for o in needed if o is not None), i])))
        return units

    def _with_full_names(self, unit: tuple[int, ...]) -> tuple[int, ...] | None:
        """Return a unit with the sentences that name its persons in full, null if it can not be.

        Whoever has a full name in the pool must have it in the digest first: a unit whose persons
        are named in full only further on is null. What a document begins with may have the names
        of its title.
        """
        grown = set(unit)
        for i in unit:
            if i == 0 and self._documents.different < 2:
                continue
            for person in sorted(self._pool[i].short):
                places = self._full.get(person, [])
                if any(j <= i and (j in grown or j in self._chosen) for j in places):
                    continue
                named = [j for j in places if self._units[j] is not None]
                before = [j for j in named if j < i]
                if before:
                    grown |= set(self._units[before[-1]] or ())
                elif named:
                    return None
        return tuple(sorted(grown))

    def best(self) -> tuple[int, ...] | None:
        """Return the unit with the highest mean gain of its new members."""
        best: tuple[int, ...] | None = None
        best_gain = -np.inf
        self._coverage = self._find_coverage()
        self._gains = self._find_gains()
        gains = self._gains.tolist()
        for i in self._worth_a_look():
            own = self._units[i]
            if own is None or len(self._new(own)) > 1 + CHAIN_LIMIT:
                continue
            unit = self._with_full_names(own)
            if unit is None:
                continue
            new = self._new(unit)
            if len(new) > _UNIT_AT_MOST or (not self._chosen and self._alone and len(new) > 1):
                continue
            gain = sum(gains[j] for j in new) / len(new)
            if gain > best_gain + 1e-12:
                best, best_gain = new, gain
        return best

    def _new(self, unit: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(j for j in unit if j not in self._chosen)

    def _worth_a_look(self) -> list[int]:
        """Return the open candidates but those alone in their unit that others alone exceed."""
        found = self._open.copy()
        alone = self._open & self._single
        if alone.any():
            found &= ~alone | (self._gains >= self._gains[alone].max() - 1e-9)
        places: list[int] = np.flatnonzero(found).tolist()
        return places

    def _find_gains(self) -> npt.NDArray[np.float64]:
        novelty = np.where(self._open, self._novelty, 0.0)
        return self._base + novelty + self._coverage - self._weights.redundancy * self._similar

    def _news(self, candidate: Candidate) -> float:
        """Return what the names and numbers of a candidate that are not selected yet add."""
        names = len(candidate.names - self._names)
        numbers = len(candidate.numbers.keys() - self._numbers)
        found = self._weights.new_name * min(names, _NOVEL_AT_MOST)
        return found + self._weights.new_number * min(numbers, _NOVEL_AT_MOST)

    def _find_coverage(self) -> npt.NDArray[np.float64]:
        """Return what each candidate adds to the square roots of documents and themes."""
        if self._documents.different < 2:
            return np.zeros(len(self._pool))
        kinds = (self._documents, self._themes, self._stories, self._topics)
        return np.where(self._open, sum(kind.gains() for kind in kinds), 0.0)

    def take(self, unit: tuple[int, ...]) -> list[Pick]:
        """Select the unit that `best` has found; close what says the same."""
        gains, coverage = self._gains, self._coverage
        picks = []
        for i in unit:
            candidate = self._pool[i]
            parts = {**candidate.parts, "redundancy": -self._weights.redundancy * self._similar[i]}
            parts["coverage"] = float(coverage[i])
            parts["novelty"] = float(gains[i]) - sum(parts.values())
            picks.append(
                Pick(
                    candidate,
                    {name: round(float(value), 4) for name, value in parts.items() if value},
                )
            )
        for i in unit:
            self._chosen.add(i)
            self._open[i] = False
            for kinds in (self._documents, self._themes, self._stories, self._topics):
                kinds.count(i)
            self._names |= self._pool[i].names
            self._numbers |= self._pool[i].numbers.keys()
            for key in self._pool[i].names | self._pool[i].numbers.keys():
                for j in self._naming.pop(key, ()):  # what is known now stays so
                    self._novelty[j] = self._news(self._pool[j])
            np.maximum(self._similar, self._similarity(i), out=self._similar)
        self._open &= self._similar < self._weights.same
        return picks

    def _similarity(self, index: int) -> npt.NDArray[np.float64]:
        """Return how much each open candidate says of what the one at ``index`` says."""
        chosen = self._pool[index]
        cosines: npt.NDArray[np.float64] = np.clip(self._vectors @ chosen.vector, 0, 1).astype(
            np.float64
        )
        shared = np.zeros(len(self._pool))
        for i in np.flatnonzero(self._open).tolist():
            lemmas = self._pool[i].lemmas
            if lemmas:
                shared[i] = len(lemmas & chosen.lemmas) / len(lemmas)
        return (cosines + shared) / 2


class _Kinds:
    """Of which kind each candidate is, and what one more of its kind adds.

    Parameters
    ----------
    kinds
        A name for each candidate; None for one that adds nothing.
    weight
        What the square root of how many of a kind are selected weighs.
    sizes
        What the kind of each candidate counts; one by default.
    """

    def __init__(
        self,
        kinds: Sequence[Hashable | None],
        weight: float,
        sizes: Sequence[float] | None = None,
    ) -> None:
        numbers: dict[Hashable | None, int] = {}
        self._of = np.array([numbers.setdefault(kind, len(numbers)) for kind in kinds], dtype=int)
        self._none = numbers.get(None)
        self._counts = [0] * len(numbers)
        self._weights = np.full(len(numbers), weight)
        if sizes is not None:
            self._weights[self._of] = weight * np.array(sizes)
        self._gains = self._weights * _step(0)
        self.different = len(numbers)
        if self._none is not None:
            self._gains[self._none] = 0.0

    def gains(self) -> npt.NDArray[np.float64]:
        """Return what each candidate would add, shape (candidates,)."""
        found: npt.NDArray[np.float64] = self._gains[self._of]
        return found

    def count(self, candidate: int) -> None:
        """Count a selected candidate in."""
        kind = int(self._of[candidate])
        if kind != self._none:
            self._counts[kind] += 1
            self._gains[kind] = self._weights[kind] * _step(self._counts[kind])


def _theme(candidate: Candidate) -> str | None:
    theme = candidate.sentence.theme
    return None if theme == OTHER else theme


def _step(count: int) -> float:
    """Return by how much the square root grows with one more."""
    return math.sqrt(count + 1) - math.sqrt(count)
