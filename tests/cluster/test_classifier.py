import warnings

import numpy as np
import pytest
from sklearn.utils.estimator_checks import check_estimator

from skrot.cluster.classifier import ThemeClassifier


def blobs(seed: int = 0, size: int = 60) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    centers = np.eye(3, 6) * 4
    labels = np.arange(size) % 3
    return centers[labels] + generator.normal(size=(size, 6)), labels


def test_it_is_a_scikit_learn_estimator() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # checks of libraries that are not installed are skipped
        results = check_estimator(ThemeClassifier(), on_fail=None)
    failed = [row["check_name"] for row in results if row["status"] == "failed"]
    assert failed == []


def test_few_labels_and_many_rows_without_are_enough() -> None:
    rows, truth = blobs(size=300)
    labels = np.where(np.arange(300) < 6, truth, -1)
    model = ThemeClassifier(unlabelled=-1).fit(rows, labels)
    assert (model.predict(rows) == truth).mean() > 0.95


def test_probabilities_sum_to_one() -> None:
    rows, truth = blobs()
    probabilities = ThemeClassifier().fit(rows, truth).predict_proba(rows)
    assert probabilities.shape == (60, 3)
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert (probabilities >= 0).all()


def test_evidence_decides_what_vectors_do_not() -> None:
    rows, truth = blobs()
    model = ThemeClassifier().fit(rows, truth)
    nowhere = model.mean_[None, :]
    assert np.allclose(model.predict_proba(nowhere), 1 / 3, atol=0.01)
    assert model.predict(nowhere, evidence=[[0, 0, 1]]) == [2]


def test_a_spread_class_has_a_component_a_row_and_a_bounded_weight() -> None:
    seeds = np.eye(12)
    labels = np.array([0, *[1] * 11])
    model = ThemeClassifier(spread=1, spread_weight=2, set_aside=1).fit(seeds, labels)
    assert len(model.centers_) == 12
    assert model.component_weights_[1:].sum() == pytest.approx(2 / 3)


def test_a_component_of_the_spread_class_near_another_leaves_with_its_weight() -> None:
    seeds = np.array([[1.0, 0, 0], [0.9, 0.1, 0], [0, 0, 1.0]])
    model = ThemeClassifier(spread=1, spread_weight=2).fit(seeds, np.array([0, 1, 1]))
    assert model.component_classes_.tolist() == [0, 1]
    assert model.component_weights_ == pytest.approx([1 / 2, 1 / 2])


def test_a_class_without_rows_loses_weight_and_the_spread_class_does_not() -> None:
    seeds = np.eye(4)
    rows = np.repeat(np.eye(4)[:1], 50, axis=0)
    labels = np.array([0, 1, 2, 2, *[-1] * 50])
    model = ThemeClassifier(spread=2, unlabelled=-1, spread_weight=2, set_aside=1)
    before = model.set_params(rounds=0).fit(np.vstack([seeds, rows]), labels).component_weights_
    after = model.set_params(rounds=10).fit(np.vstack([seeds, rows]), labels).component_weights_
    assert after[1] < 0.7 * before[1]
    assert after[2] >= before[2]


def test_sentences_among_the_seeds_are_centred_like_the_other_sentences() -> None:
    rows, truth = blobs(size=300)
    shifted = rows + 5  # what sentences have in common, and keywords have not
    labels = np.concatenate([np.arange(3), truth[:3], np.full(297, -1)])
    same = np.concatenate([np.zeros(3, bool), np.ones(3, bool), np.zeros(297, bool)])
    model = ThemeClassifier(unlabelled=-1)
    model.fit(np.vstack([np.eye(3, 6), shifted]), labels, same_kind=same)
    assert (model.predict(shifted) == truth).mean() > 0.95


def test_an_odd_seed_counts_little() -> None:
    seeds = np.array([[1.0, 0.1, 0], [1.0, 0, 0.1], [-0.2, 1.0, 0], [0, 0, -1.0], [0, 0.1, -1.0]])
    model = ThemeClassifier().fit(seeds, np.array([0, 0, 0, 1, 1]))
    assert model.predict([[1.0, 0.0, 0.0]]) == [0]


def test_faults_are_told() -> None:
    rows, truth = blobs()
    with pytest.raises(ValueError, match="no labelled row"):
        ThemeClassifier(unlabelled=-1).fit(rows, np.full(60, -1))
    with pytest.raises(ValueError, match="evidence has shape"):
        ThemeClassifier().fit(rows, truth, evidence=[[1, 2]])


def test_the_same_rows_give_the_same_bits() -> None:
    rows, truth = blobs(size=600)
    labels = np.where(np.arange(600) < 6, truth, -1)
    one, other = (ThemeClassifier(unlabelled=-1).fit(rows, labels) for _ in range(2))
    assert np.array_equal(one.predict_proba(rows), other.predict_proba(rows))
