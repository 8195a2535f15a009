"""A lexicon of theme keywords that finds them in every inflected form.

A keyword is a sequence of words; each word stands for all lemmas it may have. Where the lemma
itself is absent, a word of the same root ("gospodarka", "gospodarczy") counts for half, if it is of
a kind that is made of other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.polish.dictionary import analyse
from skrot.polish.tags import is_gradable
from skrot.records import Theme
from skrot.toml import Table, load

_WORD = re.compile(r"\w[\w'’-]*")
_FUNCTION_WORDS = frozenset({"prep", "conj", "comp", "part", "interj", "interp"})
_CITED = "subst:sg:nom"
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


class Place(NamedTuple):
    """Where a lemma fits into the keywords: which theme, keyword and word of it, and how well."""

    theme: int
    keyword: int
    word: int
    weight: float


class Lexicon(NamedTuple):
    """The keywords of each theme, in the order of the themes.

    ``beginnings`` are those of their lemmas: a lemma that begins otherwise fits nowhere.
    ``places`` remembers where each lemma that was looked up fits.
    """

    keywords: tuple[tuple[Keyword, ...], ...]
    beginnings: frozenset[str]
    places: dict[str, tuple[Place, ...]]


def build_lexicon(themes: Sequence[Theme]) -> Lexicon:
    """Return the lexicon of the keywords of some themes; a theme without any has its label."""
    keywords = tuple(_theme_keywords(theme) for theme in themes)
    beginnings = {
        lemma[:_MIN_ROOT]
        for one in keywords
        for keyword in one
        for word in keyword.words
        for lemma in word
    }
    return Lexicon(keywords, frozenset(beginnings), {})


def find_keywords(lexicon: Lexicon, lemmas: Sequence[str]) -> list[Match]:
    """Return the keywords found among the content lemmas of a sentence, each counted once."""
    beginnings = lexicon.beginnings
    places = [
        _places(lexicon, lemma) if lemma[:_MIN_ROOT] in beginnings else () for lemma in lemmas
    ]
    if not any(places):
        return []
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for start, here in enumerate(places):
        for first in here:
            if first.word == 0:
                weight = _sequence_weight(lexicon, first, places[start + 1 :])
                key = (first.theme, first.keyword)
                if weight > best.get(key, (0.0, 0))[0]:
                    best[key] = (weight, start)
    found = []
    for (theme, place), (weight, start) in sorted(best.items()):
        keyword = lexicon.keywords[theme][place]
        size = len(keyword.words)
        bonus = 1 + _PHRASE_BONUS * (size > 1)
        where = tuple(lemmas[start : start + size])
        found.append(Match(theme, keyword.text, where, weight * bonus))
    return found


def keyword_evidence(lexicon: Lexicon, lemmas: Sequence[Sequence[str]]) -> npt.NDArray[np.float32]:
    """Return how strongly the keywords of each theme occur, shape (n_sentences, n_themes)."""
    return weigh([find_keywords(lexicon, sentence) for sentence in lemmas], len(lexicon.keywords))


def weigh(matches: Sequence[Sequence[Match]], themes: int) -> npt.NDArray[np.float32]:
    """Return how strongly keywords that were found speak for each theme, as `keyword_evidence`."""
    evidence = np.zeros((len(matches), themes), dtype=np.float32)
    for row, found in enumerate(matches):
        for match in found:
            evidence[row, match.theme] += match.weight
    return evidence


def _theme_keywords(theme: Theme) -> tuple[Keyword, ...]:
    texts = dict.fromkeys(theme.keywords or (theme.label,))
    keywords = (Keyword(text, possible_lemmas(text)) for text in texts)
    return tuple(keyword for keyword in keywords if keyword.words)


def possible_lemmas(text: str) -> tuple[frozenset[str], ...]:
    """Return for each content word of a text the lemmas it may have, and the word as it stands.

    A noun in the singular nominative is no form of something else: "droga" is a road and not
    "drogi" (dear), while "drogi" may be either.
    """
    sets = []
    for word in _WORD.findall(text):
        readings = analyse(word)
        if readings and all(reading.pos in _FUNCTION_WORDS for reading in readings):
            continue
        own = word.lower()
        mine = [reading.tag for reading in readings if reading.lemma.lower() == own]
        # "kary" is an adjective, now and then a noun, and as often of "kara".
        noun = bool(mine) and all(tag.startswith(_CITED) for tag in mine)
        lemmas = set() if noun else {reading.lemma.lower() for reading in readings}
        sets.append(frozenset({own, *lemmas}))
    return tuple(sets)


def _places(lexicon: Lexicon, lemma: str) -> tuple[Place, ...]:
    """Return where a lemma fits into the keywords; looked up once."""
    found = lexicon.places.get(lemma)
    if found is None:
        found = lexicon.places[lemma] = tuple(
            Place(theme, place, word, weight)
            for theme, keywords in enumerate(lexicon.keywords)
            for place, keyword in enumerate(keywords)
            for word, wanted in enumerate(keyword.words)
            if (weight := _fit(lemma, wanted))
        )
    return found


def _fit(lemma: str, wanted: frozenset[str]) -> float:
    if lemma in wanted:
        return 1.0
    alike = any(_same_root(lemma, other) for other in wanted)
    return _SAME_ROOT if alike and _is_derived(lemma) else 0.0


def _sequence_weight(
    lexicon: Lexicon, first: Place, following: Sequence[tuple[Place, ...]]
) -> float:
    """Return how well a keyword fits from its first word on: as well as its worst word."""
    weight = first.weight
    words = lexicon.keywords[first.theme][first.keyword].words
    if len(words) - 1 > len(following):
        return 0.0
    for word, here in zip(range(1, len(words)), following, strict=False):
        fits = [p.weight for p in here if p[:3] == (first.theme, first.keyword, word)]
        if not fits:
            return 0.0
        weight = min(weight, *fits)
    return weight


def _same_root(one: str, other: str) -> bool:
    """Tell whether two lemmas begin alike up to an ending of two letters."""
    if one[:_MIN_ROOT] != other[:_MIN_ROOT]:  # most do
        return False
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= max(_MIN_ROOT, min(len(one), len(other)) - 2)


@lru_cache(maxsize=1 << 14)
def _is_derived(lemma: str) -> bool:
    """Tell whether a word is of a kind that is made of other words and keeps their meaning.

    Nouns are, adjectives that name a relation ("kolejowy"), verbs made of nouns, and words that
    the dictionary does not know. Adverbs, other verbs, participles and adjectives of quality
    mostly mean something else: "surowy" is not of "surowiec", nor "ustawić" of "ustawa".
    """
    written = (lemma, lemma.capitalize(), lemma.upper())
    readings = [r for form in written for r in analyse(form) if r.lemma.lower() == lemma]
    kinds = {reading.pos for reading in readings}
    if "adj" in kinds:
        participle = any(reading.pos in {"ppas", "pact"} for reading in analyse(lemma))
        return not participle and not is_gradable(lemma)
    return not kinds or "subst" in kinds or lemma.endswith(_derivation().verb_endings)


class _Derivation(Table, frozen=True):
    verb_endings: tuple[str, ...]


@cache
def _derivation() -> _Derivation:
    return load("skrot.cluster", "data/derivation.toml", _Derivation)
