import warnings

import numpy as np
import pytest
from hypothesis import given as forall
from hypothesis import strategies as st
from sklearn.utils.estimator_checks import check_estimator

from skrot.summarise.ranker import SentenceRanker
from skrot.summarise.shapes import Shape, default_shapes
from skrot.summarise.values import VALUES


def test_it_is_a_scikit_learn_estimator() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # checks of libraries that are not installed are skipped
        results = check_estimator(SentenceRanker(smallest_leaf=2), on_fail=None)
    assert [row["check_name"] for row in results if row["status"] == "failed"] == []


def test_it_learns_a_sum_of_steps() -> None:
    generator = np.random.default_rng(0)
    rows = generator.normal(size=(2000, 2))
    scores = (rows[:, 0] > 0) + np.abs(rows[:, 1])
    ranker = SentenceRanker().fit(rows, scores)
    assert np.corrcoef(ranker.predict(rows), scores)[0, 1] > 0.98
    assert ranker.intercept_ == pytest.approx(scores.mean(), abs=0.01)
    first, second = ranker.shapes_
    assert first(np.array([1.0])) - first(np.array([-1.0])) == pytest.approx(1, abs=0.1)
    assert first(rows[:, 0]).mean() == pytest.approx(0, abs=1e-6)
    assert second(np.array([0.0])) < second(np.array([2.0]))


def test_a_direction_is_kept() -> None:
    rows = np.linspace(0, 1, 400)[:, None]
    scores = np.sin(9 * rows[:, 0])
    (shape,) = SentenceRanker(directions=[1]).fit(rows, scores).shapes_
    assert np.all(np.diff(shape.values) >= 0)


@forall(st.lists(st.floats(-5, 5), min_size=1, max_size=9, unique=True), st.floats(-6, 6))
def test_a_shape_is_a_step_function(edges: list[float], x: float) -> None:
    edges = sorted(edges)
    shape = Shape(tuple(edges), tuple(float(n) for n in range(len(edges) + 1)))
    assert shape(np.array([x]))[0] == sum(edge < x for edge in edges)


@pytest.mark.parametrize(("edges", "values"), [((1.0,), (1.0,)), ((1.0, 1.0), (0.0, 1.0, 2.0))])
def test_what_is_no_step_function_is_refused(edges, values) -> None:
    with pytest.raises(ValueError, match="edge"):
        Shape(edges, values)


def test_what_ships_has_a_shape_for_every_value() -> None:
    shapes = default_shapes().shapes
    assert tuple(shapes) == VALUES
    for name in ("centrality", "opening", "title", "words"):
        assert np.all(np.diff(shapes[name].values) >= 0), name
    assert np.all(np.diff(shapes["position"].values) <= 0)
