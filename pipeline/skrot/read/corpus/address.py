"""A corpus that lies behind an address of fsspec: what is there, and a copy of a file of it.

An address is given where a path is ("s3://bucket/texts"), and a path that begins with a protocol is
one. Reading knows files of this machine only: whoever reads a file from elsewhere copies it first.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from skrot.errors import UsageFault
from skrot.read.errors import UnreadableError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# A path has one slash where its address has two; a drive of Windows has one letter.
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(.*)", re.DOTALL)
_NEEDS = "needs the package fsspec: pip install 'skrot[dask]'"


@dataclass(frozen=True, slots=True)
class Address:
    """A file or a folder behind an address.

    Attributes
    ----------
    url : str
        The address.
    size : int or None
        Of a file, in bytes, where it is told.
    stamp : str
        What the storage tells of a file: it is another one when the file has changed.
    problem : str or None
        Why a file is not read.
    """

    url: str
    size: int | None = None
    stamp: str = ""
    problem: str | None = None

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The last part of it."""
        return PurePosixPath(self.url).name

    def files(self) -> Iterator[tuple[str, Address]]:
        """Give the files there with their names below it, or the file that it is with its own.

        Raises
        ------
        UsageFault
            If there is nothing, or no installed package knows such addresses.
        """
        system, root = _system(self.url)
        try:
            listed: dict[str, dict[str, Any]] = system.find(root, detail=True)
        except Exception as error:  # each kind of storage raises its own
            raise _refused(self.url, error) from error
        if not listed:
            raise UsageFault(f"{self.url}: no files there; give the address of the texts")
        for path, told in sorted(listed.items()):
            name = path[len(root) :].strip("/") or PurePosixPath(path).name
            problem = None
            if told.get("islink"):
                problem = "a link is not followed; copy the file it points to into the corpus"
            stamp = repr(sorted((key, str(value)) for key, value in told.items()))
            yield name, Address(system.unstrip_protocol(path), told.get("size"), stamp, problem)


def place_of(path: Path) -> Path | Address:
    """Return the address that a path is, or the path; a file of this machine has a path."""
    found = _ADDRESS.fullmatch(path.as_posix())
    if found is None:
        return path
    protocol, rest = found.groups()
    if protocol == "file":
        return Path(f"/{rest}")
    root = "/" if protocol == "local" else ""  # elsewhere a host or a bucket comes first
    return Address(f"{protocol}://{root}{rest}")


def at_hand(path: Path | Address) -> Path:
    """Return the path of a file: its own, or that of a copy, which is there until the next one is.

    Raises
    ------
    UnreadableError
        If it cannot be copied.
    """
    return path if isinstance(path, Path) else Path(_copied(path).name)


@lru_cache(maxsize=1)  # the rows and members of a file come one after another
def _copied(address: Address) -> IO[bytes]:
    system, path = _system(address.url)
    copy = tempfile.NamedTemporaryFile(suffix=PurePosixPath(path).suffix)  # noqa: SIM115  (kept)
    try:
        with system.open(path, "rb") as file:
            shutil.copyfileobj(file, copy)
    except Exception as error:  # each kind of storage raises its own
        raise UnreadableError(f"cannot be fetched: {error}") from error
    copy.flush()
    return copy


def _system(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        import fsspec
    except ImportError:
        raise UsageFault(f"{url} {_NEEDS}") from None
    try:
        system, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise _refused(url, error) from None
    return system, str(path).rstrip("/")


def _refused(url: str, error: Exception) -> UsageFault:
    what = str(error) or type(error).__name__
    return UsageFault(f"{url}: {what}; give the address of the texts, or a folder")
