"""Claims by quantity, by average linkage."""

from __future__ import annotations

from skrot.compare.grouping import group
from skrot.compare.likeness import Pair


def grouped(size: int, *pairs: tuple[int, int, float]) -> list[list[int]]:
    return list(group(size, [Pair(*pair) for pair in pairs]))


def test_what_is_likely_is_one() -> None:
    assert grouped(3, (0, 2, 1.0)) == [[0, 2], [1]]
    assert grouped(2, (0, 1, -0.1)) == [[0], [1]]
    assert grouped(0) == []


def test_one_odd_pair_neither_joins_nor_parts() -> None:
    triangle = ((0, 1, 3.0), (0, 2, 3.0), (1, 2, -2.0))
    assert grouped(3, *triangle) == [[0, 1, 2]]
    chain = ((0, 1, 3.0), (1, 2, 1.0))
    assert grouped(3, *chain) == [[0, 1], [2]]
