"""Sequences of words as numbers, the same on every machine: for texts that repeat one another.

Source of the method: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import zlib

import numpy as np
from numpy.typing import NDArray

# Makes one number of two: multiplicative hashing (Knuth).
MIX = np.uint64(0x9E3779B97F4A7C15)


class WordNumbers(dict[str, int]):
    """A number of 32 bits for each word, made when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = zlib.crc32(word.encode("utf-8", "replace"))
        return number


def shingles(words: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """Return a number for each sequence of words that follow one another.

    Parameters
    ----------
    words
        The numbers of the words, shape (n_words,).
    length
        How many words a sequence has.

    Returns
    -------
    ndarray of uint64
        In order, with repeats, shape (n_words - length + 1,); empty where there are fewer words.
    """
    found: NDArray[np.uint64] = np.zeros(max(len(words) - length + 1, 0), dtype=np.uint64)
    for i in range(length):
        found = found * MIX + words[i : i + len(found)]
    return found
