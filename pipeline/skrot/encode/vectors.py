"""Matrices of vectors: their types, and vectors of unit length."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Matrix = npt.NDArray[np.floating[Any]]


def unit(rows: Matrix) -> Matrix:
    """Return rows of length one; rows of zeros stay."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Matrix = rows / np.where(norms > 0, norms, 1)
    return scaled
