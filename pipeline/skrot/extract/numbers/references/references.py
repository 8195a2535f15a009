"""Figures that are not quantities: codes, places in a text, addresses, telephone numbers.

They are kept as references, so that a reader of the result can tell a figure that was understood
from one that was overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from skrot.extract.numbers.amounts.units import head_table
from skrot.extract.numbers.references.codes import Reference, ReferenceKind, find_codes
from skrot.extract.numbers.tables import PhraseTable, literal, words_of
from skrot.extract.numbers.tokens import Kind, Token, scan
from skrot.polish.characters import DASHES, LOWER, UPPER
from skrot.toml import Table, load


class Marks(Table, frozen=True):
    """Small words beside the figures of references."""

    units: frozenset[str]
    chained_unit: str
    street_words: frozenset[str]
    number: str
    before_figures: frozenset[str]
    joiners: frozenset[str]


class ReferenceTable(Table, frozen=True):
    """The contents of ``references.toml``."""

    before: dict[str, tuple[str, ...]]
    streets: dict[str, tuple[str, ...]]
    journals: dict[str, tuple[str, ...]]
    marks: Marks


# Every pattern has bounded or disjoint repetitions, so that matching is linear. Where a pattern
# begins with a figure, what may not stand before it is asked after it: only so does the engine step
# over everything else at once, which makes the search about ten times as fast.
_PATTERNS: tuple[tuple[ReferenceKind, re.Pattern[str]], ...] = (
    (
        # A small figure right after an address is a page number that the layout put there.
        "web",
        re.compile(r"(?:https?://\S+|www\.\S+)(?: \d{1,2}(?= \w|$))?"),
    ),
    ("web", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}")),
    (
        "phone",
        re.compile(
            r"[+\d](?:(?<=\+)\d{2} ?\(?\d{1,3}\)?[\d -]{5,14}\d"
            r"|(?<![\d,.]\d)(?<=\d)(?:\d \d{3} \d{2} \d{2}|\d{2}-\d{3}-\d{3})(?!\d))"
        ),
    ),
    ("address", re.compile(rf"\d(?<![\w-]\d)\d-\d{{3}}(?= [{UPPER}][{LOWER}])")),
    (
        "code",
        re.compile(
            r"\d(?:(?<!\d\d)(?:\d{0,8}/\d{1,9}/[\w/]{1,40}|\d{0,8}(?:\.\d{1,9}){2,11}|\d{9,})"
            r"|(?<![\w/.,]\d)\d{0,5}/\d{1,6}(?![\w/]))"
        ),
    ),
    ("list", re.compile(r"\[\d{1,3}\]")),
    ("place", re.compile(r"\[\+\d{1,9} \w{1,12}\]")),
    ("list", re.compile(r"^[ \t]*\(?\d{1,3}[.)](?=\s)", re.M)),
    (
        "list",
        re.compile(
            rf"\d(?:(?<=\s\d)\d?\)(?=[\s\w])|(?<=[.;] \d)\d?\.(?= [{UPPER}])"
            rf"|(?<=: 1)\.(?= [{UPPER}]))"
        ),
    ),
    (
        "formula",
        re.compile(
            r"\d(?<![\w,.]\d)(?:\d{0,2}[+×x]\d{1,3}(?![\w%])|\d{0,3}\+(?![\d+])"
            r"|\d{0,2}:\d{1,3}(?:,\d+)?\b)"
        ),
    ),
)
_WEB_MARKS = re.compile(r"@|://|www\.")
_HAS_FIGURE = re.compile(r"\d")
# Times, dates and grouped thousands look like formulas and codes.
_MEANS_ELSE = re.compile(r"\d{1,2}:[0-5]\d|\d{1,2}\.\d{1,2}\.\d{4}|\d{1,3}(?:\.\d{3})+")
_SLASHED = re.compile(r"(\d+)/(\d+)")
_WORD_AFTER = re.compile(rf" [{LOWER}]{{3}}")


@lru_cache(maxsize=1)
def _table() -> ReferenceTable:
    return load("skrot.extract.numbers", "data/references.toml", ReferenceTable)


@lru_cache(maxsize=1)
def _keywords() -> PhraseTable[str]:
    table = literal(_table().before["words"])
    for lemma in _table().before["lemmas"]:
        table.add([words_of(lemma, "subst")], lemma)
    return table


@lru_cache(maxsize=1)
def _streets() -> PhraseTable[str]:
    return literal(_table().streets["words"])


@lru_cache(maxsize=1)
def _journals() -> PhraseTable[str]:
    return literal(_table().journals["phrases"])


@lru_cache(maxsize=1)
def _announcers() -> frozenset[str]:
    """Give the words that a reference may begin with; all others are passed over."""
    return _journals().starts() | _streets().starts() | _keywords().starts()


def find_references(text: str) -> list[Reference]:
    """Find the figures in a text that are references, in order and without overlaps."""
    return merge(references_in(text, scan(text)))


def references_in(text: str, tokens: Sequence[Token]) -> list[Reference]:
    """Find references in a text that is already scanned; they may overlap."""
    if not _HAS_FIGURE.search(text):
        return []
    found = [
        Reference(match.start(), match.end(), kind)
        for kind, pattern in _PATTERNS
        if kind != "web" or _WEB_MARKS.search(text)
        for match in pattern.finditer(text)
        if not _MEANS_ELSE.fullmatch(match.group()) and not _is_slashed(text, match)
    ]
    found.extend(find_codes(tokens))
    found.extend(_after_keywords(tokens))
    return found


def _is_slashed(text: str, match: re.Match[str]) -> bool:
    """Whether figures around a slash are a fraction ("2/3 głosów") or years ("2021/2022")."""
    pair = _SLASHED.fullmatch(match.group())
    if pair is None:
        return False
    first, second = int(pair[1]), int(pair[2])
    if 1000 <= first < second <= 2200:
        return True
    if len(pair[1]) == 4 and len(pair[2]) == 2 and (first + 1) % 100 == second:
        return True
    return 0 < first < second <= 20 and _WORD_AFTER.match(text, match.end()) is not None


def merge(references: Sequence[Reference]) -> list[Reference]:
    """Join references that overlap; the kind is that of the first."""
    merged: list[Reference] = []
    for reference in sorted(references, key=lambda r: (r.start, -r.end)):
        if merged and reference.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Reference(last.start, max(last.end, reference.end), last.kind)
        else:
            merged.append(reference)
    return merged


def _after_keywords(tokens: Sequence[Token]) -> Iterator[Reference]:
    """Find the figures that a keyword announces ("art. 4 ust. 2", "nr 9", "ul. Miodowa 15")."""
    starts = _announcers()
    index = covered = 0
    while index < len(tokens):
        if tokens[index].low not in starts:
            index += 1
            continue
        end = index
        kind: ReferenceKind = "place"
        journal = _journals().match(tokens, index)
        street = None if journal else _streets().match(tokens, index)
        if journal is not None:
            end, kind = _journal_end(tokens, journal[1]), "law"
        elif street is not None:
            end, kind = _address_end(tokens, street[1]), "address"
        if end == index:
            keyword = _keywords().match(tokens, index)
            chained = 0 < index == covered
            if keyword is not None and (chained or not _is_unit(tokens, index)):
                end, kind = _list_end(tokens, keyword[1]), "place"
                end = end if end > keyword[1] else index
        if end > index:
            yield Reference(tokens[index].start, tokens[end - 1].end, kind)
            covered = end
        index = max(end, index + 1)


def _is_unit(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word like "m." or "pkt" counts what stands before it."""
    if index == 0 or tokens[index - 1].kind is not Kind.NUMBER:
        return False
    marks = _table().marks
    if tokens[index].low != marks.chained_unit:
        return tokens[index].low in marks.units
    return index < 2 or not _keywords().match_before(tokens, index - 1)


def _journal_end(tokens: Sequence[Token], index: int) -> int:
    allowed = {word.rstrip(".") for word in _table().journals["continuation"]}
    end = last = index
    while end < len(tokens):
        token = tokens[end]
        figures = token.kind in (Kind.NUMBER, Kind.DATE)
        suffix = token.glued and tokens[end - 1].kind is Kind.NUMBER
        if not figures and not suffix and token.low not in allowed and token.text not in ".,:/":
            break
        end += 1
        if figures:
            last = end
    return last


def _address_end(tokens: Sequence[Token], index: int) -> int:
    """Step over the name of a street to the end of the house number."""
    end = index
    while end < min(index + 6, len(tokens)):
        token = tokens[end]
        if token.kind is Kind.NUMBER:
            after = tokens[end + 1] if end + 1 < len(tokens) else None
            if (
                end == index
                and after is not None
                and after.kind is Kind.WORD
                and after.text.istitle()
            ):
                end += 2
                continue
            if end == index:
                return index - 1 if index else index
            return _house_end(tokens, end)
        small = token.text != "." and not token.text[0].isupper()
        if small and token.low not in _table().marks.street_words:
            break
        end += 1
    return index - 1


def _house_end(tokens: Sequence[Token], end: int) -> int:
    end += 1
    while end + 1 < len(tokens) and tokens[end].text in "/-" and tokens[end].glued:
        if tokens[end + 1].kind is not Kind.NUMBER:
            break
        end += 2
    if end < len(tokens) and tokens[end].glued and len(tokens[end].text) == 1:
        return end + 1 if tokens[end].kind is Kind.WORD else end
    return end


def _list_end(tokens: Sequence[Token], index: int) -> int:
    """Step over "nr 5", "4–6", "1, 2 i 3", ": +48 …" after a keyword."""
    end = index
    marks = _table().marks
    while end < len(tokens) and tokens[end].text in marks.before_figures:
        end += 1
    if end < len(tokens) and tokens[end].low == marks.number:
        end += 1
    if end >= len(tokens):
        return index
    token = tokens[end]
    if token.kind is not Kind.NUMBER:
        return _code_end(tokens, end, index)
    last = _suffix_end(tokens, end + 1)
    while last + 1 < len(tokens):
        separator, following = tokens[last], tokens[last + 1]
        joins = separator.text in DASHES or separator.text in marks.joiners
        if not joins or following.kind is not Kind.NUMBER:
            break
        if separator.text == "," and separator.glued and _opens_quantity(tokens, last + 2):
            break
        last = _suffix_end(tokens, last + 2)
    return last


def _opens_quantity(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word that a number may count stands at a place."""
    return index < len(tokens) and head_table().match(tokens, index) is not None


def _suffix_end(tokens: Sequence[Token], end: int) -> int:
    if end < len(tokens) and tokens[end].glued and tokens[end].kind is Kind.WORD:
        return end + 1 if len(tokens[end].text) <= 2 else end
    return end


def _code_end(tokens: Sequence[Token], end: int, index: int) -> int:
    """Step over an identifier of letters and figures after a keyword ("nr UD434", "nr IV/2")."""
    last = end
    figures = False
    while last < len(tokens) and (last == end or tokens[last].glued) and last - end < 15:
        token = tokens[last]
        if token.kind is Kind.MARK and token.text not in "./-":
            break
        figures = figures or token.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME)
        last += 1
    if not figures:
        return index
    return last - 1 if tokens[last - 1].text in "./-" else last
