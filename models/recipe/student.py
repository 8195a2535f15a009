"""A student as it is trained, used like what is exported of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn

from models.recipe.bert import Bert
from models.recipe.unlabelled import Document
from models.recipe.windows import Span, build_corpus, collate, means

Floats = NDArray[np.float32]


class Student:
    """Vectors of sentences, of length one: the mean over their pieces in a window.

    Parameters
    ----------
    bert : Bert
        The network.
    tokenizer : Tokenizer
        Its pieces.
    window : int
        Pieces of a window at most, unless one sentence is longer.
    exact : bool
        Compute in single precision, not in bfloat16.
    """

    def __init__(
        self, bert: Bert, tokenizer: Tokenizer, window: int = 128, *, exact: bool = False
    ) -> None:
        self.bert, self.tokenizer, self.window, self.exact = bert.eval(), tokenizer, window, exact
        self.batch = 4096

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Give vectors of sentences that each stand alone, shape (texts, width)."""
        return self._vectors(texts, [(n, n + 1) for n in range(len(texts))])

    def document(self, sentences: Sequence[str]) -> Floats:
        """Give vectors of sentences in a row, shape (sentences, width)."""
        return self._vectors(sentences, None)

    @torch.inference_mode()
    def _vectors(self, texts: Sequence[str], spans: list[Span] | None) -> Floats:
        corpus = build_corpus([Document("", "", list(texts))], self.tokenizer)
        lengths = np.diff(corpus.starts)
        if spans is None:
            spans = []
            size = self.window
            for n, length in enumerate(lengths):
                if size + length > self.window:
                    spans.append((n, n))
                    size = 0
                spans[-1] = (spans[-1][0], n + 1)
                size += length
        sizes = {span: int(lengths[span[0] : span[1]].sum()) + 2 for span in spans}
        left = sorted(spans, key=sizes.__getitem__)
        vectors = np.zeros((len(texts), self.bert.shape.width), dtype=np.float32)
        while left:
            count = max(self.batch // sizes[left[-1]], 1)
            batch = collate(corpus, left[-count:])
            left = left[:-count]
            with torch.autocast("cpu", torch.bfloat16, enabled=not self.exact):
                hidden = self.bert(batch.ids, batch.mask)
            vectors[batch.sentences] = nn.functional.normalize(means(hidden, batch), dim=-1)
        return vectors
