"""What a run has kept, as typed records: the documents and what each step made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from skrot.records import (
    Document,
    DocumentDigest,
    DocumentRow,
    Failure,
    Mention,
    Number,
    Record,
    Sentence,
    SentenceFeatures,
    ThemeReason,
)
from skrot.run.document import (
    Annotated,
    Extracted,
    unpack_annotated,
    unpack_document,
    unpack_extracted,
    unpack_vectors,
)
from skrot.run.store import Store

if TYPE_CHECKING:
    from skrot.encode.vectors import Vectors
    from skrot.report.content.input import DocumentRecords


class ManifestRow(Record, frozen=True):
    """A row of work/read.jsonl: a document of the corpus, failed or not.

    ``fingerprint`` stands for its source, ``content`` for what was read of it (null: not read).
    """

    doc: str
    fingerprint: str
    content: str | None = None
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
    return (unpack_document(data) for _, data in store.get("document", good(store)))


def annotated(store: Store) -> Iterator[tuple[str, Annotated]]:
    """What annotate left, one document at a time."""
    return ((doc, unpack_annotated(data)) for doc, data in store.get("annotate", good(store)))


def extracted(store: Store) -> Iterator[tuple[str, Extracted]]:
    """What extract left, one document at a time."""
    return ((doc, unpack_extracted(data)) for doc, data in store.get("extract", good(store)))


class ThemeRow(Record, frozen=True):
    """A row of work/themes.jsonl: the themes of the sentences of a document, in order."""

    doc: str
    themes: tuple[tuple[str, dict[str, float], tuple[ThemeReason, ...]], ...]


class Shard(NamedTuple):
    """What the steps made of one document."""

    doc: str
    sentences: tuple[Sentence, ...]
    extracted: Extracted
    vectors: Vectors


def shards(store: Store, *, unique: bool = False) -> Iterator[Shard]:
    """Everything that was kept of each document, one at a time; `unique` leaves out duplicates."""
    docs = good(store)
    if unique:
        twice = {row.doc for row in manifest(store) if row.duplicate_of is not None}
        docs = [doc for doc in docs if doc not in twice]
    steps = ("annotate", "extract", "encode")
    for parts in zip(*(store.get(step, docs) for step in steps), strict=True):
        (doc, annotate), (_, extract), (_, encode) = parts
        yield Shard(
            doc,
            unpack_annotated(annotate).sentences,
            unpack_extracted(extract),
            unpack_vectors(encode),
        )


class Known(NamedTuple):
    """Everything that is known of one document once its names are linked."""

    row: DocumentRow
    sentences: Sequence[Sentence]
    features: tuple[SentenceFeatures, ...]
    vectors: Vectors
    mentions: list[Mention]
    numbers: list[Number]


def known(store: Store) -> Iterator[Known]:
    """Everything that is known of each document, one at a time, duplicates too."""
    documents_ = store.read_rows("documents.jsonl", DocumentRow)
    mentions = _ByDocument(store.read_rows("entities.jsonl", Mention))
    for row, shard in zip(documents_, shards(store), strict=True):
        yield Known(
            row,
            shard.sentences,
            shard.extracted.features,
            shard.vectors,
            mentions(row.doc),
            [msgspec.structs.replace(number, doc=row.doc) for number in shard.extracted.numbers],
        )


def themed(store: Store, themes: Iterable[ThemeRow]) -> Iterator[Known]:
    """As `known`, the sentences with their themes, which are given in the same order."""
    for document, row in zip(known(store), themes, strict=True):
        sentences = [
            msgspec.structs.replace(
                sentence, theme=name, theme_scores=scores, theme_reasons=reasons
            )
            for sentence, (name, scores, reasons) in zip(
                document.sentences, row.themes, strict=True
            )
        ]
        yield document._replace(sentences=sentences)


def reported(store: Store, *fields: str) -> Iterator[DocumentRecords]:
    """What the report shows of each document, one at a time, from the files of the run.

    With `fields`, only these are read from their files; the others are empty.
    """
    from skrot.report.content.input import DocumentRecords

    def asked(field: str, rows: Iterator[R]) -> _ByDocument[R]:
        return _ByDocument(rows if not fields or field in fields else iter(()))

    sentences = asked("sentences", store.read_rows("sentences.jsonl", Sentence))
    mentions = asked("mentions", store.read_rows("entities.jsonl", Mention))
    numbers = asked("numbers", store.read_rows("numbers.jsonl", Number))
    digests = asked("digest", store.read_rows("work/digests.jsonl", DocumentDigest))
    for row in store.read_rows("documents.jsonl", DocumentRow):
        yield DocumentRecords(
            row,
            partial(store.path(f"texts/{row.doc}.txt").read_text, "utf-8"),
            sentences(row.doc),
            mentions(row.doc),
            numbers(row.doc),
            next(iter(digests(row.doc)), None),
        )


class _OfDocument(Protocol):
    @property
    def doc(self) -> str: ...


R = TypeVar("R", bound=_OfDocument)


class _ByDocument(Generic[R]):
    """Hands out the rows of one document after another, in the order they are written in."""

    def __init__(self, rows: Iterator[R]) -> None:
        self._groups = groupby(rows, key=lambda row: row.doc)
        self._next = next(self._groups, None)

    def __call__(self, doc: str) -> list[R]:
        if self._next is None or self._next[0] != doc:
            return []
        taken = list(self._next[1])
        self._next = next(self._groups, None)
        return taken
