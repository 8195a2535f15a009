"""Marks of footnotes in texts that lost their superscripts."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest

from skrot.read import read_text
from skrot.read.structure.blocks import Block, Piece
from skrot.read.structure.draft import Draft
from skrot.read.structure.footnotes import cut_marks

NOTES = ("1 Dz. U. z 2025 r. poz. 11.", "2 Komunikat nr 12.", "3 Tamże, s. 4.")


def cut(*texts: str, notes: tuple[str, ...] = NOTES) -> tuple[list[str], list[str]]:
    source = "".join((*texts, *notes))
    ends = list(accumulate(map(len, (*texts, *notes))))
    pieces = [Piece(source[a:b], a, b) for a, b in pairwise([0, *ends])]
    draft = Draft(blocks=[Block([piece]) for piece in pieces])
    for block in draft.blocks[len(texts) :]:
        block.kind = "other"
    cut_marks(draft)
    marks = [source[mark.start : mark.end] for mark in draft.left_out]
    return [block.text for block in draft.blocks[: len(texts)]], marks


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Zmieniono przepisy ustawy1.", "Zmieniono przepisy ustawy."),
        ("Opieka (POZ)1, czyli lekarz.", "Opieka (POZ), czyli lekarz."),
        ("Strategia „Tarnów 2030”2 z maja.", "Strategia „Tarnów 2030” z maja."),
        ("Ministerstwo Zdrowia1 odpowiada.", "Ministerstwo Zdrowia odpowiada."),
        ("Ustawa1 i komunikat2 wraz z tezą3.", "Ustawa i komunikat wraz z tezą."),
    ],
)
def test_marks_go(text: str, clean: str) -> None:
    assert cut(text)[0] == [clean]


@pytest.mark.parametrize("notes", [NOTES, ()])
@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("O systemie oświaty[1] oraz w 2010 r.[2][13]", "O systemie oświaty oraz w 2010 r."),
        ("Wzrost o 5%[2,3] i „skok”[4–6].", "Wzrost o 5% i „skok”."),
    ],
)
def test_marks_in_brackets_go(text: str, clean: str, notes: tuple[str, ...]) -> None:
    assert cut(text, notes=notes)[0] == [clean]


@pytest.mark.parametrize(
    "text",
    ["x[1] = a[2] oraz [3] i lasy [4]", "[1] Przypis", "słowo[20000] i zdanie[!]"],
)
def test_other_brackets_stay(text: str) -> None:
    assert cut(text) == ([text], [])


@pytest.mark.parametrize(
    "text",
    [
        "Emisja CO2 i pyłu PM1 spadła.",
        "Kosztuje to 1201 zł, a 10 km2 to dużo.",
        "Zmieniono ustawy7 w tym roku.",
        "W art. 1 ustawy 2 razy.",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert cut(text) == ([text], [])


def test_without_footnotes_there_are_no_marks() -> None:
    assert cut("Zmieniono przepisy ustawy1.", notes=()) == (["Zmieniono przepisy ustawy1."], [])


def test_each_note_has_one_mark() -> None:
    assert cut("Ustawy1 nie zmieniono.", "Ustawy1 nie ma.")[1] == ["1"]


def test_marks_are_listed_and_the_map_stays_true() -> None:
    page = (
        "Rada gminy przyjęła we wtorek uchwałę na podstawie ustawy1 o samorządzie, która ma\n"
        "wejść w życie za miesiąc. Koszt budowy to ok. 18 mln zł, z czego połowę da budżet.\n"
        "1 Dz. U. z 2025 r. poz. 11.\n"
    )
    document = read_text(page)
    assert "ustawy o samorządzie" in document.text
    assert [(d.reason, d.text) for d in document.dropped] == [("footnote mark", "1")]
    for span in document.source_map:
        source = document.raw[span.source_start : span.source_end]
        assert document.text[span.start : span.end] == source.replace("\n", " ")
