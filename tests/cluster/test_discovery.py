import numpy as np
import pytest

from skrot.cluster.discovery import discover_themes
from skrot.records import SentenceFeatures


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
