"""The estimator behind themes for scikit-learn."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from skrot.cluster.mixture import ThemeMixture
from skrot.vectors import Matrix


class ThemeClassifier(ClassifierMixin, ThemeMixture, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Semi-supervised classifier of vectors by direction: a mixture with labelled seeds.

    Every class is a von Mises-Fisher component around a mean direction. The labelled rows give the
    directions to start from and stay in them with a fixed weight; the unlabelled rows move them to
    where the corpus is and weigh the classes (Basu, Banerjee and Mooney, 2002, "Semi-supervised
    Clustering by Seeding", ICML; Banerjee et al., 2005, "Clustering on the Unit Hypersphere using
    von Mises-Fisher Distributions", JMLR 6). Rows of different kinds, such as keywords and
    sentences, are centred apart.

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
        Rounds of moving the directions and weighing the classes.
    unlabelled
        The label of rows without one (-1 in ``sklearn.semi_supervised``); null when all have one.
    spread
        A class without one centre ("everything else"): each labelled row of it is a component.
    spread_weight
        How many components of another class all those of ``spread`` weigh together.
    set_aside
        A component of ``spread`` whose cosine to the direction of another class exceeds this is
        left out, and its weight with it.

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
        Share of each component; they sum to one.
    n_features_in_ : int
        Number of features seen in ``fit``.
    """

    def fit(self, X: Any, y: Any, evidence: Any = None, same_kind: Any = None) -> Self:
        """Learn the mean directions.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            Vectors; their length does not matter.
        y : array-like of shape (n_samples,)
            Labels; ``unlabelled`` for rows without one.
        evidence : array-like of shape (n_samples, n_classes), optional
            What else speaks for a class, columns in the order of ``classes_``.
        same_kind : array-like of bool of shape (n_samples,), optional
            Which labelled rows are of the kind of the unlabelled ones (sentences, not keywords);
            by default none.

        Returns
        -------
        self
        """
        X, y = validate_data(self, X, y, dtype=[np.float32, np.float64])
        check_classification_targets(y)
        return super().fit(X, y, evidence, same_kind)

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
        return super().predict_proba(X, evidence)
