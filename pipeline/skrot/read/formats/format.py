"""What a format is: how its files are named, told from others, and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, NamedTuple

from skrot.read.formats.extracted import Extracted


class Signature(NamedTuple):
    """The bytes that files of a kind begin with, and what they are, as a message says it."""

    start: bytes
    what: str


class Row(NamedTuple):
    """A document among those of a file: its id or number, and where it is."""

    name: str
    offset: int
    length: int


class Rows(NamedTuple):
    """How a file is read whose rows are documents.

    `find` lists its rows, or raises ``UnreadableError`` if it has none; `load` gives the bytes of
    one, found by the offset and length of its `Row`; `read` takes these, and the name of the field
    that has the text.
    """

    find: Callable[[BinaryIO], Iterable[Row]]
    load: Callable[[BinaryIO, int, int], bytes]
    read: Callable[[bytes, str], Extracted]


class Member(NamedTuple):
    """A file in an archive; ``problem`` tells why it is not read."""

    name: str
    problem: str | None = None


class Archive(NamedTuple):
    """How a file is read whose members are files: `find` lists them, `load` unpacks one by name."""

    find: Callable[[Path], Iterable[Member]]
    load: Callable[[Path, str], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A row of the table of formats. It has one of `read`, `rows` and `archive`.

    Attributes
    ----------
    suffixes : tuple of str
        How its files end, in small letters; the first is the usual one.
    what : str
        What a file of it is, as messages say it: "a PDF".
    read : callable, optional
        Reads a file that is one document.
    rows : Rows, optional
        Reads a file whose rows are documents.
    archive : Archive, optional
        Reads a file whose members are files.
    signature : Signature, optional
        What every file of it begins with, if it is no text.
    sniff : callable, optional
        Tells from all of its bytes whether data without a name is of it.
    prose : bool
        Whether its files are plain text, so that what begins as another format does is of that one.
    packages : mapping of str to str
        The packages its reader needs beyond those of this stage: what each is imported as, and what
        to install for it.
    """

    suffixes: tuple[str, ...]
    what: str
    read: Callable[[bytes], Extracted] | None = None
    rows: Rows | None = None
    archive: Archive | None = None
    signature: Signature | None = None
    sniff: Callable[[bytes], bool] | None = None
    prose: bool = False
    packages: Mapping[str, str] = field(default_factory=dict)
