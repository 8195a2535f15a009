"""What speaks against two figures being of one quantity."""

from __future__ import annotations

from typing import Any

import pytest

from skrot.compare.claims import Claim
from skrot.compare.conflicts import conflicts, is_opinion

from .build import claim

COUNT: dict[str, Any] = {"kind": "count", "base": ("żołnierz",)}
SHARE: dict[str, Any] = {"kind": "percent", "value": "20"}
OTHER: dict[str, Any] = {"value": "25"}

CASES: list[tuple[str, dict[str, Any], dict[str, Any], int]] = [
    ("nothing", {}, {}, 0),
    ("net and gross", {"scope": ((0, 0),)}, {"scope": ((0, 1),)}, 1),
    ("net twice", {"scope": ((0, 0),)}, {"scope": ((0, 0),)}, 0),
    ("another thing is counted", COUNT, {**COUNT, "base": ("czołg",)}, 1),
    ("more is said of it", {**COUNT, "base": ("amerykański", "żołnierz")}, COUNT, 0),
    ("a word of the same family", {**COUNT, "base": ("kraj",)}, {**COUNT, "base": ("państwo",)}, 0),
    (
        "two words for those asked",
        {**SHARE, "base": ("ankietowany",)},
        {**SHARE, "base": ("wyborca",)},
        0,
    ),
    ("a change and a level", {"change": True}, {}, 1),
    ("a year and in total", {"per": "year"}, {}, 1),
    ("denied", {"negated": True}, {}, 1),
    ("demanded", {"stance": "demand"}, {}, 1),
    ("far apart", {}, {"value": "600"}, 1),
    (
        "of two companies",
        {"holder": frozenset({"org:a"}), "named": frozenset({"org:a"})},
        {"holder": frozenset({"org:b"}), "named": frozenset({"org:b"}), **OTHER},
        1,
    ),
    (
        "two demand",
        {"holder": frozenset({"place:usa"}), "stance": "demand"},
        {"holder": frozenset({"place:waszyngton"}), "stance": "demand"},
        0,
    ),
    (
        "a part",
        {"narrow": frozenset({"usługa"}), "lemmas": frozenset({"usługa"})},
        {"value": "110"},
        1,
    ),
    (
        "a part with the same figure",
        {"narrow": frozenset({"usługa"}), "lemmas": frozenset({"usługa"})},
        {},
        0,
    ),
    (
        "a share of another holder",
        {**SHARE, "held": True, "holder": frozenset({"przemysł"})},
        SHARE,
        1,
    ),
    ("other votes", {"kind": "votes"}, {"kind": "votes", **OTHER, "value": "110"}, 1),
    (
        "a day of what happens once",
        {"kind": "date", "value": None, "iso": "2009-06-14"},
        {"kind": "date", "value": None, "iso": "2009-06-19"},
        1,
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_speaks_against_a_pair(one: dict[str, Any], other: dict[str, Any], found: int) -> None:
    first, second = claim(**one), claim(doc="b", **other)
    assert conflicts(first, second) == conflicts(second, first) == found


def arrested(day: str, **fields: Any) -> Claim:
    heads = {"(zatrzymać)": 0.9}
    entities = {"person:ewa": 0.8}
    named = frozenset(entities)
    return claim(None, kind="date", iso=day, heads=heads, entities=entities, named=named, **fields)


def test_dates_of_what_happens_to_one_person_once_are_of_one_event() -> None:
    assert conflicts(arrested("2009-06-14"), arrested("2009-06-19", doc="b")) == 0
    assert conflicts(arrested("2009-06-14"), arrested("2009-09-19", doc="b")) == 1
    assert conflicts(arrested("2009-06-14"), arrested("2008", doc="b")) == 1


def test_two_figures_of_one_document_are_of_two_quantities_but_for_another_time() -> None:
    assert conflicts(claim(), claim("110", start=5)) == 1
    assert conflicts(claim(time="2020"), claim("110", start=5, time="2021")) == 0
    assert conflicts(claim(revised=True), claim("110", start=5)) == 0


def test_a_figure_that_the_other_sentence_has_too_is_of_something_else() -> None:
    beside = (claim("48", "b", kind="percent").number,)
    first = claim("48", kind="percent")
    second = claim("52", "b", kind="percent", beside=beside)
    assert conflicts(first, second) == 1


def test_what_people_think_is_an_opinion() -> None:
    assert is_opinion(claim(kind="percent", base=("wyborca",)))
    assert is_opinion(claim(kind="percent", lemmas=frozenset({"sondaż"})))
    assert not is_opinion(claim(kind="percent", base=("eksport",)))
    assert not is_opinion(claim(base=("wyborca",)))
