"""A digest of a story says a thing once, however many texts tell it in their own words."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from skrot.records import Number
from skrot.summarise import CorpusSummary, SummarySettings
from tests.summarise.helpers import given, vector

FIRST = "Port w Gdyni przyjął w maju rekordową liczbę statków."
AGAIN = "Rekordową liczbę statków przyjął w maju port w Gdyni."
OTHER = "Rybacy z Helu łowią coraz mniej dorszy w zatoce."


def digest(*texts: tuple[str, np.ndarray], numbers: dict[int, Number] | None = None) -> set[str]:
    """Return the digest of a story told by texts of one sentence."""
    summary = CorpusSummary([], SummarySettings())
    for place, (text, direction) in enumerate(texts):
        own = [(numbers or {})[place]] if place in (numbers or {}) else []
        summary.add(given([text], doc=f"{place}.txt", vectors=direction[None], numbers=own))
    docs = tuple(f"{place}.txt" for place in range(len(texts)))
    (digest,) = summary.digests_of([(docs, ())])
    return {row.text for row in digest}


def number(value: str, text: str = "5") -> Number:
    return Number("", 0, 0, 1, text, "cardinal", Decimal(value))


SHIPS, NEAR, FISH = vector(1, 0, 0), vector(1, 1.2, 0), vector(0, 0, 1)


def test_a_sentence_in_other_words_is_left_out() -> None:
    found = digest((FIRST, SHIPS), (AGAIN, NEAR), (OTHER, FISH))
    assert OTHER in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("text", "direction"),
    [(OTHER, SHIPS), (AGAIN, vector(0, 1, 0.01)), ("Port w Gdyni zamknięto po wybuchu.", NEAR)],
    ids=["other words", "another meaning", "little in common"],
)
def test_what_is_alike_in_one_way_only_stays(text: str, direction: np.ndarray) -> None:
    assert digest((FIRST, SHIPS), (text, direction)) == {FIRST, text}


def test_a_number_of_its_own_is_something_new() -> None:
    same = {0: number("5"), 1: number("5")}
    assert len(digest((FIRST, SHIPS), (AGAIN, NEAR), numbers=same)) == 1
    other = {0: number("5"), 1: number("6")}
    assert len(digest((FIRST, SHIPS), (AGAIN, NEAR), numbers=other)) == 2


def test_the_digest_of_the_corpus_is_as_it_was() -> None:
    summary = CorpusSummary([], SummarySettings())
    for place, (text, direction) in enumerate(((FIRST, SHIPS), (AGAIN, NEAR))):
        summary.add(given([text], doc=f"{place}.txt", vectors=direction[None]))
    assert len(summary.finish()[1]) == 2
