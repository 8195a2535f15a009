import pytest

from skrot.cluster.lexicon import build_lexicon, find_keywords, keyword_evidence
from skrot.records import Theme

THEMES = [
    Theme(id="sea", label="Morze", keywords=("port morski", "statki", "żeglarstwo")),
    Theme(id="duty", label="Cło", keywords=("cło", "metale ziem rzadkich", "stawka na import")),
]


def found(*lemmas: str) -> dict[str, float]:
    return {m.keyword: m.weight for m in find_keywords(build_lexicon(THEMES), lemmas)}


@pytest.mark.parametrize(
    ("lemmas", "expected"),
    [
        (("nowy", "statek", "płynąć"), {"statki": 1.0}),
        (("port", "morski", "gdynia"), {"port morski": 1.5}),
        (("metal", "ziemia", "rzadki"), {"metale ziem rzadkich": 1.5}),
        # A function word inside a keyword does not count.
        (("stawka", "import"), {"stawka na import": 1.5}),
        (("żeglarski",), {"żeglarstwo": 0.5}),
        (("port", "lotniczy"), {}),
        (("morski", "port"), {}),
        (("metal", "ziemia", "uprawny"), {}),
        (("ciało",), {}),
        ((), {}),
    ],
)
def test_keywords_match_as_lemma_sequences(lemmas, expected) -> None:
    assert found(*lemmas) == expected


@pytest.mark.parametrize(
    ("keyword", "lemma", "weight"),
    [
        ("droga", "droga", 1.0),
        ("droga", "drogi", 0.0),
        ("drogi", "droga", 1.0),
        ("wina", "wino", 0.0),
        ("kara", "kary", 0.0),
        ("kary", "kara", 1.0),
        ("rada", "rad", 0.0),
        ("kraj", "krajać", 0.0),
        ("statki", "statek", 1.0),
    ],
)
def test_a_noun_is_no_form_of_another_word(keyword: str, lemma: str, weight: float) -> None:
    lexicon = build_lexicon([Theme(id="x", label="x", keywords=(keyword,))])
    assert sum(match.weight for match in find_keywords(lexicon, [lemma])) == weight


def test_each_keyword_counts_once_a_sentence() -> None:
    assert found("statek", "statek", "statek") == {"statki": 1.0}


def test_evidence_has_a_row_a_sentence_and_a_column_a_theme() -> None:
    evidence = keyword_evidence(build_lexicon(THEMES), [("statek", "cło"), (), ("port", "morski")])
    assert evidence.tolist() == [[1.0, 1.0], [0.0, 0.0], [1.5, 0.0]]


def test_a_theme_without_keywords_is_found_by_its_label() -> None:
    lexicon = build_lexicon([Theme(id="x", label="Szkoły wyższe")])
    assert [m.weight for m in find_keywords(lexicon, ("szkoła", "wysoki"))] == [1.5]


def test_a_keyword_of_function_words_never_matches() -> None:
    lexicon = build_lexicon([Theme(id="x", label="x", keywords=("na", "i"))])
    assert find_keywords(lexicon, ("na", "i")) == []


@pytest.mark.parametrize(
    ("keyword", "lemma", "weight"),
    [
        ("kolej", "kolej", 1.0),
        ("kolej", "kolejowy", 0.5),
        ("kolej", "kolejno", 0.0),
        ("eksport", "eksporter", 0.5),
        ("eksport", "eksportować", 0.5),
        ("ustawa", "ustawowy", 0.5),
        ("ustawa", "ustawić", 0.0),
        ("surowiec", "surowy", 0.0),
        ("podatek", "podatkowy", 0.5),
        ("podatek", "podatny", 0.0),
        ("przemysł", "przemyśleć", 0.0),
        ("obrona", "obronność", 0.5),
        ("bateria", "bateriopodobny", 0.5),
    ],
)
def test_a_word_that_only_begins_alike_is_not_of_the_root(
    keyword: str, lemma: str, weight: float
) -> None:
    lexicon = build_lexicon([Theme(id="x", label="x", keywords=(keyword,))])
    assert sum(match.weight for match in find_keywords(lexicon, (lemma,))) == weight
