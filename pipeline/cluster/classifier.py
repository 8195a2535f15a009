"""The estimator behind themes: soft k-means on the sphere, started from a few labelled rows."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

Matrix = npt.NDArray[np.floating[Any]]


class ThemeClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Semi-supervised classifier of unit vectors: a mixture with labelled seeds.

    Every class is a von Mises-Fisher component around a mean direction. The labelled rows give
    directions to start from and stay in them with a fixed share; the unlabelled rows move them to
    where the corpus is (Basu, Banerjee and Mooney, 2002, "Semi-supervised Clustering by Seeding",
    ICML; Banerjee et al., 2005, "Clustering on the Unit Hypersphere using von Mises-Fisher
    Distributions", JMLR 6).

    Parameters
    ----------
    concentration
        How sharply probability falls with the angle to a mean direction.
    evidence_weight
        Weight of the extra evidence given to ``fit`` and ``predict_proba``.
    max_evidence
        Evidence beyond this counts no more.
    seed_share
        Weight of the labelled rows of a class, as a share of the number of unlabelled rows.
    rounds
        Rounds of moving the directions.
    unlabelled
        The label of rows without one (-1 in ``sklearn.semi_supervised``); null when all have one.
    spread
        A class without one centre ("everything else"): each labelled row of it is a component.
    set_aside
        A component of ``spread`` whose cosine to another class exceeds this is left out.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The labels but ``unlabelled``.
    centers_ : ndarray of shape (n_components, n_features)
        Mean directions.
    component_classes_ : ndarray of shape (n_components,)
        Index into ``classes_`` of each component.
    n_features_in_ : int
        Number of features seen in ``fit``.
    """

    def __init__(
        self,
        *,
        concentration: float = 15.0,
        evidence_weight: float = 3.0,
        max_evidence: float = 2.0,
        seed_share: float = 0.02,
        rounds: int = 10,
        unlabelled: int | None = None,
        spread: int | None = None,
        set_aside: float = 0.4,
    ) -> None:
        self.concentration = concentration
        self.evidence_weight = evidence_weight
        self.max_evidence = max_evidence
        self.seed_share = seed_share
        self.rounds = rounds
        self.unlabelled = unlabelled
        self.spread = spread
        self.set_aside = set_aside

    def fit(self, X: Any, y: Any, evidence: Any = None) -> Self:
        """Learn the mean directions.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Vectors; their length does not matter.
        y : array-like of shape (n_samples,)
            Labels; ``unlabelled`` for rows without one.
        evidence : array-like of shape (n_samples, n_classes), optional
            What else speaks for a class, columns in the order of ``classes_``.

        Returns
        -------
        self
        """
        X, y = validate_data(self, X, y, dtype=[np.float32, np.float64])
        check_classification_targets(y)
        labelled = np.array([label != self.unlabelled for label in y.tolist()], dtype=bool)
        self.classes_ = np.unique(y[labelled])
        if len(self.classes_) == 0:
            raise ValueError("no labelled row: give at least one row of each class a label")
        codes = np.full(len(y), -1)
        codes[labelled] = np.searchsorted(self.classes_, y[labelled])
        X = _unit(X)
        seeds, self.component_classes_ = self._components(X[labelled], codes[labelled])
        free = X[~labelled]
        extra = self._evidence(evidence, len(X))[~labelled]
        self.centers_ = seeds
        weight = max(1.0, self.seed_share * len(free))
        for _ in range(self.rounds if len(free) else 0):
            shares = _softmax(self._scores(free, extra))
            self.centers_ = _unit(shares.T @ free + weight * seeds)
        return self

    def predict_proba(self, X: Any, evidence: Any = None) -> Matrix:
        """Return the probability of each class, shape (n_samples, n_classes).

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Vectors.
        evidence : array-like of shape (n_samples, n_classes), optional
            As in ``fit``.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=[np.float32, np.float64], reset=False)
        shares = _softmax(self._scores(_unit(X), self._evidence(evidence, len(X))))
        total = np.zeros((len(X), len(self.classes_)), dtype=shares.dtype)
        for component, index in enumerate(self.component_classes_):
            total[:, index] += shares[:, component]
        return total

    def predict(self, X: Any, evidence: Any = None) -> npt.NDArray[Any]:
        """Return the most probable class of each row, shape (n_samples,)."""
        probabilities = self.predict_proba(X, evidence)
        found: npt.NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
        return found

    def _components(self, X: Matrix, codes: npt.NDArray[Any]) -> tuple[Matrix, npt.NDArray[Any]]:
        spread = np.searchsorted(self.classes_, self.spread) if self.spread is not None else -1
        compact = [code for code in range(len(self.classes_)) if code != spread]
        centers = _unit(np.array([X[codes == code].mean(axis=0) for code in compact]))
        own = X[codes == spread]
        if compact and len(own):
            far = (own @ centers.T).max(axis=1) < self.set_aside
            own = own[far] if far.any() else own[:0]
        components = [*compact, *([spread] * len(own))]
        return np.vstack([centers, own]) if compact else own, np.array(components, dtype=int)

    def _evidence(self, evidence: Any, rows: int) -> Matrix:
        if evidence is None:
            return np.zeros((rows, len(self.classes_)), dtype=np.float32)
        array = np.asarray(evidence, dtype=np.float32)
        if array.shape != (rows, len(self.classes_)):
            raise ValueError(f"evidence has shape {array.shape}, not {(rows, len(self.classes_))}")
        return self.evidence_weight * np.minimum(array, self.max_evidence)

    def _scores(self, X: Matrix, extra: Matrix) -> Matrix:
        scores: Matrix = self.concentration * (X @ self.centers_.T)
        return scores + extra[:, self.component_classes_]


def _unit(X: Matrix) -> Matrix:
    norms = np.linalg.norm(X, axis=1, keepdims=True)
    scaled: Matrix = X / np.where(norms > 0, norms, 1)
    return scaled


def _softmax(scores: Matrix) -> Matrix:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return shares
