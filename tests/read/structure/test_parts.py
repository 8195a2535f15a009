"""Titles, leads, headings, teasers, takeaways, tables, transcripts."""

import pytest

from skrot.read import read_text
from skrot.read.structure.parts import is_noun_phrase
from tests.read.helpers import PARAGRAPH, SECOND, SENTENCES, kinds, parts, reasons


def test_article() -> None:
    lead = SENTENCES[0]
    text = "\n".join(
        [
            "Szkoła w polu", lead, "Z tego artykułu dowiesz się:", "- Ile kosztuje szkoła.",
            "- Kto za nią zapłaci.", PARAGRAPH, "Pieniądze z budżetu", SECOND, PARAGRAPH, "REKLAMA",
            "Czytaj także: Droga przez las", "Warto wiedzieć", "Jak głosowano?", SECOND,
            "Źródło: PAP", "Główne wnioski", "- Szkoła będzie droższa.", "- Dzieci poczekają rok.",
        ]
    )  # fmt: skip
    document = read_text(text)
    assert document.title == "Szkoła w polu"
    assert parts(document, "lead") == [lead]
    assert parts(document, "teaser")[1:] == ["Ile kosztuje szkoła.", "Kto za nią zapłaci."]
    assert parts(document, "heading") == [
        "Pieniądze z budżetu", "Warto wiedzieć", "Jak głosowano?", "Główne wnioski",
    ]  # fmt: skip
    assert parts(document, "body") == [PARAGRAPH, SECOND, PARAGRAPH, SECOND]
    assert parts(document, "takeaway") == ["Szkoła będzie droższa.", "Dzieci poczekają rok."]
    assert parts(document, "other") == ["Źródło: PAP"]
    assert [d.text for d in document.dropped] == ["REKLAMA", "Czytaj także: Droga przez las"]
    assert reasons(document) == ["advert", "advert"]


def test_run_in_headings_of_a_pattern() -> None:
    text = f"Szkoła w polu\n\nKoszty. {PARAGRAPH}\n\nPołożenie i dojazd. {SECOND}"
    assert parts(read_text(text), "heading") == ["Koszty.", "Położenie i dojazd."]


def test_a_usual_run_in_heading_stands_alone() -> None:
    assert parts(read_text(f"{SECOND}\n\nGospodarka. {PARAGRAPH}"), "heading") == ["Gospodarka."]


@pytest.mark.parametrize(
    "sentence", ["Zapadła cisza.", "Tak.", "Nie wiem.", "Mam dość.", "Pada.", "W 2024 r.", "Zakaz."]
)
def test_short_sentences_are_no_headings(sentence: str) -> None:
    text = f"{sentence} {PARAGRAPH}\n\n{SECOND}"
    assert "heading" not in kinds(read_text(text))


def test_two_short_sentences_with_verbs_are_no_headings() -> None:
    text = f"Zapadła cisza. {PARAGRAPH}\n\nWstał burmistrz. {SECOND}"
    assert "heading" not in kinds(read_text(text))


def test_sentences_after_a_heading_stay_body() -> None:
    text = "\n\n".join(["Koniec sporu", PARAGRAPH, "Dlaczego? Bo mieli dość.", SECOND])
    document = read_text(text)
    assert "Dlaczego? Bo mieli dość." in parts(document, "body")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["Gospodarka"], True),
        (["Wnioski", "i", "perspektywy"], True),
        (["Mam", "dość"], False),
        (["Zapadła", "cisza"], False),
        (["Tak"], False),
        (["W", "Warszawie"], False),
    ],
)
def test_noun_phrase(words: list[str], expected: bool) -> None:
    assert is_noun_phrase(words) is expected


def test_flattened_table_is_other() -> None:
    rows = ["Rok Szkoły Uczniowie", "2023 12 3 400", "2024 12 3 350", "2025 13 3 610", "Razem 37"]
    text = "\n".join([PARAGRAPH, *rows, SECOND])
    document = read_text(text)
    assert parts(document, "other") == rows
    assert parts(document, "body") == [PARAGRAPH, SECOND]


def test_sentences_with_numbers_are_no_table() -> None:
    text = (
        "W 2023 r. było 12 szkół.\nW 2024 r. było 12 szkół.\nW 2025 r. będzie 13 szkół.\n" + SECOND
    )
    assert "other" not in kinds(read_text(text))


CAPTIONS = [f"Foto: Agencja {who} {PARAGRAPH}" for who in ("Ruda", "Biała", "Siwa")]


def test_captions_of_a_gallery_are_other() -> None:
    document = read_text("\n\n".join(["Szkoła w polu", PARAGRAPH, *CAPTIONS]))
    assert parts(document, "other") == CAPTIONS
    assert parts(document, "body") == [PARAGRAPH]


def test_a_picture_or_two_make_no_gallery_and_captions_alone_stay() -> None:
    document = read_text("\n\n".join(["Szkoła w polu", PARAGRAPH, *CAPTIONS[:2]]))
    assert parts(document, "other") == []
    assert parts(read_text("\n\n".join(CAPTIONS)), "body") == CAPTIONS


def test_list_of_amounts_is_no_table() -> None:
    items = [f"w {year} r. łącznie – 262 868 746,85 zł;" for year in (2023, 2024, 2025)]
    assert parts(read_text("\n".join([SECOND, *items, PARAGRAPH])), "body")[1:4] == items


def test_transcript() -> None:
    text = "\n".join(
        [
            "Marszałek:", "Otwieram posiedzenie. (Oklaski) Proszę o ciszę.", "Poseł Jan Lis:",
            f"{PARAGRAPH} (Dzwonek)", "(Głos z sali: Czas!)", "Marszałek:", "Dziękuję, pośle.",
            "Poseł Jan Lis:", SECOND, "Marszałek:", "Zamykam dyskusję. Głosujemy (kto jest za).",
        ]
    )  # fmt: skip
    document = read_text(text)
    assert parts(document, "body") == [
        "Otwieram posiedzenie. Proszę o ciszę.", PARAGRAPH, "Dziękuję, pośle.", SECOND,
        "Zamykam dyskusję. Głosujemy (kto jest za).",
    ]  # fmt: skip
    assert parts(document, "other").count("Marszałek:") == 3
    assert reasons(document) == ["stage direction", "stage direction"]


def test_brackets_of_an_article_stay() -> None:
    text = f"Koncert skończył się owacją (oklaski). {PARAGRAPH}"
    assert "(oklaski)" in read_text(text).text


def test_title_of_two_lines_over_an_empty_one() -> None:
    lines = "Budowa szkoły podstawowej w gminie\n\nza pieniądze z budżetu państwa"
    text = f"{lines}\n\n{PARAGRAPH}\n\n{SECOND}"
    title = "Budowa szkoły podstawowej w gminie za pieniądze z budżetu państwa"
    assert read_text(text).title == title


def test_place_and_date_are_other() -> None:
    document = read_text(f"Szkoła w polu\n\nŁódź, 3 marca 2026 r.\n\n{PARAGRAPH}\n\n{SECOND}")
    assert parts(document, "other") == ["Łódź, 3 marca 2026 r."]
    assert document.date == "2026-03-03"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("- Most będzie gotowy jesienią - mówi wójt.", True),
        ("- Most będzie gotowy - zapowiedział Jan Lis - i to jesienią.", True),
        ("- Jan Lis - prezes zarządu", False),
        ("- Most będzie gotowy jesienią.", False),
        ("- budowa mostu - etap pierwszy", False),
    ],
)
def test_speech_keeps_its_hyphen_and_items_do_not(line: str, kept: bool) -> None:
    document = read_text(f"Szkoła w polu\n\n{PARAGRAPH}\n\n{line}\n\n{SECOND}")
    assert any(part.startswith("- ") for part in parts(document)) is kept


def test_where_somebody_speaks_other_sentences_keep_their_hyphen_too() -> None:
    rows = ["- Most będzie gotowy - mówi wójt.", "- Nikt nam nie pomógł.", "- budowa mostu;"]
    document = read_text("\n\n".join(["Szkoła w polu", PARAGRAPH, *rows, SECOND]))
    kept = [*rows[:2], "budowa mostu;"]
    assert [part for part in parts(document) if part in kept] == kept


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("22 czerwca 1941 roku rozpoczęła się wielka operacja.", "body"),
        ("3 lipca 1947 r. Sejm przyjął ustawę o odbudowie stolicy.", "body"),
        ("Warszawa, dnia 3 lipca 2024 r.", "other"),
        ("3 lipca 2024 r., godz. 12.45.", "other"),
    ],
)
def test_a_sentence_that_begins_with_a_date_is_no_date_line(first: str, kind: str) -> None:
    document = read_text(f"{first}\n\nRada gminy przyjęła potem uchwałę o budowie nowej drogi.")
    assert document.parts[0].kind == kind
