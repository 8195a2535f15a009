"""Texts that many documents have: boilerplate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator


def text_keys(texts: Iterable[str]) -> Iterator[int]:
    """Give a number of 64 bits for each text, whatever its capitals and spaces."""
    for text in texts:
        plain = " ".join(text.lower().split()).encode()
        yield int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "little")


class SeenTexts:
    """In how many documents a text was seen: a count-min sketch, which may count too many.

    Cormode and Muthukrishnan (2005), "An improved data stream summary: the count-min sketch".
    """

    _SIZE = 1 << 22

    def __init__(self) -> None:
        self._tables = (bytearray(self._SIZE), bytearray(self._SIZE))

    def add_keys(self, keys: Iterable[int]) -> None:
        """Take in the texts of documents by their keys, of each document each given once."""
        for key in keys:
            for table, place in zip(self._tables, self._places(key), strict=True):
                table[place] = min(table[place] + 1, 255)

    def count(self, text: str) -> int:
        """Return how many documents had a text, up to 255."""
        (key,) = text_keys([text])
        places = zip(self._tables, self._places(key), strict=True)
        return min(table[place] for table, place in places)

    def _places(self, key: int) -> tuple[int, int]:
        return key % self._SIZE, (key >> 32) % self._SIZE
