"""The linear-chain model against all of its paths."""

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from skrot.annotate.crf import allowed_transitions, marginals, viterbi

LABELS = ("O", "B-x", "I-x", "L-x", "U-x")


def given() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(3)
    links = rng.normal(size=(5, 5)) + np.where(allowed_transitions(LABELS), 0.0, -np.inf)
    return rng.normal(size=(7, 5)) * 3, links


def weight(path: tuple[int, ...], scores: NDArray[np.float64], links: NDArray[np.float64]) -> float:
    steps = zip((0, *path), (*path, 0), strict=True)
    inside = sum(float(scores[t, label]) for t, label in enumerate(path))
    return inside + sum(float(links[a, b]) for a, b in steps)


@pytest.mark.parametrize("lengths", [[4, 3], [3, 4], [1, 5, 1]])
def test_best_path_and_marginals_are_those_of_all_paths(lengths: list[int]) -> None:
    scores, links = given()
    best, likely = viterbi(scores, links, lengths), marginals(scores, links, lengths)
    start = 0
    for length in lengths:
        own = scores[start : start + length]
        paths = list(product(range(5), repeat=length))
        weights = np.exp([weight(path, own, links) for path in paths])
        assert tuple(best[start : start + length].tolist()) == paths[int(weights.argmax())]
        for t in range(length):
            for label in range(5):
                here = sum(w for w, path in zip(weights, paths, strict=True) if path[t] == label)
                assert likely[start + t, label] == pytest.approx(here / weights.sum())
        start += length


def test_scores_far_apart_do_not_overflow() -> None:
    scores, links = given()
    assert np.isfinite(marginals(scores * 1e4, links, [7])).all()
