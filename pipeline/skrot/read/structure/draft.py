"""What the repairs work on: a text on its way from lines to blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from skrot.read.structure.blocks import Block, Line


class Layout(NamedTuple):
    """How a text is laid out: hard-wrapped or not, and to how many characters."""

    wrapped: bool = False
    width: int = 0


class Aside(NamedTuple):
    """Lines taken out of the running text, and the offset of the line they stood after."""

    after: int
    lines: tuple[Line, ...]


class LeftOut(NamedTuple):
    """What is no part of the text, with the reason: ``source[start:end]``."""

    reason: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Draft:
    """A text while it is repaired; every repair changes it.

    Attributes
    ----------
    lines : sequence of Line
        The lines of the running text.
    blocks : sequence of Block
        The paragraphs, headings and other blocks of the text; none before there are paragraphs.
    title : str or None
        The title where the source gives it apart from the text.
    layout : Layout
        How the lines are laid out.
    asides : list of Aside
        Lines that are kept, but interrupt the running text.
    groups : list of list of Line
        The lines of each paragraph.
    boxes : list of int
        The indices of the boxes in `groups`.
    transcript : bool
        Whether it is the transcript of a debate.
    left_out : list of LeftOut
        What was taken out of the text.
    """

    lines: Sequence[Line] = ()
    blocks: Sequence[Block] = ()
    title: str | None = None
    layout: Layout = field(default_factory=Layout)
    asides: list[Aside] = field(default_factory=list)
    groups: list[list[Line]] = field(default_factory=list)
    boxes: list[int] = field(default_factory=list)
    transcript: bool = False
    left_out: list[LeftOut] = field(default_factory=list)

    def leave_out(self, reason: str, what: Line | Block) -> None:
        """Note that a line or block is no part of the text."""
        self.left_out.append(LeftOut(reason, what.start, what.end))
