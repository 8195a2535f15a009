import numpy as np
import pytest

from skrot.cluster import assign, assign_themes, explain, fit_themes
from skrot.cluster.discovery import discover_themes
from skrot.records import OTHER, PartKind, Sentence, SentenceFeatures, Theme
from tests.encode.words import WordEncoder

SEA = Theme(id="sea", label="Morze", keywords=("statek", "port", "rybak", "latarnia morska"))
BREAD = Theme(id="bread", label="Pieczywo", keywords=("chleb", "piekarz", "mąka", "bułka"))
ENCODER = WordEncoder()

TEXTS = [
    "Statek wpłynął do portu z rybakami na pokładzie",
    "Rybak sprzedał połów w porcie obok latarni",
    "Piekarz kupił mąkę na chleb i bułki",
    "Chleb i bułki pachną w całej piekarni",
    "Wczoraj kometa minęła odległą planetę",
]
LEMMAS = [
    ("statek", "port", "rybak", "pokład"),
    ("rybak", "połów", "port", "latarnia"),
    ("piekarz", "kupić", "mąka", "chleb", "bułka"),
    ("chleb", "bułka", "pachnieć", "piekarnia"),
    ("kometa", "minąć", "odległy", "planeta"),
]


def sentence(n: int, text: str, part: PartKind = "body", doc: str = "a") -> Sentence:
    return Sentence(doc, n, n * 100, n * 100 + len(text), text, part, (), 5)


def corpus() -> tuple[list[Sentence], list[SentenceFeatures], np.ndarray]:
    rows = [sentence(n, text) for n, text in enumerate(TEXTS)]
    features = [SentenceFeatures(n, lemmas, n) for n, lemmas in enumerate(LEMMAS)]
    return rows, features, ENCODER.encode(TEXTS)


def test_themes_by_keywords_and_other_for_the_rest() -> None:
    found = assign_themes(*corpus(), [SEA, BREAD], ENCODER)
    assert [row.theme for row in found] == ["sea", "sea", "bread", "bread", OTHER]
    for row in found:
        assert list(row.scores) == ["sea", "bread", OTHER]
        assert sum(row.scores.values()) == pytest.approx(1, abs=1e-9)
        assert row.scores[row.theme] == max(row.scores.values())


def test_one_theme_is_enough() -> None:
    found = assign_themes(*corpus(), [SEA], ENCODER)
    assert [row.theme for row in found][:2] == ["sea", "sea"]
    assert found[4].theme == OTHER


def test_no_sentences() -> None:
    model = fit_themes([], ENCODER.encode([]), [SEA], ENCODER)
    assert assign(model, [], [], ENCODER.encode([])) == []


def context(heading: str | None, leans: str | None, same_paragraph: bool) -> float:
    """The score of ``sea`` for a sentence that says nothing, between a heading and a sea story."""
    texts = [heading or "Wstęp", TEXTS[0], "Było ich więcej"]
    rows = [sentence(n, t, "heading" if n == 0 else "body") for n, t in enumerate(texts)]
    lemmas = [("morze",) if heading else (), LEMMAS[0], ()]
    features = [
        SentenceFeatures(0, lemmas[0], 0),
        SentenceFeatures(1, lemmas[1], 1, heading=None),
        SentenceFeatures(2, (), 1 if same_paragraph else 2, heading=heading, leans_on=leans),
    ]
    vectors = ENCODER.encode(texts)
    sea = Theme(id="sea", label="Morze", keywords=(*SEA.keywords, "morze"))
    return assign_themes(rows, features, vectors, [sea, BREAD], ENCODER)[2].scores["sea"]


def test_neighbours_predecessors_and_headings_speak_for_a_theme() -> None:
    alone = context(None, None, same_paragraph=False)
    beside = context(None, None, same_paragraph=True)
    leaning = context(None, "ich", same_paragraph=True)
    headed = context("Morze", None, same_paragraph=False)
    assert alone < beside < leaning
    assert alone < headed


def test_a_document_does_not_depend_on_the_others() -> None:
    rows, features, vectors = corpus()
    model = fit_themes(features, vectors, [SEA, BREAD], ENCODER)
    more = [sentence(0, TEXTS[2], doc="b")]
    together = assign(
        model,
        [*rows, *more],
        [*features, SentenceFeatures(0, LEMMAS[2], 0)],
        np.vstack([vectors, vectors[2:3]]),
    )
    assert together[:5] == assign(model, rows, features, vectors)


def test_an_explanation_names_keywords_words_and_neighbours() -> None:
    rows, features, vectors = corpus()
    features[1] = SentenceFeatures(1, LEMMAS[1], 0)
    model = fit_themes(features, vectors, [SEA, BREAD], ENCODER)
    found = explain(model, rows, features, vectors, row=0, theme="sea", encoder=ENCODER)
    assert dict(found.keywords) == {"statek": 1.0, "port": 1.0, "rybak": 1.0}
    assert found.words
    assert all(drop > 0 for _, drop in found.words)
    assert [(one.kind, one.n) for one in found.context] == [("after", 1)]
    assert found.alone > 0.5
    with pytest.raises(ValueError, match="no theme 'sky'"):
        explain(model, rows, features, vectors, row=0, theme="sky", encoder=ENCODER)


def repeated(times: int) -> tuple[list[Sentence], list[SentenceFeatures], np.ndarray]:
    texts, lemmas = [], []
    for i in range(times):
        texts += [f"{TEXTS[0]} {i}", f"{TEXTS[2]} {i}"]
        lemmas += [("morski", "statek", "port"), ("świeży", "bułka", "chleb")]
    rows = [sentence(n, text) for n, text in enumerate(texts)]
    features = [SentenceFeatures(n, row, n) for n, row in enumerate(lemmas)]
    return rows, features, ENCODER.encode(texts)


def test_themes_are_discovered_named_and_stable() -> None:
    rows, features, vectors = repeated(20)
    found = discover_themes(features, vectors, k=2)
    assert found.stability == pytest.approx(1)
    assert [theme.id for theme in found.themes] == ["theme-1", "theme-2"]
    assert {theme.label for theme in found.themes} == {
        "Żegluga i porty: port",
        "Produkty spożywcze: chleb",
    }
    # Readable: the adjective agrees with its noun.
    assert {theme.keywords[0] for theme in found.themes} == {"morski statek", "świeża bułka"}
    themes = [row.theme for row in assign(found.model, rows, features, vectors)]
    assert len(set(themes[::2])) == len(set(themes[1::2])) == 1
    assert themes[0] != themes[1]


def test_names_have_no_adjectives_alone_and_no_people() -> None:
    _, features, vectors = repeated(20)
    features = [
        SentenceFeatures(row.n, (*row.lemmas, "wielki", "włodzimierz", "pierwszy"), row.paragraph)
        for row in features
    ]
    found = discover_themes(features, vectors, k=2)
    phrases = {phrase for theme in found.themes for phrase in theme.keywords}
    assert {"morski statek", "świeża bułka"} <= phrases
    assert not phrases & {"wielki", "włodzimierz", "pierwszy"}


def test_the_number_of_themes_is_chosen_and_told() -> None:
    _, features, vectors = repeated(20)
    found = discover_themes(features, vectors)
    assert len(found.themes) == 2
    assert list(found.criterion) == [2]
    assert found.themes == discover_themes(features, vectors).themes


def test_as_many_themes_are_chosen_as_there_are() -> None:
    generator = np.random.default_rng(0)
    centers = np.linalg.qr(generator.normal(size=(40, 4)))[0].T
    vectors = np.repeat(centers, 40, axis=0) + 0.1 * generator.normal(size=(160, 40))
    features = [SentenceFeatures(n, ("statek",), 0) for n in range(160)]
    found = discover_themes(features, vectors.astype(np.float32))
    assert len(found.themes) == 4
    assert found.criterion[4] == max(found.criterion.values())


def test_names_are_written_with_their_capitals() -> None:
    _, features, vectors = repeated(20)
    features = [
        SentenceFeatures(row.n, (*row.lemmas, "usa", "japonia", "wielki", "brytania"), 0)
        for row in features
    ]
    found = discover_themes(features, vectors, k=2)
    phrases = {phrase for theme in found.themes for phrase in theme.keywords}
    assert {"USA", "Japonia"} <= phrases
    assert not any("wielka" in phrase for phrase in phrases)


@pytest.mark.parametrize(("k", "size"), [(1, 4), (5, 4), (None, 1)])
def test_too_few_sentences_or_themes(k: int | None, size: int) -> None:
    _, features, vectors = repeated(2)
    with pytest.raises(ValueError, match=r"themes|sentences"):
        discover_themes(features[:size], vectors[:size], k=k)
