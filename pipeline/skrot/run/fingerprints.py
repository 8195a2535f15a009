"""Fingerprints: the same content has the same one, on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(*pieces: object) -> str:
    """Return the fingerprint of everything given, bytes as they are, all else by its repr."""
    return fingerprint_of_all(pieces)


def fingerprint_of_all(pieces: Iterable[object]) -> str:
    """Return the `fingerprint` of more than is in memory."""
    hasher = hashlib.blake2b(digest_size=16)
    for piece in pieces:
        data = (
            piece if isinstance(piece, bytes) else repr(piece).encode("utf-8", "backslashreplace")
        )
        hasher.update(len(data).to_bytes(8, "little"))
        hasher.update(data)
    return hasher.hexdigest()


def files_fingerprint(paths: Iterable[Path]) -> str:
    """Return the fingerprint of the content of files, in the order given."""
    return fingerprint(*(path.read_bytes() for path in paths))
