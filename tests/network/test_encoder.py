from __future__ import annotations

import pickle
from functools import cache
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.annotate import annotate, load, sentences
from skrot.annotate.encoder import Encoding
from skrot.encode.encoders import ModelEncoder
from skrot.network import Encoder, encoder_width, read_encoder
from skrot.read import read_text
from skrot.resources import encoder_folder

TEXT = (
    "Rząd podniósł podatki. Podwyżka uderzy w firmy, mówią przedsiębiorcy.\n\nKot śpi na piecu. "
) * 12


@cache
def encoder() -> Encoder:
    return read_encoder(encoder_folder())


def tokens(text: str) -> np.ndarray:
    doc = spacy.blank("pl").make_doc(text)
    return encoder().tokens([t.text for t in doc], [bool(t.whitespace_) for t in doc])


def cosine(one: Any, other: Any) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


SAME = [
    (
        "Rząd podniósł podatki, żeby spłacić długi państwa.",
        "Gabinet zwiększył daniny, bo w budżecie brakuje pieniędzy.",
    ),
    (
        "Lekarze ostrzegają przed nową falą grypy.",
        "Medycy boją się kolejnej epidemii zakażeń wirusowych.",
    ),
    (
        "Nad morzem spadł wczoraj ulewny deszcz.",
        "Na wybrzeżu była ostatnio burza z gwałtowną ulewą.",
    ),
    ("Klub kupił napastnika za rekordową sumę.", "Drużyna zapłaciła fortunę za piłkarza."),
    (
        "Sąd skazał oszusta na trzy lata więzienia.",
        "Przestępca trafi za kratki wyrokiem trybunału.",
    ),
    ("Naukowcy odkryli odległą planetę.", "Astronomowie znaleźli nieznane ciało niebieskie."),
    (
        "Wojska nieprzyjaciela przekroczyły granicę o świcie.",
        "Żołnierze wroga wkroczyli nad ranem do kraju.",
    ),
    ("Ceny żywności rosną coraz szybciej.", "Chleb i masło drożeją z tygodnia na tydzień."),
]


def test_what_means_the_same_is_nearest_in_other_words() -> None:
    one, other = (encoder().encode(texts) for texts in zip(*SAME, strict=True))
    assert (one @ other.T).argmax(axis=1).tolist() == list(range(len(SAME)))


def test_vectors_are_of_length_one_and_nothing_is_a_zero() -> None:
    vectors = encoder().encode(["Ala ma kota.", "", " \n"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0], atol=1e-5)
    assert encoder().encode([]).shape == (0, encoder().width)


def test_the_same_text_has_the_same_bits_whatever_was_read_before() -> None:
    first = tokens(TEXT)
    tokens("Coś innego, zupełnie innego. " * 40)
    assert np.array_equal(first, tokens(TEXT))


def test_white_space_has_no_vector() -> None:
    assert not tokens("Kot.\n\nPies.")[2].any()


@settings(deadline=None, max_examples=15)
@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = tokens(text)
    assert np.isfinite(found).all()


def test_a_word_without_end_is_read() -> None:
    assert np.isfinite(tokens("a" * 5_000 + " kot " + "https://example.org/" + "x/" * 2_000)).all()


def test_the_vector_of_a_span_is_that_of_the_sentence() -> None:
    nlp = spacy.blank("pl")
    nlp.add_pipe("sentencizer")
    component = nlp.add_pipe("pl_encoder")
    assert isinstance(component, Encoding)
    component.encoder = encoder()
    doc = nlp("Rząd podniósł podatki. Kot śpi na piecu.")
    places = [(s.start_char, s.end_char) for s in doc.sents]
    vectors = ModelEncoder().encode_document(doc, places)
    for sentence, vector in zip(doc.sents, vectors, strict=True):
        assert cosine(sentence.vector, vector) == pytest.approx(1.0, abs=1e-5)


def test_vectors_of_a_document_do_not_depend_on_who_made_those_of_its_tokens() -> None:
    nlp = spacy.blank("pl")
    doc = nlp.make_doc(TEXT)
    places = [(0, 22), (24, 60)]
    made = ModelEncoder().encode_document(doc, places)
    doc.tensor = tokens(TEXT)
    assert np.array_equal(made, ModelEncoder().encode_document(doc, places))


def test_a_copy_in_another_process_gives_the_same() -> None:
    component = Encoding(encoder())
    again = pickle.loads(pickle.dumps(component))  # noqa: S301
    assert again.encoder is not None
    assert np.array_equal(again.encoder.encode(["Kot śpi."]), encoder().encode(["Kot śpi."]))


def test_a_long_text_has_the_same_vectors_when_they_are_made_anew() -> None:
    nlp = load()
    text = read_text("\n\n".join(TEXT for _ in range(30)), "long.txt")
    (doc,) = annotate(nlp, [text])
    assert len(doc.text) > 20_000
    assert doc.tensor.shape == (len(doc), encoder().width)
    places = [(row.start, row.end) for row in sentences(doc, text)]
    made = ModelEncoder().encode_document(doc, places)
    doc.tensor = np.zeros((0, 0), dtype=np.float32)
    assert np.array_equal(made, ModelEncoder().encode_document(doc, places))


def test_the_width_is_told_without_reading_the_network():
    assert encoder_width(encoder_folder()) == read_encoder(encoder_folder()).width
