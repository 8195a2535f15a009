"""Workbooks (.xlsx), by openpyxl: a document a row; the first row of a sheet names the columns."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

import msgspec

from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import check_package, is_zip
from skrot.read.formats.fields import name_of
from skrot.read.formats.format import Row

_DAMAGED = "damaged or not an Excel workbook; open it in a spreadsheet and save it again"
_MAX_BYTES = 50_000_000
_MAX_UNPACKED = 150_000_000
_MOST_ROWS = 100_000
_MOST_COLUMNS = 200


class _Line(NamedTuple):
    """A row of a sheet: its name in the file, and its cells by the names of the columns."""

    name: str
    cells: dict[str, str]


def is_xlsx(data: bytes) -> bool:
    """Tell a workbook by the file in it that names its sheets."""
    return is_zip(data) and b"xl/workbook.xml" in data


def list_rows(file: BinaryIO) -> Iterator[Row]:
    """List the rows of all sheets; a row without an id goes by its number in its sheet.

    Raises
    ------
    UnreadableError
        If the file is damaged, or unpacks to more than is safe.
    """
    for index, line in enumerate(_read(file)):
        yield Row(name_of(line.cells) or line.name, index, 1)


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give the row number `offset` as a JSON object with the names of the columns.

    Raises
    ------
    UnreadableError
        If there is none any more.
    """
    lines = _read(file)[offset : offset + length]
    if not lines:
        msg = "the row is gone; run again from the corpus"
        raise UnreadableError(msg)
    return msgspec.json.encode(lines[0].cells)


def _read(file: BinaryIO) -> Sequence[_Line]:
    import openpyxl  # noqa: F401 - before the cache: what is missing is told each time

    data = file.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        msg = f"too large: a workbook of more than {_MAX_BYTES // 1_000_000} MB is not read"
        raise UnreadableError(msg)
    return _table(data)


@lru_cache(maxsize=1)
def _table(data: bytes) -> Sequence[_Line]:
    """The rows of a workbook, read once for all of them."""
    check_package(data, _DAMAGED, _MAX_UNPACKED)
    import openpyxl  # heavy: only where there is a workbook

    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = [(sheet.title, _lines(sheet)) for sheet in book.worksheets]
    except UnreadableError:
        raise
    except Exception as error:  # the library lets whatever its parsers raise through
        raise UnreadableError(_DAMAGED) from error
    several = sum(bool(lines) for _, lines in sheets) > 1
    return [
        line._replace(name=f"{title} {line.name}") if several else line
        for title, lines in sheets
        for line in lines
    ]


def _lines(sheet: Any) -> list[_Line]:
    names: list[str] = []
    found: list[_Line] = []
    rows = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS + 1, max_col=_MOST_COLUMNS)
    for number, values in enumerate(rows, 1):
        if number > _MOST_ROWS:  # or one far away, up to which all would be filled in
            msg = f"too large: a sheet of more than {_MOST_ROWS} rows is not read; split it"
            raise UnreadableError(msg)
        cells = [_shown(value) for value in values]
        filled = sum(map(bool, cells))
        if not filled:
            continue
        if not names:  # a line over the table has one cell
            names = cells if filled > 1 or len(cells) == 1 else []
            continue
        found.append(_Line(str(number), {n: c for n, c in zip(names, cells, strict=False) if n}))
    return found


def _shown(value: object) -> str:
    """A cell as text: days in ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat() if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
