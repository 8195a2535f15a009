"""Vectors of sentences with onnxruntime, tokenizers and NumPy alone: what will run in the product.

A window is computed by itself, on one thread: what stands beside it in a batch cannot change a
vector. (Activations are quantised by the largest of a product's input, so that windows that were
computed together would.)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]

_BEGIN, _END = 0, 2
_BLOCK = 32
LONGEST = 254
"""Pieces of a window without its two ends; of a longer sentence the rest is cut."""


class Encoder:
    """One pass over windows of whole sentences.

    Parameters
    ----------
    folder : Path
        What `models.recipe.export.export` wrote, and ``tokenizer.json``.
    window : int
        Pieces of a window at most, unless one sentence is longer.
    prefix : str
        Stands at the beginning of every window.
    """

    def __init__(self, folder: Path, window: int = 128, prefix: str = "") -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.use_deterministic_compute = True
        self._session = onnxruntime.InferenceSession(
            folder / "encoder.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._prefix = self._tokenizer.encode(prefix).ids if prefix else []
        self._window = min(window, LONGEST)
        with np.load(folder / "pieces.npz") as arrays:
            self._nibbles = arrays["nibbles"]
            self._scales = arrays["scales"]
        self.width = 2 * self._nibbles.shape[1]

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Give vectors of sentences that each stand alone, shape (texts, width), of length one."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(texts))]
        return np.vstack([self._vectors([row]) for row in pieces])

    def document(self, sentences: Sequence[str]) -> Floats:
        """Give vectors of the sentences of a document, shape (sentences, width), of length one.

        Sentences are read in windows: as many in a row as there is room for.
        """
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(list(sentences))]
        return np.vstack([self._vectors(window) for window in self._windows(pieces)])

    def _windows(self, pieces: list[list[int]]) -> Iterator[list[list[int]]]:
        window: list[list[int]] = []
        size = 0
        for sentence in pieces:
            if window and size + len(sentence) > self._window:
                yield window
                window, size = [], 0
            window.append(sentence)
            size += len(sentence)
        if window:
            yield window

    def _vectors(self, window: list[list[int]]) -> Floats:
        cut = [sentence[:LONGEST] for sentence in window]
        flat = [piece for sentence in cut for piece in sentence]
        ids = np.array([_BEGIN, *self._prefix, *flat, _END])
        (hidden,) = self._session.run(None, {"embedded": self._embedded(ids)})
        if self._prefix:  # the teacher takes the mean over all pieces
            sums = hidden.sum(axis=0, keepdims=True)
        else:
            ends = np.cumsum([0, *map(len, cut)])
            inner = hidden[1:-1]
            sums = np.stack([inner[a:b].sum(axis=0) for a, b in itertools.pairwise(ends)])
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        vectors: Floats = sums / np.maximum(norms, 1e-9)
        return vectors

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        nibbles = self._nibbles[ids].reshape(len(ids), -1, _BLOCK // 2)
        levels = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        rows: Floats = levels * self._scales[ids].astype(np.float32)[..., None]
        return rows.reshape(len(ids), -1)
