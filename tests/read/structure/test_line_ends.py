"""Plain text: compounds and words cut at a line end, and page heads without form feeds."""

from __future__ import annotations

from itertools import cycle, islice

import pytest

from skrot.read import read_text
from tests.read.helpers import PARAGRAPH, SECOND, parts, wrap

FRAME = wrap(f"{PARAGRAPH} {SECOND}", 80)

COMPOUNDS = [
    ("Umowa polsko-\n-japońska została podpisana w Tokio.", "polsko-japońska"),
    ("Trwa spór społeczno-\n-polityczny o nową ustawę.", "społeczno-polityczny"),
    ("Minister Kidawa-\n-Błońska przyjęła gości w Sejmie.", "Kidawa-Błońska"),
    ("To sklep meblowo-\n-przemysłowy z tradycjami.", "meblowo-przemysłowy"),
    ("Pojechali do Bielska-\n-Białej na narty.", "Bielska-Białej"),
    ("Flaga jest biało-\n-czerwona od stu lat.", "biało-czerwona"),
    ("Działa tu centrum badawczo-\n-rozwojowe spółki.", "badawczo-rozwojowe"),
    ("Kupił 15-\n-letni samochód od sąsiada.", "15-letni"),
    ("Granica polsko-\n  -niemiecka jest otwarta.", "polsko-niemiecka"),
    ("W Czechowicach-\n-Dziedzicach otwarto basen.", "Czechowicach-Dziedzicach"),
    ("Produkty mleczno-\n- zbożowe są zdrowe.", "mleczno-zbożowe"),
    ("Skład personalno-\n–organizacyjny ustalono wczoraj.", "personalno-organizacyjny"),
]  # fmt: skip

CUT = [
    ("Zdaniem wła\ndzy samorządowej nie ma o czym mówić.", "władzy"),
    ("Premier zapow\niedział zmiany w przepisach.", "zapowiedział"),
    ("Ministe\nrstwo nie odpowiedziało na pytania.", "Ministerstwo"),
    ("W budynku sz\nkoły odbyły się wybory.", "szkoły"),
    ("Koszt inwesty\ncji przekroczył milion złotych.", "inwestycji"),
    ("Mieszka\nńcy protestują od tygodnia.", "Mieszkańcy"),
    ("Nowe przepi\nsy wchodzą w życie w maju.", "przepisy"),
    ("Zgodnie z rozpo\nrządzeniem stawka wzrośnie.", "rozporządzeniem"),
    ("Dotacja jest niewie\nlka, ale pomoże szpitalowi.", "niewielka"),
    ("Radni dys\nkutowali trzy godziny bez przerwy.", "dyskutowali"),
    ("Uchwałę prz\nyjęto jednogłośnie w środę.", "przyjęto"),
    ("To był po\nczątek długiego sporu o ziemię.", "początek"),
]  # fmt: skip

# Two words, though the dictionary knows them written together.
WHOLE = [
    ("Nie ma na\nto zgody rady.", "na to zgody"),
    ("Przyjechał z\ndaleka wczoraj rano.", "z daleka"),
    ("Szedł po\nlesie cały dzień.", "po lesie"),
    ("Zapytał o\nto ministra finansów.", "o to ministra"),
    ("Dom stoi za\nmiastem od lat.", "za miastem"),
    ("Wystąpił w\ntej sprawie poseł.", "w tej sprawie"),
    ("Nie był to\nwar dobrej jakości.", "to war dobrej"),
    ("Zrobił to od\nrazu po obiedzie.", "od razu"),
    ("Stoi tu nie\nwielka szkoła.", "nie wielka"),
]  # fmt: skip


def block(text: str, *, alone: bool) -> list[str]:
    """The paragraphs of a text that stands alone, or between others that are wrapped."""
    whole = text if alone else f"{FRAME}\n\n{text}\n\n{FRAME}"
    return parts(read_text(whole))


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize(("text", "word"), COMPOUNDS)
def test_a_compound_with_both_hyphens(text: str, word: str, *, alone: bool) -> None:
    assert any(word in part.split() for part in block(text, alone=alone))


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize(("text", "word"), CUT)
def test_a_word_cut_without_a_hyphen(text: str, word: str, *, alone: bool) -> None:
    assert any(word in part.replace(",", "").split() for part in block(text, alone=alone))


@pytest.mark.parametrize(("text", "words"), WHOLE)
def test_two_words_stay_two(text: str, words: str) -> None:
    assert any(words in part for part in block(text, alone=False))


def pages(heads: list[str], *, width: int = 72, lines: int = 24) -> tuple[str, str]:
    """A text of several pages in which heads interrupt sentences; and the text without them."""
    sentences = list(
        islice(cycle([*PARAGRAPH.split(". "), *SECOND.split(". ")]), (lines + 8) * (len(heads) + 1))
    )
    text = ". ".join(f"{s.rstrip('.')} ({i})" for i, s in enumerate(sentences)) + "."
    rows = wrap(text, width).split("\n")
    out: list[str] = []
    for i, row in enumerate(rows):
        if i and i % lines == 0 and i // lines <= len(heads):
            out += heads[i // lines - 1].split("\n")
        out.append(row)
    return "\n".join(out), text


HEADS = [
    ["Kurier Gminny – wydanie świąteczne"] * 5,
    [f"{n} Kurier Gminny" for n in range(2, 7)],
    [f"Kurier Gminny {n}" for n in range(2, 7)],
    [f"Strona {n} z 7" for n in range(2, 7)],
    [f"- {n} -" for n in range(2, 7)],
    [f"\n{n}\n" for n in range(2, 7)],
    [f"{n}\nSprawozdanie z wykonania budżetu za rok 2025" for n in range(2, 7)],
    ["URZĄD GMINY LIPOWA\nul. Leśna 5, 34-324 Lipowa"] * 5,
    [f"Protokół nr 12/2025 z sesji Rady Gminy\n{n}" for n in range(2, 7)],
    [f"Kurier Gminny nr 5 (12{n})\nStr. {n}" for n in range(2, 7)],
    [f"\nSprawozdanie Rady Nadzorczej za 2025 rok\nStrona {n}\n" for n in range(2, 7)],
    [f"www.gmina-lipowa.pl\nstr. {n}" for n in range(2, 7)],
    [f"BIULETYN INFORMACJI PUBLICZNEJ | {n}" for n in range(2, 7)],
    ["Plan zagospodarowania przestrzennego gminy"] * 5,
    [f"Strona | {n}" for n in range(2, 7)],
]  # fmt: skip


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("lines", [24, 39])
def test_page_heads_without_form_feeds(heads: list[str], lines: int) -> None:
    heads = heads if lines == 24 else heads[:3]
    text, whole = pages(heads, lines=lines)
    document = read_text(text)
    assert " ".join(parts(document)) == whole
    gone = " ".join(piece.text for piece in document.dropped)
    rows = [row.strip("- ") for head in heads for row in head.split("\n") if row]
    assert all(row in gone for row in rows)
