"""Where artifacts live: the files a run leaves, and the cache that lets it continue.

The only module that writes to the output folder. Every file appears whole or not at all (written
beside its place, synced, renamed). What each step made of each document is kept in
``work/artifacts.sqlite`` (`skrot.run.kept`), so that a killed run continues where it stopped and a
second run does only what changed.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sqlite3
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TypeVar

import filelock
import msgspec

from skrot.records import Record
from skrot.run.kept import TABLES, Kept, StoreError

__all__ = ["Shelf", "Store", "StoreError", "encode_json", "encode_pieces", "is_store"]

R = TypeVar("R", bound=msgspec.Struct)

_json = msgspec.json.Encoder(decimal_format="number")

# Files are copied in pieces of so many bytes.
_PIECE = 1 << 20

# What was made of each document; the folder of a run is known by it.
_CACHE = Path("work") / "artifacts.sqlite"

_TABLES = f"""
{TABLES}
CREATE TABLE IF NOT EXISTS finished (stage TEXT PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value BLOB NOT NULL);
"""


class Shelf:
    """Byte strings in a file, by the order in which they were put there."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._ends = array("Q", [0])
        self._is_at_end = False  # a seek writes out what is buffered

    def append(self, item: bytes, /) -> None:
        """Put a byte string at the end."""
        if not self._is_at_end:
            self._file.seek(self._ends[-1])
            self._is_at_end = True
        self._file.write(item)
        self._ends.append(self._ends[-1] + len(item))

    def __getitem__(self, index: int, /) -> bytes:
        """Return the byte string that was put there."""
        self._is_at_end = False
        self._file.seek(self._ends[index])
        return self._file.read(self._ends[index + 1] - self._ends[index])


class _Scratch(io.FileIO):
    """An open file whose writes are refused as those of the store are."""

    def __init__(self, number: int, folder: Path) -> None:
        super().__init__(number, "r+", closefd=False)
        self._folder = folder

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise _refused(self._folder, error) from error


class Store(Kept):
    """The output folder of a run. Use it as a context manager: it holds the folder's lock.

    With `locked` false it does not: for a process that was started by the one which holds it. With
    `lasting` false nothing is synced to the disk: for results that nobody needs after a power cut.

    Raises
    ------
    StoreError
        When another run is using the folder, or a file cannot be written.
    """

    def __init__(self, folder: Path, *, locked: bool = True, lasting: bool = True) -> None:
        self.folder = folder
        self._lasting = lasting
        self._locked = locked
        self._lock = filelock.FileLock(folder / "work" / "lock", timeout=0)
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> Store:
        work = self.folder / "work"
        try:
            work.mkdir(parents=True, exist_ok=True)
            if self._locked:
                self._lock.acquire()
                for left in work.glob("new-*"):  # by a run that was killed
                    left.unlink()
            self._db = _open(self.folder / _CACHE)
        except filelock.Timeout:
            message = f"{self.folder}: another run is using this folder; wait, or choose another"
            raise StoreError(message) from None
        except OSError as error:
            raise _refused(self.folder, error) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._db is not None:
            self._db.close()
        self._lock.release()

    @property
    def db(self) -> sqlite3.Connection:
        """The open index of what was made of each document."""
        if self._db is None:
            raise RuntimeError("a Store is used inside a with statement")
        return self._db

    # --- which corpus-wide stages are up to date ---

    def finished(self, stage: str) -> str | None:
        """The key under which a corpus-wide stage last finished."""
        row = self.db.execute("SELECT key FROM finished WHERE stage = ?", (stage,)).fetchone()
        return None if row is None else str(row[0])

    def finish(self, stage: str, key: str, settings: Mapping[str, bytes] | None = None) -> None:
        """Say that a corpus-wide stage has finished under `key`, with these settings."""
        with self.db:
            self.db.execute("INSERT OR REPLACE INTO finished VALUES (?, ?)", (stage, key))
            self.db.executemany(
                "INSERT OR REPLACE INTO setting VALUES (?, ?)", list((settings or {}).items())
            )

    def settings(self) -> dict[str, bytes]:
        """The settings that the stages were last run with."""
        return dict(self.db.execute("SELECT name, value FROM setting").fetchall())

    # --- files ---

    def path(self, name: str) -> Path:
        """Where the file `name` of the contract lives."""
        return self.folder / name

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole or not at all."""
        self.write_chunks(name, [data])

    def write_rows(self, name: str, rows: Iterable[Record]) -> None:
        """Write records as JSON Lines; decimals become exact JSON numbers."""
        self.write_chunks(name, (encode_json(row) + b"\n" for row in rows))

    def rewrite_rows(self, name: str, rows: Iterable[Record]) -> None:
        """Write a file anew that stays as old as it is, for tools that go by its time."""
        was = self.path(name).stat()
        self.write_rows(name, rows)
        os.utime(self.path(name), ns=(was.st_atime_ns, was.st_mtime_ns))

    def write_chunks(self, name: str, chunks: Iterable[bytes]) -> None:
        """Write a file from pieces, whole or not at all."""
        self._write(name, chunks, synced=True)

    def write_together(self, names: Sequence[str], pieces: Iterable[Sequence[bytes]]) -> None:
        """Write files of which the pieces come together, each whole or not at all."""
        with contextlib.ExitStack() as stack:
            files = [stack.enter_context(self.scratch()) for _ in names]
            for some in pieces:
                for file, piece in zip(files, some, strict=True):
                    file.write(piece)
            for name, file in zip(names, files, strict=True):
                file.seek(0)
                self.write_chunks(name, iter(partial(file.read, _PIECE), b""))

    @contextlib.contextmanager
    def scratch(self) -> Iterator[BinaryIO]:
        """Open a file without a name, for what is too large to be kept in memory for a while."""
        work = self.path("work")
        try:
            file = tempfile.TemporaryFile(dir=work)  # noqa: SIM115  (closed below)
        except OSError as error:
            raise _refused(work, error) from error
        with file, io.BufferedRandom(_Scratch(file.fileno(), work)) as buffered:
            yield buffered

    def write_many(self, files: Iterable[tuple[str, bytes]]) -> set[str]:
        """Write files, each whole or not at all, and return their names.

        What is there already with the same content is left alone, and the disk is synced once for
        all: a sync a file takes longer than everything else. A stage that writes many files is
        not finished before that, so that after a power cut it does them again.
        """
        names: set[str] = set()
        changed = False
        at_once = hasattr(os, "sync") or not self._lasting
        for name, data in files:
            names.add(name)
            if not self._has(name, data):
                self._write(name, [data], synced=not at_once)
                changed = True
        if changed and at_once and self._lasting:
            os.sync()
        return names

    def _has(self, name: str, data: bytes) -> bool:
        path = self.path(name)
        try:
            return path.stat().st_size == len(data) and path.read_bytes() == data
        except OSError:
            return False

    def _write(self, name: str, chunks: Iterable[bytes], *, synced: bool) -> None:
        path = self.path(name)
        temporary: str | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=self.path("work"), prefix="new-", delete=False
            ) as file:
                temporary = file.name
                file.writelines(chunks)
                file.flush()
                if synced and self._lasting:
                    os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except OSError as error:
            raise _refused(path, error) from error
        finally:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)

    def read_lines(self, name: str) -> Iterator[bytes]:
        """Lines of a JSON Lines file of this run as they stand, without their ends."""
        with self.path(name).open("rb") as file:
            for line in file:
                yield line.rstrip(b"\n")

    def read_rows(self, name: str, kind: type[R]) -> Iterator[R]:
        """Records of a JSON Lines file of this run, one at a time."""
        decoder = msgspec.json.Decoder(kind)
        with self.path(name).open("rb") as file:
            for line in file:
                yield decoder.decode(line)

    def keep_only(self, folder: str, names: set[str]) -> None:
        """Remove files under `folder` that are not in `names` (documents that have gone)."""
        root = self.path(folder)
        if not root.is_dir():
            return
        for path in sorted(root.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                with contextlib.suppress(OSError):  # not empty: something in it is still wanted
                    path.rmdir()
            elif path.relative_to(self.folder).as_posix() not in names:
                path.unlink()

    def touch(self, names: Iterable[str]) -> None:
        """Mark files as up to date, for tools that go by their time."""
        for name in names:
            path = self.path(name)
            if path.is_file():
                path.touch()

    def remove(self, name: str) -> None:
        """Remove a file or folder of this run if it is there."""
        path = self.path(name)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def is_store(folder: Path) -> bool:
    """Whether a run has left its results in this folder, or is about to."""
    return (folder / _CACHE).is_file()


def encode_json(record: Record) -> bytes:
    """One record as one line of JSON, numbers exact, without the line end."""
    return _json.encode(record)


def encode_pieces(record: Record, lists: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """One record as one line of JSON, piece by piece.

    `lists` gives the fields that are too long to be in memory, row by row as JSON.
    """
    omits = type(record).__struct_config__.omit_defaults
    for number, field in enumerate(msgspec.structs.fields(type(record))):
        is_default = getattr(record, field.name) == field.default
        if omits and is_default and field.name not in lists:
            continue  # never the first one, which is required
        yield b"%s%s:" % (b"," if number else b"{", _json.encode(field.encode_name))
        if field.name not in lists:
            yield _json.encode(getattr(record, field.name))
            continue
        separator = b"["
        for row in lists[field.name]:
            yield separator + row
            separator = b","
        yield b"]" if separator == b"," else b"[]"
    yield b"}"


def _open(path: Path) -> sqlite3.Connection:
    """Open the cache, starting a new one when the file is not a database."""
    for attempt in (1, 2):
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_TABLES)
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2:
                raise
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        else:
            return connection
    raise AssertionError


def _refused(path: Path, error: OSError) -> StoreError:
    return StoreError(f"{path}: cannot be written ({error.strerror or error})")
