"""Learn from marked sentences of news what the default themes are and what can be read alone.

``make marks DATA=path``. ``sentence_marks.tsv`` says where sentences of articles stand and what
readers marked, who saw each alone; two logistic regressions learn from it. Nothing of the articles
is kept.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from rich.progress import track
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from models.recipe.ranker import Article, kept_in, read_articles
from skrot.annotate import annotate, load, sentences
from skrot.cluster import load_themes
from skrot.cluster.learned import ThemeWeights, theme_values
from skrot.cluster.lexicon import build_lexicon, keyword_evidence
from skrot.encode import encode_sentences, load_encoder
from skrot.extract import find_entities, find_quotes, sentence_features
from skrot.extract.discourse.standing import AloneWeights, standing_values
from skrot.extract.discourse.words import read_words, words_of
from skrot.read import read_text
from skrot.records import OTHER, Sentence
from skrot.resources import themes_path

MARKS = Path(__file__).with_name("sentence_marks.tsv")
# What a reader of two themes marked first counts more.
FIRST, SECOND = 0.6, 0.4
# Inverse strength of regularisation, chosen by ten-fold cross-validation among powers of three.
THEMES_C, ALONE_C = 10.0, 0.02
# No more than four of the marks are of critical minerals: the corpus alone tells that theme.
UNTAUGHT = "minerals"
FOLDS = 10


class Mark(NamedTuple):
    """A marked sentence: its place among those of its article, and what was marked."""

    place: int
    standing: str
    themes: tuple[str, ...]


class Given(NamedTuple):
    """An article: values of its marked sentences for both questions, and their marks."""

    marks: list[Mark]
    themes: npt.NDArray[np.float64]
    alone: list[dict[str, float]]


def read_marks() -> dict[str, list[dict[str, str]]]:
    """Return the rows of the marks by article."""
    found: dict[str, list[dict[str, str]]] = {}
    with MARKS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault(f"{row['id']}.txt", []).append(row)
    return found


def read_given(articles: Sequence[Article], marks: dict[str, list[dict[str, str]]]) -> list[Given]:
    """Take articles through the stages that the values of their sentences are made from."""
    nlp, encoder = load(), load_encoder()
    lexicon = build_lexicon(load_themes(themes_path(None)))
    found = []
    for row in track(articles, "Annotating"):
        head = f"{row.title}\n\n{row.lead}\n\n"
        document = read_text(f"{head}{row.body}", row.doc)
        (doc,) = annotate(nlp, [document])
        rows = sentences(doc, document)
        mentions, entities = find_entities(doc, document.doc)
        quotes = find_quotes(doc, mentions, entities, document.doc)
        features = sentence_features(doc, rows, document, quotes)
        alone = standing_values(rows, features, words_of(read_words(doc), rows))
        vectors = encode_sentences(encoder, doc, [(one.start, one.end) for one in rows])
        text = [place for place, one in enumerate(rows) if one.is_text]
        evidence = keyword_evidence(lexicon, [features[place].lemmas for place in text])
        themes = theme_values([rows[place] for place in text], vectors[text], evidence)
        mine = [_mark(rows, mark, len(head)) for mark in marks[row.doc]]
        mine = [mark for mark in mine if mark.place in text]
        places = [mark.place for mark in mine]
        found.append(
            Given(mine, themes[[text.index(one) for one in places]], [alone[one] for one in places])
        )
    return found


def _mark(rows: Sequence[Sentence], mark: dict[str, str], begins: int) -> Mark:
    """Find the sentence that shares most with a stretch of the body before cleaning."""
    start, end = begins + int(mark["start"]), begins + int(mark["end"])

    def shared(row: Sentence) -> int:
        return sum(max(min(b, end) - max(a, start), 0) for a, b in row.source_spans)

    place = max(range(len(rows)), key=lambda n: shared(rows[n]))
    return Mark(place, mark["standing"], tuple(mark["themes"].split(",")))


def learn_themes(given: Sequence[Given]) -> ThemeWeights:
    """Learn the default themes; print how far marks left out are told right."""
    marks = [mark for row in given for mark in row.marks]
    values = np.vstack([row.themes for row in given])
    # A reader who would accept either is two readers who differ.
    rows, labels, weights = [], [], []
    for place, mark in enumerate(marks):
        themes = [one for one in mark.themes if one != UNTAUGHT]
        for rank, theme in enumerate(themes):
            rows.append(place)
            labels.append(theme)
            weights.append(1.0 if len(themes) == 1 else (FIRST, SECOND)[rank])
    firsts = [next(one for one in mark.themes if one != UNTAUGHT) for mark in marks]
    right = 0
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(values, firsts):
        within = np.isin(rows, train)
        model = _fitted(values, rows, labels, weights, within)
        guesses = model.predict(values[test])
        right += sum(
            guess in marks[at].themes for at, guess in zip(test, guesses.tolist(), strict=True)
        )
    print(f"themes: {right / len(marks):.3f} of {len(marks)} marks acceptable, cross-validated")
    model = _fitted(values, rows, labels, weights, np.ones(len(rows), dtype=bool))
    themes = load_themes(themes_path(None))
    names = [theme.id for theme in themes if theme.id in model.classes_] + [OTHER]
    learned = {name: _row(model, model.classes_.tolist().index(name)) for name in names}
    keywords = {theme.id: theme.keywords for theme in themes}
    return ThemeWeights(load_encoder().version, keywords, learned)


def _fitted(
    values: npt.NDArray[np.float64],
    rows: Sequence[int],
    labels: Sequence[str],
    weights: Sequence[float],
    within: npt.NDArray[np.bool_],
) -> Any:
    model = LogisticRegression(C=THEMES_C, max_iter=5000, tol=1e-6)
    return model.fit(
        values[np.array(rows)[within]], np.array(labels)[within], np.array(weights)[within]
    )


def _row(model: Any, place: int) -> tuple[float, ...]:
    numbers = [*model.coef_[place].tolist(), float(model.intercept_[place])]
    return tuple(round(number, 4) for number in numbers)


def learn_alone(given: Sequence[Given]) -> AloneWeights:
    """Learn what can be read alone; print how far marks left out are told right."""
    rows = [values for row in given for values in row.alone]
    stands = np.array([mark.standing == "stands" for row in given for mark in row.marks])
    names = list(rows[0])
    values = np.array([[row[name] for name in names] for row in rows])
    model = make_pipeline(StandardScaler(), LogisticRegression(C=ALONE_C, max_iter=5000, tol=1e-6))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    sure = cross_val_predict(model, values, stands, cv=folds, method="predict_proba")[:, 1]
    for bar in (0.3, 0.35, 0.4, 0.45):
        held = sure < bar
        print(
            f"held back under {bar}: precision {(~stands)[held].mean():.3f},"
            f" recall {held[~stands].mean():.3f}"
        )
    scaler, regression = model.fit(values, stands)
    weights = regression.coef_[0] / scaler.scale_
    intercept = float(regression.intercept_[0] - weights @ scaler.mean_)
    return AloneWeights(
        round(intercept, 4),
        {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
    )


def prepare(data: Path, work: Path) -> list[Given]:
    """Return what the marked articles give, which is kept in ``work``."""

    def make() -> list[Given]:
        marks = read_marks()
        articles = read_articles(data / "news/leads_train.jsonl.xz")
        return read_given([row for row in articles if row.doc in marks], marks)

    return kept_in(work / "given.pickle", make)


def main() -> None:
    """Learn and write ``themes.json`` and ``alone.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/marks"))
    options = parser.parse_args()
    given = prepare(options.data, options.work)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, weights in (("themes", learn_themes(given)), ("alone", learn_alone(given))):
        text = msgspec.json.format(
            msgspec.json.encode(weights), indent=0 if name == "themes" else 1
        )
        (options.out / f"{name}.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
