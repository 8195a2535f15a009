"""A figure before a full stop: an ordinal ("24. Marsz"), an item ("2. Ewa Lis"), or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from skrot.polish.dictionary import analyse
from skrot.polish.tags import ADJECTIVAL, NOMINAL, slots
from skrot.toml import Table, load

_ROMAN = re.compile(r"[IVXLC]+")
_LONGEST_RANK = 3
_FEWEST_ITEMS = 3
_FARTHEST_ITEM = 30
_CASES = frozenset({"nom", "gen", "dat", "acc", "inst", "loc"})


class _Words(Table, frozen=True):
    cardinal: frozenset[str]


@cache
def _words() -> _Words:
    return load("skrot.annotate", "data/ordinals.toml", _Words)


def find_items(doc: Doc, texts: Sequence[str]) -> frozenset[int]:
    """Find the figures that begin the items of a list in running text: "1. Jan Lis 2. Ewa Lis".

    Three or more count up by one, each with a capital behind it.
    """
    items: list[int] = []
    chain: list[int] = []
    for at in _figures(doc, texts):
        follows = chain and int(texts[at]) == int(texts[chain[-1]]) + 1
        if not follows or at - chain[-1] > _FARTHEST_ITEM:
            items += chain if len(chain) >= _FEWEST_ITEMS else ()
            chain = []
        chain.append(at)
    return frozenset([*items, *(chain if len(chain) >= _FEWEST_ITEMS else ())])


def _figures(doc: Doc, texts: Sequence[str]) -> Iterator[int]:
    for at in range(len(texts) - 2):
        if texts[at + 1] == "." and texts[at].isdecimal() and len(texts[at]) <= _LONGEST_RANK:
            spaced = doc[at + 1].whitespace_ and not doc[at].whitespace_
            if spaced and texts[at + 2].istitle():
                yield at


def is_rank(doc: Doc, at: int, token: Token) -> bool:
    """Tell whether a figure must be an ordinal.

    A Roman numeral follows ("lat 50. XX w."), what the preposition before it governs
    ("w 69. Sesji"), or a genitive, and a noun stands before it ("dzień 69. Międzynarodowego …").
    """
    if not _may_be_rank(doc, at):
        return _ROMAN.fullmatch(token.text) is not None and doc[at].text.isdecimal()
    if len(token) > 1 and _ROMAN.fullmatch(token.text):
        return True
    cases = _cases(token)
    if "nom" in cases or at == 0:
        return False
    before = doc[at - 1].text
    return bool(cases & _governed(before.lower())) or ("gen" in cases and _is_noun(before))


def may_be_rank(doc: Doc, at: int, token: Token) -> bool:
    """Tell whether a figure may be an ordinal: a noun or adjective with a capital follows."""
    return _may_be_rank(doc, at) and token.text.istitle() and bool(_cases(token))


def _may_be_rank(doc: Doc, at: int) -> bool:
    text = doc[at].text
    if not text.isdecimal() or len(text) > _LONGEST_RANK:
        return False
    before = [doc[i].lower_ for i in range(max(at - 2, 0), at) if doc[i].text != "."]
    return not before or before[-1] not in _words().cardinal


def _cases(token: Token) -> set[str]:
    """Give the cases of a word that is a noun or adjective and nothing else."""
    readings = analyse(token.lower_) or analyse(token.text)
    if not all(reading.pos in NOMINAL | ADJECTIVAL for reading in readings):
        return set()
    return {slot.case for reading in readings for slot in slots(reading.tag)} & _CASES


def _is_noun(word: str) -> bool:
    """Tell whether a word is a noun, no name and mostly nothing else ("dzień" is no imperative)."""
    kinds = {reading.pos for reading in analyse(word)} if word.islower() else set()
    return bool(kinds & NOMINAL) and kinds <= NOMINAL | {"impt"}


def _governed(word: str) -> set[str]:
    """Give the cases that a preposition governs; none for another word."""
    tags = [reading.tag.split(":") for reading in analyse(word)]
    return {case for tag in tags if tag[0] == "prep" for case in tag[1].split(".")}
