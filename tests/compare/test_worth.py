"""What is worth telling."""

from __future__ import annotations

from typing import Any

from skrot.compare.relation import relate
from skrot.compare.worth import worth

from .build import claim


def score(*values: str, **fields: Any) -> float:
    claims = [claim(value, doc, **fields) for value, doc in zip(values, "abcdef", strict=False)]
    return worth(claims, relate(claims), "koszt budowy mostu")


def test_what_an_analyst_looks_for_comes_first() -> None:
    assert score("90", "130") > score("90", "94") > score("90", "90")
    assert score("90", "90", "90") > score("90", "90")
    assert score("51.9", "51.9") > score("50", "50")
    count = {"kind": "count", "base": ("okręt",)}
    assert score("300", "300", **count) > score("3", "3", **count)
    assert score("90", "90", title=True) > score("90", "90")


def test_what_has_no_name_is_worth_nothing() -> None:
    claims = [claim(), claim(doc="b")]
    assert worth(claims, relate(claims), None) == 0
    assert worth(claims, relate(claims), "Polska: liczba") < worth(claims, relate(claims), "a b c")
