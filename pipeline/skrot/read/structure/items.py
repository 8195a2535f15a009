"""List items."""

from __future__ import annotations

import re

from skrot.polish.characters import DASHES, LOWER
from skrot.polish.dictionary import analyse
from skrot.read.structure.blocks import Block
from skrot.read.structure.draft import Draft
from skrot.read.structure.paragraphs import bullet_length, ends_sentence

_TOLD = re.compile(rf" [{''.join(sorted(DASHES))}] ([{LOWER}]+)")
_SPOKEN = frozenset({"fin", "praet"})


def mark_items(draft: Draft) -> None:
    """Take the bullet off list items and remember that they are items.

    What is told to be said keeps its dash, and so does every sentence after a dash in such a text.
    """
    result: list[Block] = []
    lengths = [bullet_length(block.text) for block in draft.blocks]
    listed = [block for block, length in zip(draft.blocks, lengths, strict=True) if length]
    talks = any(_is_told(block.text) for block in listed)
    for block, length in zip(draft.blocks, lengths, strict=True):
        spoken = talks and _may_be_said(block.text)
        if length and length < len(block.text) and not spoken:
            item = block.cut(length)
            item.item = True
            result.append(item)
        else:
            result.append(block)
    draft.blocks = result


def _may_be_said(text: str) -> bool:
    return (
        text[0] in DASHES and text[2:3].isupper() and ends_sentence(text) and text[-1] not in ":;"
    )


def _is_told(text: str) -> bool:
    """Tell whether a dash opens what somebody says: "- Tak będzie - mówi wójt"."""
    if text[0] not in DASHES:
        return False
    words = (match[1] for match in _TOLD.finditer(text))
    return any(reading.pos in _SPOKEN for word in words for reading in analyse(word))
