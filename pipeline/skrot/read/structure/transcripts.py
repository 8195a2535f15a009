"""Transcripts of debates: speaker labels, and what the audience does in brackets."""

from __future__ import annotations

import re
from collections import Counter

from skrot.read.structure.blocks import Block, Piece
from skrot.read.structure.draft import Draft
from skrot.read.structure.phrases import phrases

_BRACKETS = re.compile(r" ?\([^()]{3,400}\)")
_LONGEST_LABEL = 90
_MOST_WORDS = 9
_SHORTEST_DEBATE = 5


def mark_transcript(draft: Draft) -> None:
    """Mark speaker labels and whole paragraphs in brackets as ``other``.

    A text is a transcript if one label ("Marszałek:") recurs in it; labels are short lines that end
    with a colon.
    """
    blocks = draft.blocks
    labels = [block for block in blocks if block.kind is None and _is_label(block.text)]
    recurring = Counter(block.text for block in labels)
    if sum(n for n in recurring.values() if n > 1) < _SHORTEST_DEBATE:
        return
    draft.transcript = True
    for block in labels:
        block.kind = "other"
    for block in blocks:
        if block.kind is None and block.text[0] == "(" and block.text[-1] == ")":
            block.kind = "other"


def _is_label(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LABEL
        and text[-1] == ":"
        and text[0].isupper()
        and len(text.split()) <= _MOST_WORDS
    )


def cut_stage_directions(draft: Draft) -> None:
    """Cut "(Oklaski)" and the like out of the paragraphs of a transcript."""
    if not draft.transcript:
        return
    rest: list[Block] = []
    for block in draft.blocks:
        spoken, cuts = _cut(block)
        for cut in cuts:
            draft.leave_out("stage direction", cut)
        rest.append(spoken)
    draft.blocks = rest


def _cut(block: Block) -> tuple[Block, list[Block]]:
    if "(" not in block.text:
        return block, []
    spans = [match.span() for match in _BRACKETS.finditer(block.text) if _is_direction(match[0])]
    cuts = [block.cut(start, end) for start, end in spans]
    if not spans or sum(end - start for start, end in spans) >= len(block.text):
        return block, []
    pieces: list[Piece] = []
    at = 0
    for start, end in [*spans, (len(block.text), len(block.text))]:
        pieces += block.slice(at, start)
        at = end
    rest = Block(pieces, block.kind, block.item, block.box, block.full)
    return rest.cut(0), cuts


def _is_direction(brackets: str) -> bool:
    known = phrases("stage")
    inside = brackets.strip(" ()").casefold()
    return (
        inside.startswith(known.starts)
        or (":" in inside and inside.startswith(phrases("heckler").starts))
        or all(part.strip(" .") in known.lines for part in inside.split(","))
    )
