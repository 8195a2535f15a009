"""What a comparison is said to be about."""

from __future__ import annotations

import pytest

from skrot.compare.about import declined, describe, plural
from skrot.compare.claims import Claim, find_claims

from .build import Given, document, number

MONEY = number("90 mln zł", kind="money", currency="PLN", value="90000000")


def share(of: str | None) -> Given:
    return number("5%", kind="percent", value="5", unit="%", of=of)


def claimed(doc: str, text: str, lemmas: str, figure: Given) -> Claim:
    (claim,) = find_claims(document(doc, (text, lemmas, [figure])))
    return claim


def about(
    text: str, lemmas: str, figure: Given, other: str | None = None, theirs: str | None = None
) -> str:
    first = claimed("a", text, lemmas, figure)
    second = claimed("b", other or text, lemmas if theirs is None else theirs, figure)
    return describe(first, second, {})


@pytest.mark.parametrize(
    ("lemmas", "found"),
    [
        ("nauczyciel", "nauczyciele"),
        ("amerykański żołnierz", "amerykańscy żołnierze"),
        ("nowy mieszkanie", "nowe mieszkania"),
        # "japoński" is a noun too.
        ("japoński samochód", "japońskie samochody"),
        ("nowy", "nowi"),
        # What follows the noun is not inflected with it.
        ("szkoła podstawowy", "szkoły"),
        ("xyzz", "xyzz"),
    ],
)
def test_what_is_counted_stands_in_the_plural(lemmas: str, found: str) -> None:
    assert plural(lemmas.split()) == found


def test_a_noun_is_declined_with_its_adjectives() -> None:
    assert declined(["służba", "zdrowie"], "sg", "loc") == "służbie"
    assert declined(["nowy", "mieszkanie"], "sg", "loc") == "nowym mieszkaniu"
    assert declined(["amerykański", "żołnierz"], "sg", "gen") == "amerykańskiego żołnierza"
    assert declined(["drzwi"], "sg", "loc") is None
    assert declined(["xyzz"], "sg", "loc") is None


@pytest.mark.parametrize(
    ("text", "lemmas", "found"),
    [
        # A noun in its own number, an infinitive, a verbal noun.
        ("Dzięki nakładom na zdrowie 90 mln zł wydano.", "nakład", "nakłady na zdrowie"),
        ("Dzięki nakładowi na zdrowie 90 mln zł wydano.", "nakład", "nakład na zdrowie"),
        ("Gmina wyremontowała szkoły za 90 mln zł.", "wyremontować", "wyremontować szkoły"),
        ("Gminy wyremontowały szkoły za 90 mln zł.", "wyremontować", "wyremontować szkoły"),
        ("Przyjmowaniu uchodźców służy 90 mln zł.", "przyjmować", "przyjmowanie uchodźców"),
        ("Nieprzyjmowaniu uchodźców służy 90 mln zł.", "przyjmować", "nieprzyjmowanie uchodźców"),
        # It goes on over the number of a verb only.
        ("Gmina wydała 90 mln zł na remont szkół.", "wydać", "wydać na remont szkół"),
        ("Nakłady 90 mln zł na remont szkół.", "nakład", "nakłady"),
        # It ends before a verb, a mark, or with the seventh word; never with what links or
        # only qualifies.
        ("Budowa nowego mostu kosztowała 90 mln zł.", "budowa", "budowa nowego mostu"),
        ("Nakłady, budowa i remonty wyniosły 90 mln zł.", "nakład", "nakłady"),
        ("Nakłady na wyniosły 90 mln zł.", "nakład", "nakłady"),
        (
            "Budowa nowej drogi dla mieszkańców gminy wiejskiej Pruszcz kosztuje 90 mln zł.",
            "budowa",
            "budowa nowej drogi dla mieszkańców gminy",
        ),
        ("Gminy wiejskie dostały 90 mln zł.", "gmina", "gminy wiejskie"),
        # Words that begin no phrase are named as they are.
        ("Xyzz 90 mln zł.", "xyzz", "xyzz"),
    ],
)
def test_else_it_is_the_phrase_that_begins_with_a_word_of_both(
    text: str, lemmas: str, found: str
) -> None:
    assert about(text, lemmas, MONEY) == found


def test_the_shorter_phrase_of_two_texts_loses_to_the_longer() -> None:
    long, short = "Budowa dróg gminnych kosztowała 90 mln zł.", "Budowa ma kosztować 90 mln zł."
    assert about(long, "budowa", MONEY, short, "budowa") == "budowa dróg gminnych"
    assert about(short, "budowa", MONEY, long, "budowa") == "budowa dróg gminnych"


def test_the_phrase_begins_with_a_word_that_weighs_for_both() -> None:
    text = "Remonty szkół i budowa dróg wyniosły 90 mln zł."
    first, second = (claimed(doc, text, "remont budowa", MONEY) for doc in "ab")
    assert describe(first, second, {}) == "remonty szkół"
    assert describe(first, second, {"remont": 0.1}) == "budowa dróg"
    third = claimed("c", "Na budowę dano 90 mln zł.", "budowa", MONEY)
    assert describe(first, third, {}) == "budowa dróg"


@pytest.mark.parametrize(
    ("text", "lemmas", "of", "found"),
    [
        ("To 5% eksportu.", "", "eksport", "udział w eksporcie"),
        ("To 5% drzwi.", "", "drzwi", "udział w drzwiach"),
        ("To 5% xyzz.", "", "xyzz", "udział: xyzz"),
        ("Wydobycie to 5% eksportu.", "wydobycie", "eksport", "wydobycie (% eksportu)"),
        ("Wydobycie to 5% PKB.", "wydobycie", "PKB", "wydobycie (% PKB)"),
        ("Wydobycie to 5% xyzz.", "wydobycie", "xyzz", "wydobycie (% xyzz)"),
        ("Wydobycie to 5% LOT.", "wydobycie", "LOT", "wydobycie (% LOT)"),
        # The whole is not named twice.
        ("Udział PKB to 5% PKB.", "udział", "PKB", "udział PKB"),
        ("Wydatki na zdrowie to 5%.", "wydatek", None, "wydatki na zdrowie"),
    ],
)
def test_a_share_names_its_whole(text: str, lemmas: str, of: str | None, found: str) -> None:
    assert about(text, lemmas, share(of)) == found


def test_counted_things_are_named_by_the_longer_description() -> None:
    texts = ("Brakuje 5 tys. nauczycieli.", "Brakuje 5 tys. młodych nauczycieli.")
    first, second = (
        claimed(doc, text, "brakować", number("5 tys.", kind="cardinal", value="5000", of=of))
        for doc, text, of in zip("ab", texts, ("nauczyciel", "młody nauczyciel"), strict=True)
    )
    assert describe(first, second, {}) == describe(second, first, {}) == "młodzi nauczyciele"


def test_plans_and_demands_are_named_as_such_if_both_are() -> None:
    fact = ("Nakłady na zdrowie to 90 mln zł.", "nakład zdrowie")
    plan = ("Nakłady na zdrowie zaplanowano na 90 mln zł.", "nakład zdrowie zaplanować")
    demand = ("Nakłady na zdrowie mają być, jak żądano, 90 mln zł.", "nakład zdrowie żądać")
    assert about(*fact, MONEY) == "nakłady na zdrowie"
    assert about(*plan, MONEY) == "nakłady na zdrowie: plany"
    assert about(*demand, MONEY) == "nakłady na zdrowie: żądania"
    assert about(*plan, MONEY, *fact) == "nakłady na zdrowie"
