"""Average linkage: exact within a batch, the same clusters over several ones."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from skrot.stories.linkage import Rows, average_link, in_batches


def rows_of(points: np.ndarray, terms: int = 3) -> Rows:
    """Some columns as the sparse part, the others as the dense one."""
    points = points.astype(np.float32)
    return Rows.of(sp.csr_matrix(points[:, :terms]), points[:, terms:])


def around(centres: int, each: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Points of length one about orthogonal directions, mixed, and what each is of."""
    random = np.random.default_rng(seed)
    of = random.permutation(np.repeat(np.arange(centres), each))
    points = np.eye(centres + 3)[of] + random.normal(0, 0.08, (len(of), centres + 3))
    return points / np.linalg.norm(points, axis=1, keepdims=True), of


def test_finds_what_belongs_together_and_how_many_there_are() -> None:
    points, of = around(5, 12)
    labels = average_link([rows_of(points)], 0.5)
    assert adjusted_rand_score(of, labels) == 1
    assert labels[0] == 0
    assert list(dict.fromkeys(labels.tolist())) == [0, 1, 2, 3, 4]


@given(st.integers(0, 200), st.floats(0.1, 0.8))
def test_is_that_of_scikit_learn_within_a_batch(seed: int, threshold: float) -> None:
    points = np.random.default_rng(seed).normal(size=(25, 6))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    peer = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - threshold
    ).fit_predict(1 - points @ points.T)
    assert adjusted_rand_score(peer, average_link([rows_of(points)], threshold)) == 1


@pytest.mark.parametrize("batch", [7, 20, 1000])
def test_batches_make_no_difference_to_what_lies_apart(batch: int) -> None:
    points, of = around(6, 15)
    assert adjusted_rand_score(of, average_link(in_batches(rows_of(points), batch), 0.5)) == 1


def test_rows_that_come_later_change_no_earlier_batch() -> None:
    points, _ = around(6, 15)
    every = average_link(in_batches(rows_of(points), 10), 0.5)
    first = average_link(in_batches(rows_of(points[:50]), 10), 0.5)
    assert first.tolist() == every[:50].tolist()


@pytest.mark.parametrize(("most_open", "label"), [(3, 5), (10, 0)])
def test_a_cluster_is_closed_when_many_others_came_after_it(most_open: int, label: int) -> None:
    points = np.eye(8)[[0, 0, 1, 2, 3, 4, 0]]
    labels = average_link(in_batches(rows_of(points), 2), 0.5, most_open=most_open)
    assert labels.tolist() == [0, 0, 1, 2, 3, 4, label]


def test_what_is_like_nothing_is_alone() -> None:
    empty = Rows.of(sp.csr_matrix((3, 4), dtype=np.float32))
    assert average_link([empty], 0.1).tolist() == [0, 1, 2]
    assert average_link([], 0.1).tolist() == []
