"""The Docs that a run keeps come back as they were."""

from typing import Any

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skrot.run.packing import Annotated, pack_doc, unpack_doc

VOCAB = spacy.blank("pl").vocab


def back(doc: Doc) -> Doc:
    """The Doc in another vocabulary, which knows no string of it."""
    return unpack_doc(Annotated(pack_doc(doc), ()), Vocab())


def content(doc: Doc) -> list[tuple[Any, ...]]:
    return [
        (
            *(token.text, token.whitespace_, token.norm_, token.lemma_, token.pos_, token.tag_),
            *(str(token.morph), token.dep_, token.head.i, token.is_sent_start),
            *(token.ent_iob_, token.ent_type_, token.ent_kb_id_, token.ent_id_),
        )
        for token in doc
    ]


def test_all_that_a_doc_says_of_its_tokens_comes_back():
    doc = Doc(
        VOCAB,
        words=["Jan", "Nowak", "śpi", ".", "\n\n", "Pada", "."],
        spaces=[True, True, False, False, False, False, False],
        lemmas=["Jan", "Nowak", "spać", ".", "\n\n", "padać", "."],
        pos=["PROPN", "PROPN", "VERB", "PUNCT", "SPACE", "VERB", "PUNCT"],
        tags=["subst", "subst", "fin", "interp", "", "fin", "interp"],
        morphs=["Case=Nom", "Case=Nom", "", "", "", "", ""],
        heads=[2, 0, 2, 2, 3, 5, 5],
        deps=["nsubj", "flat", "ROOT", "punct", "dep", "ROOT", "punct"],
    )
    doc.ents = [Span(doc, 0, 2, "persName", kb_id="Q1", span_id="osoba")]
    doc.spans["role"] = [Span(doc, 0, 3, "zdanie", kb_id="Q2")]
    doc.cats = {"sport": 0.25}
    again = back(doc)
    assert content(again) == content(doc)
    assert [(span.text, span.label_, span.kb_id_) for span in again.spans["role"]] == [
        ("Jan Nowak śpi", "zdanie", "Q2")
    ]
    assert again.cats == doc.cats
    assert again.text == doc.text


@given(words=st.lists(st.tuples(st.text(min_size=1), st.booleans()), max_size=30))
def test_any_words_come_back(words: list[tuple[str, bool]]):
    doc = Doc(VOCAB, [word for word, _ in words], [blank for _, blank in words])
    assert content(back(doc)) == content(doc)


def test_the_same_doc_is_packed_into_the_same_bytes():
    doc = Doc(VOCAB, ["Ala", "ma", "kota"], lemmas=["Ala", "mieć", "kot"])
    assert pack_doc(back(doc)) == pack_doc(doc)
