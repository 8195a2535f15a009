"""Which claims are about one quantity: clusters of likely pairs, by average linkage.

Two clusters are joined as long as the mean logit between their members says that they are more
likely one quantity than not; a pair that was not even likely enough to be looked at counts as
very unlikely. So one odd pair neither joins nor parts what many others say.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from skrot.compare.likeness import Pair

# The logit of a pair that is not among the likely ones.
UNLIKELY = -4.0
# Joined above it: more likely one quantity than not.
_JOINED = 0.0


def group(size: int, pairs: Sequence[Pair], joined: float = _JOINED) -> Iterator[list[int]]:
    """Give the clusters of so many claims, each in order; also those of one.

    Parameters
    ----------
    size : int
        How many claims there are.
    pairs : sequence of Pair
        The likely ones, each once.
    joined : float
        The least mean logit of two clusters that are joined.
    """
    members = {at: [at] for at in range(size)}
    near: dict[int, dict[int, tuple[float, int]]] = {at: {} for at in range(size)}
    heap: list[tuple[float, int, int]] = []
    for first, second, logit in pairs:
        near[first][second] = near[second][first] = (logit, 1)
        if logit >= joined:
            heap.append((-logit, first, second))
    heapq.heapify(heap)
    following = size
    while heap:
        _, first, second = heapq.heappop(heap)
        if first not in members or second not in members:
            continue
        one, other = near.pop(first), near.pop(second)
        members[following] = sorted(members.pop(first) + members.pop(second))
        mine: dict[int, tuple[float, int]] = {}
        for at in sorted((one.keys() | other.keys()) - {first, second}):
            parts = [rows[at] for rows in (one, other) if at in rows]
            mine[at] = (sum(total for total, _ in parts), sum(count for _, count in parts))
            near[at].pop(first, None)
            near[at].pop(second, None)
            near[at][following] = mine[at]
            mean = _mean(mine[at], len(members[following]) * len(members[at]))
            if mean >= joined:
                heapq.heappush(heap, (-mean, at, following))
        near[following] = mine
        following += 1
    yield from sorted(members.values())


def _mean(known: tuple[float, int], of: int) -> float:
    total, count = known
    return (total + UNLIKELY * (of - count)) / of
