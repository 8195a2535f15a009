"""Boxes that a text extractor put into the middle of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.polish.dictionary import analyse
from skrot.read.structure.blocks import Line
from skrot.read.structure.draft import Draft
from skrot.read.structure.paragraphs import (
    begins_lower,
    double_spaced,
    is_full,
    is_item,
)

_LONGEST_BOX = 4
_SHORTEST_BOX = 100
_DIFFERENT = 1.15
_FULL = 0.7
_COMPLETE = frozenset('.!?”"…')
_OPEN = frozenset({"prep", "conj", "comp"})


def take_out_boxes(draft: Draft) -> None:
    """Put sentences together that a box interrupts.

    A paragraph that breaks off inside a sentence, then up to four paragraphs that are complete in
    themselves, then the rest of the sentence. The paragraphs in between are set to another width or
    with other spacing than both sides; empty lines around them are enough where the rest begins
    with a small letter. A box stands after the paragraph it interrupted.
    """
    if not draft.layout.wrapped:
        return
    groups = draft.groups
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
    draft.groups, draft.boxes = result, boxes


def _box_size(groups: Sequence[list[Line]], i: int) -> int:
    """The number of paragraphs in the box after paragraph `i`, 0 for no box."""
    before = groups[i]
    if len(before) < 2 or not _is_prose(before) or not _breaks_off(before):
        return 0
    for size in range(1, min(_LONGEST_BOX, len(groups) - i - 2) + 1):
        box, after = groups[i + 1 : i + size + 1], groups[i + size + 1]
        if not all(_is_prose(group) and not begins_lower(group[0].text) for group in box):
            return 0
        if box[-1][-1].text[-1] in _COMPLETE and _is_prose(after) and _is_apart(before, box, after):
            return size
    return 0


def _is_prose(group: Sequence[Line]) -> bool:
    first = group[0]
    return first.hint is None and first.text[0].isalpha() and not is_item(first.text)


def _breaks_off(group: Sequence[Line]) -> bool:
    last = group[-1].text
    width = max(len(line.text) for line in group)
    return (last[-1].isalpha() or last[-1] == ",") and len(last) > _FULL * width


def _is_apart(before: Sequence[Line], box: Sequence[Sequence[Line]], after: Sequence[Line]) -> bool:
    lines = [line for group in box for line in group]
    if sum(len(line.text) for line in lines) < _SHORTEST_BOX or len(lines) < 2:
        return False
    inside = max(len(line.text) for line in lines)
    outside = max(len(line.text) for line in (*before, *after))
    other_width = not outside / _DIFFERENT <= inside <= outside * _DIFFERENT
    other_spacing = all(map(double_spaced, box)) and not double_spaced(before)
    if begins_lower(after[0].text):
        framed = lines[0].blanks > 0 and after[0].blanks > 0
        return other_width or other_spacing or framed
    return (
        (other_width or other_spacing)
        and is_full(before[-1], after[0], outside)
        and _asks_for_more(before[-1].text)
    )


def _asks_for_more(text: str) -> bool:
    """Tell whether a line ends with a preposition or a conjunction."""
    word = text.rsplit(None, 1)[-1].casefold()
    return any(reading.pos in _OPEN for reading in analyse(word))
