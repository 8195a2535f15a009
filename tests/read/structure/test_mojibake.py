"""Text that was decoded in a wrong code page and saved so."""

from __future__ import annotations

import pytest

from skrot.read import read_text
from skrot.read.structure.characters import repair_characters

TEXT = (
    "Książka wyszła w środę. Żaden z piętnastu świadków nie mógł wskazać źródła, choć każdy z nich "
    "był wśród gości. „Łąka jest piękna, a łódź płynie” – powiedział właściciel spółki."
)
SHORT = "Książka o spółce wyszła w środę."
NAMES = "Święta w Łodzi: Żyrardów, Ćmielów i Śrem dostały pięć tysięcy złotych."
CAPITALS = "ŚRODA, PIĄTEK I ŚWIĘTO. ŹRÓDŁO: SPÓŁKA ŻEGLUGA ŁÓDŹ. KSIĄŻKA I WIĘŹ."


def misread(text: str, written: str, read: str) -> str:
    """Write a text in one code page and read it in another, as a browser does."""
    chars = []
    for byte in text.encode(written):
        try:
            chars.append(bytes([byte]).decode(read))
        except UnicodeDecodeError:
            chars.append(chr(byte))
    return "".join(chars)


def plain(text: str) -> str:
    """Typographic signs as they are in code pages that have none."""
    return text.translate(str.maketrans("„”–", '""-'))


PAGES = ("cp1250", "iso8859-2", "cp852", "mac_latin2")
PAIRS = [(a, b) for a in PAGES for b in (*PAGES, "cp1252", "latin-1", "mac_roman") if a != b]
ROWS = [(text, *pair) for pair in PAIRS for text in (TEXT, SHORT, NAMES, CAPITALS)]
# By turns of five, so that every third has all pairs and all texts.
ROWS = [ROWS[i * 5 % len(ROWS)] for i in range(len(ROWS))] if len(ROWS) % 5 else ROWS


@pytest.mark.parametrize(("text", "written", "read"), ROWS)
def test_pairs_of_code_pages(text: str, written: str, read: str) -> None:
    text = plain(text) if written in {"iso8859-2", "cp852"} else text
    assert repair_characters(misread(text, written, read)).text == text


UTF8 = [
    (text, page)
    for page in ("cp852", "mac_roman", "mac_latin2", "cp437", "cp1250", "iso8859-2", "latin-1")
    for text in (TEXT, SHORT, NAMES)
]


@pytest.mark.parametrize(("text", "page"), UTF8)
def test_utf8_in_a_code_page(text: str, page: str) -> None:
    assert repair_characters(misread(text, "utf-8", page)).text == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Ksi±żka le¿y na stole.", "Książka leży na stole."),
        ("Ksišżka o \x9cwiętach", "Książka o świętach"),
        ("w spó∏ce, Êrod´ i pi´ç osób", "w spółce, środę i pięć osób"),
        ("Nie moŜe być, Ŝe kaŜdy juŜ śyje.", "Nie może być, że każdy już Żyje."),
        ("śądanie oraz świeŜa ŜywnoŚĆ i teŜ inne", "Żądanie oraz świeża żywnoŚĆ i też inne"),
        ("Pañstwo p³aci, ¿e a¿ strach.", "Państwo płaci, że aż strach."),
        ("Wed\u0088ug \u0098rodowiska, tak\u013ee dzi\u0098", "Według środowiska, także dziś"),
        ("Dzi\u009c, w \u009crodê, przysz³o siê na ³¹kê.", "Dziś, w środę, przyszło się na łąkę."),
        ("Dzi\u009c w\u009cród gości \u009fródło", "Dziś wśród gości źródło"),
        ("\u008cwi\u0119to i \u008croda", "Święto i Środa"),
        ("piątek, środa i ksi±żka po s±dzie", "piątek, środa i książka po sądzie"),
        ("Jest tu kilka s³ów: ³¹ka, ¿aba, wê¿e.", "Jest tu kilka słów: łąka, żaba, węże."),
    ],
)  # fmt: skip
def test_small_examples(wrong: str, right: str) -> None:
    assert repair_characters(wrong).text == right


@pytest.mark.parametrize("page", PAGES[1:])
def test_a_part_of_a_text(page: str) -> None:
    text = f"{TEXT}\n\n{misread(plain(SHORT), 'cp1250' if page != 'cp1250' else 'iso8859-2', page)}"
    assert repair_characters(text).text == f"{TEXT}\n\n{plain(SHORT)}"


@pytest.mark.parametrize(
    "text",
    [
        "Škoda i Citroën kupiły fabrykę w Kölnie od firmy Müller & Söhne.",
        "Prezydent Słowacji Zuzana Čaputová i premier Andrej Babiš spotkali się z Orbánem.",
        "Šarūnas Jasikevičius, Luka Dončić i Nikola Jokić grali w koszykówkę.",
        "Ceny wzrosły o 5 ± 2 proc., a § 5 ust. 1 mówi o 30 °C i 12 µm.",
        "Ōta Ŝi estas esperantistino en Łódź.",
        "Temperatura 20°C, kurs €1 = 4,30 zł, znak ™ i ®, liczba ½ oraz ¼ litra.",
        "Dvořák, Janáček, Čapek, Žižka, Kölcsey, Petőfi, Ľudovít Štúr.",
        "São Paulo, Ñandú, garçon, naïve, Ærø, Åsa, smörgåsbord",
        "Ełk ― „Čeština” × 3 ¶ koniec",
        "Київ и Москва; Αθήνα; 東京",
        "Ženeva 2020: Łukasz, Žydrūnas i Kęstutis.",
        "∏ = 3,14; ∑ 5; x ≈ 2; ƒ(x); Ω",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert repair_characters(text).text == text


def test_the_title_is_mended_too() -> None:
    text = "W Łodzi wyszła książka\n\n" + TEXT
    document = read_text(misread(plain(text), "iso8859-2", "cp1250"))
    assert document.title == "W Łodzi wyszła książka"
