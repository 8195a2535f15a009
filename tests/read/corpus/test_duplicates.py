"""Duplicates and lines that documents share."""

from __future__ import annotations

import msgspec
import numpy as np

from skrot.read import find_duplicates, mark_repeated, read_text, repeated_lines
from skrot.records import Document
from tests.read.helpers import PARAGRAPH, SECOND, parts

WORDS = ["szkoła", "droga", "rzeka", "budżet", "radny", "gmina", "las", "most", "wniosek", "koszt"]


def text_of(seed: int, words: int = 300) -> str:
    chosen = np.random.default_rng(seed).integers(0, 50, size=(words, 2))
    return " ".join(f"{WORDS[a % len(WORDS)]}{b}" for a, b in chosen.tolist()) + "."


def test_exact_and_near_duplicates() -> None:
    texts = {str(i): text_of(i) for i in range(60)}
    words = texts["7"].split()
    near = " ".join([*words[:150], "oraz", "także", *words[150:]])
    documents = [read_text(text, doc) for doc, text in texts.items()]
    documents += [read_text(texts["3"], "kopia"), read_text(near, "przeróbka")]
    assert find_duplicates(documents) == {"kopia": "3", "przeróbka": "7"}


def letter(opening: str, *, beds: str = "120", sum_: str = "1 250,00", place: str = "Pile") -> str:
    return (
        f"{opening}, że szpital w {place} ma {beds} łóżek. {text_of(1)} W tym roku otrzyma na nie "
        f"{sum_} zł. {text_of(2, 30)}"
    )


def repeats(one: str, other: str) -> bool:
    return bool(find_duplicates([read_text(one, "a"), read_text(other, "b")]))


def test_other_names_and_figures_are_another_document() -> None:
    first = letter("Wyjaśniam")
    assert repeats(first, letter("Uprzejmie wyjaśniam"))
    assert not repeats(first, letter("Uprzejmie wyjaśniam", place="Kole"))
    assert not repeats(first, letter("Uprzejmie wyjaśniam", sum_="731 002,15"))
    assert not repeats(first, letter("Uprzejmie wyjaśniam", beds="122"))
    # What says less than its twin repeats it; what says more does not.
    more = first + " Dojdą 44 łóżka."
    assert repeats(more, first)
    assert not repeats(first, more)


def test_a_group_of_digits_is_one_figure() -> None:
    first = letter("Wyjaśniam", sum_="1 250,00", beds="731")
    assert not repeats(first, letter("Uprzejmie wyjaśniam", sum_="1 731,00", beds="731"))
    assert repeats(first, letter("Uprzejmie wyjaśniam", sum_="1\xa0250,00", beds="731"))


def test_the_reference_of_a_letter_is_no_figure() -> None:
    first = letter("Na pismo nr 501 z dnia 7 maja 2031 r. odpowiadam")
    assert repeats(first, letter("Na pismo nr 502 z dnia 9 maja 2031 r. odpowiadam"))
    assert repeats(first, letter("Na pismo o numerze X10PIS502 odpowiadam"))
    assert not repeats(first, letter("Na 502 pisma odpowiadam"))


def test_the_year_of_a_document_is_no_figure() -> None:
    one, two = read_text(letter("Wyjaśniam"), "a"), read_text(letter("W 2031 r. wyjaśniam"), "b")
    later = msgspec.structs.replace(two, date="2031-05-07")
    assert find_duplicates([one, later]) == {"b": "a"}
    assert find_duplicates([one, msgspec.structs.replace(two, date="2032-05-07")]) == {}


def test_other_figures_do_not_part_the_same_words() -> None:
    text = letter("Wyjaśniam")
    assert repeats(text, text.replace("1 250,00", "1.250 00"))


def test_first_of_the_order_is_kept() -> None:
    documents = [read_text(PARAGRAPH, doc) for doc in ("b", "a", "c")]
    assert find_duplicates(documents) == {"a": "b", "c": "b"}
    assert find_duplicates(iter(documents[::-1])) == {"a": "c", "b": "c"}


def test_layout_does_not_matter() -> None:
    documents = [read_text(PARAGRAPH, "a"), read_text(PARAGRAPH.replace(". ", ".\n\n"), "b")]
    assert find_duplicates(documents) == {"b": "a"}


def test_short_and_empty_texts() -> None:
    documents = [read_text(text, str(i)) for i, text in enumerate(["", "", "Ala.", "Ola.", "Ala."])]
    assert find_duplicates(documents) == {"1": "0", "4": "2"}


def letters(count: int) -> list[Document]:
    return [
        read_text(f"Kancelaria gminy {i}.\n\n{text_of(i)}\n\nDruk nr {i} gminy.", str(i))
        for i in range(count)
    ]


def test_repeated_lines_become_other() -> None:
    documents = letters(8)
    lines = repeated_lines(documents)
    assert lines == {"kancelaria gminy 0.", "druk nr 0 gminy."}
    marked = mark_repeated(documents[3], lines)
    assert parts(marked, "other") == ["Kancelaria gminy 3.", "Druk nr 3 gminy."]
    assert (marked.text, marked.source_map) == (documents[3].text, documents[3].source_map)
    plain = read_text(SECOND)
    assert mark_repeated(plain, lines) is plain


def test_few_documents_share_nothing() -> None:
    assert repeated_lines(letters(3)) == frozenset()
