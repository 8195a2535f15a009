"""Names of quantities: the best label, and of whom it is."""

from __future__ import annotations

from skrot.compare.naming import name

from .build import claim

NEAR = {"place:japonia": 0.8}
NAMES = {"place:japonia": "Japonia", "person:asia-bibi": "Asia Bibi"}


def test_the_label_that_most_statements_share_is_the_name() -> None:
    rows = [
        claim(label="koszt budowy gazociągu Nord Stream 2"),
        claim(label="koszt gazociągu Nord Stream 2", doc="b"),
        claim(label="kwota, którą wyda Gazprom", doc="c"),
    ]
    assert name(rows, {}, NAMES) in {
        "koszt budowy gazociągu Nord Stream 2",
        "koszt gazociągu Nord Stream 2",
    }


def test_what_tells_too_little_says_whose_it_is() -> None:
    rows = [claim(label="liczba żołnierzy", doc=doc, entities=NEAR) for doc in "ab"]
    assert name(rows, {}, NAMES) == "Japonia: liczba żołnierzy"
    assert name(rows[:1], {}, {}) is None


def test_a_name_that_is_there_is_not_said_twice() -> None:
    rows = [claim(label="wydatki Japonii na obronność", doc=doc, entities=NEAR) for doc in "ab"]
    assert name(rows, {}, NAMES) == "wydatki Japonii na obronność"


def test_an_age_is_somebodys() -> None:
    near = {"person:asia-bibi": 0.8}
    rows = [claim("47", doc, kind="age", unit="year", entities=near) for doc in "ab"]
    assert name(rows, {}, NAMES) == "wiek Asi Bibi"
    assert name([claim("47", kind="age", unit="year")], {}, NAMES) is None
