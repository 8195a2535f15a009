"""The words of a page of a PDF: characters side by side, by the direction that they are read in."""

from __future__ import annotations

import ctypes
import math
import sys
from collections import defaultdict
from string import ascii_letters, digits
from typing import Any, NamedTuple

from skrot.read.formats.pdf_letters import Signs
from skrot.read.structure.characters import LINE_BREAKS

# Hyphens at the ends of lines; what has no character in its font; what breaks lines or pages in a
# text is a blank on a page, whose lines are where they stand.
_MEANT = {
    0x02: "-", 0xFFFE: "-", 0xAD: "-", 0: "\ufffd",
    **dict.fromkeys(map(ord, f"{LINE_BREAKS}\f\t\u00a0 "), " "),
    **dict.fromkeys(map(ord, "\r\n"), "\n"),
}  # fmt: skip
# Characters that need no closer look, as most fonts have them where ASCII does.
_SURE = {ord(char): char for char in f"{ascii_letters}{digits} .,;:()"}
_LONGEST_NAME = 128
_BOLD = 600
_GAP = 0.3
_OVERLAP = 1.0
_SAME_LINE = 0.3
_SAME_SIZE = 0.2
# Text that is set askew is read along its own line, in steps of so many degrees.
_ASKEW = 10
_RIGHT = 90
_WIDTH = 0.5
_SMALLEST = 0.1


class Word(NamedTuple):
    """Characters set side by side without a space.

    The box is in points, turned so that the line is level and y goes upwards; ``bottom`` is the
    baseline. ``order`` is its place in the file, ``spaced`` tells that a space stood before it.
    """

    text: str
    left: float
    bottom: float
    right: float
    size: float
    bold: bool
    order: int = 0
    spaced: bool = False

    @property
    def top(self) -> float:
        """The height of its capitals, about."""
        return self.bottom + 0.75 * self.size


class _Setting(NamedTuple):
    """How characters are set: their direction in degrees, the baseline and the type size."""

    turn: int
    baseline: float
    size: float
    level: bool = True


def read_words(document: Any, number: int, signs: Signs) -> list[list[Word]]:
    """Read the words of a page, those of each direction by themselves, most characters first.

    A page that is turned, or on which text is, reads as any other: the direction is that of the
    matrix of the characters.

    Parameters
    ----------
    document : pypdfium2.PdfDocument
        The file.
    number : int
        The index of the page.
    signs : Signs
        Stand for the characters whose font does not say what they are.
    """
    page = document[number]
    textpage = page.get_textpage()
    try:
        found = _Reader(textpage, signs).words()
    finally:
        textpage.close()
        page.close()
    return sorted(found.values(), key=lambda words: -sum(len(word.text) for word in words))


class _Reader:
    """Goes through the characters of a page; asks for how they are set only where that changes."""

    def __init__(self, textpage: Any, signs: Signs) -> None:
        from pypdfium2 import raw

        self._signs = signs

        self._raw = raw
        self._textpage = textpage.raw
        self._count = textpage.count_chars()
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._last = 0
        self._setting = _Setting(0, 0.0, 1.0)

    def words(self) -> dict[int, list[Word]]:
        """The words by their direction, in the order of the file."""
        raw, textpage, box = self._raw, self._textpage, self._box
        unicode, loose = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
        reference = ctypes.byref(box)
        found: defaultdict[int, list[Word]] = defaultdict(list)
        text: list[str] = []
        setting = begun = self._setting
        line = (0.0, 0.0)
        left = right = 0.0
        bold = spaced = False
        order = 0

        def end() -> None:
            nonlocal order, spaced
            word = Word("".join(text), left, begun.baseline, right, begun.size, bold, order, spaced)
            found[begun.turn].append(word)
            order += 1
            spaced = False
            text.clear()

        for index in range(self._count):
            code = unicode(textpage, index)
            char = _SURE.get(code) or self._character(index, code)
            if char in {" ", "\n"}:
                if text:
                    end()
                spaced = spaced or char == " "
                continue
            loose(textpage, index, reference)
            now = (box.bottom, box.top) if setting.level else (box.left, box.right)
            if now != line:
                setting = self._set(index)
                line = (box.bottom, box.top) if setting.level else (box.left, box.right)
            low, high = self._extent(setting) if setting.turn else (box.left, box.right)
            if text and not _follows(begun, setting, low - right):
                end()
            if not text:
                left, right, begun = low, high, setting
                bold = raw.FPDFText_GetFontWeight(textpage, index) >= _BOLD
            text.append(char)
            right = max(right, high)
        if text:
            end()
        return found

    def _set(self, index: int) -> _Setting:
        """How a character is set: as the last one asked for, if they are drawn together."""
        raw, textpage, matrix = self._raw, self._textpage, self._matrix
        drawn = raw.FPDFText_GetTextObject(textpage, index)
        address = ctypes.addressof(drawn.contents) if drawn else 0
        if address and address == self._last:
            return self._setting
        raw.FPDFText_GetCharOrigin(textpage, index, ctypes.byref(self._x), ctypes.byref(self._y))
        raw.FPDFText_GetMatrix(textpage, index, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = max(raw.FPDFText_GetFontSize(textpage, index) * scale, _SMALLEST)
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        turn = round(angle / _RIGHT) * _RIGHT
        if abs(angle - turn) > _ASKEW:
            turn = round(angle / _ASKEW) * _ASKEW
        turn %= 360
        baseline = _along(turn + _RIGHT, self._x.value, self._y.value)
        self._last, self._setting = address, _Setting(turn, baseline, size, turn % 180 == 0)
        return self._setting

    def _character(self, index: int, code: int) -> str:
        """The character of a code: a sign where its font does not say what it is."""
        raw, textpage = self._raw, self._textpage
        if raw.FPDFText_HasUnicodeMapError(textpage, index) == 1:
            name = ctypes.create_string_buffer(_LONGEST_NAME)
            raw.FPDFText_GetFontInfo(textpage, index, name, _LONGEST_NAME, None)
            return self._signs.of(name.value.decode("utf-8", "replace"), code)
        # PDFium gives half a pair where a font maps outside of Unicode.
        if code > sys.maxunicode or 0xD800 <= code < 0xE000:
            return "\ufffd"
        return _MEANT.get(code, chr(code))

    def _extent(self, setting: _Setting) -> tuple[float, float]:
        """Where a character begins and ends along its line."""
        box, turn = self._box, setting.turn
        if turn == 90:
            return box.bottom, box.top
        if turn == 180:
            return -box.right, -box.left
        if turn == 270:
            return -box.top, -box.bottom
        middle = _along(turn, (box.left + box.right) / 2, (box.bottom + box.top) / 2)
        return middle - _WIDTH * setting.size / 2, middle + _WIDTH * setting.size / 2


def _along(turn: int, x: float, y: float) -> float:
    """How far a point lies in a direction."""
    if turn == _RIGHT:
        return y
    angle = math.radians(turn)
    return x * math.cos(angle) + y * math.sin(angle)


def _follows(begun: _Setting, setting: _Setting, gap: float) -> bool:
    size = begun.size
    alike = begun is setting or (
        begun.turn == setting.turn
        and abs(begun.baseline - setting.baseline) < _SAME_LINE * min(size, setting.size)
        and abs(size - setting.size) < _SAME_SIZE * size
    )
    return alike and -_OVERLAP * size < gap < _GAP * size
