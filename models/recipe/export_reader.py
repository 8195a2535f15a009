"""Write a reader and its heads for onnxruntime, node by node: LSTMs stay single operations."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from models.recipe.reader import Reader

_OPSET = 20
_IR = 10


class _Graph:
    """Nodes and weights as they are put down."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def put(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Put down an operation; give the name of what it makes."""
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def keep(self, array: NDArray[np.generic]) -> str:
        """Put down weights."""
        name = f"weights{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def half(self, tensor: torch.Tensor) -> str:
        """Put down weights in half precision, as numbers of single precision to compute with."""
        kept = self.keep(_array(tensor).astype(np.float16))
        return self.put("Cast", kept, to=TensorProto.FLOAT)

    def linear(self, x: str, layer: nn.Linear) -> str:
        """Put down a linear layer."""
        return self.put("Gemm", x, self.half(layer.weight), self.half(layer.bias), transB=1)

    def norm(self, x: str, layer: nn.LayerNorm) -> str:
        """Put down a normalisation."""
        weight, bias = self.keep(_array(layer.weight)), self.keep(_array(layer.bias))
        return self.put("LayerNormalization", x, weight, bias, axis=-1, epsilon=layer.eps)

    def lstm(self, x: str, ahead: nn.LSTM, behind: nn.LSTM) -> str:
        """Put down two LSTMs, one in each direction, over rows."""
        both = (ahead, behind)
        weights = [_gates(lstm.weight_ih_l0) for lstm in both]
        links = [_gates(lstm.weight_hh_l0) for lstm in both]
        biases = [torch.cat([_gates(m.bias_ih_l0), _gates(m.bias_hh_l0)]) for m in both]
        units = ahead.hidden_size
        alone = self.put("Unsqueeze", x, self.keep(np.array([1])))
        made = self.put(
            "LSTM",
            alone,
            *(self.half(torch.stack(parts)) for parts in (weights, links, biases)),
            hidden_size=units,
            direction="bidirectional",
        )
        turned = self.put("Transpose", made, perm=[0, 2, 1, 3])
        return self.put("Reshape", turned, self.keep(np.array([-1, 2 * units])))


def export_reader(reader: Reader, heads: Mapping[str, nn.Module]) -> bytes:
    """Give the network as ONNX.

    Its inputs are ``vectors``, shape (tokens, encoded), and ``rows``, shape (tokens, features); it
    has an output for each head, shape (tokens, labels). Weights are in half precision.
    """
    graph = _Graph()
    told = [graph.norm("vectors", reader.entry)]
    for n, table in enumerate(reader.tables):
        column = graph.put("Gather", "rows", graph.keep(np.array(n)), axis=1)
        weight = graph.keep(_array(table.weight).astype(np.float16))
        gathered = graph.put("Gather", weight, column, axis=0)
        told.append(graph.put("Cast", gathered, to=TensorProto.FLOAT))
    said = graph.put("Concat", *told, axis=1)
    own = graph.put("Relu", graph.norm(graph.linear(said, reader.mix), reader.norm))
    low = graph.lstm(own, reader.lower.ahead, reader.lower.behind)
    both = graph.put("Concat", low, own, axis=1)
    high = graph.lstm(both, reader.upper.ahead, reader.upper.behind)
    read = graph.put("Concat", high, own, axis=1)
    outputs = []
    for name, head in heads.items():
        x = read
        for layer in head if isinstance(head, nn.Sequential) else [head]:
            if isinstance(layer, nn.Linear):
                x = graph.linear(x, layer)
            elif isinstance(layer, nn.GELU):
                x = graph.put("Gelu", x)
        graph.nodes.append(helper.make_node("Identity", [x], [name]))
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["tokens", None]))
    inputs = [
        helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["tokens", None]),
        helper.make_tensor_value_info("rows", TensorProto.INT64, ["tokens", None]),
    ]
    made = helper.make_graph(graph.nodes, "reader", inputs, outputs, graph.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _array(tensor: torch.Tensor) -> NDArray[np.float32]:
    array: NDArray[np.float32] = tensor.detach().numpy()
    return array


def _gates(weights: torch.Tensor) -> torch.Tensor:
    """Put gates in the order of ONNX: from input, forget, cell, output to input, output, forget."""
    enter, keep, new, show = weights.detach().chunk(4)
    return torch.cat([enter, show, keep, new])
