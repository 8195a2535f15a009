"""The one exception of this stage, which never leaves it, and names in its messages."""

from __future__ import annotations

_LONGEST_NAME = 40


class UnreadableError(Exception):
    """A file that cannot be read; the message says why and what to do, in one line."""


class ScanError(UnreadableError):
    """A file of pictures of pages, which text recognition might read."""


def shown(name: str) -> str:
    """Give a name for a message: in one line, without what is not seen, not too long."""
    seen = "".join(char if char.isprintable() else " " for char in name[:_LONGEST_NAME])
    return " ".join(seen.split()) + "…" * (len(name) > _LONGEST_NAME)
