"""The lines of a page in reading order: paragraphs, headings, footnotes, raised figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median, mode
from typing import NamedTuple

from skrot.read.formats.extracted import CELLS
from skrot.read.formats.pdf_columns import Row, find_bands, rows_of
from skrot.read.formats.pdf_words import Word
from skrot.read.formats.raised import judge_raised
from skrot.read.structure.paragraphs import begins_lower, ends_sentence, is_item
from skrot.records import PartKind

_PARAGRAPH_GAP = 1.35
_INDENT = 0.9
_DEEPEST_INDENT = 4.0
_HEADING_SIZE = 1.15
_NOTE_SIZE = 0.88
_TITLE_SIZE = 1.3
_FEW_ROWS = 6
_MARGIN_GAP = 1.6
_LONGEST_HEADING = 160
_ALIGNED = 0.3
_SMALL = 0.8
_RAISED = (0.08, 0.9)
_TOUCHING = (-0.6, 0.35)
_CELL_GAP = 1.2
_RAISED_TEXT = re.compile(r"[\d*†‡,()\[\]–-]{1,8}")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_ASIDE = 0.25


class PageLine(NamedTuple):
    """A line in reading order; ``gap`` tells that a new paragraph or block begins with it.

    ``left_out`` is the reason for which it is no part of the text.
    """

    text: str
    gap: bool
    hint: PartKind | None
    size: float
    left_out: str | None = None


def order_page(groups: Sequence[Sequence[Word]], body_size: float) -> list[PageLine]:
    """Put the words of a page into reading order, those of each direction by themselves.

    Parameters
    ----------
    groups : sequence of sequence of Word
        The words of each direction, most characters first. What little is set in another
        direction (a label on the margin, a watermark) is ``other`` and comes last.
    body_size : float
        The type size of the running text of the document, in points.
    """
    lines: list[PageLine] = []
    letters = [sum(len(word.text) for word in words) for words in groups]
    for words, size in zip(groups, letters, strict=True):
        found = order_lines(words, body_size)
        aside = size < _ASIDE * letters[0]
        lines += [line._replace(hint="other") for line in found] if aside else found
    return lines


def order_lines(words: Sequence[Word], body_size: float) -> list[PageLine]:
    """Put the words of a page that are read in one direction into lines in reading order."""
    words, raised = _lift(words, body_size)
    head, middle, foot = _split_edges(words)
    lines: list[PageLine] = []
    for band in (head, *find_bands(middle), foot):
        if not band:
            continue
        found = _set_lines(band, body_size, raised)
        # The first line of a column, and of a page, may go on with the sentence of the last.
        if lines and (lines[-1].hint or found[0].hint or ends_sentence(lines[-1].text)):
            found[0] = found[0]._replace(gap=True)
        lines += found
    return _mark_headings(lines)


def mark_title(lines: Sequence[PageLine], body_size: float) -> list[PageLine]:
    """Take the lines of the first page in much the largest type for the title, if it has words."""
    named = [line for line in lines if _LETTERS.search(line.text) and not line.left_out]
    largest = max((line.size for line in named), default=0.0)
    if largest < _TITLE_SIZE * body_size:
        return list(lines)
    return [
        line._replace(hint="title")
        if line.hint == "heading" and line.size > 0.95 * largest and _LETTERS.search(line.text)
        else line
        for line in lines
    ]


def _lift(words: Sequence[Word], body_size: float) -> tuple[list[Word], set[int]]:
    """Set small raised figures on the line of the word that they touch; tell which they are."""
    result = list(words)
    raised: set[int] = set()
    for i, word in enumerate(words):
        if not _RAISED_TEXT.fullmatch(word.text):
            continue
        before = words[i - 1] if i else None
        host = before if before is not None and _sits_on(word, before) else None
        if host is None and word.size < _SMALL * body_size:  # it may be drawn later than its word
            host = next((other for other in words if _sits_on(word, other)), None)
        if host is not None:
            result[i] = word._replace(bottom=host.bottom)
            raised.add(word.order)
    return result, raised


def _sits_on(word: Word, host: Word) -> bool:
    (low, high), (over, apart) = _RAISED, _TOUCHING
    return (
        word.size < _SMALL * host.size
        and low * host.size < word.bottom - host.bottom < high * host.size
        and over * host.size < word.left - host.right < apart * host.size
    )


def _split_edges(words: Sequence[Word]) -> tuple[list[Word], list[Word], list[Word]]:
    """Part the line at the top and the line at the bottom that stand apart from the text."""
    rows = sorted({word.bottom for word in words}, reverse=True)
    if len(rows) < _FEW_ROWS:
        return [], list(words), []
    leading = median([a - b for a, b in pairwise(rows) if a - b > 1] or [1.0])
    top = rows[0] if rows[0] - rows[1] > _MARGIN_GAP * leading else float("inf")
    bottom = rows[-1] if rows[-2] - rows[-1] > _MARGIN_GAP * leading else float("-inf")
    head = [word for word in words if word.bottom >= top]
    foot = [word for word in words if word.bottom <= bottom]
    return head, [word for word in words if bottom < word.bottom < top], foot


def _set_lines(words: Sequence[Word], body_size: float, raised: set[int]) -> list[PageLine]:
    rows = rows_of(words)
    leads = [a[0].bottom - b[0].bottom for a, b in pairwise(rows)]
    leading = median(leads) if leads else 0.0
    edge = float(mode(sorted(round(row[0].left) for row in rows)))
    lines: list[PageLine] = []
    before = 0.0
    for i, row in enumerate(rows):
        size = _row_size(row)
        indent = row[0].left - edge
        if i and lines and _hangs(rows[i - 1], row, lines[-1].text, size):
            indent = 0.0
        gap = (
            (i > 0 and leads[i - 1] > _PARAGRAPH_GAP * max(leading, size))
            or (i > 0 and abs(before - size) > 0.1 * size)
            or _INDENT * size < indent < _DEEPEST_INDENT * size
        )
        before = size
        text, marks = _row_text(row, raised)
        if text:
            lines.append(PageLine(text, gap, _hint(text, row, size, body_size), size))
        lines += [PageLine(mark, False, None, size, "footnote mark") for mark in marks]
    return lines


def _hangs(before: Row, row: Row, text: str, size: float) -> bool:
    """Tell a line that is set in because the one before is, or has the number of an item."""
    further = row[0].left - before[0].left
    return abs(further) < _ALIGNED * size or (further > 0 and is_item(text))


def _row_size(row: Row) -> float:
    """The type size of most characters of a row."""
    sizes: Counter[float] = Counter()
    for word in row:
        sizes[word.size] += len(word.text)
    return sizes.most_common(1)[0][0]


def _row_text(row: Row, raised: set[int]) -> tuple[str, list[str]]:
    """The text of a row, and the note marks that were taken out of it."""
    text, marks = "", []
    for i, word in enumerate(row):
        if word.order in raised:
            after = "".join(f" {other.text}" for other in row[i + 1 : i + 3])
            found = judge_raised(text, word.text, after)
            text += found.text
            marks += [found.mark] if found.mark else []
            continue
        text += (_between(row[i - 1], word) if i and text else "") + word.text
    return text.strip(), marks


def _between(before: Word, word: Word) -> str:
    """What stands between two words of a row: a blank, nothing, or the border of two cells."""
    gap = word.left - before.right
    if gap > _CELL_GAP * word.size and before.text[-1].isdigit() and word.text[0].isdigit():
        return CELLS
    # A letter of another font may be drawn later than what stands around it: its place decides.
    spaced = word.spaced and word.order == before.order + 1
    return " " if spaced or gap > 0.15 * word.size else ""


def _hint(text: str, row: Row, size: float, body_size: float) -> PartKind | None:
    if size >= _HEADING_SIZE * body_size or all(word.bold for word in row):
        return "heading"
    return "other" if size <= _NOTE_SIZE * body_size else None


def _mark_headings(lines: Sequence[PageLine]) -> list[PageLine]:
    """Keep as headings what heads something: no whole paragraph in bold, no half of a sentence."""
    result = list(lines)
    at = 0
    while at < len(result):
        end = at + 1
        if result[at].hint != "heading":
            at = end
            continue
        while end < len(result) and _goes_on(result[end - 1], result[end]):
            end += 1
        if not _is_heading(result, at, end):
            result[at:end] = [line._replace(hint=None) for line in result[at:end]]
        at = end
    return result


def _goes_on(before: PageLine, line: PageLine) -> bool:
    alike = abs(before.size - line.size) <= 0.1 * line.size
    return line.left_out is not None or (line.hint == "heading" and not line.gap and alike)


def _is_heading(lines: Sequence[PageLine], start: int, end: int) -> bool:
    group = [line.text for line in lines[start:end] if line.left_out is None]
    text = " ".join(group)
    if len(text) > _LONGEST_HEADING or text[-1:] in ".,;":
        return False
    after = lines[end] if end < len(lines) else None
    return after is None or after.gap or not begins_lower(after.text)
