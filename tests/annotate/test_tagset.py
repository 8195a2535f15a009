from __future__ import annotations

import pytest

from skrot.annotate.tagset import coarse, features, labels, token_readings, universal_pos
from skrot.polish.dictionary import Reading, analyse


@pytest.mark.parametrize(
    ("pos_class", "lemma", "expected"),
    [
        ("subst", "dom", ("NOUN",)),
        ("subst", "Warszawa", ("PROPN",)),
        ("subst", "kto", ("PRON",)),
        ("adj", "który", ("DET",)),
        ("num", "kilka", ("DET",)),
        ("num", "pięć", ("NUM",)),
        ("fin", "być", ("AUX", "VERB")),
        ("part", "się", ("PRON",)),
        ("brev", "K", ("PROPN",)),
        ("brev", "około", ("PART",)),
        ("no-such-class", "x", ("X",)),
    ],
)
def test_universal_pos(pos_class: str, lemma: str, expected: tuple[str, ...]) -> None:
    assert universal_pos(pos_class, lemma) == expected


def test_coarse_keeps_number_case_gender_and_person_of_verbs() -> None:
    assert coarse("subst:sg:gen.acc:m1") == ("subst:sg:gen:m1", "subst:sg:acc:m1")
    assert coarse("fin:sg:ter:imperf") == ("fin:sg:ter",)
    assert coarse("praet:sg:m1:pri:perf") == ("praet:sg:m1",)
    assert coarse("qub") == ("part",)


@pytest.mark.parametrize(
    ("reading", "label", "pos", "expected"),
    [
        (
            Reading("Trump", "subst:sg:gen.acc:m1"),
            "PROPN|subst:sg:acc:m1",
            "PROPN",
            "Animacy=Hum|Case=Acc|Gender=Masc|Number=Sing",
        ),
        (
            Reading("stać", "fin:pl:ter:imperf"),
            "VERB|fin:pl:ter",
            "VERB",
            "Aspect=Imp|Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin|Voice=Act",
        ),
        (
            Reading("ten", "adj:pl:gen:m1.m2.m3.f.n:pos"),
            "DET|adj:pl:gen:f",
            "DET",
            "Case=Gen|Gender=Fem|Number=Plur|PronType=Dem",
        ),
        (Reading("w", "prep:loc:nwok"), "ADP|prep:loc", "ADP", "AdpType=Prep|Variant=Short"),
        (Reading("rok", "brev:pun"), "NOUN|brev", "NOUN", "Abbr=Yes"),
    ],
)
def test_features(reading: Reading, label: str, pos: str, expected: str) -> None:
    assert features(reading, label, pos) == expected


def test_abbreviations_are_read_only_before_a_full_stop() -> None:
    assert "rok" in {r.lemma for r in token_readings("r", ".")}
    assert token_readings("r") == ()
    assert {r.lemma for r in token_readings("tys", ".")} == {"tysiąc"}
    assert "K" in {r.lemma for r in token_readings("K", ".")}


def test_first_parts_of_compounds_are_read_before_a_hyphen() -> None:
    assert {r.lemma for r in token_readings("polsko", "-")} == {"polsko", "polski"}
    assert "adja" not in {r.pos for r in token_readings("polsko")}


def test_numbers_in_figures_have_no_reading() -> None:
    assert token_readings("2019") == ()
    assert token_readings("XX", ".") == ()


def test_every_reading_has_a_label() -> None:
    for form in ("mieć", "lat", "czerwony", "dwóch", "mną", "to", "robiąc", "zrobiono"):
        for reading in analyse(form):
            assert labels(reading)
