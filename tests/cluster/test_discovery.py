import numpy as np
import pytest

from skrot.cluster import assign
from skrot.cluster.discovery import discover_themes
from skrot.records import Sentence, SentenceFeatures


@pytest.mark.parametrize(
    ("phrase", "texts", "expected"),
    [
        (("wielki", "brytania"), ["W Wielkiej Brytanii pada."], "Wielka Brytania"),
        (
            ("brytyjski", "rząd"),
            ["Brytyjski rząd milczy.", "O tym brytyjski rząd."],
            "brytyjski rząd",
        ),
        (("bałtycki", "ukraina"), ["Kraje bałtyckie, Ukraina i Litwa."], None),
        (("wyjście", "wielki"), ["Przed wyjściem Wielkiej Brytanii."], None),
        (("ukraina",), ["Premier Ukrainy wyjechał.", "Na Ukrainie pada."], "Ukraina"),
        (("port",), ["W porcie stoi prom."], "port"),
    ],
)
def test_labels_are_written_as_in_the_texts(
    phrase: tuple[str, ...], texts: list[str], expected: str | None
) -> None:
    other: list[tuple[str, ...]] = [("kot", "pies")] * 4
    rows = [SentenceFeatures(n, lemmas, n) for n, lemmas in enumerate([phrase] * 4 + other)]
    vectors = np.repeat(np.eye(2, 5, dtype=np.float32), 4, axis=0)
    given = [*(texts * 4)[:4], *["Kot i pies śpią."] * 4]
    found = discover_themes(rows, vectors, texts=given, k=2)
    words = {word for theme in found.themes for word in theme.keywords}
    alike = {word for word in words if len(word.split()) == len(phrase)} - {"kot", "pies"}
    assert alike == ({expected} if expected else set())


def two_events() -> tuple[list[SentenceFeatures], np.ndarray, list[str]]:
    """Forty texts of five sentences: of bread or of a port, and each of something of its own."""
    generator = np.random.default_rng(0)
    rows: list[SentenceFeatures] = []
    docs: list[str] = []
    vectors = []
    for text in range(40):
        topic = text % 2
        words = (("chleb", "bułka", "piekarz"), ("port", "statek", "żegluga"))[topic]
        for n in range(5):
            lemmas = (words[n % 3], f"w{text}", f"x{n}", *(("kot",) if n == 4 else ()))
            rows.append(SentenceFeatures(len(rows), lemmas, n))
            docs.append(f"{text}.txt")
            vectors.append(np.eye(40)[topic] + 0.4 * generator.normal(size=40))
    return rows, np.array(vectors, dtype=np.float32), docs


def test_texts_of_several_sentences_are_grouped_whole() -> None:
    rows, vectors, docs = two_events()
    found = discover_themes(rows, vectors, docs=docs)
    assert [theme.label.split(":")[0] for theme in found.themes] == [
        "Produkty spożywcze",
        "Żegluga i porty",
    ]
    given = [Sentence(doc, n, n, n + 1, "a", "body", (), 1) for n, doc in enumerate(docs)]
    themes = [one.theme for one in assign(found.model, given, rows, vectors)]
    right = [
        (theme == "theme-1") == (int(doc.removesuffix(".txt")) % 2 == 0)
        for doc, theme in zip(docs, themes, strict=True)
    ]
    assert np.mean(right) > 0.95


def test_copies_of_one_text_make_no_theme() -> None:
    rows, vectors, docs = two_events()
    copy = [row for row, doc in enumerate(docs) if doc == "0.txt"]
    for number in range(30):
        rows += [rows[row] for row in copy]
        docs += [f"copy-{number}.txt"] * len(copy)
        vectors = np.vstack([vectors, vectors[copy]])
    found = discover_themes(rows, vectors, docs=docs)
    assert len(found.themes) == 2


def test_few_texts_are_grouped_by_sentences() -> None:
    rows, vectors, docs = two_events()
    few = [row for row, doc in enumerate(docs) if int(doc.removesuffix(".txt")) < 8]
    found = discover_themes([rows[n] for n in few], vectors[few], docs=[docs[n] for n in few])
    alone = discover_themes([rows[n] for n in few], vectors[few])
    assert found.themes == alone.themes


def test_a_group_without_a_subject_has_words_alone() -> None:
    rows = [SentenceFeatures(n, ("dom" if n % 2 else "pytanie",), n) for n in range(12)]
    vectors = np.repeat(np.eye(2, 5, dtype=np.float32)[None], 6, axis=0).reshape(12, 5)
    labels = {theme.label for theme in discover_themes(rows, vectors, k=2).themes}
    assert "pytanie" in labels


@pytest.mark.parametrize("apart", [1, 3])
def test_nothing_but_copies_is_grouped_too(apart: int) -> None:
    rows, vectors, docs = two_events()
    some = [[row for row, doc in enumerate(docs) if doc == f"{n % apart}.txt"] for n in range(36)]
    given = [row for one in some for row in one]
    names = [f"{n}.txt" for n, one in enumerate(some) for _ in one]
    found = discover_themes([rows[row] for row in given], vectors[given], docs=names)
    assert len(found.themes) >= 2
