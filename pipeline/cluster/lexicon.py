"""A lexicon of theme keywords that finds them in every inflected form.

A keyword is a sequence of words; each word stands for all lemmas it may have. Where the lemma
itself is absent, a word of the same root ("gospodarka", "gospodarczy") counts for half.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.annotate.dictionary import analyse
from pipeline.cluster.themes import Theme

_WORD = re.compile(r"\w[\w'’-]*")
_FUNCTION_WORDS = frozenset({"prep", "conj", "comp", "part", "interj", "interp"})
_SAME_ROOT = 0.5
_PHRASE_BONUS = 0.5
_MIN_ROOT = 5


class Keyword(NamedTuple):
    """A keyword as written and, for each content word in it, the lemmas it may have."""

    text: str
    words: tuple[frozenset[str], ...]


class Match(NamedTuple):
    """A keyword found in a sentence: the lemmas that matched and what they weigh."""

    theme: int
    keyword: str
    lemmas: tuple[str, ...]
    weight: float


class Lexicon(NamedTuple):
    """The keywords of each theme, in the order of the themes."""

    keywords: tuple[tuple[Keyword, ...], ...]


def build_lexicon(themes: Sequence[Theme]) -> Lexicon:
    """Return the lexicon of the keywords of some themes; a theme without any has its label."""
    return Lexicon(tuple(_theme_keywords(theme) for theme in themes))


def find_keywords(lexicon: Lexicon, lemmas: Sequence[str]) -> list[Match]:
    """Return the keywords found among the content lemmas of a sentence, each counted once."""
    found = []
    for theme, keywords in enumerate(lexicon.keywords):
        for keyword in keywords:
            weight, where = _best_place(keyword, lemmas)
            if weight > 0:
                found.append(Match(theme, keyword.text, where, weight))
    return found


def keyword_evidence(lexicon: Lexicon, lemmas: Sequence[Sequence[str]]) -> npt.NDArray[np.float32]:
    """Return how strongly the keywords of each theme occur, shape (n_sentences, n_themes)."""
    evidence = np.zeros((len(lemmas), len(lexicon.keywords)), dtype=np.float32)
    for row, sentence in enumerate(lemmas):
        for match in find_keywords(lexicon, sentence):
            evidence[row, match.theme] += match.weight
    return evidence


def _theme_keywords(theme: Theme) -> tuple[Keyword, ...]:
    texts = dict.fromkeys(theme.keywords or (theme.label,))
    keywords = (Keyword(text, _lemma_sets(text)) for text in texts)
    return tuple(keyword for keyword in keywords if keyword.words)


def _lemma_sets(text: str) -> tuple[frozenset[str], ...]:
    sets = []
    for word in _WORD.findall(text):
        readings = analyse(word)
        if readings and all(reading.pos in _FUNCTION_WORDS for reading in readings):
            continue
        sets.append(frozenset({reading.lemma.lower() for reading in readings} | {word.lower()}))
    return tuple(sets)


def _best_place(keyword: Keyword, lemmas: Sequence[str]) -> tuple[float, tuple[str, ...]]:
    """Return weight and lemmas of the best match; a sequence is as good as its worst word."""
    size = len(keyword.words)
    best = 0.0
    where: tuple[str, ...] = ()
    for start in range(len(lemmas) - size + 1):
        weight = 1.0
        for offset, wanted in enumerate(keyword.words):
            lemma = lemmas[start + offset]
            if lemma not in wanted:
                weight = _SAME_ROOT if any(_same_root(lemma, other) for other in wanted) else 0.0
            if not weight:
                break
        if weight > best:
            best, where = weight, tuple(lemmas[start : start + size])
    return best * (1 + _PHRASE_BONUS * (size > 1)), where


@lru_cache(maxsize=1 << 18)
def _same_root(one: str, other: str) -> bool:
    """Tell whether two lemmas begin alike up to an ending of two letters."""
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= max(_MIN_ROOT, min(len(one), len(other)) - 2)
