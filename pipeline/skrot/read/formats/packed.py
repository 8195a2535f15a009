"""Files that are packed as a whole, read as if they were not: forward, and from the start again."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from skrot.read.errors import UnreadableError
from skrot.read.formats import jsonl
from skrot.read.formats.archive import MAX_RATIO
from skrot.read.formats.format import Rows

# A small file may unpack to more than so many times its size.
_SMALL = 100_000_000
_STEP = 1 << 20
_DAMAGED = "damaged; pack it again"


class Reader(Protocol):
    """What unpacks a file from its start."""

    def read(self, size: int, /) -> bytes:
        """Return some of what comes next, nothing at the end."""
        ...


class _Unpacked(io.RawIOBase):
    """The content of a packed file, within bounds."""

    def __init__(self, file: BinaryIO, unpack: Callable[[BinaryIO], Reader]) -> None:
        self._file = file
        self._unpack = unpack
        size = file.seek(0, os.SEEK_END)
        self._most = max(_SMALL, MAX_RATIO * size)
        self._rewind()

    def _rewind(self) -> None:
        self._file.seek(0)
        self._reader = self._unpack(self._file)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            data = self._reader.read(len(buffer))
        except Exception as error:  # each library raises its own
            raise UnreadableError(_DAMAGED) from error
        self._at += len(data)
        if self._at > self._most:
            msg = "unpacks to more than is safe; unpack it yourself"
            raise UnreadableError(msg)
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if whence != os.SEEK_SET:
            msg = "only from the start"
            raise io.UnsupportedOperation(msg)
        if offset < self._at:
            self._rewind()
        step = bytearray(_STEP)
        while self._at < offset and self.readinto(memoryview(step)[: offset - self._at]):
            pass
        return self._at

    def tell(self) -> int:
        return self._at

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def unpacked(file: BinaryIO, unpack: Callable[[BinaryIO], Reader]) -> BinaryIO:
    """Read a packed file as if it were not.

    Reading raises ``UnreadableError`` where it is damaged, or unpacks to more than is safe.
    """
    return io.BufferedReader(_Unpacked(file, unpack), _STEP)


def packed_rows(unpack: Callable[[BinaryIO], Reader]) -> Rows:
    """Give how a file is read that is packed JSON Lines."""

    @lru_cache(maxsize=1)
    def kept(name: str, stamp: int) -> BinaryIO:
        """Keep the file that rows are taken from, which mostly come one after another."""
        return unpacked(Path(name).open("rb"), unpack)

    def find(file: BinaryIO) -> Any:
        content = unpacked(file, unpack)
        if not jsonl.is_jsonl(content.read(_STEP)):
            msg = "of packed files only JSON Lines are read; unpack it"
            raise UnreadableError(msg)
        content.seek(0)
        return jsonl.list_rows(content)

    def load(file: BinaryIO, offset: int, length: int) -> bytes:
        name = getattr(file, "name", None)
        if not isinstance(name, str):  # a member of an archive, which is in memory
            return jsonl.load_row(unpacked(file, unpack), offset, length)
        return jsonl.load_row(kept(name, os.fstat(file.fileno()).st_mtime_ns), offset, length)

    return Rows(find, load, jsonl.read_row)
