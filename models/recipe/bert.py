"""A BERT (Devlin et al., 2019) in plain PyTorch, filled from the weights of multilingual-e5-small.

Attention is written as two products of matrices: on a CPU the backward pass of PyTorch's own takes
a third of the time of training.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from models.recipe.e5 import Shape, Weights

_MASKED = -1e4


class Layer(nn.Module):
    """Attention and feed-forward, each added to what came in and normalised after."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mix = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.eps)
        self.up = nn.Linear(shape.width, shape.hidden)
        self.down = nn.Linear(shape.hidden, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, shape.eps)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Give the vectors after this layer, shape (windows, pieces, width), as `x` is.

        `mask` is added to the scores of attention, shape (windows, 1, 1, pieces). They stay as
        exact as they come: in bfloat16 the softmax of long windows takes a third of the time less.
        """
        windows, pieces, width = x.shape
        mixed = self.mix(x).view(windows, pieces, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        scores = (query * (1 / math.sqrt(width // self.heads))) @ key.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        context = scores.softmax(dim=-1) @ value
        x = self.norm(x + self.out(context.transpose(1, 2).reshape(windows, pieces, width)))
        last: Tensor = self.last_norm(x + self.down(functional.gelu(self.up(x))))
        return last


class Bert(nn.Module):
    """Vectors of pieces in their window.

    Parameters
    ----------
    shape : Shape
        Sizes; ``shape.layers`` layers.
    vocabulary : int
        How many pieces have an embedding.
    """

    def __init__(self, shape: Shape, vocabulary: int) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.eps)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode windows.

        Parameters
        ----------
        ids : Tensor of int, shape (windows, pieces)
            Padded rows of pieces.
        mask : Tensor of bool, shape (windows, pieces)
            What is not padding.

        Returns
        -------
        Tensor, shape (windows, pieces, width)
            The vectors after the last layer.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.norm(self.pieces(ids) + self.positions(places))
        added = torch.where(mask, 0.0, _MASKED)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, added)
        return x


def pretrained(
    weights: Weights, kept: NDArray[np.int64], layers: Sequence[int] | None = None
) -> Bert:
    """Build the network with the weights of some of the twelve layers.

    Parameters
    ----------
    weights : Weights
        The file.
    kept : ndarray of int
        Old numbers of the pieces of the (pruned) vocabulary.
    layers : sequence of int, optional
        Which layers, counted from 0; all of them if not given.
    """
    shape = weights.shape
    chosen = range(shape.layers) if layers is None else layers
    bert = Bert(
        Shape(shape.width, len(chosen), shape.heads, shape.hidden, shape.positions, shape.eps),
        len(kept),
    )
    kinds = weights.vector("emb.type")[: shape.width]
    places = weights.vector("emb.pos").reshape(shape.positions, shape.width) + kinds
    with torch.no_grad():
        _fill(bert.pieces.weight, weights.matrix("emb.word", shape.width, kept))
        _fill(bert.positions.weight, places)
        _fill_norm(bert.norm, weights, "emb.ln")
        for number, layer in zip(chosen, bert.layers, strict=True):
            if isinstance(layer, Layer):
                _fill_layer(layer, weights, f"l{number}")
    return bert


def _fill_layer(layer: Layer, weights: Weights, name: str) -> None:
    width, hidden = weights.shape.width, weights.shape.hidden
    parts = [f"{name}.{part}" for part in "qkv"]
    mixed = np.concatenate([weights.matrix(f"{part}.w", width) for part in parts])
    _fill(layer.mix.weight, mixed)
    _fill(layer.mix.bias, np.concatenate([weights.vector(f"{part}.b") for part in parts]))
    for linear, part, columns in (
        (layer.out, "ao", width),
        (layer.up, "fi", width),
        (layer.down, "fo", hidden),
    ):
        _fill(linear.weight, weights.matrix(f"{name}.{part}.w", columns))
        _fill(linear.bias, weights.vector(f"{name}.{part}.b"))
    _fill_norm(layer.norm, weights, f"{name}.aln")
    _fill_norm(layer.last_norm, weights, f"{name}.oln")


def _fill_norm(norm: nn.LayerNorm, weights: Weights, name: str) -> None:
    _fill(norm.weight, weights.vector(f"{name}.w"))
    _fill(norm.bias, weights.vector(f"{name}.b"))


def _fill(parameter: Tensor, values: NDArray[np.float32]) -> None:
    parameter.copy_(torch.tensor(values))
