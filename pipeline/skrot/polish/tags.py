"""SGJP tags: the number, case and gender that a reading has, and which forms agree.

A tag joins its fields by colons and the alternatives of a field by dots, as in
``adj:sg:nom.voc:m1.m2:pos``; number, case and gender are its second to fourth fields.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from skrot.polish.dictionary import expand, generate

CASES = ("nom", "gen", "dat", "acc", "inst", "loc", "voc")
ADJECTIVAL = frozenset({"adj", "ppas", "pact"})
NOMINAL = frozenset({"subst", "ger"})
_DECLINED = ADJECTIVAL | NOMINAL | {"num"}


class Slot(NamedTuple):
    """A cell of a paradigm."""

    number: str
    case: str
    gender: str


@lru_cache(maxsize=1 << 15)
def slots(tag: str) -> frozenset[Slot]:
    """Give the paradigm cells that a tag stands for (empty for a tag without case)."""
    found = set()
    for single in expand(tag):
        parts = single.split(":")
        if len(parts) >= 4 and parts[0] in _DECLINED and parts[2] in CASES:
            found.add(Slot(parts[1], parts[2], parts[3]))
    return frozenset(found)


def fits(tag: str, number: str, case: str, gender: str | None = None) -> bool:
    """Tell whether a tag allows a number and a case, and a gender if one is given."""
    return any(slot[:2] == (number, case) and gender in {None, slot.gender} for slot in slots(tag))


def numbers(tag: str) -> tuple[str, ...]:
    """Give the numbers of a tag in the order it has them."""
    return tuple(tag.split(":")[1].split("."))


def genders(tag: str) -> tuple[str, ...]:
    """Give the genders of the tag of a noun or adjective in the order it has them."""
    return tuple(tag.split(":")[3].split("."))


def is_gradable(adjective: str) -> bool:
    """Tell whether the dictionary has a comparative of an adjective: it then names a quality."""
    return any(
        reading.lemma == adjective and reading.pos == "adj" and reading.tag.endswith(":com")
        for _, reading in generate(adjective)
    )


def agreeing(adjective: str, slot: Slot) -> str | None:
    """Give the form of an adjective (in the positive) beside a noun in a paradigm cell."""
    return next(
        (
            form
            for form, reading in generate(adjective)
            if reading.lemma == adjective
            if reading.pos == "adj" and reading.tag.endswith(":pos") and slot in slots(reading.tag)
        ),
        None,
    )
