"""What the measurements of themes and summaries share: the data folder and annotated documents."""

import csv
import json
import lzma
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from spacy.language import Language

from skrot.annotate import annotate, load, sentences
from skrot.encode import Encoder, encode_sentences, load_encoder
from skrot.extract import find_entities, find_quotes, sentence_features
from skrot.read import read_text
from skrot.records import Document, Sentence, SentenceFeatures
from tests.quality.gate import DATA, ROOT


class Annotated(NamedTuple):
    """A document with its sentences, their features and vectors."""

    document: Document
    sentences: list[Sentence]
    features: list[SentenceFeatures]
    vectors: np.ndarray


def data(name: str) -> Path:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no data: {name} is not in $SKROT_DATA")
    return path


@cache
def model() -> Language:
    return load()


@cache
def encoder() -> Encoder:
    return load_encoder()


def prepared(documents: Sequence[Document], nlp: Language | None = None) -> list[Annotated]:
    found = []
    for document, doc in zip(documents, annotate(nlp or model(), documents), strict=True):
        rows = sentences(doc, document)
        mentions, entities = find_entities(doc, document.doc)
        quotes = find_quotes(doc, mentions, entities, document.doc)
        features = sentence_features(doc, rows, document, quotes)
        vectors = encode_sentences(encoder(), doc, [(row.start, row.end) for row in rows])
        found.append(Annotated(document, rows, features, vectors))
    return found


def sib200(split: str) -> list[tuple[str, str]]:
    """Sentences and topics of SIB-200 (Adelani et al., 2024)."""
    with data(f"topics/sib200_pl_{split}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["text"], row["category"]) for row in rows]


def eight_tags(split: str) -> list[tuple[str, str]]:
    """Headlines and topics of 8TAGS (Dadas et al., 2020)."""
    names = ["film", "history", "food", "medicine"]
    names += ["motorization", "work", "sport", "technology"]
    with lzma.open(data(f"topics/8tags_{split}.txt.xz"), "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split(" ", 1) for line in file]
    return [(text, names[int(code)]) for code, text in rows]


def answers() -> Iterator[dict[str, Any]]:
    """Ministers' answers to members of parliament."""
    with lzma.open(data("corpora/interpelacje.jsonl.xz"), "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def seeds() -> list[Document]:
    from skrot.read import read_bytes

    found = [
        read_bytes(path.read_bytes(), path.name) for path in sorted((ROOT / "seeds").glob("*.txt"))
    ]
    return [document for document in found if isinstance(document, Document)]


def plain(text: str, doc: str) -> Document:
    return read_text(text, doc)
