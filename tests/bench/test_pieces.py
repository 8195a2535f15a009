"""Times by pieces, without measuring."""

import pytest

from tests.bench.pieces import Pieces


def test_the_least_of_each_piece_counts_whichever_round_had_it() -> None:
    pieces = Pieces()
    for first, second in ((1.0, 5.0), (4.0, 2.0), (3.0, 3.0)):
        pieces.keep("run", "step", "a", seconds=first)
        pieces.keep("run", "step", "b", seconds=second)
        pieces.keep("run", "rest", seconds=first + second)
    assert pieces.total("run", "step") == 3.0
    assert pieces.total("run") == 9.0
    assert pieces.total("other") == 0.0


def test_work_is_timed_by_the_processor() -> None:
    pieces = Pieces()
    with pieces.timed("work"):
        sum(range(100_000))
    assert 0 < pieces.total("work") < 5
    with pytest.raises(ZeroDivisionError), pieces.timed("fault"):
        1 / 0  # noqa: B018
    assert pieces.total("fault") == 0.0
