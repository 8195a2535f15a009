"""Report: from the files of a run to its pages and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from skrot.errors import UsageFault
from skrot.records import (
    Comparison,
    Digest,
    DocumentDigest,
    DocumentRow,
    Entity,
    Mention,
    Number,
    Quote,
    Sentence,
    Story,
    StoryNews,
    TimelineEntry,
)
from skrot.run.artifacts import ByDocument, R
from skrot.run.news import news_of
from skrot.run.packing import unpack_frames
from skrot.run.seen import seen
from skrot.run.stages.base import Lane, Stage, importing
from skrot.run.store import Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.report import Lookup
    from skrot.report.content.input import DocumentRecords


# Of so many stories the pages tell.
_STORIES = 1000


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Write digest.html, digest.md, the pages beside them and the tables."""
    from skrot.report import COLUMNS, SEARCH_PAGE, Lookup, digest_pages

    new = _news(store)
    with lane.doing(["report"]) if lane.is_worth_it else nullcontext():
        with _sheets(store) as documents:
            lookup = _lookup(store, settings, documents)
        if not lane.is_worth_it:
            _write_texts(store, settings, lookup)
        lookup = Lookup(msgspec.structs.replace(lookup.run, news=new), lookup.messages)
        pages = list(digest_pages(lookup, docx=settings.docx))
    if not settings.docx:
        store.remove("digest.docx")  # of a run before: it would not be of these texts
    kept = store.write_many(pages)  # last: what they link to is there
    if not lookup.inline:
        kept |= {SEARCH_PAGE, *map(lookup.page, lookup.doc_ids)}
    for form in ("csv", "parquet") if settings.parquet else ("csv",):
        kept |= {f"tables/{name}.{form}" for name in COLUMNS}
    for folder in ("tables", "documents", "lists"):
        store.keep_only(folder, kept)


def _news(store: Store) -> tuple[StoryNews, ...]:
    """Find what is new since the run before; of a first run everything is, which says nothing."""
    known = seen(store)
    if known is None or known.run < 2:
        return ()
    moves = [move for move in known.moves if move.run == known.run]
    return tuple(news_of(store, known.since(known.run), moves))


def _apart(store: Store, settings: Settings, lane: Lane) -> None:
    _write_texts(store, settings, _lookup(store, settings, _reported(store)))


def _write_texts(store: Store, settings: Settings, lookup: Lookup) -> None:
    """Write the pages of the documents with their search, and the tables for Parquet."""
    from skrot.report import document_pages, parquet_files, stream_rows

    store.write_many(document_pages(lookup, _reported(store)))
    if settings.parquet:
        tables = stream_rows(
            lambda *fields: _reported(store, *fields),
            _digest(store),
            store.read_rows("entity_index.jsonl", Entity),
            store.read_rows("comparisons.jsonl", Comparison),
        )
        store.write_many(parquet_files(tables))


@contextmanager
def _sheets(store: Store) -> Iterator[Iterator[DocumentRecords]]:
    """Give the documents of the run; they are in the CSV tables once they have been taken."""
    from skrot.report import COLUMNS, Sheet, chosen_sentences, corpus_rows, document_rows

    digest = _digest(store)
    chosen = chosen_sentences(digest)
    with ExitStack() as stack:
        files = {name: stack.enter_context(store.scratch()) for name in COLUMNS}
        sheets = {name: Sheet(COLUMNS[name], file) for name, file in files.items()}

        def documents() -> Iterator[DocumentRecords]:
            for document in _reported(store):
                for name, rows in document_rows(document, chosen).items():
                    sheets[name].add(rows)
                yield document

        yield documents()
        entities = store.read_rows("entity_index.jsonl", Entity)
        comparisons = store.read_rows("comparisons.jsonl", Comparison)
        for name, rows in corpus_rows(digest, entities, comparisons).items():
            sheets[name].add(rows)
        for name, file in files.items():
            sheets[name].end()
            file.seek(0)
            store.write_chunks(f"tables/{name}.csv", file)


def _lookup(store: Store, settings: Settings, documents: Iterable[DocumentRecords]) -> Lookup:
    """Look up what the pages show of the run."""
    from skrot.report import Coordinate, Lookup, load_messages, take_excerpt

    run = take_excerpt(
        documents,
        _digest(store),
        store.read_rows("comparisons.jsonl", Comparison),
        tuple(store.read_rows("entity_index.jsonl", Entity)),
        tuple(store.read_rows("work/map.jsonl", Coordinate)),
        timeline=_Timeline(store),
    )
    run = msgspec.structs.replace(run, title=settings.title)
    return Lookup(run, load_messages(settings.language))


class _Timeline:
    """The events of a run, read anew each time: a corpus has as many as sentences with dates."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __iter__(self) -> Iterator[TimelineEntry]:
        return self._store.read_rows("timeline.jsonl", TimelineEntry)


def _digest(store: Store) -> Digest:
    """Return the digest with the stories that come first, without documents and comparisons."""
    digest = msgspec.json.decode(store.path("work/digest.json").read_bytes(), type=Digest)
    first = tuple(islice(store.read_rows("stories.jsonl", Story), _STORIES))
    return msgspec.structs.replace(digest, stories=first)


def _reported(store: Store, *fields: str) -> Iterator[DocumentRecords]:
    """What the report shows of each document, one at a time, from the files of the run.

    With `fields`, only these are read from their files; the others are empty.
    """
    from skrot.report.content.input import DocumentRecords

    def asked(field: str, rows: Iterator[R]) -> ByDocument[R]:
        return ByDocument(rows if not fields or field in fields else iter(()))

    sentences = asked("sentences", store.read_rows("sentences.jsonl", Sentence))
    mentions = asked("mentions", store.read_rows("entities.jsonl", Mention))
    numbers = asked("numbers", store.read_rows("numbers.jsonl", Number))
    quotes = asked("quotes", store.read_rows("quotes.jsonl", Quote))
    digests = asked("digest", store.read_rows("work/digests.jsonl", DocumentDigest))
    figures = asked("labels", _figures(store))
    for row in store.read_rows("documents.jsonl", DocumentRow):
        yield DocumentRecords(
            row,
            partial(store.path(f"texts/{row.doc}.txt").read_text, "utf-8"),
            sentences(row.doc),
            mentions(row.doc),
            numbers(row.doc),
            next(iter(digests(row.doc)), None),
            quotes(row.doc),
            {figure.start: figure.label for figure in figures(row.doc)},
        )


class _Figure(NamedTuple):
    """What a number measures."""

    doc: str
    start: int
    label: str


def _figures(store: Store) -> Iterator[_Figure]:
    """Say what figures measure, document by document."""
    docs = (row.doc for row in store.read_rows("documents.jsonl", DocumentRow))
    for doc, data in store.get("frame", docs):
        for frame in unpack_frames(data):
            if frame.label:
                yield _Figure(doc, frame.number.start, frame.label)


def _load(documents: int) -> None:
    importing("skrot.report.pages.html", "scipy.cluster.hierarchy")(documents)
    from skrot.report.charts.svg import draw

    draw({"mark": "point"}, (), label="")  # the first chart starts the engine that draws them


def _check(settings: Settings) -> None:
    if settings.parquet and find_spec("pyarrow") is None:
        raise UsageFault("--parquet needs the package pyarrow: pip install 'skrot[tables]'")


REPORT = Stage(
    "report",
    "Write digest.html, digest.md and the tables.",
    needs=("summarise",),
    adds=("tables/", "digest.md", "digest.html"),
    finish=_finish,
    settings=("title", "language", "docx", "parquet"),
    apart=_apart,
    load=_load,
    check=_check,
)
