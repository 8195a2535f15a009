"""What a format's reader hands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from skrot.read.structure.assemble import Structured
from skrot.read.structure.blocks import Block, Line, join_lines, split_lines
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.draft import Draft, LeftOut
from skrot.read.structure.paragraphs import group_paragraphs, measure_layout
from skrot.read.structure.repair import structure_blocks
from skrot.records import PartKind

# Why the picture of a page is no part of the text.
SCANNED = "scanned page"
# Between the cells of a row: a blank would make one number of "4" and "230".
CELLS = " | "
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_TAB = re.compile(r"(?<=\d) *\t\s*(?=\d)")


class Metadata(NamedTuple):
    """What a source says about itself, dates in ISO 8601.

    ``date`` is when the text was published, ``saved`` when the file was made: it stands in where
    nothing else gives a date. So does ``named``, the title among the properties of a file, where
    the text shows none. ``address`` is where the text was published.
    """

    title: str | None = None
    date: str | None = None
    author: str | None = None
    source: str | None = None
    saved: str | None = None
    named: str | None = None
    address: str | None = None


class Extracted(NamedTuple):
    """A document as its format's reader gives it: decoded source, structure, metadata."""

    raw: str
    structured: Structured
    metadata: Metadata = Metadata()


class Paragraph(NamedTuple):
    """A paragraph of a format that marks its paragraphs; a line feed in it breaks a line.

    ``kind`` is what it is, where the format tells it; ``left_out`` the reason for which it is no
    part of the text: it is listed as dropped.
    """

    text: str
    kind: PartKind | None = None
    item: bool = False
    left_out: str | None = None


def structure_paragraphs(paragraphs: Iterable[Paragraph], metadata: Metadata) -> Extracted:
    """Make a document of paragraphs; its raw text has an empty line between two of them."""
    kept = [p._replace(text=_normal(p.text)) for p in paragraphs]
    kept = [p for p in kept if p.text and (p.left_out or any(map(str.isalnum, p.text)))]
    raw = "\n\n".join(p.text for p in kept)
    repaired = repair_characters(raw)
    blocks: list[Block] = []
    left_out: list[LeftOut] = []
    at = 0
    texts = repaired.text.split("\n\n") if kept else []
    for paragraph, text in zip(kept, texts, strict=True):
        lines = [
            line._replace(start=at + line.start, end=at + line.end) for line in split_lines(text)
        ]
        if paragraph.left_out is not None:
            left_out.append(LeftOut(paragraph.left_out, at, at + len(text)))
        elif lines:
            blocks += _blocks(paragraph, lines)
        at += len(text) + 2
    metadata = Metadata(*(_paired(field) if field else field for field in metadata))
    title = metadata.title or metadata.named
    structured = structure_blocks(blocks, repaired, raw, title, left_out)
    return Extracted(raw, structured, metadata)


def _paired(text: str) -> str:
    """Join halves of surrogate pairs; a sign stands for one alone, which is no text."""
    if _HALF_PAIR.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _normal(text: str) -> str:
    """One blank between words, and lines that have something to see."""
    text = _paired(text)
    lines = [" ".join(_TAB.sub(CELLS, line).split()) for line in text.split("\n")]
    if len(lines) > 1:
        lines = [line for line in lines if repair_characters(line).text.strip()]
    return "\n".join(lines)


def _blocks(paragraph: Paragraph, lines: Sequence[Line]) -> Iterator[Block]:
    """One block, or more where a line break in it ends a sentence or a line of a list."""
    draft = Draft(lines=lines)
    if len(lines) > 1 and paragraph.kind is None:
        measure_layout(draft)
        group_paragraphs(draft)
    for i, group in enumerate(draft.groups or [list(lines)]):
        block = join_lines(group)
        block.kind, block.item = paragraph.kind, paragraph.item and not i
        yield block
