"""The clusterer for scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score
from sklearn.utils.estimator_checks import check_estimator

from skrot.stories.clusterer import DirectionLinkage
from tests.stories.test_linkage import around


@pytest.mark.filterwarnings("ignore")
def test_is_an_estimator() -> None:
    results = check_estimator(DirectionLinkage(), on_fail=None)
    assert [row["check_name"] for row in results if row["status"] == "failed"] == []


@pytest.mark.parametrize("batch_size", [10, 1500])
def test_finds_directions_of_dense_and_sparse_rows(batch_size: int) -> None:
    points, of = around(4, 20)
    points *= np.arange(1, len(points) + 1)[:, None]
    dense = DirectionLinkage(threshold=0.5, batch_size=batch_size).fit(points)
    sparse = DirectionLinkage(threshold=0.5, batch_size=batch_size).fit(sp.csr_array(points))
    assert dense.n_clusters_ == 4
    assert adjusted_rand_score(of, dense.labels_) == 1
    assert dense.labels_.tolist() == sparse.labels_.tolist()


def test_is_agglomerative_clustering_within_a_batch() -> None:
    points = np.random.default_rng(3).normal(size=(60, 5))
    peer = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=0.6
    )
    found = DirectionLinkage(threshold=0.4).fit_predict(points)
    assert adjusted_rand_score(peer.fit_predict(points), found) == 1
