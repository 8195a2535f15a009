"""The one exception of this stage, which never leaves it, and names in its messages."""

from __future__ import annotations

_LONGEST_NAME = 40


class UnreadableError(Exception):
    """A file that cannot be read; the message says why and what to do, in one line."""


class ScanError(UnreadableError):
    """A file that text recognition might read.

    Parameters
    ----------
    message : str
        What is wrong and what to do.
    force : bool
        Whether its pages have a text layer, which cannot be read.
    """

    def __init__(self, message: str, *, force: bool = False) -> None:
        super().__init__(message)
        self.force = force


def shown(name: str) -> str:
    """Give a name for a message: in one line, without what is not seen, not too long."""
    seen = "".join(char if char.isprintable() else " " for char in name[:_LONGEST_NAME])
    return " ".join(seen.split()) + "…" * (len(name) > _LONGEST_NAME)
