"""Figures while training; the published ones come from ``make quality``."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray


class Score:
    """Counts what is found and what is there, for precision, recall and F."""

    def __init__(self) -> None:
        self.right = 0
        self.found = 0
        self.there = 0

    def add(self, found: set[Hashable], there: set[Hashable]) -> None:
        """Add the items of one text."""
        self.right += len(found & there)
        self.found += len(found)
        self.there += len(there)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall; zero when nothing is right."""
        return 2 * self.right / max(self.found + self.there, 1)


def spans(path: NDArray[np.int64] | None, labels: tuple[str, ...]) -> set[tuple[int, int, str]]:
    """Read entities off a path of BILUO labels."""
    found: set[tuple[int, int, str]] = set()
    start = 0
    for n, index in enumerate([] if path is None else path):
        prefix, _, kind = labels[index].partition("-")
        if prefix in {"B", "U"}:
            start = n
        if prefix in {"L", "U"}:
            found.add((start, n + 1, kind))
    return found


def pos_of(label: str) -> str:
    """Give the part of speech of a label."""
    return label.partition("|")[0]
