"""Paragraphs of plain text: whether it is hard-wrapped, and which lines belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from skrot.polish.characters import LOWER
from skrot.read.structure.blocks import HYPHENS, Line, join_lines, repeats_hyphen
from skrot.read.structure.draft import Draft, Layout
from skrot.read.structure.phrases import matches, phrases
from skrot.read.structure.wording import wording

_TERMINAL = re.compile(r"[.!?:;…][”\"’')\]]*$")
_ITEM = re.compile(
    r"(?:[•▪◦●○■□►‣➢✓\ufffd]\s*|[-–—*·]\s+|\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]\s+)(?=\S)"
)
_BULLET = re.compile(rf"[•▪◦●○■□►‣➢✓\ufffd]+\s*(?=\S)|(?:[-*·]|[–—](?=\s+[{LOWER}]))\s+(?=\S)")
_NUMBERS = re.compile(r"\.? ?\d[\d ,i–-]*[.:)]?")
_SHORT_WORD = re.compile(r"\b\w{1,3}\.$")
# A line is full if the next word would not have fitted; proportional type needs some slack.
_SLACK = 0.88
_FULL = 0.85
_SHORT = 20
_NEAR = 8
_HALF_FULL = 0.6
_NEVER_FIRST = frozenset("0123456789(§%&/")
_WIDEST = 180
_LONGEST_SALUTATION = 80
_LONGEST_CLOSING = 60


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence, a list introduction or a list item does."""
    return _TERMINAL.search(text[-6:]) is not None


def begins_lower(text: str) -> bool:
    """Tell whether a line begins in the middle of a sentence."""
    return text[0].islower() and not is_item(text) and not text.startswith(("http", "www."))


def is_item(text: str) -> bool:
    """Tell whether a line begins with a bullet, a dash or an enumerator."""
    return _ITEM.match(text) is not None


def bullet_length(text: str) -> int:
    """The length of the bullet a line begins with, 0 for none; a dialogue dash is not one."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def measure_layout(draft: Draft) -> None:
    """Tell hard-wrapped text from one paragraph a line.

    In wrapped text many lines end inside a sentence and the next begins with a small letter; these
    lines are about equally long. Both signs are needed.
    """
    soft: list[int] = []
    boundaries = 0
    for before, after in pairwise(draft.lines):
        if after.blanks > 1 or len(before.text) < _SHORT:
            continue
        boundaries += 1
        if begins_lower(after.text) and not ends_sentence(before.text):
            soft.append(len(before.text))
    if not soft:
        return
    soft.sort()
    width = soft[int(0.9 * (len(soft) - 1))]
    wrapped = len(soft) >= 0.15 * boundaries and width <= _WIDEST
    draft.layout = Layout(wrapped, width)


def group_paragraphs(draft: Draft) -> None:
    """Group lines into paragraphs, in order; every line is in one group."""
    lines, layout = draft.lines, draft.layout
    groups: list[list[Line]] = []
    widths = _local_widths(lines, layout)
    for i, line in enumerate(lines):
        joined = i > 0 and not _stands_apart(lines[i - 1], line) and not _is_whole(groups[-1], line)
        if joined and (
            _continues(lines[i - 1], line, layout, widths[i - 1])
            or _dash_inside(groups[-1], line, layout, widths[i - 1])
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    draft.groups = _merge_double_spaced(groups, layout)


def join_paragraphs(draft: Draft) -> None:
    """Make a block of each paragraph."""
    width = draft.layout.width
    blocks = [join_lines(group) for group in draft.groups]
    for block, group in zip(blocks, draft.groups, strict=True):
        block.full = draft.layout.wrapped and len(group[-1].text) > _FULL * width
    for number in draft.boxes:
        blocks[number].box = True
    draft.blocks = blocks


def is_salutation(text: str) -> bool:
    """Tell whether a line addresses the reader of a letter, as "Szanowny Panie Marszałku," does."""
    if len(text) > _LONGEST_SALUTATION or not text.startswith(wording().salutations):
        return False
    if any(mark in text[:-1] for mark in ".!?:,-"):
        return False
    opens = text.startswith(wording().bare_salutation)
    bare = opens and text[-1].isalpha() and len(text.split()) == 3
    return bare or text[-1] in ",!"


def is_answer(text: str) -> bool:
    """Tell whether a line says which question the next paragraphs answer: "Ad 1 i 2."."""
    mark = wording().answer
    return text.startswith(mark) and _NUMBERS.fullmatch(text, len(mark)) is not None


def is_closing(text: str) -> bool:
    """Tell whether a line closes a letter, as "Z poważaniem" does."""
    return len(text) < _LONGEST_CLOSING and matches("closing", text)


def is_full(line: Line, following: Line, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted on this one."""
    word = following.text.split(None, 1)[0]
    return len(line.text) + 1 + len(word) > _SLACK * width


def _local_widths(lines: Sequence[Line], layout: Layout) -> list[int]:
    if not layout.wrapped:
        return [0] * len(lines)
    floor = int(0.8 * layout.width)
    lengths = [len(line.text) if len(line.text) <= _WIDEST else 0 for line in lines]
    return [
        max([floor, *sorted(lengths[max(i - _NEAR, 0) : i + _NEAR])[-3:-2]])
        for i in range(len(lines))
    ]


def _stands_apart(before: Line, line: Line) -> bool:
    """Tell whether a paragraph ends between two lines, whatever their text says."""
    return (
        (line.blanks > 1 and not line.page)
        or line.hint != before.hint
        or line.hint == "other"
        or is_salutation(before.text)
        or is_salutation(line.text)
        or is_answer(line.text)
        or is_closing(before.text)
        or is_closing(line.text)
        or matches("addressee", before.text)
    )


def _is_whole(group: Sequence[Line], line: Line) -> bool:
    """Tell whether a paragraph is complete: a label with its colon, or all in brackets."""
    last = group[-1].text
    if line.text[0] == "(" and line.text[1:2].isupper() and ends_sentence(last):
        return True
    if begins_lower(line.text):
        return False
    return (len(group) == 1 and last[-1] == ":") or (group[0].text[0] == "(" and last[-1] == ")")


def _continues(before: Line, line: Line, layout: Layout, width: int) -> bool:
    if line.hint is not None:
        return line.blanks == 0
    if not line.blanks and repeats_hyphen(before.text, line.text):
        return True
    if layout.wrapped and before.text[-1] in HYPHENS and before.text[-2:-1].isalpha():
        return line.text[0].isalpha() or line.text[0] == "-"
    if begins_lower(line.text):
        return _goes_on(before, line, layout)
    if before.text.casefold().endswith(phrases("unfinished").ends):
        return layout.wrapped and line.blanks <= 1
    return layout.wrapped and not line.blanks and _fills(before, line, width)


def _fills(before: Line, line: Line, width: int) -> bool:
    """Tell whether a line was broken because it was full."""
    ended = ends_sentence(before.text)
    if is_item(line.text) and (bullet_length(line.text) or line.text[0] in "–—" or ended):
        return False
    if line.text[0] in _NEVER_FIRST and not ended:
        return len(before.text) > _HALF_FULL * width
    return is_full(before, line, width)


def _dash_inside(group: Sequence[Line], line: Line, layout: Layout, width: int) -> bool:
    """Tell whether a dash at the start of a line belongs to the sentence before it."""
    return (
        layout.wrapped
        and line.text[0] in "–—"
        and line.blanks == 0
        and line.hint is None
        and group[0].text[0] not in "–—-"
        and (group[-1].text[-1] not in ",:;.!?)" or _is_abbreviated(group[-1].text))
        and is_full(group[-1], line, width)
    )


def _is_abbreviated(text: str) -> bool:
    return _SHORT_WORD.search(text[-6:]) is not None


def _goes_on(before: Line, line: Line, layout: Layout) -> bool:
    if ends_sentence(before.text):
        # "tys." or "r." at a line end: the sentence goes on after the full stop.
        return layout.wrapped and line.blanks == 0 and before.text[-1] in ".)"
    return layout.wrapped or line.blanks == 0 or len(before.text) < _WIDEST


def _merge_double_spaced(groups: list[list[Line]], layout: Layout) -> list[list[Line]]:
    merged: list[list[Line]] = []
    for group in groups:
        last = merged[-1] if merged else None
        if (
            last is not None
            and group[0].blanks == 1
            and double_spaced(last)
            and double_spaced(group)
            and is_full(last[-1], group[0], max(len(line.text) for line in last))
        ):
            last.extend(group)
        else:
            merged.append(group)
    return merged


def double_spaced(group: Sequence[Line]) -> bool:
    """Tell whether an empty line stands between all lines of a paragraph."""
    return len(group) > 1 and all(line.blanks == 1 for line in group[1:])
