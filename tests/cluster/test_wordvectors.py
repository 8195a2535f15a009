import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skrot.cluster.wordvectors import WordVectors, add_seed_words, add_words, encode_words
from skrot.encode.encoders import WordEncoder
from skrot.vectors import Vectors

ENCODER = WordEncoder(64)
LEMMAS = [("statek", "fala"), ("chleb", "fala", "fala"), ()]


def known() -> WordVectors:
    return encode_words(ENCODER, LEMMAS, ["statki na morzu"])


def vectors(size: int = len(LEMMAS)) -> Vectors:
    generator = np.random.default_rng(0)
    return generator.normal(size=(size, 64)).astype(np.float32)


def test_every_lemma_is_encoded_once_and_so_are_the_words_the_corpus_lacks() -> None:
    words = known()
    assert list(words.rows) == ["fala", "statek", "chleb", "morze", "morzu"]
    assert words.vectors.shape == (5, 64)
    assert np.allclose(words.vectors.mean(axis=0), 0, atol=1e-6)


def test_the_rarest_lemmas_are_left_out() -> None:
    lemmas = [(f"słowo{n}", "częste") for n in range(6000)]
    words = encode_words(ENCODER, lemmas)
    assert len(words.rows) == 5000
    assert list(words.rows)[:2] == ["częste", "słowo0"]


def test_what_is_added_is_as_long_for_every_sentence_and_points_to_its_words() -> None:
    words = known()
    added = add_words(words, vectors(), LEMMAS) - vectors()
    lengths = np.linalg.norm(added, axis=1)
    assert np.allclose(lengths, [0.4, 0.4, 0], atol=1e-5)
    both = words.vectors[words.rows["statek"]] + words.vectors[words.rows["fala"]]
    assert np.allclose(added[0] / lengths[0], both / np.linalg.norm(both), atol=1e-5)


def test_a_keyword_adds_what_the_same_lemma_adds_to_a_sentence() -> None:
    words = known()
    keyword = add_seed_words(words, vectors(1), ["Statkami"])
    assert np.allclose(keyword, add_words(words, vectors(1), [("statek",)]), atol=1e-6)


@given(st.lists(st.sampled_from(["statek", "fala", "chleb", "nieznane"]), max_size=6))
def test_unknown_and_repeated_lemmas_add_nothing(lemmas: list[str]) -> None:
    words = known()
    once = [lemma for lemma in dict.fromkeys(lemmas) if lemma != "nieznane"]
    assert np.array_equal(
        add_words(words, vectors(1), [lemmas]), add_words(words, vectors(1), [once])
    )


@pytest.mark.parametrize("lemmas", [[], [()]])
def test_without_words_vectors_stay_as_they_are(lemmas: list[tuple[str, ...]]) -> None:
    words = encode_words(ENCODER, lemmas)
    size = len(lemmas)
    assert np.array_equal(add_words(words, vectors(size), lemmas), vectors(size))


def test_a_batch_does_not_change_what_a_sentence_gets() -> None:
    words = known()
    alone = np.vstack(
        [add_words(words, vectors()[i : i + 1], LEMMAS[i : i + 1]) for i in range(len(LEMMAS))]
    )
    assert np.array_equal(add_words(words, vectors(), LEMMAS), alone)
