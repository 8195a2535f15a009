"""PDF pages as they come: turned, in odd fonts, in narrow columns, with raised figures."""

from __future__ import annotations

import pytest

from skrot.read import read_bytes
from skrot.records import Document, Failure
from tests.read.helpers import PARAGRAPH, SECOND, parts, reasons, wrap
from tests.read.pdf_files import At, column, in_fonts, make_pdf, turned

POLISH = "ąćęłńóśźżŁŚŻ"
TEXT = f"{PARAGRAPH} {SECOND}"
TITLE = At(60, 770, "Szkoła w polu", 20, True)
OTHER = f"Zastępca wójta zapowiada nowe otwarcie. {SECOND} {PARAGRAPH}"


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.pdf", ".pdf")
    assert isinstance(found, Document), found
    return found


def text_of(data: bytes) -> str:
    return " ".join(parts(read(data)))


def set_in(
    width: float, x: float = 60, y: float = 740, text: str = TEXT, size: float = 10
) -> list[At]:
    return column(x, y, wrap(text, int(width / (size / 2))).split("\n"), size)


@pytest.mark.parametrize("page", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_direction_is_that_of_the_letters(page: int, turn: int) -> None:
    assert text_of(make_pdf(turned(set_in(400, y=500), turn), turn=page)) == TEXT


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_columns_on_a_turned_page(turn: int) -> None:
    lines = [*set_in(200, y=500), *set_in(200, x=275, y=500, text=OTHER)]
    found = text_of(make_pdf(turned(lines, turn), turn=turn))
    assert TEXT in found
    assert OTHER in found


def test_a_label_on_the_margin_and_a_watermark_come_last() -> None:
    label = At(30, 300, "Egzemplarz bezpłatny 7/2026", 8, turn=90)
    mark = At(200, 300, "PROJEKT", 60, turn=45)
    document = read(make_pdf([label, mark, *set_in(400)]))
    assert parts(document)[0] == TEXT
    assert parts(document, "other") == ["Egzemplarz bezpłatny 7/2026", "PROJEKT"]


def test_a_table_set_on_its_side_on_a_page_of_text() -> None:
    rows = [
        At(560 - 12 * i, 100, f"Gmina {name} ma {i + 3} szkół i wydaje na nie.", turn=90)
        for i, name in enumerate(("Lipa", "Dąb", "Sosna", "Klon"))
    ]
    found = text_of(make_pdf([*set_in(300), *rows]))
    assert TEXT in found
    assert "Gmina Dąb ma 4 szkół i wydaje" in found


@pytest.mark.parametrize(
    ("font", "size", "last", "letters"),
    [
        (2, 0, False, POLISH),
        (2, 0, True, POLISH),
        (2, 8.5, False, POLISH),
        (2, 11.5, True, POLISH),
        (3, 0, False, POLISH),
        (3, 0, True, "ćśł"),
        (3, 0, False, "ę"),
        (2, 12, False, "ćś"),
    ],
)
def test_letters_of_another_font_stay_in_their_words(
    font: int, size: float, last: bool, letters: str
) -> None:
    lines = [
        piece
        for line in set_in(450)
        for piece in in_fonts(line, letters, font, size=size, last=last)
    ]
    if last:
        lines.sort(key=lambda piece: piece.font == font)
    assert text_of(make_pdf(lines)) == TEXT


def test_a_letter_that_no_word_tells_is_seen_to_be_missing() -> None:
    line = At(60, 700, "Firma Kęxż ogłosiła wyniki.")
    lines = [*set_in(450), *in_fonts(line, "x", 0), At(60, 688, "Znak: ł", font=3)]
    assert "Znak: \ufffd" in text_of(make_pdf(lines))


@pytest.mark.parametrize("gap", [4.7, 5.2, 6, 7, 9])
@pytest.mark.parametrize("order", ["columns", "rows", "any"])
def test_narrow_gutters(gap: float, order: str) -> None:
    left = set_in(200, text=TEXT)
    right = set_in(200, x=60 + 200 + gap, text=OTHER)
    lines = [*left, *right]
    if order == "rows":
        lines.sort(key=lambda line: (-line.y, line.x))
    elif order == "any":
        lines = lines[::3] + lines[1::3] + lines[2::3]
    found = text_of(make_pdf(lines))
    assert TEXT in found
    assert OTHER in found


@pytest.mark.parametrize("columns", [3, 4])
def test_several_columns_under_a_title(columns: int) -> None:
    texts = [f"Wieś numer {i} liczy straty po burzy. {TEXT}" for i in "1234"[:columns]]
    width = 480 / columns - 10
    lines = [At(60, 800, "Burza nad gminami powiatu", 18, True)]
    for i, text in enumerate(texts):
        lines += set_in(width, x=60 + i * (width + 10), text=text, size=8)
    document = read(make_pdf(lines))
    assert document.title == "Burza nad gminami powiatu"
    flat = " ".join(parts(document)[1:])
    assert [flat.index(text) for text in texts] == sorted(flat.index(text) for text in texts)


def test_one_column_is_never_parted() -> None:
    for width in range(150, 500, 25):
        for size in (8, 11):
            assert text_of(make_pdf(set_in(width, size=size))) == TEXT


def raised(before: str, figure: str, after: str) -> list[At]:
    end = 60 + 5 * len(before)
    rest = At(end + 3 * len(figure), 740, after)
    return [At(60, 740, before), At(end, 744, figure, 6), rest, *set_in(450, y=712)]


@pytest.mark.parametrize(
    ("before", "figure", "after", "expected"),
    [
        ("Zbadano 5400", "1", " osób w kraju.", "Zbadano 5400 osób w kraju."),
        ("Bilet za 120", "3", " zł zniknie.", "Bilet za 120 zł zniknie."),
        ("Zgodnie z art. 22", "1", " § 1 kodeksu.", "Zgodnie z art. 22¹ § 1 kodeksu."),
        ("Było ich 10", "6", " w litrze.", "Było ich 10⁶ w litrze."),
        ("Spis z 2019", "7", " roku.", "Spis z 2019 roku."),
        ("Ma 300 m", "2", " i stoi.", "Ma 300 m2 i stoi."),
        ("Uchwała", "12", " przeszła.", "Uchwała przeszła."),
        ("Otwarcie o godz. 8", "00", " rano.", "Otwarcie o godz. 8⁰⁰ rano."),
        ("Wzrost o 45%", "4", " w rok.", "Wzrost o 45% w rok."),
    ],
)
def test_raised_figures(before: str, figure: str, after: str, expected: str) -> None:
    document = read(make_pdf(raised(before, figure, after)))
    assert parts(document)[0] == expected
    stays = any(char in expected for char in "¹⁶⁰") or "m2" in expected
    assert [piece.text for piece in document.dropped] == ([] if stays else [figure])


def test_a_mark_drawn_after_all_else() -> None:
    first, mark, *rest = raised("Zbadano 5400", "1", " osób w kraju.")
    assert parts(read(make_pdf([first, *rest, mark])))[0] == "Zbadano 5400 osób w kraju."


def salad(lines: list[str]) -> list[str]:
    """Words whose letters a font gives other names."""
    wrong = str.maketrans("aeiouyzrwnkplsdtmcjbgh", "xqvkwzgfjhbqzxvpkjwzqx")
    return [line.translate(wrong) for line in lines]


def test_a_page_without_words_fails_by_itself() -> None:
    good = set_in(400)
    bad = column(60, 740, salad(wrap(TEXT, 80).split("\n")))
    document = read(make_pdf(good, bad, set_in(400, text=OTHER)))
    assert set(reasons(document)) == {"unreadable page"}
    assert " ".join(parts(document)) == f"{TEXT} {OTHER}"
    found = read_bytes(make_pdf(bad), "x.pdf", ".pdf")
    assert isinstance(found, Failure)
    assert "reads as a language" in found.reason


@pytest.mark.parametrize(
    "page", [["Gmina 2 14 mln", "Gmina 3 21 mln"] * 20, ["Jan Nowak, Ewa Mazur"] * 30]
)
def test_tables_and_lists_of_names_are_pages(page: list[str]) -> None:
    assert "unreadable page" not in reasons(read(make_pdf(set_in(400), column(60, 740, page))))


def test_a_bold_lead_is_a_paragraph() -> None:
    lead = [line._replace(bold=True) for line in set_in(400, y=780, text=PARAGRAPH)]
    document = read(make_pdf([*lead, *set_in(400, y=720, text=SECOND)]))
    assert parts(document) == [PARAGRAPH, SECOND]
    assert parts(document, "heading") == []


def test_a_bold_first_line_of_a_paragraph_heads_nothing() -> None:
    lines = set_in(400, text=PARAGRAPH)
    lines[0] = lines[0]._replace(bold=True)
    assert parts(read(make_pdf([*lines, *set_in(400, y=660, text=SECOND)])), "body")[0] == PARAGRAPH


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_sentence_goes_on_over_columns_and_pages(at: int) -> None:
    lines = wrap(f"{PARAGRAPH} {SECOND}", 60).split("\n")
    first, second = lines[:at], lines[at:]
    document = read(make_pdf(column(60, 740, first), column(60, 740, second)))
    assert " ".join(parts(document)) == TEXT
    assert len(parts(document)) == 1


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ([At(450, 800, "1330", 30, True)], None),
        ([At(60, 800, "1330", 30, True), At(60, 770, "Szkoła w polu", 20, True)], "Szkoła w polu"),
        (
            [At(60, 790, "Autor: Jan Nowak"), At(60, 770, "Szkoła w polu", 20, True)],
            "Szkoła w polu",
        ),
    ],
)
def test_titles_have_words(head: list[At], title: str | None) -> None:
    document = read(make_pdf([*head, *set_in(400)], title="1330"))
    assert document.title == title


def test_what_programs_write_is_nobodys() -> None:
    data = make_pdf(set_in(400), title="untitled").replace(
        b"<< /Title (", b"<< /Author (anonymous) /CreationDate (D:20261122101500Z) /Title ("
    )
    document = read(data)
    assert (document.title, document.author, document.date) == (None, None, None)


def test_an_act_is_dated_by_its_head() -> None:
    head = ["USTAWA", "z dnia 12 lipca 2024 r.", "o szkołach w gminach"]
    note = At(60, 600, "12 maja 2011 r. wydano dyrektywę, którą się wdraża.", 7)
    lines = [*column(60, 800, head), *set_in(400, text=TEXT), note]
    assert read(make_pdf(lines)).date == "2024-07-12"


def test_a_scan_is_named() -> None:
    found = read_bytes(make_pdf([]), "x.pdf", ".pdf")
    assert isinstance(found, Failure)
    assert "skan bez warstwy tekstowej" in found.reason


def test_items_whose_lines_hang_are_whole() -> None:
    first = "1. Wniosek o przyspieszenie budowy poparli wójt gminy Lipa i prezes Banku"
    rest = [
        "Spółdzielczego w Nowej Rudzie, a także mieszkający tam od wielu lat ksiądz",
        "Jan Nowak, który zbiera podpisy mieszkańców.",
    ]
    item = [At(60, 640, first), At(75, 628, rest[0]), At(75, 616, rest[1])]
    found = parts(read(make_pdf([*set_in(400), *item])))
    assert found[-1] == " ".join([first, *rest])
