"""JSON Lines packed by Zstandard."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from skrot.read.formats.format import Row, Signature
from skrot.read.formats.packed import Reader, packed_rows

SIGNATURE = Signature(b"\x28\xb5\x2f\xfd", "Zstandard data")


class _Lent(io.RawIOBase):
    """A file that is not closed by who reads it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _unpack(file: BinaryIO) -> Reader:
    import pyarrow

    reader: Reader = pyarrow.CompressedInputStream(pyarrow.PythonFile(_Lent(file), "r"), "zstd")
    return reader


_ROWS = packed_rows(_unpack)


def is_zstandard(data: bytes) -> bool:
    """Tell Zstandard data by its first bytes."""
    return data.startswith(SIGNATURE.start)


def list_rows(file: BinaryIO) -> Iterable[Row]:
    """List the rows of a file.

    Raises
    ------
    UnreadableError
        If it is no JSON Lines, damaged, or unpacks to more than is safe.
    """
    import pyarrow  # noqa: F401  (what is missing is told before what is damaged)

    return _ROWS.find(file)


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give one row of a file.

    Raises
    ------
    UnreadableError
        If it is too long.
    """
    return _ROWS.load(file, offset, length)
