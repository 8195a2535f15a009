"""Vega-Lite specifications of the charts: amounts, percentages, dates and the map."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from skrot.report.charts.svg import TEXT, Shown, Spec, row_id

FONT_SIZE = 12
MAP_SIZE = (720, 460)
TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)


class Layout(msgspec.Struct, frozen=True):
    """The sizes of a chart with rows; with ``above`` the labels stand over their row."""

    left: int
    width: int
    right: int
    row: int
    above: bool


WIDE_DOTS = Layout(left=330, width=350, right=170, row=24, above=False)
NARROW_DOTS = Layout(left=10, width=195, right=150, row=42, above=True)
WIDE_DATES = Layout(left=190, width=620, right=30, row=26, above=False)
NARROW_DATES = Layout(left=16, width=310, right=24, row=34, above=True)


class Line(msgspec.Struct, frozen=True):
    """A row of a dot plot: a heading (no ``value``), or a labelled value or range."""

    label: str
    css: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    text: str = ""
    title: str = ""


class Moment(msgspec.Struct, frozen=True):
    """A date or period on a time line, in fractional years; ``share`` is its size, up to 1."""

    lane: int
    start: float
    end: float
    share: float
    css: str
    title: str


class Dot(msgspec.Struct, frozen=True):
    """A point of the map."""

    x: float
    y: float
    css: str
    key: str
    selected: bool
    title: str


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
            "x": line.value,
            "low": line.low,
            "high": line.high,
            "at": line.high if line.high is not None else line.value,
            "head": line.value is None and line.low is None,
            "row": row_id(4 * i),
            "dot": row_id(4 * i + 1),
            "name": row_id(4 * i + 2),
            "text": row_id(4 * i + 3),
        }
        for i, line in enumerate(lines)
    ]
    y = {"field": "i", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0}}

    def x(field: str) -> Spec:
        return {"field": field, "type": "quantitative", "scale": scale, "axis": axis}

    label = {"type": "text", "baseline": "middle", "fontSize": FONT_SIZE}
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
                    "text": TEXT,
                    "description": {"field": "name"},
                },
            },
            {
                "transform": values,
                "mark": {**label, "align": "left" if narrow else "right", "yOffset": up},
                "encoding": {
                    "y": y,
                    "x": {"value": 4 - layout.left if narrow else -10},
                    "text": TEXT,
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
                    "text": TEXT,
                    "description": {"field": "text"},
                },
            },
        ],
    }


def dot_plot_rows(lines: Sequence[Line]) -> list[Shown]:
    """Return what the marks of a `dot_plot` show: bar, dot, label and value of each line."""
    rows = []
    for line in lines:
        head = line.value is None and line.low is None
        rows += [
            Shown(f"ln {line.css}", line.title),
            Shown(f"pt {line.css}", line.title),
            Shown("hd" if head else "tx", line.title, text=line.label),
            Shown("tx", line.title, text=line.text),
        ]
    return rows


def time_line(moments: Sequence[Moment], lanes: Sequence[str], *, narrow: bool) -> Spec:
    """Return dates (points) and periods (bars) over the years.

    ``lanes`` are the rows from top to bottom, each with its name or an empty string.
    """
    layout = NARROW_DATES if narrow else WIDE_DATES
    up, down = (-8, 9) if layout.above else (0, 0)
    most_ticks = 5 if narrow else 10
    first = math.floor(min(m.start for m in moments))
    last = math.ceil(max(m.end for m in moments))
    step = next(s for s in TICK_STEPS if last - first <= most_ticks * s)
    low, high = math.floor(first / step) * step, math.ceil(last / step) * step
    data = [
        {
            "y": m.lane,
            "start": m.start,
            "end": m.end,
            "mid": (m.start + m.end) / 2,
            "long": m.end - m.start > 1.01,
            "size": 36 + 260 * m.share,
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
        "scale": {"domain": list(range(len(lanes)))},
        "axis": None,
    }
    names = [{"y": i, "name": name} for i, name in enumerate(lanes)]
    return {
        **_frame(layout, len(lanes)),
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
                "mark": {"type": "rule", "strokeWidth": 8, "yOffset": down},
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
