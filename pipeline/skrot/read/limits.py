"""Bounds on what is read, so that one file cannot take all time and memory."""

from __future__ import annotations

from skrot.read.errors import UnreadableError

MAX_FILE_BYTES = 100_000_000
MAX_CHARACTERS = 5_000_000


def check_size(size: int, limit: int, what: str) -> None:
    """Refuse what is larger than a limit.

    Raises
    ------
    UnreadableError
        If `size` is more than `limit` bytes.
    """
    if size > limit:
        msg = f"too large: {what} of more than {limit // 1_000_000} MB is not read; split it"
        raise UnreadableError(msg)


def check_length(text: str) -> None:
    """Refuse a text of more than ``MAX_CHARACTERS``.

    Raises
    ------
    UnreadableError
        If it is longer.
    """
    if len(text) > MAX_CHARACTERS:
        msg = (
            f"too large: a text of more than {MAX_CHARACTERS // 1_000_000} million characters"
            " is not read; split it"
        )
        raise UnreadableError(msg)
