"""Letters: the head before the salutation, the formal opening, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.read.blocks import Block
from pipeline.read.paragraphs import is_closing, is_salutation
from pipeline.read.phrases import matches, phrases

_MOST_HEAD_BLOCKS = 40
_MOST_SIGNATURE_BLOCKS = 40
_MOST_NAMES = 4
_LONGEST_HEAD_BLOCK = 400
_LONGEST_SIGNATURE = 120
_LONGEST_NAME = 80
_LONGEST_AFTER = 500
_LONGEST_OPENING = 1500
_TWO_SENTENCES = re.compile(r"[^\W\d]{4}[.!?]\s+[A-ZĄĆĘŁŃÓŚŹŻ]")


def mark_letter(blocks: Sequence[Block]) -> None:
    """Mark the head, the salutation, a mere opening and the signature of a letter as ``other``.

    A text is a letter if a salutation or the formal opening stands among its first blocks and only
    short blocks before it. Its signature begins with the last closing phrase, or with the names
    before a line such as "/podpisano elektronicznie/".
    """
    head = _head(blocks)
    for block in blocks[:head]:
        block.kind = "other"
    for block in blocks[head : head + 1]:
        if head and block.kind is None and is_opening(block.text):
            block.kind = "other"
    for block in blocks[head:_MOST_HEAD_BLOCKS]:
        if head and is_salutation(block.text):
            block.kind = "other"
    if head and matches("letter_title", blocks[0].text):
        blocks[0].kind = "title"
    closing = _closing(blocks)
    for block in blocks[closing:]:
        if matches("attachment", block.text) or len(block.text) > _LONGEST_AFTER:
            break
        block.kind = "other"
    tail = max(head, len(blocks) - _MOST_SIGNATURE_BLOCKS)
    for i in range(tail, len(blocks)):
        if len(blocks[i].text) < _LONGEST_SIGNATURE and matches("signature", blocks[i].text):
            _mark_signature(blocks, i, tail)


def is_opening(text: str) -> bool:
    """Tell whether a paragraph only says which letter is answered: one sentence, no matter."""
    folded = text.casefold()
    return (
        len(text) <= _LONGEST_OPENING
        and folded.startswith(phrases("opening").starts)
        and folded.rstrip(" .:,-–").endswith(phrases("opening").ends)
        and not _TWO_SENTENCES.search(text)
    )


def _head(blocks: Sequence[Block]) -> int:
    """The number of blocks up to the salutation or the addressee's last line, 0 for no letter."""
    addressed = 0
    for i, block in enumerate(blocks[:_MOST_HEAD_BLOCKS]):
        if is_salutation(block.text):
            return i + 1
        if i and block.text[0].islower() and block.text.startswith(phrases("opening").starts):
            return i
        if len(block.text) > _LONGEST_HEAD_BLOCK:
            return addressed
        if matches("addressee", block.text):
            addressed = i + 1
    return 0


def _closing(blocks: Sequence[Block]) -> int:
    for i in range(len(blocks) - 1, -1, -1):
        if is_closing(blocks[i].text):
            return i
    return len(blocks)


def _mark_signature(blocks: Sequence[Block], i: int, first: int) -> None:
    blocks[i].kind = "other"
    low = i - 1
    while low >= first and i - low <= _MOST_NAMES and _is_name(blocks[low]):
        blocks[low].kind = "other"
        low -= 1
    high = i + 1
    while high < len(blocks) and high - i <= _MOST_NAMES and len(blocks[high].text) < _LONGEST_NAME:
        blocks[high].kind = "other"
        high += 1


def _is_name(block: Block) -> bool:
    text = block.text
    return (
        len(text) < _LONGEST_NAME
        and not block.item
        and text[-1] not in ".:;,?!"
        and text[0].isupper()
    )
