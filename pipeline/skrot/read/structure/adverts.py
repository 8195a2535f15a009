"""Advertisements between paragraphs, and links to other articles."""

from __future__ import annotations

from skrot.read.structure.blocks import Block
from skrot.read.structure.bylines import is_disclaimer, is_invitation
from skrot.read.structure.draft import Draft
from skrot.read.structure.notices import find_link_at_end, is_link, is_link_label
from skrot.read.structure.paragraphs import ends_sentence
from skrot.read.structure.phrases import matches

_LONGEST = 200
_MOST_LINKS = 6


def drop_adverts(draft: Draft) -> None:
    """Leave out what advertises or leads to another article, and blocks without a character.

    Titles of other articles after a label ("Czytaj więcej") go with it; a label that is glued to
    the end of a paragraph is cut off. A text that is nothing else stays.
    """
    if len(draft.blocks) == 1 and _is_advert(draft.blocks[0]) and draft.blocks[0].text:
        return
    kept: list[Block] = []
    links = 0
    for block in draft.blocks:
        links = _links_after(block, links)
        if links or _is_advert(block):
            draft.leave_out("advert", block)
            continue
        end = find_link_at_end(block.text) if block.kind in {None, "body", "lead"} else None
        if end is not None and end < len(block.text):
            draft.leave_out("advert", block.cut(end))
            block = block.cut(0, end)  # noqa: PLW2901
        if block.text:
            kept.append(block)
    draft.blocks = kept


def _links_after(block: Block, links: int) -> int:
    """Give how many links may still follow, this one among them; 0 where the article goes on."""
    if block.kind not in {None, "heading"} or len(block.text) > _LONGEST:
        return 0
    if is_link_label(block.text):
        return _MOST_LINKS
    goes_on = block.kind is not None or ends_sentence(block.text) or not block.text
    return 0 if goes_on else max(links - 1, 0)


def _is_advert(block: Block) -> bool:
    if block.kind is not None or len(block.text) > _LONGEST:
        return False
    text = block.text
    promotes = matches("advert", text) or is_invitation(text) or is_disclaimer(text)
    return promotes or is_link(text)
