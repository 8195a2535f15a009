"""How often the garbage collector runs."""

import gc

import pytest

from skrot.run.collector import rare_collections


@pytest.mark.parametrize(
    ("before", "within"), [(700, 50_000), (0, 0), (90_000, 90_000)], ids=["usual", "off", "rarer"]
)
def test_collections_are_rare_within_the_context_alone(before: int, within: int):
    usual = gc.get_threshold()
    gc.set_threshold(before, 10, 10)
    try:
        with rare_collections():
            assert gc.get_threshold() == (within, 10, 10)
        assert gc.get_threshold() == (before, 10, 10)
    finally:
        gc.set_threshold(*usual)
