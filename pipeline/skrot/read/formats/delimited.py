"""Tables as text (.csv, .tsv): a document a row; the first row names the columns."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import beginning, decode
from skrot.read.formats.fields import known_columns, name_of
from skrot.read.formats.format import Row
from skrot.read.limits import check_size

MAX_ROW_BYTES = 20_000_000
_LONGEST_HEAD = 100_000
_ENCODINGS = ("utf-8", "cp1250", "iso8859-2")
_DELIMITERS = ",;\t|"
_BROKEN = "the table is broken (an open quotation mark?); save it as CSV again"
_WIDE = "saved in UTF-16 or UTF-32; save it as CSV in UTF-8"


class _Head(NamedTuple):
    """The first row: its bytes, what is between cells, and where the rows begin."""

    data: bytes
    delimiter: str
    start: int


def is_delimited(data: bytes) -> bool:
    """Tell a table by its first row: names of columns that are known, with something between."""
    line = beginning(data).splitlines()[:1]
    if not line:
        return False
    text = line[0].decode("latin-1")
    delimiter = _delimiter(text)
    names = next(csv.reader([text], delimiter=delimiter), [])
    known = max(len(known_columns(_decoded(names, encoding))) for encoding in _ENCODINGS)
    return delimiter in text and known > 1 and 2 * known >= len(names)


def _decoded(names: Iterable[str], encoding: str) -> list[str]:
    return [name.encode("latin-1").decode(encoding, "replace") for name in names]


def list_rows(file: BinaryIO) -> Iterator[Row]:
    """List the rows of a table without keeping them; a row without an id goes by its number.

    Raises
    ------
    UnreadableError
        If it is in UTF-16, or a quotation mark is never closed.
    """
    head = _head(file)
    file.seek(head.start)
    names = _cells(head.data, b"", head.delimiter)[0]
    for number, (cells, offset, length) in enumerate(_records(file, head), 1):
        if any(map(str.strip, cells)):
            row = dict(zip(names, cells, strict=False))
            yield Row(name_of(row) or str(number), offset, length)


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give one row as a JSON object with the names of the columns.

    Raises
    ------
    UnreadableError
        If it is too long, or has more cells than there are columns.
    """
    check_size(length, MAX_ROW_BYTES, "a row")
    head = _head(file)
    file.seek(offset)
    names, cells = _cells(head.data, file.read(length), head.delimiter)
    if any(map(str.strip, cells[len(names) :])):
        msg = "the row has more cells than the table has columns; put texts in quotation marks"
        raise UnreadableError(msg)
    return msgspec.json.encode(dict(zip(names, cells, strict=False)))


def _head(file: BinaryIO) -> _Head:
    start = file.read(_LONGEST_HEAD)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start[:200]:
        raise UnreadableError(_WIDE)
    mark = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    first = start[mark:].split(b"\n", 1)[0]
    named = first.strip().lower()
    delimiter = None
    if named.startswith(b"sep=") and len(named) == 5:  # what Excel writes
        delimiter = chr(named[4])
        mark += len(first) + 1
        first = start[mark:].split(b"\n", 1)[0]
    delimiter = delimiter or _delimiter(first.decode("latin-1"))
    file.seek(mark)
    for _, offset, length in _records(file, _Head(b"", delimiter, mark)):
        return _Head(start[offset : offset + length], delimiter, offset + length)
    return _Head(b"", delimiter, mark)


def _delimiter(line: str) -> str:
    bare = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=bare.count)


def _records(file: BinaryIO, head: _Head) -> Iterator[tuple[list[str], int, int]]:
    """The rows with their places; a cell in quotation marks may have lines of its own."""
    end = start = head.start

    def lines() -> Iterator[str]:
        nonlocal end
        while line := file.readline(MAX_ROW_BYTES + 1):
            end += len(line)
            if end - start > MAX_ROW_BYTES:
                raise UnreadableError(_BROKEN)
            yield line.decode("latin-1")

    for cells in _parse(lines(), head.delimiter):
        yield cells, start, end - start
        start = end


def _parse(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_ROW_BYTES)
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableError(_BROKEN) from error


def _cells(head: bytes, row: bytes, delimiter: str) -> tuple[list[str], list[str]]:
    """The names of the columns and the cells of a row, decoded together."""
    text = decode(head.rstrip(b"\r\n") + b"\n" + row)
    rows = [cells for cells in _parse(text.splitlines(keepends=True), delimiter) if cells]
    names = [name.strip() for name in rows[0]] if rows else []
    return names, rows[1] if len(rows) > 1 else []
