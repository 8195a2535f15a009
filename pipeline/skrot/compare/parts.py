"""What is compared together: the claims of a topic, or some of one kind of a very large one.

Of very many claims of one kind those are compared whose values are nearest, so that the work grows
with the number of claims and not with its square.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.compare.claims import Claim
from skrot.compare.likeness import rarity
from skrot.compare.values import middle
from skrot.packed import Packed, Shelf, packed

# So many claims of one kind in a topic are compared with one another.
MOST = 4000
# A topic of more claims is parted, and so many of them tell how rare its words are.
_WHOLE, _SAMPLE = 8000, 4000

Places = npt.NDArray[np.int64]

unpack = Packed(Claim, []).unpack
"""Give a claim from its bytes."""


class Row(NamedTuple):
    """A packed claim, its topic, the kind and dimension of its figure, and its value or day."""

    topic: str
    kind: str
    size: float
    data: bytes


class Compared(NamedTuple):
    """Packed claims that are compared with one another.

    ``rare`` is what `rarity` tells of the topic; null where these are all claims of it.
    """

    claims: list[bytes]
    rare: Mapping[str, float] | None = None


def row_of(claim: Claim) -> Row:
    """Pack a claim."""
    return Row(claim.place[0], _kind(claim), _size(claim), packed(claim))


def _kind(claim: Claim) -> str:
    dimension = claim.number.si_unit or "" if claim.frame.kind == "quantity" else ""
    return f"{claim.frame.kind} {dimension}"


def _size(claim: Claim) -> float:
    if claim.frame.kind == "date":
        digits = "".join(filter(str.isdecimal, claim.number.iso or ""))
        return float(f"{digits:0<8.8}")
    return float(middle(claim.frame) or 0)


def gather(rows: Iterable[Row], shelf: Shelf) -> tuple[int, Iterator[Compared]]:
    """Put claims on a shelf; give their number, and then the parts to compare, topic by topic."""
    topics: dict[str, int] = {}
    kinds: dict[str, int] = {}
    topic_of, kind_of, sizes = array("I"), array("I"), array("d")
    for row in rows:
        shelf.append(row.data)
        topic_of.append(topics.setdefault(row.topic, len(topics)))
        kind_of.append(kinds.setdefault(row.kind, len(kinds)))
        sizes.append(row.size)
    by_topic = _groups(np.asarray(topic_of), [topics[topic] for topic in sorted(topics)])
    columns = np.asarray(kind_of), np.asarray(sizes)
    return len(sizes), (part for places in by_topic for part in _parts(places, shelf, *columns))


def _parts(
    places: Places, shelf: Shelf, kinds: npt.NDArray[np.uint32], sizes: npt.NDArray[np.float64]
) -> Iterator[Compared]:
    def packed_at(some: Places) -> list[bytes]:
        return [shelf[place] for place in some.tolist()]

    if len(places) <= _WHOLE:
        yield Compared(packed_at(places))
        return
    spread = places[np.linspace(0, len(places) - 1, _SAMPLE, dtype=np.int64)]
    rare = rarity(map(unpack, packed_at(spread)))
    for some in _cut(kinds[places], sizes[places]):
        yield Compared(packed_at(places[some]), rare)


def cut(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Give the claims of each kind, of very many those together whose values are near."""
    kinds: dict[str, int] = {}
    numbers = [kinds.setdefault(_kind(claim), len(kinds)) for claim in claims]
    for some in _cut(np.asarray(numbers), np.asarray([_size(claim) for claim in claims])):
        yield [claims[at] for at in some.tolist()]


def _cut(kinds: npt.NDArray[np.integer[Any]], sizes: npt.NDArray[np.float64]) -> Iterator[Places]:
    for places in _groups(kinds, range(int(kinds.max(initial=0)) + 1)):
        if len(places) > MOST:
            places = places[np.argsort(sizes[places], kind="stable")]  # noqa: PLW2901
        for start in range(0, len(places), MOST):
            yield places[start : start + MOST]


def _groups(numbers: npt.NDArray[np.integer[Any]], order: Iterable[int]) -> Iterator[Places]:
    """Give the places of each number, in order."""
    places = np.argsort(numbers, kind="stable")
    ends = np.searchsorted(numbers[places], np.arange(int(numbers.max(initial=0)) + 2))
    for number in order:
        if ends[number] < ends[number + 1]:
            yield places[ends[number] : ends[number + 1]]
