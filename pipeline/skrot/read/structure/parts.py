"""What each block is: title, lead, heading, body, takeaway, teaser or other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from skrot.polish.characters import UPPER
from skrot.polish.dictionary import analyse
from skrot.polish.tags import NOMINAL, slots
from skrot.read.dates import find_date
from skrot.read.structure.blocks import Block
from skrot.read.structure.bylines import insert_wording
from skrot.read.structure.draft import Draft
from skrot.read.structure.notices import is_signature
from skrot.read.structure.paragraphs import ends_sentence, is_answer
from skrot.read.structure.phrases import matches
from skrot.read.structure.titles import is_name, label_head

_VERBS = frozenset({"fin", "praet", "impt", "imps", "bedzie", "winien", "pred", "cond", "inf"})
_NOMINALS = frozenset({"subst", "adj", "ger", "depr"})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_RUN_IN = re.compile(rf"([{UPPER}][^.!?:;()„”\"\d]{{2,60}})\.\s+(?=[{UPPER}„])")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,5})[.)] ")
_FOOTNOTE = re.compile(r"\[\d{1,3}\] ")
_LONGEST_HEADING = 110
# What trails off is a title from so many words on.
_WORDS_OF_TITLE = 4
_LONGEST_TITLE = 200
_LONGEST_SCRAP = 60
_MOST_HEADERS = 5
# A line with a date has so many words in small letters: "Warszawa, dnia 3 maja 2024 r.".
_DATE_WORDS = 3
_HEAD_BLOCKS = 25
_SCRAPS = 4
_GALLERY = 3
_SHORTEST_LEAD = 60
_LONGEST_LEAD = 600
_MOST_DIGITS = 0.3
_LONGEST_QUESTION = 8


def is_noun_phrase(words: Sequence[str]) -> bool:
    """Tell whether words make a noun phrase: a noun in the nominative, no possible verb."""
    nominative = False
    for i, word in enumerate(words):
        readings = analyse(word) or analyse(word.lower())
        lower = analyse(word.lower()) if i == 0 else readings
        if any(reading.pos in _VERBS for reading in (*readings, *lower)):
            return False
        if i == 0 and not any(r.pos in _NOMINALS for r in (*readings, *lower)):
            return False
        nominative = nominative or any(
            r.pos in NOMINAL and any(slot.case == "nom" for slot in slots(r.tag))
            for r in (*readings, *lower)
        )
    return nominative


def label_parts(draft: Draft) -> None:
    """Give every block its kind; kinds that are already set stay."""
    kept = list(draft.blocks)
    label_head(kept)
    _label_title(kept, draft.title)
    _label_fragments(kept)
    _label_gallery(kept)
    section: str | None = None
    for i, block in enumerate(kept):
        if block.kind is not None:
            section = None if block.kind == "heading" else section
            continue
        following = next((other for other in kept[i + 1 :] if other.kind is None), None)
        if matches("teaser", block.text):
            block.kind, section = "teaser", "teaser"
        elif matches("takeaway", block.text):
            block.kind, section = "heading", "takeaway"
        elif matches("box", block.text):
            block.kind, section = "heading", None
        elif _is_note(block.text) or (i < _HEAD_BLOCKS and _is_date(block.text)):
            block.kind = "other"
        elif section == "teaser" and block.item:
            block.kind = "teaser"
        elif section == "takeaway" and block.item:
            block.kind = "takeaway"
        elif is_heading(block, following):
            block.kind, section = "heading", None
        else:
            if section == "takeaway" and not block.item:
                block.kind = "takeaway"
                continue
            section = None if section == "teaser" else section
            block.kind = "body"
    draft.blocks = _label_lead(kept)


def _is_note(text: str) -> bool:
    """Tell whether a block is a footnote or says where something comes from."""
    credit = len(text) < _LONGEST_TITLE and matches("credit", text)
    return credit or is_signature(text) or _FOOTNOTE.match(text) is not None


def _is_date(text: str) -> bool:
    """Tell whether a line gives the date of the text, and is no sentence that begins with one."""
    if not find_date([text]):
        return False
    small = sum(word[0].islower() for word in text.split())
    return small <= _DATE_WORDS or not ends_sentence(text)


def is_heading(block: Block, following: Block | None) -> bool:
    """Tell whether a block is a heading: short, not a sentence, with a paragraph under it."""
    text = block.text
    if block.item or block.full or following is None or not text[0].isupper():
        return False
    if len(text) > _LONGEST_HEADING or is_answer(text):
        return len(text) <= _LONGEST_HEADING
    if text[-1] == ".":
        return _NUMBERED.match(text) is not None and is_noun_phrase(_WORD.findall(text))
    return not _is_unlike_heading(text) and _heads(text, following)


def _is_unlike_heading(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    long_question = text[-1] == "?" and len(text.split()) > _LONGEST_QUESTION
    return text[-1] in "…,;:!)" or digits > _MOST_DIGITS * len(text) or long_question


def _heads(text: str, following: Block) -> bool:
    """Tell whether a paragraph can stand under a heading."""
    other = following.text
    if following.item or other[0] in "–—" or len(other) <= len(text):
        return False
    return ends_sentence(other) or len(other) < _LONGEST_HEADING


def _label_fragments(blocks: Sequence[Block]) -> None:
    """Mark runs of four or more short scraps, as flattened tables and forms leave them."""
    start = 0
    flags = [
        i >= _MOST_HEADERS and block.kind is None and _is_scrap(block.text) and not block.item
        for i, block in enumerate(blocks)
    ]
    while start < len(blocks):
        end = start
        while end < len(blocks) and flags[end]:
            end += 1
        if end - start >= _SCRAPS:
            for block in blocks[start:end]:
                block.kind = "other"
        start = max(end, start + 1)


def _label_gallery(blocks: Sequence[Block]) -> None:
    """Mark the captions of a gallery: paragraphs that each begin with who took a picture."""
    captions = [b for b in blocks if b.kind is None and _caption().match(b.text)]
    others = [b for b in blocks if b.kind in {None, "title"} and not _caption().match(b.text)]
    if others and len(captions) >= _GALLERY:
        for block in captions:
            block.kind = "other"


@cache
def _caption() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(insert_wording().picture_labels)}) ?:")


def _is_scrap(text: str) -> bool:
    return len(text) < _LONGEST_SCRAP and text[-1] not in ".?!:;,…”" and not is_answer(text)


def _label_title(blocks: Sequence[Block], title: str | None) -> None:
    if any(block.kind == "title" for block in blocks):
        return
    first = next((block for block in blocks if block.kind is None), None)
    if first is None or first.item or not _is_head(blocks, first):
        return
    same = title is not None and _folded(first.text) == _folded(title)
    rest = [block for block in blocks[1:] if block.kind in {None, "heading"}]
    # "Miało być dobrze, ale …" is a title, too.
    trails = first.text.endswith(("...", "…")) and len(first.text.split()) >= _WORDS_OF_TITLE
    looks = (
        len(first.text) <= _LONGEST_TITLE
        and (first.text[-1] not in ".,;:…" or trails)
        and any(len(block.text) > len(first.text) for block in rest)
        and not matches("teaser", first.text)
    )
    if same or looks:
        first.kind = "title"


def _is_head(blocks: Sequence[Block], first: Block) -> bool:
    """Tell whether nothing but a line on the author stands over a block."""
    above = blocks[0]
    return first is above or (
        first is blocks[1]
        and above.kind == "other"
        and (matches("byline", above.text) or is_name(above.text))
    )


def _label_lead(blocks: list[Block]) -> list[Block]:
    bodies = [block for block in blocks if block.kind == "body"]
    top = next((i for i, block in enumerate(blocks[:2]) if block.kind == "title"), None)
    if top is None:
        return blocks
    below = top + 1
    lead = next((block for block in bodies if block.box), None)
    if lead is not None and bodies.index(lead) < len(bodies) / 2:
        lead.kind = "lead"
        blocks.remove(lead)
        blocks.insert(below, lead)
    elif len(bodies) >= 4 and blocks[below : below + 1] == bodies[:1]:
        first = bodies[0]
        if _SHORTEST_LEAD <= len(first.text) <= _LONGEST_LEAD and ends_sentence(first.text):
            first.kind = "lead"
    return blocks


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
