"""The tokenizer of the encoder: XLM-R's pieces of words, those of them that Polish needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import Unigram

from models.recipe.e5 import Pieces

BEGIN, PAD, END, UNKNOWN = range(4)
"""The first four pieces, in the order of XLM-R; the pruned vocabulary keeps them there."""

_BLANKS = r"[\s\u200b-\u200f\u2581\ufeff\ufffd]+"
_CONTROLS = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_TEXTS = 1000


def build_tokenizer(pieces: Pieces) -> Tokenizer:
    """Build the tokenizer: NFKC, runs of blanks to one, "▁" before each word, best path of pieces.

    It adds no special pieces: whoever makes windows of sentences does.
    """
    model = Unigram(list(zip(pieces.texts, pieces.scores, strict=True)), pieces.unknown)
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_CONTROLS), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(_BLANKS), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def prune(pieces: Pieces, texts: Iterable[str]) -> tuple[Pieces, NDArray[np.int64]]:
    """Keep the pieces that stand in the texts, and all single characters.

    Parameters
    ----------
    pieces : Pieces
        The whole vocabulary.
    texts : iterable of str
        What must come out as before.

    Returns
    -------
    Pieces
        The kept ones, in their old order.
    ndarray of int, shape (kept,)
        The old number of each.
    """
    used = np.array([len(text.removeprefix("▁")) <= 1 for text in pieces.texts])
    used[[BEGIN, PAD, END, UNKNOWN]] = True
    tokenizer = build_tokenizer(pieces)
    for batch in _batches(texts):
        for encoding in tokenizer.encode_batch_fast(batch):
            used[encoding.ids] = True
    kept = np.nonzero(used)[0]
    if (pieces.begin, pieces.pad, pieces.end, pieces.unknown) != (BEGIN, PAD, END, UNKNOWN):
        raise ValueError("the special pieces are not the first four")
    return (
        Pieces(
            [pieces.texts[n] for n in kept],
            [pieces.scores[n] for n in kept],
            begin=BEGIN,
            end=END,
            pad=PAD,
            unknown=UNKNOWN,
        ),
        kept,
    )


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _TEXTS:
            yield batch
            batch = []
    if batch:
        yield batch
