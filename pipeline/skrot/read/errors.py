"""The one exception of this stage; it never leaves it."""

from __future__ import annotations


class UnreadableError(Exception):
    """A file that cannot be read; the message says why and what to do, in one line."""
