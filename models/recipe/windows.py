"""Sentences as pieces, and windows of whole sentences in a row."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from models.recipe.pieces import BEGIN, END, PAD
from models.recipe.unlabelled import Document

LONGEST = 254
"""Pieces of a window without its two ends; of a longer sentence the rest is cut."""
_SHORTEST = 32
_ALONE = 0.2
_POOL = 4096


Span = tuple[int, int]
"""A window: its first sentence in the corpus and the one after its last."""


class Corpus(NamedTuple):
    """Sentences as pieces; documents are ranges of sentences."""

    pieces: NDArray[np.int32]
    starts: NDArray[np.int64]
    """Where each sentence starts in `pieces`, and the end."""
    documents: NDArray[np.int64]
    """Where each document starts among the sentences, and the end."""
    kept: NDArray[np.bool_]
    """Which documents are measured on."""

    def sentence(self, number: int) -> list[int]:
        """Give the pieces of a sentence."""
        cut: list[int] = self.pieces[self.starts[number] : self.starts[number + 1]].tolist()
        return cut

    def numbers(self, *, kept: bool) -> NDArray[np.int64]:
        """Give the numbers of the sentences that are measured on, or of the others."""
        chosen = np.repeat(self.kept, np.diff(self.documents))
        return np.nonzero(chosen == kept)[0]

    def save(self, path: Path) -> None:
        """Write it as one file."""
        np.savez(
            path, pieces=self.pieces, starts=self.starts, documents=self.documents, kept=self.kept
        )


def load_corpus(path: Path) -> Corpus:
    """Read what `Corpus.save` wrote."""
    with np.load(path) as arrays:
        return Corpus(*(arrays[name] for name in Corpus._fields))


def build_corpus(documents: Iterable[Document], tokenizer: Tokenizer) -> Corpus:
    """Split the sentences of documents into pieces."""
    pieces: list[NDArray[np.int32]] = []
    lengths: list[int] = []
    counts: list[int] = []
    kept: list[bool] = []
    for document in documents:
        counts.append(len(document.sentences))
        kept.append(document.kept)
        for encoding in tokenizer.encode_batch_fast(document.sentences):
            pieces.append(np.array(encoding.ids[:LONGEST], dtype=np.int32))
            lengths.append(len(pieces[-1]))
    return Corpus(
        np.concatenate(pieces),
        np.concatenate([[0], np.cumsum(lengths)]),
        np.concatenate([[0], np.cumsum(counts)]),
        np.array(kept),
    )


class Batch(NamedTuple):
    """Windows side by side, and where their sentences are."""

    ids: Tensor
    """Shape (windows, pieces)."""
    owners: Tensor
    """The place in `sentences` of each piece's sentence, -1 for ends and padding; as `ids`."""
    sentences: NDArray[np.int64]
    """Numbers in the corpus."""

    @property
    def mask(self) -> Tensor:
        """What is not padding, as `ids`."""
        return self.ids != PAD


def plan(corpus: Corpus, size: int, rng: random.Random, *, kept: bool) -> list[list[Span]]:
    """Cut all documents into windows and group these into batches of about `size` pieces.

    How long a window may be is drawn for each, so that sentences are learned with many and with
    few neighbours, and alone.
    """
    spans = list(_spans(corpus, rng, kept=kept))
    rng.shuffle(spans)
    groups: list[list[Span]] = []
    for start in range(0, len(spans), _POOL):
        pool = sorted(spans[start : start + _POOL], key=lambda span: _length(corpus, span))
        while pool:
            count = max(size // (_length(corpus, pool[-1]) + 2), 1)
            groups.append(pool[-count:])
            pool = pool[:-count]
    rng.shuffle(groups)
    return groups


def _length(corpus: Corpus, span: Span) -> int:
    return int(corpus.starts[span[1]] - corpus.starts[span[0]])


def _spans(corpus: Corpus, rng: random.Random, *, kept: bool) -> Iterator[Span]:
    lengths = np.diff(corpus.starts)
    for document in np.nonzero(corpus.kept == kept)[0]:
        at, stop = int(corpus.documents[document]), int(corpus.documents[document + 1])
        while at < stop:
            most = 1 if rng.random() < _ALONE else rng.randint(_SHORTEST, LONGEST)
            start, total = at, 0
            while at < stop and (at == start or total + lengths[at] <= most):
                total += lengths[at]
                at += 1
            yield start, at


def collate(corpus: Corpus, spans: list[Span]) -> Batch:
    """Put windows side by side."""
    longest = max(_length(corpus, span) for span in spans) + 2
    ids = np.full((len(spans), longest), PAD, dtype=np.int64)
    owners = np.full_like(ids, -1)
    sentences: list[int] = []
    for row, (first, last) in enumerate(spans):
        begin, end = int(corpus.starts[first]), int(corpus.starts[last])
        ids[row, 0] = BEGIN
        ids[row, 1 : end - begin + 1] = corpus.pieces[begin:end]
        ids[row, end - begin + 1] = END
        lengths = np.diff(corpus.starts[first : last + 1])
        places = np.arange(len(sentences), len(sentences) + len(lengths))
        owners[row, 1 : end - begin + 1] = np.repeat(places, lengths)
        sentences += range(first, last)
    return Batch(torch.from_numpy(ids), torch.from_numpy(owners), np.array(sentences))


def means(hidden: Tensor, batch: Batch) -> Tensor:
    """Give the mean vector of each sentence's pieces, shape (sentences, width)."""
    inside = batch.owners.flatten() >= 0
    owners = batch.owners.flatten()[inside]
    flat = hidden.flatten(0, 1)[inside].float()
    sums = torch.zeros(len(batch.sentences), hidden.shape[-1]).index_add(0, owners, flat)
    counts = torch.bincount(owners, minlength=len(batch.sentences)).clamp(min=1)
    return sums / counts[:, None]


def write_documents(documents: Iterable[Document], path: Path) -> None:
    """Keep documents in a file beside the checkpoints; nothing of it is shipped."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8") as out:
        for document in documents:
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    part.rename(path)


def read_documents(path: Path) -> Iterator[Document]:
    """Read what `write_documents` wrote."""
    with path.open(encoding="utf-8") as lines:
        yield from (Document(*json.loads(line)) for line in lines)
