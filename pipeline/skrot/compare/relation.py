"""What all statements of one quantity say against one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from skrot.compare.claims import Claim
from skrot.compare.values import difference, meet, times_apart, unit_of
from skrot.compare.vocabulary import vocabulary
from skrot.records import Relation


class Related(NamedTuple):
    """The relation of the whole, and how far the figures are apart that do not meet."""

    relation: Relation
    difference: float | None


def relate(claims: Sequence[Claim]) -> Related:
    """Give the relation of the statements of one quantity.

    Returns
    -------
    Related
        "agree" when all that can be compared meet; "update" when those that do not hold for
        different times, or one took the place of another; "incomparable" when only units differ;
        else "differ". The difference is that of the figures farthest apart.
    """
    same = [(a, b) for a, b in combinations(claims, 2) if is_comparable(a, b)]
    apart = [(a, b) for a, b in same if not meet(a.frame, b.frame)]
    if not apart:
        known = [d for a, b in same if (d := difference(a.frame, b.frame)) is not None]
        whole: Relation = "agree" if _connected(claims, same) else "incomparable"
        return Related(whole, max(known, default=None))
    gaps = [d for a, b in apart if (d := difference(a.frame, b.frame)) is not None]
    updated = all(follows(a, b) for a, b in apart)
    return Related("update" if updated else "differ", max(gaps, default=None))


def is_comparable(first: Claim, second: Claim) -> bool:
    """Tell whether two figures have one unit."""
    return unit_of(first.number) == unit_of(second.number)


def follows(first: Claim, second: Claim) -> bool:
    """Tell whether one figure is of a later time than the other, or took its place."""
    if first.frame.revised != second.frame.revised or _grows(first, second):
        return True
    if times_apart(first.time, second.time):
        return True
    return {first.stance, second.stance} in ({"plan", "fact"}, {"plan", "estimate"})


def _grows(first: Claim, second: Claim) -> bool:
    """Tell whether what is counted has grown from one text to the other."""
    if first.frame.so_far or second.frame.so_far:
        return True
    shared = first.frame.heads.keys() & second.frame.heads.keys() & vocabulary().growing
    dates = first.date, second.date
    return bool(shared) and None not in dates and dates[0] != dates[1]


def _connected(claims: Sequence[Claim], same: Sequence[tuple[Claim, Claim]]) -> bool:
    """Tell whether all figures can be compared, or others stand beside one that can be."""
    units = {unit_of(claim.number) for claim in claims}
    if len(units) == 1:
        return True
    given = {(claim.number.doc, claim.number.n) for claim in claims}
    return bool(same) and len(given) < len(claims)


def witnesses(claims: Sequence[Claim]) -> set[str]:
    """Give the documents that say something of a quantity independently."""
    return {claim.origin for claim in claims}


def apart(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Give the pairs of figures that can be compared and do not meet."""
    for first, second in combinations(claims, 2):
        if is_comparable(first, second) and not meet(first.frame, second.frame):
            yield first, second
