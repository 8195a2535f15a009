"""Sentence vectors laid out on a plane for the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skrot.report.content.input import Coordinate

DIGITS = 4


def project(
    keys: Sequence[tuple[str, int]], vectors: NDArray[np.floating]
) -> tuple[Coordinate, ...]:
    """Place sentences by the first two principal components of their vectors.

    The components come from the covariance matrix, so that the cost grows with the number of
    sentences only linearly; each is turned so that its largest weight is positive and coordinates
    are rounded, so that the same vectors give the same map. Method: Pearson 1901, as in any PCA.

    Parameters
    ----------
    keys
        Document and number of each sentence.
    vectors
        Shape (sentences, dimensions), rows in the order of ``keys``.

    Returns
    -------
    tuple of Coordinate
        One for each key; none when there are fewer than three sentences or two dimensions.

    Raises
    ------
    ValueError
        If there are not as many vectors as keys.
    """
    if len(keys) != len(vectors):
        raise ValueError(f"{len(keys)} sentences but {len(vectors)} vectors")
    if len(keys) < 3 or vectors.shape[1] < 2:
        return ()
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    _, components = np.linalg.eigh(centred.T @ centred / len(keys))
    axes = components[:, :-3:-1]
    largest = np.abs(axes).argmax(axis=0)
    places = centred @ (axes * np.sign(axes[largest, [0, 1]]))
    return tuple(
        Coordinate(doc, n, round(float(x), DIGITS), round(float(y), DIGITS))
        for (doc, n), (x, y) in zip(keys, places, strict=True)
    )
