import warnings

import numpy as np
import pytest
from sklearn.utils.estimator_checks import check_estimator

from skrot.summarise.ranker import SentenceRanker


def test_it_is_a_scikit_learn_estimator() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # checks of libraries that are not installed are skipped
        results = check_estimator(SentenceRanker(), on_fail=None)
    assert [row["check_name"] for row in results if row["status"] == "failed"] == []


def test_the_prior_stands_against_few_examples_and_yields_to_many() -> None:
    generator = np.random.default_rng(0)
    rows = generator.normal(size=(2000, 2))
    scores = rows @ [0.0, 1.0]
    prior = [1.0, 0.0]
    few = SentenceRanker(alpha=100, prior=prior).fit(rows[:3], scores[:3])
    many = SentenceRanker(alpha=100, prior=prior).fit(rows, scores)
    assert few.coef_ == pytest.approx(prior, abs=0.15)
    assert many.coef_ == pytest.approx([0, 1], abs=0.15)


def test_a_prior_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="prior has shape"):
        SentenceRanker(prior=[1.0]).fit([[1.0, 2.0], [2.0, 1.0]], [0.0, 1.0])
