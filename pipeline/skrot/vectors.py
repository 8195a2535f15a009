"""Vectors of sentences: their types, what makes them, and vectors of unit length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.floating[Any]]


class Encoder(Protocol):
    """What every encoder offers; ``name`` and ``version`` go into the keys of what is kept."""

    @property
    def name(self) -> str:
        """Which model it is."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the vectors may change."""
        ...

    @property
    def note(self) -> str | None:
        """What a reader of the results should know about it, in one sentence."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return an L2-normalised float32 array of shape (n_texts, n_dimensions)."""
        ...


def unit(rows: Matrix) -> Matrix:
    """Return rows of length one; rows of zeros stay."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Matrix = rows / np.where(norms > 0, norms, 1)
    return scaled
