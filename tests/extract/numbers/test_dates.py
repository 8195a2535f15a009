"""Golden dates and times, resolved against a document of 29 October 2025 or left partial."""

import datetime

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skrot.extract.numbers import find_numbers
from skrot.records import Number

VOCAB = Vocab()
DAY = datetime.date(2025, 10, 29)


def dates(text: str, date: datetime.date | None = DAY) -> list[Number]:
    words = text.split(" ")
    doc = Doc(VOCAB, words=words, spaces=[True] * (len(words) - 1) + [False])
    return find_numbers(doc, date=date)


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("we wtorek 28 października w Tokio", "wtorek 28 października", "2025-10-28"),
        ("w marcu 2026 r. podniesie", "marcu 2026 r.", "2026-03"),
        ("do 15 marca każdego roku", "15 marca", "XXXX-03-15"),
        ("od 1 września danego roku", "1 września", "XXXX-09-01"),
        ("późnym latem obniżono", "późnym latem", "2025-22"),
        ("w tym roku spadła", "tym roku", "2025"),
        ("w I kwartale 2025 r. wzrosło", "I kwartale 2025 r.", "2025-33"),
        ("w XX w. powstało", "XX w.", "19XX"),
        ("w latach 90. XX wieku", "latach 90. XX wieku", "199X"),
        ("dnia 14 czerwca 1960 r.", "14 czerwca 1960 r.", "1960-06-14"),
        ("21.11.2025 r. wpłynęło", "21.11.2025 r.", "2025-11-21"),
        ("w lutym br. ogłoszono", "lutym br.", "2025-02"),
        ("pięć lat temu zamknięto", "pięć lat temu", "2020"),
        ("przed dwoma laty upadł", "przed dwoma laty", "2023"),
        ("za tydzień wróci", "za tydzień", "2025-11-05"),
        ("wczoraj mówił", "wczoraj", "2025-10-28"),
        ("w przyszły wtorek leci", "przyszły wtorek", "2025-11-04"),
        ("w środę w przyszłym tygodniu", "środę w przyszłym tygodniu", "2025-11-05"),
        ("druga połowa bieżącego roku", "druga połowa bieżącego roku", "2025-41"),
        ("w roku następnego czytania 2024 r.", "2024 r.", "2024"),
        ("dwa tysiące dwudziesty szósty rok", "dwa tysiące dwudziesty szósty rok", "2026"),
        ("w 44 r. p.n.e. zginął", "44 r. p.n.e.", "-0043"),
        ("w grudniu ub.r. odszedł", "grudniu ub.r.", "2024-12"),
        ("w 1492 z Hiszpanii", "1492", "1492"),
        ("lat 60., 70. i 80. wieku", "80.", "198X"),
        ("w ubiegłym miesiącu ruszył", "ubiegłym miesiącu", "2025-09"),
    ],
)
def test_date(text: str, span: str, iso: str) -> None:
    found = {number.text: number for number in dates(text)}
    assert span in found
    assert found[span].kind == "date"
    assert found[span].iso == iso
    assert found[span].value is None


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("kadencja (2017–2021) minęła", "2017–2021", "2017/2021"),
        ("w latach 2022-2027 zapłaci", "2022-2027", "2022/2027"),
        ("w latach 2019 -2025 zapłaci", "2019 -2025", "2019/2025"),
        ("rok szkolny 2021/2022 trwa", "2021/2022", "2021/2022"),
        ("od 1956 do 1991 r. działał", "od 1956 do 1991 r.", "1956/1991"),
        ("w ostatnich pięciu latach rosło", "ostatnich pięciu latach", "2020-10-29/2025-10-29"),
        ("12–15 maja 2025 r. w Łodzi", "12–15 maja 2025 r.", "2025-05-12/2025-05-15"),
        ("z 12 na 13 maja 2024 r.", "z 12 na 13 maja 2024 r.", "2024-05-12/2024-05-13"),
        ("od marca do czerwca 2024 r.", "od marca do czerwca 2024 r.", "2024-03/2024-06"),
        ("28 lutego – 3 marca 2025 r.", "28 lutego – 3 marca 2025 r.", "2025-02-28/2025-03-03"),
        ("w ubiegłym tygodniu padało", "ubiegłym tygodniu", "2025-10-20/2025-10-26"),
        ("na przełomie XIX i XX wieku", "XIX i XX wieku", "18XX/19XX"),
        ("I–III kwartał 2025 r. był", "I–III kwartał 2025 r.", "2025-33/2025-35"),
        ("kilkanaście lat temu stanął", "kilkanaście lat temu", "2006/2014"),
    ],
)
def test_span(text: str, span: str, iso: str) -> None:
    found = {number.text: number for number in dates(text)}
    assert span in found
    assert (found[span].kind, found[span].iso) == ("date_range", iso)


# One rule after another, where it applies and where it does not.
PAIRS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("dziś mówił", [("dziś", "2025-10-29")]),
    ("dzisiejszego dnia mówił", [("dzisiejszego dnia", "2025-10-29")]),
    ("wczorajszy szczyt", [("wczorajszy", "2025-10-28")]),
    ("pojutrze leci", [("pojutrze", "2025-10-31")]),
    ("br. wzrósł", [("br.", "2025")]),
    ("bm. wzrósł", [("bm.", "2025-10")]),
    ("ub. roku wzrósł", [("ub. roku", "2024")]),
    ("w tym samym roku", []),
    ("w tych latach", []),
    ("w bieżącym kwartale", [("bieżącym kwartale", "2025-36")]),
    ("w przyszłej dekadzie", [("przyszłej dekadzie", "203X")]),
    ("w minionym wieku", [("minionym wieku", "19XX")]),
    ("następny rok będzie", [("następny rok", "2026?")]),
    ("w następnym roku", [("następnym roku", "2026?")]),
    ("w poprzednim miesiącu", [("poprzednim miesiącu", "2025-09?")]),
    ("w ostatnim roku rosło", [("ostatnim roku", "2024-10-29/2025-10-29")]),
    ("w ostatnim dniu", []),
    ("w ostatnich latach rosło", []),
    ("w najbliższych dwóch latach", [("najbliższych dwóch latach", "2025-10-29/2027-10-29")]),
    ("przez ostatnie trzy godziny", [("ostatnie trzy godziny", None)]),
    ("rok temu zamknięto", [("rok temu", "2024")]),
    ("miesiąc temu zamknięto", [("miesiąc temu", "2025-09")]),
    ("sto lat temu", [("sto lat temu", "1925")]),
    ("wiek temu zamknięto", []),
    ("przed rokiem zamknięto", [("przed rokiem", "2024")]),
    ("przed rok zamknięto", []),
    ("przed pięcioletnim okresem", []),
    ("za dwa lata wróci", [("za dwa lata", "2027")]),
    ("za rok 2025 zapłaci", [("2025", "2025")]),
    ("za rok obrotowy zapłaci", []),
    ("za rok szkolny zapłaci", []),
    ("za miesiąc pracy", []),
    ("za 40 lat pracy", []),
    ("za 40 lat Polska wróci", [("za 40 lat", "2065")]),
    ("trzy godziny temu", [("trzy godziny temu", None)]),
    ("kilka lat temu", [("kilka lat temu", "2015/2023")]),
    ("parę godzin temu", [("parę godzin temu", None)]),
    ("w latach 90. rosło", [("latach 90.", "199X")]),
    ("w I połowie 2025 r. rosło", [("I połowie 2025 r.", "2025-40")]),
    ("na początku roku rosło", []),
    ("pod koniec ubiegłego roku", [("ubiegłego roku", "2024")]),
    ("w styczniu i lutym 2025 r. rosło", [("styczniu", "2025-01"), ("lutym 2025 r.", "2025-02")]),
    ("w maju i czerwcu rosło", [("maju", "2025-05"), ("czerwcu", "2025-06")]),
    ("5 i 6 maja 2025 r. rosło", [("5", "2025-05-05"), ("6 maja 2025 r.", "2025-05-06")]),
    (
        "od 5 maja do 6 czerwca 2025 r. rosło",
        [("od 5 maja do 6 czerwca 2025 r.", "2025-05-05/2025-06-06")],
    ),
    ("5 maja 2025 rosło", [("5 maja 2025", "2025-05-05")]),
    ("5.05.2025 rosło", [("5.05.2025", "2025-05-05")]),
    ("2025-05-05 rosło", [("2025-05-05", "2025-05-05")]),
    ("5/6 maja rosło", [("5/6 maja", "2025-05-05/2025-05-06")]),
    ("w nocy z 5 na 6 maja rosło", [("z 5 na 6 maja", "2025-05-05/2025-05-06")]),
    ("w poniedziałek, 5 maja rosło", [("poniedziałek, 5 maja", "2025-05-05")]),
    ("w maju zeszłego roku", [("maju zeszłego roku", "2024-05")]),
    ("w maju przyszłego roku", [("maju przyszłego roku", "2026-05")]),
    ("około 2020 r.", [("2020 r.", "2020")]),
    ("w 2020 i 2021 r.", [("2020", "2020"), ("2021 r.", "2021")]),
    ("w 2020, 2021 i 2022 r.", [("2020", "2020"), ("2021", "2021"), ("2022 r.", "2022")]),
    ("po 2020 r.", [("2020 r.", "2020")]),
    ("do 2020 r.", [("2020 r.", "2020")]),
    ("przed 2020 r.", [("2020 r.", "2020")]),
    ("od 2020 r.", [("2020 r.", "2020")]),
    ("w roku 2020", [("2020", "2020")]),
    ("w roku szkolnym 2020", [("2020", "2020")]),
    ("w 2020 zł", []),
    ("lata 2020–2021", [("2020–2021", "2020/2021")]),
    ("w XIX i XX w.", [("XIX", "18XX"), ("XX w.", "19XX")]),
    ("w IV w. p.n.e.", [("IV w. p.n.e.", "-03XX")]),
    ("w połowie XX w.", [("XX w.", "19XX")]),
    ("na przełomie maja i czerwca", [("przełomie maja i czerwca", "2025-05/2025-06")]),
    ("zimą 2020 r.", [("zimą 2020 r.", "2020-24")]),
    ("wiosną zeszłego roku", [("wiosną zeszłego roku", "2024-21")]),
    ("jesienią", [("jesienią", "2025-23")]),
    ("w III kw. 2020 r.", [("III kw. 2020 r.", "2020-35")]),
    ("w trzecim kwartale 2020 r.", [("trzecim kwartale 2020 r.", "2020-35")]),
    ("w 1. półroczu 2020 r.", [("1. półroczu 2020 r.", "2020-40")]),
    ("w pierwszym półroczu", [("pierwszym półroczu", "2025-40")]),
    ("o godz. 8 rano", [("godz. 8 rano", "08:00")]),
    ("o ósmej wieczorem", [("ósmej wieczorem", "20:00")]),
    ("o 8.30", [("8.30", "08:30")]),
    ("o 25:30", []),
    ("od godz. 8 do 16", [("godz. 8 do 16", "08:00/16:00")]),
    ("o północy", [("północy", "00:00")]),
    ("w południe", [("południe", "12:00")]),
    ("30 lutego 2024 r.", [("30 lutego 2024 r.", None)]),
    ("29 lutego 2023 r.", [("29 lutego 2023 r.", None)]),
    ("29 lutego 2024 r.", [("29 lutego 2024 r.", "2024-02-29")]),
    ("13.13.2024", []),
    ("lata 90. trwają", [("lata 90.", "199X")]),
    ("ponad 60. rocznica", []),
    ("lat 60., 70. i 80. trwają", [("lat 60.", "196X"), ("70.", "197X"), ("80.", "198X")]),
    ("w 60., 70. i 80. roku", []),
    ("w latach dziewięćdziesiątych", [("latach dziewięćdziesiątych", "199X")]),
    ("w latach dwudziestych", [("latach dwudziestych", None)]),
    ("w latach dwudziestych XX w.", [("latach dwudziestych XX w.", "192X")]),
    ("w latach 90. ubiegłego wieku", [("latach 90. ubiegłego wieku", "199X")]),
    ("w latach 90. XIX w.", [("latach 90. XIX w.", "189X")]),
    ("w latach 95.", []),
    ("XIX–XX w.", [("XIX–XX w.", "18XX/19XX")]),
    ("w XIX i XX osobie", []),
    ("w XX wieku p.n.e.", [("XX wieku p.n.e.", "-19XX")]),
    ("w latach 2020-2021 i 2023", [("2020-2021", "2020/2021"), ("2023", "2023")]),
    ("w latach 2020-21", [("2020-21", "2020/2021")]),
    ("rok 2020/21", [("2020/21", "2020/2021")]),
    ("w 1.01.2020-5.05.2020", [("1.01.2020-5.05.2020", "2020-01-01/2020-05-05")]),
    ("od 1 do 5 maja 2020 r.", [("od 1 do 5 maja 2020 r.", "2020-05-01/2020-05-05")]),
    ("od 1 maja do 5 maja", [("od 1 maja do 5 maja", "2025-05-01/2025-05-05")]),
    ("1 maja–5 czerwca 2020 r.", [("1 maja–5 czerwca 2020 r.", "2020-05-01/2020-06-05")]),
    ("między 1 a 5 maja", [("między 1 a 5 maja", "2025-05-01/2025-05-05")]),
    (
        "31 grudnia 2020 r. – 2 stycznia 2021 r.",
        [("31 grudnia 2020 r. – 2 stycznia 2021 r.", "2020-12-31/2021-01-02")],
    ),
    ("5 maja br.", [("5 maja br.", "2025-05-05")]),
    ("5 maja ub. roku", [("5 maja ub. roku", "2024-05-05")]),
    ("5 maja tego roku", [("5 maja tego roku", "2025-05-05")]),
    ("5 maja przyszłego roku", [("5 maja przyszłego roku", "2026-05-05")]),
    ("5 V 2020 r.", [("5 V 2020 r.", "2020-05-05")]),
    ("5 dni maja", [("maja", "2025-05")]),
    ("maja 5 osób", [("maja", "2025-05")]),
    ("pierwszego maja", [("pierwszego maja", "2025-05-01")]),
    ("dwudziestego piątego maja 2020 r.", [("dwudziestego piątego maja 2020 r.", "2020-05-25")]),
    ("wrzesień 2020", [("wrzesień 2020", "2020-09")]),
    (
        "wrześniu tego roku i październiku",
        [("wrześniu tego roku", "2025-09"), ("październiku", "2025-10")],
    ),
    (
        "w 1410, 1525 i 1569 r. wojny",
        [("1410", "1410"), ("1525", "1525"), ("1569 r.", "1569")],
    ),
    ("1410, 1525 i 1569 osób", []),
]


@pytest.mark.parametrize(("text", "found"), PAIRS)
def test_each_rule_knows_where_it_applies(text: str, found: list[tuple[str, str | None]]) -> None:
    of_time = {"date", "date_range", "time"}
    assert [(n.text, n.iso) for n in dates(text) if n.kind in of_time] == found


@pytest.mark.parametrize(
    ("text", "span", "iso"),
    [
        ("o godz. 14.30 zebrali się", "godz. 14.30", "14:30"),
        ("o 15:30, w południe", "15:30", "15:30"),
        ("o osiemnastej.", "osiemnastej", "18:00"),
        ("o trzeciej po południu", "trzeciej po południu", "15:00"),
        ("w godz. 8–16 czynne", "godz. 8–16", "08:00/16:00"),
        ("o trzeciej.", "trzeciej", None),
    ],
)
def test_time(text: str, span: str, iso: str | None) -> None:
    found = {number.text: number for number in dates(text)}
    assert span in found
    assert (found[span].kind, found[span].iso) == ("time", iso)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("28 października mówił", "XXXX-10-28"),
        ("w marcu ruszy", "XXXX-03"),
        ("latem ruszy", "XXXX-22"),
        ("w tym roku ruszy", None),
        ("wczoraj ruszył", None),
        ("pięć lat temu ruszył", None),
    ],
)
def test_unknown_document_date_leaves_a_reason(text: str, iso: str | None) -> None:
    (number,) = dates(text, None)
    assert number.iso == iso
    assert number.reason


def test_weekday_alone_is_uncertain() -> None:
    (number,) = dates("w niedzielę wrócił")
    assert number.iso == "2025-10-26?"
    (number,) = dates("w czwartek ma się spotkać z szefem")
    assert number.iso == "2025-10-30?"


def test_year_of_the_sentence_counts_for_later_dates() -> None:
    found = dates("w 2023 r. (do 30 kwietnia) oddano tunel")
    assert [number.iso for number in found] == ["2023", "2023-04-30"]


@pytest.mark.parametrize("text", ["mają czas", "Maja przyszła", "za 40 lat pracy", "lat i zim"])
def test_no_date(text: str) -> None:
    assert all(number.kind not in {"date", "date_range"} for number in dates(text))


def test_years_are_not_counts_and_counts_not_years() -> None:
    kinds = [number.kind for number in dates("W 2024 i 2025 r. przyjęto 2025 osób i 2000 zł.")]
    assert kinds == ["date", "date", "cardinal", "money"]


def test_impossible_day_has_a_reason() -> None:
    (number,) = dates("31 lutego")
    assert (number.kind, number.iso, number.reason) == ("date", None, "there is no such day")


def test_a_surname_is_no_month() -> None:
    doc = spacy.blank("pl")("Szefem został Jan Maj. Maj odszedł w maju.")
    doc.ents = [Span(doc, 2, 4, "persName")]
    assert [number.text for number in find_numbers(doc)] == ["maju"]
