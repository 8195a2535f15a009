"""What texts say of when, and whether two can tell of one event."""

from __future__ import annotations

import numpy as np
import pytest

from skrot.stories.calendar import clashing, days_said


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("wtorek", "wtorek", 0.0),
        ("wtorek", "środa", 1.0),
        ("wtorek", "", 0.0),
        ("wtorek maj", "środa czerwiec", 2.0),
        ("wtorek maj", "wtorek czerwiec", 1.0),
        ("wtorek środa", "środa", 1 - 0.5**0.5),
        ("maj", "wtorek", 0.0),
    ],
)
def test_texts_clash_where_they_name_other_days(one: str, other: str, clash: float) -> None:
    named, known = clashing([days_said([(text.split(), 0)]) for text in (one, other)])
    assert (known @ known.T - named @ named.T)[0, 1] == pytest.approx(clash, abs=1e-6)


def test_only_the_beginning_tells_and_a_month_is_looked_for_longer() -> None:
    assert days_said([(["maj", "wtorek"], 150)]) == days_said([(["maj"], 0)])
    assert days_said([(["maj", "wtorek"], 250)]) == ()


def test_no_texts() -> None:
    named, known = clashing([])
    assert named.shape == (0, 19)
    assert known.shape == (0, 2)
    assert named.dtype == known.dtype == np.float32
