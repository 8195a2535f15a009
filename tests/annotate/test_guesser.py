from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.annotate.guesser import base_form, prefixed


@pytest.mark.parametrize(
    ("form", "case", "gender", "known", "base"),
    [
        ("Ishiby", "gen", "m1", {"Ishiba"}, "Ishiba"),
        ("Ishibą", "inst", "m1", {"Ishiba"}, "Ishiba"),
        ("Trumpowi", "dat", "m1", set(), "Trump"),
        ("Trumpem", "inst", "m1", set(), "Trump"),
        ("Bidena", "gen", "m1", set(), "Biden"),
        ("Takaichi", "gen", "f", set(), "Takaichi"),
        ("Takaichi", "nom", "f", set(), "Takaichi"),
        ("Xyzowskiego", "gen", "m1", set(), "Xyzowski"),
        ("Xyzowskiej", "gen", "f", set(), "Xyzowska"),
        ("Ibiza", "nom", "f", set(), "Ibiza"),
        ("Oo", "gen", "m1", set(), "Oo"),
    ],
)
def test_base_form(form: str, case: str, gender: str, known: set[str], base: str) -> None:
    assert base_form(form, case, gender, known) == base


@settings(deadline=None)
@given(st.text(max_size=15), st.sampled_from(["", "nom", "gen", "inst", "loc"]))
def test_base_form_without_case_is_the_form(form: str, case: str) -> None:
    guess = base_form(form, case, "m1", set())
    assert guess == form or case not in {"", "nom"}


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("okołowojskowego", "okołowojskowy"),
        ("antyrakietową", "antyrakietowy"),
        ("superkomputerów", "superkomputer"),
    ],
)
def test_prefixed_words_take_the_inflection_of_the_known_part(form: str, lemma: str) -> None:
    assert {r.lemma for r in prefixed(form)} == {lemma}


@pytest.mark.parametrize("form", ["Qwertyk", "zzz", "anty", ""])
def test_no_prefix_no_reading(form: str) -> None:
    assert prefixed(form) == ()
