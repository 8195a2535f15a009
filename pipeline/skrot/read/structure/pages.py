"""What a page adds to a text: page numbers, running heads and feet, letterheads, footnotes.

The text may have form feeds between pages; where it has none, page numbers and repeated letterheads
tell where a page ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from statistics import median

from skrot.polish.characters import UPPER
from skrot.read.structure.blocks import Line
from skrot.read.structure.contacts import is_contact
from skrot.read.structure.draft import Aside, Draft
from skrot.read.structure.footnotes import count_footnote_lines
from skrot.read.structure.paragraphs import begins_lower, ends_sentence
from skrot.read.structure.wording import wording

_DIGITS = re.compile(r"\d+")
_LEADERS = re.compile(r"(?:\. ?){5,}\d{0,4}$")
_TWO_SENTENCES = re.compile(rf"[^\W\d]{{4}}[.!?]\s+[{UPPER}]")
_LONGEST_NUMBER = 20
_LONGEST_FURNITURE = 110
_EDGE = 4
_LEADER = 30
_FEWEST_DOTS = 5
_SHORTEST_PAGE = 8
_SHORT = 0.8
_TOP = 20
_FEW_PAGES = 6

Region = tuple[int, int]
Place = tuple[int, str]


@cache
def _page_number() -> re.Pattern[str]:
    words = wording()
    total = rf"(?: ?({'|'.join(words.pages_of)}) ?(\d{{1,4}}))?"
    return re.compile(rf"[-–— ]*(?:{words.page} ?)?(\d{{1,4}}){total}[-–— ]*", re.IGNORECASE)


def strip_pages(draft: Draft) -> None:
    """Take page furniture out of the lines of a text.

    Dropped are page numbers that count up, heads and feet that repeat at page edges, letterheads
    from their second occurrence on, and lines without a letter or digit. A first letterhead and
    tables of contents stay as ``other``; footnotes stay too, after the paragraph they interrupt.
    """
    kept, dropped = _drop_separators(draft.lines)
    contacts = [is_contact(line.text) for line in kept]
    numbers = _page_numbers(kept, contacts)
    first, repeated = _letterheads(kept, contacts)
    repeated |= _heads(kept, numbers, contacts)
    kept = [
        line._replace(hint="other") if i in first or _has_leaders(line.text) else line
        for i, line in enumerate(kept)
    ]
    regions = _regions(kept, numbers | repeated)
    draft.lines, draft.asides = _take_out(kept, regions)
    dropped += [
        ("page number" if i in numbers else "running head", kept[i])
        for low, high in regions
        for i in range(low, high)
    ]
    for reason, line in sorted(dropped, key=lambda item: item[1].start):
        draft.leave_out(reason, line)


def _has_leaders(text: str) -> bool:
    """Tell whether a line of a table of contents ends with dots and a page number."""
    tail = text[-_LEADER:]
    return tail.count(".") >= _FEWEST_DOTS and _LEADERS.search(tail) is not None


def _drop_separators(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[str, Line]]]:
    kept: list[Line] = []
    dropped: list[tuple[str, Line]] = []
    passed, page = False, False
    for line in lines:
        if any(map(str.isalnum, line.text)):
            if passed:
                line = line._replace(blanks=max(line.blanks, 1), page=line.page or page)  # noqa: PLW2901
            kept.append(line)
            passed, page = False, False
        else:
            dropped.append(("separator", line))
            passed, page = True, page or line.page
    return kept, dropped


def _page_numbers(lines: Sequence[Line], contacts: Sequence[bool]) -> set[int]:
    """The indices of page numbers.

    They stand alone on a line and count up a page at a time, stand next to a letterhead or at a
    page edge, or interrupt a sentence.
    """
    found: set[int] = set()
    plain: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        if len(line.text) > _LONGEST_NUMBER or not any(map(str.isdigit, line.text)):
            continue
        match = _page_number().fullmatch(line.text)
        if match is None:
            continue
        plain.append((i, int(match[1])))
        around = [j for j in (i - 1, i, i + 1) if 0 <= j < len(lines)]
        if any(contacts[j] or lines[j].page for j in around) or _interrupts(lines, i):
            found.add(i)
    return found | _chain(plain, len(lines))


def _chain(numbers: Sequence[tuple[int, int]], end: int) -> set[int]:
    """The longest run of numbers each one more than the last, at least a short page apart.

    Only the last page, whose number ends the text, may be shorter.
    """
    length: dict[int, int] = {}
    previous: dict[int, int | None] = {}
    last_with: dict[int, int] = {}
    for i, number in numbers:
        before = last_with.get(number - 1)
        if before is not None and i - before < _SHORTEST_PAGE and i + 1 < end:
            before = None
        length[i] = 1 + (length[before] if before is not None else 0)
        previous[i] = before
        if number not in last_with or length[i] >= length[last_with[number]]:
            last_with[number] = i
    at: int | None = max(length, key=lambda i: (length[i], -i), default=None)
    chain: set[int] = set()
    while at is not None:
        chain.add(at)
        at = previous[at]
    return chain if len(chain) > 1 else set()


def _interrupts(lines: Sequence[Line], i: int) -> bool:
    inside = 0 < i < len(lines) - 1
    return inside and not ends_sentence(lines[i - 1].text) and begins_lower(lines[i + 1].text)


def _letterheads(lines: Sequence[Line], contacts: Sequence[bool]) -> tuple[set[int], set[int]]:
    """The indices of the contact lines that head the text, and of those that repeat them."""
    first: set[int] = set()
    repeated: set[int] = set()
    seen: set[str] = set()
    for low, high in _runs(contacts):
        keys = {_key(lines[i].text) for i in range(low, high)}
        if low < _TOP:
            first |= set(range(low, high))
            seen |= keys
        elif keys & seen:
            repeated |= set(range(low, high))
    return first, repeated


def _heads(lines: Sequence[Line], numbers: Collection[int], contacts: Sequence[bool]) -> set[int]:
    """The indices of heads and feet of pages that nothing else marks.

    They are short, come again, but for their numbers, a short page apart at least, and interrupt
    sentences: at half of their places or more, and twice at least.
    """
    short = _SHORT * median(len(line.text) for line in lines) if lines else 0
    keys = [
        _key(line.text) if len(line.text) < short and (contact or _could_be_head(line)) else ""
        for line, contact in zip(lines, contacts, strict=True)
    ]
    counts = Counter(keys)
    often = [bool(key) and (counts[key] > 1 or i in numbers) for i, key in enumerate(keys)]
    inside: Counter[str] = Counter()
    for low, high in _runs(often):
        if low > 0 and high < len(lines) and high - low <= _EDGE:
            open_before = not ends_sentence(lines[low - 1].text)
            if open_before and begins_lower(lines[high].text):
                inside.update(set(keys[low:high]))
    heads = {key for key, count in inside.items() if count > 1 and 2 * count >= counts[key]}
    found: set[int] = set()
    for head in heads:
        places = [i for i, key in enumerate(keys) if key == head]
        apart = all(b - a >= _SHORTEST_PAGE for a, b in pairwise(places))
        sure = inside[head] > 2 or " " in lines[places[0]].text
        if apart and sure and _same_or_counting([lines[i].text for i in places]):
            found.update(places[places[0] < _TOP :])  # on the first page it stands once
    return found.difference(numbers)


def _same_or_counting(texts: Sequence[str]) -> bool:
    """Tell whether texts that differ in their numbers alone have one that counts the pages."""
    rows = [[int(number) for number in _DIGITS.findall(text)] for text in texts]
    steps = ({b - a for a, b in pairwise(column)} for column in zip(*rows, strict=False))
    return len(set(texts)) == 1 or {1} in steps


def _runs(flags: Sequence[bool]) -> list[Region]:
    edges = [i for i in range(len(flags)) if flags[i] and (i == 0 or not flags[i - 1])]
    ends = [i + 1 for i in range(len(flags)) if flags[i] and not (*flags[i + 1 : i + 2], False)[0]]
    return list(zip(edges, ends, strict=True))


def _key(text: str) -> str:
    return "".join(_DIGITS.sub("0", text.casefold()).split())


def _regions(lines: Sequence[Line], furniture: Collection[int]) -> list[Region]:
    """Ranges of lines between two pages that are furniture, in order, apart from each other."""
    marks = [(i, i) for i, line in enumerate(lines) if line.page and i]
    marks += [(i, i + 1) for i in furniture]
    running = _running(lines, _apart(sorted(marks)))
    regions: list[Region] = []
    for low, high in sorted(marks):
        last = regions[-1] if regions else (low, low)
        between = range(last[1], low)
        new_page = last[0] == last[1] < low
        if (
            regions
            and len(between) <= _EDGE
            and all(
                _runs_at(lines, i, last, running) or (new_page and _could_be_furniture(lines[i]))
                for i in between
            )
        ):
            regions[-1] = (last[0], high)
        else:
            regions.append((low, high))
    return _apart([_widen(lines, region, running) for region in regions])


def _running(lines: Sequence[Line], regions: Sequence[Region]) -> set[Place]:
    """What stands at the same place near page edges again and again."""
    counts: Counter[Place] = Counter()
    for low, high in [(0, 0), *regions]:
        counts.update(_place(lines, high + offset, offset) for offset in range(_EDGE))
        counts.update(_place(lines, low - 1 - offset, -1 - offset) for offset in range(_EDGE))
    enough = 2 if len(regions) <= _FEW_PAGES else 3
    return {place for place, count in counts.items() if place[1] and count >= enough}


def _place(lines: Sequence[Line], i: int, offset: int) -> Place:
    return offset, _key(lines[i].text) if 0 <= i < len(lines) else ""


def _apart(regions: Sequence[Region]) -> list[Region]:
    result: list[Region] = []
    for low, high in regions:
        if result and low <= result[-1][1]:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return result


def _could_be_furniture(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= _LONGEST_FURNITURE
        and not ends_sentence(text)
        and text[-1] not in ",)-"
        and text[0] not in "(-–—•"
    )


def _could_be_head(line: Line) -> bool:
    if line.text[0].islower():
        return False
    return _could_be_furniture(line) or (line.text[-1] == ")" and line.text[-2:-1].isdigit())


def _widen(lines: Sequence[Line], region: Region, running: Collection[Place]) -> Region:
    low, high = region
    while low > 0 and region[0] - low < _EDGE and _runs_at(lines, low - 1, region, running):
        low -= 1
    while high < len(lines) and high - region[1] < _EDGE and _runs_at(lines, high, region, running):
        high += 1
    return low, high


def _runs_at(lines: Sequence[Line], i: int, region: Region, running: Collection[Place]) -> bool:
    """Tell whether a line near a page edge is a head or foot; so is what a letterhead repeats."""
    text = lines[i].text
    offset = i - region[0] if i < region[0] else i - region[1]
    return (
        (offset, _key(text)) in running
        and len(text) <= _LONGEST_FURNITURE
        and text[-1] not in ":;,)-"
        and not begins_lower(text)
        and not _TWO_SENTENCES.search(text)
    )


def _join_sentence(lines: Sequence[Line], region: Region, limits: Region, short: float) -> Region:
    """Widen a page break by the short lines that keep two halves of a sentence apart."""
    low, high = region
    for extra in range(_EDGE):
        for above in range(extra + 1):
            top, bottom = low - above, high + extra - above
            if top <= limits[0] or bottom >= limits[1]:
                continue
            between = (*lines[top:low], *lines[high:bottom])
            if (
                not ends_sentence(lines[top - 1].text)
                and begins_lower(lines[bottom].text)
                and all(_could_be_furniture(x) and len(x.text) < short for x in between)
                and not any(begins_lower(x.text) for x in between)
            ):
                return top, bottom
    return region


def _take_out(lines: Sequence[Line], regions: Sequence[Region]) -> tuple[list[Line], list[Aside]]:
    kept: list[Line] = []
    asides: list[Aside] = []
    at, expected = 0, 1
    short = _SHORT * median(len(line.text) for line in lines) if lines else 0
    edges = [*regions, (len(lines), len(lines))]
    for i, (low, high) in enumerate(edges):
        top, bottom = low, high
        if _TOP < low < len(lines):
            top, bottom = _join_sentence(lines, (low, high), (at, edges[i + 1][0]), short)
        page = list(lines[at:top])
        open_after = bottom < len(lines) and begins_lower(lines[bottom].text)
        count, expected = count_footnote_lines(page, expected, open_after)
        body, notes = page[: len(page) - count], page[len(page) - count :]
        if body and at:
            body[0] = body[0]._replace(page=True)
        kept += body
        notes += (*lines[top:low], *lines[high:bottom])
        notes = [line._replace(hint="other") for line in notes]
        if kept:
            asides.append(Aside(kept[-1].start, tuple(notes)))
        else:
            kept += notes
        at = bottom
    return kept, asides
