"""A sentence as a digest shows it, where something is left out of it or put in."""

from __future__ import annotations

from collections.abc import Sequence

# What stands where something was left out.
LEFT_OUT = "[…]"


def shown_text(
    text: str,
    start: int,
    left_out: Sequence[tuple[int, int]],
    resolved: Sequence[tuple[int, str]] = (),
) -> str:
    """Return a sentence that begins at ``start`` with `LEFT_OUT` where spans are left out of it.

    Names are put in brackets where ``resolved`` says, unless that is left out.
    """
    changes = [(begin, end, (" " if begin > start else "") + LEFT_OUT) for begin, end in left_out]
    changes += [
        (place, place, f" [{name}]")
        for place, name in resolved
        if not any(begin < place <= end for begin, end in left_out)
    ]
    pieces, at = [], 0
    for begin, end, put in sorted(changes):
        pieces += [text[at : begin - start], put]
        at = end - start
    return "".join([*pieces, text[at:]])
