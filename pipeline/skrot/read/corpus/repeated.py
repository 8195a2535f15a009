"""Lines that many documents of a corpus share: letterheads, feet, notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec

from skrot.records import Document, Part

_DIGITS = re.compile(r"\d+")
_EDGE = 12
_LONGEST = 160
_MOST_LINES = 1_000_000


def repeated_lines(
    documents: Iterable[Document], *, at_least: int = 5, share: float = 0.02
) -> frozenset[str]:
    """Find the short paragraphs that stand at the beginning or end of many documents.

    Numbers count as equal, so that "Strona 2" is "Strona 3". Memory is bounded: of more than a
    million different lines, those seen once are forgotten.

    Parameters
    ----------
    documents : iterable of Document
        May be a generator; duplicates should be left out.
    at_least : int
        The smallest number of documents.
    share : float
        The smallest share of the documents.

    Returns
    -------
    frozenset of str
        The lines, folded as `mark_repeated` needs them.
    """
    return common_lines([count_lines(documents)], at_least=at_least, share=share)


class LineCounts(NamedTuple):
    """In how many of some documents each line stands at the beginning or end."""

    documents: int
    lines: Counter[str]


def count_lines(documents: Iterable[Document]) -> LineCounts:
    """Count the lines at the beginning and end of some documents, duplicates left out."""
    counts: Counter[str] = Counter()
    total = 0
    for document in documents:
        total += 1
        counts.update({_fold(document, part) for part in _edges(document)})
        _bound(counts)
    return LineCounts(total, counts)


def common_lines(
    counted: Iterable[LineCounts], *, at_least: int = 5, share: float = 0.02
) -> frozenset[str]:
    """Find the lines of many documents, as `repeated_lines` does, from counts of some each."""
    counts: Counter[str] = Counter()
    total = 0
    for part in counted:
        total += part.documents
        counts.update(part.lines)
        _bound(counts)
    enough = max(at_least, share * total)
    return frozenset(line for line, count in counts.items() if count >= enough)


def _bound(counts: Counter[str]) -> None:
    """Forget what was seen once when there is too much."""
    if len(counts) > _MOST_LINES:
        for line in [line for line, count in counts.items() if count == 1]:
            del counts[line]


def mark_repeated(document: Document, lines: Collection[str]) -> Document:
    """Make ``other`` of the body paragraphs that `repeated_lines` found; nothing else changes."""
    marked = {part for part in _edges(document) if _fold(document, part) in lines}
    if not marked:
        return document
    parts = tuple(
        msgspec.structs.replace(part, kind="other") if part in marked else part
        for part in document.parts
    )
    return msgspec.structs.replace(document, parts=parts)


def _edges(document: Document) -> Iterable[Part]:
    parts = document.parts
    edges = parts if len(parts) <= 2 * _EDGE else (*parts[:_EDGE], *parts[-_EDGE:])
    return [part for part in edges if part.kind == "body" and part.end - part.start <= _LONGEST]


def _fold(document: Document, part: Part) -> str:
    return _DIGITS.sub("0", " ".join(document.text[part.start : part.end].casefold().split()))
