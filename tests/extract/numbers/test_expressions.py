"""Golden expressions of quantity, with what must stay out."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from skrot.extract.numbers import find_numbers, find_references
from skrot.records import Number

VOCAB = Vocab()


def numbers(text: str) -> list[Number]:
    words = text.split(" ")
    return find_numbers(Doc(VOCAB, words=words, spaces=[True] * (len(words) - 1) + [False]))


CASES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "za 14,9 mld dol. rocznie",
        "14,9 mld dol.",
        {"value": 14_900_000_000, "currency": "USD", "per": "year"},
    ),
    (
        "ok. 55 tys. amerykańskich żołnierzy",
        "ok. 55 tys.",
        {"value": 55_000, "modifier": "approx", "of": "amerykański żołnierz"},
    ),
    (
        "z 25 do 15 proc. rocznie",
        "z 25 do 15 proc.",
        {"low": 15, "high": 25, "role": "change", "direction": "down"},
    ),
    ("warte po 100 mld dolarów", "po 100 mld dolarów", {"value": 100 * 10**9, "role": "each"}),
    (
        "od 1,2–1,5 mln zł",
        "1,2–1,5 mln zł",
        {"low": 1_200_000, "high": 1_500_000, "currency": "PLN"},
    ),
    ("od 500 do 2 tys. zł", "od 500 do 2 tys. zł", {"low": 500, "high": 2000}),
    ("między 3 a 4 mld euro", "między 3 a 4 mld euro", {"low": 3 * 10**9, "high": 4 * 10**9}),
    (
        "średnio 1,4 mld dolarów rocznie",
        "średnio 1,4 mld dolarów",
        {"role": "average", "per": "year"},
    ),
    ("co najmniej 30 osób", "co najmniej 30", {"modifier": "at_least", "of": "osoba"}),
    ("nawet 550 mln jenów", "nawet 550 mln jenów", {"modifier": "at_most", "currency": "JPY"}),
    ("800 dolarów kanadyjskich", "800 dolarów kanadyjskich", {"currency": "CAD"}),
    ("3 dol. australijskich", "3 dol. australijskich", {"currency": "AUD"}),
    ("2 mln koron czeskich", "2 mln koron czeskich", {"currency": "CZK"}),
    (
        "10 koron za wstęp",
        "10 koron",
        {"unit": "korona", "currency": None, "reason": "the country of the korona is not said"},
    ),
    (
        "50 groszy za sztukę",
        "50 groszy",
        {"value": Decimal("0.5"), "currency": "PLN", "per": "item"},
    ),
    ("4 zł 40 gr", "4 zł 40 gr", {"value": Decimal("4.4")}),
    ("$5 mln na start", "$5 mln", {"value": 5_000_000, "currency": "USD"}),
    ("450 zł/MWh netto", "450 zł/MWh", {"per": "MWh"}),
    ("wzrost o 18,6% rok do roku", "18,6%", {"role": "change", "direction": "up"}),
    ("wzrost przyspieszył o 2 proc.", "2 proc.", {"role": "change", "direction": "up"}),
    ("to przyspieszenie o dwa lata", "dwa lata", {"role": "change", "direction": None}),
    ("obniżono do 2 proc. stawkę", "2 proc.", {"role": "target", "direction": "down"}),
    (
        "o 1,4 punktu procentowego",
        "1,4 punktu procentowego",
        {"kind": "percentage_point", "unit": "pp"},
    ),
    ("25 punktów bazowych", "25 punktów bazowych", {"kind": "percentage_point", "unit": "bp"}),
    ("1,5 promila alkoholu", "1,5 promila", {"kind": "percent", "unit": "‰"}),
    ("20% całego eksportu", "20%", {"role": "share", "of": "eksport"}),
    (
        "20-180 tys. m3 paliw",
        "20-180 tys. m3",
        {"low": 20_000, "high": 180_000, "unit": "m³", "of": "paliwo"},
    ),
    ("prędkość 160 km/h na trasie", "160 km/h", {"unit": "km/h", "si_unit": "m/s"}),
    (
        "do minus pięciu stopni Celsjusza",
        "minus pięciu stopni Celsjusza",
        {"value": -5, "si_value": Decimal("268.15")},
    ),
    (
        "16 mln ton węgla",
        "16 mln ton",
        {"value": 16_000_000, "unit": "t", "of": "węgiel", "si_unit": "kg"},
    ),
    ("pięcioletnia umowa", "pięcioletnia", {"kind": "duration", "iso": "P5Y"}),
    ("14-dniowy okres", "14-dniowy", {"kind": "duration", "iso": "P14D"}),
    ("2 godziny i 30 minut", "2 godziny i 30 minut", {"iso": "PT2H30M", "value": Decimal("2.5")}),
    (
        "trwał od trzech do pięciu miesięcy",
        "od trzech do pięciu miesięcy",
        {"low": 3, "high": 5, "unit": "month"},
    ),
    ("dwukrotnie więcej", "dwukrotnie", {"value": 2, "role": "times"}),
    ("97-proc. wzrost", "97-proc.", {"kind": "percent", "value": 97}),
    ("2/3 głosów", "2/3", {"value": Decimal("0.666666666667"), "of": "głos"}),
    (
        "ponad połowa mieszkańców",
        "ponad połowa",
        {"value": Decimal("0.5"), "modifier": "more_than"},
    ),
    ("przekroczyła 140 mld dol.", "140 mld dol.", {"modifier": "more_than"}),
    ("przekracza już próg 30 proc.", "30 proc.", {"modifier": "more_than"}),
    ("zyski przekraczające 5 mln zł", "5 mln zł", {"modifier": "more_than"}),
    ("nie przekroczył 3 proc.", "3 proc.", {"modifier": "at_most"}),
    ("relacja nie\nprzekracza 55%", "55%", {"modifier": "at_most"}),
    ("w terminie nieprzekraczającym 30 dni", "30 dni", {"modifier": "at_most"}),
    ("nie może przekraczać kwoty 500 zł", "500 zł", {"modifier": "at_most"}),
    ("może przekroczyć 140 mld dol.", "140 mld dol.", {"modifier": None}),
    ("przekroczyła o 5 proc. plan", "5 proc.", {"modifier": None}),
    ("przekroczyła ponad 140 mld dol.", "ponad 140 mld dol.", {"modifier": "more_than"}),
    ("dwa lub trzy auta", "dwa lub trzy", {"low": 2, "high": 3, "of": "auto"}),
    ("kilkanaście wozów", "kilkanaście", {"low": 11, "high": 19, "reason": "vague numeral"}),
    ("do 18. roku życia", "18.", {"kind": "ordinal", "value": 18}),
    ("II wojna światowa", "II", {"kind": "ordinal", "value": 2}),
    ("dwudziesty piąty zawodnik", "dwudziesty piąty", {"kind": "ordinal", "value": 25}),
    ("3,5 zgonu na 100 tys. mieszkańców", "3,5", {"per": "100000 inhabitant"}),
    ("150 tys. zł na jedną poradnię", "150 tys. zł", {"per": "poradnia"}),
    ("10 złotych medali", "10", {"kind": "cardinal", "of": "złoty medal"}),
    ("kilka stopni poniżej zera", "kilka stopni poniżej zera", {"low": -10, "high": -2}),
    ("dwa, trzy miesiące", "dwa, trzy miesiące", {"low": 2, "high": 3, "unit": "month"}),
    ("od 3 do ponad 10 milionów osób", "od 3 do ponad 10 milionów", {"low": 3_000_000}),
    ("kilka kolejnych lat", "kilka kolejnych lat", {"kind": "duration", "unit": "year"}),
    ("miała 84 lata", "84 lata", {"kind": "duration", "iso": "P84Y"}),
    ("w 68 minucie meczu", "68", {"kind": "ordinal", "of": "minuta"}),
    ("dwa roboty", "dwa", {"of": "robot"}),
    ("2000 szkół", "2000", {"kind": "cardinal", "of": "szkoła"}),
    ("7 zł za godzinę", "7 zł", {"per": "hour"}),
    ("1 cent różnicy", "1 cent", {"currency": None, "unit": "cent"}),
]


PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text("utf-8"))["case"]
FIELDS = (
    *("text", "kind", "value", "low", "high", "unit", "currency", "modifier", "per", "of"),
    *("role", "direction", "iso", "reason"),
)


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["text"])
def test_each_rule_knows_where_it_applies(case: dict[str, Any]) -> None:
    found = [{name: getattr(number, name) for name in FIELDS} for number in numbers(case["text"])]
    assert [
        {name: str(value) for name, value in row.items() if value is not None} for row in found
    ] == case["numbers"]


@pytest.mark.parametrize(("text", "span", "fields"), CASES)
def test_expression(text: str, span: str, fields: dict[str, Any]) -> None:
    found = {number.text: number for number in numbers(text)}
    assert span in found
    for name, value in fields.items():
        assert getattr(found[span], name) == value, name


@pytest.mark.parametrize(
    "text",
    [
        "myśliwce F-35 i rakiety S-400",
        "szczyt G7 w formacie 2+2",
        "art. 4 ust. 2 pkt 3 ustawy",
        "Dz. U. z 2026 r. poz. 820, z późn. zm.",
        "pismo BM-II.059.1.80.2026 wpłynęło",
        "tel. +48 22 250 01 46",
        "+48 (22) 626 43 30",
        "ul. Miodowa 15, 00-952 Warszawa",
        "jeden z posłów, w jednym przypadku",
        "po pierwsze i po drugie",
        "https://example.pl/raport-2024/123",
        "dyrektywa 2006/112/WE",
        "system Windows 11 działa",
        "lot samolotu Boeing 737 trwa",
        "Jest prawo. 5 Wyrok sądu",
        "uchwała nr XXVIII/245/21",
        "wersja 3.2.1 programu",
        "w połowie drogi",
        "jednym z pierwszych szefów",
        "zob. s. 12 i tab. 3",
        "wygrali 3:1",
        "Jan Paweł II przyjechał",
        "amatorski połów ryb",
    ],
)
def test_no_number(text: str) -> None:
    assert [number.text for number in numbers(text)] == []


@pytest.mark.parametrize(
    ("text", "span", "kind"),
    [
        ("myśliwce F-35 lecą", "F-35", "code"),
        ("tel. +48 22 250 01 46", "tel. +48 22 250 01 46", "place"),
        ("ul. Miodowa 15 w centrum", "ul. Miodowa 15", "address"),
        ("Dz. U. poz. 820 obowiązuje", "Dz. U. poz. 820", "law"),
        ("patrz https://example.pl/1", "https://example.pl/1", "web"),
    ],
)
def test_reference(text: str, span: str, kind: str) -> None:
    found = [(text[r.start : r.end], r.kind) for r in find_references(text)]
    assert (span, kind) in found


def test_values_are_exact() -> None:
    (number,) = numbers("0,1 mld zł")
    assert number.value == Decimal(100_000_000)
    assert str(number.value) == "100000000"


def test_large_numbers_are_not_rounded() -> None:
    text = "12 345 678 901 234 567 890 123 456 789 012,25 zł"
    (number,) = numbers(text)
    assert number.value == Decimal("12345678901234567890123456789012.25")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("w 2025 – 4.310.207 zł", 4_310_207),
        ("2026 - 12 %", 12),
        ("2027 – 3,5 mln zł", 3_500_000),
        ("w 2023 – 3100 zł", 3100),
    ],
)
def test_a_year_before_an_amount_is_no_range(text: str, value: float) -> None:
    year, amount = numbers(text)
    assert (year.kind, year.iso) == ("date", text.removeprefix("w ")[:4])
    assert amount.value == Decimal(str(value))


@pytest.mark.parametrize("text", ["2000 – 2500 zł", "2000-2500 zł"])
def test_two_amounts_that_could_be_years_are_a_range(text: str) -> None:
    (found,) = numbers(text)
    assert found.reason == "range"
