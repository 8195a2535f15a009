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


def test_a_difference_that_many_tell_is_no_trifle() -> None:
    count = {"kind": "count", "base": ("dziecko",)}
    few, many = ("4", "5"), ("4", "4", "4", "5", "5", "5")
    for values, least, most in ((few, 0.0, 0.4), (many, 0.5, 1.0)):
        claims = [claim(v, doc, **count) for v, doc in zip(values, "abcdef", strict=False)]
        assert least <= worth(claims, relate(claims), "Anna: liczba dzieci") < most
