"""Zip archives: their members are documents, within bounds."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from skrot.read.errors import UnreadableError
from skrot.read.formats.format import Member, Signature

# Every document of an office suite is a zip file too.
SIGNATURE = Signature(b"PK\x03\x04", "a zip archive or an Office document")
MAX_MEMBERS = 100_000
MAX_UNPACKED = 2_000_000_000
MAX_MEMBER = 100_000_000
MAX_RATIO = 200
_ENCRYPTED = 0x1
_OFFICE = "[Content_Types].xml"


def is_zip(data: bytes) -> bool:
    """Tell a zip file, which an Office document is too."""
    return data.startswith(SIGNATURE.start)


def list_members(path: Path) -> Iterator[Member]:
    """List the files of an archive in the order of their names.

    Raises
    ------
    UnreadableError
        If it is no zip archive, or has too many members, or unpacks to too much, or is an Office
        document.
    """
    entries = list_entries(path, "damaged or not a zip archive; pack it again")
    # Not by is_dir, which a member without a name lets fail.
    members = [member for member in entries if not member.filename.endswith("/")]
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        msg = "the archive unpacks to more than is safe; unpack it yourself and give the folder"
        raise UnreadableError(msg)
    if any(member.filename == _OFFICE for member in members):
        msg = "not what its name says: it is an Office document; rename it (.docx) or convert it"
        raise UnreadableError(msg)
    for member in sorted(members, key=lambda member: member.filename):
        yield Member(member.filename, _problem(member))


def list_entries(file: Path | BinaryIO, damaged: str) -> list[zipfile.ZipInfo]:
    """List the entries of a zip file in their order.

    Raises
    ------
    UnreadableError
        With the message `damaged` if it is no zip file, or of a version that is not known.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableError(damaged) from error


def check_package(data: bytes, damaged: str, largest: int = 200_000_000) -> None:
    """Refuse a document that is a zip file and unpacks to more than is safe.

    Parameters
    ----------
    data : bytes
        The document.
    damaged : str
        The message if it is no zip file.
    largest : int
        The most bytes that all of its files may unpack to.

    Raises
    ------
    UnreadableError
        If it is no zip file, or unpacks to more, or to more than ``MAX_RATIO`` times its size.
    """
    entries = list_entries(BytesIO(data), damaged)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > largest or unpacked > MAX_RATIO * max(len(data), 1):
        msg = "unpacks to more than is safe; it is not read"
        raise UnreadableError(msg)


def _problem(member: zipfile.ZipInfo) -> str | None:
    if member.flag_bits & _ENCRYPTED:
        return "encrypted in its archive; unpack it with its password"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link is not followed; pack the file it points to"
    if member.file_size > MAX_MEMBER or member.file_size > MAX_RATIO * max(
        member.compress_size, 1024
    ):
        return "unpacks to more than is safe; it is not read"
    return None


def read_member(path: Path, name: str) -> bytes:
    """Unpack one file of an archive, never more of it than the archive says.

    Raises
    ------
    UnreadableError
        If it is damaged or larger than its entry says.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as member:
            data = member.read(MAX_MEMBER + 1)
    except Exception as error:  # zipfile, zlib, lzma and bz2 each raise their own
        msg = "damaged in its archive; pack it again"
        raise UnreadableError(msg) from error
    if len(data) > MAX_MEMBER:
        msg = "unpacks to more than is safe; it is not read"
        raise UnreadableError(msg)
    return data
