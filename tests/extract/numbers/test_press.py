"""Figures as the press writes them, where they were once misread."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
import spacy

from skrot.extract.numbers import find_numbers
from skrot.records import Number

NLP = spacy.blank("pl")
DAY = datetime.date(2021, 5, 10)


def numbers(text: str) -> list[Number]:
    return find_numbers(NLP(text), date=DAY)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Rura ma ok. 1, 4 tys. km długości.", "1400", "km"),
        ("Przesłano 12 mld metrów sześc. gazu.", "12000000000", "m³"),
        ("Kupili 5 3/4 hektara ziemi.", "5.75", "ha"),
        ("Wlał 2½ litra wody.", "2.5", "l"),
        ("Zebrano 2'350'000 ton zboża.", "2350000", "t"),
        # Many of a unit of time are told in the plural.
        ("Było ich 430 tys. miesiąc wcześniej.", "430000", None),
        ("Zapłacili 3 mld rok temu.", "3000000000", None),
        ("Pokonali trzykilometrową trasę.", "3", "km"),
        # A capital letter behind a full stop begins a sentence.
        ("Zebrano 300 tys. W Gdyni pada.", "300000", None),
        # What is so large is no place in an order.
        ("Mówił do milionowej rzeszy wiernych.", "1000000", None),
    ],
)
def test_values(text: str, value: str, unit: str | None) -> None:
    found = numbers(text)[0]
    assert found.kind in {"cardinal", "quantity"}
    assert (found.value, found.unit) == (Decimal(value), unit)


def test_a_comma_parts_thousands_where_a_sum_would_have_three_decimals() -> None:
    assert numbers("Dom kosztuje 185,700 dol.")[0].value == 185700
    assert numbers("Litr kosztuje 1,49 euro.")[0].value == Decimal("1.49")
    assert numbers("Waży 2,125 kg.")[0].value == Decimal("2.125")


@pytest.mark.parametrize(
    "text",
    [
        "Spółka Wielki Most 2 SA milczy.",
        "Dowód (k. 138 – 139) jest.",
        "Działalność: PKD 17.29.Z.",
        "Zakład ZER MSWiA odpowiada.",
        "Czytaj dalej [+2142 chars]",
        "Sprawa ma drugie dno.",
        "Siedzi w czterech ścianach.",
    ],
)
def test_names_and_codes_are_no_numbers(text: str) -> None:
    assert numbers(text) == []


def test_a_unit_of_one_letter_after_a_name_begins_the_next_sentence() -> None:
    assert [n.kind for n in numbers("Budują Wielki Most 2 W środę go otworzą.")] == ["date"]
    assert numbers("Lampa ma moc 2 W i świeci.")[0].unit == "W"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Otwarto go 5 mar 2021.", "2021-03-05"),
        ("Zamknięto go 26 lip 2019.", "2019-07-26"),
        ("Zamknięto go w sierp. 2022.", "2022-08"),
        ("Głosowano 16 października i 3 grudnia 2014 r.", "2014-10-16"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert numbers(text)[0].iso == iso


def test_what_changes_from_one_figure_to_another_is_no_span_of_years() -> None:
    (found,) = numbers("Liczba umów wzrosła z 1480 do 1681.")
    assert (found.low, found.high) == (Decimal(1480), Decimal(1681))
    assert found.role == "change"
    assert numbers("Rządził od 1980 do 1981.")[0].iso == "1980/1981"


MAY = datetime.date(2021, 5, 19)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Książka w październiku pojawiła się na półkach.", "2020-10"),
        ("W październiku podpisano umowę.", "2020-10"),
        ("Wystawa w październiku pojawi się w Lipowie.", "2021-10"),
        ("Spór trwa, a 3 marca będzie rozprawa.", "2022-03-03"),
        ("W piątek rada przyjmie plan.", "2021-05-21?"),
        ("W piątek rada przyjęła plan.", "2021-05-14?"),
        ("Sklep jest czynny 23.12. do południa.", "2021-12-23"),
        ("Wystawa trwa 3.02–7.02 w Lipowie.", "2021-02-03/2021-02-07"),
    ],
)
def test_the_clause_tells_the_year_of_a_month_and_the_week_of_a_day(text: str, iso: str) -> None:
    assert [number.iso for number in find_numbers(NLP(text), date=MAY) if number.iso] == [iso]


def test_another_year_is_no_date() -> None:
    assert numbers("To kolejny rok spadków.") == []


def test_fewer_is_not_what_is_counted_and_no_word_is_obsolete() -> None:
    assert [number.of for number in numbers("To o 41 mniej zgonów.")] == ["zgon"]
    assert [number.of for number in numbers("Podpisano 12 umów.")] == ["umowa"]


def test_figures_that_are_no_one_number_keep_their_text_and_have_no_value() -> None:
    (number,) = numbers("Wpłata wyniosła 57 6125 60,00 zł.")
    assert (number.text, number.kind, number.currency) == ("57 6125 60,00 zł", "money", "PLN")
    assert number.value is None
    assert number.reason == "the figures are no one number"
    both = numbers("W 2020 12 mln zł, a w tabeli 12 345 60,00 zł.")
    assert [number.value for number in both if number.kind == "money"] == [12_000_000, 60]


@pytest.mark.parametrize(
    ("text", "value", "way"),
    [
        ("Dochody przekroczyły plan o 12,5 mld zł.", "12500000000", "up"),
        ("Wydatki były niższe o 6 mln zł.", "6000000", "down"),
        ("Droga jest krótsza o 4 km.", "4", "down"),
        ("Brat jest starszy o 5 lat.", "5", "up"),
    ],
)
def test_an_amount_behind_a_comparative_is_a_difference(text: str, value: str, way: str) -> None:
    found = numbers(text)[0]
    assert (found.value, found.role, found.direction) == (Decimal(value), "change", way)


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("Bilet droższy niż 300 zł odrzucono.", "more_than"),
        ("Odległość mniejsza niż 20 metrów jest groźna.", "less_than"),
        ("Grunt nie większy niż 5 ha wystarczy.", "at_most"),
        ("Grunt nie mniejszy niż 5 ha wystarczy.", "at_least"),
    ],
)
def test_a_comparative_bounds_the_amount_after_it(text: str, modifier: str) -> None:
    assert numbers(text)[0].modifier == modifier


def test_figures_side_by_side_share_a_unit() -> None:
    percents = numbers("Frekwencja to odpowiednio 99,6 i 99,1 proc.")
    assert [(n.value, n.unit) for n in percents] == [(Decimal("99.6"), "%"), (Decimal("99.1"), "%")]
    assert [n.unit for n in numbers("Było 5 domów i 7 proc. pustostanów.")] == [None, "%"]
    age = numbers("Ma lat 13 i mieszka w Łodzi.")[0]
    assert (age.value, age.unit, age.text) == (Decimal(13), "year", "lat 13")
    assert numbers("Od lat 13 osób milczy.")[0].unit is None
    assert all(n.unit is None for n in numbers("Na początku lat 70-tych zamknięto hutę."))


def test_a_range_of_negative_values_may_fall() -> None:
    found = numbers("Suma od -200 do nawet -249 mm.")[0]
    assert (found.low, found.high, found.unit) == (Decimal(-249), Decimal(-200), "mm")


def test_a_rate_is_told_behind_a_bracket() -> None:
    found = numbers("Wydaje 80 mln forintów (milion złotych) rocznie.")
    assert [(n.currency, n.per) for n in found] == [("HUF", "year"), ("PLN", "year")]
    assert numbers("Wydano 47,2 mld ft.")[0].currency == "HUF"


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("Poniedziałkowe zebranie trwało.", "Poniedziałkowe", "2021-05-10?"),
        ("Do wtorkowego popołudnia czekali.", "wtorkowego", "2021-05-04?"),
        ("Po przyszłorocznych wyborach odejdzie.", "przyszłorocznych", "2022"),
        ("Zeszłoroczny budżet zamknięto.", "Zeszłoroczny", "2020"),
        ("Marcowe wybory wygrał senator.", "Marcowe", "2021-03"),
        ("Wczorajsze rozmowy trwały.", "Wczorajsze", "2021-05-09"),
        ("Spotkali się w weekend.", "weekend", "2021-05-08/2021-05-09"),
        (
            "Padało z czwartku na piątek.",
            "z czwartku na piątek",
            "2021-05-06/2021-05-07",
        ),
        ("Zagrają w najbliższy weekend.", "najbliższy weekend", "2021-05-15/2021-05-16"),
        ("Badano ich 20-21.03 w Łodzi.", "20-21.03", "2021-03-20/2021-03-21"),
        ("Opisano to w mijającym tygodniu.", "mijającym tygodniu", "2021-05-10/2021-05-16"),
    ],
)
def test_dates_that_adjectives_and_weekends_tell(text: str, span: str, iso: str) -> None:
    assert {number.text: number.iso for number in numbers(text)}[span] == iso


@pytest.mark.parametrize(
    "text",
    [
        "Zakaz handlu niedzielnego utrzymano.",
        "Powstanie listopadowe upadło.",
        "Zespół Majowe Noce zagrał.",
    ],
)
def test_an_adjective_behind_its_noun_or_in_a_name_is_no_date(text: str) -> None:
    assert numbers(text) == []
