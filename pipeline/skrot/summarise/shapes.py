"""The learned worth of a sentence: a sum of one function of each of its values.

A generalised additive model (Lou, Caruana and Gehrke, 2012, KDD, "Intelligible models for
classification and regression"), so that each part of a score is a fact about one value.
"""

from __future__ import annotations

from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.resources import resource
from skrot.summarise.values import VALUES

PACKAGED = resource("models/sentence_ranker/shapes.json")
"""What ships with the project: learned from the leads of articles."""


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step function: ``values[i]`` up to and with ``edges[i]``, the last value beyond them."""

    edges: tuple[float, ...]
    values: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is no step function."""
        if len(self.values) != len(self.edges) + 1:
            raise ValueError(f"{len(self.values)} values do not fit {len(self.edges)} edges")
        if any(a >= b for a, b in zip(self.edges, self.edges[1:], strict=False)):
            raise ValueError("edges do not rise")

    def __call__(self, x: npt.NDArray[np.floating]) -> npt.NDArray[np.float64]:
        """Return the value at each x, in the same shape."""
        found: npt.NDArray[np.float64] = np.array(self.values)[np.searchsorted(self.edges, x)]
        return found


class Shapes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A shape for each value of a sentence; their sum is its worth.

    The unit is the standard deviation of worth among the sentences of one document; an average
    sentence is worth zero.
    """

    shapes: dict[str, Shape]

    def parts(self, values: npt.NDArray[np.float64]) -> list[dict[str, float]]:
        """Return what each value of each sentence adds, of an array of (n_sentences, n_values)."""
        columns = [
            self.shapes[name](values[:, place]).tolist() for place, name in enumerate(VALUES)
        ]
        return [dict(zip(VALUES, row, strict=True)) for row in zip(*columns, strict=True)]


@cache
def default_shapes() -> Shapes:
    """Return what ships with the project."""
    return msgspec.json.decode(PACKAGED.read_bytes(), type=Shapes)
