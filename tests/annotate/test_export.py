"""Annotations in other formats."""

import json
import re

import spacy
from spacy.tokens import Doc, DocBin, Span

from skrot.annotate.export import export


def annotated() -> Doc:
    vocab = spacy.blank("pl").vocab
    doc = Doc(
        vocab,
        words=["Jan", "Nowak", "śpi", ".", "\n\n", "Pada", "."],
        spaces=[True, True, False, False, False, False, False],
        lemmas=["Jan", "Nowak", "spać", ".", "\n\n", "padać", "."],
        pos=["PROPN", "PROPN", "VERB", "PUNCT", "SPACE", "VERB", "PUNCT"],
        morphs=["Case=Nom", "Case=Nom", "", "", "", "", ""],
        sent_starts=[True, False, False, False, False, True, False],
    )
    doc.ents = [Span(doc, 0, 2, "persName")]
    return doc


def test_conllu_has_a_line_a_token_and_no_blank_tokens():
    text = b"".join(export([("a.txt", annotated())], "conllu")).decode()
    first, second = text.strip().split("\n\n")
    assert first.splitlines()[:3] == [
        "# newdoc id = a.txt",
        "# sent_id = a.txt-0",
        "# text = Jan Nowak śpi.",
    ]
    assert first.splitlines()[3].split("\t") == [
        "1", "Jan", "Jan", "PROPN", "_", "Case=Nom", "_", "_", "_", "NER=B-persName",
    ]  # fmt: skip
    assert first.splitlines()[5].endswith("\tSpaceAfter=No")
    assert [line.split("\t")[0] for line in second.splitlines()[2:]] == ["1", "2"]
    assert "newdoc" not in second


def test_conllu_ids_of_sentences_are_unique():
    names = ["a.txt", "b/a.txt", "b a.txt", "b_a.txt", "b%2Fa.txt", "b%20a.txt"]
    text = b"".join(export([(name, annotated()) for name in names], "conllu")).decode()
    ids = re.findall(r"^# sent_id = (.*)$", text, re.MULTILINE)
    assert len(set(ids)) == len(ids) == 2 * len(names)
    assert not any(re.search(r"[\s/]", found) for found in ids)


def test_spacy_round_trip_keeps_names_and_the_document():
    data = b"".join(export([("a.txt", annotated()), ("b.txt", annotated())], "spacy"))
    docs = list(DocBin().from_bytes(data).get_docs(spacy.blank("pl").vocab))
    assert [doc.user_data["doc"] for doc in docs] == ["a.txt", "b.txt"]
    assert [(ent.text, ent.label_) for ent in docs[0].ents] == [("Jan Nowak", "persName")]
    assert [token.lemma_ for token in docs[0]][2] == "spać"


def test_jsonl_rows_point_into_the_text():
    doc = annotated()
    lines = b"".join(export([("a.txt", doc)], "jsonl")).splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 6
    assert all(doc.text[row["start"] : row["end"]] == row["text"] for row in rows)
    assert rows[0]["ent_type"] == "persName"
