"""The estimator behind stories: average linkage by direction, for any number of rows."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.preprocessing import normalize
from sklearn.utils.validation import validate_data

from skrot.stories.linkage import Rows, average_link, in_batches


class DirectionLinkage(ClusterMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Clusters of rows by the mean of their cosines; how many there are comes out.

    Up to ``batch_size`` rows the result is that of ``AgglomerativeClustering`` with average linkage
    and cosine distance. More rows are taken in their order, a batch at a time, each cluster of
    which joins the one that it is most like on average, so that time is near linear and there is
    no matrix of all distances.

    Parameters
    ----------
    threshold
        Two clusters are one from this mean cosine on.
    batch_size
        So many rows are clustered at once.
    most_open
        A cluster to which nothing was added while so many others were is not added to any more.

    Attributes
    ----------
    labels_ : ndarray of shape (n_samples,)
        The cluster of each row, numbered in the order of their first rows.
    n_clusters_ : int
        How many clusters there are.
    n_features_in_ : int
        Number of features seen in ``fit``.
    """

    def __init__(
        self, *, threshold: float = 0.37, batch_size: int = 1500, most_open: int = 4000
    ) -> None:
        self.threshold = threshold
        self.batch_size = batch_size
        self.most_open = most_open

    def fit(self, X: Any, y: Any = None) -> Self:
        """Cluster rows.

        Parameters
        ----------
        X : array-like or sparse matrix of shape (n_samples, n_features)
            Such as rows of TF-IDF or vectors of texts; their length does not matter.
        y
            Not used.

        Returns
        -------
        self
        """
        X = validate_data(self, X, accept_sparse="csr", dtype=np.float64)
        rows = normalize(X).astype(np.float32)
        if sp.issparse(rows):
            given = Rows.of(sp.csr_matrix(rows))
        else:
            given = Rows.of(sp.csr_matrix((len(rows), 0), dtype=np.float32), rows)
        batches = in_batches(given, self.batch_size)
        self.labels_ = average_link(batches, self.threshold, most_open=self.most_open)
        self.n_clusters_ = int(self.labels_.max()) + 1
        return self

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        return tags
