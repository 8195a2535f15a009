"""ROUGE on rough stems (Lin, 2004): the first six letters of each word, in lower case."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

WORD = re.compile(r"\w+")


class Rouge(NamedTuple):
    """F scores of single stems, pairs, and the longest common subsequence."""

    one: float
    two: float
    longest: float


def stems(text: str) -> list[str]:
    return [word[:6].lower() for word in WORD.findall(text)]


def rouge(text: str, reference: str) -> Rouge:
    mine, theirs = stems(text), stems(reference)
    return Rouge(
        _overlap(_grams(mine, 1), _grams(theirs, 1)),
        _overlap(_grams(mine, 2), _grams(theirs, 2)),
        _f(_common(mine, theirs), len(mine), len(theirs)),
    )


def filled(sentences: Sequence[str], words: int) -> str:
    """The first words of sentences in their order, as many as asked for."""
    return " ".join(" ".join(sentences).split()[:words])


def _grams(words: list[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(zip(*(words[start:] for start in range(size)), strict=False))


def _overlap(mine: Counter[tuple[str, ...]], theirs: Counter[tuple[str, ...]]) -> float:
    return _f((mine & theirs).total(), mine.total(), theirs.total())


def _f(shared: int, mine: int, theirs: int) -> float:
    return 2 * shared / (mine + theirs) if shared else 0.0


def _common(mine: list[str], theirs: list[str]) -> int:
    row = [0] * (len(theirs) + 1)
    for word in mine:
        before = 0
        for at, other in enumerate(theirs, start=1):
            before, row[at] = row[at], before + 1 if word == other else max(row[at], row[at - 1])
    return row[-1]
