"""Whom a text speaks of at its places, to look back at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skrot.extract.quotes.subjects import Subject


class Named(NamedTuple):
    """Somebody the text speaks of at a place: the entity (null: nobody known) and its gender.

    ``holder`` is the phrase of one whose office alone is named.
    """

    at: int
    entity: str | None
    gender: str
    number: str
    holder: Subject | None = None


def place_of(one: Named) -> int:
    """Give where somebody is named, to sort by."""
    return one.at


def backwards(known: Sequence[Sequence[Named]], at: int) -> Iterator[Named]:
    """Give those before a place in lists that are in order, the nearest first."""
    ends = [bisect_left(rows, at, key=place_of) for rows in known]
    while any(ends):
        number = max(
            (n for n, end in enumerate(ends) if end), key=lambda n: known[n][ends[n] - 1].at
        )
        ends[number] -= 1
        yield known[number][ends[number]]
