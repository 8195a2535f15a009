"""Which headings stand above the conclusions of a text."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class _Conclusions(Table, frozen=True):
    """First words of headings above conclusions, and second words that may follow them."""

    headings: frozenset[str]
    followed_by: frozenset[str]


@cache
def _conclusions() -> _Conclusions:
    return load("skrot.summarise", "data/sections.toml", _Conclusions)


@cache
def is_conclusion(heading: str) -> bool:
    """Tell whether what stands under a heading sums a text up or says what follows from it.

    *Wnioski i perspektywy*, *Podsumowanie*, *Rekomendacje dla Polski*; but *Wnioski o
    dofinansowanie* are applications.
    """
    lists = _conclusions()
    words = heading.lower().rstrip(" .:").split()
    return words[:1] != [] and words[0] in lists.headings and set(words[1:2]) <= lists.followed_by
