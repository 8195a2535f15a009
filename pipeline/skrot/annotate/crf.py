"""The best label sequence of a linear-chain model whose labels are BILUO (Ratinov & Roth, 2009)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def allowed_transitions(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Say which label may follow which, shape (labels, labels), row before column."""
    table = np.zeros((len(labels), len(labels)), dtype=np.bool_)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            inside = before[0] in "BI"
            same = before[2:] == after[2:]
            table[i, j] = (after[0] in "IL" and same) if inside else after[0] in "OBU"
    return table


def viterbi(
    scores: NDArray[np.floating], transitions: NDArray[np.floating], lengths: Sequence[int]
) -> NDArray[np.int64]:
    """Give the best path through the scores of each sequence (Viterbi, 1967).

    Parameters
    ----------
    scores : ndarray, shape (time, labels)
        Of all sequences, one after another.
    transitions : ndarray, shape (labels, labels)
        Score of a label (column) after a label (row); ``-inf`` forbids it.
    lengths : sequence of int
        Of the sequences; none is empty.

    Returns
    -------
    ndarray of int, shape (time,)
    """
    path = np.zeros(len(scores), dtype=np.int64)
    if not len(scores):
        return path
    # All sequences take their steps together, the longest first, so that those at work come first.
    order = np.argsort(-np.asarray(lengths), kind="stable")
    starts = (np.cumsum(lengths) - lengths)[order]
    steps = np.asarray(lengths)[order]
    back = np.zeros(scores.shape, dtype=np.int64)
    # Nothing is inside a name before the text begins or after it ends: label 0 stands there.
    best = scores[starts] + transitions[0]
    working = [int(np.searchsorted(-steps, -t)) for t in range(steps[0])]
    for t, count in enumerate(working[1:], 1):
        rows = starts[:count] + t
        step = best[:count, :, None] + transitions
        back[rows] = step.argmax(axis=1)
        best[:count] = step.max(axis=1) + scores[rows]
    path[starts + steps - 1] = (best + transitions[:, 0]).argmax(axis=1)
    for t in range(len(working) - 1, 0, -1):
        rows = starts[: working[t]] + t
        path[rows - 1] = back[rows, path[rows]]
    return path
