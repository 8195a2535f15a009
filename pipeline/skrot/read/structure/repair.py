"""From the text of a file to a clean Document: the order of the repairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skrot.read.structure.blocks import Block, Line, Piece, join_lines, split_lines
from skrot.read.structure.boxes import take_out_boxes
from skrot.read.structure.characters import Repaired
from skrot.read.structure.footnotes import cut_marks
from skrot.read.structure.letters import mark_letter
from skrot.read.structure.pages import Aside, strip_pages
from skrot.read.structure.paragraphs import (
    begins_lower,
    ends_sentence,
    group_paragraphs,
    measure_layout,
)
from skrot.read.structure.parts import label_parts, mark_items, split_run_in_headings
from skrot.read.structure.phrases import matches
from skrot.read.structure.tables import mark_tables
from skrot.read.structure.transcripts import cut_stage_directions, mark_transcript
from skrot.records import Dropped, Part, SourceSpan

_FULL = 0.85
_LONGEST_ADVERT = 200


class Structured(NamedTuple):
    """The cleaned text, its parts, its map to the raw text, and what was left out."""

    text: str
    parts: tuple[Part, ...]
    source_map: tuple[SourceSpan, ...]
    dropped: tuple[Dropped, ...]


def structure_text(repaired: Repaired, raw: str, title: str | None = None) -> Structured:
    """Repair the structure of plain text.

    Parameters
    ----------
    repaired : Repaired
        `raw` after `repair_characters`.
    raw : str
        The decoded source.
    title : str, optional
        The title where the source gives it apart from the text.
    """
    return structure_lines(split_lines(repaired.text), repaired, raw, title)


def structure_lines(
    lines: Sequence[Line], repaired: Repaired, raw: str, title: str | None = None
) -> Structured:
    """Repair the structure of lines whose place on the page, or whose kind, may be known."""
    body, furniture, asides = strip_pages(lines)
    layout = measure_layout(body)
    body, interrupting = _set_aside(mark_tables(body, layout))
    asides += interrupting
    groups, box_numbers = take_out_boxes(group_paragraphs(body, layout), layout)
    blocks = [join_lines(group) for group in groups]
    for block, group in zip(blocks, groups, strict=True):
        block.full = layout.wrapped and len(group[-1].text) > _FULL * layout.width
    for number in box_numbers:
        blocks[number].box = True
    blocks = _put_asides(groups, blocks, asides)
    dropped = [_dropped(reason, line.start, line.end, repaired, raw) for reason, line in furniture]
    return finish(blocks, repaired, raw, title, dropped)


def _set_aside(lines: Sequence[Line]) -> tuple[list[Line], list[Aside]]:
    """Take out lines known as ``other`` that interrupt a sentence, as notes in a column do."""
    kept: list[Line] = []
    asides: list[Aside] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].hint == "other":
            end += 1
        inside = kept and at < end < len(lines) and kept[-1].hint is lines[end].hint is None
        if inside and begins_lower(lines[end].text) and not ends_sentence(kept[-1].text):
            asides.append(Aside(kept[-1].start, tuple(lines[at:end])))
            kept.append(lines[end]._replace(blanks=0))
        else:
            kept += lines[at : end + 1]
        at = end + 1
    return kept, asides


def _put_asides(
    groups: Sequence[Sequence[Line]], blocks: Sequence[Block], asides: Sequence[Aside]
) -> list[Block]:
    after: defaultdict[int, list[Line]] = defaultdict(list)
    for aside in asides:
        after[aside.after] += aside.lines

    def notes(line: Line) -> Iterator[Line]:
        for note in after.pop(line.start, ()):
            yield note
            yield from notes(note)

    result: list[Block] = []
    for group, block in zip(groups, blocks, strict=True):
        result.append(block)
        result += [join_lines([note]) for line in group for note in notes(line)]
    return result


def finish(
    blocks: Sequence[Block],
    repaired: Repaired,
    raw: str,
    title: str | None,
    dropped: Sequence[Dropped] = (),
) -> Structured:
    """Label blocks, drop what is not the author's, and assemble the cleaned text."""
    kept: list[Block] = []
    left_out = list(dropped)
    for block in blocks:
        if _is_advert(block):
            left_out.append(_leave_out("advert", block, repaired, raw))
        elif block.text:
            kept.append(block)
    if mark_transcript(kept):
        spoken: list[Block] = []
        for block in kept:
            rest, cuts = cut_stage_directions(block)
            left_out += [_leave_out("stage direction", cut, repaired, raw) for cut in cuts]
            spoken.append(rest)
        kept = spoken
    else:
        kept = split_run_in_headings(kept)
    kept = mark_items(kept)
    mark_letter(kept)
    kept, marks = cut_marks(kept)
    left_out += [_leave_out("footnote mark", mark, repaired, raw) for mark in marks]
    return assemble(label_parts(kept, title), left_out, repaired)


def _is_advert(block: Block) -> bool:
    short = len(block.text) <= _LONGEST_ADVERT
    return short and block.kind is None and matches("advert", block.text)


def _leave_out(reason: str, block: Block, repaired: Repaired, raw: str) -> Dropped:
    return _dropped(reason, block.pieces[0].start, block.pieces[-1].end, repaired, raw)


def _dropped(reason: str, start: int, end: int, repaired: Repaired, raw: str) -> Dropped:
    start, end = repaired.raw_range(start, end)
    return Dropped(reason, raw[start:end], start, end)


def assemble(blocks: Sequence[Block], dropped: Sequence[Dropped], repaired: Repaired) -> Structured:
    """Write the blocks one after the other, a blank line between, with their map to the raw."""
    texts: list[str] = []
    parts: list[Part] = []
    spans: list[SourceSpan] = []
    at = 0
    for block in blocks:
        texts.append(block.text)
        parts.append(Part(block.kind or "body", at, at + len(block.text)))
        for piece in block.pieces:
            _map_piece(spans, at, piece, repaired)
            at += len(piece.text)
        at += 2
    return Structured("\n\n".join(texts), tuple(parts), tuple(spans), tuple(dropped))


def _map_piece(spans: list[SourceSpan], at: int, piece: Piece, repaired: Repaired) -> None:
    text, start, end = piece
    last = spans[-1] if spans else None
    if (
        not repaired.segments
        and last is not None
        and last.end == at
        and last.source_end == start
        and len(text) == end - start
        and last.end - last.start == last.source_end - last.source_start
    ):
        spans[-1] = SourceSpan(last.start, at + len(text), last.source_start, end)
        return
    if len(text) != end - start:
        low, high = repaired.raw_range(start, end) if end > start else (start, start)
        spans.append(SourceSpan(at, at + len(text), low, high))
        return
    for low, high, raw_low, raw_high in (
        (s.start, s.end, s.source_start, s.source_end) for s in repaired.spans(start, end)
    ):
        begin, stop = at + low - start, at + high - start
        last = spans[-1] if spans else None
        if (
            last is not None
            and last.end == begin
            and last.source_end == raw_low
            and last.end - last.start == last.source_end - last.source_start
            and high - low == raw_high - raw_low
        ):
            spans[-1] = SourceSpan(last.start, stop, last.source_start, raw_high)
        else:
            spans.append(SourceSpan(begin, stop, raw_low, raw_high))
