"""Scorers that give what a test has written down."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc


class Fixed:
    """Scores of one name: for every token those of a table by label, 0 where it is silent."""

    def __init__(
        self, name: str, labels: tuple[str, ...], table: Sequence[dict[str, float]]
    ) -> None:
        self.labels = {name: labels}
        self._table = table

    def scores(self, doc: Doc, name: str) -> NDArray[np.float32]:
        rows = [[row.get(label, 0.0) for label in self.labels[name]] for row in self._table]
        return np.array(rows, dtype=np.float32).reshape(len(rows), len(self.labels[name]))


class Drawn:
    """Scores drawn by chance, the same for every Doc of one length."""

    def __init__(self, name: str, labels: tuple[str, ...]) -> None:
        self.labels = {name: labels}

    def scores(self, doc: Doc, name: str) -> NDArray[np.float32]:
        size = (len(doc), len(self.labels[name]))
        return np.random.default_rng(0).normal(size=size).astype(np.float32)
