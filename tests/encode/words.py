"""A small encoder for tests: counts of word beginnings, hashed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from skrot.vectors import Vectors, unit


class WordEncoder:
    """It knows no synonyms, but endings hardly count."""

    name = "word-beginnings"
    note: str | None = "sentence vectors are word counts"

    def __init__(self, dimensions: int = 1024) -> None:
        self.version = f"1-{dimensions}"
        self._dimensions = dimensions
        self._counts = HashingVectorizer(
            n_features=dimensions, analyzer=_beginnings, binary=True, dtype=np.float32
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self._dimensions), dtype=np.float32)
        return unit(self._counts.transform(texts).toarray()).astype(np.float32)


def _beginnings(text: str) -> list[str]:
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    return [word[:size] for word in words if len(word) > 3 for size in (4, 6)]
