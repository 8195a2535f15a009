"""Notes that interrupt a sentence: taken out of its lines, and put back after its paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from skrot.read.structure.blocks import Block, Line, join_lines
from skrot.read.structure.draft import Aside, Draft
from skrot.read.structure.paragraphs import begins_lower, ends_sentence


def take_out_asides(draft: Draft) -> None:
    """Take out lines known as ``other`` that interrupt a sentence, as notes in a column do."""
    lines = draft.lines
    kept: list[Line] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].hint == "other":
            end += 1
        inside = kept and at < end < len(lines) and kept[-1].hint is lines[end].hint is None
        if inside and begins_lower(lines[end].text) and not ends_sentence(kept[-1].text):
            draft.asides.append(Aside(kept[-1].start, tuple(lines[at:end])))
            kept.append(lines[end]._replace(blanks=0))
        else:
            kept += lines[at : end + 1]
        at = end + 1
    draft.lines = kept


def put_back_asides(draft: Draft) -> None:
    """Put what was taken out, footnotes too, after the paragraph that has its line."""
    after: defaultdict[int, list[Line]] = defaultdict(list)
    for aside in draft.asides:
        after[aside.after] += aside.lines

    def notes(line: Line) -> Iterator[Line]:
        for note in after.pop(line.start, ()):
            yield note
            yield from notes(note)

    result: list[Block] = []
    for group, block in zip(draft.groups, draft.blocks, strict=True):
        result.append(block)
        result += [join_lines([note]) for line in group for note in notes(line)]
    draft.blocks = result
