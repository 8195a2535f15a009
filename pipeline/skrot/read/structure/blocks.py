"""Lines and blocks: text that remembers where it stands in its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from skrot.read.structure.hyphens import is_cut_bare, is_suspended, join_word
from skrot.records import PartKind

_SPACE = re.compile(r"\s+")
_LAST_WORD = re.compile(r"[^\W_]*(?:-[^\W_]+)?$")
_FIRST_WORD = re.compile(r"-?([^\W_]+)")
# Polish practice repeats the hyphen of a compound at the start of the next line.
REPEATED_HYPHENS = "-\u2010–"
_REPEATED = re.compile(rf"[{REPEATED_HYPHENS}] ?(?=[^\W\d_])")
HYPHENS = "-\u2010\u00ad\u00ac"
_LONGEST_WORD = 64


class Line(NamedTuple):
    """A line without the spaces around it: ``source[start:end]``.

    ``blanks`` counts the empty lines before it; ``page`` tells that a page begins with it, ``hint``
    what it is where that is known before paragraphs are.
    """

    text: str
    start: int
    end: int
    blanks: int = 0
    page: bool = False
    hint: PartKind | None = None


class Piece(NamedTuple):
    """Cleaned text and the part of the source it stands for."""

    text: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Block:
    """A block of cleaned text: a title, a heading, a paragraph, a list item.

    ``item`` tells that it is a list item, ``box`` that it interrupted the running text,
    ``full`` that its last line is as long as the text is wide.
    """

    pieces: list[Piece]
    kind: PartKind | None = None
    item: bool = False
    box: bool = False
    full: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(piece.text for piece in self.pieces)

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.pieces[-1].end

    def cut(self, start: int, end: int | None = None) -> Block:
        """Give the block of ``text[start:end]``, without the spaces around it."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        pieces = self.slice(start, start + len(part.strip()))
        return Block(pieces, self.kind, self.item, self.box, self.full)

    def slice(self, start: int, end: int) -> list[Piece]:
        """Give the pieces of ``text[start:end]``."""
        pieces: list[Piece] = []
        at = 0
        for piece in self.pieces:
            low, high = max(start - at, 0), min(end - at, len(piece.text))
            if low < high:
                pieces.append(_slice(piece, low, high))
            at += len(piece.text)
        return pieces


def _slice(piece: Piece, low: int, high: int) -> Piece:
    if len(piece.text) != piece.end - piece.start:
        return Piece(piece.text[low:high], piece.start, piece.end)
    return Piece(piece.text[low:high], piece.start + low, piece.start + high)


def split_lines(text: str) -> list[Line]:
    """Split a text into its lines that are not empty; a form feed begins a page."""
    lines: list[Line] = []
    blanks = at = 0
    page = False
    for number, sheet in enumerate(text.split("\f")):
        page = page or number > 0
        for row in sheet.split("\n"):
            stripped = row.strip()
            if stripped:
                start = at + row.index(stripped[0])
                lines.append(Line(stripped, start, start + len(stripped), blanks, page))
                blanks, page = 0, False
            else:
                blanks += 1
            at += len(row) + 1
    return lines


def join_lines(lines: Sequence[Line]) -> Block:
    """Make one block of the lines of a paragraph; a word cut at a line end is whole again."""
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        start, end = line.start, line.end
        space = not i or not (
            _is_cut(lines[i - 1].text, line.text) or is_cut_bare(lines[i - 1].text, line.text)
        )
        start += 0 if space else _repeated_hyphen(line.text)
        if i + 1 < len(lines) and _is_cut(line.text, lines[i + 1].text):
            end -= _hyphen_to_drop(line.text, lines[i + 1].text)
        if i and space:
            gap = lines[i - 1].end
            pieces.append(Piece(" ", gap, min(gap + 1, line.start) if gap < line.start else gap))
        _add(pieces, line.text[start - line.start : end - line.start], start)
    return Block(pieces, lines[0].hint)


def _add(pieces: list[Piece], text: str, start: int) -> None:
    if "  " not in text and "\t" not in text:
        if text:
            pieces.append(Piece(text, start, start + len(text)))
        return
    at = 0
    for match in _SPACE.finditer(text):
        if at < match.start():
            pieces.append(Piece(text[at : match.start()], start + at, start + match.start()))
        pieces.append(Piece(" ", start + match.start(), start + match.end()))
        at = match.end()
    pieces.append(Piece(text[at:], start + at, start + len(text)))


def _is_cut(before: str, after: str) -> bool:
    """Tell whether a word goes on over a line end: not after a dash, nor in "polsko- i ruskich"."""
    if before[-1] not in HYPHENS or before[-2:-1].isspace():
        return False
    first = _FIRST_WORD.match(after[:_LONGEST_WORD])
    return first is None or not is_suspended(first[1])


def _repeated_hyphen(after: str) -> int:
    if after[0].isalnum():
        return 0
    match = _REPEATED.match(after)
    return match.end() if match else 0


def repeats_hyphen(before: str, after: str) -> bool:
    """Tell whether a line repeats the hyphen that the last one ends with, as compounds do."""
    return (
        before[-1] in HYPHENS
        and before[-2:-1].isalnum()
        and after[0] in REPEATED_HYPHENS
        and _REPEATED.match(after) is not None
        # After a blank it may be a bullet; "mleczno-" is half a compound.
        and (after[1] != " " or before[-2] == "o")
    )


def _hyphen_to_drop(before: str, after: str) -> int:
    left = _LAST_WORD.search(before[-_LONGEST_WORD:-1])
    right = _FIRST_WORD.match(after[:_LONGEST_WORD])
    if before[-1] in "\u00ad\u00ac":
        return 1
    if after[0] in REPEATED_HYPHENS or left is None or right is None or not left[0]:
        return 0
    return int(join_word(left[0], right[1]))
