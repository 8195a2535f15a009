"""The best dependency tree of a sentence (Chu and Liu, 1965; Edmonds, 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]


def best_tree(scores: Floats) -> Ints:
    """Find the heads that together have the highest score and make a tree with one root.

    Parameters
    ----------
    scores : ndarray, shape (tokens, tokens)
        Of each token (row) having each token (column) as its head; on the diagonal, of being the
        root.

    Returns
    -------
    ndarray of int, shape (tokens,)
        The head of each token; the root has itself.
    """
    count = len(scores)
    heads: Ints = scores.argmax(axis=1)
    if (heads == np.arange(count)).sum() == 1 and not len(_cycle(heads)):
        return heads
    best, highest = heads, -np.inf
    # With each token as the only root; those that are bad roots cannot win.
    roots = np.diagonal(scores)
    bound = scores.max(axis=1).sum()
    for root in np.argsort(-roots, kind="stable"):
        if bound - scores[root].max() + roots[root] <= highest:
            continue
        found = _arborescence(scores, int(root))
        value = float(scores[np.arange(count), found].sum())
        if value > highest:
            best, highest = found, value
    return best


def _arborescence(scores: Floats, root: int) -> Ints:
    given = scores.astype(np.float64)
    np.fill_diagonal(given, -np.inf)
    given[root] = -np.inf
    given[root, root] = 0.0
    return _contracted(given, root)


def _contracted(scores: Floats, root: int) -> Ints:
    """Find the tree; where the best heads go round in a cycle, take it as one token."""
    heads: Ints = scores.argmax(axis=1)
    cycle = _cycle(heads)
    if not len(cycle):
        return heads
    inside = np.zeros(len(scores), dtype=np.bool_)
    inside[cycle] = True
    outside = np.nonzero(~inside)[0]
    own = scores[cycle, heads[cycle]]
    # What breaking the cycle at a token costs, and what it gives from outside.
    entering = scores[np.ix_(cycle, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    found = _contracted(smaller, int(np.nonzero(outside == root)[0][0]))
    result: Ints = heads.copy()
    nodes, chosen = np.append(outside, -1), found[:size]
    result[outside] = np.where(chosen == size, cycle[leaving.argmax(axis=1)], nodes[chosen])
    broken = cycle[entering[:, found[size]].argmax()]
    result[broken] = outside[found[size]]
    return result


def _cycle(heads: Ints) -> Ints:
    """Give the tokens of one cycle, nothing where there is none."""
    count = len(heads)
    state = np.zeros(count, dtype=np.int64)
    for start in range(count):
        path = []
        at = start
        while not state[at]:
            state[at] = start + 1
            path.append(at)
            if heads[at] == at:
                break
            at = int(heads[at])
        else:
            if state[at] == start + 1 and at in path:
                return np.array(path[path.index(at) :])
    return np.zeros(0, dtype=np.int64)
