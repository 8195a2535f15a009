"""The corpus-wide part of the report: from the files of a run to its pages and tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from typing import TYPE_CHECKING

import msgspec

from pipeline.artifacts import manifest, reported
from pipeline.beside import beside, is_worth_it
from pipeline.records import Comparison, Digest, Entity
from pipeline.settings import Settings
from pipeline.store import Store

if TYPE_CHECKING:
    from pipeline.report.input import DocumentRecords
    from pipeline.report.tables import Row


def finish_report(store: Store, settings: Settings) -> None:
    """Write digest.html, digest.md and the tables."""
    from pipeline.report import COLUMNS, Coordinate, report_pages, take_excerpt

    def documents() -> Iterator[DocumentRecords]:
        return reported(store)

    apart = is_worth_it(settings, len(manifest(store)))
    with beside("tables", settings) if apart else nullcontext():
        run = take_excerpt(
            documents(),
            _digest(store),
            store.read_rows("comparisons.jsonl", Comparison),
            tuple(store.read_rows("entity_index.jsonl", Entity)),
            tuple(store.read_rows("work/map.jsonl", Coordinate)),
        )
        kept = store.write_many(report_pages(run, documents, language=settings.language))
        if not apart:
            write_tables(store, settings)
    for form in ("csv", "parquet") if settings.parquet else ("csv",):
        kept |= {f"tables/{name}.{form}" for name in COLUMNS}
    for folder in ("tables", "documents", "lists"):
        store.keep_only(folder, kept)


def write_tables(store: Store, settings: Settings) -> None:
    """Write the tables: CSV, and Parquet when it is asked for."""
    from pipeline.report import COLUMNS, csv_chunks, parquet_files, stream_rows

    digest = _digest(store)

    def documents(*fields: str) -> Iterator[DocumentRecords]:
        return reported(store, *fields)

    def tables() -> dict[str, Iterator[Row]]:
        entities = store.read_rows("entity_index.jsonl", Entity)
        comparisons = store.read_rows("comparisons.jsonl", Comparison)
        return stream_rows(documents, digest, entities, comparisons)

    for name, rows in tables().items():
        store.write_chunks(f"tables/{name}.csv", csv_chunks(COLUMNS[name], rows))
    if settings.parquet:
        store.write_many(parquet_files(tables()))


def _digest(store: Store) -> Digest:
    return msgspec.json.decode(store.path("work/digest.json").read_bytes(), type=Digest)
