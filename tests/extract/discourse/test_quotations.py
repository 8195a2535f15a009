"""Which sentences of a paragraph quote somebody, and which of them says whom."""

import pytest
from spacy.tokens import Doc

from skrot.extract.discourse.quotations import Speech, find_speech
from skrot.extract.discourse.words import read_words
from tests.summarise.helpers import VOCAB, tagged

SAID = "–/PUNCT powiedział/VERB//powiedzieć premier ."
LONG = "Statki są/AUX dziś bardzo duże"

Found = list[tuple[bool | None, int | None]]


def speech(*sentences: str) -> Found:
    """Who speaks in each sentence of a paragraph."""
    found = find_speech([read_words(tagged(sentence)) for sentence in sentences])
    return [(row.speaker, row.speaker_at) for row in found]


NONE = (None, None)
PARAGRAPHS: list[tuple[str, list[str], Found]] = [
    ("nobody speaks", [f"{LONG} .", "Porty/NOUN też ."], [NONE, NONE]),
    ("nothing", [], []),
    ("within the sentence", [f"„ {LONG} ” {SAID}"], [(True, 0)]),
    ("of five words", ["„ Statki są/AUX dziś duże wszędzie ”"], [(False, None)]),
    ("of four words", ["„ Statki są/AUX dziś duże ”"], [NONE]),
    ("without a verb, so a title", ["„ Statki i porty nad wielkim morzem ”"], [NONE]),
    (
        "a verb of saying inside",
        ["„ Premier powiedział/VERB//powiedzieć nam o tym ”"],
        [(False, None)],
    ),
    (
        "in the sentence before",
        ["Premier mówił/VERB//mówić długo .", f"„ {LONG} ” ."],
        [NONE, (False, 0)],
    ),
    (
        "two sentences before",
        ["Premier mówił/VERB//mówić długo .", "Potem spał .", f"„ {LONG} ” ."],
        [NONE, NONE, (False, None)],
    ),
    (
        "in the last sentence of three",
        [f"„ {LONG} .", "Porty/NOUN też .", f"Mosty także ” {SAID}"],
        [(False, 2), (False, 2), (True, 2)],
    ),
    (
        "rather in a sentence that it runs over than before",
        ["Premier mówił/VERB//mówić długo .", f"„ {LONG} .", f"Porty także ” {SAID}"],
        [NONE, (False, 2), (True, 2)],
    ),
    (
        "in the first sentence of two",
        [f"Premier powiedział/VERB//powiedzieć : „ {LONG} .", "Porty także ”"],
        [(True, 0), (False, 0)],
    ),
    ("two quotations apart", [f"„ {LONG} ” .", f"„ {LONG} ” {SAID}"], [(False, None), (True, 1)]),
    ("one never closed", [f"„ {LONG} .", "Porty/NOUN też ."], [(False, None), (False, None)]),
    (
        "after a dash",
        [f"–/PUNCT {LONG} {SAID}", "–/PUNCT Porty są/AUX dziś także duże ."],
        [(True, 0), (False, 0)],
    ),
    (
        "after a dash, not told further",
        [f"–/PUNCT {LONG} {SAID}", "Porty są/AUX dziś także bardzo duże ."],
        [(True, 0), NONE],
    ),
    (
        "a stray mark in a long paragraph",
        [f"„ {LONG} .", *["Porty/NOUN są/AUX duże ."] * 7],
        [(False, None), *[NONE] * 7],
    ),
    (
        "a dash in a sentence that nobody speaks",
        [f"–/PUNCT {LONG} {SAID}", "Port – nowy – jest/AUX/+s3 duży .", f"{LONG} ."],
        [(True, 0), NONE, NONE],
    ),
    (
        "within a paragraph, after a dash that opens a sentence",
        [f"{LONG} .", f"–/PUNCT {LONG} {SAID}", f"{LONG} ."],
        [NONE, (True, 1), NONE],
    ),
    (
        "around it a predicate of its own",
        ["Premier chce/VERB/+s3 „ budować/VERB porty nad wielkim morzem ” ."],
        [(True, 0)],
    ),
    ("a dash further in", [f"{LONG} –/PUNCT powiedział/VERB//powiedzieć premier ."], [NONE]),
]


@pytest.mark.parametrize(
    ("sentences", "found"), [row[1:] for row in PARAGRAPHS], ids=[row[0] for row in PARAGRAPHS]
)
def test_who_speaks(sentences: list[str], found: Found) -> None:
    assert speech(*sentences) == found


@pytest.mark.parametrize("marks", ["„”", "„“", "“”", "””", '""', "«»", "»«"])
def test_quotation_marks(marks: str) -> None:
    quoted = f"{marks[0]} {LONG} {marks[1]} {SAID}"
    assert speech(quoted, f"{LONG} .") == [(True, 0), NONE]


def test_a_straight_mark_that_opens_again_was_not_closed_before() -> None:
    words = ['"', "Porty", "stoją", ",", "a", '"', "statki", "wielkie", "i", "nowe", "płyną", '"']
    spaces = [False, True, False, True, True, False, *[True] * 4, False, False]
    pos = ["PUNCT", "NOUN", "VERB", "PUNCT", "CCONJ", "PUNCT", "NOUN", "ADJ", "CCONJ", "ADJ"]
    doc = Doc(VOCAB, words=words, spaces=spaces, pos=[*pos, "VERB", "PUNCT"], lemmas=words)
    before = read_words(tagged("Dalej/ADV nikt nie mówi/VERB/+s3 ."))
    assert find_speech([read_words(doc), before]) == [Speech(False, None), Speech(None, None)]


def test_a_mark_of_another_kind_does_not_close() -> None:
    assert speech(f"„ {LONG} » .", f"{LONG} ” {SAID}") == [(False, 1), (True, 1)]
