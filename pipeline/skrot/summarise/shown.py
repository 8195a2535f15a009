"""A sentence as a digest shows it, where something is left out of it."""

from __future__ import annotations

from collections.abc import Sequence

# What stands where something was left out.
LEFT_OUT = "[…]"


def shown_text(text: str, start: int, left_out: Sequence[tuple[int, int]]) -> str:
    """Return a sentence that begins at ``start`` with `LEFT_OUT` where spans are left out of it."""
    pieces, at = [], 0
    for begin, end in left_out:
        pieces += [text[at : begin - start], " " if begin > start else "", LEFT_OUT]
        at = end - start
    return "".join([*pieces, text[at:]])
