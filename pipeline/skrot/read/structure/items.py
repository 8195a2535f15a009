"""List items."""

from __future__ import annotations

from skrot.read.structure.blocks import Block
from skrot.read.structure.draft import Draft
from skrot.read.structure.paragraphs import bullet_length


def mark_items(draft: Draft) -> None:
    """Take the bullet off list items and remember that they are items."""
    result: list[Block] = []
    for block in draft.blocks:
        length = bullet_length(block.text)
        if length and length < len(block.text):
            item = block.cut(length)
            item.item = True
            result.append(item)
        else:
            result.append(block)
    draft.blocks = result
