import numpy as np
import pytest

from skrot.summarise.scoring import centrality
from tests.summarise.helpers import vector


def test_what_shares_words_and_meaning_is_central() -> None:
    lemmas = [("port", "statek"), ("port", "statek", "prom"), ("kot",)]
    vectors = np.vstack([vector(1, 0), vector(1, 0.1), vector(0, 1)])
    found = centrality(lemmas, vectors)
    assert found[2] < min(found[0], found[1])
    assert np.all(found <= 1)


def test_it_is_the_mean_similarity_to_all_sentences() -> None:
    lemmas = [("port", "statek"), ("port",), ("port", "kot", "kot")]
    vectors = np.vstack([vector(1, 0), vector(1, 1), vector(0, 1)])
    rarity = {"port": np.log(2), "statek": np.log(4), "kot": np.log(4)}
    rows = np.array([[rarity[word] * (word in row) for word in rarity] for row in lemmas])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    expected = ((rows @ rows.T + vectors @ vectors.T) / 2).mean(axis=1)
    assert centrality(lemmas, vectors) == pytest.approx(expected)


def test_a_sentence_without_words_counts_by_its_vector() -> None:
    found = centrality([(), ("port",)], np.vstack([vector(1, 0), vector(1, 0)]))
    assert found == pytest.approx([0.5, 0.75])
