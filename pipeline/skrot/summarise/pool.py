"""All candidates of a corpus put away as bytes, and the best of a theme taken from among them."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from skrot.packed import Packed, Shelf
from skrot.summarise.scoring import Candidate
from skrot.summarise.values import commonness, logarithms, scaled

# Of so many best candidates of a theme the digest is made; a theme with at most twice as many is
# selected from as a whole.
POOL = 2000


class Candidates(Packed[Candidate]):
    """Candidates by the number that `add` gave them; in memory are eight bytes for each.

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

    def needed(self, number: int) -> Iterator[int]:
        """Return the numbers of the candidates that one needs beside it."""
        wanted = set(self.get(number).needs)
        for step in (-1, 1):
            at = number + step
            while wanted and 0 <= at < len(self._ns):
                if self._positions[at] != self._positions[number]:
                    break
                if self._ns[at] in wanted:
                    yield at
                at += step


class Group:
    """What is known of all candidates of a theme, or of the corpus; the numbers of its members."""

    def __init__(self) -> None:
        self.members = array("I")
        self.center: np.ndarray | None = None
        self.frequency: Counter[str] = Counter()
        self.n_sentences = 0
        self.n_words = 0

    def add(self, number: int, row: Candidate, weight: float) -> None:
        """Count a candidate in, its vector with a weight."""
        moved = weight * row.vector.astype(np.float64)
        self.center = moved if self.center is None else self.center + moved
        self.frequency.update(row.lemmas)
        self.n_words += row.n_words
        self.members.append(number)


def best(
    candidates: Candidates,
    group: Group,
    rest: Callable[[Candidate], dict[str, float]],
    within: Callable[[str, np.ndarray], np.ndarray],
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
    if group.center is None:
        return []
    center = (group.center / max(float(np.linalg.norm(group.center)), 1e-9)).astype(np.float32)
    frequency = logarithms(group.frequency)
    few = len(group.members) <= 2 * POOL
    rows: dict[int, tuple[Candidate, dict[str, float]]] = {}
    close, usual, other = (np.zeros(len(group.members)) for _ in range(3))
    for i, number in enumerate(group.members):
        row = candidates.get(number)
        parts = rest(row)
        close[i] = row.vector @ center
        usual[i] = commonness(row.lemmas, frequency)
        other[i] = sum(parts.values())
        if few:
            rows[i] = row, parts
    central, common = within("centrality", scaled(close)), within("words", scaled(usual))
    if not few:
        for i in _kept(candidates, group.members, other + central + common):
            row = candidates.get(group.members[i])
            rows[i] = row, rest(row)
    found = []
    for i, (row, parts) in rows.items():
        near = {"centrality": float(central[i]), "words": float(common[i])}
        found.append(row._replace(parts={**row.parts, **parts, **near}))
    return found


def _kept(candidates: Candidates, members: Sequence[int], scores: np.ndarray) -> list[int]:
    """Return the places of the members to keep, in order."""
    places = np.argsort(-scores, kind="stable")[:POOL].tolist()
    at = {number: place for place, number in enumerate(members)}
    needed = (at.get(number) for i in places for number in candidates.needed(members[i]))
    return sorted({*places, *(place for place in needed if place is not None)})
