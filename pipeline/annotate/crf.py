"""The best label sequence of a linear-chain model whose labels are BILUO (Ratinov & Roth, 2009)."""

from __future__ import annotations

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


def viterbi(scores: NDArray[np.floating], transitions: NDArray[np.floating]) -> NDArray[np.int64]:
    """Give the best path through the scores (Viterbi, 1967).

    Parameters
    ----------
    scores : ndarray, shape (time, labels)
    transitions : ndarray, shape (labels, labels)
        Score of a label (column) after a label (row); ``-inf`` forbids it.

    Returns
    -------
    ndarray of int, shape (time,)
    """
    time, _ = scores.shape
    path = np.zeros(time, dtype=np.int64)
    if not time:
        return path
    back = np.zeros(scores.shape, dtype=np.int64)
    # Nothing is inside a name before the text begins or after it ends: label 0 stands there.
    best = scores[0] + transitions[0]
    for t in range(1, time):
        step = best[:, None] + transitions
        back[t] = step.argmax(axis=0)
        best = step.max(axis=0) + scores[t]
    path[-1] = int((best + transitions[:, 0]).argmax())
    for t in range(time - 1, 0, -1):
        path[t - 1] = back[t, path[t]]
    return path
