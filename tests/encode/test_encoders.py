import numpy as np
import pytest
import spacy

from skrot.encode import encode_sentences, load_encoder, standing_in
from skrot.encode.encoders import SentenceTransformerEncoder
from skrot.resources import OUR_MODEL
from tests.encode.words import WordEncoder

TEXTS = ["Statek wpłynął do portu.", "Statki stoją w porcie.", "", "Chleb jest świeży."]


def is_unit(vectors: np.ndarray) -> bool:
    norms = np.linalg.norm(vectors, axis=1)
    return bool(np.all((abs(norms - 1) < 1e-5) | (norms == 0)))


def test_the_default_names_model_and_version() -> None:
    encoder = load_encoder()
    assert encoder.name == OUR_MODEL
    assert encoder.version
    assert encoder.note is None
    assert encoder.encode([]).shape[0] == 0


def test_sentences_of_like_meaning_are_near() -> None:
    vectors = load_encoder().encode(TEXTS)
    assert vectors.dtype == np.float32
    assert is_unit(vectors)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[3] + 0.1
    assert not vectors[2].any()


@pytest.mark.parametrize("text", ["Ala ma kota.", "Zażółć gęślą jaźń."])
def test_neighbours_in_a_batch_change_no_bit(text: str) -> None:
    encoder = load_encoder()
    assert np.array_equal(encoder.encode(["Coś innego.", text])[1:], encoder.encode([text]))


class Doubling:
    """What a SentenceTransformer looks like from outside."""

    def encode(self, texts: list[str]) -> list[list[float]]:
        return [[2.0, 0.0, float(len(text))] for text in texts]


def test_a_sentence_transformer_is_adapted() -> None:
    encoder = SentenceTransformerEncoder(Doubling(), "doubling", "1")
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (4, 3)
    assert vectors.dtype == np.float32
    assert is_unit(vectors)
    assert encoder.encode([]).shape == (0, 3)
    assert (encoder.name, encoder.version) == ("doubling", "1")


def test_another_encoder_stands_in_for_a_while() -> None:
    other = WordEncoder()
    doc = spacy.blank("pl")("Statek wpłynął. Chleb jest świeży.")
    places = [(0, 15), (16, 34)]
    with standing_in(other):
        assert load_encoder() is other
        found = encode_sentences(load_encoder(), doc, places)
    assert load_encoder().name == OUR_MODEL
    assert np.array_equal(found, other.encode(["Statek wpłynął.", "Chleb jest świeży."]))
