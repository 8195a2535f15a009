import numpy as np
import pytest
from msgspec import structs

from skrot.cluster import assign_themes, load_themes
from skrot.cluster.learned import ThemeWeights, joined, learned_themes, theme_values
from skrot.encode import load_encoder
from skrot.records import OTHER, Sentence, SentenceFeatures, Theme
from skrot.resources import themes_path
from tests.encode.words import WordEncoder

DEFAULT = load_themes(themes_path(None))


def rows(*docs: str) -> list[Sentence]:
    return [Sentence(doc, n, n, n + 1, "a", "body", (), 1) for n, doc in enumerate(docs)]


def test_what_ships_fits_the_default_themes_and_the_encoder() -> None:
    weights = learned_themes()
    encoder = load_encoder()
    assert weights.encoder == encoder.version, "make marks DATA=… learns it again"
    assert weights.keywords == {theme.id: theme.keywords for theme in DEFAULT}
    assert [DEFAULT[place].id for place in weights.learned(DEFAULT, encoder)] == [
        "economy",
        "security",
        "minerals",
    ]


def test_themes_in_other_words_and_other_vectors_are_not_learned() -> None:
    mine = [structs.replace(theme, keywords=theme.keywords[1:]) for theme in DEFAULT]
    assert learned_themes().learned(mine, load_encoder()) == ()
    assert learned_themes().learned(DEFAULT, WordEncoder()) == ()


def test_a_label_in_another_language_changes_nothing() -> None:
    (economy, *_) = DEFAULT
    renamed = structs.replace(economy, label="Economy", description="")
    assert learned_themes().learned([renamed], load_encoder()) == (0,)


def test_values_see_the_sentences_around_in_the_same_document() -> None:
    vectors = np.eye(4, dtype=np.float32)
    evidence = np.array([[1.0, 0], [0, 0], [0, 1], [0, 0]])
    values = theme_values(rows("a", "a", "b", "b"), vectors, evidence)
    assert values.shape == (4, 2 * 4 + 2 * 2)
    around = values[:, 4:8]
    assert around[0].nonzero()[0].tolist() == [1]
    assert around[3].nonzero()[0].tolist() == [2]
    assert values[1, -2] > values[0, -2]  # the keyword in the rest of the document, not its own
    assert values[:, -2:].sum(axis=1) == pytest.approx(1)


def test_one_sentence_alone_has_values() -> None:
    values = theme_values(rows("a"), np.ones((1, 3), dtype=np.float32), np.zeros((1, 2)))
    assert np.isfinite(values).all()


def test_a_theme_that_was_not_learned_keeps_its_score() -> None:
    scores = np.array([[0.5, 0.3, 0.2], [0.1, 0.0, 0.9]])
    shares = np.array([[0.9, 0.1], [0.2, 0.8]])
    found = joined(scores, shares, [0], 1.0)
    assert found[:, 1].tolist() == scores[:, 1].tolist()
    assert found.sum(axis=1) == pytest.approx(1)
    assert found[0, 0] > scores[0, 0]
    assert found[1, 2] > 0.8


def test_what_is_of_a_theme_that_nobody_asks_for_is_other() -> None:
    told = {name: tuple(5.0 * (n == place) for n in range(11)) for place, name in enumerate("abc")}
    weights = ThemeWeights(
        "1",
        {"sea": ("port",), "bread": ("chleb",)},
        {"sea": told["a"], "bread": told["b"], OTHER: told["c"]},
    )
    features = [SentenceFeatures(n, (), n) for n in range(3)]
    shares = weights.shares(["bread"], rows("a", "b", "c"), features, np.eye(3, dtype=np.float32))
    assert shares.argmax(axis=1).tolist() == [1, 0, 1]


def test_marks_are_a_reason() -> None:
    texts = [
        "Rząd podniósł podatek dochodowy dla firm o dwa punkty procentowe.",
        "Orkiestra zagrała w parku, a po koncercie tańczono.",
    ]
    encoder = load_encoder()
    features = [
        SentenceFeatures(0, ("rząd", "podnieść", "podatek", "dochodowy", "firma", "punkt"), 0),
        SentenceFeatures(1, ("orkiestra", "zagrać", "park", "koncert", "tańczyć"), 1),
    ]
    first, second = assign_themes(rows("a", "b"), features, encoder.encode(texts), DEFAULT, encoder)
    assert first.theme == "economy"
    assert "marks" in {reason.kind for reason in first.reasons}
    assert second == second._replace(theme=OTHER, reasons=())


def test_another_theme_beside_the_default_ones_is_told_by_the_corpus() -> None:
    texts = ["Orkiestra zagrała w parku.", "Orkiestra ma nowego dyrygenta.", "Armia kupi czołgi."]
    music = Theme(id="music", label="Muzyka", keywords=("orkiestra", "dyrygent", "koncert"))
    features = [
        SentenceFeatures(0, ("orkiestra", "zagrać", "park"), 0),
        SentenceFeatures(1, ("orkiestra", "mieć", "nowy", "dyrygent"), 0),
        SentenceFeatures(2, ("armia", "kupić", "czołg"), 0),
    ]
    encoder = load_encoder()
    found = assign_themes(
        rows("a", "b", "c"), features, encoder.encode(texts), [*DEFAULT, music], encoder
    )
    assert [row.theme for row in found] == ["music", "music", "security"]
