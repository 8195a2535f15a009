"""The transformers of texts for scikit-learn."""

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import check_estimator

from skrot.records import Theme
from skrot.vectorizers import SentenceVectorizer, ThemeVectorizer

TEXTS = [
    "Bank podniósł stopy procentowe. Kredyty zdrożeją w przyszłym miesiącu.",
    "Inflacja spadła do 3 proc. Płace rosną szybciej niż ceny.",
    "Szpital otworzył nowy oddział kardiologii. Lekarze przyjęli pierwszych pacjentów.",
    "Pielęgniarki szczepią dzieci w przychodniach. Kolejki do specjalistów są krótsze.",
]
THEMES = (
    Theme("money", "Pieniądze", keywords=("bank", "kredyt", "inflacja", "płaca")),
    Theme("health", "Zdrowie", keywords=("szpital", "lekarz", "pacjent", "szczepić")),
)


@pytest.mark.parametrize("estimator", [SentenceVectorizer(), ThemeVectorizer()])
def test_check_estimator(estimator):
    """As with scikit-learn's own vectorizers, what takes no numbers is checked less."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)
        check_estimator(estimator)


def test_vectors_feed_a_classifier():
    pipeline = make_pipeline(SentenceVectorizer(), LogisticRegression())
    pipeline.fit(TEXTS, [0, 0, 1, 1])
    assert pipeline.predict(["Chirurdzy operowali całą noc."]).tolist() == [1]


def test_vectors_have_length_one_and_an_empty_text_has_none():
    found = SentenceVectorizer().fit_transform([TEXTS[0], ""])
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0], abs=1e-5)
    vectorizer = SentenceVectorizer().fit(TEXTS)
    assert len(vectorizer.get_feature_names_out()) == found.shape[1]
    assert vectorizer.transform([]).shape == (0, found.shape[1])


def test_shares_of_themes_given_as_objects():
    vectorizer = clone(ThemeVectorizer(THEMES)).fit(TEXTS)
    shares = vectorizer.transform([*TEXTS, ""])
    assert vectorizer.get_feature_names_out().tolist() == ["money", "health", "other"]
    assert shares.argmax(axis=1).tolist() == [0, 0, 1, 1, 2]
    assert shares.sum(axis=1) == pytest.approx(np.ones(5))


def test_what_is_no_list_of_texts_is_refused():
    with pytest.raises(ValueError, match="not one string"):
        SentenceVectorizer().fit(TEXTS).transform("Jeden tekst.")
    with pytest.raises(ValueError, match="must be a string, not float"):
        ThemeVectorizer().fit([1.5])  # type: ignore[list-item]
    with pytest.raises(NotFittedError):
        ThemeVectorizer().transform(TEXTS)
