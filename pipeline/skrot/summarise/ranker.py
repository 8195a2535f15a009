"""Learning the weights of a ranking from examples, without leaving the prior ones far behind."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted, validate_data


class SentenceRanker(RegressorMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Ridge regression that shrinks towards given weights instead of towards zero.

    With few examples the prior stands, with many the data decide: the posterior mean of a linear
    model with a normal prior around ``prior`` (Bishop, 2006, section 3.3).

    Parameters
    ----------
    alpha
        Strength of the prior, in examples.
    prior
        One weight a feature; null for zeros.

    Attributes
    ----------
    coef_ : ndarray of shape (n_features,)
        The learned weights.
    intercept_ : float
        What a sentence with average features scores, less what its features add.
    n_features_in_ : int
        Number of features seen in ``fit``.
    """

    def __init__(self, *, alpha: float = 1.0, prior: Any = None) -> None:
        self.alpha = alpha
        self.prior = prior

    def fit(self, X: Any, y: Any) -> Self:
        """Learn weights.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Parts of the scores of sentences.
        y : array-like of shape (n_samples,)
            How good each was, for instance its ROUGE against a reference.

        Returns
        -------
        self
        """
        X, y = validate_data(self, X, y, y_numeric=True, dtype=np.float64)
        prior = np.zeros(X.shape[1]) if self.prior is None else np.asarray(self.prior, dtype=float)
        if prior.shape != (X.shape[1],):
            raise ValueError(f"prior has shape {prior.shape}, not {(X.shape[1],)}")
        mean_x, mean_y = X.mean(axis=0), float(y.mean())
        rows = X - mean_x
        left = rows.T @ rows + self.alpha * np.eye(X.shape[1])
        right = rows.T @ (y - mean_y - rows @ prior)
        self.coef_ = prior + np.linalg.solve(left, right)
        self.intercept_ = mean_y - float(mean_x @ self.coef_)
        return self

    def predict(self, X: Any) -> npt.NDArray[np.float64]:
        """Return the score of each row, shape (n_samples,)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        scores: npt.NDArray[np.float64] = X @ self.coef_ + self.intercept_
        return scores
