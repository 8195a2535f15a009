"""Vega-Lite specifications of the charts: amounts, percentages, dates, the graph and the map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.report.svg import Shown, Spec, row_id

FONT_SIZE = 12
MAP_SIZE = (720, 460)
CIRCLE = 190
CHARACTER = 7.4
CURVE_POINTS = 13
TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)


@dataclass(frozen=True)
class Layout:
    """The sizes of a chart with rows; with ``above`` the labels stand over their row."""

    left: int
    width: int
    right: int
    row: int
    above: bool


WIDE_DOTS = Layout(left=330, width=380, right=140, row=24, above=False)
NARROW_DOTS = Layout(left=10, width=235, right=110, row=42, above=True)
WIDE_DATES = Layout(left=190, width=620, right=30, row=44, above=False)
NARROW_DATES = Layout(left=16, width=310, right=24, row=60, above=True)


@dataclass(frozen=True)
class Line:
    """A row of a dot plot: a heading (no ``value``), or a labelled value or range."""

    label: str
    css: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""
    title: str = ""


@dataclass(frozen=True)
class Moment:
    """A date or period on a time line, in fractional years."""

    row: int
    start: float
    end: float
    count: int
    css: str
    title: str


@dataclass(frozen=True)
class Dot:
    """A point of the map."""

    x: float
    y: float
    css: str
    key: str
    selected: bool
    title: str


@dataclass(frozen=True)
class Node:
    """A name on the circle of the graph."""

    label: str
    css: str
    title: str
    weight: int


def dot_plot(lines: Sequence[Line], ticks: dict[float, str], *, log: bool, narrow: bool) -> Spec:
    """Return a dot plot with one row a line; ``rows`` of ``draw`` are `dot_plot_rows`.

    Parameters
    ----------
    lines
        Headings and values, from top to bottom.
    ticks
        Axis labels by value; the first and last bound the scale.
    log
        Whether the scale is logarithmic (all values above zero).
    narrow
        Whether to lay it out for a phone.
    """
    layout = NARROW_DOTS if narrow else WIDE_DOTS
    up, down = (-10, 8) if layout.above else (0, 0)
    domain = [min(ticks), max(ticks)]
    scale = {"type": "log" if log else "linear", "domain": domain, "nice": False}
    labels = ",".join(f"'{_js_number(value)}':'{text}'" for value, text in ticks.items())
    axis = {
        "values": list(ticks),
        "labelExpr": f"{{{labels}}}[toString(datum.value)]",
        "title": None,
        "domain": False,
        "tickSize": 0,
        "labelPadding": 8,
        "labelFontSize": FONT_SIZE,
        "labelOverlap": "parity",
    }
    data = [
        {
            "i": i,
            "label": line.label,
            "text": line.text,
            "x": line.value,
            "low": line.low,
            "high": line.high,
            "at": line.high if line.high is not None else line.value,
            "head": line.value is None and line.low is None,
            "row": row_id(3 * i),
            "dot": row_id(3 * i + 1),
            "name": row_id(3 * i + 2),
        }
        for i, line in enumerate(lines)
    ]
    y = {"field": "i", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0}}

    def x(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    label = {"type": "text", "baseline": "middle", "fontSize": FONT_SIZE}
    text: Spec = {"field": "label"}
    values = [{"filter": "!datum.head"}]
    return {
        **_frame(layout, len(lines)),
        "data": {"values": data},
        "layer": [
            {
                "transform": [{"filter": "datum.head"}],
                "mark": {**label, "align": "left", "fontWeight": 600, "yOffset": down},
                "encoding": {
                    "y": y,
                    "x": {"value": 4 - layout.left},
                    "text": text,
                    "description": {"field": "name"},
                },
            },
            {
                "transform": values,
                "mark": {**label, "align": "left" if narrow else "right", "yOffset": up},
                "encoding": {
                    "y": y,
                    "x": {"value": 4 - layout.left if narrow else -10},
                    "text": text,
                    "description": {"field": "name"},
                },
            },
            {
                "transform": [{"filter": "isValid(datum.low) && isValid(datum.high)"}],
                "mark": {"type": "rule", "strokeWidth": 5, "yOffset": down},
                "encoding": {
                    "y": y,
                    "x": x("low"),
                    "x2": {"field": "high"},
                    "description": {"field": "row"},
                },
            },
            {
                "transform": [*values, {"filter": "isValid(datum.x)"}],
                "mark": {"type": "circle", "size": 90, "opacity": 1, "yOffset": down},
                "encoding": {"y": y, "x": x("x"), "description": {"field": "dot"}},
            },
            {
                "transform": values,
                "mark": {**label, "align": "left", "dx": 9, "yOffset": down},
                "encoding": {
                    "y": y,
                    "x": x("at"),
                    "text": {"field": "text"},
                    "description": {"field": "name"},
                },
            },
        ],
    }


def dot_plot_rows(lines: Sequence[Line]) -> list[Shown]:
    """Return what the marks of a `dot_plot` show: bar, dot and texts of each line."""
    rows = []
    for line in lines:
        head = line.value is None and line.low is None
        rows += [
            Shown(f"ln {line.css}", line.title),
            Shown(f"pt {line.css}", line.title),
            Shown("hd" if head else "tx", line.title),
        ]
    return rows


def time_line(moments: Sequence[Moment], rows: Sequence[str], *, narrow: bool) -> Spec:
    """Return dates (points) and periods (bars) over the years; ``rows`` names the rows."""
    layout = NARROW_DATES if narrow else WIDE_DATES
    up, down = (-14, 10) if layout.above else (0, 0)
    most_ticks = 5 if narrow else 10
    first = math.floor(min(m.start for m in moments))
    last = math.ceil(max(m.end for m in moments))
    step = next(s for s in TICK_STEPS if last - first <= most_ticks * s)
    low, high = math.floor(first / step) * step, math.ceil(last / step) * step
    data = [
        {
            "y": m.row,
            "start": m.start,
            "end": m.end,
            "mid": (m.start + m.end) / 2,
            "long": m.end - m.start > 1.01,
            "size": min(40 + 45 * m.count, 600),
            "row": row_id(i),
        }
        for i, m in enumerate(moments)
    ]
    axis = {
        "values": list(range(low, high + 1, step)),
        "format": "d",
        "title": None,
        "domain": False,
        "tickSize": 0,
        "labelPadding": 8,
        "labelFontSize": FONT_SIZE,
    }
    scale = {"domain": [low, high if high > low else low + 1], "nice": False}
    y = {
        "field": "y",
        "type": "ordinal",
        "scale": {"domain": list(range(len(rows)))},
        "axis": None,
    }
    names = [{"y": i, "name": name} for i, name in enumerate(rows)]
    return {
        **_frame(layout, len(rows)),
        "data": {"values": data},
        "layer": [
            {
                "data": {"values": names},
                "mark": {
                    "type": "text",
                    "align": "left" if narrow else "right",
                    "fontSize": FONT_SIZE,
                    "limit": layout.width if narrow else layout.left - 15,
                    "yOffset": up,
                },
                "encoding": {
                    "y": y,
                    "x": {"value": 4 - layout.left if narrow else -12},
                    "text": {"field": "name"},
                },
            },
            {
                "transform": [{"filter": "datum.long"}],
                "mark": {"type": "rule", "strokeWidth": 10, "yOffset": down},
                "encoding": {
                    "y": y,
                    "x": {"field": "start", "type": "quantitative", "scale": scale, "axis": axis},
                    "x2": {"field": "end"},
                    "description": {"field": "row"},
                },
            },
            {
                "transform": [{"filter": "!datum.long"}],
                "mark": {"type": "circle", "opacity": 1, "yOffset": down},
                "encoding": {
                    "y": y,
                    "x": {"field": "mid", "type": "quantitative", "scale": scale, "axis": axis},
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                    "description": {"field": "row"},
                },
            },
        ],
    }


def scatter(dots: Sequence[Dot]) -> Spec:
    """Return the map; the last dots are drawn on top."""
    data = [
        {"x": d.x, "y": d.y, "size": 110 if d.selected else 46, "row": row_id(i)}
        for i, d in enumerate(dots)
    ]
    place: Spec = {"type": "quantitative", "axis": None, "scale": {"zero": False, "nice": False}}
    return {
        "width": MAP_SIZE[0],
        "height": MAP_SIZE[1],
        "autosize": "none",
        "padding": 14,
        "view": {"stroke": None},
        "data": {"values": data},
        "mark": {"type": "circle", "opacity": 1},
        "encoding": {
            "x": {"field": "x", **place},
            "y": {"field": "y", **place},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "description": {"field": "row"},
        },
    }


def circle_graph(nodes: Sequence[Node], edges: Sequence[tuple[int, int, int]]) -> Spec:
    """Return names on a circle with curves between those that appear together.

    Labels stand outside the circle along its radius, so that they never overlap, at 10 names or
    at 40. ``edges`` are (node, node, weight); rows of ``draw`` are nodes first, then edges.
    """
    size = CIRCLE + 30 + CHARACTER * max(len(node.label) for node in nodes)
    heaviest = max((weight for _, _, weight in edges), default=1)
    points, labels = [], []
    for i, node in enumerate(nodes):
        x, y = _on_circle(i, len(nodes))
        turn = math.degrees(math.atan2(-y, x))
        left = x < -1e-9
        points.append({"x": x, "y": y, "size": 50 + 10 * min(node.weight, 40), "row": row_id(i)})
        labels.append(
            {
                "x": x * (1 + 16 / CIRCLE),
                "y": y * (1 + 16 / CIRCLE),
                "angle": turn + 180 if left else turn,
                "left": left,
                "label": node.label,
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
    scale = {"domain": [-size / CIRCLE, size / CIRCLE], "nice": False, "zero": False}
    across: Spec = {"field": "x", "type": "quantitative", "axis": None, "scale": scale}
    down: Spec = {"field": "y", "type": "quantitative", "axis": None, "scale": scale}
    description = {"field": "row"}
    text: Spec = {"type": "text", "baseline": "middle", "fontSize": 13}
    return {
        "width": 2 * size,
        "height": 2 * size,
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
                        "text": {"field": "label"},
                        "description": description,
                    },
                }
                for left in (False, True)
            ),
        ],
    }


def _frame(layout: Layout, rows: int) -> Spec:
    return {
        "width": layout.width,
        "height": layout.row * rows,
        "autosize": "none",
        "padding": {"left": layout.left, "right": layout.right, "top": 4, "bottom": 28},
        "view": {"stroke": None},
    }


def _js_number(value: float) -> str:
    """Return a number as JavaScript turns it into a string."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e21 else f"{value:.15g}"


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
