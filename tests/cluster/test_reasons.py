import numpy as np

from skrot.cluster.lexicon import build_lexicon, find_keywords
from skrot.cluster.reasons import Context, theme_reasons
from skrot.cluster.selftraining import WordCounts, find_lemmas, word_weights
from skrot.records import Theme, ThemeReason

LEXICON = build_lexicon(
    [Theme(id="sea", label="Morze", keywords=("statek", "port morski")), Theme(id="x", label="Cło")]
)
WORDS = WordCounts(
    {"fala": 0, "cena": 1},
    np.array([[20.0, 1, 0], [1, 20, 0]]),
    np.array([0.4, 0.4, 0.2]),
    {},
)
OWN = np.array([[0.5, 0.4, 0.1], [0.9, 0.05, 0.05], [0.05, 0.9, 0.05]])
LEMMAS = ("port", "morski", "fala", "cena", "cło")


def reasons(column: int, context: Context) -> list[ThemeReason]:
    matches = find_keywords(LEXICON, LEMMAS)
    (words,) = word_weights(WORDS, find_lemmas(WORDS, [LEMMAS]), [column])
    return list(theme_reasons(column, context, OWN, matches=matches, words=words))


def test_keywords_words_and_neighbours_speak_for_a_theme() -> None:
    found = reasons(0, [("before", 1, 0.9), ("after", 2, 0.9)])
    assert [(reason.kind, reason.text) for reason in found] == [
        ("keyword", "port morski"),
        ("word", "fala"),
        ("before", None),
    ]
    assert [reason.weight for reason in found] == sorted(
        (reason.weight for reason in found), reverse=True
    )


def test_reasons_are_those_of_the_theme() -> None:
    found = reasons(1, [("heading", 2, 1.5)])
    assert [(reason.kind, reason.text) for reason in found] == [
        ("keyword", "Cło"),
        ("heading", None),
        ("word", "cena"),
    ]


def test_without_anything_telling_there_is_no_reason() -> None:
    assert theme_reasons(0, [("after", 2, 0.9)], OWN, matches=[], words=[]) == ()


def test_five_reasons_are_enough() -> None:
    lexicon = build_lexicon([Theme(id="a", label="a", keywords=tuple("abcdefg"))])
    matches = find_keywords(lexicon, tuple("abcdefg"))
    assert len(theme_reasons(0, [], OWN, matches=matches, words=[])) == 5
