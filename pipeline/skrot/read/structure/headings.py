"""Headings on the line of the paragraph they head."""

from __future__ import annotations

import re

from skrot.read.structure.blocks import Block
from skrot.read.structure.draft import Draft
from skrot.read.structure.parts import is_noun_phrase
from skrot.read.structure.phrases import matches

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_RUN_IN = re.compile(r"([A-ZĄĆĘŁŃÓŚŹŻ][^.!?:;()„”\"\d]{2,60})\.\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„])")


def split_run_in_headings(draft: Draft) -> None:
    """Cut headings that stand before a paragraph on its own line: "Gospodarka. Według danych…".

    A short noun phrase in the nominative with no word that could be a verb. It is believed where
    the document has two of them, or where it is a usual one (``phrases.toml``). A transcript has
    none.
    """
    if draft.transcript:
        return
    blocks = draft.blocks
    found = {i: end for i, block in enumerate(blocks) if (end := _run_in(block))}
    if len(found) < 2:
        found = {i: end for i, end in found.items() if matches("heading", blocks[i].text[:end])}
    result: list[Block] = []
    for i, block in enumerate(blocks):
        if i not in found:
            result.append(block)
            continue
        heading = block.cut(0, found[i])
        heading.kind = "heading"
        result += [heading, block.cut(found[i])]
    draft.blocks = result


def _run_in(block: Block) -> int:
    if block.kind is not None or block.item:
        return 0
    match = _RUN_IN.match(block.text[:80])
    if match is None or len(block.text) < match.end() + 60:
        return 0
    words = _WORD.findall(match[1])
    return match.end(1) + 1 if words and len(words) <= 6 and is_noun_phrase(words) else 0
