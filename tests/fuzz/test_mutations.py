"""Mutated files of every format, and texts put together from what rules look for.

A few examples as a unit test; ``make fuzz`` runs thousands (``SKROT_EXAMPLES``).
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skrot.read.formats.registry import FORMATS
from tests.fuzz.targets import WORDS, examples, extract, targets

FEW = 15
_SETTINGS = settings(
    max_examples=int(os.environ.get("SKROT_EXAMPLES", FEW)),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
READERS = [form.suffixes[0] for form in FORMATS]


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """A valid file with bytes changed, cut out, doubled, or put in from another place."""
    data = bytearray(draw(st.sampled_from(examples()[name])))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        to = min(len(data), at + draw(st.sampled_from([1, 2, 8, 64, 1000])))
        kind = draw(st.sampled_from(["flip", "cut", "double", "splice", "truncate", "insert"]))
        if kind == "flip" and data:
            data[at] ^= draw(st.integers(1, 255))
        elif kind == "cut":
            del data[at:to]
        elif kind == "double":
            data[at:at] = data[at:to] * draw(st.integers(1, 50))
        elif kind == "splice":
            start = draw(st.integers(0, max(0, len(data) - 1)))
            data[at:to] = data[start : start + to - at]
        elif kind == "truncate":
            del data[at:]
        else:
            data[at:at] = draw(st.binary(max_size=20))
    return bytes(data)


@pytest.mark.parametrize("name", READERS)
def test_mutated_file_is_read_or_fails_by_name(name: str):
    target = targets()[name]

    @_SETTINGS
    @given(mutated(name))
    def check(data: bytes) -> None:
        target(data)

    check()


_PIECES = st.one_of(st.sampled_from(WORDS), st.text(max_size=3), st.integers().map(str))


@_SETTINGS
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_extractors_take_any_text(text: str):
    extract(text.encode("utf-8", "replace"))


@pytest.mark.parametrize("name", list(examples()))
def test_examples_are_taken(name: str):
    for data in examples()[name]:
        targets()[name](data)
