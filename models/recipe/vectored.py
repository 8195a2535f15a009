"""Texts with the vectors that the finished encoder gives them, cut and put side by side."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.recipe.augment import drop_features
from models.recipe.examples import Chunk
from models.recipe.reader import Known, Words
from skrot.network import Encoder

_POOL = 512


class Vectored(NamedTuple):
    """A text and the vectors of its tokens, in half precision."""

    chunk: Chunk
    vectors: NDArray[np.float16]

    def parts(self, rng: random.Random, sizes: tuple[int, int]) -> Iterator[Vectored]:
        """Cut it at sentence starts into stretches; how long each is, is drawn between `sizes`."""
        begin, size = 0, rng.randint(*sizes)
        for n in np.nonzero(self.chunk.starts)[0]:
            if n - begin >= size:
                yield self.part(begin, int(n))
                begin, size = int(n), rng.randint(*sizes)
        yield self.part(begin, len(self.vectors))

    def part(self, begin: int, end: int) -> Vectored:
        """Give the tokens from `begin` to `end`."""
        return Vectored(self.chunk.part(begin, end), self.vectors[begin:end])


def with_vectors(encoder: Encoder, chunks: Iterable[Chunk]) -> Iterator[Vectored]:
    """Give texts their vectors, as the product does: read in windows."""
    for chunk in chunks:
        yield Vectored(chunk, encoder.tokens(chunk.forms, chunk.spaces).astype(np.float16))


def batches(
    texts: Sequence[Vectored], words: int, rng: random.Random | None
) -> list[list[Vectored]]:
    """Group texts of like length into batches of about so many words, in random order."""
    order = list(texts)
    if rng is not None:
        rng.shuffle(order)
    found: list[list[Vectored]] = []
    for start in range(0, len(order), _POOL):
        pool = sorted(order[start : start + _POOL], key=lambda text: len(text.vectors))
        while pool:
            count = max(words // len(pool[-1].vectors), 1)
            found.append(pool[-count:])
            pool = pool[:-count]
    if rng is not None:
        rng.shuffle(found)
    return found


def collate(
    texts: Sequence[Vectored], known: Known, hide: tuple[np.random.Generator, float] | None
) -> tuple[Tensor, Words]:
    """Put texts side by side: vectors, and what a reader knows of words.

    `hide` are the random numbers, and the share of words whose features are hidden, where they are.
    """
    features = [text.chunk.features for text in texts]
    if hide is not None:
        features = drop_features(features, *hide)
    shape = (len(texts), max(len(text.vectors) for text in texts))
    vectors = np.zeros((*shape, texts[0].vectors.shape[1]), dtype=np.float32)
    rows = np.zeros((*shape, len(known.values)), dtype=np.int64)
    mask = np.zeros(shape, dtype=np.bool_)
    for n, (text, given) in enumerate(zip(texts, features, strict=True)):
        count = len(text.vectors)
        vectors[n, :count] = text.vectors
        rows[n, :count] = known.rows(given)
        mask[n, :count] = True
    nothing = torch.zeros(0)
    words = Words(nothing, nothing, torch.from_numpy(rows), torch.from_numpy(mask))
    return torch.from_numpy(vectors), words
