"""What a format's reader hands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from skrot.read.structure.assemble import Structured
from skrot.read.structure.blocks import Block, Line, join_lines
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.repair import structure_blocks
from skrot.records import PartKind


class Metadata(NamedTuple):
    """What a source says about itself, dates in ISO 8601.

    ``date`` is when the text was published, ``saved`` when the file was made: it stands in where
    neither the source nor the head of the text gives a date.
    """

    title: str | None = None
    date: str | None = None
    author: str | None = None
    source: str | None = None
    saved: str | None = None


class Extracted(NamedTuple):
    """A document as its format's reader gives it: decoded source, structure, metadata."""

    raw: str
    structured: Structured
    metadata: Metadata = Metadata()


class Paragraph(NamedTuple):
    """A paragraph of a format that marks its paragraphs; ``kind`` where the format tells it."""

    text: str
    kind: PartKind | None = None
    item: bool = False


def structure_paragraphs(paragraphs: Iterable[Paragraph], metadata: Metadata) -> Extracted:
    """Make a document of paragraphs; its raw text has one a line, with an empty line between."""
    kept = [p._replace(text=" ".join(p.text.split())) for p in paragraphs]
    kept = [p for p in kept if any(map(str.isalnum, p.text))]
    raw = "\n\n".join(p.text for p in kept)
    repaired = repair_characters(raw)
    blocks: list[Block] = []
    at = 0
    texts = repaired.text.split("\n")[::2] if kept else []
    for paragraph, text in zip(kept, texts, strict=True):
        stripped = text.strip()
        if stripped:
            start = at + text.index(stripped[0])
            block = join_lines([Line(stripped, start, start + len(stripped))])
            block.kind, block.item = paragraph.kind, paragraph.item
            blocks.append(block)
        at += len(text) + 2
    return Extracted(raw, structure_blocks(blocks, repaired, raw, metadata.title), metadata)
