"""What a run has kept, as typed records: the documents and what each step made of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar

import msgspec

from skrot.records import (
    Document,
    DocumentFacts,
    DocumentRow,
    Failure,
    Mention,
    Record,
    Reference,
    Story,
    StorySection,
    ThemeReason,
    Told,
)
from skrot.run.kept import PART, Documents, Part, batches, parts
from skrot.run.packing import (
    Annotated,
    unpack_annotated,
    unpack_document,
    unpack_extracted,
    unpack_linked,
    unpack_vectors,
)
from skrot.run.store import Store, encode_json

if TYPE_CHECKING:
    from skrot.stories.copies import Sampled, Words


# The steps that `facts` come from.
FACTS = ("annotate", "extract", "encode")

# Those that `known_of` comes from.
KNOWN = (*FACTS, "linked")


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


def manifest(store: Store) -> Iterator[ManifestRow]:
    """Every document of the corpus, failed ones too, in the order of their names."""
    return store.read_rows("work/read.jsonl", ManifestRow)


def failures(store: Store) -> list[Failure]:
    """Every document that failed at some stage."""
    failed = store.keys("failure")
    names = {row.doc: row.name for row in manifest(store) if row.doc in failed}
    kept = store.get("failure", names)
    found = [msgspec.msgpack.decode(data, type=Failure) for _, data in kept]
    return [msgspec.structs.replace(failure, name=names[failure.doc]) for failure in found]


def good(store: Store) -> list[str]:
    """The documents that have not failed."""
    failed = store.keys("failure")
    return [row.doc for row in manifest(store) if row.doc not in failed]


def documents(store: Store) -> Iterator[Document]:
    """The cleaned documents, one at a time."""
    return (unpack_document(data) for _, data in store.get("document", good(store)))


def annotated(store: Store) -> Iterator[tuple[str, Annotated]]:
    """What annotate left, one document at a time."""
    return ((doc, unpack_annotated(data)) for doc, data in store.get("annotate", good(store)))


class ThemeRow(Record, frozen=True):
    """A row of work/themes.jsonl: the themes of the sentences of a document, in order."""

    doc: str
    themes: tuple[tuple[str, dict[str, float], tuple[ThemeReason, ...]], ...]


def facts_of(some: Documents) -> Iterator[DocumentFacts]:
    """Sentences, features and vectors of the documents of a part; it takes `FACTS`."""
    return _facts([some.get(step) for step in FACTS])


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


def listed(store: Store, *more: Iterable[Any]) -> Iterator[Part]:
    """Take the documents that are listed, some at a time.

    With each is given its row of documents.jsonl, as it stands there, and what `more` gives of it.
    """
    rows = zip(store.read_lines("documents.jsonl"), *more, strict=True)
    for some in batches(rows, PART):
        yield Part(tuple(_doc_of(line).doc for line, *_ in some), some)


def known_of(some: Documents) -> Iterator[DocumentFacts]:
    """Everything that is known of each document of a part of `listed`; it takes `KNOWN`.

    Its names are linked: they are those of the corpus.
    """
    of_all = zip(facts_of(some), some.get("linked"), some.given, strict=True)
    for given, (_, data), (line, *_) in of_all:
        linked, row = unpack_linked(data), _row_of(line)
        yield given._replace(
            mentions=linked.mentions,
            references=linked.references,
            quotes=linked.quotes,
            timeline=[msgspec.structs.replace(entry, doc=row.doc) for entry in given.timeline],
            numbers=[msgspec.structs.replace(number, doc=row.doc) for number in given.numbers],
            title=row.title,
            date=row.date,
            duplicate_of=row.duplicate_of,
            origin=row.origin,
            adds=row.adds,
        )


class _Doc(msgspec.Struct):
    doc: str


_doc_of = msgspec.json.Decoder(_Doc).decode
_row_of = msgspec.json.Decoder(DocumentRow).decode


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


class _Told(msgspec.Struct):
    """What every version has of a story, and what is asked of all stories at once."""

    story: str
    topic: str
    docs: tuple[str, ...]
    title: str = ""
    origins: tuple[str, ...] = ()
    sections: tuple[StorySection, ...] = ()


def stories(store: Store) -> list[Story]:
    """Return the stories of the run that is here, none where there are none that can be read.

    Only the ids, the documents with their origins and sections, and the titles: what is told of
    them, some kilobytes of each, stays in work/stories.jsonl.
    """
    try:
        rows = list(store.read_rows("work/stories.jsonl", _Told))
    except (FileNotFoundError, msgspec.DecodeError):
        return []
    return [
        Story(
            row.story,
            row.title,
            sys.intern(row.topic),
            row.docs,
            row.origins,
            None,
            None,
            (),
            (),
            (),
            "",
            sections=row.sections,
        )
        for row in rows
    ]


class Placed(NamedTuple):
    """The story of a document, or those of its sections."""

    whole: Told | None = None
    parts: tuple[tuple[StorySection, Told], ...] = ()

    def story_of(self, doc: str, n: int) -> Told | None:
        """Return the story of a sentence."""
        if not self.parts:
            return self.whole
        return next((told for at, told in self.parts if at.first <= n <= at.last), None)


def placed(store: Store, found: Iterable[Story]) -> Iterator[Placed]:
    """Give the stories of each document that is listed, in their order."""
    whole: dict[str, Told] = {}
    parts: dict[str, list[tuple[StorySection, Told]]] = {}
    for story in found:
        told = Told(story.story, story.topic, len(story.origins))
        whole.update(dict.fromkeys(story.docs, told))
        for section in story.sections:
            parts.setdefault(section.doc, []).append((section, told))
    for line in store.read_lines("documents.jsonl"):
        doc = _doc_of(line).doc
        yield Placed(whole.get(doc), tuple(parts.get(doc, ())))


def notes(store: Store, *, proposals: bool = True) -> tuple[str, ...]:
    """Return what a reader of the results should know, in sentences.

    Without ``proposals`` what the texts are about is left out: a digest says it in its own words.
    """
    found: list[str | None] = []
    if (path := store.path("work/encoder.json")).exists():
        found.append(msgspec.json.decode(path.read_bytes(), type=EncoderFacts).note)
    if store.path("work/discovery.json").exists():
        known = discovery(store)
        found.append(known.note if proposals or not known.proposed else None)
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
    from skrot.stories.copies import Copy, copies_among

    docs = good(store)
    takes = ["document", "annotate"]

    def words(some: Sequence[str]) -> Iterator[Words]:
        return chain.from_iterable(store.map(_words, parts(some), takes))

    copies = copies_among(store.map(_sampled, parts(docs), takes), words)
    twice = {row.doc: row.duplicate_of for row in manifest(store)}
    told = _stories_by_document(stories(store))

    def given(some: Sequence[str]) -> list[tuple[Any, ...]]:
        return [
            (twice[doc], copies.get(doc, Copy(doc, 0.0, ())), tuple(told.get(doc, ())))
            for doc in some
        ]

    rows = store.map(_document_rows, parts(docs, given), takes)
    store.write_chunks("documents.jsonl", rows)


def _annotated(some: Documents) -> Iterator[tuple[Document, Annotated]]:
    pairs = zip(some.get("document"), some.get("annotate"), strict=True)
    return ((unpack_document(one), unpack_annotated(other)) for (_, one), (_, other) in pairs)


def _words(some: Documents) -> list[Words]:
    from skrot.shingles import WordNumbers
    from skrot.stories.copies import words_of

    numbers = WordNumbers()
    return [
        words_of(DocumentFacts(document.doc, kept.sentences, (), date=document.date), numbers)
        for document, kept in _annotated(some)
    ]


def _sampled(some: Documents) -> Sampled:
    from skrot.stories.copies import sample

    return sample(_words(some))


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
