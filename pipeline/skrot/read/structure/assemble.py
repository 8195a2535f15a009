"""From blocks to the cleaned text, its parts, and the map that leads back to its source."""

from __future__ import annotations

import re
from typing import NamedTuple

from skrot.read.structure.blocks import Piece
from skrot.read.structure.characters import Repaired
from skrot.read.structure.draft import Draft
from skrot.records import Dropped, Part, SourceSpan

# At the beginning of a line it is a bullet of some font.
_UNREADABLE = re.compile(
    r"(?<=[^\s\ufffd])\ufffd+|(?<=[^\s\ufffd] )\ufffd+|(?<!\ufffd)\ufffd+(?=\w)"
)


class Structured(NamedTuple):
    """The cleaned text, its parts, its map to the raw text, and what was left out."""

    text: str
    parts: tuple[Part, ...]
    source_map: tuple[SourceSpan, ...]
    dropped: tuple[Dropped, ...]


def assemble(draft: Draft, repaired: Repaired, raw: str) -> Structured:
    """Write the blocks one after the other, a blank line between, with their map to the raw."""
    dropped: list[Dropped] = []
    for reason, low, high in draft.left_out:
        start, end = repaired.raw_range(low, high)
        dropped.append(Dropped(reason, raw[start:end], start, end))
    if "\ufffd" in raw:
        dropped += (
            Dropped("unreadable character", match[0], *match.span())
            for match in _UNREADABLE.finditer(raw)
        )
    texts: list[str] = []
    parts: list[Part] = []
    spans: list[SourceSpan] = []
    at = 0
    for block in draft.blocks:
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
