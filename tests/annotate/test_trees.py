from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.annotate.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """Tell whether there is one root, and every token hangs on it in the end."""
    roots = [at for at, head in enumerate(heads) if head == at]
    if len(roots) != 1:
        return False
    for start in range(len(heads)):
        at = start
        for _ in heads:
            at = heads[at]
        if at != roots[0]:
            return False
    return True


def value(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(scores[np.arange(len(heads)), list(heads)].sum())


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_no_other_tree_has_a_higher_score(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size))
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    trees = filter(is_tree, itertools.product(range(size), repeat=size))
    assert np.isclose(value(scores, found), max(value(scores, tree) for tree in trees))


@settings(deadline=None, max_examples=20)
@given(st.integers(6, 60), st.integers(0, 10_000))
def test_long_sentences_have_trees(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size))
    assert is_tree(tuple(best_tree(scores).tolist()))
