"""What all statements of one quantity say against one another."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from skrot.compare.relation import relate

from .build import claim

CASES: list[tuple[str, list[dict[str, Any]], str, float | None]] = [
    ("one value", [{}, {}], "agree", 0.0),
    ("rounded", [{"value": "1000"}, {"value": "1020"}], "agree", 0.02),
    ("another value", [{}, {}, {"value": "125"}], "differ", 0.25),
    ("of two years", [{"time": "2023"}, {"value": "125", "time": "2024"}], "update", 0.25),
    ("of no year", [{"time": "2023"}, {"value": "125"}], "differ", 0.25),
    ("a plan and a fact", [{"stance": "plan"}, {"value": "125"}], "update", 0.25),
    ("an estimate and a fact", [{"stance": "estimate"}, {"value": "125"}], "differ", 0.25),
    ("one in place of another", [{"revised": True}, {"value": "125"}], "update", 0.25),
    ("counted so far", [{"so_far": True}, {"value": "125"}], "update", 0.25),
    (
        "what grows, of two days",
        [
            {"heads": {"(zginąć)": 0.9}, "date": "2023-05-01"},
            {"value": "125", "heads": {"(zginąć)": 0.9}, "date": "2023-05-02"},
        ],
        "update",
        0.25,
    ),
    ("two currencies", [{}, {"currency": "EUR"}], "incomparable", None),
    (
        "two currencies, three figures",
        [{}, {"value": "125"}, {"currency": "EUR", "n": 1}],
        "differ",
        0.25,
    ),
    (
        "ranges that meet",
        [{"value": None, "low": Decimal(90), "high": Decimal(110)}, {"value": "108"}],
        "agree",
        0.08,
    ),
]


@pytest.mark.parametrize(
    ("rows", "found", "gap"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_relations(rows: list[dict[str, Any]], found: str, gap: float | None) -> None:
    claims = [claim(doc=doc, **row) for doc, row in zip("abc", rows, strict=False)]
    related = relate(claims)
    assert related.relation == found
    assert related.difference == (None if gap is None else pytest.approx(gap))
