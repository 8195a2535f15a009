"""Comparisons over hand-built documents: what must be found, and what must not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from skrot.compare import compare
from skrot.records import Comparison, DocumentFacts

from .build import Given, document, number


def teachers(
    doc: str, text: str, figure: Given, lemmas: str = "szkoła pracować nauczyciel brak"
) -> DocumentFacts:
    return document(doc, (text, lemmas, [{"kind": "cardinal", "of": "nauczyciel", **figure}]))


def only(found: list[Comparison]) -> Comparison:
    assert len(found) == 1
    return found[0]


def test_the_same_count_in_two_documents_agrees() -> None:
    found = only(
        compare(
            [
                teachers(
                    "a", "W szkołach brakuje 12 tys. nauczycieli.", number("12 tys.", value="12000")
                ),
                teachers(
                    "b", "Brak w szkołach 12 tys. nauczycieli.", number("12 tys.", value="12000")
                ),
            ]
        )
    )
    assert found.relation == "agree"
    assert found.about == "nauczyciele"
    assert found.difference == 0.0
    assert [s.doc for s in found.statements] == ["a", "b"]


def test_numbers_found_in_texts_alone_are_compared() -> None:
    """`find_numbers` gives a number no document."""
    first = teachers(
        "a", "W szkołach brakuje 12 tys. nauczycieli.", number("12 tys.", value="12000")
    )
    second = teachers("b", "Brak w szkołach 15 tys. nauczycieli.", number("15 tys.", value="15000"))
    nameless = [
        row._replace(numbers=[replace(given, doc="") for given in row.numbers])
        for row in (first, second)
    ]
    assert compare(nameless) == compare([first, second])
    assert [s.doc for s in only(compare(nameless)).statements] == ["a", "b"]


def test_another_count_differs_and_says_by_how_much() -> None:
    found = only(
        compare(
            [
                teachers(
                    "a", "W szkołach brakuje 12 tys. nauczycieli.", number("12 tys.", value="12000")
                ),
                teachers(
                    "b", "Brak w szkołach 15 tys. nauczycieli.", number("15 tys.", value="15000")
                ),
            ]
        )
    )
    assert found.relation == "differ"
    assert found.difference == pytest.approx(0.25)


def test_modifiers_widen_what_agrees() -> None:
    exact = teachers("a", "W szkołach brakuje 12 300 nauczycieli.", number("12 300", value="12300"))
    about = teachers(
        "b",
        "Brak w szkołach ok. 12 tys. nauczycieli.",
        number("ok. 12 tys.", value="12000", modifier="approx"),
    )
    assert only(compare([exact, about])).relation == "agree"


def test_different_counted_things_are_not_compared() -> None:
    nurses = document(
        "b",
        (
            "W szkołach brakuje 12 tys. pielęgniarek.",
            "szkoła brak pielęgniarka",
            [number("12 tys.", kind="cardinal", of="pielęgniarka", value="12000")],
        ),
    )
    assert not compare(
        [
            teachers(
                "a", "W szkołach brakuje 12 tys. nauczycieli.", number("12 tys.", value="12000")
            ),
            nurses,
        ]
    )


def test_an_order_of_magnitude_apart_is_another_quantity() -> None:
    assert not compare(
        [
            teachers(
                "a", "W szkołach brakuje 12 tys. nauczycieli.", number("12 tys.", value="12000")
            ),
            teachers("b", "Brak w szkołach 150 nauczycieli.", number("150", value="150")),
        ]
    )


def test_a_repeated_sentence_is_no_second_source() -> None:
    text = "W szkołach brakuje 12 tys. nauczycieli."
    figure = number("12 tys.", value="12000")
    assert not compare([teachers("a", text, figure), teachers("b", text, figure)])


def spending(doc: str, year: str, value: str, lemmas: str, text: str) -> DocumentFacts:
    return document(
        doc,
        (
            text,
            lemmas,
            [
                number(f"{year} r.", kind="date", iso=year),
                number(
                    f"{value} proc.",
                    kind="percent",
                    value=value.replace(",", "."),
                    unit="%",
                    of="PKB",
                ),
            ],
        ),
    )


def test_a_figure_of_another_year_is_an_update() -> None:
    found = only(
        compare(
            [
                spending(
                    "a",
                    "2023",
                    "3,3",
                    "wydatek zdrowie wynieść",
                    "W 2023 r. wydatki na zdrowie wyniosły 3,3 proc. PKB.",
                ),
                spending(
                    "b",
                    "2024",
                    "3,6",
                    "wydać zdrowie",
                    "W 2024 r. wydano na zdrowie 3,6 proc. PKB.",
                ),
            ]
        )
    )
    assert found.relation == "update"
    assert [s.time for s in found.statements] == ["2023", "2024"]
    assert "PKB" in found.about


def test_one_figure_for_two_years_is_no_update() -> None:
    lemmas = "wydatek zdrowie wynieść"
    text = "W {} r. wydatki na zdrowie wyniosły 3,3 proc. PKB w skali kraju{}."
    documents = [
        spending("a", "2023", "3,3", lemmas, text.format("2023", "")),
        spending("b", "2024", "3,3", lemmas, text.format("2024", ", jak podano")),
    ]
    assert {found.relation for found in compare(documents)} == {"agree"}


def test_one_figure_planned_for_two_years_is_an_update() -> None:
    lemmas = "wydatek zdrowie wzrosnąć"
    text = "Do {} r. wydatki na zdrowie mają wzrosnąć do 3,3 proc. PKB w skali kraju{}."
    documents = [
        spending("a", "2027", "3,3", lemmas, text.format("2027", "")),
        spending("b", "2025", "3,3", lemmas, text.format("2025", ", jak podano")),
    ]
    found = only(compare(documents))
    assert (found.relation, found.difference) == ("update", 0)


def test_an_increase_is_not_compared_with_a_level() -> None:
    level = "W szkołach przybyło 12 tys. nauczycieli."
    increase = "W szkołach przybyło, tj. o 11 tys. nauczycieli."
    first = teachers("a", level, number("12 tys.", value="12000"))
    assert compare(
        [first, teachers("b", level.replace("12", "11"), number("11 tys.", value="11000"))]
    )
    assert not compare([first, teachers("b", increase, number("11 tys.", value="11000"))])


@pytest.mark.parametrize(("second", "found"), [("Alfa", 1), ("Beta", 0)])
def test_shares_in_two_companies_are_not_compared(second: str, found: int) -> None:
    def owner(doc: str, company: str, share: str) -> DocumentFacts:
        text = f"Skarb, jako (w tej spółce) akcjonariusz {company}, jest właścicielem {share}%."
        share_number = number(f"{share}%", kind="percent", value=share, unit="%", of="udział")
        names = {"Skarb": "org:skarb", company: f"org:{company.lower()}"}
        lemmas = "akcjonariusz spółka być właściciel"
        return document(doc, (text, lemmas, [share_number]), names=names, label="orgName")

    assert len(compare([owner("a", "Alfa", "34"), owner("b", second, "31")])) == found


def test_the_date_of_a_law_is_no_time() -> None:
    row = document(
        "a",
        (
            "Zgodnie z ustawą z dnia 9 marca 2017 r. w szkołach brakuje 12 tys. nauczycieli.",
            "ustawa szkoła brakować nauczyciel",
            [
                number("9 marca 2017 r.", kind="date", iso="2017-03-09"),
                number("12 tys.", kind="cardinal", of="nauczyciel", value="12000"),
            ],
        ),
    )
    other = teachers(
        "b",
        "Brak w szkołach 12 tys. nauczycieli.",
        number("12 tys.", value="12000"),
        "brakować szkoła nauczyciel",
    )
    assert only(compare([row, other])).statements[0].time is None


def test_a_demand_is_not_compared_with_a_plan() -> None:
    def row(doc: str, text: str, lemmas: str, value: str) -> DocumentFacts:
        given = number(
            f"{value} proc.", kind="percent", value=value, unit="%", of="PKB", role="target"
        )
        return document(doc, (text, lemmas, [given]))

    demand = row(
        "a",
        "Sojusznicy żądają podniesienia wydatków na zdrowie do 5 proc. PKB.",
        "sojusznik żądać podniesienie wydatek zdrowie",
        "5",
    )
    plan = row(
        "b",
        "Rząd zapowiada podniesienie wydatków na zdrowie do 4 proc. PKB.",
        "rząd zapowiadać podniesienie wydatek zdrowie",
        "4",
    )
    asked = row(
        "c",
        "Partnerzy domagają się wydatków na zdrowie w wysokości 6 proc. PKB.",
        "partner domagać wydatek zdrowie",
        "6",
    )
    assert not compare([demand, plan])
    found = only(compare([demand, plan, asked]))
    assert {s.doc for s in found.statements} == {"a", "c"}
    assert found.about.endswith("żądania")


def test_rows_of_a_list_in_one_text_are_not_compared() -> None:
    rows = [
        (
            f"Kwota planowana dla oddziału {ward} wynosi {value} mln zł.",
            "planowany oddział wynosić",
            [number(f"{value} mln zł", kind="money", currency="PLN", value=f"{value}000000")],
        )
        for ward, value in (("chirurgii", 12), ("pediatrii", 14))
    ]
    assert not compare([document("a", *rows, paragraphs=True)])


def test_money_of_two_currencies_cannot_be_compared() -> None:
    def row(doc: str, text: str, amount: str, currency: str, value: str) -> DocumentFacts:
        return document(
            doc,
            (
                text,
                "budowa most Odra kosztować",
                [number(amount, kind="money", currency=currency, value=value)],
            ),
            names={"Odrze": "geog:odra"},
        )

    found = only(
        compare(
            [
                row(
                    "a",
                    "Budowa mostu na Odrze kosztowała 90 mln zł.",
                    "90 mln zł",
                    "PLN",
                    "90000000",
                ),
                row(
                    "b",
                    "Most na Odrze: budowa kosztowała 21 mln euro.",
                    "21 mln euro",
                    "EUR",
                    "21000000",
                ),
            ]
        )
    )
    assert found.relation == "incomparable"
    assert found.difference is None


def test_of_what_is_hardly_one_quantity_nothing_is_said_in_two_currencies() -> None:
    def costs(doc: str, lemmas: str, **fields: str) -> DocumentFacts:
        figure = number("9 mln zł", kind="money", value="9000000", **fields)
        return document(doc, (f"Budowa mostu {doc} dała 9 mln zł.", lemmas, [figure]))

    all_words = "budowa most dać"
    rows = [costs("a", all_words, currency="PLN"), costs("b", all_words, currency="EUR")]
    assert only(compare(rows)).relation == "incomparable"
    words = "budowa most dać", "budowa dać"
    rows = [costs(doc, lemmas, currency="PLN") for doc, lemmas in zip("ab", words, strict=True)]
    assert 0.45 <= only(compare(rows)).score < 0.6
    rows[1] = costs("b", words[1], currency="EUR")
    assert compare(rows) == []


def test_a_statement_says_its_number_with_unit_and_denominator() -> None:
    def paid(doc: str, text: str, **fields: object) -> DocumentFacts:
        return document(doc, (text, "pensja lekarz", [number("9 tys.", **fields)]))

    money: Given = {"kind": "money", "currency": "PLN", "per": "month", "modifier": "approx"}
    rows = [
        paid("a", "Pensja lekarza to 9 tys. co miesiąc.", value="9000", **money),
        paid(
            "b",
            "Co miesiąc pensja lekarza to 9 tys.",
            low=Decimal(8900),
            high=Decimal(9100),
            **money,
        ),
    ]
    first, second = only(compare(rows)).statements
    assert (first.unit, first.modifier, first.value) == ("PLN/month", "approx", Decimal(9000))
    assert (second.value, second.low, second.high) == (None, Decimal(8900), Decimal(9100))
    plain: Given = {"kind": "quantity", "unit": "t", "value": "9000"}
    texts = ("Pensja lekarza to 9 tys. ton.", "Wynosi pensja lekarza 9 tys. ton.")
    rows = [paid(doc, text, **plain) for doc, text in zip("ab", texts, strict=True)]
    assert [row.unit for row in only(compare(rows)).statements] == ["t", "t"]


def test_nothing_comes_of_nothing() -> None:
    assert compare([]) == []
    assert compare([document("a")]) == []


@given(st.lists(st.integers(min_value=11, max_value=40_000), min_size=2, max_size=6, unique=True))
def test_the_order_of_documents_does_not_matter(values: list[int]) -> None:
    rows = [
        teachers(
            f"d{i}",
            f"W szkołach brakuje {value} nauczycieli, podano.",
            number(str(value), value=str(value)),
        )
        for i, value in enumerate(values)
    ]
    one = {frozenset(s.doc for s in c.statements) for c in compare(rows)}
    other = compare(list(reversed(rows)))
    assert len(other) == len(one)
    for found in other:
        docs = [s.doc for s in found.statements]
        assert len(set(docs)) == 2
        small, large = sorted(s.value or Decimal(0) for s in found.statements)
        assert found.difference == pytest.approx(float((large - small) / small))
        assert 0.0 <= found.score <= 1.0
