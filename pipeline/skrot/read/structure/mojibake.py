"""Letters that went through a wrong code page: UTF-8 in a code page, one code page in another.

What one code page makes of another is told by the words: of all pairs, the one that makes most
words of the dictionary out of what is none. A word that the dictionary knows stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from skrot.polish.dictionary import analyse

# UTF-8 read in a one-byte code page: every letter of Polish became two or three characters, and
# four to eight where that was saved and read wrongly once more. The likelier letters stand first.
_MANGLED = (
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”’‘“–—…•€‑−‰™≤≥→«»§°²³±½éáíöüäčřšžě"
    + "".join(map(chr, range(0xA0, 0x180)))
    + "\u00ad\u200b\ufeff\uf0b7\uf0a7\uf0fc\uf02d\uf0d8"
)
_READ_TWICE = ("cp1250", "cp1252", "latin-1", "iso8859-2")
_READ_ONCE = (*_READ_TWICE, "cp852", "mac_roman", "mac_latin2", "cp437")
_LEADS = b"\xc2\xc3\xc4\xc5\xe2"
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")
_LONGEST_MANGLED = 8
_ENOUGH = 3

_POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"
_TYPOGRAPHIC = "„”“’‘–—…«»§°•"
_WRITTEN = ("cp1250", "iso8859-2", "cp852", "mac_latin2")
_READ = (*_WRITTEN, "cp1252", "latin-1", "mac_roman")
# Some fonts of PDF files give letters a place 32 too low.
_SHIFTED = ({"Ŝ": "ż"}, {"Ŝ": "ż", "ś": "Ż"})
# Of the spaces one may be a letter that was misread.
_NO_BREAK = "\xa0"
_SPACE = "\x00-\x20\u1680\u2000-\u200a\u202f\u205f\u3000"
_TOKEN = re.compile(f"[^{_SPACE}]+")
_WORD = re.compile(r"[^\W\d_]+")
_AROUND = "!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~„”“’‘…«»°•"
_RAISED = "¹²³"
_INSIDE = re.compile(r"[^\W\d_][^\w\s-][^\W\d_]|[\x80-\x9f]|[^\W\d_][¹³][^\W\d_]")
_MOST_TOKENS = 150
_SHARE = 0.3

Change = tuple[int, int, str]
Table = dict[int, str]


def find_mangled(raw: str) -> list[Change]:
    """Find letters of UTF-8 that was read in a code page; fewer than three may be meant."""
    if not _trace().search(raw):
        return []
    letters = _mangled()
    found: list[Change] = []
    for run in _FOREIGN.finditer(raw):
        at = run.start()
        while at < run.end():
            ends = range(min(at + _LONGEST_MANGLED, run.end()), at + 1, -1)
            end = next((end for end in ends if raw[at:end] in letters), None)
            if end is None:
                at += 1
            else:
                found.append((at, end, letters[raw[at:end]]))
                at = end
    return found if len(found) >= _ENOUGH else []


@cache
def _trace() -> re.Pattern[str]:
    """Match what the first byte of a letter of Polish became."""
    leads = {_read_wrongly(byte, page) for byte, page in product(_LEADS, _READ_ONCE)}
    return re.compile(f"[{''.join(sorted(leads - set(_POLISH + _TYPOGRAPHIC)))}]")


@cache
def _mangled() -> dict[str, str]:
    """What became of letters, and the letters: of the likelier letter where two became the same."""
    letters: dict[str, str] = {}
    polish = set(_POLISH)
    for pages in (_READ_ONCE, _READ_TWICE):
        times = 1 if pages is _READ_ONCE else 2
        for letter, *chosen in product(_MANGLED, *[pages] * times):
            wrong = letter
            for page in chosen:
                wrong = "".join(_read_wrongly(byte, page) for byte in wrong.encode())
            if not polish.issuperset(wrong):
                letters.setdefault(wrong, letter)
    return letters


def _read_wrongly(byte: int, page: str) -> str:
    try:
        return bytes([byte]).decode(page)
    except UnicodeDecodeError:
        return chr(byte)  # what browsers do with the holes of a code page


def read_again(raw: str) -> str:
    """Put right what was written in one code page of Polish and read in another.

    Parameters
    ----------
    raw : str
        A text; words in it may be right.

    Returns
    -------
    str
        Of the same length: each character stands where what it was read as stood.
    """
    if not _suspicious().search(raw):
        return raw
    tokens = {token for token in _TOKEN.findall(raw) if not token.isascii()}
    wrong = sorted(t for t in tokens if _suspicious().search(t) and not _is_known(t))
    best = max(_scores(wrong[:_MOST_TOKENS]))
    if not best.sure:
        return raw
    family = _families()[best.family]
    right = {token: _put_right(token, family) for token in sorted(tokens)}
    return _TOKEN.sub(lambda match: right.get(match[0], match[0]), raw)


@cache
def _families() -> tuple[tuple[Table, ...], ...]:
    """Tables from what was read to what was written; a word takes the first that makes it one."""
    targets = set(_POLISH + _TYPOGRAPHIC)
    families: list[tuple[Table, ...]] = [tuple(map(str.maketrans, _SHIFTED))]
    for written, read in product(_WRITTEN, _READ):
        table = {}
        for byte in range(0x80, 0x100):
            meant, seen = _read_wrongly(byte, written), _read_wrongly(byte, read)
            if meant != seen and meant in targets:
                table[ord(seen)] = meant
        if table:
            families.append((table,))
    return tuple(families)


@cache
def _suspicious() -> re.Pattern[str]:
    """Match what a code page may have made of a letter, and what no Polish text needs."""
    seen = {chr(key) for family in _families() for table in family for key in table}
    return re.compile(
        f"[{re.escape(''.join(sorted(seen - set(_POLISH + _TYPOGRAPHIC + _NO_BREAK))))}]"
    )


class _Score(NamedTuple):
    """How many words a family makes, how many of its characters there are, minus its place."""

    words: int
    covered: int
    place: int
    sure: bool

    @property
    def family(self) -> int:
        return -self.place


def _scores(tokens: Sequence[str]) -> Iterator[_Score]:
    telling = [token for token in tokens if not _is_raised(token)]
    for place, family in enumerate(_families()):
        made = [token for token in telling if _is_known(_put_right(token, family))]
        covered = sum(ord(char) in family[0] for token in telling for char in token)
        several = len(made) > 1 or any(map(_INSIDE.search, made))
        sure = several and len(made) >= _SHARE * len(telling)
        yield _Score(len(made), covered, -place, sure)


def _put_right(token: str, family: tuple[Table, ...]) -> str:
    """Give what a word was before it was misread; a word of the dictionary is right as it is."""
    if _NO_BREAK in token:
        whole = token.translate(family[0])
        words = [_put_right(word, family) for word in token.split(_NO_BREAK)]
        return whole if _NO_BREAK not in whole and _is_known(whole) else _NO_BREAK.join(words)
    if _is_known(token):
        return token
    again = next((a for table in family if _is_known(a := token.translate(table))), None)
    if again is not None:
        return again
    certain = _suspicious().search(token) and not _is_raised(token)
    return token.translate(family[0]) if certain else token


def _is_known(token: str) -> bool:
    """Tell whether all words of a token are in the dictionary; so is what has no letter."""
    core = token.strip(_AROUND)
    words = core.replace(_NO_BREAK, "-").split("-")
    if not all(map(str.isalpha, words)):
        return not any(char.isalpha() or "\x80" <= char <= "\x9f" for char in token)
    # The dictionary does not mind "PIąTEK", which is half misread.
    return all(
        (word.islower() or word.istitle() or word.isupper())
        and bool(analyse(word) or analyse(word.lower()))
        for word in words
    )


def _is_raised(token: str) -> bool:
    """Tell whether all that is suspicious may be the mark of a note or a power: "ustawa³", "m²"."""
    rest = token.rstrip(_RAISED + '.,;:)”"')
    return not _suspicious().search(rest)
