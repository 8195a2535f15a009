"""The circumstances of a figure: when it holds, in which scope, as what it is put forward."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from skrot.compare.figures import Figure
from skrot.compare.tree import Links, feature
from skrot.compare.vocabulary import opposites, vocabulary
from skrot.polish.word_lists import function_words
from skrot.records import Number, Sentence, SentenceFeatures, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_BOUNDARY = re.compile(r"[,;:()–—]")
TIMES = frozenset({"date", "date_range"})
_BEYOND_BOUNDARY = 0.7
_BEYOND_NUMBER = 0.4
_HALF_DISTANCE = 6.0
_GOVERNED = 4
# A word says something of the scope of a figure from this weight on.
_IN_SCOPE = 0.5
# No match is longer, so that the search need not begin further back.
_BY_REACH = 20
# So near to a figure stands what says that another was given before.
_REVISED_REACH = 40
_NO_EDGES: Links = {}


class Scene(NamedTuple):
    """A sentence made ready.

    What follows ``figures`` is only there where it has some: its content words, the tokens of its
    numbers, the edges of its tree, and where in its text the marks stand that part its clauses.
    """

    sentence: Sentence
    features: SentenceFeatures
    numbers: tuple[Number, ...]
    figures: tuple[Figure, ...]
    words: tuple[Token, ...] = ()
    numbered: frozenset[int] = frozenset()
    edges: Links = _NO_EDGES
    marks: tuple[int, ...] = ()


def nearness(number: Number, scene: Scene, start: int, end: int, distance: float) -> float:
    """Weigh a place in a sentence by its distance from a number and by what lies between."""
    low, high = (end, number.start) if end <= number.start else (number.end, start)
    offset = scene.sentence.start
    first, last = (bisect_left(scene.marks, at - offset) for at in (low, max(low, high)))
    boundaries = last - first
    between = sum(
        low <= other.start and other.end <= high and other.kind not in TIMES
        for other in scene.numbers
        if other.start != number.start
    )
    near = 1.0 / (1.0 + distance / _HALF_DISTANCE)
    return float(near * _BEYOND_BOUNDARY ** min(boundaries, 4) * _BEYOND_NUMBER ** min(between, 2))


def marks_of(text: str) -> tuple[int, ...]:
    """Give where the marks stand that part the clauses of a sentence."""
    return tuple(match.start() for match in _BOUNDARY.finditer(text))


@cache
def _periods() -> tuple[tuple[tuple[int, int], re.Pattern[str]], ...]:
    first = len(vocabulary().opposite)
    return tuple(
        ((first + group, side), re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})\b"))
        for group, row in enumerate(vocabulary().period)
        for side, words in enumerate(row.sides)
    )


@lru_cache(maxsize=16)
def _periods_in(text: str) -> list[tuple[int, int]]:
    """Give the sides of periods that a sentence names."""
    return [place for place, pattern in _periods() if pattern.search(text)]


def scope(
    number: Number, words: Sequence[tuple[str, int, float]], scene: Scene
) -> tuple[tuple[int, int], ...]:
    """Give the groups of words that exclude one another which the figure is told with.

    Of each group it is the side whose word stands nearest.
    """
    best: dict[int, tuple[float, int]] = {}
    for lemma, start, weight in words:
        if weight >= _IN_SCOPE and not _is_beyond(number, start, scene):
            for group, side in opposites(lemma):
                best[group] = max(best.get(group, (0.0, 0)), (weight, side))
    found = [(group, side) for group, (_, side) in best.items()]
    return tuple(sorted([*found, *_periods_in(scene.sentence.text)]))


def _is_beyond(number: Number, start: int, scene: Scene) -> bool:
    """Tell whether a mark stands between a figure and a word after it: that is of another one."""
    offset = scene.sentence.start
    if not number.end <= start < scene.sentence.end:
        return False
    return _BOUNDARY.search(scene.sentence.text[number.end - offset : start - offset]) is not None


def time_of(number: Number, here: Scene, before: Sequence[Scene]) -> str | None:
    """Give the time a number holds for: the nearest date of its clause, then of its sentence."""
    dates = [
        d
        for d in here.numbers
        if d.kind in TIMES and d.iso and d.start != number.start and not _cited(d, here)
    ]
    if dates:
        best = min(
            dates,
            key=lambda d: (
                -nearness(number, here, d.start, d.end, 0.0),
                abs(d.start - number.start),
            ),
        )
        return best.iso
    if here.features.leans_on is not None and before:
        inherited = [
            d.iso for d in before[0].numbers if d.kind in TIMES and not _cited(d, before[0])
        ]
        return inherited[0] if len(inherited) == 1 else None
    return None


def is_negated(number: Number, scene: Scene) -> bool:
    """Tell whether the clause of a number denies something: "nie wykazało 1071 gmin"."""
    text = scene.sentence.text[: number.start - scene.sentence.start]
    cut = max((match.end() for match in _BOUNDARY.finditer(text)), default=0)
    return function_words().denial in text[cut:].lower().split()


def _cited(date: Number, scene: Scene) -> bool:
    """Tell whether a date names a law or a place in its publication, not the time of anything."""
    before = scene.sentence.text[: date.start - scene.sentence.start]
    return before.endswith(" ") and before[:-1].endswith(vocabulary().cited)


def stance(figure: Figure, scene: Scene) -> Stance:
    """Tell what a number is put forward as, by the words that govern it."""
    lists, number = vocabulary(), figure.number
    before = [w for w in scene.words if w.idx < number.start]
    lemmas = [w.lemma_.lower() for w in before]
    reach = len(lemmas) if number.role == "target" else _GOVERNED
    governing = set(lemmas[-reach:] if reach else [])
    above = {token.lemma_.lower() for token in figure.anchor.ancestors}
    if lists.demand & governing & above:
        return "demand"
    aimed = number.role == "target" and not _is_past(figure)
    if aimed or lists.plan & governing or _obliged(before):
        return "plan"
    if lists.estimate & governing or _is_conditional(figure):
        return "estimate"
    return "fact"


def _obliged(before: Sequence[Token]) -> bool:
    """Tell whether "ma wydać", "mają wzrosnąć" stands in the clause of the number."""
    return any(
        word.lemma_.lower() == vocabulary().obliging
        and any(feature(child, "VerbForm") == "Inf" for child in word.children)
        for word in before
    )


def _is_past(figure: Figure) -> bool:
    predicate = figure.around.predicate
    return predicate is not None and feature(predicate, "Tense") == "Past"


def _is_conditional(figure: Figure) -> bool:
    predicate = figure.around.predicate
    if predicate is None:
        return False
    return feature(predicate, "Mood") == "Cnd" or feature(predicate, "Tense") == "Fut"


@cache
def _by() -> re.Pattern[str]:
    """Match "o" that no verb or noun before it governs, so that it says by how much."""
    words = vocabulary()
    before = "|".join(map(re.escape, words.before_by))
    return re.compile(rf"(?:[,;(–]|\b(?:{before})) ?{words.by} $")


def is_change(number: Number, sentence: Sentence) -> bool:
    """Tell whether a number is a difference, also in "wzrosła z … do …, tj. o 100 etatów"."""
    if number.role == "change":
        return True
    at = number.start - sentence.start
    return _by().search(sentence.text, max(0, at - _BY_REACH), at) is not None


@cache
def _so_far() -> re.Pattern[str]:
    """Match what says that a figure holds up to the time of writing."""
    forms = "|".join(map(re.escape, sorted(vocabulary().so_far)))
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


def is_so_far(scene: Scene) -> bool:
    """Tell whether figures hold up to the time of writing: "dotychczas zaszczepiono 47 600"."""
    return _so_far().search(scene.sentence.text) is not None


def is_revised(number: Number, scene: Scene) -> bool:
    """Tell whether the figure is one that was given before another: "nie 50, jak wcześniej"."""
    offset = scene.sentence.start
    near = scene.sentence.text[
        max(0, number.start - offset - _REVISED_REACH) : number.end - offset + _REVISED_REACH
    ]
    return not vocabulary().revising.isdisjoint(re.findall(r"\w+", near.lower()))
