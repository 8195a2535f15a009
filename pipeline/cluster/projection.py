"""A map of sentences: two coordinates for each vector."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from pipeline.cluster.encoders import Vectors

_BLOCK = 16_384


def project(vectors: Vectors) -> npt.NDArray[np.float64]:
    """Return the first two principal components of vectors (Pearson, 1901).

    Parameters
    ----------
    vectors
        Shape (n_sentences, n_dimensions).

    Returns
    -------
    ndarray of shape (n_sentences, 2)
        Deterministic: the largest loading of each component is positive. Missing dimensions are
        zero. Time and memory are linear in the number of sentences.
    """
    rows, width = vectors.shape
    found = np.zeros((rows, 2))
    if rows < 2 or width == 0:
        return found
    mean = vectors.mean(axis=0, dtype=np.float64)
    covariance = np.zeros((width, width))
    for start in range(0, rows, _BLOCK):
        block = vectors[start : start + _BLOCK] - mean
        covariance += block.T @ block
    _, axes = np.linalg.eigh(covariance)
    for place in range(min(2, width)):
        axis = axes[:, -1 - place]
        axis = axis * np.sign(axis[np.argmax(np.abs(axis))])
        for start in range(0, rows, _BLOCK):
            block = vectors[start : start + _BLOCK] - mean
            found[start : start + _BLOCK, place] = block @ axis
    return found
