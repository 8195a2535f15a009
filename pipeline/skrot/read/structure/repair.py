"""From the text of a file to a clean Document: the repairs of its structure, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from skrot.read.structure.adverts import drop_adverts
from skrot.read.structure.asides import put_back_asides, take_out_asides
from skrot.read.structure.assemble import Structured, assemble
from skrot.read.structure.blocks import Block, Line, split_lines
from skrot.read.structure.boxes import take_out_boxes
from skrot.read.structure.characters import Repaired
from skrot.read.structure.draft import Draft, LeftOut
from skrot.read.structure.footnotes import cut_marks
from skrot.read.structure.headings import split_run_in_headings
from skrot.read.structure.inserts import split_inserts
from skrot.read.structure.items import mark_items
from skrot.read.structure.letters import mark_letter
from skrot.read.structure.pages import strip_pages
from skrot.read.structure.paragraphs import group_paragraphs, join_paragraphs, measure_layout
from skrot.read.structure.parts import label_parts
from skrot.read.structure.tables import mark_tables
from skrot.read.structure.transcripts import cut_stage_directions, mark_transcript

Repair = Callable[[Draft], None]

ORDER: tuple[Repair, ...] = (
    # Lines become blocks; what marks its paragraphs has blocks, and none of this.
    strip_pages,
    measure_layout,
    mark_tables,
    take_out_asides,
    group_paragraphs,
    take_out_boxes,
    join_paragraphs,
    put_back_asides,
    # Blocks become parts.
    split_inserts,
    drop_adverts,
    mark_transcript,
    cut_stage_directions,
    split_run_in_headings,
    mark_items,
    mark_letter,
    cut_marks,
    label_parts,
)
_OF_BLOCKS = ORDER.index(split_inserts)


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
    lines: Sequence[Line],
    repaired: Repaired,
    raw: str,
    title: str | None = None,
    left_out: Iterable[LeftOut] = (),
) -> Structured:
    """Repair the structure of lines whose place on the page, or whose kind, may be known."""
    draft = Draft(lines=lines, title=title, left_out=list(left_out))
    for repair in ORDER:
        repair(draft)
    return assemble(draft, repaired, raw)


def structure_blocks(
    blocks: Sequence[Block],
    repaired: Repaired,
    raw: str,
    title: str | None = None,
    left_out: Iterable[LeftOut] = (),
) -> Structured:
    """Repair the structure of blocks whose kind may be known; `left_out` is what a format drops."""
    draft = Draft(blocks=blocks, title=title, left_out=list(left_out))
    for repair in ORDER[_OF_BLOCKS:]:
        repair(draft)
    return assemble(draft, repaired, raw)
