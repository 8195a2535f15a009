"""Write a network for onnxruntime: layers in int8, embeddings of pieces in four bits."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from models.recipe.bert import Bert

_BLOCK = 32
_OPSET = 20
_EXAMPLE = 16


class _Window(nn.Module):
    """One window without padding, from the embeddings of its pieces on."""

    def __init__(self, bert: Bert, middle: Tensor) -> None:
        super().__init__()
        self.bert = bert
        self.register_buffer("middle", middle)

    def forward(self, embedded: Tensor, shares: Tensor) -> Tensor:
        """Give the vectors of the tokens, shape (tokens, width).

        `embedded` are the pieces, shape (pieces, width), `shares` how much of each belongs to each
        token, shape (tokens, pieces).
        """
        x = self.bert.norm(embedded + self.bert.positions.weight[: embedded.shape[0]])[None]
        for layer in self.bert.layers:
            x = layer(x, None)
        return shares @ (x[0] - self.get_buffer("middle"))


def export(
    bert: Bert, middle: Tensor, folder: Path, *, quantised: bool = True, reduced: bool = True
) -> None:
    """Write ``encoder.onnx`` and ``pieces.npz``.

    Parameters
    ----------
    bert : Bert
        The network.
    middle : Tensor, shape (width,)
        What the vectors of all text have in common; it is taken off.
    folder : Path
        Where to.
    quantised : bool
        Whether the layers are written in int8, a scale for each channel, with activations that
        are quantised as they come.
    reduced : bool
        Use seven bits of the eight. Processors without VNNI add pairs of products in sixteen bits,
        which eight bits overflow: with seven all processors compute the same.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.export.Dim("pieces", max=bert.shape.positions)
    with tempfile.TemporaryDirectory() as temporary:
        plain, ready = Path(temporary, "plain.onnx"), Path(temporary, "ready.onnx")
        torch.onnx.export(
            _Window(bert, middle).eval(),
            (torch.zeros(_EXAMPLE, bert.shape.width), torch.zeros(_EXAMPLE // 2, _EXAMPLE)),
            plain,
            input_names=["embedded", "shares"],
            output_names=["vectors"],
            dynamic_shapes={
                "embedded": {0: pieces},
                "shares": {0: torch.export.Dim("tokens", max=bert.shape.positions), 1: pieces},
            },
            opset_version=_OPSET,
            external_data=False,
            dynamo=True,
            verbose=False,
        )
        target = folder / "encoder.onnx"
        if not quantised:
            target.write_bytes(plain.read_bytes())
        else:
            quant_pre_process(plain, ready, skip_symbolic_shape=True)
            quantize_dynamic(
                ready,
                target,
                per_channel=True,
                reduce_range=reduced,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm"],
            )
    nibbles, scales = four_bits(bert.pieces.weight.detach().numpy())
    np.savez(folder / "pieces.npz", nibbles=nibbles, scales=scales)


def four_bits(table: NDArray[np.float32]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """Pack rows into blocks of 32 weights of four bits; what came so packed stays what it was.

    Parameters
    ----------
    table : ndarray, shape (rows, width)
        The weights.

    Returns
    -------
    ndarray of uint8, shape (rows, width / 2)
        In a block, byte j holds weights j (low) and j + 16, each plus 8.
    ndarray of float16, shape (rows, width / 32)
        What to multiply the weights of a block by.
    """
    blocks = table.reshape(len(table), -1, _BLOCK)
    far = np.take_along_axis(blocks, np.abs(blocks).argmax(axis=2)[..., None], axis=2)
    scales = (far[..., 0] / -8).astype(np.float16)
    inverse = np.divide(1.0, scales, where=scales != 0, out=np.zeros(scales.shape, np.float32))
    levels = np.clip(np.rint(blocks * inverse[..., None]) + 8, 0, 15).astype(np.uint8)
    packed = levels[..., : _BLOCK // 2] | levels[..., _BLOCK // 2 :] << 4
    return packed.reshape(len(table), -1), scales
