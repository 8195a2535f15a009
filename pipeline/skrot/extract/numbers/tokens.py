"""The lexical scan: text to tokens in which figures, dates and clock times are one token each.

The tokens do not depend on a spaCy tokenizer, because "14,9", "2017–2021" and "500m3" are cut
differently by different ones; offsets are characters of the text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum, auto

import msgspec

SPACES = "\u00a0\u2009\u202f "


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    DATE = auto()
    TIME = auto()
    MARK = auto()


class Token(msgspec.Struct, frozen=True, gc=False):
    """A piece of text with its place; ``glued`` means that no space stands before it."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    glued: bool


# More than six groups of three whole figures are a row of a table, not one number.
# After a group of thousands three figures may go on with the number before them, one or two begin
# the next column.
# "1, 2 tys." is a decimal comma with a space behind it: a list would not share its thousands.
# A group quantifier always repeats a piece that begins with a separator, so matching is linear.
_TOKEN = re.compile(
    rf"""
    (?P<WORD>[^\W\d_]+[²³]?)
    |(?P<DATE>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?![\d-])
        |\d{{1,2}}([./-])\d{{1,2}}\3\d{{4}}(?!\d)
        |\d{{1,2}}\.(?:0[1-9]|1[0-2])\.?(?=[ ]?[-–][ ]?\d{{1,2}}\.\d{{1,2}}\.\d{{4}})
        |\d{{1,2}}\.(?:0[1-9]|1[0-2])\.?(?=[-–]\d{{1,2}}\.(?:0[1-9]|1[0-2])(?!\d|[.,]\d))
        |(?<=\d[-–])\d{{1,2}}\.(?:0[1-9]|1[0-2])(?!\d|[.,]\d)
        |\d{{1,2}}\.(?:0[1-9]|1[0-2])\.(?=[ ][^\W\d_A-ZĄĆĘŁŃÓŚŹŻ]))
    |(?P<TIME>\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?!\d|[,:]\d))
    |(?P<NUMBER>[1-9]\d{{0,2}}(?:['’]\d{{3}}(?!\d)){{1,5}}
        |\d{{1,4}}[½¼¾]
        |\d{{1,3}},[ ]\d{{1,2}}(?=[ ](?:tys|mln|mld|bln)\b)
        |(?:(?<![{SPACES}]\d\d\d[{SPACES}])[1-9]\d\d|[1-9]\d?)
            (?:(?:[{SPACES}]\d{{3}}(?!\d)){{1,10}},\d{{1,30}}
                |(?:[{SPACES}]\d{{3}}(?!\d)){{1,5}}(?![{SPACES}]\d{{3}}(?!\d)))
        |[1-9]\d{{0,2}}(?:\.\d{{3}}(?!\d)){{1,10}}(?:,\d{{1,30}})?
        |\d+(?:[.,]\d{{1,30}})?)
    |(?P<MARK>\n+|[^\w\s]|_)
    """,
    re.VERBOSE,
)
_KINDS = {kind.name: kind for kind in Kind}
_SPACED = re.compile(rf"[{SPACES}'’]")
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def scan(text: str) -> list[Token]:
    """Cut a text into tokens, in order; a run of line breaks is a token of its own."""
    tokens = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        piece = match.group()
        name = match.lastgroup or "MARK"
        tokens.append(Token(_KINDS[name], piece, piece.lower(), start, end, start == last))
        last = end
    return tokens


def figure(text: str) -> Decimal:
    """Read figures as written in Polish.

    Spaces of any width, apostrophes and full stops before exactly three figures separate thousands;
    a comma, or a full stop elsewhere, separates decimals. "2½" is 2.5.
    """
    text = _SPACED.sub("", text)
    if text[-1] in _FRACTIONS:
        return Decimal(text[:-1]) + _FRACTIONS[text[-1]]
    if "," in text:
        return Decimal(text.replace(".", "").replace(",", "."))
    head, stop, tail = text.rpartition(".")
    if stop and len(tail) == 3 and head.replace(".", "").isdigit() and head[0] != "0":
        return Decimal(text.replace(".", ""))
    return Decimal(text)
