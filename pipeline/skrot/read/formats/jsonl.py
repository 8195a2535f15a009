"""JSON Lines: a document a row."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from skrot.read.errors import UnreadableError, shown
from skrot.read.formats.encoding import beginning, decode
from skrot.read.formats.extracted import Extracted, Metadata
from skrot.read.formats.format import Row
from skrot.read.formats.text import structure_string
from skrot.read.limits import check_length, check_size

MAX_ROW_BYTES = 50_000_000
_FIELD = re.compile(rb"\{\s*\"[^\"\n]{1,80}\"\s*:")
# One value over the whole file.
_WHOLE = re.compile(rb"\[|\{[ \t]*\r?\n")
_START = 4096
# What fields are called that say something about a text; the first that is there is taken.
_TITLE = ("title", "headline", "name")
_DATE = ("date", "published", "published_at", "datePublished", "publication_date", "created_at")
_AUTHOR = ("author", "byline", "creator")
_SOURCE = ("source", "publisher", "site", "url", "link")
_MOST_NAMED = 8


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
    name = row.get("id") if isinstance(row, dict) else None
    if isinstance(name, bool) or not isinstance(name, str | int):
        return None
    return str(name) if str(name).strip() else None


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
        raise UnreadableError(_missing(row, text_field))
    check_length(text)
    title, date, author, source = (
        next(filter(None, (_string(row.get(name)) for name in names)), None)
        for names in (_TITLE, _DATE, _AUTHOR, _SOURCE)
    )
    return structure_string(text, Metadata(title, date[:10] if date else None, author, source))


def _missing(row: object, text_field: str) -> str:
    msg = f'the row has no text in its field "{text_field}"'
    texts = [name for name, value in row.items() if _string(value)] if isinstance(row, dict) else []
    if not texts:
        return f"{msg}, nor in another; write one object with a text a line"
    longest = max(texts, key=lambda name: len(row[name]))  # type: ignore[index]  # it is a dict
    named = ", ".join(f'"{shown(name)}"' for name in texts[:_MOST_NAMED])
    return f"{msg}; it has {named}: name the right one (--text-field {shown(longest)})"


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None
