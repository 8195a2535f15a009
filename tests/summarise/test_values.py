import math

import numpy as np
import pytest

from skrot.records import Mention
from skrot.summarise.values import (
    VALUES,
    centrality,
    commonness,
    kinship,
    logarithms,
    scaled,
    sentence_values,
)
from tests.summarise.helpers import given, vector

TEXTS = ["Port i prom w Gdyni.", "Prom płynie.", "Port i prom w Gdyni czekają.", "Kot śpi."]


def column(name: str, **fields) -> list[float]:
    """A value of all sentences of a document."""
    item = given(TEXTS, **fields)
    sizes = [len(text.split()) for text in TEXTS]
    found: list[float] = sentence_values(item, range(4), sizes)[:, VALUES.index(name)].tolist()
    return found


def test_the_position_is_how_many_stand_before() -> None:
    assert column("position") == [0, 1, 2, 3]


def test_conclusions_are_a_second_beginning() -> None:
    changes: dict[int, dict[str, object]] = {n: {"heading": "Wnioski"} for n in (2, 3)}
    assert column("position", changes=changes) == [0, 1, 0, 1]
    assert column("position", parts=["body", "body", "takeaway", "takeaway"]) == [0, 1, 0, 0]


def test_the_title_is_a_share_of_its_words() -> None:
    assert column("title", parts=["title", "body", "body", "body"]) == [1, 0.2, 1, 0]
    assert column("title") == [0, 0, 0, 0]


def test_the_opening_is_the_first_of_the_sentences() -> None:
    vectors = np.vstack([vector(1, 0), vector(1, 1), vector(0, 1), vector(1, 0)])
    assert column("opening", vectors=vectors) == pytest.approx([1, math.sqrt(0.5), 0, 1])


def test_lengths_and_names_are_counted() -> None:
    def mention(n: int, text: str, label: str = "orgName") -> Mention:
        return Mention("a.txt", n, 0, 4, text, label, text)  # type: ignore[arg-type]

    mentions = [mention(1, "Port Gdynia"), mention(1, "Gdynia"), mention(2, "3 maja", "date")]
    assert column("names", mentions=mentions) == [0, 1, 0, 0]
    assert column("length") == [5, 2, 6, 2]


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


def test_common_words_are_those_that_many_sentences_have() -> None:
    frequency = logarithms({"port": 9, "kot": 1, "prom": 3})
    assert commonness(["kot"], frequency) == 0
    assert commonness(["port", "kot", "port"], frequency) == pytest.approx(math.log(9) / 2)
    assert commonness([], frequency) == 0


def test_values_are_stretched_between_zero_and_one() -> None:
    assert scaled(np.array([3.0, 1.0, 2.0])) == pytest.approx([1.0, 0.0, 0.5])
    assert scaled(np.array([3.0, 3.0])) == pytest.approx([0.5, 0.5])


def test_kin_are_sentences_that_share_meaning_and_words() -> None:
    lemmas = [("port", "statek"), ("port", "prom"), ("statek", "prom"), ("kot", "mysz")]
    vectors = np.vstack([vector(1, 0.1), vector(1, 0), vector(1, 0.2), vector(0, 1)])
    found = kinship(lemmas, vectors)
    assert found[3] < 1 / 3 < 1.5 < min(found[:3])
    assert found[0] == pytest.approx(1 + float(vectors[0] @ vector(2, 1.2)), abs=0.05)
    assert kinship(lemmas, vectors, ["kot"])[3] == pytest.approx(found[3] + 0.5)
