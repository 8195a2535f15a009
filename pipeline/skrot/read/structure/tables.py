"""Tables that a text extractor flattened to lines of words and numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from skrot.read.structure.blocks import Line
from skrot.read.structure.draft import Draft, Layout
from skrot.read.structure.paragraphs import ends_sentence, is_full
from skrot.read.structure.wording import wording

_DIGIT = re.compile(r"\d")
_SHORTEST = 3
_LONGEST_ROW = 140
_DENSE = 0.5
_LONGEST_HEAD = 60


def mark_tables(draft: Draft) -> None:
    """Mark the rows of flattened tables as ``other``: three or more lines that are mostly numbers.

    A row also counts when it is shorter than the text is wide and its last word is a number. What
    ends with a comma or semicolon is an item of a list, however many numbers it has.
    """
    lines, layout = draft.lines, draft.layout
    flags = [
        _is_row(line, lines[i + 1] if i + 1 < len(lines) else None, layout)
        for i, line in enumerate(lines)
    ]
    result = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and flags[end]:
            end += 1
        if end - start >= _SHORTEST:
            for i in range(_head(lines, start), end):
                result[i] = lines[i]._replace(hint="other")
        start = max(end, start + 1)
    draft.lines = result


def _is_row(line: Line, following: Line | None, layout: Layout) -> bool:
    if len(line.text) > _LONGEST_ROW or line.text[-1] in ";," or not _DIGIT.search(line.text):
        return False
    words = [word for word in line.text.split() if word != "|"]
    numbers = sum(_number().fullmatch(word) is not None for word in words)
    if numbers >= _DENSE * len(words):
        return True
    short = following is None or not is_full(line, following, layout.width or 80)
    return short and _number().fullmatch(words[-1]) is not None


@cache
def _number() -> re.Pattern[str]:
    units, marks = "|".join(wording().table_units), "|".join(wording().table_marks)
    return re.compile(rf"[-–+(]?\d[\d.,/%‰)-]*(?:{units})?|{marks}")


def _head(lines: Sequence[Line], start: int) -> int:
    """The first line of the table's head: up to three short lines above the first row."""
    head = start
    while (
        head > 0
        and start - head < 3
        and len(lines[head - 1].text) < _LONGEST_HEAD
        and not ends_sentence(lines[head - 1].text)
        and lines[head].blanks == 0
    ):
        head -= 1
    return head
