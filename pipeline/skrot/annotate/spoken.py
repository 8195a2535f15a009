"""Transcribed speech and chats: text whose sentences do not begin with a capital.

There a dash opens a turn, which elsewhere it may but need not, and a lower-case word after a
question mark begins the next sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from skrot.annotate.abbreviations import load_abbreviations
from skrot.polish.characters import LONG_DASHES

# A minus never opens a turn.
_TURN_DASHES = LONG_DASHES | {"-"}
_STOPS = frozenset({".", "..", "?", "!", "?!", "!?"})
# In the transcripts of NKJP at most this share of possible beginnings has a capital; in all but a
# few of its printed texts more have.
_MOST_CAPITALS = 0.2
_FEWEST_PLACES = 3


def spoken(doc: Doc) -> NDArray[np.bool_]:
    """Mark the tokens of blocks that transcribe speech, shape (len(doc),)."""
    texts = [token.text for token in doc]
    marks = np.zeros(len(doc), dtype=np.bool_)
    for start, end in _blocks(texts):
        beginnings = _beginnings(doc, texts, start, end)
        if next(beginnings, True):  # with a capital, or there is none
            continue
        capitals = [False, *beginnings]
        if len(capitals) >= _FEWEST_PLACES:
            marks[start:end] = sum(capitals) <= _MOST_CAPITALS * len(capitals)
    return marks


def opens_turn(token: Token) -> bool:
    """Tell whether a token of transcribed speech begins a sentence whatever else it looks like."""
    doc, at = token.doc, token.i
    before = doc[at - 1]
    if token.text in _TURN_DASHES:
        return _is_apart(token) and at + 1 < len(doc) and doc[at + 1].text[0].isalnum()
    if not token.text.isalpha() or not before.whitespace_:
        return False
    twice = before.text == "." and at > 1 and doc[at - 2].text == "."
    three = twice and at > 2 and doc[at - 3].text == "."
    return before.text in _STOPS - {"."} or (twice and not three)


def _blocks(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, text in enumerate(texts):
        if text.count("\n") > 1 and text.isspace():
            yield start, at
            start = at + 1
    yield start, len(texts)


def _beginnings(doc: Doc, texts: Sequence[str], start: int, end: int) -> Iterator[bool]:
    """Say of each word where a sentence may begin whether it has a capital."""
    before = -1
    for at in range(start, end):
        text = texts[at]
        if text.isspace():
            continue
        if text.isalpha() and (before < 0 or _may_end(doc, texts, before)):
            yield text[0].isupper()
        before = at


def _may_end(doc: Doc, texts: Sequence[str], at: int) -> bool:
    text = texts[at]
    if text in _TURN_DASHES:
        return _is_apart(doc[at])
    if text != "." or at == 0:
        return text in _STOPS
    word = texts[at - 1].lower()
    if not word.isalpha() or len(word) < 2:
        return word == "."
    known = load_abbreviations()
    return not any(word in group for group in (known.inner, known.final, known.before_number))


def _is_apart(dash: Token) -> bool:
    """Tell whether a dash has a space on both sides, or begins the text."""
    before = dash.nbor(-1) if dash.i else None
    return bool(dash.whitespace_) and (
        before is None or bool(before.whitespace_) or before.is_space
    )
