"""What reads words in their sentences, in PyTorch: the encoder's vectors beside the dictionary's.

Two bidirectional LSTMs, one above the other (Huang et al., 2015), over the encoder's vector of a
word and embeddings of what is known of its form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from models.recipe.examples import Chunk
from models.recipe.pieces import BEGIN, END, PAD
from skrot.annotate.features import NAMES
from skrot.annotate.reader import known_rows
from skrot.network.pieces import Cutter


@dataclass(frozen=True)
class Size:
    """Of a reader."""

    width: int = 256
    """Of a word before its neighbours are read."""
    lstm: int = 160
    """Units of each direction."""
    dropout: float = 0.3

    @property
    def out(self) -> int:
        """Length of what the heads read of a word."""
        return self.width + 2 * self.lstm


class Known:
    """The values of features that have a row in their table; row 0 is any other.

    Parameters
    ----------
    values : dict of str to ndarray of uint64
        Sorted, for each feature.
    """

    def __init__(self, values: dict[str, NDArray[np.uint64]]) -> None:
        self.values = values

    @property
    def sizes(self) -> list[int]:
        """Rows of each table."""
        return [len(values) + 1 for values in self.values.values()]

    def rows(self, features: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the rows of words, shape (words, features used)."""
        known = {NAMES.index(name): values for name, values in self.values.items()}
        return known_rows(known, features)


def known_values(chunks: Iterable[Chunk], features: Iterable[str], least: int) -> Known:
    """Give for each feature the values that the text has often enough to learn them."""
    rows = np.concatenate([chunk.features for chunk in chunks])
    values: dict[str, NDArray[np.uint64]] = {}
    for name in features:
        found, counts = np.unique(rows[:, NAMES.index(name)], return_counts=True)
        values[name] = found[counts >= least]
    return Known(values)


class Words(NamedTuple):
    """Stretches of text side by side; padded with words of no pieces and no features."""

    ids: Tensor
    """Pieces, shape (stretches, pieces)."""
    shares: Tensor
    """How much of a piece belongs to a word, shape (stretches, words, pieces)."""
    rows: Tensor
    """Shape (stretches, words, features)."""
    mask: Tensor
    """Which words are there, shape (stretches, words)."""


def collate_words(
    chunks: Sequence[Chunk],
    features: Sequence[NDArray[np.uint64]],
    cutter: Cutter,
    known: Known,
    longest: int = 510,
) -> Words:
    """Put stretches side by side; pieces beyond the longest window are cut off."""
    cuts = [cutter(chunk.forms, chunk.spaces) for chunk in chunks]
    words = max(len(chunk.forms) for chunk in chunks)
    pieces = min(max(len(cut.ids) for cut in cuts), longest)
    ids = np.full((len(chunks), pieces + 2), PAD, dtype=np.int64)
    shares = np.zeros((len(chunks), words, pieces + 2), dtype=np.float32)
    rows = np.zeros((len(chunks), words, len(known.values)), dtype=np.int64)
    mask = np.zeros((len(chunks), words), dtype=np.bool_)
    for n, (chunk, cut, given) in enumerate(zip(chunks, cuts, features, strict=True)):
        count, size = len(chunk.forms), min(len(cut.ids), longest)
        ids[n, : size + 2] = [BEGIN, *cut.ids[:size], END]
        shares[n, :count, 1 : size + 1] = cut.shares(0, count, 0, size)
        rows[n, :count] = known.rows(given)
        mask[n, :count] = True
    return Words(*map(torch.from_numpy, (ids, shares, rows, mask)))


class Reader(nn.Module):
    """Tables of features, and two LSTMs in each direction.

    Parameters
    ----------
    encoded : int
        Length of the encoder's vectors.
    rows, widths : sequence of int
        Of the tables.
    size : Size
        Of the rest.
    """

    def __init__(
        self, encoded: int, rows: Sequence[int], widths: Sequence[int], size: Size
    ) -> None:
        super().__init__()
        self.size = size
        self.tables = nn.ModuleList(nn.Embedding(n, w) for n, w in zip(rows, widths, strict=True))
        for weight in self.tables.parameters():
            nn.init.normal_(weight, std=0.1)
        self.entry = nn.LayerNorm(encoded)
        self.mix = nn.Linear(encoded + sum(widths), size.width)
        self.norm = nn.LayerNorm(size.width)
        self.lower = _Both(size.width, size.lstm)
        self.upper = _Both(size.width + 2 * size.lstm, size.lstm)
        self.dropout = nn.Dropout(size.dropout)

    def forward(self, vectors: Tensor, words: Words) -> Tensor:
        """Give what the heads read of each word, shape (stretches, words, size.out).

        `vectors` are the encoder's, shape (stretches, words, encoded); of what length each is does
        not count.
        """
        told = [table(words.rows[..., n]) for n, table in enumerate(self.tables)]
        said = self.dropout(torch.cat([self.entry(vectors), *told], dim=-1))
        own = self.dropout(functional.relu(self.norm(self.mix(said))))
        low = self.dropout(self.lower(own, words.mask))
        high = self.upper(torch.cat([low, own], dim=-1), words.mask)
        return torch.cat([self.dropout(high), own], dim=-1)


class _Both(nn.Module):
    """One LSTM in each direction: PyTorch's own packing makes training ten times slower."""

    def __init__(self, width: int, units: int) -> None:
        super().__init__()
        self.ahead = nn.LSTM(width, units, batch_first=True)
        self.behind = nn.LSTM(width, units, batch_first=True)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        back = _backwards(mask)
        turned = x.gather(1, back.expand_as(x))
        ahead, behind = self.ahead(x)[0], self.behind(turned)[0]
        return torch.cat([ahead, behind.gather(1, back.expand_as(behind))], dim=-1)


def _backwards(mask: Tensor) -> Tensor:
    """Give for each word the place of the one as far from the other end, shape (…, words, 1).

    What is padded stays where it is.
    """
    places = torch.arange(mask.shape[1]).expand(mask.shape)
    return torch.where(mask, mask.sum(dim=1, keepdim=True) - 1 - places, places)[..., None]


def head(width: int, hidden: int, labels: int, dropout: float) -> nn.Sequential:
    """Build a scorer of labels: one hidden layer."""
    return nn.Sequential(
        nn.Linear(width, hidden), nn.GELU(), nn.Dropout(dropout), nn.Linear(hidden, labels)
    )
