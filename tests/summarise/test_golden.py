"""Sentences with the model, from text to features: which can be read alone, which can not."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from skrot.annotate import annotate, load, sentences
from skrot.extract import sentence_features
from skrot.read import read_text
from skrot.records import SentenceFeatures

GOLDEN = tomllib.loads(Path(__file__).with_name("golden.toml").read_text("utf-8"))
OPENING = "Sejm obradował we wtorek.\n\n"


@cache
def last(text: str) -> SentenceFeatures:
    # A document of sentences, so that small letters at a start mean something.
    document = read_text(OPENING * 2 + text, "golden.txt")
    (doc,) = annotate(model(), [document])
    return sentence_features(doc, sentences(doc, document), document)[-1]


@cache
def model():
    return load()


@pytest.mark.parametrize("text", GOLDEN["stands"])
def test_what_stands_alone(text: str) -> None:
    found = last(text)
    assert (found.fragment, found.leans_on) == (None, None)
    assert found.speaker is not False


@pytest.mark.parametrize("text", GOLDEN["leans"])
def test_what_leans(text: str) -> None:
    found = last(text)
    assert found.leans_on is not None
    assert found.fragment is None


@pytest.mark.parametrize("text", GOLDEN["fragment"])
def test_what_is_no_sentence(text: str) -> None:
    assert last(text).fragment is not None
