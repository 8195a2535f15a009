"""Advertisements between paragraphs, and links to other articles."""

from __future__ import annotations

from skrot.read.structure.blocks import Block
from skrot.read.structure.draft import Draft
from skrot.read.structure.phrases import matches

_LONGEST = 200


def drop_adverts(draft: Draft) -> None:
    """Leave out what advertises or leads to another article, and blocks without a character."""
    kept: list[Block] = []
    for block in draft.blocks:
        if _is_advert(block):
            draft.leave_out("advert", block)
        elif block.text:
            kept.append(block)
    draft.blocks = kept


def _is_advert(block: Block) -> bool:
    short = len(block.text) <= _LONGEST
    return short and block.kind is None and matches("advert", block.text)
