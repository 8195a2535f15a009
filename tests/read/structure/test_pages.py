"""Page numbers, running heads, letterheads, footnotes."""

import pytest

from skrot.read import read_text
from skrot.read.structure.contacts import is_contact
from tests.read.helpers import SENTENCES, parts, reasons, wrap

ADVERBS = ["", "wreszcie ", "ponownie ", "niespodziewanie ", "ostatecznie ", "jednogłośnie "]
# Six rounds of the same sentences whose lines break at different places.
BODY = " ".join(
    sentence[0] + sentence[1:].replace(" ", f" {adverb}", 1)
    for adverb in ADVERBS
    for sentence in SENTENCES
)


def paged(head: str, foot: str, between: str = "\n", per_page: int = 14) -> str:
    lines = wrap(BODY, 60).split("\n")
    sheets = [lines[i : i + per_page] for i in range(0, len(lines), per_page)]
    pages = []
    for number, sheet in enumerate(sheets, 1):
        rows = [head.format(number), *sheet, foot.format(number)]
        pages.append("\n".join(row for row in rows if row))
    return between.join(pages)


@pytest.mark.parametrize(
    ("head", "foot", "between"),
    [
        ("", "{}", "\n"),
        ("", "{}/9", "\n"),
        ("", "Strona {} z 9", "\n"),
        ("", "- {} -", "\n"),
        ("Przegląd Gminny nr 7", "{}", "\n\f"),
        ("Przegląd Gminny nr 7", "", "\f"),
        ("{} Przegląd Gminny", "", "\n\f"),
        ("1. posiedzenie rady w dniu 12 grudnia 2026 r.", "{}", "\f"),
    ],
)
def test_page_furniture_goes(head: str, foot: str, between: str) -> None:
    document = read_text(paged(head, foot, between))
    kept = " ".join(parts(document, "body"))
    # The head of the first page may be the title: it stays.
    assert kept.removeprefix(head.format(1)).strip() == BODY
    assert document.dropped


def test_letterhead_is_kept_once() -> None:
    head = "tel. 22 555 01 02 ul. Długa 7\nsekretariat@przyklad.gov.pl 00-001 Warszawa"
    document = read_text(paged(head, "", "\n", 22))
    assert parts(document, "other") == head.split("\n")
    assert " ".join(parts(document, "body")) == BODY
    assert set(reasons(document)) == {"running head"}
    assert all(document.raw[d.source_start : d.source_end] == d.text for d in document.dropped)


def test_numbers_of_a_table_or_a_list_stay() -> None:
    text = "\n".join(["Liczba szkół w gminach powiatu w kolejnych latach:", "3", "17", "4", "208"])
    document = read_text(text)
    assert document.dropped == ()
    assert "208" in document.text


def test_year_alone_on_a_line_stays() -> None:
    text = f"{wrap(BODY, 60)}\n\n2024\n\n{wrap(BODY, 60)}"
    assert "2024" in read_text(text).text


def test_repeated_heading_in_the_middle_stays() -> None:
    text = "\n\n".join(["Pytanie", BODY] * 4)
    document = read_text(text)
    assert document.dropped == ()
    assert parts(document).count("Pytanie") == 4


def test_footnotes_stand_after_the_sentence_they_interrupt() -> None:
    rows = wrap(BODY, 60).split("\n")
    page = next(
        i for i, row in enumerate(rows[14:], 14) if row[0].islower() and rows[i - 1][-1] != "."
    )
    text = "\n".join(
        [*rows[:page], "1 Dz. U. z 2025 r. poz. 11.", "2 Tamże, s. 4.", "1/2", *rows[page:], "2/2"]
    )
    document = read_text(text)
    assert parts(document, "other") == ["1 Dz. U. z 2025 r. poz. 11.", "2 Tamże, s. 4."]
    assert " ".join(parts(document, "body")) == BODY


def test_separators_go() -> None:
    document = read_text(f"{BODY}\n________\n{BODY}\n* * *\n")
    assert parts(document) == [BODY, BODY]
    assert reasons(document) == ["separator", "separator"]


@pytest.mark.parametrize(
    "line",
    [
        "tel. 222-500-108 ul. Nowa 1/3/5",
        "adres email: biuro@przyklad.gov.pl 00-952 Warszawa",
        "www.gov.pl/zdrowie",
        "+48 (22) 626 43 30 Ministerstwo Energii",
        "ul. Wspólna 30, 00-930 Warszawa www.gov.pl/rolnictwo",
    ],
)
def test_contact_lines(line: str) -> None:
    assert is_contact(line)


@pytest.mark.parametrize(
    "line",
    [
        "Szczegóły programu opublikowano na stronie https://www.gov.pl/web/finanse w zakładce",
        "dnia 21 sierpnia 2024 r. (https://www.przyklad.pl/petycja-z-21-sierpnia",
        "Wypadek zdarzył się na ul. Długiej 5 w Krakowie, gdy kierowca zjechał z drogi",
        "2024 1 109 711 15 509 528",
        "",
    ],
)
def test_other_lines(line: str) -> None:
    assert not is_contact(line)
