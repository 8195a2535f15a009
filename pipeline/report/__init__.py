"""The report stage: digest.html, digest.md and tables of a finished run."""

from __future__ import annotations

from typing import Literal

from pipeline.report.html import digest_page
from pipeline.report.input import Coordinate, ReportInput, SourceText
from pipeline.report.lookup import Lookup
from pipeline.report.markdown import digest_markdown
from pipeline.report.messages import load_messages
from pipeline.report.pages import document_pages, name_pages, number_pages
from pipeline.report.projection import project
from pipeline.report.tables import COLUMNS, csv_bytes, parquet_bytes, table_rows

__all__ = ["Coordinate", "ReportInput", "SourceText", "parquet_bytes", "project", "report"]


def report(run: ReportInput, *, language: Literal["pl", "en"] = "pl") -> dict[str, bytes]:
    """Return the files of a report by relative path.

    ``digest.html`` and ``digest.md`` show the digest, ``tables/*.csv`` hold all rows. When the
    texts are too long for one file, ``documents/*.html`` hold one document each; when there are too
    many numbers or names, ``lists/*.html`` hold them all. The same input gives the same bytes.

    Parameters
    ----------
    run
        The records of a run.
    language
        The language of the labels; the sentences are in the language of their sources.

    Raises
    ------
    ValueError
        If there are no labels in ``language``.
    """
    lookup = Lookup(run, load_messages(language))
    numbers, number_links = number_pages(lookup)
    names, name_links = name_pages(lookup)
    files = {
        "digest.html": digest_page(lookup, number_links, name_links),
        "digest.md": digest_markdown(lookup),
        **document_pages(lookup),
        **numbers,
        **names,
    }
    for name, rows in table_rows(run).items():
        files[f"tables/{name}.csv"] = csv_bytes(COLUMNS[name], rows)
    return files
