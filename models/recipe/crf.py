"""Training of a linear-chain conditional random field (Lafferty et al., 2001), in batches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def gradients(
    emissions: Floats, transitions: Floats, gold: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[Floats, Floats, float]:
    """Give the gradient of the negative log-likelihood.

    Parameters
    ----------
    emissions : ndarray, shape (batch, time, labels)
        Padded scores.
    transitions : ndarray, shape (labels, labels)
        Score of a label (column) after a label (row); ``-inf`` forbids it.
    gold : ndarray, shape (batch, time)
        The right labels; what stands beyond a length is ignored.
    lengths : ndarray, shape (batch,)

    Returns
    -------
    tuple
        Gradients of the emissions and of the transitions, and the loss, all summed.
    """
    batch, time, labels = emissions.shape
    valid = np.arange(time)[None, :] < lengths[:, None]
    peak = emissions.max(axis=2, keepdims=True)
    potential = np.exp(emissions - peak)
    potential[~valid] = 1.0
    step = np.exp(transitions)
    alpha = np.empty_like(potential)
    scale = np.ones((batch, time))
    alpha[:, 0] = potential[:, 0]
    for t in range(time):
        if t:
            alpha[:, t] = (alpha[:, t - 1] @ step) * potential[:, t]
        scale[:, t] = alpha[:, t].sum(axis=1)
        alpha[:, t] /= scale[:, t, None]
        # Beyond the end the state is carried on unchanged and counts for nothing.
        if t:
            over = ~valid[:, t]
            alpha[over, t] = alpha[over, t - 1]
            scale[over, t] = 1.0
    beta = np.empty_like(potential)
    beta[:, -1] = 1.0
    pairs = np.zeros((labels, labels))
    for t in range(time - 2, -1, -1):
        message = beta[:, t + 1] * potential[:, t + 1] / scale[:, t + 1, None]
        over = ~valid[:, t + 1]
        message[over] = 0.0
        pairs += alpha[:, t].T @ message
        beta[:, t] = message @ step.T
        beta[over, t] = 1.0
    marginals = alpha * beta
    marginals /= marginals.sum(axis=2, keepdims=True)
    loss = float(np.where(valid, np.log(scale) + peak[:, :, 0], 0.0).sum())
    d_emissions = np.where(valid[:, :, None], marginals, 0.0)
    d_transitions = pairs * step
    rows, columns = np.nonzero(valid)
    chosen = gold[rows, columns]
    loss -= float(emissions[rows, columns, chosen].sum())
    np.subtract.at(d_emissions, (rows, columns, chosen), 1.0)
    inner = valid[:, 1:]
    before, after = gold[:, :-1][inner], gold[:, 1:][inner]
    loss -= float(transitions[before, after].sum())
    np.subtract.at(d_transitions, (before, after), 1.0)
    return d_emissions, d_transitions, loss
