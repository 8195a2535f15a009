"""The columns of a page, by a profile of the white space over its lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skrot.read.formats.pdf_words import Word

Row = list[Word]

_GUTTER_RANGE = (0.2, 0.8)
_NARROWEST_GUTTER = 4.0
_MOST_CROSSING = 0.3
_STEP = 0.5
_SAME_LINE = 0.5
_FEWEST_WORDS = 8
_FEWEST_ROWS = 3
_FEWEST_ROWS_NARROW = 6
_WIDE = 1.0
# A gap no wider than this share of the type size is a space between words.
_SPACE = 0.4
_DEEPEST = 4
_EDGE = 1.0


class Gutter(NamedTuple):
    """A vertical strip without text, in points."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Halfway between its edges."""
        return (self.left + self.right) / 2


def rows_of(words: Sequence[Word]) -> list[Row]:
    """Words side by side, from left to right, in rows from top to bottom."""
    rows: list[Row] = []
    for word in sorted(words, key=lambda word: (-word.bottom, word.left)):
        first = rows[-1][0] if rows else None
        if first is not None and first.bottom - word.bottom < _SAME_LINE * max(
            first.size, word.size
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.left) for row in rows]


def find_bands(words: Sequence[Word], depth: int = 0) -> list[list[Word]]:
    """Part the words of a page into groups to be read one after the other.

    A gutter that few lines cross splits the page into columns; what crosses it (titles, boxes)
    splits the columns into bands. Columns are parted again, so that there may be several.
    Source of the method: Nagy and Seth, "Hierarchical representation of optically scanned
    documents" (XY cut), 1984; the gutter by the profile of Breuel, "Two geometric algorithms for
    layout analysis", 2002, over lines.
    """
    gutter = _find_gutter(words) if depth < _DEEPEST else None
    if gutter is None:
        return [list(words)]
    bands: list[list[Word]] = []
    west: list[Word] = []
    east: list[Word] = []
    across: list[Word] = []

    def end() -> None:
        nonlocal west, east
        for side in (west, east):
            bands.extend(find_bands(side, depth + 1) if side else [])
        west, east = [], []

    for row in rows_of(words):
        if _crosses(row, gutter):
            end()
            across += row
            continue
        if across:
            bands.append(across)
            across = []
        west += [word for word in row if word.right <= gutter.middle]
        east += [word for word in row if word.right > gutter.middle]
    if across:
        bands.append(across)
    end()
    return bands


def _crosses(row: Row, gutter: Gutter) -> bool:
    """Tell whether a line goes on over the gutter: a word in it, or no more than a space."""
    west = [word for word in row if word.right <= gutter.middle]
    east = [word for word in row if word.left >= gutter.middle]
    if len(west) + len(east) < len(row):
        return True
    if not west or not east:
        return False
    last, first = max(west, key=lambda word: word.right), east[0]
    if abs(first.left - gutter.right) <= _EDGE:  # where the column begins
        return False
    same_line = abs(last.bottom - first.bottom) < 0.1 * last.size and last.size == first.size
    return same_line and first.left - last.right < _SPACE * last.size


def _find_gutter(words: Sequence[Word]) -> Gutter | None:
    """Find the widest strip that the fewest lines cross, with columns on both sides."""
    if len(words) < _FEWEST_WORDS:
        return None
    lefts = np.array([word.left for word in words])
    rights = np.array([word.right for word in words])
    left, width = lefts.min(), rights.max() - lefts.min()
    low, high = (left + share * width for share in _GUTTER_RANGE)
    places = np.arange(low, high, _STEP)
    if not len(places):
        return None
    half = _NARROWEST_GUTTER / 2
    # Words that reach over a place, by two sorted lists: those begun before it, less those ended.
    crossing = np.searchsorted(np.sort(lefts), places + half) - np.searchsorted(
        np.sort(rights), places - half, side="right"
    )
    fewest = int(crossing.min())
    rows = rows_of(words)
    if fewest > _MOST_CROSSING * len(rows):
        return None
    for begin, end in _runs(crossing, fewest):
        gutter = Gutter(float(places[begin]) - half, float(places[end - 1]) + half)
        west = [word for word in words if word.right <= gutter.middle]
        east = [word for word in words if word.left >= gutter.middle]
        if _side_by_side(west, east, float(width)) and _is_edge(gutter, west, east):
            return gutter
    return None


def _runs(crossing: NDArray[np.int64], fewest: int) -> list[tuple[int, int]]:
    """The runs of places that the fewest words cross, the widest first, then the middle ones."""
    flags = np.concatenate(([0], (crossing == fewest).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(flags))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    middle = len(crossing) / 2
    return sorted(runs, key=lambda run: (run[0] - run[1], abs(sum(run) / 2 - middle)))[:4]


def _side_by_side(west: Sequence[Word], east: Sequence[Word], width: float) -> bool:
    """Tell columns from a table or a form: many lines of both sides fill their column."""
    if min(len(west), len(east)) < _FEWEST_ROWS:
        return False
    sides = (west, east)
    spans = [max(w.right for w in side) - min(w.left for w in side) for side in sides]
    rows = [rows_of(side) for side in sides]
    full = [
        [_inked(row) and row[-1].right - row[0].left > 0.6 * span for row in some]
        for some, span in zip(rows, spans, strict=True)
    ]
    enough = min(map(len, rows)) >= _FEWEST_ROWS
    return (
        enough and min(spans) > 0.15 * width and min(sum(some) / len(some) for some in full) >= 0.4
    )


def _is_edge(gutter: Gutter, west: Sequence[Word], east: Sequence[Word]) -> bool:
    """Tell a narrow gutter from spaces that happen to stand under each other: a column begins."""
    size = median(word.size for word in east)
    if gutter.right - gutter.left > _WIDE * size:
        return True
    rows = rows_of(east)
    edges = Counter(round(row[0].left) for row in rows)
    edge = edges.most_common(1)[0][0]
    aligned = sum(abs(row[0].left - edge) <= 1 for row in rows)
    return min(len(rows), len(rows_of(west))) >= _FEWEST_ROWS_NARROW and aligned >= len(rows) / 2


def _inked(row: Row) -> bool:
    """Tell a line, however wide its spaces were set, from the cells of a table."""
    return sum(word.right - word.left for word in row) > 0.5 * (row[-1].right - row[0].left)
