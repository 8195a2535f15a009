"""The corpus-wide part of the report: from the files of a run to its pages and tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

import msgspec

from pipeline.artifacts import manifest, reported
from pipeline.beside import Beside, is_worth_it
from pipeline.records import Comparison, Digest, Entity
from pipeline.settings import Settings
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.report import Lookup
    from pipeline.report.input import DocumentRecords
    from pipeline.report.tables import Row


def finish_report(store: Store, settings: Settings, beside: Beside) -> None:
    """Write digest.html, digest.md, the pages beside them and the tables."""
    from pipeline.report import COLUMNS, digest_pages

    apart = is_worth_it(settings, len(manifest(store)))
    with beside.doing(["by_document"]) if apart else nullcontext():
        lookup = _lookup(store, settings)
        if not apart:
            _write_by_document(store, settings, lookup)
        pages = list(digest_pages(lookup))
    kept = store.write_many(pages)  # last: what they link to is there
    if not lookup.inline:
        kept |= set(map(lookup.page, lookup.doc_ids))
    for form in ("csv", "parquet") if settings.parquet else ("csv",):
        kept |= {f"tables/{name}.{form}" for name in COLUMNS}
    for folder in ("tables", "documents", "lists"):
        store.keep_only(folder, kept)


def write_by_document(store: Store, settings: Settings) -> None:
    """Write what a report has of each document: its page and its rows of the tables."""
    _write_by_document(store, settings, _lookup(store, settings))


def _write_by_document(store: Store, settings: Settings, lookup: Lookup) -> None:
    """Write pages and tables: CSV, and Parquet when it is asked for."""
    from pipeline.report import (
        COLUMNS,
        csv_chunks,
        document_pages,
        parquet_files,
        stream_rows,
    )

    digest = _digest(store)

    def documents(*fields: str) -> Iterator[DocumentRecords]:
        return reported(store, *fields)

    def tables() -> dict[str, Iterator[Row]]:
        entities = store.read_rows("entity_index.jsonl", Entity)
        comparisons = store.read_rows("comparisons.jsonl", Comparison)
        return stream_rows(documents, digest, entities, comparisons)

    store.write_many(document_pages(lookup, documents()))
    for name, rows in tables().items():
        store.write_chunks(f"tables/{name}.csv", csv_chunks(COLUMNS[name], rows))
    if settings.parquet:
        store.write_many(parquet_files(tables()))


def _lookup(store: Store, settings: Settings) -> Lookup:
    """Look up what the pages show of the run."""
    from pipeline.report import Coordinate, Lookup, load_messages, take_excerpt

    run = take_excerpt(
        reported(store),
        _digest(store),
        store.read_rows("comparisons.jsonl", Comparison),
        tuple(store.read_rows("entity_index.jsonl", Entity)),
        tuple(store.read_rows("work/map.jsonl", Coordinate)),
    )
    return Lookup(run, load_messages(settings.language))


def _digest(store: Store) -> Digest:
    return msgspec.json.decode(store.path("work/digest.json").read_bytes(), type=Digest)
