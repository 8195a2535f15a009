"""A linear-chain model with BILUO labels (Ratinov & Roth, 2009): its best path, its marginals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# The logarithm of the least that a label counts for beside the likeliest, so that nothing is zero.
_UNLIKELIEST = -50.0


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
    back = np.zeros(scores.shape, dtype=np.int64)
    best = np.zeros(scores.shape)
    steps = _steps(lengths)
    # Nothing is inside a name before the text begins or after it ends: label 0 stands there.
    for at, earlier in steps:
        if earlier is None:
            best[at] = scores[at] + transitions[0]
        else:
            step = best[earlier][:, :, None] + transitions
            back[at] = step.argmax(axis=1)
            best[at] = step.max(axis=1) + scores[at]
    ends = np.cumsum(lengths) - 1
    path[ends] = (best[ends] + transitions[:, 0]).argmax(axis=1)
    for at, earlier in reversed(steps):
        if earlier is not None:
            path[earlier] = back[at, path[at]]
    return path


def marginals(
    scores: NDArray[np.floating], transitions: NDArray[np.floating], lengths: Sequence[int]
) -> NDArray[np.float64]:
    """Give how likely each label is at each place, over all paths (forward-backward, Rabiner 1989).

    Parameters
    ----------
    scores, transitions, lengths
        As of `viterbi`.

    Returns
    -------
    ndarray of float64, shape (time, labels)
    """
    links = np.exp(transitions)
    least = scores - scores.max(axis=1, keepdims=True)
    local = np.exp(np.maximum(least, _UNLIKELIEST).astype(np.float64))
    before, after = np.zeros(local.shape), np.zeros(local.shape)
    for at, earlier in _steps(lengths):
        step = local[at] * (links[0] if earlier is None else before[earlier] @ links)
        before[at] = step / step.sum(axis=1, keepdims=True)
    ends = np.cumsum(lengths) - 1
    after[ends] = links[:, 0]
    for at, earlier in reversed(_steps(lengths)):
        if earlier is not None:
            step = (local[at] * after[at]) @ links.T
            after[earlier] = step / step.sum(axis=1, keepdims=True)
    both: NDArray[np.float64] = before * after
    likely: NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
    return likely


def _steps(
    lengths: Sequence[int],
) -> list[tuple[NDArray[np.int64], NDArray[np.int64] | None]]:
    """Give the places of all sequences that are reached in one step, and those one step before.

    All sequences take their steps together, the longest first, so that those at work come first.
    """
    sizes = np.asarray(lengths, dtype=np.int64)
    order = np.argsort(-sizes, kind="stable")
    starts: NDArray[np.int64] = (np.cumsum(sizes) - sizes)[order]
    steps = sizes[order]
    found: list[tuple[NDArray[np.int64], NDArray[np.int64] | None]] = [(starts, None)]
    for t in range(1, steps[0]):
        at = starts[: int(np.searchsorted(-steps, -t))] + t
        found.append((at, at - 1))
    return found
