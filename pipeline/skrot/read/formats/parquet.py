"""Parquet: a document a row."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from skrot.read.errors import UnreadableError
from skrot.read.formats.fields import name_of
from skrot.read.formats.format import Row

if TYPE_CHECKING:
    from pyarrow import DataType, Table
    from pyarrow.parquet import ParquetFile

# Rows are unpacked group by group.
MAX_GROUP = 2_000_000_000
_MARK = b"PAR1"
_MOST_COLUMNS = 1000
_LONGEST_HEAD = 100_000_000
_DAMAGED = "damaged or no Parquet file; write it again"


def is_parquet(data: bytes) -> bool:
    """Tell Parquet by what it begins and ends with."""
    return data.startswith(_MARK) and data.endswith(_MARK)


def list_rows(file: BinaryIO) -> Iterator[Row]:
    """List the rows of a file; one without an id goes by its number.

    Raises
    ------
    UnreadableError
        If it is damaged, or a group of its rows unpacks to too much.
    """
    book = _opened(file)
    columns = [name for name in _columns(book) if name_of({name: "x"})]
    number = 0
    for group in range(book.num_row_groups):
        _check(book, group)
        ids = _table(book, group, columns).to_pylist()
        for cells in ids or [{}] * book.metadata.row_group(group).num_rows:
            yield Row(name_of(cells) or str(number + 1), number, 1)
            number += 1


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give one row of a file, as a JSON object.

    Raises
    ------
    UnreadableError
        If the file is damaged.
    """
    name = getattr(file, "name", None)
    stamp = os.fstat(file.fileno()).st_mtime_ns if isinstance(name, str) else 0
    book = _opened(file)
    first = 0
    for group in range(book.num_row_groups):
        size = book.metadata.row_group(group).num_rows
        if offset < first + size:
            key = _Group(file, group, (name, stamp, group) if stamp else None)
            (cells,) = _kept(key).slice(offset - first, length).to_pylist()
            return msgspec.json.encode(cells)
        first += size
    raise UnreadableError(_DAMAGED)


class _Group:
    """A group of rows of a file; that of one file as it was at one time is one."""

    def __init__(self, file: BinaryIO, number: int, key: object | None) -> None:
        self.file = file
        self.number = number
        self._key = key or object()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Group) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=1)
def _kept(group: _Group) -> Table:
    """Unpack a group once for all of its rows."""
    book = _opened(group.file)
    _check(book, group.number)
    return _table(book, group.number, _columns(book))


def _opened(file: BinaryIO) -> ParquetFile:
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(
            file,
            thrift_string_size_limit=_LONGEST_HEAD,
            thrift_container_size_limit=_LONGEST_HEAD,
        )
    except Exception as error:  # it lets whatever its parsers raise through
        raise UnreadableError(_DAMAGED) from error


def _check(book: ParquetFile, group: int) -> None:
    if book.metadata.row_group(group).total_byte_size > MAX_GROUP:
        msg = (
            f"too large: rows of more than {MAX_GROUP // 1_000_000} MB together are not read;"
            " write smaller groups of rows"
        )
        raise UnreadableError(msg)


def _table(book: ParquetFile, group: int, columns: list[str]) -> Table:
    try:
        found = book.read_row_group(group, columns=columns)
        found.validate(full=True)  # of text that is no UTF-8 a cell cannot be made
    except Exception as error:
        raise UnreadableError(_DAMAGED) from error
    return found


def _columns(book: ParquetFile) -> list[str]:
    """Return the columns that can say something of a document."""
    fields = list(book.schema_arrow)[:_MOST_COLUMNS]
    return [field.name for field in fields if _is_plain(field.type)]


def _is_plain(kind: DataType) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    tests: tuple[Any, ...] = (
        types.is_string,
        types.is_large_string,
        types.is_integer,
        types.is_floating,
        types.is_boolean,
        types.is_date,
        types.is_timestamp,
    )
    return any(test(kind) for test in tests)
