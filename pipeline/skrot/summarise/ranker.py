"""Learning what sentences are worth from examples, so that each value's part can be told."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.utils.validation import check_is_fitted, validate_data

from skrot.summarise.shapes import Shape


class SentenceRanker(RegressorMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Gradient boosting of trees of one feature each: a sum of step functions.

    Friedman (2001, Annals of Statistics 29, "Greedy function approximation"), with each tree held
    to one feature as in Lou, Caruana and Gehrke (2012, KDD, "Intelligible models for
    classification and regression").

    Parameters
    ----------
    rounds
        Number of trees.
    learning_rate
        What each tree counts.
    leaves
        Of a tree, at most.
    smallest_leaf
        Examples in a leaf, at least.
    directions
        For each feature 1 where more of it can only be better, -1 where it can only be worse, 0
        where both may be; null for zeros.

    Attributes
    ----------
    shapes_ : list of Shape
        One a feature; each has the mean zero over the examples.
    intercept_ : float
        The mean of the targets, as predicted.
    n_features_in_ : int
        Number of features seen in ``fit``.
    """

    def __init__(
        self,
        *,
        rounds: int = 200,
        learning_rate: float = 0.05,
        leaves: int = 8,
        smallest_leaf: int = 40,
        directions: Any = None,
    ) -> None:
        self.rounds = rounds
        self.learning_rate = learning_rate
        self.leaves = leaves
        self.smallest_leaf = smallest_leaf
        self.directions = directions

    def fit(self, X: Any, y: Any) -> Self:
        """Learn the shapes.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Values of sentences.
        y : array-like of shape (n_samples,)
            How good each was, for instance how much of a reference it has.

        Returns
        -------
        self
        """
        X, y = validate_data(self, X, y, y_numeric=True, dtype=np.float64)
        trees = HistGradientBoostingRegressor(
            max_iter=self.rounds,
            learning_rate=self.learning_rate,
            max_leaf_nodes=self.leaves,
            min_samples_leaf=self.smallest_leaf,
            monotonic_cst=self.directions,
            interaction_cst="no_interactions",
            l2_regularization=1.0,
            early_stopping=False,
            random_state=0,
        ).fit(X, y)
        self.intercept_ = float(trees.predict(X).mean())
        self.shapes_ = [_shape(trees, X, place) for place in range(X.shape[1])]
        return self

    def predict(self, X: Any) -> npt.NDArray[np.float64]:
        """Return the score of each row, shape (n_samples,)."""
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        found = np.full(len(X), self.intercept_)
        for place, shape in enumerate(self.shapes_):
            found += shape(X[:, place])
        return found


def _shape(
    trees: HistGradientBoostingRegressor, rows: npt.NDArray[np.float64], place: int
) -> Shape:
    """Return what one feature adds: the other ones are held, which changes nothing in a sum."""
    seen, counts = np.unique(rows[:, place], return_counts=True)
    held = np.repeat(rows[:1], len(seen), axis=0)
    held[:, place] = seen
    added = trees.predict(held)
    added -= np.average(added, weights=counts)
    steps = np.flatnonzero(np.abs(np.diff(added)) > 1e-9)
    edges = (seen[steps] + seen[steps + 1]) / 2
    return Shape(tuple(edges.tolist()), tuple(added[[*steps, len(seen) - 1]].tolist()))
