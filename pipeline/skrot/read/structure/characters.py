"""Character repairs: line ends, invisible characters, ligatures, decomposed letters, mojibake.

What keeps its length is replaced in place; what does not is recorded, so that every character of
the repaired text still knows its place in the raw one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from skrot.read.structure.mojibake import find_mangled, read_again
from skrot.records import SourceSpan

# Spaces of all widths, symbol-font bullets, and what no text needs: one character for one.
# What breaks a line beside a line feed.
LINE_BREAKS = "\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_ONE_FOR_ONE = {
    **dict.fromkeys(map(ord, "\t\u00a0\u1680\u202f\u205f\u3000"), " "),
    **dict.fromkeys(range(0x2000, 0x200B), " "),
    **dict.fromkeys(map(ord, LINE_BREAKS), "\n"),
    **dict.fromkeys(range(0x09), " "),
    **dict.fromkeys(range(0x0E, 0x1C), " "),
    **dict.fromkeys((0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)), " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xF020, 0xF100), "•"),
    **dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd"),
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
_UNUSUAL = re.compile(rf"[\r\u00ad{_INVISIBLE}{''.join(_LIGATURES)}]")
_ACCENT = re.compile("[\u0300-\u036f]")
_CHANGE = re.compile(rf"\r\n?|[{_INVISIBLE}]+|\u00ad(?!\r?\n)|[{''.join(_LIGATURES)}]")
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
# What a letter of UTF-8 read wrongly is then.
_SAVED = {**_ONE_FOR_ONE, **dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"), "")}
_SAME_LENGTH = re.compile("[" + "".join(map(re.escape, map(chr, _ONE_FOR_ONE))) + "]")


class Repaired(NamedTuple):
    """A repaired text and, where lengths changed, the map back to the raw text.

    ``starts`` are the offsets into ``text`` at which segments begin, ``segments`` their
    ``(start, end, raw_start, raw_end)``; both are empty when nothing changed its length.
    """

    text: str
    starts: tuple[int, ...] = ()
    segments: tuple[tuple[int, int, int, int], ...] = ()

    def spans(self, start: int, end: int) -> list[SourceSpan]:
        """Map ``text[start:end]`` to the raw text; ``start`` and ``end`` keep their meaning."""
        if not self.segments:
            return [SourceSpan(start, end, start, end)]
        found: list[SourceSpan] = []
        at = max(bisect_right(self.starts, start) - 1, 0)
        while at < len(self.segments) and self.segments[at][0] < end:
            low, high, raw_low, raw_high = self.segments[at]
            cut_low, cut_high = max(low, start), min(high, end)
            if cut_low < cut_high:
                if high - low == raw_high - raw_low:
                    raw_low, raw_high = raw_low + cut_low - low, raw_low + cut_high - low
                found.append(SourceSpan(cut_low, cut_high, raw_low, raw_high))
            at += 1
        return found

    def raw_range(self, start: int, end: int) -> tuple[int, int]:
        """The smallest range of the raw text that ``text[start:end]`` came from."""
        spans = self.spans(start, max(end, start + 1))
        if not spans:
            return (self.segments[-1][3],) * 2 if self.segments else (start, end)
        return spans[0].source_start, spans[-1].source_end


def repair_characters(raw: str) -> Repaired:
    r"""Repair the characters of a text.

    Spaces of any width become a space, ``\r\n`` a line feed, ligatures their letters, combining
    accents composed letters; invisible and direction characters, soft hyphens inside a line and
    control characters go; what was read in a wrong code page is read again.
    """
    mangled = [(start, end, letter.translate(_SAVED)) for start, end, letter in find_mangled(raw)]
    text = raw if mangled else read_again(raw)
    text = _SAME_LENGTH.sub(_one_for_one, text)  # few of many: faster than a translation
    found: list[re.Match[str]] = []
    if _UNUSUAL.search(text):
        found += _CHANGE.finditer(text)
    if _ACCENT.search(text):
        found += _ACCENTED.finditer(text)
    changes = [(match.start(), match.end(), _replacement(match[0])) for match in found]
    if mangled:
        taken = {at for start, end, _ in mangled for at in range(start, end)}
        changes = [change for change in changes if taken.isdisjoint(range(*change[:2]))] + mangled
    changes.sort()
    return _apply(text, changes)


def _one_for_one(found: re.Match[str]) -> str:
    return _ONE_FOR_ONE[ord(found[0])]


def _replacement(found: str) -> str:
    if found[0] == "\r":
        return "\n"
    if found in _LIGATURES:
        return _LIGATURES[found]
    if len(found) > 1 and found[0].isalpha():
        return unicodedata.normalize("NFC", found)
    return ""


def _apply(text: str, changes: list[tuple[int, int, str]]) -> Repaired:
    if not changes:
        return Repaired(text)
    pieces: list[str] = []
    segments: list[tuple[int, int, int, int]] = []
    at = length = 0
    for start, end, new in changes:
        if at < start:
            pieces.append(text[at:start])
            segments.append((length, length + start - at, at, start))
            length += start - at
        if new:
            pieces.append(new)
            segments.append((length, length + len(new), start, end))
            length += len(new)
        at = end
    if at < len(text):
        pieces.append(text[at:])
        segments.append((length, length + len(text) - at, at, len(text)))
    return Repaired("".join(pieces), tuple(s[0] for s in segments), tuple(segments))
