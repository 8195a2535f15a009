"""Where sentences end in the text of a block, as far as its form tells without annotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from skrot.polish.characters import CLOSING_QUOTES, LOWER, UPPER
from skrot.polish.dictionary import analyse
from skrot.read.structure.bylines import insert_wording

_END = re.compile(rf"[.?!…][”\"»)]*\s*(?<=[\s”\"»)])(?=[{UPPER}„\"«\d–—-])")
_SEAM = re.compile(rf"[.?!…](?<=[{LOWER}”\"»)].)[”\"»]?(?=([{UPPER}][{LOWER}]*)(?![\w.-])|[–—] )")
_LAST_WORD = re.compile(r"\w{1,4}$")
_STOPS = frozenset(".?!…")
_LONGEST_ABBREVIATION = 3
_VERBAL = frozenset({"fin", "praet", "impt", "imps", "pred", "prep", "conj", "comp", "adv", "part"})


def find_ends(text: str, start: int, end: int) -> list[int]:
    """Give where sentences begin after a full stop in ``text[start:end]``, in order."""
    found = (m for m in _END.finditer(text, start, end) if _is_end(text, start, m.start()))
    return [m.end() for m in found if m.end() < end]


def find_seams(text: str) -> Iterator[int]:
    """Give where a sentence is glued to the one before: "końcu.Potem", "źle?— Nie"."""
    for match in _SEAM.finditer(text):
        word = match[1]
        begins = not word or (bool(analyse(word)) if len(word) > 2 else opens_sentence(word))
        if begins and _is_end(text, 0, match.start()):
            yield match.end()


def find_openers(text: str, start: int, end: int, *, named: bool = False) -> Iterator[int]:
    """Give the space before words that begin a sentence where no full stop stands before them.

    After a name they do so where `named` says that they may.
    """
    for match in _opener().finditer(text, start, end):
        word = text[start : match.start()].rpartition(" ")[2]
        quoted = word[-1:] in CLOSING_QUOTES and word[-2:-1] not in _STOPS
        if named or word[:1].islower() or quoted:
            yield match.start()


def in_quotation(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation that opens after ``start`` is not closed before ``end``."""
    opened = text.count("„", start, end)
    closed = text.count("”", start, end) + text.count('"', start, end)
    return closed < opened if opened else closed % 2 == 1


def opens_sentence(word: str) -> bool:
    """Tell whether a word with a capital is a verb or a function word and nothing else."""
    readings = analyse(word.lower())
    return bool(readings) and all(reading.pos in _VERBAL for reading in readings)


def _is_end(text: str, start: int, at: int) -> bool:
    """Tell whether a full stop ends a sentence rather than an abbreviation."""
    found = _LAST_WORD.search(text, max(at - _LONGEST_ABBREVIATION - 1, start), at)
    word = found[0] if found else ""
    if len(word) > _LONGEST_ABBREVIATION or not word or word.isdigit():
        return True
    return (word.isupper() and len(word) > 1) or (not analyse(f"{word}.") and bool(analyse(word)))


@cache
def _opener() -> re.Pattern[str]:
    short, long = "|".join(insert_wording().openers), "|".join(insert_wording().long_openers)
    return re.compile(rf" (?<=[{LOWER}”\"»] )(?:(?:{short}) (?=[{LOWER}])|(?:{long})\b)")
