"""Average linkage over any number of rows, near linear, in the order in which they come.

Rows are taken in batches, within which the clusters are exact; then each cluster of a batch joins
the open one that it is most like on average, or is a new one. The mean similarity of two clusters
is the product of their mean rows, so that none is computed row by row.

Source of the method: Sokal and Michener (1958), "A statistical method for evaluating systematic
relationships" (average linkage); Allan, Papka and Lavrenko (1998, SIGIR), "On-line new event
detection and tracking" (one pass in the order of time).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

BATCH = 1500
"""Rows that are compared with one another at once: a matrix of 18 MB."""
OPEN = 4000
"""When so many other clusters have been added to, a cluster is not open any more."""


class Rows(NamedTuple):
    """Rows with a sparse part and a dense one; the similarity of two is their inner product.

    Attributes
    ----------
    sparse
        A CSR matrix of shape (n_rows, n_terms).
    dense
        Shape (n_rows, n_dimensions), which may be none.
    against
        Shape (n_rows, n_others): the inner product of these is taken off the similarity.
    """

    sparse: sp.csr_matrix
    dense: NDArray[np.float32]
    against: NDArray[np.float32]

    @classmethod
    def of(cls, sparse: sp.csr_matrix, dense: NDArray[np.float32] | None = None) -> Rows:
        """Make rows of what speaks for a similarity alone."""
        none = np.zeros((sparse.shape[0], 0), dtype=np.float32)
        return cls(sparse, none if dense is None else dense, none)

    def take(self, rows: slice | NDArray[np.intp]) -> Rows:
        """Return some of the rows."""
        return Rows(self.sparse[rows], self.dense[rows], self.against[rows])

    def mixed(self, weights: sp.csr_matrix) -> Rows:
        """Return sums of rows; `weights` has a row for each sum."""
        return Rows((weights @ self.sparse).tocsr(), weights @ self.dense, weights @ self.against)

    def products(self, other: Rows) -> NDArray[np.float32]:
        """Return the similarity of each row to each one of others, shape (n_rows, n_others)."""
        found: NDArray[np.float32] = (self.sparse @ other.sparse.T).toarray()
        found += self.dense @ other.dense.T
        found -= self.against @ other.against.T
        return found


def in_batches(rows: Rows, size: int = BATCH) -> Iterator[Rows]:
    """Give so many rows at a time, of the last ones fewer."""
    for start in range(0, rows.sparse.shape[0], size):
        yield rows.take(slice(start, start + size))


def average_link(
    batches: Iterable[Rows], threshold: float, *, most_open: int = OPEN
) -> NDArray[np.intp]:
    """Put rows into clusters whose mean similarity is at least a threshold where two were joined.

    Parameters
    ----------
    batches
        Rows that are clustered at once, in the order in which they come, none of them empty.
    threshold
        Two clusters are one from this mean similarity on.
    most_open
        So many clusters are open: those that were added to last.

    Returns
    -------
    ndarray of int
        The cluster of each row, numbered in the order of their first rows, shape (n_rows,).
    """
    labels = [np.zeros(0, dtype=np.intp)]
    numbers = np.zeros(0, dtype=np.intp)  # of the open clusters
    sizes = np.zeros(0)
    sums: Rows | None = None
    known = 0
    for batch in batches:
        if sums is None:
            sums = batch.take(slice(0))
        inside = _clusters(batch, threshold)
        count = int(inside.max()) + 1
        counts = np.bincount(inside, minlength=count).astype(np.float64)
        added = batch.mixed(_indicator(inside, count))
        joined = np.full(count, -1, dtype=np.intp)
        if len(numbers):
            like = _means(added, counts).products(_means(sums, sizes))
            nearest = like.argmax(axis=1)
            joins = like[np.arange(count), nearest] >= threshold
            joined[joins] = nearest[joins]
        new = np.flatnonzero(joined < 0)
        of = joined.copy()
        of[new] = len(numbers) + np.arange(len(new))
        numbers = np.concatenate([numbers, known + np.arange(len(new))])
        known += len(new)
        labels.append(numbers[of[inside]])
        move = _indicator(of, len(numbers))
        grown = added.mixed(move)
        sums = Rows(
            (_padded(sums.sparse, len(numbers)) + grown.sparse).tocsr(),
            _lengthened(sums.dense, len(numbers)) + grown.dense,
            _lengthened(sums.against, len(numbers)) + grown.against,
        )
        sizes = np.concatenate([sizes, np.zeros(len(new))]) + move @ counts
        touched = np.zeros(len(numbers), dtype=bool)
        touched[of] = True
        recent = np.argsort(touched, kind="stable")[-most_open:]
        numbers, sizes, sums = numbers[recent], sizes[recent], sums.take(recent)
    return np.concatenate(labels)


def _clusters(batch: Rows, threshold: float) -> NDArray[np.intp]:
    """Return exact clusters by average linkage, numbered in the order of their first rows."""
    if batch.sparse.shape[0] == 1:
        return np.zeros(1, dtype=np.intp)
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distances = np.maximum(1.0 - batch.products(batch).astype(np.float64), 0.0)
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), "average")
    found = fcluster(tree, 1.0 - threshold, criterion="distance")
    return in_order(found)


def in_order(labels: NDArray[np.intp]) -> NDArray[np.intp]:
    """Number clusters anew in the order of their first rows."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    found: NDArray[np.intp] = np.argsort(np.argsort(first))[inverse]
    return found


def _indicator(of: NDArray[np.intp], count: int) -> sp.csr_matrix:
    """Return a matrix that sums rows by their cluster, shape (count, n_rows)."""
    places = np.arange(len(of))
    return sp.csr_matrix((np.ones(len(of), dtype=np.float32), (of, places)), (count, len(of)))


def _means(sums: Rows, sizes: NDArray[np.float64]) -> Rows:
    return sums.mixed(sp.diags((1.0 / sizes).astype(np.float32)).tocsr())


def _padded(matrix: sp.csr_matrix, rows: int) -> sp.csr_matrix:
    """Return a matrix with empty rows added up to a number of them."""
    more = np.full(rows - matrix.shape[0], matrix.indptr[-1], dtype=matrix.indptr.dtype)
    indptr = np.concatenate([matrix.indptr, more])
    return sp.csr_matrix((matrix.data, matrix.indices, indptr), (rows, matrix.shape[1]))


def _lengthened(rows: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return rows with zeros added up to a number of them."""
    found: NDArray[np.float32] = np.pad(rows, ((0, count - len(rows)), (0, 0)))
    return found
