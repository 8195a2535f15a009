"""Footnotes at the end of a page, and their marks in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from skrot.polish.dictionary import analyse
from skrot.read.formats.raised import judge_raised
from skrot.read.structure.blocks import Block, Line
from skrot.read.structure.draft import Draft
from skrot.read.structure.paragraphs import ends_sentence
from skrot.read.structure.phrases import phrases

_FOOTNOTE = re.compile(r"\[?(\d{1,3})[\])]?\s+(\S.*)")
_LONGEST = 14
# A number that touches the word, bracket or quotation mark before it: "ustawa1", "(POZ)1,".
_MARK = re.compile(r"(?:\b([^\W\d_]{3,})|[)”»\]])(\d{1,3})(?=[\s.,;:)”]|$)")
# A number in brackets that touches what stands before it, but for a letter alone (a formula).
_BRACKETED = re.compile(
    r"(?<=[\w.,;:!?%)”»\"'’])(?<!\b[^\W\d_])(?:\[(?:\d{1,3}(?:[,–-] ?\d{1,3}){0,9}|[*†‡]{1,3})\])+"
)
# Raised figures as characters of their own: "5400¹", "10⁶", "1,5²⁾".
SUPERSCRIPTS = str.maketrans("0123456789+-−()abcdef", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ᵃᵇᶜᵈᵉᶠ")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠ", "0123456789+-()abcdef")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠ]+(?:[,;–] ?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_LETTER = re.compile(r"\(?[a-f]\)?")
_AROUND = 40
_MOST_UNSEEN = 3


def count_footnote_lines(page: Sequence[Line], expected: int, open_after: bool) -> tuple[int, int]:
    """Tell how many lines at the end of a page are footnotes.

    They are numbered on from `expected` or from 1, and begin with a capital letter, a web address
    or one of the words in ``phrases.toml`` (so that "1 września" at a line end is none).

    Parameters
    ----------
    page : sequence of Line
        The lines of the page without its furniture.
    expected : int
        The number after that of the last footnote.
    open_after : bool
        Whether the next page begins inside a sentence.

    Returns
    -------
    tuple of int
        The number of lines, 0 for no footnote, and the number expected next.
    """
    first = max(len(page) - _LONGEST, 1)
    for start in range(first, len(page)):
        number = _number(page[start].text)
        if number not in {expected, 1} or not (ends_sentence(page[start - 1].text) or open_after):
            continue
        following = number
        for line in page[start + 1 :]:
            following += int(_number(line.text) == following + 1)
        return len(page) - start, following + 1
    return 0, expected


def _number(text: str) -> int:
    match = _FOOTNOTE.match(text)
    if match is None:
        return 0
    note = match[2]
    known = note.casefold().startswith(phrases("footnote").starts)
    return int(match[1]) if known or note[0].isupper() or note[0] in "[„" else 0


def cut_marks(draft: Draft) -> None:
    """Cut the marks of footnotes out of the text they touch.

    A mark is a number in brackets ("oświaty[1]", "r.[2][3]"), one in raised figures where
    `judge_raised` takes it for a mark ("5400¹", not "10⁶"), or the number of the next footnote of
    the document, or of one of the few after it, on a word of the dictionary that is no acronym
    ("CO2"), a bracket or a quotation mark. A mark on a number that has no brackets cannot be told
    from its digits and stays.
    """
    notes = [number for b in draft.blocks if b.kind == "other" and (number := _number(b.text))]
    rest: list[Block] = []
    for block in draft.blocks:
        spans = [] if block.kind == "other" else sorted(_marks(block.text, notes))
        for span in spans:
            draft.leave_out("footnote mark", block.cut(*span))
        rest.append(_without(block, spans) if spans else block)
    draft.blocks = rest


def _without(block: Block, spans: Sequence[tuple[int, int]]) -> Block:
    edges = [0, *(edge for span in spans for edge in span), len(block.text)]
    between = zip(edges[::2], edges[1::2], strict=True)
    return replace(block, pieces=[p for low, high in between for p in block.slice(low, high)])


def is_mark(text: str, start: int, end: int) -> bool:
    """Tell whether the raised figures ``text[start:end]`` are the mark of a note."""
    before = text[max(start - _AROUND, 0) : start]
    if not before or before[-1].isspace():
        return False
    word = "".join(takewhile(str.isalpha, reversed(before)))[::-1]
    if word and not _is_word(word):
        return False
    figure = text[start:end].translate(_PLAIN)
    figure = "1" if _LETTER.fullmatch(figure) else figure
    return bool(judge_raised(before, figure, text[end : end + _AROUND]).mark)


def _is_word(word: str) -> bool:
    """Tell whether letters are a word, and neither an acronym nor the symbol of a unit."""
    return (word[1:].islower() or len(word) == 1) and any(
        reading.pos != "romandig" for reading in analyse(word) or analyse(word.lower())
    )


def _marks(text: str, notes: list[int]) -> Iterator[tuple[int, int]]:
    """Find the marks in a text; the notes that they stand for are taken off the list."""
    if "[" in text:
        yield from (match.span() for match in _BRACKETED.finditer(text))
    if not text.isascii():
        yield from (
            match.span() for match in _RAISED.finditer(text) if is_mark(text, *match.span())
        )
    for match in _MARK.finditer(text) if notes else ():
        word, number = match[1], int(match[2])
        known = word is None or (
            word[1:].islower() and bool(analyse(word) or analyse(word.lower()))
        )
        if known and number in notes[:_MOST_UNSEEN]:
            del notes[: notes.index(number) + 1]
            yield match.span(2)
