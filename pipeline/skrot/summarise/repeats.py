"""Sentences of several texts that say the same in other words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from skrot.summarise.scoring import Candidate

# A sentence says nothing of its own when the cosine with a chosen one, and the share of its words
# that stand there, add up to so much; found by reading the digests of the 30 largest stories of
# the news, and right on nine in ten pairs of the next 60 (`docs/stories.md`).
_SAME = 1.15


def repeats(
    row: Candidate, chosen: Iterable[Candidate], total: int, frequency: Mapping[str, int]
) -> bool:
    """Tell whether a sentence repeats a chosen one: it has its words and its meaning.

    A number that the chosen one does not have is something of its own.

    Parameters
    ----------
    row
        The sentence.
    chosen
        Those that are chosen already.
    total, frequency
        How many sentences there are, and how many of them have a lemma, if not one: what is rare
        counts more.
    """

    def weight(lemmas: Iterable[str]) -> float:
        # Exact: sets have no order in which it would be the same everywhere.
        return math.fsum(
            math.log((total + 1) / (frequency.get(lemma, 1) + 0.5)) for lemma in lemmas
        )

    own = weight(row.lemmas)
    return own > 0 and any(
        _numbers(row) <= _numbers(other)
        and float(row.vector @ other.vector) + weight(row.lemmas & other.lemmas) / own >= _SAME
        for other in chosen
    )


def _numbers(row: Candidate) -> set[tuple[object, ...]]:
    """Return the values of a sentence; a day that is told by a word ("w środę") is none."""
    return {
        (number.value, number.low, number.high, number.unit, number.currency, number.iso)
        for number in row.numbers.values()
        if number.kind not in {"date", "date_range", "time"} or any(map(str.isdigit, number.text))
    }
