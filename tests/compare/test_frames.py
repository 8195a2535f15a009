"""Frames and labels, from parsed sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from skrot.compare.phrases import written
from skrot.records import Frame

from .build import frames_of

COST = (
    "Budowa/budowa/NOUN/nsf/4/nsubj gazociągu/gazociąg/NOUN/gsm/1/nmod "
    "Jamał/Jamał/PROPN/nsm/2/flat "
    "kosztowała/kosztować/VERB/past:sf/0/ROOT 8/8/NUM/-/7/nummod mld/miliard/NOUN/gpm/7/nmod "
    "euro/euro/NOUN/gpn/4/obj"
)
CAPACITY = (
    "Powstanie/powstać/VERB/fut:s/0/ROOT gazociąg/gazociąg/NOUN/nsm/1/nsubj o/o/ADP/-/5/case "
    "planowanej/planowany/ADJ/lsf/5/amod przepustowości/przepustowość/NOUN/lsf/2/nmod "
    "55/55/NUM/-/7/nummod ton/tona/NOUN/gpf/5/nmod"
)
VOTERS = (
    "Za/za/ADP/-/2/case pozostaniem/pozostanie/NOUN/isn/5/obl w/w/ADP/-/4/case "
    "Unii/unia/NOUN/lsf/2/nmod opowiedziało/opowiedzieć/VERB/past:sn/0/ROOT się/się/PRON/-/5/expl "
    "48/48/NUM/-/8/nummod proc./procent/NOUN/gpm/5/nsubj wyborców/wyborca/NOUN/gpmh/8/nmod"
)
KILLED = (
    "Wczoraj/wczoraj/ADV/-/2/advmod zginęło/zginąć/VERB/past:sn/0/ROOT 12/12/NUM/-/4/nummod "
    "żołnierzy/żołnierz/NOUN/gpmh/2/nsubj w/w/ADP/-/6/case Kabulu/Kabul/PROPN/lsm/2/obl"
)
PAID = (
    "Londyn/Londyn/PROPN/nsm/2/nsubj zapłaci/zapłacić/VERB/fut:s/0/ROOT 39/39/NUM/-/5/nummod "
    "mld/miliard/NOUN/gpm/5/nmod funtów/funt/NOUN/gpm/2/obj za/za/ADP/-/7/case "
    "wyjście/wyjście/NOUN/asn/2/obl"
)
ARRESTED = (
    "Kobieta/kobieta/NOUN/nsf/3/nsubj została/zostać/AUX/past:sf/3/aux "
    "zatrzymana/zatrzymać/ADJ/part:nsf/0/ROOT 19/19/NUM/-/3/obl czerwca/czerwiec/NOUN/gsm/4/flat "
    "2009/2009/NUM/-/4/flat"
)


def only(text: str) -> Frame:
    (found,) = frames_of(text)
    return found


@pytest.mark.parametrize(
    ("text", "kind", "head", "label"),
    [
        (COST, "money", "(koszt)", "koszt budowy gazociągu Jamał"),
        (CAPACITY, "quantity", "(wieźć)", "planowana przepustowość gazociągu"),
        (
            VOTERS,
            "percent",
            "(głosować)",
            "odsetek wyborców, którzy opowiedzieli się za pozostaniem w Unii",
        ),
        (KILLED, "count", "(zginąć)", "liczba żołnierzy, którzy zginęli w Kabulu"),
        (PAID, "money", "(zapłacić)", "kwota, którą Londyn zapłaci za wyjście"),
        (ARRESTED, "date", "(zatrzymać)", "data zatrzymania kobiety"),
    ],
)
def test_what_a_figure_measures(text: str, kind: str, head: str, label: str) -> None:
    found = only(text)
    assert found.kind == kind
    assert head in found.heads
    assert found.label == label


def test_near_words_weigh_most() -> None:
    words = {lemma: weight for lemma, _, weight in only(COST).words}
    assert words["kosztować"] > words["budowa"] > 0


def test_who_pays_is_the_subject() -> None:
    assert only(PAID).subject == ("londyn", 0)
    assert only(PAID).stance == "estimate"
    assert only(COST).stance == "fact"


def test_a_clause_that_points_elsewhere_names_nothing() -> None:
    text = PAID.replace("wyjście/wyjście/NOUN/asn", "to/to/PRON/asn")
    assert only(text).label == "kwota, którą Londyn zapłaci"


def test_a_predicate_at_the_end_comes_after_its_subject() -> None:
    text = (
        "Londyn/Londyn/PROPN/nsm/7/nsubj 39/39/NUM/-/4/nummod mld/miliard/NOUN/gpm/4/nmod "
        "funtów/funt/NOUN/gpm/7/obj za/za/ADP/-/6/case wyjście/wyjście/NOUN/asn/7/obl "
        "zapłaci/zapłacić/VERB/fut:s/0/ROOT"
    )
    assert only(text).label == "kwota, którą Londyn zapłaci za wyjście"


def test_what_a_numeral_counts_is_the_subject_though_the_parser_takes_it_for_the_object() -> None:
    text = (
        "Z/z/ADP/-/2/case mostu/most/NOUN/gsm/3/obl skorzysta/skorzystać/VERB/fut:s/0/ROOT "
        "12/12/NUM/-/5/nummod tys./tysiąc/NOUN/gpm/3/nsubj mieszkańców/mieszkaniec/NOUN/gpmh/3/obj "
        "Lipowa/Lipowo/PROPN/gsn/6/nmod"
    )
    assert only(text).label == "liczba mieszkańców Lipowa, którzy skorzystają z mostu"


def test_a_place_of_the_neuter_is_a_subject() -> None:
    text = (
        "Tokio/Tokio/PROPN/nsn/2/nsubj obiecało/obiecać/VERB/past:sn/0/ROOT 39/39/NUM/-/5/nummod "
        "mld/miliard/NOUN/gpm/5/nmod dolarów/dolar/NOUN/gpm/2/obj za/za/ADP/-/7/case "
        "zgodę/zgoda/NOUN/asf/2/obl"
    )
    assert only(text).label == "kwota, którą Tokio obiecało za zgodę"


def test_a_share_says_whose_it_is() -> None:
    text = (
        "Przemysł/przemysł/NOUN/nsm/2/nsubj odpowiada/odpowiadać/VERB/pres:s/0/ROOT "
        "za/za/ADP/-/5/case 20/20/NUM/-/5/nummod procent/procent/NOUN/asm/2/obl "
        "eksportu/eksport/NOUN/gsm/5/nmod"
    )
    found = only(text)
    assert found.held
    assert found.label == "udział przemysłu w eksporcie"


def test_votes_for_and_against_are_one_figure() -> None:
    text = (
        "Izba/izba/NOUN/nsf/2/nsubj przyjęła/przyjąć/VERB/past:sf/0/ROOT "
        "ustawę/ustawa/NOUN/asf/2/obj 324/324/NUM/-/5/nummod głosami/głos/NOUN/ipm/2/obl "
        "przeciwko/przeciwko/ADP/-/7/case 295/295/NUM/-/5/nmod"
    )
    found = only(text)
    assert found.kind == "votes"
    assert (found.number.value, found.against) == (Decimal(324), Decimal(295))
    assert found.label == "wynik głosowania nad ustawą"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("47-letnia/47-letni/ADJ/nsf/2/amod matka/matka/NOUN/nsf/0/ROOT", "age"),
        ("20-letni/20-letni/ADJ/nsm/2/amod kierowca/kierowca/NOUN/nsmh/0/ROOT", "age"),
        ("2-letnia/2-letni/ADJ/nsf/2/amod umowa/umowa/NOUN/nsf/0/ROOT", "duration"),
    ],
)
def test_ages_are_of_people(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_a_change_has_two_figures() -> None:
    text = (
        "Liczba/liczba/NOUN/nsf/2/nsubj zmalała/zmaleć/VERB/past:sf/0/ROOT z/z/ADP/-/4/case "
        "751/751/NUM/-/7/nummod do/do/ADP/-/7/case 705/705/NUM/-/7/nummod "
        "posłów/poseł/NOUN/gpmh/2/obl"
    )
    assert [found.number.value for found in frames_of(text)] == [751, 705]


def test_a_year_that_another_one_tells_is_not_known() -> None:
    text = (
        "Kobieta/kobieta/NOUN/nsf/3/nsubj została/zostać/AUX/past:sf/3/aux "
        "zatrzymana/zatrzymać/ADJ/part:nsf/0/ROOT 19/19/NUM/-/3/obl "
        "czerwca/czerwiec/NOUN/gsm/4/flat"
    )
    assert only(text).number.iso == "XXXX-06-19"
    assert frames_of(f"{text} ubiegłego/ubiegły/ADJ/gsm/7/amod roku/rok/NOUN/gsm/4/nmod") == []


def test_how_long_ago_something_was_is_no_duration() -> None:
    text = (
        "Wynik/wynik/NOUN/nsm/6/nsubj referendum/referendum/NOUN/gsn/1/nmod "
        "sprzed/sprzed/ADP/-/5/case dwóch/dwa/NUM/-/5/nummod lat/rok/NOUN/gpm/2/nmod "
        "zaskoczył/zaskoczyć/VERB/past:sm/0/ROOT"
    )
    assert frames_of(text) == []


def test_a_year_that_dates_another_figure_is_none() -> None:
    text = (
        "W/w/ADP/-/2/case 2024/2024/NUM/-/5/obl r./rok/NOUN/gsm/2/flat "
        "eksport/eksport/NOUN/nsm/5/nsubj wyniósł/wynieść/VERB/past:sm/0/ROOT 8/8/NUM/-/8/nummod "
        "mld/miliard/NOUN/gpm/8/nmod euro/euro/NOUN/gpn/5/obj"
    )
    assert [found.kind for found in frames_of(text)] == ["money"]


def test_of_many_what_is_said_of_them_tells_which() -> None:
    known = "12/12/NUM/-/2/nummod obywateli/obywatel/NOUN/gpmh/4/nsubj Unii/unia/NOUN/gsf/2/nmod "
    assert only(f"{known} protestowało/protestować/VERB/past:sn/0/ROOT").label is None
    there = (
        "protestowało/protestować/VERB/past:sn/0/ROOT w/w/ADP/-/6/case Kabulu/Kabul/PROPN/lsm/4/obl"
    )
    found = only(f"{known} {there}").label
    assert found == "liczba obywateli Unii, którzy protestowali w Kabulu"


def test_a_participle_goes_with_what_it_agrees_with() -> None:
    text = (
        "Powstanie/powstać/VERB/fut:s/0/ROOT luka/luka/NOUN/nsf/1/nsubj w/w/ADP/-/4/case "
        "budżecie/budżet/NOUN/lsm/2/nmod Unii/unia/NOUN/gsf/4/nmod "
        "wynosząca/wynosić/ADJ/part:nsf/4/acl "
        "13/13/NUM/-/9/nummod mld/miliard/NOUN/gpm/9/nmod euro/euro/NOUN/gpn/6/obj"
    )
    assert only(text).label == "luka w budżecie Unii"


def test_half_a_name_is_none() -> None:
    texts = {0: "wykaz", 1: "rur", 2: "przez", 3: "Morze", 4: "Bałtyckie"}
    assert written(texts, 0, 4) == "wykaz rur"
