"""What a run has kept, as typed records: the documents and what each step made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import msgspec

from skrot.records import (
    Document,
    DocumentFacts,
    DocumentRow,
    Entity,
    Failure,
    Mention,
    Quote,
    Record,
    Reference,
    Story,
    ThemeReason,
)
from skrot.run.kept import Documents, parts
from skrot.run.packing import (
    Annotated,
    Extracted,
    unpack_annotated,
    unpack_document,
    unpack_extracted,
    unpack_frames,
    unpack_omissible,
    unpack_starts,
    unpack_vectors,
)
from skrot.run.store import Store, encode_json

if TYPE_CHECKING:
    from skrot.stories import Words


# The steps that `facts` come from.
FACTS = ("annotate", "extract", "encode")


class ManifestRow(Record, frozen=True):
    """A row of work/read.jsonl: a document of the corpus, failed or not.

    ``fingerprint`` stands for its source, ``content`` for what was read of it (null: not read),
    ``name`` is how its file is called where `doc` is another name.
    """

    doc: str
    fingerprint: str
    content: str | None = None
    duplicate_of: str | None = None
    name: str | None = None


def manifest(store: Store) -> list[ManifestRow]:
    """Every document of the corpus, failed ones too, in the order of their names."""
    return list(store.read_rows("work/read.jsonl", ManifestRow))


def failures(store: Store) -> list[Failure]:
    """Every document that failed at some stage."""
    names = {row.doc: row.name for row in manifest(store)}
    kept = store.get("failure", names)
    found = [msgspec.msgpack.decode(data, type=Failure) for _, data in kept]
    return [msgspec.structs.replace(failure, name=names[failure.doc]) for failure in found]


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


def facts(store: Store, *, unique: bool = False) -> Iterator[DocumentFacts]:
    """Sentences, features and vectors of each document; `unique` leaves out duplicates."""
    docs = unique_documents(store) if unique else good(store)
    return _facts([store.get(step, docs) for step in FACTS])


def facts_of(some: Documents) -> Iterator[DocumentFacts]:
    """As `facts`, of the documents of a part."""
    return _facts([some.get(step) for step in FACTS])


def unique_documents(store: Store) -> list[str]:
    """The documents that have not failed and repeat no other."""
    twice = {row.doc for row in manifest(store) if row.duplicate_of is not None}
    return [doc for doc in good(store) if doc not in twice]


def _facts(kept: Sequence[Iterator[tuple[str, bytes]]]) -> Iterator[DocumentFacts]:
    for (doc, annotate), (_, extract), (_, encode) in zip(*kept, strict=True):
        found = unpack_extracted(extract)
        yield DocumentFacts(
            doc,
            unpack_annotated(annotate).sentences,
            found.features,
            unpack_vectors(encode),
            numbers=found.numbers,
            timeline=found.timeline,
        )


def known(store: Store, *, unique: bool = False) -> Iterator[DocumentFacts]:
    """Everything that is known of each document once its names are linked, one at a time."""
    mentions = ByDocument(store.read_rows("entities.jsonl", Mention))
    references = ByDocument(store.read_rows("references.jsonl", Reference))
    rows = store.read_rows("documents.jsonl", DocumentRow)
    for row, given in zip(rows, facts(store), strict=True):
        named, meant = mentions(row.doc), references(row.doc)
        if unique and row.duplicate_of is not None:
            continue
        yield given._replace(
            mentions=named,
            references=meant,
            timeline=[msgspec.structs.replace(entry, doc=row.doc) for entry in given.timeline],
            numbers=[msgspec.structs.replace(number, doc=row.doc) for number in given.numbers],
            title=row.title,
            date=row.date,
            duplicate_of=row.duplicate_of,
            origin=row.origin,
            adds=row.adds,
        )


def framed(store: Store) -> Iterator[DocumentFacts]:
    """As `known`, without duplicates, with the figures that can be compared."""
    for given, (_, frames) in zip(known(store), store.get("frame", good(store)), strict=True):
        if given.duplicate_of is None:
            yield given._replace(frames=unpack_frames(frames))


def acting(store: Store) -> Iterator[DocumentFacts]:
    """As `known`, with quotations and which names are subjects."""
    quotes = ByDocument(store.read_rows("quotes.jsonl", Quote))
    for given, (_, starts) in zip(known(store), store.get("roles", good(store)), strict=True):
        yield given._replace(quotes=quotes(given.doc), subjects=frozenset(unpack_starts(starts)))


def themed(
    store: Store, themes: Iterable[ThemeRow], *, trimmed: bool, resolved: bool
) -> Iterator[DocumentFacts]:
    """As `known`, the sentences with their themes, which are given in the same order.

    With `trimmed`, the features tell what may be left out of a sentence; with `resolved`, the facts
    tell which names may be shown beside words that stand for them.
    """
    entities = store.read_rows("entity_index.jsonl", Entity) if resolved else iter(())
    names = {entity.entity: entity.name for entity in entities}
    omissible = (unpack_omissible(data) for _, data in store.get("trim", good(store)))
    for given, row in zip(known(store), themes, strict=True):
        sentences = [
            msgspec.structs.replace(
                sentence, theme=name, theme_scores=scores, theme_reasons=reasons
            )
            for sentence, (name, scores, reasons) in zip(given.sentences, row.themes, strict=True)
        ]
        features = given.features
        if trimmed:
            features = [
                msgspec.structs.replace(feature, omissible=spans)
                for feature, spans in zip(features, next(omissible), strict=True)
            ]
        meant = given.references if resolved else ()
        beside = names_beside(meant, given.mentions, names)
        yield given._replace(sentences=sentences, features=features, resolved=beside)


def names_beside(
    references: Sequence[Reference], mentions: Sequence[Mention], names: Mapping[str, str]
) -> dict[int, tuple[tuple[int, str], ...]]:
    """Give the names to show beside words that stand for them, by the number of the sentence.

    Once in a sentence, and not where that names who or what is meant.
    """
    told = {(mention.n, mention.entity) for mention in mentions if not mention.relational}
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for row in references:
        if row.entity is not None and (row.n, row.entity) not in told:
            told.add((row.n, row.entity))
            found[row.n] = (*found.get(row.n, ()), (row.end, names[row.entity]))
    return found


class EncoderFacts(Record, frozen=True):
    """work/encoder.json: what the vectors are of, and what a reader should know about it."""

    name: str
    version: str
    note: str | None = None


class DiscoveryFacts(Record, frozen=True):
    """work/discovery.json: how steady the discovered themes are, and what to know about them.

    ``proposed`` are labels of what the texts are about where the given themes cover little.
    """

    stability: float | None = None
    note: str | None = None
    proposed: tuple[str, ...] = ()


def discovery(store: Store) -> DiscoveryFacts:
    """What is known of the discovered themes."""
    return msgspec.json.decode(store.path("work/discovery.json").read_bytes(), type=DiscoveryFacts)


class _Earlier(msgspec.Struct):
    """What every version has of a story."""

    story: str
    topic: str
    docs: tuple[str, ...]
    title: str = ""


def stories(store: Store) -> list[Story]:
    """Return the stories of the run that is here, none where there are none that can be read.

    Of stories of another version the ids, the documents and the titles are kept.
    """
    name = "work/stories.jsonl"
    try:
        return list(store.read_rows(name, Story))
    except FileNotFoundError:
        return []
    except msgspec.DecodeError:
        pass
    try:
        old = list(store.read_rows(name, _Earlier))
    except msgspec.DecodeError:
        return []
    return [
        Story(row.story, row.title, row.topic, row.docs, (), None, None, (), (), (), "")
        for row in old
    ]


def notes(store: Store) -> tuple[str, ...]:
    """Return what a reader of the results should know, in sentences."""
    found: list[str | None] = []
    if (path := store.path("work/encoder.json")).exists():
        found.append(msgspec.json.decode(path.read_bytes(), type=EncoderFacts).note)
    if store.path("work/discovery.json").exists():
        found.append(discovery(store).note)
    return tuple(note for note in found if note is not None)


def list_stories(store: Store, found: Iterable[Story]) -> None:
    """Write documents.jsonl again, each document with the stories that it tells."""
    told = _stories_by_document(found)
    rows = store.read_rows("documents.jsonl", DocumentRow)
    store.rewrite_rows(
        "documents.jsonl",
        (msgspec.structs.replace(row, stories=tuple(told.get(row.doc, ()))) for row in rows),
    )


def _stories_by_document(stories: Iterable[Story]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for story in stories:
        for doc in story.docs:
            found.setdefault(doc, []).append(story.story)
    return found


def write_failures(store: Store) -> None:
    """Write failures.jsonl as things stand."""
    store.write_rows("failures.jsonl", failures(store))


def write_documents(store: Store) -> None:
    """Write documents.jsonl as things stand, with the stories that are known already."""
    from skrot.stories import copies_among

    docs = good(store)
    words = store.map(_words, parts(docs), ["document", "annotate"])
    copies = copies_among(list(chain.from_iterable(words)))
    twice = {row.doc: row.duplicate_of for row in manifest(store)}
    told = _stories_by_document(stories(store))
    given = {doc: (twice[doc], copies[doc], tuple(told.get(doc, ()))) for doc in docs}
    rows = store.map(_document_rows, parts(docs, given), ["document", "annotate"])
    store.write_chunks("documents.jsonl", rows)


def _annotated(some: Documents) -> Iterator[tuple[Document, Annotated]]:
    pairs = zip(some.get("document"), some.get("annotate"), strict=True)
    return ((unpack_document(one), unpack_annotated(other)) for (_, one), (_, other) in pairs)


def _words(some: Documents) -> list[Words]:
    from skrot.shingles import WordNumbers
    from skrot.stories import words_of

    numbers = WordNumbers()
    return [
        words_of(DocumentFacts(document.doc, kept.sentences, (), date=document.date), numbers)
        for document, kept in _annotated(some)
    ]


def _document_rows(some: Documents) -> bytes:
    found: list[bytes] = []
    for (document, kept), given in zip(_annotated(some), some.given, strict=True):
        twice, copy, told = given
        row = DocumentRow(
            doc=document.doc,
            title=document.title,
            date=document.date,
            date_reason=document.date_reason,
            sha256=document.sha256,
            n_chars=len(document.text),
            n_sentences=len(kept.sentences),
            language=document.language,
            parts=document.parts,
            author=document.author,
            source=document.source,
            duplicate_of=twice,
            dropped=document.dropped,
            stories=told,
            **copy._asdict(),
        )
        found.append(encode_json(row) + b"\n")
    return b"".join(found)


def without_failed(store: Store) -> None:
    """Write failures.jsonl, and documents.jsonl again where other documents are good now."""
    write_failures(store)
    listed = [row.doc for row in store.read_rows("documents.jsonl", DocumentRow)]
    if listed != good(store):
        write_documents(store)


class _OfDocument(Protocol):
    @property
    def doc(self) -> str: ...


R = TypeVar("R", bound=_OfDocument)


class ByDocument(Generic[R]):
    """Hands out the rows of one document after another, in the order they are written in."""

    def __init__(self, rows: Iterator[R]) -> None:
        self._groups = groupby(rows, key=lambda row: row.doc)
        self._next = next(self._groups, None)

    def __call__(self, doc: str) -> list[R]:
        """Return the rows of the document that comes next, none when it has none."""
        if self._next is None or self._next[0] != doc:
            return []
        taken = list(self._next[1])
        self._next = next(self._groups, None)
        return taken
