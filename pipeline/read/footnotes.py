"""Footnotes at the end of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.blocks import Line
from pipeline.read.paragraphs import ends_sentence
from pipeline.read.phrases import phrases

_FOOTNOTE = re.compile(r"\[?(\d{1,3})[\])]?\s+(\S.*)")
_LONGEST = 14


def count_footnote_lines(page: Sequence[Line], expected: int, open_after: bool) -> tuple[int, int]:
    """Tell how many lines at the end of a page are footnotes.

    They are numbered on from `expected` or from 1, and begin with a capital letter, a web address
    or one of the words in ``phrases.toml`` (so that "1 września" at a line end is none).

    Parameters
    ----------
    page : sequence of Line
        The lines of the page without its furniture.
    expected : int
        The number after that of the last footnote.
    open_after : bool
        Whether the next page begins inside a sentence.

    Returns
    -------
    tuple of int
        The number of lines, 0 for no footnote, and the number expected next.
    """
    first = max(len(page) - _LONGEST, 1)
    for start in range(first, len(page)):
        number = _number(page[start].text)
        if number not in {expected, 1} or not (ends_sentence(page[start - 1].text) or open_after):
            continue
        following = number
        for line in page[start + 1 :]:
            following += int(_number(line.text) == following + 1)
        return len(page) - start, following + 1
    return 0, expected


def _number(text: str) -> int:
    match = _FOOTNOTE.match(text)
    if match is None:
        return 0
    note = match[2]
    known = note.casefold().startswith(phrases("footnote").starts)
    return int(match[1]) if known or note[0].isupper() or note[0] in "[„" else 0
