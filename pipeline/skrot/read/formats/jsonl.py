"""JSON Lines: a document a row."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import beginning, decode
from skrot.read.formats.extracted import Extracted
from skrot.read.formats.fields import DEFAULT, name_of, structure_row
from skrot.read.formats.format import Row
from skrot.read.limits import check_size

MAX_ROW_BYTES = 50_000_000
_FIELD = re.compile(rb"\{\s*\"[^\"\n]{1,80}\"\s*:")
# One value over the whole file.
_WHOLE = re.compile(rb"\[|\{[ \t]*\r?\n")
_START = 4096


def is_jsonl(data: bytes) -> bool:
    """Tell rows by the name of a field that the first begins with."""
    return _FIELD.match(beginning(data)) is not None


def list_rows(file: BinaryIO) -> Iterator[Row]:
    """List the rows of a file without keeping them; a row without an id goes by its number.

    Raises
    ------
    UnreadableError
        If it is one JSON value over all its lines, before each of its lines is refused.
    """
    start = file.read(_START)
    file.seek(0)
    if _WHOLE.match(start.removeprefix(codecs.BOM_UTF8).lstrip()):
        msg = "one JSON value over the whole file; write one object a line"
        raise UnreadableError(msg)
    offset = 0
    for number, (line, length) in enumerate(_lines(file), 1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)  # noqa: PLW2901
        if line.strip():
            yield Row(_name(line) or str(number), offset, length)
        offset += length


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines of a file with their lengths; of a line that is too long, its beginning."""
    while line := file.readline(MAX_ROW_BYTES + 1):
        length, more = len(line), line
        while not more.endswith(b"\n") and (more := file.readline(MAX_ROW_BYTES + 1)):
            length += len(more)
        yield line, length


def _name(line: bytes) -> str | None:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return name_of(row) if isinstance(row, dict) else None


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give one row of a file.

    Raises
    ------
    UnreadableError
        If it is too long.
    """
    check_size(length, MAX_ROW_BYTES, "a row")
    file.seek(offset)
    return file.read(length)


def read_row(data: bytes, text_field: str = DEFAULT) -> Extracted:
    """Read one row: its text, and title, date, author and source where it has them.

    Raises
    ------
    UnreadableError
        If the row is not a JSON object or has no text under `text_field`.
    """
    try:
        row = msgspec.json.decode(decode(data))
    except msgspec.DecodeError as error:
        msg = "the row is not valid JSON; write one object a line"
        raise UnreadableError(msg) from error
    return structure_row(row, text_field)
