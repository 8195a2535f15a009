"""Boxes that a text extractor put into the middle of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.blocks import Line
from pipeline.read.paragraphs import (
    Layout,
    begins_lower,
    bullet_length,
    double_spaced,
    ends_sentence,
    is_full,
)

_LONGEST_BOX = 4
_DIFFERENT = 1.15


def take_out_boxes(
    groups: Sequence[list[Line]], layout: Layout
) -> tuple[list[list[Line]], list[int]]:
    """Put sentences together that a box interrupts.

    A paragraph that breaks off inside a sentence, then up to four paragraphs that are complete in
    themselves, then the rest of the sentence: it begins with a small letter, or the paragraphs in
    between are set to another width or with other spacing than both sides.

    Returns
    -------
    groups : list of list of Line
        The paragraphs; a box stands after the paragraph it interrupted.
    boxes : list of int
        The indices of the boxes in ``groups``.
    """
    if not layout.wrapped:
        return list(groups), []
    result: list[list[Line]] = []
    boxes: list[int] = []
    i = 0
    while i < len(groups):
        size = _box_size(groups, i)
        if size:
            result.append([*groups[i], *groups[i + size + 1]])
            for box in groups[i + 1 : i + size + 1]:
                boxes.append(len(result))
                result.append(box)
            i += size + 2
        else:
            result.append(groups[i])
            i += 1
    return result, boxes


def _box_size(groups: Sequence[list[Line]], i: int) -> int:
    """The number of paragraphs in the box after paragraph `i`, 0 for no box."""
    before = groups[i]
    if len(before) < 2 or not _breaks_off(before):
        return 0
    for size in range(1, min(_LONGEST_BOX, len(groups) - i - 2) + 1):
        box, after = groups[i + 1 : i + size + 1], groups[i + size + 1]
        if not _complete(box[-1]) or not all(_begins(group) for group in box):
            continue
        if begins_lower(after[0].text):
            return size
        if _apart(before, box, after) and not bullet_length(after[0].text):
            return size
    return 0


def _breaks_off(group: Sequence[Line]) -> bool:
    last = group[-1].text
    width = max(len(line.text) for line in group)
    return not ends_sentence(last) and last[-1] not in ')”"' and len(last) > 0.7 * width


def _complete(group: Sequence[Line]) -> bool:
    return ends_sentence(group[-1].text)


def _begins(group: Sequence[Line]) -> bool:
    return not begins_lower(group[0].text)


def _apart(before: Sequence[Line], box: Sequence[Sequence[Line]], after: Sequence[Line]) -> bool:
    inside = max(len(line.text) for group in box for line in group)
    outside = max(len(line.text) for line in (*before, *after))
    if not all(double_spaced(group) for group in box) or double_spaced(before):
        return inside > _DIFFERENT * outside or outside > _DIFFERENT * inside
    return is_full(before[-1], after[0], outside) and not double_spaced(after)
