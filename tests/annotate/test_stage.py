from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from skrot.annotate import annotate, sentences
from skrot.network import pieces
from skrot.records import Document, Part, SourceSpan


@cache
def rules() -> Language:
    """A blank pipeline: what the rules do without learned scores."""
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_sentences")
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return rules()


def document(*blocks: str, raw: str = "", source_map: tuple[SourceSpan, ...] = ()) -> Document:
    parts: list[Part] = []
    start = 0
    for n, block in enumerate(blocks):
        parts.append(Part("title" if n == 0 else "body", start, start + len(block)))
        start += len(block) + 2
    return Document("d", "\n\n".join(blocks), raw, tuple(parts), source_map, "0" * 64)


def test_sentences_have_places_parts_and_counts(nlp: Language) -> None:
    made = document("Nowe cła", "Rząd milczy. Opozycja nie!")
    (doc,) = annotate(nlp, [made])
    rows = sentences(doc, made)
    assert [(r.n, r.start, r.end, r.text, r.part, r.tokens) for r in rows] == [
        (0, 0, 8, "Nowe cła", "title", 2),
        (1, 10, 22, "Rząd milczy.", "body", 3),
        (2, 23, 36, "Opozycja nie!", "body", 3),
    ]


def test_source_spans_go_through_the_map(nlp: Language) -> None:
    # The source breaks a line inside the first sentence and repairs two characters of it.
    spans = (SourceSpan(0, 5, 10, 15), SourceSpan(5, 6, 15, 17), SourceSpan(6, 12, 17, 23))
    made = document("Rząd milczy.", raw=" " * 30, source_map=spans)
    (doc,) = annotate(nlp, [made])
    (row,) = sentences(doc, made)
    assert row.source_spans == ((10, 23),)


def test_a_gap_in_the_source_splits_the_span(nlp: Language) -> None:
    spans = (SourceSpan(0, 5, 0, 5), SourceSpan(5, 12, 40, 47))
    made = document("Rząd milczy.", raw=" " * 60, source_map=spans)
    (doc,) = annotate(nlp, [made])
    assert sentences(doc, made)[0].source_spans == ((0, 5), (40, 47))


def test_long_texts_are_cut_at_blocks_and_put_together(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_PART", 60)
    blocks = [f"To jest zdanie numer {n}. A to drugie!" for n in range(9)]
    made = [
        document(*blocks),
        document("Krótki tekst."),
        document("Ala ma kota. " * 20 + "Koniec."),
    ]
    docs = list(annotate(nlp, made))
    assert [doc.text for doc in docs] == [one.text for one in made]
    assert [len(sentences(d, m)) for d, m in zip(docs, made, strict=True)] == [18, 1, 21]


def test_a_foreign_doc_is_refused(nlp: Language) -> None:
    with pytest.raises(ValueError, match="different texts"):
        sentences(nlp("Coś innego."), document("Rząd milczy."))


def test_no_documents_and_empty_documents(nlp: Language) -> None:
    assert list(annotate(nlp, [])) == []
    (doc,) = annotate(nlp, [document("")])
    assert sentences(doc, document("")) == []


@settings(deadline=None)
@given(st.lists(st.text(alphabet="aB 1.?„”–r", min_size=1, max_size=25), min_size=1, max_size=4))
def test_every_character_is_in_one_sentence(blocks: list[str]) -> None:
    nlp = rules()
    made = document(*blocks)
    (doc,) = annotate(nlp, [made])
    covered = [0] * len(made.text)
    for row in sentences(doc, made):
        assert made.text[row.start : row.end] == row.text == row.text.strip()
        for at in range(row.start, row.end):
            covered[at] += 1
    assert all(n <= 1 for n in covered)
    assert all(n == 1 for n, char in zip(covered, made.text, strict=True) if not char.isspace())
