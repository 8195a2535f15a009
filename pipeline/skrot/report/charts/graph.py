"""The graph of who appears with whom: its layout and its Vega-Lite specification."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec
import numpy as np

from skrot.report.charts.svg import TEXT, Spec, row_id

CIRCLE = 190
LABEL_GAP = 16
CHARACTER = 7.4
MARGIN = 14
CURVE_POINTS = 13


class Node(msgspec.Struct, frozen=True):
    """A name on the circle of the graph."""

    label: str
    css: str
    title: str
    weight: int


def circle_order(names: list[str], pairs: list[tuple[str, str, int]]) -> list[str]:
    """Order names around the circle so that those that appear together stand close together.

    Average linkage over 1 / (1 + sentences together), leaves in optimal order (Bar-Joseph et al.
    2001, as in scipy).
    """
    from scipy.cluster.hierarchy import leaves_list, linkage  # not above: a digest has no picture
    from scipy.spatial.distance import squareform

    if len(names) < 3:
        return names
    index = {name: i for i, name in enumerate(names)}
    distance = np.ones((len(names), len(names)))
    for a, b, count in pairs:
        distance[index[a], index[b]] = distance[index[b], index[a]] = 1 / (1 + count)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance), method="average", optimal_ordering=True)
    return [names[i] for i in leaves_list(tree)]


def circle_graph(nodes: Sequence[Node], edges: Sequence[tuple[int, int, int]]) -> Spec:
    """Return names on a circle with curves between those that appear together.

    Labels stand outside the circle along its radius, so that they never overlap, at 10 names or
    at 40. ``edges`` are (node, node, weight); rows of ``draw`` are nodes, then edges, then labels.
    """
    left_edge, right_edge, top_edge, bottom_edge = _extent(nodes)
    most = max(node.weight for node in nodes)
    heaviest = max((weight for _, _, weight in edges), default=1)
    points, labels = [], []
    for i, node in enumerate(nodes):
        x, y = _on_circle(i, len(nodes))
        turn = math.degrees(math.atan2(-y, x))
        left = x < -1e-9
        points.append({"x": x, "y": y, "size": 40 + 320 * node.weight / most, "row": row_id(i)})
        labels.append(
            {
                "x": x * (1 + LABEL_GAP / CIRCLE),
                "y": y * (1 + LABEL_GAP / CIRCLE),
                "angle": turn + 180 if left else turn,
                "left": left,
                "row": row_id(len(nodes) + len(edges) + i),
            }
        )
    curves = [
        {
            "x": x,
            "y": y,
            "edge": j,
            "step": k,
            "w": 1 + 5 * weight / heaviest,
            "row": row_id(len(nodes) + j),
        }
        for j, (a, b, weight) in enumerate(edges)
        for k, (x, y) in enumerate(_curve(_on_circle(a, len(nodes)), _on_circle(b, len(nodes))))
    ]
    across, down = (
        {
            "field": field,
            "type": "quantitative",
            "axis": None,
            "scale": {"domain": [low, high], "nice": False, "zero": False},
        }
        for field, low, high in (("x", left_edge, right_edge), ("y", bottom_edge, top_edge))
    )
    description = {"field": "row"}
    text: Spec = {"type": "text", "baseline": "middle", "fontSize": 13}
    return {
        "width": round(CIRCLE * (right_edge - left_edge)),
        "height": round(CIRCLE * (top_edge - bottom_edge)),
        "autosize": "none",
        "padding": 0,
        "view": {"stroke": None},
        "layer": [
            {
                "data": {"values": curves},
                "mark": {"type": "line", "interpolate": "linear"},
                "encoding": {
                    "x": across,
                    "y": down,
                    "order": {"field": "step"},
                    "detail": {"field": "edge", "type": "nominal"},
                    "strokeWidth": {"field": "w", "type": "quantitative", "scale": None},
                    "description": description,
                },
            },
            {
                "data": {"values": points},
                "mark": {"type": "circle", "opacity": 1},
                "encoding": {
                    "x": across,
                    "y": down,
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                    "description": description,
                },
            },
            *(
                {
                    "data": {"values": [label for label in labels if label["left"] is left]},
                    "mark": {**text, "align": "right" if left else "left"},
                    "encoding": {
                        "x": across,
                        "y": down,
                        "angle": {"field": "angle", "type": "quantitative", "scale": None},
                        "text": TEXT,
                        "description": description,
                    },
                }
                for left in (False, True)
            ),
        ],
    }


def _extent(nodes: Sequence[Node]) -> tuple[float, float, float, float]:
    """Return how far labels reach left, right, up and down, in radii of the circle."""
    xs, ys = [0.0], [0.0]
    for i, node in enumerate(nodes):
        x, y = _on_circle(i, len(nodes))
        reach = 1 + (LABEL_GAP + CHARACTER * len(node.label)) / CIRCLE
        xs.append(x * reach)
        ys.append(y * reach)
    margin = MARGIN / CIRCLE
    return (min(xs) - margin, max(xs) + margin, max(ys) + margin, min(ys) - margin)


def _on_circle(i: int, n: int) -> tuple[float, float]:
    angle = math.pi / 2 - 2 * math.pi * i / n
    return (math.cos(angle), math.sin(angle))


def _curve(a: tuple[float, float], b: tuple[float, float]) -> list[tuple[float, float]]:
    """Return points of a quadratic curve from ``a`` to ``b`` that bends towards the centre."""
    steps = [k / (CURVE_POINTS - 1) for k in range(CURVE_POINTS)]
    share = (0.8 - 0.35 * math.dist(a, b)) / 2
    pull = share * (a[0] + b[0]), share * (a[1] + b[1])
    return [
        (
            (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * pull[0] + t**2 * b[0],
            (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * pull[1] + t**2 * b[1],
        )
        for t in steps
    ]
