"""Subtitles (.srt, .vtt, MicroDVD): what is said, without its times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import beginning, decode
from skrot.read.formats.extracted import Extracted
from skrot.read.limits import check_length
from skrot.read.structure.blocks import Block, Line, join_lines
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.draft import LeftOut
from skrot.read.structure.paragraphs import ends_sentence
from skrot.read.structure.repair import structure_blocks

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIME = re.compile(rf"[ \t]*({_CLOCK})[ \t]*-->[ \t]*({_CLOCK})[^\n]*")
_FRAMES = re.compile(r"[ \t]*\{(\d{1,9})\}\{(\d{0,9})\}")
_SECONDS = re.compile(r"[ \t]*\[(\d{1,9})\]\[(\d{0,9})\]")
_NUMBER = re.compile(r"[ \t]*\d{1,6}[ \t]*")
# How words are set: "<i>", "{\an8}", "{y:i}", "<v Anna>", "/" before a line in italics.
_TAG = re.compile(
    r"</?[a-zA-Z][^<>\n]{0,80}>|\{\\[^{}\n]{0,80}\}|\{[a-zA-Z]:[^{}\n]{0,40}\}|<\d[\d:.]{0,14}>"
)
_BLOCK = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b[^\n]*")
# Of MPL2: what stands after it is slanted.
_SLANTED = re.compile(r"/(?=[^\s/])")
_DASH = re.compile(r"[-–—]\s*(?=\S)")
_SOUND = re.compile(r"[\[(♪#][^\]\[()]{0,80}[\])♪#]\s*")
_TOLD_RATE = re.compile(r"[ \t]*\{[01]\}\{[01]\}[ \t]*(\d{2}(?:[.,]\d{1,3})?)[ \t]*")
_RATE = 25.0
_TENTHS = 10.0
# After a pause of so many seconds a new paragraph begins.
_PAUSE = 3.0
_LONGEST = 600


class _Cue(NamedTuple):
    """What is shown at once: the places of its lines, and from when to when in seconds."""

    lines: list[tuple[int, int]]
    begin: float
    end: float


def is_subtitles(data: bytes) -> bool:
    """Tell subtitles by their first time."""
    start = beginning(data)[:600].decode("latin-1")
    lines = [line for line in start.splitlines() if line.strip()][:3]
    if not lines:
        return False
    timed = any(_TIME.fullmatch(line) for line in lines[:2]) and (
        _NUMBER.fullmatch(lines[0]) is not None or _TIME.fullmatch(lines[0]) is not None
    )
    frames = sum(bool(_FRAMES.match(line) or _SECONDS.match(line)) for line in lines)
    return timed or lines[0].startswith("WEBVTT") or (frames == len(lines) and frames > 1)


def read_subtitles(data: bytes) -> Extracted:
    """Read what is said: sentences go on from one subtitle to the next.

    The raw text is the decoded file; times, numbers, tags and sounds are listed as dropped.

    Raises
    ------
    UnreadableError
        If it is no text, has no times, or is too long.
    """
    raw = decode(data)
    check_length(raw)
    repaired = repair_characters(raw)
    left_out: list[LeftOut] = []
    cues = list(_cues(repaired.text, left_out))
    if not any(cue.lines for cue in cues):
        msg = "no subtitles in it; remove it or save it as .txt"
        raise UnreadableError(msg)
    blocks = list(_paragraphs(cues, repaired.text, left_out))
    return Extracted(
        raw, structure_blocks(blocks, repaired, raw, None, sorted(left_out, key=_start))
    )


def _start(piece: LeftOut) -> int:
    return piece.start


def _cues(text: str, left_out: list[LeftOut]) -> Iterator[_Cue]:
    """Go through the lines: those of a cue follow its time up to an empty one."""
    lines: list[tuple[int, int]] = []
    begin = end = 0.0
    rate = _RATE
    inside = False
    header = False
    at = 0
    rows = text.split("\n")
    for i, row in enumerate(rows):
        start, at = at, at + len(row) + 1
        time, frames = _TIME.fullmatch(row), _FRAMES.match(row) or _SECONDS.match(row)
        if time is not None or frames is not None:
            if lines:
                yield _Cue(lines, begin, end)
            lines, inside, header = [], time is not None, False
        if time is not None:
            begin, end = _clock(time[1]), _clock(time[2])
            left_out.append(LeftOut("time code", start, start + len(row)))
        elif frames is not None:
            told = _TOLD_RATE.fullmatch(row)
            if told is not None:  # "{1}{1}23.976"
                rate = float(told[1].replace(",", ".")) or _RATE
                left_out.append(LeftOut("time code", start, start + len(row)))
                continue
            rate = rate if row.lstrip().startswith("{") else _TENTHS
            begin = int(frames[1]) / rate
            end = int(frames[2]) / rate if frames[2] else begin
            left_out.append(LeftOut("time code", start + frames.start(), start + frames.end()))
            yield _Cue(list(_split(text, start + frames.end(), start + len(row))), begin, end)
        elif not row.strip():
            inside = header = False
        elif _NUMBER.fullmatch(row) and _is_name(rows, i):
            left_out.append(LeftOut("time code", start, start + len(row)))
        elif _BLOCK.match(row) and not inside:
            header = True
            left_out.append(LeftOut("time code", start, start + len(row)))
        elif header or (not inside and _is_name(rows, i)):
            left_out.append(LeftOut("time code", start, start + len(row)))
        else:
            inside = True
            lines.append((start, start + len(row)))
    if lines:
        yield _Cue(lines, begin, end)


def _is_name(rows: list[str], i: int) -> bool:
    """Tell the number or name of a cue: the line before its time."""
    return i + 1 < len(rows) and _TIME.fullmatch(rows[i + 1]) is not None


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a MicroDVD subtitle, with "|" between them."""
    for piece in text[start:end].split("|"):
        yield start, start + len(piece)
        start += len(piece) + 1


def _clock(text: str) -> float:
    seconds = 0.0
    for part in text.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


def _paragraphs(cues: list[_Cue], text: str, left_out: list[LeftOut]) -> Iterator[Block]:
    """Join the lines of cues; a paragraph ends with a sentence at a pause, or as another speaks."""
    lines: list[Line] = []
    tags: list[tuple[int, int]] = []
    before = 0.0

    def end() -> Iterator[Block]:
        if lines:
            yield _without(join_lines(lines), tags)
        lines.clear()
        tags.clear()

    for cue in cues:
        pause = cue.begin - before > _PAUSE
        before = cue.end
        for low, high in cue.lines:
            for start, stop in _said(text, low, high, tags, left_out):
                speech = _DASH.match(text, start, stop)
                done = bool(lines) and ends_sentence(_bare(lines[-1].text))
                long = sum(len(line.text) for line in lines) > _LONGEST
                if speech or (done and (pause or long)):
                    yield from end()
                begin = speech.end() if speech else start
                if speech:
                    left_out.append(LeftOut("dash", start, begin))
                lines.append(Line(text[begin:stop], begin, stop))
                pause = False
    yield from end()


def _bare(text: str) -> str:
    return _TAG.sub("", text).strip()


def _said(
    text: str, low: int, high: int, tags: list[tuple[int, int]], left_out: list[LeftOut]
) -> Iterator[tuple[int, int]]:
    """A line without what stands around it: spaces, tags, sounds in brackets."""
    while low < high:
        found = _TAG.match(text, low, high) or _SOUND.match(text, low, high)
        found = found or _SLANTED.match(text, low, high)
        if found is None and text[low].isspace():
            low += 1
        elif found is not None:
            left_out.append(LeftOut("sound" if found.re is _SOUND else "tag", low, found.end()))
            low = found.end()
        else:
            break
    inner = list(_TAG.finditer(text, low, high))
    while inner and not text[inner[-1].end() : high].strip():
        last = inner.pop()
        left_out.append(LeftOut("tag", *last.span()))
        high = last.start()
    while high > low and text[high - 1].isspace():
        high -= 1
    for tag in inner:
        left_out.append(LeftOut("tag", *tag.span()))
        tags.append(tag.span())
    if any(map(str.isalnum, text[low:high])):
        yield low, high
    elif low < high:
        left_out.append(LeftOut("separator", low, high))


def _without(block: Block, tags: list[tuple[int, int]]) -> Block:
    """Cut tags out of a block, by where they stand in the source."""
    if not tags:
        return block
    at = 0
    pieces = []
    for piece in block.pieces:
        low = piece.start
        inside = [tag for tag in tags if piece.start <= tag[0] and tag[1] <= piece.end]
        edges = [low, *(edge for tag in inside for edge in tag), piece.end]
        if not inside:
            pieces.append(piece)
        else:
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                pieces += block.slice(at + start - low, at + end - low)
        at += len(piece.text)
    return Block(pieces, block.kind, block.item)
