"""What a page sets between paragraphs, where the paragraphs of a text were run together.

A scraper that joins paragraphs leaves headings, captions of pictures, links to other articles and
credits in the middle of one long line. They end without a full stop, and often without a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from skrot.polish.characters import DASHES, LOWER, UPPER
from skrot.polish.dictionary import analyse
from skrot.read.structure.blocks import Block
from skrot.read.structure.breaks import find_ends, find_openers, find_seams, in_quotation
from skrot.read.structure.bylines import (
    find_byline,
    find_invitations,
    insert_wording,
    is_disclaimer,
    is_invitation,
    is_wish,
)
from skrot.read.structure.draft import Draft
from skrot.read.structure.links import find_links
from skrot.read.structure.notices import is_signature
from skrot.records import PartKind

_SHORTEST = 60
_SHORTEST_HEADING = 12
_LONGEST_HEADING = 110
_NEAR = 160
_LONGEST_WORD = 40
_LONGEST_CAPTION = 260
_LONGEST_PROMOTION = 260
_TOUCHING = re.compile(
    rf"(?:(?<=[{LOWER}]{{3}})|(?<=[\d”\"»?!)]))(?=([{UPPER}]\w*(?!\.\w)|[„—]))"
    rf"|(?<=[{LOWER}]{{3}})(?=\d+ [{LOWER}])|(?<=[{UPPER}]{{2}})(?=([{UPPER}][{LOWER}]+)(?!\.\w))"
)
_CREDIT_MARK = re.compile(r"/| \. | : |\. ?:")
_TURN = re.compile(rf"(?<=[\w”\"»)?!])(?= ?[–—-] [{UPPER}])")
# The letter first, then what is before it: so the engine looks at capitals alone.
_CAPITAL_INSIDE = re.compile(rf"[{UPPER}](?<=[{LOWER}]{{3}}[{UPPER}])[{LOWER}]*(?![\w-])")
_SMALL = re.compile(rf"(?<!\w)[{LOWER}]+$")
_POST = re.compile(
    r"(?:(?:pic\.twitter\.com|https?://t\.co)/\w{1,20} ?){0,3}"
    r"[–—-] [^–—()]{1,50} \(@\w+\) "
    r"(?:[A-Z][a-z]+ \d{1,2},(?: \d{4})?|\d{1,2} \w+(?: \d{4})?(?: г\.)?)"
)
_LAST_STOP = re.compile(r"[.!?…”\"»)] ")
_STRAY = re.compile(r"[.?!”\"] [/.]$")
_NO_HEADING = ".,;:–—-"


class Insert(NamedTuple):
    """``text[start:end]`` that is no paragraph: left out, or of this kind where it is known."""

    start: int
    end: int
    kind: PartKind | None = None
    left_out: bool = False


def split_inserts(draft: Draft) -> None:
    """Cut what a page sets between paragraphs out of blocks that have swallowed it.

    Links and promotion are left out, credits and captions are ``other``; a heading gets a block of
    its own.
    """
    blocks: list[Block] = []
    for block in draft.blocks:
        if block.kind in {None, "body", "lead"} and not block.item and len(block.text) > _SHORTEST:
            blocks += _split(block, draft)
        else:
            blocks.append(block)
    draft.blocks = blocks


def _split(block: Block, draft: Draft) -> Iterator[Block]:
    text = block.text
    tail = [*_tail(text)][::-1]
    if tail and not text[: tail[0].start].strip() and len(draft.blocks) == 1:
        tail = []  # it is all that there is
    body = text[: tail[0].start] if tail else text
    inserts = [
        *_apart(chain(_captions(body), _links(body), _posts(body), _headings(body), _seams(body))),
        *tail,
    ]
    if not inserts:
        yield block
        return
    at = 0
    for start, end, kind, left_out in inserts:
        if text[at:start].strip():
            yield block.cut(at, start)
        piece = block.cut(start, end)
        if left_out:
            draft.leave_out("advert", piece)
        elif piece.text:
            piece.kind = kind
            yield piece
        at = end
    if text[at:].strip():
        yield block.cut(at)


def _apart(inserts: Iterable[Insert]) -> list[Insert]:
    """Give in order what does not overlap; what comes first counts."""
    kept: list[Insert] = []
    for insert in inserts:
        if all(insert.end <= other.start or other.end <= insert.start for other in kept):
            kept.append(insert)
    return sorted(kept)


def _tail(text: str) -> Iterator[Insert]:
    """Find promotion, bylines and signatures at the end of a block, the last first."""
    end, called = len(text), False
    if _STRAY.search(text, max(end - _SHORTEST_HEADING, 0)):
        yield Insert(end - 1, end, left_out=True)
        end = len(text[:-1].rstrip())
    while end:
        byline, left_out = find_byline(text[:end]), False
        if byline is not None and byline[1] < end:
            yield Insert(byline[1], end, left_out=True)
            end = byline[1]
        start = _signature(text, end) if byline is None else byline[0]
        if start is None:
            low = max(end - _LONGEST_PROMOTION, 0)
            start, left_out = next(reversed(find_ends(text, low, end)), low), True
            last = text[start:end].strip()
            wished, called = called and is_wish(last), is_invitation(last)
            if not (called or wished or is_disclaimer(last)):
                return
        yield Insert(start, end, None if left_out else "other", left_out)
        end = len(text[:start].rstrip())


def _signature(text: str, end: int) -> int | None:
    """Find where a signature begins after the last sentence: "(PAP)", "PAP/jn"."""
    for stop in _LAST_STOP.finditer(text, max(end - _SHORTEST, 0), end):
        if is_signature(text[stop.end() : end].strip()):
            return stop.end()
    return None


def _captions(text: str) -> Iterator[Insert]:
    """Find a credit with its caption: ". Jan Nowak" or "AP Photo / Jan Nowak", then glued words."""
    for credit in _credit().finditer(text) if _CREDIT_MARK.search(text) else ():
        start = credit.end()
        reach = start + _LONGEST_CAPTION
        ends = (end for end in find_ends(text, start, reach) if not in_quotation(text, start, end))
        reach = next(ends, reach)
        touching = (m for m in _TOUCHING.finditer(text, start, reach) if _may_touch(text, m))
        glued = [m.start() for m in touching if not in_quotation(text, start, m.start())]
        if glued or len(credit[0]) > len(". "):  # more than what is left of a mark
            glued += [m.start() for m in _TURN.finditer(text, start, reach)]
        if glued:
            # The name of who took the picture ends at the first place, the caption at the second.
            yield Insert(credit.start(), sorted(glued)[:2][-1], "other")


def _may_touch(text: str, glued: re.Match[str]) -> bool:
    """Tell whether a paragraph begins here: a word is known on one side, or there is a mark."""
    word, at = glued[1] or glued[2], glued.start()
    if not word or not word[0].isalpha() or analyse(word):
        return True
    before = _SMALL.search(text, max(at - _LONGEST_WORD, 0), at)
    return text[at - 1] in "”»?!" or (before is not None and bool(analyse(before[0])))


def _posts(text: str) -> Iterator[Insert]:
    """Find what stands under a post of a social network: "— Jan Nowak (@nowak) January 3, 2020"."""
    for match in _POST.finditer(text) if "(@" in text else ():
        yield Insert(*match.span(), "other")


def _links(text: str) -> Iterator[Insert]:
    for start, end in chain(find_links(text), find_invitations(text)):
        yield Insert(start, end, left_out=True)


def _headings(text: str) -> Iterator[Insert]:
    """Find headings that the next paragraph is glued to, or follows with no full stop between."""
    glued = (m.start() for m in _CAPITAL_INSIDE.finditer(text) if _are_words(text, m))
    for at in sorted({*glued, *find_openers(text, 0, len(text))}):
        low = max(at - _NEAR, 0)
        start = next(reversed(find_ends(text, low, at)), at if low else 0)
        heading = text[start:at].strip()
        if len(heading) >= _SHORTEST_HEADING and heading[0] not in DASHES:
            is_short = (
                len(heading) <= _LONGEST_HEADING and heading.rstrip('”"')[-1] not in _NO_HEADING
            )
            yield Insert(start, at, "heading" if is_short else None)


def _seams(text: str) -> Iterator[Insert]:
    """Find where two paragraphs touch."""
    for at in find_seams(text):
        yield Insert(at, at)


def _are_words(text: str, second: re.Match[str]) -> bool:
    """Tell whether two words were run together: "działaćRada", and no name like "YouTube"."""
    at = second.start()
    first = _SMALL.search(text, max(at - _LONGEST_WORD, 0), at)
    return first is not None and bool(analyse(first[0]) and analyse(second[0]))


@cache
def _credit() -> re.Pattern[str]:
    pictures, labels = (
        "|".join(insert_wording().pictures),
        "|".join(insert_wording().picture_labels),
    )
    label = rf"(?<=[.!?…”\"»)] )(?:{labels}) ?: ?(?=[\w„\"«@])"
    mark = rf"(?:(?:^|(?<= ))[./] |(?<!\w)(?:{pictures}) ?/ ?)(?=[{UPPER}„\"«@\d])"
    return re.compile(rf"{label}|{mark}")
