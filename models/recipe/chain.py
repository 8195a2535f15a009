"""A linear chain over labels (Lafferty et al., 2001) in PyTorch."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

_FORBIDDEN = -1e4


class Chain(nn.Module):
    """Scores of one label after another.

    Parameters
    ----------
    allowed : ndarray of bool, shape (labels, labels)
        Which label (column) may follow which (row); label 0 stands before and after a text.
    """

    def __init__(self, allowed: NDArray[np.bool_]) -> None:
        super().__init__()
        self.links = nn.Parameter(torch.zeros(allowed.shape))
        self.register_buffer("forbidden", torch.from_numpy(np.where(allowed, 0.0, _FORBIDDEN)))

    def scores(self) -> Tensor:
        """Give the scores of transitions, shape (labels, labels)."""
        forbidden = self.get_buffer("forbidden")
        return self.links + forbidden.to(self.links.dtype)

    def loss(
        self, emissions: Tensor, gold: Tensor, mask: Tensor, wanted: Tensor | None = None
    ) -> Tensor:
        """Give the negative log-likelihood of each text, shape (texts,).

        Parameters
        ----------
        emissions : Tensor, shape (texts, words, labels)
        gold : Tensor of int, shape (texts, words)
        mask : Tensor of bool, shape (texts, words)
            Which words are there; the first of each text is.
        wanted : Tensor, shape (texts, words, labels), optional
            Probabilities of the labels of each word, to stand in for the gold one there.
        """
        links = self.scores()
        if wanted is None:
            chosen = emissions.gather(2, gold[..., None])[..., 0]
        else:
            chosen = (emissions * wanted).sum(dim=-1)
        steps = links[gold[:, :-1], gold[:, 1:]]
        last = gold.gather(1, mask.sum(dim=1, keepdim=True) - 1)[:, 0]
        path = (chosen * mask).sum(dim=1) + (steps * mask[:, 1:]).sum(dim=1)
        return self.total(emissions, mask) - path - links[0, gold[:, 0]] - links[last, 0]

    def total(self, emissions: Tensor, mask: Tensor) -> Tensor:
        """Give the logarithm of the sum over all paths of each text, shape (texts,)."""
        links = self.scores()
        first, *others = emissions.unbind(1)  # slices would each have a gradient of full size
        state = first + links[0]
        for scores, there in zip(others, mask[:, 1:, None].unbind(1), strict=True):
            longer = torch.logsumexp(state[:, :, None] + links, dim=1) + scores
            state = torch.where(there, longer, state)
        return torch.logsumexp(state + links[:, 0], dim=1)
