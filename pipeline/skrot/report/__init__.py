"""The report stage: digest.html, digest.md and tables of a finished run."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Literal

from skrot.report.charts.map import project
from skrot.report.content.contents import contents_of
from skrot.report.content.excerpt import take_excerpt
from skrot.report.content.input import (
    Coordinate,
    DocumentRecords,
    ReportInput,
    SourceText,
    chosen_sentences,
    records_of,
)
from skrot.report.content.lookup import Lookup
from skrot.report.pages.html import SEARCH_PAGE, digest_page
from skrot.report.pages.markdown import digest_markdown
from skrot.report.pages.pages import (
    Links,
    document_pages,
    name_pages,
    number_pages,
    statement_pages,
    story_pages,
)
from skrot.report.pages.tables import (
    COLUMNS,
    Sheet,
    corpus_rows,
    csv_bytes,
    document_rows,
    parquet_bytes,
    parquet_files,
    stream_rows,
    table_rows,
)
from skrot.report.wording.messages import load_messages

__all__ = [
    "COLUMNS",
    "SEARCH_PAGE",
    "Coordinate",
    "DocumentRecords",
    "Lookup",
    "ReportInput",
    "Sheet",
    "SourceText",
    "chosen_sentences",
    "corpus_rows",
    "digest_pages",
    "document_pages",
    "document_rows",
    "load_messages",
    "parquet_bytes",
    "parquet_files",
    "project",
    "report",
    "stream_rows",
    "take_excerpt",
]


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
    files = dict(chain(document_pages(lookup, records_of(run)), digest_pages(lookup)))
    for name, rows in table_rows(run).items():
        files[f"tables/{name}.csv"] = csv_bytes(COLUMNS[name], rows)
    return files


def digest_pages(lookup: Lookup, *, docx: bool = False) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of the digest with their paths, one at a time, digest.html last.

    Parameters
    ----------
    lookup
        Of the records of a run, or of an excerpt (`take_excerpt`) of them.
    docx
        Whether to make digest.docx too; it needs python-docx.
    """
    more: dict[str, Links] = {}
    lists = {
        "numbers": number_pages,
        "names": name_pages,
        "statements": statement_pages,
        "stories": story_pages,
    }
    for name, pages_of in lists.items():
        pages, more[name] = pages_of(lookup)
        yield from pages.items()
    contents = contents_of(lookup)
    if docx:
        from skrot.report.pages.word import digest_word

        yield "digest.docx", digest_word(lookup, contents)
    yield "digest.md", digest_markdown(lookup, contents)
    yield "digest.html", digest_page(lookup, contents, more)
