"""Which claims are about one quantity: candidates by shared words, a score, and the best pairs."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from skrot.compare.claims import Claim
from skrot.compare.values import relation, times_apart
from skrot.compare.vocabulary import vocabulary
from skrot.packed import Packed
from skrot.records import Number

# A word that more claims share than this makes no candidates: pairs stay near-linear.
_MAX_BLOCK = 60
_STEM = 4
_RELATED = 0.7
_WORDS, _ENTITIES, _MEANING, _BASE = 0.4, 0.15, 0.25, 0.2
MIN_SCORE = 0.45
_FEW = 100
_RISE = 0.12
_MAX_MIN_SCORE = 0.65
_MIN_WORDS = 0.3
_MIN_MEANING = 0.45
_NEAR_ENOUGH = 0.3
_MIN_SCORE_SAME_DOCUMENT = 0.6
_MIN_SCORE_SMALL = 0.6
_SMALL = 10
_OTHER_STANCE = 0.05
_APART = 0.15
# Two figures for one quantity are hardly ever further apart.
_MAX_RATIO = 5
# Sentences of one text with more words in common than this are rows of a list.
_PARALLEL = 0.7
# Sentences of two texts with more words in common than this are one wording.
_SAME_WORDING = 0.75
_FAR_APART = 0.2
# Of the shorter of two sentences with more words in common than this one is a copy.
_COPIED = 0.8
# A figure and what it is rounded to are no further apart than this part of it.
_ROUNDED = 50
# Shorter sentences are worded alike by chance.
_BOILERPLATE = 7
_BESIDE = 0.3
# No match is longer, so that the search need not begin further back.
_BY_REACH = 20
_SPECIAL_ROLES = frozenset({"change", "each", "rank", "times"})


class Pair(NamedTuple):
    """Two claims about one quantity, by number, and how sure that is (0 to 1)."""

    first: int
    second: int
    score: float


def match(claims: Packed[Claim], numbers: Sequence[int], rarity: Mapping[str, float]) -> list[Pair]:
    """Pair the claims that are about one quantity.

    Parameters
    ----------
    claims : Packed of Claim
        Of all documents.
    numbers : sequence of int
        Which of them may be paired, in the order of documents.
    rarity : mapping of str to float
        From :func:`word_rarity`.

    Returns
    -------
    list of Pair
        The best score first. A claim is in at most one pair, the surest that is left for it.
    """
    least = min_score(len(numbers))
    scored: list[tuple[float, int, int]] = []
    for first, one, second, other in _candidates(claims, numbers, rarity):
        score = similarity(one, other, rarity)
        if score >= least and score >= _needed(one, other):
            scored.append((-score, first, second))
    pairs: list[Pair] = []
    taken: set[int] = set()
    for loss, first, second in sorted(scored):
        if taken.isdisjoint((first, second)):
            taken.update((first, second))
            pairs.append(Pair(numbers[first], numbers[second], -loss))
    return pairs


def _needed(first: Claim, second: Claim) -> float:
    """Give the score that two claims need: more for what is alike by its form already."""
    if first.number.doc == second.number.doc:
        return _MIN_SCORE_SAME_DOCUMENT
    small = first.number.kind == "cardinal" and (first.number.value or 0) < _SMALL
    return _MIN_SCORE_SMALL if small else 0.0


def min_score(n_claims: int) -> float:
    """Give the score that a pair needs among so many claims.

    Among many claims more are alike by chance: the bar rises with the logarithm of their number.
    """
    if n_claims <= _FEW:
        return MIN_SCORE
    return min(_MAX_MIN_SCORE, MIN_SCORE + _RISE * math.log10(n_claims / _FEW))


def similarity(first: Claim, second: Claim, rarity: Mapping[str, float]) -> float:
    """Say how sure it is that two claims are about one quantity, 0 when they cannot be."""
    if not compatible(first, second):
        return 0.0
    words = None
    strongest = [max(claim.words.values(), default=0.0) for claim in (first, second)]
    if min(strongest) >= _NEAR_ENOUGH:
        words = overlap(first.words, second.words, rarity)
    meaning = None
    if first.vector is not None and second.vector is not None:
        meaning = max(0.0, float(first.vector @ second.vector))
    base = _base_overlap(first, second)
    if (words is None or words < _MIN_WORDS) and (not base or (meaning or 0.0) < _MIN_MEANING):
        return 0.0
    named = overlap(first.entities, second.entities, rarity)
    weighted = ((_ENTITIES, named), (_WORDS, words), (_MEANING, meaning), (_BASE, base))
    parts = [(weight, part) for weight, part in weighted if part is not None]
    score = sum(weight * part for weight, part in parts) / sum(weight for weight, _ in parts)
    if first.stance != second.stance:
        score -= _OTHER_STANCE
    # The further apart two figures are, the less likely they are one quantity.
    difference = relation(first, second)[1]
    score -= _APART * min(1.0, difference or 0.0)
    return round(min(1.0, max(0.0, score)), 4)


def _base_overlap(first: Claim, second: Claim) -> float | None:
    """Give how much two bases share (Jaccard), null when a claim has none."""
    one, other = set(first.of), set(second.of)
    return len(one & other) / len(one | other) if one and other else None


def compatible(first: Claim, second: Claim) -> bool:
    """Tell whether two numbers can be the same quantity at all: kind, unit, base, role, stance."""
    one, other = first.number, second.number
    if (one.doc, one.n) == (other.doc, other.n) or not _same_kind(one, other):
        return False
    if _copied(first, second) or not _same_base(first, second) or not _same_magnitude(one, other):
        return False
    restated = one.doc != other.doc or _restated(first, second)
    if first.negated != second.negated or not restated or _is_change(first) != _is_change(second):
        return False
    held_apart = _held_apart(first, second) or _held_apart(second, first)
    if (
        held_apart
        or _given_beside(first, second)
        or _contrasted(first, second)
        or _template(first, second)
    ):
        return False
    if first.stance == second.stance:
        return one.role != "change" or not times_apart(first, second)
    plan, fact = (first, second) if first.stance == "plan" else (second, first)
    later = times_apart(first, second) or (plan.time is None and plan.dated)
    return {plan.stance, fact.stance} == {"plan", "fact"} and later and one.role != "change"


def _restated(first: Claim, second: Claim) -> bool:
    """Tell whether one text can be giving one quantity twice.

    An author does not contradict himself: two sentences of one text that are alike but give other
    figures list different things. What is left is a figure given again elsewhere in the text, about
    the same names, and the figure of another time.
    """
    if first.paragraph == second.paragraph or first.named != second.named:
        return False
    one, other = first.lemmas, second.lemmas
    if len(one & other) > _PARALLEL * min(len(one), len(other)):
        return False
    return relation(first, second)[0] in {"agree", "update"}


def _contrasted(first: Claim, second: Claim) -> bool:
    """Tell whether two claims are about different bearers of a name.

    Each number stands beside an institution that the other sentence lacks, or has one nearest that
    the other lacks while the figures do not agree, or stands beside some name while the two have no
    name in common ("Francja wydała …", "Hiszpania wydała …").
    """
    near = [{e for e, w in claim.entities.items() if w >= _BESIDE} for claim in (first, second)]
    if all(near) and not set(first.entities) & set(second.entities):
        return True
    nearest = [_nearest_institution(claim) for claim in (first, second)]
    apart = nearest[0] not in second.institutions and nearest[1] not in first.institutions
    if all(nearest) and apart and relation(first, second)[0] != "agree":
        return True
    mine = {name for name in first.institutions if first.entities.get(name, 0.0) >= _BESIDE}
    theirs = {name for name in second.institutions if second.entities.get(name, 0.0) >= _BESIDE}
    return bool(mine - second.institutions) and bool(theirs - first.institutions)


def _held_apart(first: Claim, second: Claim) -> bool:
    """Tell whether a share is of somebody of whom the other claim does not speak.

    "Przemysł motoryzacyjny odpowiada za 20% eksportu" is not the share of a market in it.
    """
    words = {holder for holder in first.holder if ":" not in holder}
    return bool(words) and not words & (second.words.keys() | second.lemmas)


def _nearest_institution(claim: Claim) -> str | None:
    """Give the institution that stands nearest to a number, None when its sentence has none."""
    names = sorted(claim.institutions)
    return max(names, key=lambda name: claim.entities.get(name, 0.0), default=None)


@cache
def _by() -> re.Pattern[str]:
    """Match "o" that no verb or noun before it governs, so that it says by how much."""
    words = vocabulary()
    before = "|".join(map(re.escape, words.before_by))
    return re.compile(rf"(?:[,;(–]|\b(?:{before})) ?{words.by} $")


def _is_change(claim: Claim) -> bool:
    """Tell whether a number is a difference, also in "wzrosła z … do …, tj. o 100 etatów"."""
    if claim.number.role == "change":
        return True
    at = claim.number.start - claim.sentence.start
    return _by().search(claim.sentence.text, max(0, at - _BY_REACH), at) is not None


def _copied(first: Claim, second: Claim) -> bool:
    """Tell whether two texts, or sentences, are one that was copied: no second witness."""
    if first.number.doc == second.number.doc:
        return False
    if first.origin == second.origin:
        return True
    one, other = first.lemmas, second.lemmas
    shared = len(one & other)
    copied = shared > max(_COPIED * min(len(one), len(other)), _BOILERPLATE)
    return copied and relation(first, second)[0] == "agree"


def _given_beside(first: Claim, second: Claim) -> bool:
    """Tell whether a sentence gives the other's figure, too, so that its own is of something else.

    "52 proc. było za, a 48 proc. przeciw" differs in nothing from "za było 52 proc.".
    """
    if relation(first, second)[0] == "agree":
        return False
    return _among(first.number, second.beside) or _among(second.number, first.beside)


def _among(number: Number, others: Sequence[Number]) -> bool:
    """Tell whether one of some numbers is this one, as far as it may be rounded."""
    return any(
        other.value is not None
        and number.value is not None
        and _same_kind(number, other)
        and abs(other.value - number.value) <= abs(number.value) / _ROUNDED
        for other in others
    )


def _template(first: Claim, second: Claim) -> bool:
    """Tell whether one wording is filled in with figures far apart: it is about two things."""
    one, other = first.lemmas, second.lemmas
    if len(one & other) <= max(_SAME_WORDING * len(one | other), _BOILERPLATE):
        return False
    difference = relation(first, second)[1]
    return difference is not None and difference > _FAR_APART


def _same_magnitude(one: Number, other: Number) -> bool:
    if one.value is None or other.value is None or one.currency != other.currency:
        return True
    small, large = sorted((abs(one.value), abs(other.value)))
    return large <= small * _MAX_RATIO


def _same_kind(one: Number, other: Number) -> bool:
    if one.kind != other.kind or one.per != other.per:
        return False
    if one.kind == "quantity" and one.unit != other.unit and one.si_unit != other.si_unit:
        return False
    if {one.role, other.role} & _SPECIAL_ROLES:
        return one.role == other.role and one.direction == other.direction
    return one.doc != other.doc or one.kind != "cardinal" or (one.value or 0) >= _SMALL


def _same_base(first: Claim, second: Claim) -> bool:
    if first.number.kind == "cardinal" or (first.of and second.of):
        one, other = set(first.of), set(second.of)
        shared = one & other
        return bool(shared) and shared in (one, other) and not shared <= vocabulary().vague_counted
    return True


def overlap(
    one: Mapping[str, float], other: Mapping[str, float], rarity: Mapping[str, float]
) -> float:
    """Give how much two weighted bags of words share (0 to 1); related words count in part.

    The cosine of the two bags, weights times rarity; words of one family ("wydatek", "wydać") meet
    at a part of their weight.
    """
    left = {word: weight * rarity.get(word, 1.0) for word, weight in one.items()}
    right = {word: weight * rarity.get(word, 1.0) for word, weight in other.items()}
    norm = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    if not norm:
        return 0.0
    stems: dict[str, list[str]] = {}
    for word in sorted(right):
        stems.setdefault(word[:_STEM], []).append(word)
    shared = 0.0
    for word in sorted(left):
        if word in right:
            shared += left[word] * right[word]
            continue
        near = [w for w in stems.get(word[:_STEM], ()) if w not in left and _related(word, w)]
        shared += _RELATED * left[word] * max((right[w] for w in near), default=0.0)
    return min(1.0, shared / norm)


def _related(one: str, other: str) -> bool:
    """Tell whether two lemmas look like one family: a long common beginning."""
    common = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return ":" not in one and common >= max(_STEM, round(0.6 * min(len(one), len(other))))


def word_rarity(claims: Iterable[Claim], size: int) -> dict[str, float]:
    """Weigh words and entities by how few of ``size`` claims have them, between 0.3 and 1."""
    seen: Counter[str] = Counter()
    for claim in claims:
        seen.update(set(claim.words) | set(claim.entities))
    top = math.log(1 + size)
    return {
        word: 0.3 + 0.7 * (1.0 - math.log(count) / top) if top else 1.0
        for word, count in seen.items()
    }


def _candidates(
    claims: Packed[Claim], numbers: Sequence[int], rarity: Mapping[str, float]
) -> Iterator[tuple[int, Claim, int, Claim]]:
    """Give the pairs of claims of one kind that share the stem of a word or a base, each once.

    A pair comes as (place, claim, place, claim); places are in ``numbers``.
    """
    blocks: dict[str, array[int]] = {}
    for place, number in enumerate(numbers):
        for key in _block_keys(claims.get(number), rarity):
            block = blocks.setdefault(key, array("I"))
            if len(block) <= _MAX_BLOCK:  # one more says that it is too large
                block.append(place)
    small = [block for _, block in sorted(blocks.items()) if 1 < len(block) <= _MAX_BLOCK]
    mine: dict[int, array[int]] = {}
    for which, block in enumerate(small):
        for place in block:
            mine.setdefault(place, array("I")).append(which)
    for which, block in enumerate(small):
        rows = [(place, claims.get(numbers[place]), set(mine[place])) for place in block]
        for (first, one, these), (second, other, those) in combinations(rows, 2):
            if min(these & those) == which:  # they meet here first
                yield first, one, second, other


def _block_keys(claim: Claim, rarity: Mapping[str, float]) -> list[str]:
    """Give what a claim is looked up by: its kind with the stem of a word or with a base."""
    number = claim.number
    kind = f"{number.kind} {number.si_unit or ''} {number.per or ''} "
    weight = {word: w * rarity.get(word, 1.0) for word, w in claim.words.items()}
    stems = {word[:_STEM] for word in sorted(weight, key=lambda w: (-weight[w], w))[:12]}
    return [kind + stem for stem in sorted(stems | {f"of {lemma}" for lemma in claim.of})]
