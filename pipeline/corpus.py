"""The corpus-wide part of every stage: from what was kept of each document to the files of a run.

Each ``finish_*`` loads what the stage needs from the store, calls the stage's pure function over
all documents, and writes its files. Nothing here decides what is true of a text.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
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
    DocumentDigest,
    DocumentRow,
    Entity,
    Failure,
    Mention,
    Number,
    Record,
    Sentence,
    SentenceFeatures,
)
from pipeline.resources import resource
from pipeline.settings import Settings
from pipeline.stages import Stage, digest_key, files_key
from pipeline.store import Store, encode_json

if TYPE_CHECKING:
    from pipeline.cluster.encoders import Vectors
    from pipeline.read import Source
    from pipeline.summarise import SummaryInput


class ManifestRow(Record, frozen=True):
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


def check(settings: Settings, stages: Sequence[Stage]) -> None:
    """Check that what the settings name is there, before anything starts.

    Raises
    ------
    UsageFault
        When there is no such corpus, model or themes file.
    """
    names = {stage.name for stage in stages}
    if "read" in names and (settings.corpus is None or not settings.corpus.exists()):
        corpus = settings.corpus
        raise UsageFault(f"{corpus}: no such file or folder; give the folder with the texts")
    if "annotate" in names:
        from pipeline.annotate import ModelError, find_model

        try:
            find_model(settings.model)
        except ModelError as error:
            raise UsageFault(str(error)) from None
    if "cluster" in names:
        from pipeline.cluster import ThemesError, load_themes

        try:
            load_themes(themes_path(settings.themes))
        except ThemesError as error:
            raise UsageFault(str(error)) from None


def find_sources(settings: Settings) -> list[Found]:
    """List the documents of the corpus with the fingerprints of their sources."""
    from pipeline.read import find_documents

    corpus = settings.corpus
    if corpus is None:
        raise UsageFault("no corpus; give the folder with the texts")
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


# --- cluster ---

# Themes are fitted to at most this many sentences, spread evenly over the corpus.
_FITTED = 20_000


class ThemeRow(Record, frozen=True):
    """A row of work/themes.jsonl: the themes of the sentences of a document, in order."""

    doc: str
    themes: tuple[tuple[str, dict[str, float]], ...]


class Shard(NamedTuple):
    """What corpus-wide stages know of one document."""

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


def finish_cluster(store: Store, settings: Settings) -> None:
    """Fit the themes to a sample of the corpus and give every sentence its theme."""
    from pipeline.cluster import assign, fit_themes, load_encoder, load_themes

    write_failures(store)
    total = sum(row.n_sentences for row in store.read_rows("documents.jsonl", DocumentRow))
    stride = -(-total // _FITTED) or 1
    features: list[SentenceFeatures] = []
    vectors: list[Vectors] = []
    seen = 0
    for shard in shards(store, unique=True):
        rows = range(-seen % stride, len(shard.sentences), stride)
        features += [shard.extracted.features[row] for row in rows]
        vectors.append(shard.vectors[rows.start :: stride])
        seen += len(shard.sentences)
    encoder = load_encoder()
    stacked = np.concatenate(vectors) if vectors else encoder.encode([])
    model = fit_themes(features, stacked, load_themes(themes_path(settings.themes)), encoder)
    store.write_rows(
        "work/themes.jsonl",
        (
            ThemeRow(
                shard.doc,
                tuple(assign(model, shard.sentences, shard.extracted.features, shard.vectors)),
            )
            for shard in shards(store)
        ),
    )


# --- compare, summarise, report: see the functions they call ---


def finish_summarise(store: Store, settings: Settings) -> None:
    """Select the sentences of the digest; write sentences.jsonl and digest.json."""
    from pipeline.cluster import load_themes
    from pipeline.summarise import CorpusSummary, SummarySettings

    themes = load_themes(themes_path(settings.themes))
    summary = CorpusSummary(
        themes,
        SummarySettings(
            sentences=settings.sentences,
            words=settings.words,
            ratio=settings.ratio,
            order=settings.order,
            exclude=settings.exclude,
        ),
    )
    digests: dict[str, DocumentDigest] = {}
    twice = {row.doc for row in manifest(store) if row.duplicate_of is not None}

    def rows() -> Iterator[Sentence]:
        for given in _summary_inputs(store):
            if given.doc in twice:  # counted once, under the name of the document it repeats
                yield from given.sentences
                continue
            scored, digests[given.doc] = summary.add(given)
            yield from scored

    store.write_rows("sentences.jsonl", rows())
    by_theme, overall = summary.finish()
    digest = Digest(
        corpus=str(settings.corpus),
        model=settings.model or "pl_skrot_sm",
        settings={
            "themes": str(settings.themes) if settings.themes else None,
            "sentences": settings.sentences,
            "words": settings.words,
            "ratio": settings.ratio,
            "order": settings.order,
            "exclude": list(settings.exclude),
        },
        themes=by_theme,
        documents=tuple(digests.values()),
        overall=overall,
        comparisons=tuple(store.read_rows("comparisons.jsonl", Comparison)),
        failures=tuple(failures(store)),
    )
    store.write("digest.json", encode_json(digest) + b"\n")


def _summary_inputs(store: Store) -> Iterator[SummaryInput]:
    from pipeline.summarise import SummaryInput

    documents_ = store.read_rows("documents.jsonl", DocumentRow)
    themed = store.read_rows("work/themes.jsonl", ThemeRow)
    mentions = _ByDocument(store.read_rows("entities.jsonl", Mention))
    for row, shard, theme in zip(documents_, shards(store), themed, strict=True):
        yield SummaryInput(
            row.doc,
            row.title,
            row.date,
            [
                msgspec.structs.replace(sentence, theme=name, theme_scores=scores)
                for sentence, (name, scores) in zip(shard.sentences, theme.themes, strict=True)
            ],
            shard.extracted.features,
            shard.vectors,
            mentions(row.doc),
            [msgspec.structs.replace(number, doc=row.doc) for number in shard.extracted.numbers],
        )


class _ByDocument:
    """Hands out the mentions of one document after another, in the order they are written in."""

    def __init__(self, rows: Iterator[Mention]) -> None:
        self._groups = groupby(rows, key=lambda row: row.doc)
        self._next = next(self._groups, None)

    def __call__(self, doc: str) -> list[Mention]:
        if self._next is None or self._next[0] != doc:
            return []
        taken = list(self._next[1])
        self._next = next(self._groups, None)
        return taken


def finish_report(store: Store, settings: Settings) -> None:
    """Write digest.html, digest.md and the tables."""
    from pipeline.report import ReportInput, SourceText, report

    texts = (
        SourceText(row, store.path(f"texts/{row.doc}.txt").read_text("utf-8"))
        for row in store.read_rows("documents.jsonl", DocumentRow)
    )
    files = report(
        ReportInput(
            digest=msgspec.json.decode(store.path("digest.json").read_bytes(), type=Digest),
            documents=tuple(texts),
            sentences=tuple(store.read_rows("sentences.jsonl", Sentence)),
            entities=tuple(store.read_rows("entity_index.jsonl", Entity)),
            mentions=tuple(store.read_rows("entities.jsonl", Mention)),
            numbers=tuple(store.read_rows("numbers.jsonl", Number)),
            comparisons=tuple(store.read_rows("comparisons.jsonl", Comparison)),
        ),
        language=settings.language,
    )
    for name in sorted(files, key=lambda name: (name == "digest.html", name)):
        store.write(name, files[name])
    for folder in ("tables", "documents"):
        kept = {name.removeprefix(f"{folder}/") for name in files if name.startswith(f"{folder}/")}
        store.keep_only(folder, kept)


def finish_compare(store: Store, settings: Settings) -> None:
    """Find statements about the same quantity; write comparisons.jsonl."""
    store.write_rows("comparisons.jsonl", [])


def themes_path(path: Path | None) -> Path:
    """The themes file of a run: the user's, or the default one."""
    return path or resource("seeds/themes.toml")


def model_key(model: str | None) -> str:
    """A key of the weights of a model: of its files, or of the version of its package."""
    from pipeline.annotate import ModelError, find_model

    try:
        found = find_model(model)
    except ModelError:  # only a run that annotates needs it
        return f"absent {model}"
    if isinstance(found, str):
        return f"{found} {importlib.metadata.version(found)}"
    return files_key(sorted(path for path in found.rglob("*") if path.is_file()))


FINISH: dict[str, Callable[[Store, Settings], None]] = {
    "read": finish_read,
    "annotate": finish_annotate,
    "extract": finish_extract,
    "cluster": finish_cluster,
    "compare": finish_compare,
    "summarise": finish_summarise,
    "report": finish_report,
}
