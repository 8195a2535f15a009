"""JSON Lines: a document a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from pipeline.read.encoding import decode
from pipeline.read.errors import UnreadableError
from pipeline.read.extracted import Extracted, Metadata
from pipeline.read.limits import check_length
from pipeline.read.text import structure_string

MAX_ROW_BYTES = 50_000_000


class Row(NamedTuple):
    """A row of a file: its id or number, and the bytes it takes."""

    name: str
    offset: int
    length: int


def list_rows(path: Path) -> Iterator[Row]:
    """List the rows of a file without keeping them; a row without an id goes by its number."""
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield Row(_name(line) or str(number), offset, len(line))
            offset += len(line)


def _name(line: bytes) -> str | None:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    name = row.get("id") if isinstance(row, dict) else None
    return str(name) if isinstance(name, str | int) and str(name).strip() else None


def read_row(data: bytes, text_field: str = "text") -> Extracted:
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
    text = row.get(text_field) if isinstance(row, dict) else None
    if not isinstance(text, str) or not text.strip():
        msg = f'the row has no text in its field "{text_field}"; name the right one (text_field)'
        raise UnreadableError(msg)
    check_length(text)
    title, date, author = (_string(row.get(name)) for name in ("title", "date", "author"))
    source = _string(row.get("source")) or _string(row.get("url"))
    return structure_string(text, Metadata(title, date[:10] if date else None, author, source))


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
