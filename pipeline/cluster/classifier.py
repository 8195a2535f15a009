"""The estimator behind themes: soft k-means on the sphere, started from a few labelled rows."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

Matrix = npt.NDArray[np.floating[Any]]

# The mean of fewer rows than this says more about their subject than about their kind.
_CENTER_ROWS = 20
_REFINE_DIMENSIONS = 50
_REFINE_SHRINKAGE = 0.2
_REFINE_CONFIDENCE = 0.4
_REFINE_MIN_CLASS = 5
_LOWEST_LOG = -10.0


class ThemeClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Semi-supervised classifier of vectors by direction: a mixture with labelled seeds.

    Every class is a von Mises-Fisher component around a mean direction. The labelled rows give the
    directions to start from and stay in them with a fixed weight; the unlabelled rows move them to
    where the corpus is (Basu, Banerjee and Mooney, 2002, "Semi-supervised Clustering by Seeding",
    ICML; Banerjee et al., 2005, "Clustering on the Unit Hypersphere using von Mises-Fisher
    Distributions", JMLR 6). Labelled and unlabelled rows are centred apart: keywords and sentences
    are different kinds of text. With enough unlabelled rows a linear discriminant is trained on
    what the mixture found (self-training) and votes with it.

    Parameters
    ----------
    concentration
        How sharply probability falls with the angle to a mean direction.
    evidence_weight
        Weight of the extra evidence given to ``fit`` and ``predict_proba``.
    max_evidence
        Evidence beyond this counts no more.
    seed_weight
        Weight of the labelled rows of a class, in unlabelled rows.
    seed_share
        Least weight of the labelled rows of a class, as a share of the unlabelled rows.
    rounds
        Rounds of moving the directions.
    refine_rows
        Number of unlabelled rows from which the discriminant votes; null for never.
    unlabelled
        The label of rows without one (-1 in ``sklearn.semi_supervised``); null when all have one.
    spread
        A class without one centre ("everything else"): each labelled row of it is a component.
    spread_weight
        How many components of another class those of ``spread`` weigh together, at most.
    set_aside
        A component of ``spread`` whose cosine to the mean of another class exceeds this is left
        out.
    set_aside_row
        The same for its cosine to any labelled row of another class.
    random_state
        Seed of the discriminant's principal components.

    Attributes
    ----------
    classes_ : ndarray of shape (n_classes,)
        The labels but ``unlabelled``.
    mean_ : ndarray of shape (n_features,)
        What is subtracted from every row.
    centers_ : ndarray of shape (n_components, n_features)
        Mean directions.
    component_classes_ : ndarray of shape (n_components,)
        Index into ``classes_`` of each component.
    component_weights_ : ndarray of shape (n_components,)
        Logarithm of the weight of each component before anything is seen.
    discriminant_ : Pipeline or None
        Principal components and linear discriminant, when it votes.
    n_features_in_ : int
        Number of features seen in ``fit``.
    """

    def __init__(
        self,
        *,
        concentration: float = 10.0,
        evidence_weight: float = 3.0,
        max_evidence: float = 2.0,
        seed_weight: float = 12.0,
        seed_share: float = 0.1,
        rounds: int = 10,
        refine_rows: int | None = 400,
        unlabelled: int | None = None,
        spread: int | None = None,
        spread_weight: float = 2.0,
        set_aside: float = 0.4,
        set_aside_row: float = 0.5,
        random_state: int = 0,
    ) -> None:
        self.concentration = concentration
        self.evidence_weight = evidence_weight
        self.max_evidence = max_evidence
        self.seed_weight = seed_weight
        self.seed_share = seed_share
        self.rounds = rounds
        self.refine_rows = refine_rows
        self.unlabelled = unlabelled
        self.spread = spread
        self.spread_weight = spread_weight
        self.set_aside = set_aside
        self.set_aside_row = set_aside_row
        self.random_state = random_state

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
        codes = np.searchsorted(self.classes_, y[labelled])
        seeds, free = X[labelled], X[~labelled]
        seed_centers, self.component_classes_ = self._components(_unit(seeds), codes)
        self.mean_ = (free.sum(axis=0) + _CENTER_ROWS * seeds.mean(axis=0)) / (
            len(free) + _CENTER_ROWS
        )
        extra = self._evidence(evidence, len(X))[~labelled]
        free = _unit(free - self.mean_)
        self.centers_ = seed_centers
        weight = max(self.seed_weight, self.seed_share * len(free))
        for _ in range(self.rounds if len(free) else 0):
            shares = _softmax(self._scores(free, extra))
            self.centers_ = _unit(shares.T @ free + weight * seed_centers)
        self.discriminant_ = None
        if self.refine_rows is not None and len(free) >= self.refine_rows:
            self.discriminant_ = self._discriminant(free, self._mixture(free, extra))
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
        extra = self._evidence(evidence, len(X))
        centred = _unit(X - self.mean_)
        found = self._mixture(centred, extra)
        if self.discriminant_ is None:
            return found
        votes = np.full(found.shape, _LOWEST_LOG)
        logs = self.discriminant_.predict_log_proba(centred)
        votes[:, self.discriminant_.classes_] = np.maximum(logs, _LOWEST_LOG)
        both = votes + extra / 4 + np.log(np.maximum(found, 1e-4)) / 2
        return _softmax(both)

    def predict(self, X: Any, evidence: Any = None) -> npt.NDArray[Any]:
        """Return the most probable class of each row, shape (n_samples,)."""
        probabilities = self.predict_proba(X, evidence)
        found: npt.NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
        return found

    def _components(self, seeds: Matrix, codes: npt.NDArray[Any]) -> tuple[Matrix, Any]:
        """Return the directions to start from, centred, and the class of each."""
        spread = np.searchsorted(self.classes_, self.spread) if self.spread is not None else -1
        compact = [code for code in range(len(self.classes_)) if code != spread]
        means = [_coherent_mean(seeds[codes == code]) for code in compact]
        own = seeds[codes == spread]
        if means and len(own):
            others = seeds[codes != spread]
            near = (own @ np.vstack(means).T).max(axis=1) >= self.set_aside
            own = own[~near & ((own @ others.T).max(axis=1) < self.set_aside_row)]
        components = np.array([*compact, *([spread] * len(own))], dtype=int)
        # Many unnamed subjects together must not outweigh the classes asked for.
        share = np.log(min(1.0, self.spread_weight / max(len(own), 1)))
        self.component_weights_ = np.where(components == spread, share, 0.0)
        centers = np.vstack([*means, own])
        if len(centers) > 1:
            centers = _unit(centers - centers.mean(axis=0))
        return centers, components

    def _evidence(self, evidence: Any, rows: int) -> Matrix:
        if evidence is None:
            return np.zeros((rows, len(self.classes_)), dtype=np.float32)
        array = np.asarray(evidence, dtype=np.float32)
        if array.shape != (rows, len(self.classes_)):
            raise ValueError(f"evidence has shape {array.shape}, not {(rows, len(self.classes_))}")
        return self.evidence_weight * np.minimum(array, self.max_evidence)

    def _scores(self, centred: Matrix, extra: Matrix) -> Matrix:
        scores: Matrix = self.concentration * (centred @ self.centers_.T)
        return scores + self.component_weights_ + extra[:, self.component_classes_]

    def _mixture(self, centred: Matrix, extra: Matrix) -> Matrix:
        shares = _softmax(self._scores(centred, extra))
        total = np.zeros((len(centred), len(self.classes_)), dtype=shares.dtype)
        for component, index in enumerate(self.component_classes_):
            total[:, index] += shares[:, component]
        return total

    def _discriminant(self, centred: Matrix, found: Matrix) -> Pipeline | None:
        labels = found.argmax(axis=1)
        common = np.flatnonzero(np.bincount(labels) >= _REFINE_MIN_CLASS)
        rows = np.isin(labels, common) & (found.max(axis=1) > _REFINE_CONFIDENCE)
        size = min(_REFINE_DIMENSIONS, *centred.shape)
        if len(np.unique(labels[rows])) < 2 or rows.sum() <= size:
            return None
        model = make_pipeline(
            PCA(size, random_state=self.random_state),
            LinearDiscriminantAnalysis(solver="lsqr", shrinkage=_REFINE_SHRINKAGE),
        )
        return model.fit(centred[rows], labels[rows])


def _coherent_mean(rows: Matrix) -> Matrix:
    """Return the direction of unit rows, shape (1, n_features); odd ones out count little."""
    total = rows.sum(axis=0)
    others = _unit(total - rows)
    likeness = np.maximum(np.einsum("ij,ij->i", rows, others), 0.05) ** 2
    return _unit((likeness @ rows)[None, :])


def _unit(rows: Matrix) -> Matrix:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = rows / np.where(norms > 0, norms, 1)
    return scaled


def _softmax(scores: Matrix) -> Matrix:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return shares
