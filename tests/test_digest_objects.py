"""`skrot.digest` with what a caller has made: a pipeline, an encoder."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import skrot
from skrot.encode import load_encoder
from skrot.resources import OUR_MODEL
from tests.encode.words import WordEncoder

TEXT = "Premier Tusk przyjechał do Tokio. Rozmowy o handlu trwały trzy dni. Podpisano dwie umowy."


@Language.component("test_names_of_a_caller", assigns=["doc.ents"])
def names(doc: Doc) -> Doc:
    doc.ents = [
        Span(doc, token.i, token.i + 1, "placeName") for token in doc if token.text == "Tokio"
    ]
    return doc


def test_a_pipeline_that_is_there_annotates():
    nlp = spacy.blank("pl")
    nlp.meta["name"] = "of_a_caller"
    nlp.add_pipe("test_names_of_a_caller")
    digest = skrot.digest(TEXT, model=nlp)
    assert digest.model == "pl_of_a_caller"
    assert digest.overall
    assert not digest.failures


def test_an_encoder_that_is_there_gives_the_vectors():
    digest = skrot.digest(TEXT, encoder=WordEncoder())
    assert digest.model == OUR_MODEL
    assert digest.overall
    assert digest.settings["notes"] == [WordEncoder.note]
    assert load_encoder().name == OUR_MODEL
