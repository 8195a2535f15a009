"""How likely it is that two claims are about one quantity.

A logistic model of what two claims have in common: the words that name what is measured, all words
around, entities, the meaning of the sentences, the values, and what speaks against it. Its weights
were fitted on pairs of figures in news that a reader had marked (tests/quality/ledger.py).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.compare.claims import Claim
from skrot.compare.conflicts import conflicts, is_opinion
from skrot.compare.values import difference, meet, same_value, telling, unit_of
from skrot.compare.vocabulary import family
from skrot.vectors import unit

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Words of one family begin alike: a beginning counts half of what a word does.
_STEM, _STEMMED = 5, 0.5
# What very many claims have says little.
_LEAST_RARE = 0.2
# So many rows are multiplied at once.
_CHUNK = 512
# Among so many claims each meets all that are near; among more, only so many that are most alike:
# the work grows with the claims and not with their square. In 739 news articles of few topics the
# most claims of one kind in a topic are 899.
_ALL, _MOST = 1000, 64
# A pair is looked at when so much of its heads, or of its words and entities, is common.
_HEADS, _AROUND = 0.15, 0.15
_FAR = 2.0
# Of figures that are not the same, but of which one can be the other, so much counts.
_MET = 0.5
# What is said this near to a number is said of it.
_BESIDE = 0.4
# More that speaks against a pair makes it no less likely.
_CONFLICTS = 2

Bag = Mapping[str, float]


class Pair(NamedTuple):
    """Two claims by their places, and the logit of their being about one quantity."""

    first: int
    second: int
    logit: float


def rarity(claims: Iterable[Claim]) -> dict[str, float]:
    """Weigh heads, words and entities by how few of the claims have them, between 0.2 and 1."""
    seen: Counter[str] = Counter()
    size = 0
    for claim in claims:
        seen.update(key for bag in _bags(claim) for key in bag)
        size += 1
    top = math.log(1 + size)
    return {
        key: _LEAST_RARE + (1 - _LEAST_RARE) * (1.0 - math.log(count) / top)
        for key, count in seen.items()
    }


def _bags(claim: Claim) -> tuple[Bag, Bag, Bag]:
    return _stemmed(claim.frame.heads), _stemmed(claim.words), claim.entities


def _stemmed(bag: Bag) -> Bag:
    found = dict(bag)
    for word, weight in bag.items():
        stem = "~" + word.strip("()")[:_STEM]
        found[stem] = max(found.get(stem, 0.0), _STEMMED * weight)
    return found


def likely_pairs(claims: Sequence[Claim], rare: Bag, least: float) -> list[Pair]:
    """Give the pairs of claims of one kind and unit whose logit is at least so much.

    Parameters
    ----------
    claims : sequence of Claim
    rare : mapping of str to float
        From `rarity`, of the claims of the topic.
    least : float

    Returns
    -------
    list of Pair
        The first place before the second, in no further order. Of more than 1,000 claims only those
        that are among the 64 most alike to one another, by words, entities and meaning.
    """
    bags = [_bags(claim) for claim in claims]
    rows = [_matrix([bag[which] for bag in bags], rare) for which in range(3)]
    meanings = _meanings(claims)
    found: list[Pair] = []
    met: set[tuple[int, int]] = set()
    for start in range(0, len(claims), _CHUNK):
        heads, words, named = (
            np.asarray((matrix[start : start + _CHUNK] @ matrix.T).todense()) for matrix in rows
        )
        meant = meanings[start : start + _CHUNK] @ meanings.T
        near = (heads >= _HEADS) | (words + named >= _AROUND)
        if len(claims) <= _ALL:
            near = np.triu(near, start + 1)
        else:
            near &= _most_alike(np.where(near, _told(heads, words, named, meant), -np.inf), start)
        for i, j in zip(*(axis.tolist() for axis in near.nonzero()), strict=True):
            at = (start + i, j) if start + i < j else (j, start + i)
            if at in met:
                continue
            met.add(at)
            first, second = claims[at[0]], claims[at[1]]
            alike = (heads[i, j], words[i, j], named[i, j], meant[i, j])
            dates = first.frame.kind == "date"
            row = features(first, second, alike, rare)
            if weigh(row, dates=dates) < least:
                continue  # what speaks against a pair, most of the work, makes it no likelier
            row[_CONFLICT] = float(min(_CONFLICTS, conflicts(first, second)))
            logit = weigh(row, dates=dates)
            # Where the bar is low, what speaks against a pair keeps it apart all the same.
            doubted = row[_CONFLICT] > 0 and logit < 0
            if logit >= least and not doubted:
                found.append(Pair(*at, logit))
    return found


def _told(*alike: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give the part of the logits that words, entities and meanings make up."""
    found: npt.NDArray[np.float32] = sum(
        (np.float32(weight) * values for weight, values in zip(_FIGURES, alike, strict=False)),
        np.zeros_like(alike[0]),
    )
    return found


def _most_alike(alike: npt.NDArray[np.float32], start: int) -> npt.NDArray[np.bool_]:
    """Mark the `_MOST` largest of each row but for itself; the first row is number `start`."""
    rows = np.arange(len(alike))
    alike[rows, start + rows] = -np.inf
    best = np.argsort(-alike, axis=1, kind="stable")[:, :_MOST]
    found = np.zeros(alike.shape, dtype=bool)
    found[rows[:, None], best] = True
    found[rows, start + rows] = False
    return found


def merged(claims: Sequence[Claim]) -> Claim:
    """Give one claim for some of one quantity: what they have in common weighs most."""
    first, size = claims[0], len(claims)
    if size == 1:
        return first
    bags: tuple[dict[str, float], ...] = ({}, {}, {})
    for claim in claims:
        for bag, more in zip(bags, (claim.frame.heads, claim.words, claim.entities), strict=True):
            for key, weight in more.items():
                bag[key] = bag.get(key, 0.0) + weight / size
    heads, words, entities = bags
    vectors = [claim.vector for claim in claims if claim.vector is not None]
    return msgspec.structs.replace(
        first,
        frame=msgspec.structs.replace(first.frame, heads=heads),
        words=words,
        entities=entities,
        vector=unit(np.sum(vectors, axis=0)).astype(np.float32) if vectors else None,
    )


def _matrix(bags: Sequence[Bag], rare: Bag) -> csr_matrix:
    """Return rows of unit length, one a bag."""
    from scipy.sparse import csr_matrix  # not above: whoever only makes frames does without it

    columns: dict[str, int] = {}
    ends, places, weights = [0], [], []
    for bag in bags:
        row = {key: weight * rare.get(key, 1.0) for key, weight in bag.items()}
        norm = math.sqrt(sum(w * w for w in row.values())) or 1.0
        places += [columns.setdefault(key, len(columns)) for key in row]
        weights += [weight / norm for weight in row.values()]
        ends.append(len(places))
    parts = (np.array(weights, dtype=np.float32), np.array(places, dtype=np.int32), ends)
    return csr_matrix(parts, (len(bags), max(1, len(columns))))


def _meanings(claims: Sequence[Claim]) -> npt.NDArray[np.float32]:
    width = max((len(c.vector) for c in claims if c.vector is not None), default=1)
    rows = np.zeros((len(claims), width), dtype=np.float32)
    for at, claim in enumerate(claims):
        if claim.vector is not None:
            rows[at] = claim.vector
    return rows


NAMES = (
    "heads", "words", "entities", "meaning", "value", "telling", "base", "no base", "holder",
    "no holder", "near", "far apart", "scope", "conflicts", "document", "opinion",
    "strangers",
)  # fmt: skip


_CONFLICT = NAMES.index("conflicts")


def features(
    first: Claim, second: Claim, alike: tuple[float, float, float, float], rare: Bag
) -> list[float]:
    """Describe a pair by what `NAMES` names, as if there were no conflicts.

    ``alike`` are the first four.
    """
    same = same_value(first.frame, second.frame)
    polled = is_opinion(first) and is_opinion(second)
    met = same or (
        unit_of(first.number) == unit_of(second.number) and meet(first.frame, second.frame)
    )
    bases = set(first.frame.base), set(second.frame.base)
    based = all(bases)
    held = bool(first.holder and second.holder)
    near = [{e for e, w in c.entities.items() if w >= _BESIDE} for c in (first, second)]
    aged = first.frame.kind == "age" and bool(near[0] & near[1])
    gap = difference(first.frame, second.frame)
    shared = first.frame.heads.keys() & second.frame.heads.keys()
    telling_head = max((rare.get(head, 1.0) for head in shared), default=_LEAST_RARE)
    telling_base = max((rare.get(family(x), 1.0) for x in bases[0] & bases[1]), default=0.0)
    heads, *others = alike
    return [
        heads * telling_head,
        *others,
        1.0 if same else _MET * met,
        float(same and telling(first.frame) and telling(second.frame) and not polled),
        telling_base * len(bases[0] & bases[1]) / min(map(len, bases)) if based else float(aged),
        float(not based and not aged),
        float(held and bool(first.holder & second.holder)),
        float(not held),
        float(bool(near[0] & near[1])),
        0.0 if same else min(_FAR, gap or 0.0),
        float(bool(set(first.frame.scope) & set(second.frame.scope))),
        0.0,
        float(not met and first.number.doc == second.number.doc),
        float(not met and polled),
        float(first.place[1] != second.place[1] and not (_known(first) & _known(second))),
    ]


def _known(claim: Claim) -> frozenset[str]:
    """Give the entities of a claim and of its document: two that share none are of two matters."""
    return claim.about | claim.named


_FIGURES = (
    4.0, 2.5, 1.0, 2.5, 3.2, 2.5, 3.5, 1.0, 0.5, 0.3, 0.8, -2.0, 0.5, -5.5, -2.5, -2.0,
    -2.5,
)  # fmt: skip
_DATES = (
    3.0, 3.5, 0.5, 3.0, 0.0, 1.0, 0.0, 0.0, 0.3, 0.2, 0.3, 0.0, 0.5, -4.0, 0.0, 0.0,
    -2.5,
)  # fmt: skip
_FIGURES_BIAS, _DATES_BIAS = -6.4, -4.2


def weigh(row: Sequence[float], *, dates: bool = False) -> float:
    """Give the logit of a pair that `features` describes."""
    weights, bias = (_DATES, _DATES_BIAS) if dates else (_FIGURES, _FIGURES_BIAS)
    weighed: float = sum(map(mul, weights, row))
    return bias + weighed
