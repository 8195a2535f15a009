"""All candidates of a corpus put away as bytes, and the best of a theme taken from among them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from skrot.packed import Packed, Shelf
from skrot.summarise.scoring import Candidate
from skrot.summarise.values import commonness, logarithms, scaled

# Of so many best candidates of a theme the digest is made; a theme with at most twice as many is
# selected from as a whole.
POOL = 2000

# Vectors are added up in steps of this size: the sum is the same in whatever parts.
_STEP = 2.0**-36

Floats = npt.NDArray[np.floating]


class _Rows(Protocol):
    """Candidates that are packed, in display order, and where they stand."""

    candidates: list[bytes]
    positions: array[int]
    ns: array[int]


class Candidates(Packed[Candidate]):
    """Candidates by their numbers; in memory are sixteen bytes for each.

    Parameters
    ----------
    shelf
        Empty; what is added is packed and put there.
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(Candidate, shelf)
        self._positions = array("I")
        self._ns = array("I")

    def add(self, row: Candidate) -> int:
        """Put a candidate away; return its number. They come in display order."""
        self._positions.append(row.position)
        self._ns.append(row.sentence.n)
        return super().add(row)

    def extend(self, rows: _Rows) -> None:
        """Put candidates away that are packed already."""
        self._positions.extend(rows.positions)
        self._ns.extend(rows.ns)
        for data in rows.candidates:
            self.put(data)

    def n_of(self, number: int) -> int:
        """Return the number that a candidate has in its document."""
        return self._ns[number]

    def needed(self, number: int) -> Iterator[int]:
        """Return the numbers of the candidates that one needs beside it."""
        return needed(self.get(number), number, self._positions, self._ns)


def needed(
    row: Candidate, number: int, positions: Sequence[int], ns: Sequence[int]
) -> Iterator[int]:
    """Return the numbers of the candidates that one needs, by where all of them stand."""
    wanted = set(row.needs)
    for step in (-1, 1):
        at = number + step
        while wanted and 0 <= at < len(ns) and positions[at] == positions[number]:
            if ns[at] in wanted:
                yield at
            at += step


unpack = Packed(Candidate, []).unpack
"""Return a candidate from its bytes."""


class View(NamedTuple):
    """How a group looks at a candidate: its direction, float32, and how common lemmas are in it."""

    center: npt.NDArray[np.float32]
    frequency: Mapping[str, float]


class Group:
    """What is known of all candidates of a theme, or of the corpus; the numbers of its members."""

    def __init__(self) -> None:
        self.members = array("I")
        self.center: npt.NDArray[np.int64] | None = None
        self.frequency: Counter[str] = Counter()
        self.n_sentences = 0
        self.n_words = 0

    def add(self, number: int, row: Candidate, weight: float) -> None:
        """Count a candidate in, its vector with a weight."""
        self._move(np.rint(weight / _STEP * row.vector.astype(np.float64)).astype(np.int64))
        self.frequency.update(row.lemmas)
        self.n_words += row.n_words
        self.members.append(number)

    def take(self, other: Group, first: int) -> None:
        """Count the candidates of another group in; `first` is the number of its number 0."""
        if other.center is not None:
            self._move(other.center)
        self.frequency.update(other.frequency)
        self.n_words += other.n_words
        self.n_sentences += other.n_sentences
        self.members.extend(number + first for number in other.members)

    def _move(self, by: npt.NDArray[np.int64]) -> None:
        self.center = by if self.center is None else self.center + by

    def view(self) -> View:
        """Return how the group looks at candidates."""
        center = np.zeros(1) if self.center is None else self.center * _STEP
        length = max(float(np.linalg.norm(center)), 1e-9)
        # That a lemma which one candidate has is not common goes without saying.
        common = {lemma: count for lemma, count in self.frequency.items() if count > 1}
        return View((center / length).astype(np.float32), logarithms(common))


class Measures(NamedTuple):
    """What the members of a group are worth in it, one number a member.

    ``close`` is their closeness to its centre, ``usual`` how common their lemmas are in it, neither
    stretched; ``other`` is the rest of their score.
    """

    close: Floats
    usual: Floats
    other: Floats

    @classmethod
    def none(cls) -> Measures:
        """Return those of no members."""
        return cls(np.zeros(0), np.zeros(0), np.zeros(0))

    @classmethod
    def joined(cls, parts: Iterable[Measures]) -> Measures:
        """Return those of members that were looked at in parts."""
        return cls(*(np.concatenate(rows) for rows in zip(*parts, strict=True)))


def measured(
    rows: Iterable[Candidate], view: View, rest: Callable[[Candidate], dict[str, float]]
) -> Measures:
    """Look at candidates as members of a group; `rest` gives the other parts of their scores."""
    found = [
        (row.vector @ view.center, commonness(row.lemmas, view.frequency), sum(rest(row).values()))
        for row in rows
    ]
    return Measures(*np.array(found, dtype=np.float64).reshape(-1, 3).T)


def best(
    candidates: Candidates,
    group: Group,
    rest: Callable[[Candidate], dict[str, float]],
    within: Callable[[str, Floats], Floats],
) -> list[Candidate]:
    """Return the best candidates of a group in display order, scored within the group.

    Every candidate is scored, so that with no more than twice `POOL` of them the result is all of
    them, and otherwise the `POOL` that score highest with those that they need.

    Parameters
    ----------
    candidates
        Of the corpus.
    group
        Whose members are scored by closeness to its centre and by its common lemmas.
    rest
        Gives the other parts of a candidate's score.
    within
        Gives what closeness ("centrality") and common lemmas ("words") add, stretched to [0, 1].
    """
    measures = measured(map(candidates.get, group.members), group.view(), rest)
    return chosen(
        candidates.get,
        group.members,
        measures,
        rest=rest,
        within=within,
        beside=candidates.needed,
    )


def chosen(
    get: Callable[[int], Candidate],
    members: Sequence[int],
    measures: Measures,
    *,
    rest: Callable[[Candidate], dict[str, float]],
    within: Callable[[str, Floats], Floats],
    beside: Callable[[int], Iterable[int]],
) -> list[Candidate]:
    """Return the best of the members of a group, which were measured, as `best` does.

    `get` gives a candidate by its number, and `beside` the numbers of those that one needs.
    """
    if not members:
        return []
    central = within("centrality", scaled(measures.close))
    common = within("words", scaled(measures.usual))
    places: Iterable[int] = range(len(members))
    if len(members) > 2 * POOL:
        places = _kept(beside, members, measures.other + central + common)
    found = []
    for i in places:
        row = get(members[i])
        near = {"centrality": float(central[i]), "words": float(common[i])}
        found.append(row._replace(parts={**row.parts, **rest(row), **near}))
    return found


def _kept(
    beside: Callable[[int], Iterable[int]], members: Sequence[int], scores: Floats
) -> list[int]:
    """Return the places of the members to keep, in order."""
    places = np.argsort(-scores, kind="stable")[:POOL].tolist()
    at = {number: place for place, number in enumerate(members)}
    more = (at.get(number) for i in places for number in beside(members[i]))
    return sorted({*places, *(place for place in more if place is not None)})
