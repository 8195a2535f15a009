from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.polish.dictionary import analyse, clean_lemma, expand, generate


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("lat", {"rok", "lato"}),
        ("Chin", {"Chiny", "china"}),
        ("chin", {"china"}),
        ("zrobiłem", {"zrobić"}),
        ("miałby", {"mieć"}),
        ("żebyś", {"żeby"}),
        ("tys.", {"tysiąc"}),
        ("m.in.", {"między innymi"}),
        ("polsko-japońska", {"polsko-japoński"}),
        ("Bielsku-Białej", {"Bielsku-Biała", "Bielsko-Biała"}),
        ("Takaichi", set()),
        ("Xi", set()),
        ("F-35", set()),
        ("", set()),
        ("\n\n", set()),
    ],
)
def test_lemmas_of_a_form(form: str, lemmas: set[str]) -> None:
    found = {reading.lemma for reading in analyse(form)}
    assert found <= lemmas
    assert bool(found) == bool(lemmas)


def test_name_classes_come_with_readings() -> None:
    (reading,) = {r for r in analyse("Trumpa") if r.lemma == "Trump"}
    assert reading.names == ("nazwisko",)
    assert reading.pos == "subst"


def test_generate_gives_the_forms_of_every_homonym() -> None:
    forms = {form.form for form in generate("rok")}
    assert {"roku", "lat", "latach"} <= forms
    assert generate("Takaichi") == ()
    assert generate("dwa słowa") == ()


def test_expand_multiplies_alternatives() -> None:
    assert expand("adj:sg:nom.voc:m1.m2:pos") == (
        "adj:sg:nom:m1:pos",
        "adj:sg:nom:m2:pos",
        "adj:sg:voc:m1:pos",
        "adj:sg:voc:m2:pos",
    )
    assert expand("conj") == ("conj",)


@pytest.mark.parametrize(
    ("base", "lemma"),
    [("rok:Sm3~lata", "rok"), ("być", "być"), (":", ":"), ("na_przykład", "na przykład")],
)
def test_clean_lemma(base: str, lemma: str) -> None:
    assert clean_lemma(base) == lemma


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_string_is_analysed_without_an_error(form: str) -> None:
    readings = analyse(form)
    assert list(readings) == sorted(set(readings))
    assert all(r.lemma and r.tag for r in readings)
