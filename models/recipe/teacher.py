"""What the teacher, all twelve layers, says of single sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.recipe.bert import Bert
from models.recipe.pieces import BEGIN, END, PAD

Floats = NDArray[np.float32]

LONGEST = 254
"""Pieces of a sentence that the teacher reads; what comes after is cut."""


class SentenceEncoder(Protocol):
    """Anything that gives vectors of length one for sentences read alone."""

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Give the vectors, shape (texts, width)."""
        ...


class Teacher:
    """Vectors of sentences read alone: the mean over all pieces, at length one.

    Parameters
    ----------
    bert : Bert
        The network.
    tokenizer : Tokenizer
        It must give the numbers that the network knows.
    prefix : str
        Stands before every sentence, as words of its own. The model was trained with "query:" and
        "passage:".
    exact : bool
        Compute in single precision, a third as fast as in bfloat16.
    """

    def __init__(
        self, bert: Bert, tokenizer: Tokenizer, prefix: str = "passage:", *, exact: bool = True
    ) -> None:
        self.bert = bert.eval()
        self.tokenizer = tokenizer
        self.prefix = prefix
        self.exact = exact
        self.batch = 4096

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Give the vectors, shape (texts, width); similar lengths are computed together."""
        encoded = self.tokenizer.encode_batch_fast(list(texts))
        return self.of_pieces([encoding.ids for encoding in encoded])

    def of_pieces(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Do the same for sentences that are pieces already."""
        begin = [BEGIN, *self.tokenizer.encode(self.prefix).ids] if self.prefix else [BEGIN]
        rows = [[*begin, *pieces[:LONGEST], END] for pieces in sentences]
        vectors = np.zeros((len(rows), self.bert.shape.width), dtype=np.float32)
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        while order:
            count = max(self.batch // len(rows[order[-1]]), 1)
            taken, order = order[-count:], order[:-count]
            vectors[taken] = self._mean([rows[n] for n in taken])
        return vectors

    def _mean(self, rows: list[list[int]]) -> Floats:
        longest = max(map(len, rows))
        ids = torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])
        mask = ids != PAD
        with (
            torch.inference_mode(),
            torch.autocast("cpu", torch.bfloat16, enabled=not self.exact),
        ):
            hidden = self.bert(ids, mask).float()
        summed = (hidden * mask[..., None]).sum(dim=1)
        means: Floats = torch.nn.functional.normalize(summed, dim=-1).numpy()
        return means
