"""Soft k-means on the sphere, started from a few labelled rows: what gives sentences their themes.

Basu, Banerjee and Mooney (2002), "Semi-supervised Clustering by Seeding", ICML; Banerjee et al.
(2005), "Clustering on the Unit Hypersphere using von Mises-Fisher Distributions", JMLR 6.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt

from skrot.vectors import Matrix, unit

# The mean of fewer rows than this says more about their subject than about their kind.
_CENTER_ROWS = 20
# A labelled row of the kind of the unlabelled ones (a sentence) says more than one of another kind.
_SAME_KIND = 2.0
# How much of its weight a class keeps that no unlabelled row supports.
_PRIOR = 0.5


class ThemeMixture:
    """What `skrot.cluster.classifier.ThemeClassifier` computes, for arrays that need no checks.

    Its parameters and attributes are described there. Importing this takes no scikit-learn.
    """

    def __init__(
        self,
        *,
        concentration: float = 5.0,
        evidence_weight: float = 3.0,
        max_evidence: float = 2.0,
        seed_weight: float = 12.0,
        seed_share: float = 0.1,
        rounds: int = 10,
        unlabelled: int | None = None,
        spread: int | None = None,
        spread_weight: float = 5.0,
        set_aside: float = 0.05,
    ) -> None:
        self.concentration = concentration
        self.evidence_weight = evidence_weight
        self.max_evidence = max_evidence
        self.seed_weight = seed_weight
        self.seed_share = seed_share
        self.rounds = rounds
        self.unlabelled = unlabelled
        self.spread = spread
        self.spread_weight = spread_weight
        self.set_aside = set_aside

    def fit(
        self, X: Matrix, y: npt.NDArray[Any], evidence: Any = None, same_kind: Any = None
    ) -> Self:
        """Learn the mean directions from rows, shape (n_samples, n_features), and their labels."""
        labelled = np.array([label != self.unlabelled for label in y.tolist()], dtype=bool)
        self.classes_ = np.unique(y[labelled])
        if len(self.classes_) == 0:
            raise ValueError("no labelled row: give at least one row of each class a label")
        codes = np.searchsorted(self.classes_, y[labelled])
        same = np.zeros(len(X), dtype=bool) if same_kind is None else np.asarray(same_kind, bool)
        seeds, free = unit(X[labelled]), X[~labelled]
        self._center(seeds, free, same[labelled])
        seed_centers, first = self._components(seeds, codes, same[labelled])
        extra = self._evidence(evidence, len(X))[~labelled]
        free = unit(free - self.mean_)
        self.centers_, self.component_weights_ = seed_centers, first
        weight = max(self.seed_weight, self.seed_share * len(free))
        for _ in range(self.rounds if len(free) else 0):
            shares = softmax(self._scores(free, extra))
            self.centers_ = unit(shares.T @ free + weight * seed_centers)
            self.component_weights_ = self._weights(first, shares.mean(axis=0))
        return self

    def predict_proba(self, X: Matrix, evidence: Any = None) -> Matrix:
        """Return the probability of each class, shape (n_samples, n_classes)."""
        extra = self._evidence(evidence, len(X))
        shares = softmax(self._scores(unit(X - self.mean_), extra))
        total = np.zeros((len(X), len(self.classes_)), dtype=shares.dtype)
        for component, index in enumerate(self.component_classes_):
            total[:, index] += shares[:, component]
        return total

    def predict(self, X: Any, evidence: Any = None) -> npt.NDArray[Any]:
        """Return the most probable class of each row, shape (n_samples,)."""
        probabilities = self.predict_proba(X, evidence)
        found: npt.NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
        return found

    def _center(self, seeds: Matrix, free: Matrix, same: npt.NDArray[np.bool_]) -> None:
        """Find the mean of the labelled rows of another kind, and that of all other rows."""
        apart = seeds[~same] if not same.all() else seeds
        self._seed_mean = apart.mean(axis=0)
        self.mean_ = (free.sum(axis=0) + _CENTER_ROWS * self._seed_mean) / (
            len(free) + _CENTER_ROWS
        )

    def _components(
        self, seeds: Matrix, codes: npt.NDArray[Any], same: npt.NDArray[np.bool_]
    ) -> tuple[Matrix, Matrix]:
        """Return the directions to start from and their weights; set the class of each."""
        spread = np.searchsorted(self.classes_, self.spread) if self.spread is not None else -1
        compact = [code for code in range(len(self.classes_)) if code != spread]
        means = [self._direction(seeds[codes == code], same[codes == code]) for code in compact]
        own = unit(seeds[codes == spread] - self._seed_mean)
        # A subject set aside leaves its weight: themes that cover all subjects leave no other.
        each = self.spread_weight / max(len(own), 1)
        if means and len(own):
            own = own[(own @ np.array(means).T).max(axis=1) < self.set_aside]
        self.component_classes_ = np.array([*compact, *([spread] * len(own))], dtype=int)
        weights = np.where(self.component_classes_ == spread, each, 1.0)
        return np.vstack([*means, own]), weights / weights.sum()

    def _direction(self, rows: Matrix, same: npt.NDArray[np.bool_]) -> Matrix:
        """Return the direction of the seeds of a class, shape (n_features,)."""
        total = np.zeros(rows.shape[1], dtype=rows.dtype)
        if not same.all():
            center = _coherent_mean(rows[~same])
            apart = center - self._seed_mean
            total += unit(apart if apart.any() else center) * np.sqrt((~same).sum())
        if same.any():
            own = _coherent_mean(unit(rows[same] - self.mean_))
            total += _SAME_KIND * own * np.sqrt(same.sum())
        return unit(total)

    def _weights(self, first: Matrix, shares: Matrix) -> Matrix:
        """Return the weights of components, less for classes that the rows hardly support.

        No class gains, lest large ones draw in the rest; that of everything else never loses.
        """
        classes = len(self.classes_)
        before = np.bincount(self.component_classes_, weights=first, minlength=classes)
        after = np.bincount(self.component_classes_, weights=shares, minlength=classes)
        kept = np.minimum(1, _PRIOR + (1 - _PRIOR) * after / np.where(before > 0, before, 1))
        if self.spread is not None:
            kept[self.classes_ == self.spread] = 1
        weights = first * kept[self.component_classes_]
        shared: Matrix = weights / weights.sum()
        return shared

    def _evidence(self, evidence: Any, rows: int) -> Matrix:
        if evidence is None:
            return np.zeros((rows, len(self.classes_)), dtype=np.float32)
        array = np.asarray(evidence, dtype=np.float32)
        if array.shape != (rows, len(self.classes_)):
            raise ValueError(f"evidence has shape {array.shape}, not {(rows, len(self.classes_))}")
        return self.evidence_weight * np.minimum(array, self.max_evidence)

    def _scores(self, centred: Matrix, extra: Matrix) -> Matrix:
        scores: Matrix = self.concentration * (centred @ self.centers_.T)
        return scores + np.log(self.component_weights_) + extra[:, self.component_classes_]


def _coherent_mean(rows: Matrix) -> Matrix:
    """Return the direction of unit rows, shape (n_features,); odd ones out count little."""
    total = rows.sum(axis=0)
    others = unit(total - rows)
    likeness = np.maximum(np.einsum("ij,ij->i", rows, others), 0.05) ** 2
    return unit(likeness @ rows)


def softmax(scores: Matrix) -> Matrix:
    """Return the probabilities of columns whose logarithms are given but for a constant a row."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return shares
