"""Lists of cases: every third is kept back while rules are written."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from _pytest.mark import ParameterSet


def cases(rows: Sequence[object]) -> list[ParameterSet]:
    """Give each row an id that tells whether it is kept back."""
    return [
        pytest.param(
            *(row if isinstance(row, tuple) else (row,)),
            id=f"{i}-{'held' if i % 3 == 2 else 'dev'}",
        )
        for i, row in enumerate(rows)
    ]
