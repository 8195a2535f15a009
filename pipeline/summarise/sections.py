"""Which headings stand above the conclusions of a text."""

from __future__ import annotations

from functools import cache

from pipeline.summarise.language import language


@cache
def is_conclusion(heading: str) -> bool:
    """Tell whether what stands under a heading sums a text up or says what follows from it.

    *Wnioski i perspektywy*, *Podsumowanie*, *Rekomendacje dla Polski*; but *Wnioski o
    dofinansowanie* are applications.
    """
    lists = language().conclusions
    words = heading.lower().rstrip(" .:").split()
    return words[:1] != [] and words[0] in lists.headings and set(words[1:2]) <= lists.followed_by
