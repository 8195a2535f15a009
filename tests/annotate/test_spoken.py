from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from skrot.annotate.spoken import spoken

SPEECH = "– no tak.. – a u nas ile? – my tam też byliśmy – trzeba było zostawić samochód.."
DIALOGUE = "– Kto tam? – zapytał. – To ja – odparł cicho. Nikt się nie ruszył. Było późno."


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_sentences")
    return nlp


def test_a_dash_opens_a_turn_in_speech(nlp: Language) -> None:
    assert [sentence.text.strip() for sentence in nlp(SPEECH).sents] == [
        "– no tak..",
        "– a u nas ile?",
        "– my tam też byliśmy",
        "– trzeba było zostawić samochód..",
    ]


def test_a_dialogue_in_print_is_no_transcript(nlp: Language) -> None:
    assert not spoken(nlp.make_doc(DIALOGUE)).any()


def test_only_the_block_in_lower_case_is_speech(nlp: Language) -> None:
    doc = nlp.make_doc(f"Rozmowa z sąsiadem.\n\n{SPEECH}\n\n{DIALOGUE}")
    marked = doc[[*spoken(doc)].index(True) :].text
    assert marked.startswith("– no tak")
    assert spoken(doc).sum() == len(nlp.make_doc(SPEECH))


@pytest.mark.parametrize("text", ["", "–", "– ", "no", "no. tak. no", "3. 4. 5."])
def test_short_texts_are_not_speech(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text)
    assert spoken(doc).sum() == (0 if text != "no. tak. no" else len(doc))


@given(st.text(alphabet="a A–.-?!\n", max_size=60))
def test_every_token_gets_a_mark(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert len(spoken(doc)) == len(doc)
