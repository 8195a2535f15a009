"""NKJP for an encoder: words with their pieces, their dictionary features and their names."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer
from torch import Tensor

from models.recipe.corpora import Text
from models.recipe.examples import cut, encode_kinds, encode_names, token_starts
from models.recipe.pieces import BEGIN, END, PAD
from skrot.annotate.network.features import NAMES, form_features

LONGEST = 254
_POOL = 512


class Passage(NamedTuple):
    """A stretch of a document, of a few sentences; arrays are of one length, a row a word."""

    document: int
    pieces: NDArray[np.int64]
    """All pieces, without the two ends of a window."""
    first: NDArray[np.int64]
    """The piece that a word starts in."""
    last: NDArray[np.int64]
    """The piece that it ends in."""
    features: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    """Where words start and end in the document, shape (words, 2)."""
    names: NDArray[np.int64]
    starts: NDArray[np.bool_]
    kinds: NDArray[np.int64]


def passages(texts: Iterable[Text], tokenizer: Tokenizer, size: int) -> Iterator[Passage]:
    """Cut documents at sentence starts into passages of about `size` words."""
    nlp = spacy.blank("pl")
    for number, text in enumerate(texts):
        doc = nlp.make_doc(text.text)
        names = encode_names(doc, text.entities)
        kinds = encode_kinds(doc, text.kinds)
        starts = token_starts(doc, text.sentences)
        for a, b in cut(doc, starts, size):
            pieces, first, last = _pieces(doc, a, b, tokenizer)
            yield Passage(
                number,
                pieces,
                first,
                last,
                np.stack([form_features(token.text) for token in doc[a:b]]),
                np.array([(t.idx, t.idx + len(t)) for t in doc[a:b]]),
                names[a:b],
                starts[a:b],
                kinds[a:b],
            )


def _pieces(
    doc: Doc, a: int, b: int, tokenizer: Tokenizer
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Find the pieces that words start and end in; a piece can reach over several words."""
    begin, end = doc[a].idx, doc[b - 1].idx + len(doc[b - 1])
    encoding = tokenizer.encode(doc.text[begin:end])
    owner = np.zeros(end - begin, dtype=np.int64)
    for n, (start, stop) in enumerate(encoding.offsets):
        owner[start:stop] = n
    ids = np.array(encoding.ids or [PAD], dtype=np.int64)[:LONGEST]
    owner = np.minimum(owner, len(ids) - 1)
    first = owner[[token.idx - begin for token in doc[a:b]]]
    last = owner[[token.idx + len(token) - 1 - begin for token in doc[a:b]]]
    return ids, first, np.maximum(first, last)


class NameBatch(NamedTuple):
    """Passages side by side; padded with words of no features and the label 0."""

    ids: Tensor
    first: Tensor
    last: Tensor
    rows: Tensor
    """Rows of features in their tables, shape (passages, words, features)."""
    names: Tensor
    starts: Tensor
    kinds: Tensor
    mask: Tensor
    """Which words are there, shape (passages, words)."""


class Features:
    """Numbers the values of features that the training text has often enough; 0 is any other.

    Parameters
    ----------
    passages : sequence of Passage
        The training text.
    used : sequence of str
        Names of the features.
    least : int
        How often a value must be there.
    """

    def __init__(self, passages: Sequence[Passage], used: Sequence[str], least: int) -> None:
        self._columns = [NAMES.index(name) for name in used]
        self._known: list[NDArray[np.uint64]] = []
        for column in self._columns:
            values = np.concatenate([passage.features[:, column] for passage in passages])
            kinds, counts = np.unique(values, return_counts=True)
            self._known.append(kinds[counts >= least])
        self.sizes = [len(known) + 1 for known in self._known]

    def rows(self, features: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Give the numbers of the values, shape (words, features used)."""
        rows = np.zeros((len(features), len(self._columns)), dtype=np.int64)
        for n, (column, known) in enumerate(zip(self._columns, self._known, strict=True)):
            at = np.minimum(np.searchsorted(known, features[:, column]), len(known) - 1)
            rows[:, n] = np.where(known[at] == features[:, column], at + 1, 0)
        return rows


def collate_names(passages: Sequence[Passage], rows: Sequence[NDArray[np.int64]]) -> NameBatch:
    """Put passages side by side."""
    words = max(len(passage.names) for passage in passages)
    pieces = max(len(passage.pieces) for passage in passages) + 2
    ids = np.full((len(passages), pieces), PAD, dtype=np.int64)
    shape = (len(passages), words)
    first, last, names, kinds = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    starts = np.zeros(shape, dtype=np.float32)
    mask = np.zeros(shape, dtype=np.bool_)
    table = np.zeros((*shape, rows[0].shape[1]), dtype=np.int64)
    for n, (passage, its_rows) in enumerate(zip(passages, rows, strict=True)):
        count = len(passage.names)
        ids[n, : len(passage.pieces) + 2] = [BEGIN, *passage.pieces, END]
        first[n, :count] = passage.first + 1
        last[n, :count] = passage.last + 1
        names[n, :count], kinds[n, :count] = passage.names, passage.kinds
        starts[n, :count], mask[n, :count] = passage.starts, True
        table[n, :count] = its_rows
    return NameBatch(*map(torch.from_numpy, (ids, first, last, table, names, starts, kinds, mask)))


def groups(
    passages: Sequence[Passage], size: int, rng: random.Random | None = None
) -> list[list[int]]:
    """Group passages of like length into batches of about `size` pieces, in random order."""
    order = list(range(len(passages)))
    if rng is not None:
        rng.shuffle(order)
    found: list[list[int]] = []
    for start in range(0, len(order), _POOL):
        pool = sorted(order[start : start + _POOL], key=lambda n: len(passages[n].pieces))
        while pool:
            count = max(size // (len(passages[pool[-1]].pieces) + 2), 1)
            found.append(pool[-count:])
            pool = pool[:-count]
    if rng is not None:
        rng.shuffle(found)
    return found
