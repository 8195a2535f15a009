"""What the corpus-wide stages need of a place where many byte strings lie out of memory."""

from __future__ import annotations

from typing import Protocol


class Shelf(Protocol):
    """Where packed items lie: a list of bytes, or a file that is used as one."""

    def append(self, item: bytes, /) -> None:
        """Put something at the end."""
        ...

    def __getitem__(self, index: int, /) -> bytes:
        """Return what was put there."""
        ...
