"""Accuracy of themes: the seeds by hand-made labels, SIB-200, 8TAGS, ministers' answers.

Nothing is trained on labels. The keywords of SIB-200 stand in docs/examples/topics.toml, written
from the names of the topics alone; those of 8TAGS stand here. ``other`` may be predicted everywhere
and counts as wrong where every text has a topic.
"""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import f1_score

from pipeline.cluster import OTHER, Theme, assign_themes, load_themes
from pipeline.records import Document
from tests.quality.corpora import (
    ROOT,
    Annotated,
    answers,
    check,
    eight_tags,
    encoder,
    plain,
    prepared,
    seeds,
    sib200,
)

pytestmark = pytest.mark.quality

LABELS = Path(__file__).with_name("seed_themes.jsonl")
SIB_IDS = {"science/technology": "science"}
SIB_EXAMPLES = {
    "science": (
        "Naukowcy odkryli nowy gen w komórkach roślin.",
        "Nowy procesor wykonuje miliardy operacji na sekundę.",
    ),
    "travel": (
        "Przed wyjazdem warto zarezerwować hotel i kupić bilet na pociąg.",
        "Turyści zwiedzają stare miasto i robią zdjęcia zabytków.",
    ),
    "politics": (
        "Prezydent podpisał ustawę przyjętą przez parlament.",
        "Partia rządząca wygrała wybory i utworzy nowy rząd.",
    ),
    "sports": (
        "Drużyna wygrała mecz finałowy trzema golami.",
        "Zawodniczka zdobyła złoty medal w biegu na sto metrów.",
    ),
    "health": (
        "Lekarze zalecają szczepienia przeciwko grypie.",
        "Pacjent z gorączką i kaszlem trafił do szpitala.",
    ),
    "entertainment": (
        "Zespół zagrał koncert dla tysięcy fanów.",
        "Aktorka zagrała główną rolę w nowym filmie.",
    ),
    "geography": (
        "Wyspa leży na oceanie i ma górzysty krajobraz.",
        "Rzeka wypływa z jeziora i uchodzi do morza.",
    ),
}
EIGHT_TAGS = {
    "film": "film reżyser aktor kino serial scenariusz ekranizacja premiera rola Oscar",
    "history": "historia wojna król powstanie starożytny wiek cesarz średniowiecze zamek bitwa",
    "food": "jedzenie przepis kuchnia danie smak restauracja mięso warzywo ciasto dieta",
    "medicine": "lekarz choroba pacjent szpital lek leczenie zdrowie operacja nowotwór szczepionka",
    "motorization": "samochód silnik auto kierowca motocykl paliwo droga marka jazda rajd",
    "work": "praca pracownik pracodawca zarobki etat wynagrodzenie rekrutacja bezrobocie firma",
    "sport": "mecz piłka zawodnik trener gol mistrzostwa drużyna klub turniej liga",
    "technology": "komputer telefon internet aplikacja oprogramowanie procesor system robot sieć",
}
EIGHT_TAGS_SIZE = 2000


def predicted(docs: list[Annotated], themes: list[Theme]) -> list[list[str]]:
    rows = [row for doc in docs for row in doc.sentences]
    features = [row for doc in docs for row in doc.features]
    vectors = np.vstack([doc.vectors for doc in docs])
    found = iter(assign_themes(rows, features, vectors, themes, encoder()))
    return [[next(found).theme for _ in doc.sentences] for doc in docs]


def single(texts: list[str], themes: list[Theme]) -> list[str]:
    """The theme of texts of about a sentence: that of most of its sentences."""
    docs = prepared([plain(text, str(number)) for number, text in enumerate(texts)])
    return [Counter(found).most_common(1)[0][0] for found in predicted(docs, themes)]


def test_seeds() -> None:
    docs = prepared(seeds())
    themes = list(load_themes(ROOT / "seeds" / "themes.toml"))
    found = predicted(docs, themes)
    gold: list[str] = []
    guess: list[str] = []
    missing = 0
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        wanted = _bare(label["prefix"])
        theme = next(
            (
                theme
                for doc, row_themes in zip(docs, found, strict=True)
                if doc.document.doc == label["doc"]
                for row, theme in zip(doc.sentences, row_themes, strict=True)
                if _bare(row.text).startswith(wanted)
            ),
            None,
        )
        missing += theme is None
        if theme is not None:
            gold.append(theme if theme in label["themes"] else label["themes"][0])
            guess.append(theme)
    right = [one == other for one, other in zip(gold, guess, strict=True)]
    figures = {
        "macro_f1": f1_score(gold, guess, average="macro"),
        "acceptable": sum(right) / (len(right) + missing),
    }
    for theme in sorted(set(gold)):
        figures[f"f1_{theme}"] = f1_score(gold, guess, labels=[theme], average="macro")
    check("themes_seeds", figures)


def _bare(text: str) -> str:
    return text.lstrip('„”“"–- ')


@pytest.mark.parametrize("evidence", ["keywords", "three_keywords", "examples"])
def test_sib200(evidence: str) -> None:
    themes = list(load_themes(ROOT / "docs" / "examples" / "topics.toml"))
    if evidence == "three_keywords":
        themes = [Theme(id=t.id, label=t.label, keywords=t.keywords[:3]) for t in themes]
    if evidence == "examples":
        themes = [Theme(id=t.id, label=t.label, examples=SIB_EXAMPLES[t.id]) for t in themes]
    dev, train = sib200("dev"), sib200("train")
    found = single([text for text, _ in [*dev, *train]], themes)
    right = [
        SIB_IDS.get(topic, topic) == theme
        for (_, topic), theme in zip([*dev, *train], found, strict=True)
    ]
    figures = {
        "accuracy_dev": float(np.mean(right[: len(dev)])),
        "accuracy_all": float(np.mean(right)),
        "other": sum(theme == OTHER for theme in found) / len(found),
    }
    check(f"themes_sib200_{evidence}", figures)


def test_eight_tags() -> None:
    rows = eight_tags("dev")[:EIGHT_TAGS_SIZE]
    themes = [Theme(id=k, label=k, keywords=tuple(v.split())) for k, v in EIGHT_TAGS.items()]
    found = single([text for text, _ in rows], themes)
    right = [topic == theme for (_, topic), theme in zip(rows, found, strict=True)]
    check("themes_eight_tags", {"accuracy": float(np.mean(right))})


def test_ministers() -> None:
    """Economy or security by the ministry asked: the theme of most sentences of an answer."""
    rows = [row for row in answers() if row["group"] in {"economy", "security"}]
    themes = [t for t in load_themes(ROOT / "seeds" / "themes.toml") if t.id != "minerals"]
    documents: list[Document] = [plain(row["text"], row["id"]) for row in rows]
    found = predicted(prepared(documents), themes)
    counts = [Counter(doc) for doc in found]
    guess = ["economy" if c["economy"] >= c["security"] else "security" for c in counts]
    gold = [row["group"] for row in rows]
    figures = {
        "accuracy": float(np.mean([a == b for a, b in zip(gold, guess, strict=True)])),
        "macro_f1": f1_score(gold, guess, average="macro"),
    }
    check("themes_ministers", figures)
