"""Duplicates and lines that documents share."""

from __future__ import annotations

import numpy as np

from pipeline.read import find_duplicates, mark_repeated, read_text, repeated_lines
from pipeline.records import Document

from .helpers import PARAGRAPH, SECOND, parts

WORDS = ["szkoła", "droga", "rzeka", "budżet", "radny", "gmina", "las", "most", "wniosek", "koszt"]


def text_of(seed: int, words: int = 300) -> str:
    chosen = np.random.default_rng(seed).integers(0, 50, size=(words, 2))
    return " ".join(f"{WORDS[a % len(WORDS)]}{b}" for a, b in chosen.tolist()) + "."


def test_exact_and_near_duplicates() -> None:
    texts = {str(i): text_of(i) for i in range(60)}
    words = texts["7"].split()
    near = " ".join([*words[:150], "zupełnie", "nowe", *words[150:]])
    documents = [read_text(text, doc) for doc, text in texts.items()]
    documents += [read_text(texts["3"], "kopia"), read_text(near, "przeróbka")]
    assert find_duplicates(documents) == {"kopia": "3", "przeróbka": "7"}


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
