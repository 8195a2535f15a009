"""Reading order on a page: columns, bands across them, lines, paragraphs, headings, footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median, mode
from typing import NamedTuple

from skrot.records import PartKind

_GUTTER_RANGE = (0.3, 0.7)
_NARROWEST_GUTTER = 6.0
_MOST_CROSSING = 0.3
_SAME_LINE = 0.5
_PARAGRAPH_GAP = 1.35
_INDENT = 0.9
_DEEPEST_INDENT = 4.0
_HEADING_SIZE = 1.15
_NOTE_SIZE = 0.88
_TITLE_SIZE = 1.3
_FEW_ROWS = 6
_MARGIN_GAP = 1.6
_LONGEST_HEADING = 160
_STEP = 2.0


class Run(NamedTuple):
    """Characters set side by side: their text, box in points (y upwards), type size and weight."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool


class PageLine(NamedTuple):
    """A line in reading order; ``gap`` tells that a new paragraph or block begins with it."""

    text: str
    gap: bool
    hint: PartKind | None
    size: float


def order_lines(runs: Sequence[Run], body_size: float) -> list[PageLine]:
    """Put the runs of a page into reading order.

    A gutter that few lines cross splits the page into two columns; what crosses it (titles, boxes)
    splits the columns into bands that are read one after the other.
    Source of the idea: Nagy and Seth, "Hierarchical representation of optically scanned documents"
    (XY cut), 1984.

    Parameters
    ----------
    runs : sequence of Run
        The text of a page.
    body_size : float
        The type size of the running text of the document, in points.
    """
    head, middle, foot = _split_edges(runs)
    lines: list[PageLine] = []
    for band in (head, *_bands(middle, _find_gutter(middle)), foot):
        lines += _set_lines(band, body_size) if band else []
    return lines


def mark_title(lines: Sequence[PageLine], body_size: float) -> list[PageLine]:
    """Take the lines of the first page in much the largest type for the title."""
    largest = max((line.size for line in lines), default=0.0)
    if largest < _TITLE_SIZE * body_size:
        return list(lines)
    return [
        line._replace(hint="title") if line.hint and line.size > 0.95 * largest else line
        for line in lines
    ]


def _split_edges(runs: Sequence[Run]) -> tuple[list[Run], list[Run], list[Run]]:
    """Part the line at the top and the line at the bottom that stand apart from the text."""
    rows = sorted({run.bottom for run in runs}, reverse=True)
    if len(rows) < _FEW_ROWS:
        return [], list(runs), []
    leading = median(a - b for a, b in pairwise(rows) if a - b > 1)
    top = rows[0] if rows[0] - rows[1] > _MARGIN_GAP * leading else float("inf")
    bottom = rows[-1] if rows[-2] - rows[-1] > _MARGIN_GAP * leading else float("-inf")
    head = [run for run in runs if run.bottom >= top]
    foot = [run for run in runs if run.bottom <= bottom]
    return head, [run for run in runs if bottom < run.bottom < top], foot


def _find_gutter(runs: Sequence[Run]) -> float | None:
    """The middle of a vertical strip that few runs cross, with text on both sides."""
    if len(runs) < 8:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    width = right - left
    best: tuple[int, float] | None = None
    x = left + _GUTTER_RANGE[0] * width
    while x < left + _GUTTER_RANGE[1] * width:
        half = _NARROWEST_GUTTER / 2
        crossing = sum(run.left < x + half and run.right > x - half for run in runs)
        distance = abs(x - left - width / 2)
        if best is None or (crossing, distance) < best:
            best = (crossing, distance)
            middle = x
        x += _STEP
    if best is None or best[0] > _MOST_CROSSING * len(runs):
        return None
    west = [run for run in runs if run.right <= middle]
    east = [run for run in runs if run.left >= middle]
    if min(len(west), len(east)) < 3 or not _side_by_side(west, east, width):
        return None
    return middle


def _side_by_side(west: Sequence[Run], east: Sequence[Run], width: float) -> bool:
    """Tell columns from a table or a form: many lines of both sides fill their column."""
    sides = (west, east)
    spans = [max(r.right for r in side) - min(r.left for r in side) for side in sides]
    full = [
        [_inked(row) and row[-1].right - row[0].left > 0.6 * span for row in _rows(side)]
        for side, span in zip(sides, spans, strict=True)
    ]
    return min(spans) > 0.25 * width and min(sum(rows) / len(rows) for rows in full) >= 0.4


def _inked(row: Sequence[Run]) -> bool:
    """Tell a line, however wide its spaces were set, from the cells of a table."""
    return sum(run.right - run.left for run in row) > 0.5 * (row[-1].right - row[0].left)


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs side by side, from left to right, in rows from top to bottom."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.bottom, run.left)):
        if rows and abs(rows[-1][0].bottom - run.bottom) < _SAME_LINE * max(run.size, 1):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _bands(runs: Sequence[Run], gutter: float | None) -> list[list[Run]]:
    """Groups of runs to be read one after the other."""
    if gutter is None:
        return [list(runs)]
    bands: list[list[Run]] = []
    west: list[Run] = []
    east: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.top, run.left)):
        if run.left < gutter < run.right:
            bands += [side for side in (west, east) if side]
            west, east = [], []
            if bands and _crosses(bands[-1], gutter):
                bands[-1].append(run)
            else:
                bands.append([run])
        elif run.right <= gutter:
            west.append(run)
        else:
            east.append(run)
    return [*bands, *(side for side in (west, east) if side)]


def _crosses(band: Sequence[Run], gutter: float) -> bool:
    return any(run.left < gutter < run.right for run in band)


def _set_lines(runs: Sequence[Run], body_size: float) -> list[PageLine]:
    rows = _rows(runs)
    leads = [a[0].bottom - b[0].bottom for a, b in pairwise(rows)]
    leading = median(leads) if leads else 0.0
    edge = float(mode(sorted(round(row[0].left) for row in rows)))
    lines: list[PageLine] = []
    for i, row in enumerate(rows):
        size = median(run.size for run in row)
        indent = row[0].left - edge
        gap = (
            i == 0
            or leads[i - 1] > _PARAGRAPH_GAP * max(leading, size)
            or abs(lines[-1].size - size) > 0.1 * size
            or _INDENT * size < indent < _DEEPEST_INDENT * size
        )
        text = _row_text(row)
        lines.append(PageLine(text, gap, _hint(text, row, size, body_size), size))
    return lines


def _row_text(row: Sequence[Run]) -> str:
    text = row[0].text
    for before, run in pairwise(row):
        apart = run.left - before.right > 0.15 * run.size
        text += (" " if apart and not text.endswith(" ") else "") + run.text
    return text.strip()


def _hint(text: str, row: Sequence[Run], size: float, body_size: float) -> PartKind | None:
    if size >= _HEADING_SIZE * body_size and len(text) <= _LONGEST_HEADING:
        return "heading"
    if all(run.bold for run in row) and len(text) <= _LONGEST_HEADING and text[-1:] not in ".,;":
        return "heading"
    return "other" if size <= _NOTE_SIZE * body_size else None
