"""The corpus-wide part of every stage: from what was kept of each document to the files of a run.

Each ``finish_*`` loads what the stage needs from the store, calls the stage's pure function over
all documents, and writes its files. Nothing here decides what is true of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np

from pipeline.process import (
    Annotated,
    Extracted,
    unpack_annotated,
    unpack_document,
    unpack_extracted,
    unpack_vectors,
)
from pipeline.records import (
    Comparison,
    Digest,
    Document,
    DocumentRow,
    Entity,
    Failure,
    Mention,
    Number,
    Record,
    Sentence,
)
from pipeline.settings import Settings
from pipeline.store import Store, encode_json


class ManifestRow(Record):
    """A row of work/read.jsonl: a document of the corpus and what its source is known by."""

    doc: str
    fingerprint: str
    duplicate_of: str | None = None


def manifest(store: Store) -> list[ManifestRow]:
    """Every document of the corpus, failed ones too, in the order of their names."""
    return list(store.read_rows("work/read.jsonl", ManifestRow))


def failures(store: Store) -> list[Failure]:
    """Every document that failed at some stage."""
    docs = [row.doc for row in manifest(store)]
    return [msgspec.msgpack.decode(data, type=Failure) for _, data in store.get("failure", docs)]


def good(store: Store) -> list[str]:
    """The documents that have not failed."""
    failed = {failure.doc for failure in failures(store)}
    return [row.doc for row in manifest(store) if row.doc not in failed]


def documents(store: Store) -> Iterator[Document]:
    """The cleaned documents, one at a time."""
    return (unpack_document(data) for _, data in store.get("read", good(store)))


def annotated(store: Store) -> Iterator[tuple[str, Annotated]]:
    """What annotate left, one document at a time."""
    return ((doc, unpack_annotated(data)) for doc, data in store.get("annotate", good(store)))


def extracted(store: Store) -> Iterator[tuple[str, Extracted]]:
    """What extract left, one document at a time."""
    return ((doc, unpack_extracted(data)) for doc, data in store.get("extract", good(store)))
