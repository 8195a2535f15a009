from __future__ import annotations

import re

import pytest

from skrot.polish.characters import CLOSING_QUOTES, DASH, DASHES, OPENING_QUOTES, QUOTES
from skrot.polish.tags import Slot, agreeing, fits, genders, is_gradable, numbers, slots


def test_a_tag_stands_for_cells_of_a_paradigm() -> None:
    assert slots("adj:sg:nom.voc:m1.m2:pos") == {
        Slot("sg", "nom", "m1"),
        Slot("sg", "nom", "m2"),
        Slot("sg", "voc", "m1"),
        Slot("sg", "voc", "m2"),
    }
    assert slots("fin:sg:ter:imperf") == slots("prep:gen") == slots("brev:pun") == frozenset()


@pytest.mark.parametrize(
    ("tag", "asked", "expected"),
    [
        ("subst:sg:gen.acc:m1", ("sg", "acc"), True),
        ("subst:sg:gen.acc:m1", ("pl", "acc"), False),
        ("subst:sg:gen.acc:m1", ("sg", "acc", "f"), False),
        ("adj:pl:nom.voc:m2.m3.f.n:pos", ("pl", "nom", "f"), True),
        ("fin:sg:ter:imperf", ("sg", "nom"), False),
    ],
)
def test_fits(tag: str, asked: tuple[str, ...], expected: bool) -> None:
    assert fits(tag, *asked) is expected


def test_fields_keep_their_order() -> None:
    assert numbers("subst:sg.pl:nom:n") == ("sg", "pl")
    assert genders("adj:pl:nom.voc:m2.m3.f.n:pos") == ("m2", "m3", "f", "n")


@pytest.mark.parametrize(
    ("adjective", "slot", "form"),
    [
        ("amerykański", Slot("pl", "nom", "m1"), "amerykańscy"),
        ("nowy", Slot("sg", "loc", "f"), "nowej"),
        ("polsko-japoński", Slot("sg", "nom", "n"), None),
        ("rada", Slot("sg", "nom", "f"), None),
    ],
)
def test_an_adjective_agrees(adjective: str, slot: Slot, form: str | None) -> None:
    assert agreeing(adjective, slot) == form


def test_a_class_of_a_pattern_has_every_dash_and_nothing_else() -> None:
    assert all(re.fullmatch(DASH, dash) for dash in DASHES)
    assert not any(re.fullmatch(DASH, mark) for mark in ".,:+_ \u00ad")
    assert QUOTES >= OPENING_QUOTES | CLOSING_QUOTES


def test_an_adjective_of_quality_has_degrees() -> None:
    assert is_gradable("surowy")
    assert not is_gradable("kolejowy")
    assert not is_gradable("kolej")
