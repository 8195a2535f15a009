import numpy as np
import pytest

from skrot.encode.encoders import (
    SentenceTransformerEncoder,
    UniversalEncoder,
    WordEncoder,
    available_cores,
    load_encoder,
)

TEXTS = ["Statek wpłynął do portu.", "Statki stoją w porcie.", "", "Chleb jest świeży."]


def is_unit(vectors: np.ndarray) -> bool:
    norms = np.linalg.norm(vectors, axis=1)
    return bool(np.all((abs(norms - 1) < 1e-5) | (norms == 0)))


def test_the_fallback_finds_inflected_words_alike() -> None:
    vectors = WordEncoder().encode(TEXTS)
    assert vectors.shape == (4, 1024)
    assert vectors.dtype == np.float32
    assert is_unit(vectors)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[3]
    assert not vectors[2].any()


def test_the_fallback_treats_each_text_alone() -> None:
    encoder = WordEncoder()
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    assert np.array_equal(alone, encoder.encode(TEXTS))


def test_no_text_gives_no_vector() -> None:
    assert WordEncoder().encode([]).shape == (0, 1024)


def test_the_fallback_takes_the_place_of_a_missing_package_and_says_so(monkeypatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    encoder = load_encoder()
    assert encoder.name == "word-beginnings"
    assert encoder.note is not None
    assert "not installed" in encoder.note


def test_threads_never_exceed_the_cores() -> None:
    assert UniversalEncoder(threads=999).threads == available_cores()
    assert UniversalEncoder(threads=0).threads == 1


def test_the_default_names_model_and_version() -> None:
    encoder = load_encoder()
    assert encoder.name == "use-multilingual-3"
    assert encoder.version
    assert encoder.note is None
    assert encoder.encode([]).shape == (0, 512)


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


@pytest.mark.parametrize("text", ["Ala ma kota.", "Zażółć gęślą jaźń."])
def test_the_default_is_the_same_bit_for_bit(text: str) -> None:
    encoder = load_encoder()
    assert np.array_equal(encoder.encode([text, "x"]), encoder.encode([text, "x"]))
