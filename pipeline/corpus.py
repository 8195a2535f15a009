"""The corpus-wide part of every stage: from what was kept of each document to the files of a run.

Each ``finish_*`` loads what the stage needs from the store, calls the stage's pure function over
all documents, and writes its files. Nothing here decides what is true of a text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from pipeline.errors import UsageFault
from pipeline.process import (
    STEPS,
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
from pipeline.resources import resource
from pipeline.settings import Settings
from pipeline.stages import digest_key
from pipeline.store import Store, encode_json

if TYPE_CHECKING:
    from pipeline.read import Source


class ManifestRow(Record):
    """A row of work/read.jsonl: a document of the corpus, failed or not.

    ``fingerprint`` stands for its source, ``content`` for what was read of it (null: not read).
    """

    doc: str
    fingerprint: str
    content: str | None = None
    duplicate_of: str | None = None


class Found(NamedTuple):
    """A document of the corpus with its source, when the corpus itself is at hand."""

    row: ManifestRow
    source: Source | None = None


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


def write_failures(store: Store) -> None:
    """Write failures.jsonl as things stand."""
    store.write_rows("failures.jsonl", failures(store))


def find_sources(settings: Settings, store: Store) -> list[Found]:
    """List the documents of the corpus with the fingerprints of their sources.

    Raises
    ------
    UsageFault
        When there is no such corpus.
    """
    from pipeline.read import find_documents

    corpus = settings.corpus
    if corpus is None or not corpus.exists():
        raise UsageFault(f"{corpus}: no such file or folder; give the folder with the texts")
    sources = find_documents(
        corpus, text_field=settings.text_field, accept_any_language=settings.any_language
    )
    # A themes file may stand with the texts; it is no document.
    sources = [source for source in sources if source.suffix != ".toml"]
    if not sources:
        raise UsageFault(f"{corpus}: no documents in this folder; give one that has texts")
    content = cache(_content)
    return [Found(ManifestRow(s.doc, digest_key(content(s.path), s.doc)), s) for s in sources]


def _content(path: Path) -> str:
    """A key of a file's content; of its name alone when it cannot be read (reading says why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError:
        return digest_key(str(path))


def write_manifest(store: Store, found: Iterable[Found]) -> None:
    """Write which documents this run is about, unless they are those of the run before."""
    rows = [item.row for item in found]
    if store.path("work/read.jsonl").exists():
        before = [ManifestRow(row.doc, row.fingerprint) for row in manifest(store)]
        if before == rows:
            return
    store.write_rows("work/read.jsonl", rows)


# --- read ---


def finish_read(store: Store, settings: Settings) -> None:
    """Write the cleaned texts, and what could not be read; find duplicates."""
    rows = manifest(store)
    for step in (*STEPS, "failure"):
        store.forget(step, sorted(set(store.keys(step)) - {row.doc for row in rows}))
    write_failures(store)
    content: dict[str, str] = {}
    for doc, data in store.get("read", good(store)):
        store.write(f"texts/{doc}.txt", unpack_document(data).text.encode())
        content[doc] = digest_key(data)
    store.keep_only("texts", {f"{doc}.txt" for doc in content})
    kept: dict[str, str] = {}
    store.write_rows(
        "work/read.jsonl",
        [
            ManifestRow(row.doc, row.fingerprint, content.get(row.doc), kept.get(row.doc))
            for row in rows
        ],
    )


def finish_annotate(store: Store, settings: Settings) -> None:
    """Write documents.jsonl."""
    write_failures(store)
    duplicate_of = {row.doc: row.duplicate_of for row in manifest(store)}

    def rows() -> Iterator[DocumentRow]:
        for document, (_, kept) in zip(documents(store), annotated(store), strict=True):
            yield DocumentRow(
                doc=document.doc,
                title=document.title,
                date=document.date,
                sha256=document.sha256,
                n_chars=len(document.text),
                n_sentences=len(kept.sentences),
                language=document.language,
                parts=document.parts,
                author=document.author,
                source=document.source,
                duplicate_of=duplicate_of[document.doc],
                dropped=document.dropped,
            )

    store.write_rows("documents.jsonl", rows())


def finish_extract(store: Store, settings: Settings) -> None:
    """Link the entities of all documents and write entities, numbers and the entity index."""
    from pipeline.extract import link

    write_failures(store)
    index, ids = link((doc, kept.mentions, kept.entities) for doc, kept in extracted(store))

    def mentions() -> Iterator[Mention]:
        for doc, kept in extracted(store):
            for mention in kept.mentions:
                entity = ids[doc, mention.entity]
                yield msgspec.structs.replace(mention, doc=doc, entity=entity)

    def numbers() -> Iterator[Number]:
        for doc, kept in extracted(store):
            for number in kept.numbers:
                yield msgspec.structs.replace(number, doc=doc)

    store.write_rows("entities.jsonl", mentions())
    store.write_rows("numbers.jsonl", numbers())
    store.write_rows("entity_index.jsonl", index)


def themes_path(path: Path | None) -> Path:
    """The themes file of a run: the user's, or the default one."""
    return path or resource("seeds/themes.toml")


def model_key(model: str | None) -> str:
    """A key of the weights of a model."""
    return str(model)


FINISH: dict[str, Callable[[Store, Settings], None]] = {
    "read": finish_read,
    "annotate": finish_annotate,
    "extract": finish_extract,
}
