"""Texts that many documents have: boilerplate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


class SeenTexts:
    """In how many documents a text was seen: a count-min sketch, which may count too many.

    Cormode and Muthukrishnan (2005), "An improved data stream summary: the count-min sketch".
    """

    _SIZE = 1 << 22

    def __init__(self) -> None:
        self._tables = (bytearray(self._SIZE), bytearray(self._SIZE))

    def add(self, texts: Iterable[str]) -> None:
        """Take in the texts of one document, each given once."""
        for text in texts:
            for table, place in zip(self._tables, self._places(text), strict=True):
                table[place] = min(table[place] + 1, 255)

    def count(self, text: str) -> int:
        """Return how many documents had a text, up to 255."""
        places = zip(self._tables, self._places(text), strict=True)
        return min(table[place] for table, place in places)

    def _places(self, text: str) -> tuple[int, int]:
        plain = " ".join(text.lower().split()).encode()
        key = int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little")
        return key % self._SIZE, (key >> 32) % self._SIZE
