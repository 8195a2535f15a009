"""Letters: the head before the salutation, the formal opening, the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from skrot.polish.characters import LOWER, UPPER
from skrot.read.structure.blocks import Block
from skrot.read.structure.draft import Draft
from skrot.read.structure.paragraphs import is_closing, is_salutation
from skrot.read.structure.phrases import matches, phrases
from skrot.read.structure.wording import wording

_MOST_HEAD_BLOCKS = 40
_MOST_SIGNATURE_BLOCKS = 40
_MOST_NAMES = 4
_LONGEST_HEAD_BLOCK = 400
_LONGEST_SIGNATURE = 120
_LONGEST_NAME = 80
_LONGEST_AFTER = 500
_LONGEST_OPENING = 1500
_LONGEST_SUBJECT = 250
_FEWEST_WORDS = 2
_TWO_SENTENCES = re.compile(rf"[^\W\d]{{4}}[.!?]\s+[{UPPER}]")


def mark_letter(draft: Draft) -> None:
    """Mark the head, the salutation, a mere opening and the signature of a letter as ``other``.

    A text is a letter if a salutation or the formal opening stands among its first blocks and only
    short blocks before it. Its signature begins with the last closing phrase, or with the names
    before a line such as "/podpisano elektronicznie/".
    """
    blocks = draft.blocks
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


def find_subject(blocks: Sequence[str]) -> str | None:
    """Say what a letter is about, in the words of its opening or of the line over its salutation.

    *W odpowiedzi na interpelację nr 5 w sprawie budowy obwodnicy, przekazuję …* is about "W sprawie
    budowy obwodnicy". Null for what is no letter, or does not say it briefly.
    """
    labels = (*phrases("opening").starts, *wording().subject_labels)
    for block in blocks[:_MOST_HEAD_BLOCKS]:
        text = " ".join(block.split())
        reference = find_reference(text) if text.casefold().startswith(labels) else None
        if reference is None:
            continue
        about = reference[1]
        ends = _subject_end().search(text, about)
        subject = text[about : ends.start() if ends else None].rstrip(" ,.;:–-")
        if "„" not in subject:
            subject = subject.rstrip("”")
        if len(subject) <= _LONGEST_SUBJECT and len(subject.split()) > _FEWEST_WORDS:
            return subject[0].upper() + subject[1:]
    return None


def find_reference(text: str) -> tuple[int, int] | None:
    """Find what names the letter answered, up to what it is about: "interpelację nr 5 posła …"."""
    named = _answered().search(text)
    about = text.find(wording().about, named.end()) if named is not None else -1
    return (named.end(), about) if named is not None and about >= 0 else None


@cache
def _answered() -> re.Pattern[str]:
    return re.compile("|".join(wording().answered), re.IGNORECASE)


@cache
def _subject_end() -> re.Pattern[str]:
    ends = "|".join(wording().subject_ends)
    return re.compile(rf"[,;:]? (?:{ends})\b|[;:] |(?<=\w{{5}})\.(?: (?=[^\W\d_{LOWER}])|$)")


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
