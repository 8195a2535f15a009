"""What is packed by gzip: JSON Lines, and records of the web, each of which is packed by itself."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from typing import BinaryIO

from skrot.read.formats import warc
from skrot.read.formats.extracted import Extracted
from skrot.read.formats.format import Row, Signature
from skrot.read.formats.packed import Reader, packed_rows

SIGNATURE = Signature(b"\x1f\x8b", "gzip data")
_GZIP = 16 + zlib.MAX_WBITS
_START = 4096


def _unpack(file: BinaryIO) -> Reader:
    return gzip.GzipFile(fileobj=file, mode="rb")


_LINES = packed_rows(_unpack)


def is_gzip(data: bytes) -> bool:
    """Tell gzip data by its first bytes."""
    return data.startswith(SIGNATURE.start)


def list_rows(file: BinaryIO) -> Iterable[Row]:
    """List the rows of packed JSON Lines, or the pages of a file of records.

    Raises
    ------
    UnreadableError
        If it is neither, damaged, or unpacks to more than is safe.
    """
    return warc.list_rows(file) if _is_warc(file) else _LINES.find(file)


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give one row or record of a file.

    Raises
    ------
    UnreadableError
        If it is too long.
    """
    rows = warc.load_row if _is_warc(file) else _LINES.load
    return rows(file, offset, length)


def read_row(data: bytes, text_field: str) -> Extracted:
    """Read a row, or the page of a record.

    Raises
    ------
    UnreadableError
        If there is no text in it.
    """
    return warc.read_row(data, text_field) if is_gzip(data) else _LINES.read(data, text_field)


def _is_warc(file: BinaryIO) -> bool:
    file.seek(0)
    start = file.read(_START)
    file.seek(0)
    try:
        return zlib.decompressobj(_GZIP).decompress(start, len(warc.START)) == warc.START
    except zlib.error:
        return False
