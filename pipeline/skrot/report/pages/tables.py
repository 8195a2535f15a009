"""The tables of a run as CSV for spreadsheets and, with pyarrow, as Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

from skrot.records import (
    Comparison,
    Digest,
    DocumentRow,
    Entity,
    Failure,
    Mention,
    Number,
    Sentence,
)
from skrot.report.content.input import DocumentRecords, ReportInput, chosen_sentences, records_of

Cell = str | int | float | Decimal | bool | tuple[str, ...] | None
Row = tuple[Cell, ...]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
LIST_SEPARATOR = " | "
MAX_EXPONENT = 30
ROW_GROUP = 50_000

# The tables, their columns and types: "decimal" is an exact number, "list" a list of strings.
COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "sentences": (
        ("doc", "string"),
        ("n", "int64"),
        ("start", "int64"),
        ("end", "int64"),
        ("part", "string"),
        ("theme", "string"),
        ("score", "double"),
        ("tokens", "int64"),
        ("selected", "bool"),
        ("text", "string"),
    ),
    "entities": (
        ("entity", "string"),
        ("name", "string"),
        ("label", "string"),
        ("mentions", "int64"),
        ("documents", "int64"),
        ("aliases", "list"),
        ("code", "string"),
        ("docs", "list"),
    ),
    "mentions": (
        ("doc", "string"),
        ("n", "int64"),
        ("start", "int64"),
        ("end", "int64"),
        ("text", "string"),
        ("label", "string"),
        ("entity", "string"),
        ("relational", "bool"),
    ),
    "numbers": (
        ("doc", "string"),
        ("n", "int64"),
        ("start", "int64"),
        ("end", "int64"),
        ("text", "string"),
        ("kind", "string"),
        ("value", "decimal"),
        ("low", "decimal"),
        ("high", "decimal"),
        ("unit", "string"),
        ("currency", "string"),
        ("modifier", "string"),
        ("per", "string"),
        ("of", "string"),
        ("iso", "string"),
        ("role", "string"),
        ("direction", "string"),
        ("si_value", "decimal"),
        ("si_unit", "string"),
        ("reason", "string"),
        ("theme", "string"),
        ("sentence", "string"),
    ),
    "comparisons": (
        ("comparison", "string"),
        ("about", "string"),
        ("relation", "string"),
        ("difference", "double"),
        ("score", "double"),
        ("doc", "string"),
        ("n", "int64"),
        ("start", "int64"),
        ("end", "int64"),
        ("text", "string"),
        ("value", "decimal"),
        ("low", "decimal"),
        ("high", "decimal"),
        ("unit", "string"),
        ("modifier", "string"),
        ("time", "string"),
        ("stance", "string"),
        ("origin", "string"),
        ("against", "decimal"),
        ("story", "string"),
    ),
    "documents": (
        ("doc", "string"),
        ("title", "string"),
        ("date", "string"),
        ("author", "string"),
        ("source", "string"),
        ("language", "string"),
        ("n_chars", "int64"),
        ("n_sentences", "int64"),
        ("duplicate_of", "string"),
        ("sha256", "string"),
    ),
    "failures": (("doc", "string"), ("stage", "string"), ("reason", "string")),
}


def table_rows(run: ReportInput) -> dict[str, list[Row]]:
    """Return the rows of every table by name; ``COLUMNS`` names and types their columns."""
    compared = run.comparisons or run.digest.comparisons
    streams = stream_rows(lambda *_: records_of(run), run.digest, run.entities, compared)
    return {name: list(rows) for name, rows in streams.items()}


def stream_rows(
    documents: Callable[..., Iterable[DocumentRecords]],
    digest: Digest,
    entities: Iterable[Entity],
    comparisons: Iterable[Comparison],
) -> dict[str, Iterator[Row]]:
    """Return the rows of every table by name, made when they are asked for.

    ``documents`` gives the documents of the run anew each time it is called, with the fields whose
    names it is given (at least); ``digest`` need not have them.
    """
    fields = {
        "sentences": ("sentences", "digest"),
        "mentions": ("mentions",),
        "numbers": ("sentences", "numbers"),
        "documents": ("row",),
    }

    def of_documents(name: str) -> Iterator[Row]:
        for document in documents(*fields[name]):
            yield from document_rows(document, chosen)[name]

    chosen = chosen_sentences(digest)
    return {
        **{name: of_documents(name) for name in fields},
        **corpus_rows(digest, entities, comparisons),
    }


def document_rows(
    document: DocumentRecords, chosen: Set[tuple[str, int]]
) -> dict[str, Iterable[Row]]:
    """Return the rows that a document has in each table which has rows of documents."""
    return {
        "sentences": _sentences(document, chosen),
        "mentions": map(_mention, document.mentions),
        "numbers": _numbers(document),
        "documents": (_document(document.row),),
    }


def corpus_rows(
    digest: Digest, entities: Iterable[Entity], comparisons: Iterable[Comparison]
) -> dict[str, Iterator[Row]]:
    """Return the rows of each table which has rows of the corpus."""
    return {
        "entities": map(_entity, entities),
        "comparisons": (row for c in comparisons for row in _comparison(c)),
        "failures": map(_failure, digest.failures),
    }


def _sentences(document: DocumentRecords, chosen: Set[tuple[str, int]]) -> Iterator[Row]:
    own = {pick.n for pick in document.digest.sentences} if document.digest else set()
    for s in document.sentences:
        yield _sentence(s, s.n in own or (s.doc, s.n) in chosen)


def _numbers(document: DocumentRecords) -> Iterator[Row]:
    sentences = {sentence.n: sentence for sentence in document.sentences}
    return (_number(x, sentences.get(x.n)) for x in document.numbers)


def csv_bytes(columns: Sequence[tuple[str, str]], rows: Iterable[Row]) -> bytes:
    """Return a table as CSV: what a `Sheet` writes."""
    out = io.BytesIO()
    sheet = Sheet(columns, out)
    sheet.add(rows)
    sheet.end()
    return out.getvalue()


class Sheet:
    """Writes a table as CSV in UTF-8 with a byte order mark, as spreadsheets expect it.

    A text cell that a spreadsheet would take for a formula begins with an apostrophe instead;
    numbers, also negative ones, stay numbers.

    Parameters
    ----------
    columns
        Their names and types.
    file
        Where to write; it stays open.
    """

    def __init__(self, columns: Sequence[tuple[str, str]], file: BinaryIO) -> None:
        self._text = io.TextIOWrapper(file, "utf-8", "replace", newline="")
        self._text.write("\ufeff")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._writer.writerow([name for name, _ in columns])

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows."""
        self._writer.writerows([_CELLS[type(value)](value) for value in row] for row in rows)

    def end(self) -> None:
        """Write out what is buffered; nothing can be added any more."""
        self._text.detach()


def parquet_bytes(run: ReportInput) -> dict[str, bytes]:
    """Return every table of a run as a Parquet file, by file name: all of `parquet_files`."""
    return dict(parquet_files({name: iter(rows) for name, rows in table_rows(run).items()}))


def parquet_files(tables: Mapping[str, Iterator[Row]]) -> Iterator[tuple[str, bytes]]:
    """Yield tables as Parquet files, by file name; rows are put in groups.

    The columns are those of the CSV tables; lists are lists, and exact numbers are 64-bit floats.

    Raises
    ------
    ImportError
        If pyarrow is not installed (the extra ``tables``).
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    types: dict[str, Callable[[], Any]] = {
        "string": pa.string,
        "int64": pa.int64,
        "double": pa.float64,
        "bool": pa.bool_,
        "decimal": pa.float64,
        "list": lambda: pa.list_(pa.string()),
    }
    for name, rows in tables.items():
        columns = COLUMNS[name]
        schema = pa.schema([(column, types[kind]()) for column, kind in columns])
        sink = pa.BufferOutputStream()
        with pq.ParquetWriter(sink, schema) as writer:
            while group := list(islice(rows, ROW_GROUP)):
                arrays = [
                    pa.array([_plain(row[i]) for row in group], type=schema.field(i).type)
                    for i in range(len(columns))
                ]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        yield f"tables/{name}.parquet", sink.getvalue().to_pybytes()


def _plain(value: Cell) -> Cell:
    return float(value) if isinstance(value, Decimal) else value


def _text(value: str) -> str:
    if "\x00" in value:
        value = value.replace("\x00", "")
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def _exact(value: Decimal) -> str:
    return f"{value:f}" if abs(value.adjusted()) <= MAX_EXPONENT else str(value)


# How values stand in a CSV table, by their type.
_CELLS: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "",
    str: _text,
    int: str,
    float: str,
    bool: lambda value: str(value).lower(),
    tuple: lambda value: _text(LIST_SEPARATOR.join(value)),
    Decimal: _exact,
}


def _sentence(s: Sentence, selected: bool) -> Row:
    return (s.doc, s.n, s.start, s.end, s.part, s.theme, s.score, s.tokens, selected, s.text)


def _entity(e: Entity) -> Row:
    return (e.entity, e.name, e.label, e.mentions, len(e.docs), e.aliases, e.code, e.docs)


def _mention(m: Mention) -> Row:
    return (m.doc, m.n, m.start, m.end, m.text, m.label, m.entity, m.relational)


def _number(x: Number, s: Sentence | None) -> Row:
    place = (x.doc, x.n, x.start, x.end, x.text, x.kind)
    value = (x.value, x.low, x.high, x.unit, x.currency, x.modifier, x.per, x.of, x.iso, x.role)
    more = (x.direction, x.si_value, x.si_unit, x.reason)
    return (*place, *value, *more, s.theme if s else None, s.text if s else None)


def _comparison(c: Comparison) -> list[Row]:
    head = (c.id, c.about, c.relation, c.difference, c.score)
    return [
        (
            *head,
            s.doc,
            s.n,
            s.start,
            s.end,
            s.text,
            s.value,
            s.low,
            s.high,
            s.unit,
            s.modifier,
            s.time,
            s.stance,
            s.origin,
            s.against,
            c.story,
        )
        for s in c.statements
    ]


def _document(d: DocumentRow) -> Row:
    about = (d.doc, d.title, d.date, d.author, d.source, d.language)
    return (*about, d.n_chars, d.n_sentences, d.duplicate_of, d.sha256)


def _failure(f: Failure) -> Row:
    return (f.doc, f.stage, f.reason)
