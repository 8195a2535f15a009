"""Learn from marked sentences of news what the default themes are and what can be read alone.

``make marks DATA=path``. ``sentence_marks.tsv`` says where sentences of articles stand and what
readers marked, who saw each alone; two logistic regressions learn from it. Nothing of the articles
is kept. News hardly speaks of critical minerals: ``written_marks.tsv`` has short articles written
for this, half of them on what only looks like it, with the theme of every sentence.
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
WRITTEN = Path(__file__).with_name("written_marks.tsv")
# What a reader of two themes marked first counts more.
FIRST, SECOND = 0.6, 0.4
# Inverse strength of regularisation, chosen by ten-fold cross-validation among powers of three.
THEMES_C, ALONE_C = 3.0, 0.02
# A sentence written to be learned from counts less than one of news.
OF_WRITTEN = 0.5
FOLDS = 10
# Not marked.
UNKNOWN = "-"


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


def read_written() -> tuple[list[Article], dict[str, list[dict[str, str]]]]:
    """Return the articles that were written to be learned from, and their marks by article."""
    articles, marks = [], {}
    for number, block in enumerate(WRITTEN.read_text("utf-8").strip().split("\n\n")):
        rows = [line.split("\t") for line in block.splitlines()]
        title, *body = (text for _, text in rows)
        article = Article(f"written-{number}.txt", title, "", " ".join(body))
        begins = -len(f"{title}\n\n\n\n")
        mine = []
        for theme, text in rows:
            end = begins + len(text)
            mine.append(
                {"start": str(begins), "end": str(end), "standing": UNKNOWN, "themes": theme}
            )
            begins = max(end + 1, 0)
        articles.append(article)
        marks[article.doc] = mine
    return articles, marks


def learn_themes(given: Sequence[Given], written: Sequence[Given]) -> ThemeWeights:
    """Learn the default themes; print how far marks of news left out are told right."""
    marks = [mark for row in [*given, *written] for mark in row.marks]
    values = np.vstack([row.themes for row in [*given, *written]])
    of_news = sum(len(row.marks) for row in given)
    # A reader who would accept either is two readers who differ.
    rows, labels, weights = [], [], []
    for place, mark in enumerate(marks):
        sure = 1.0 if place < of_news else OF_WRITTEN
        for rank, theme in enumerate(mark.themes):
            rows.append(place)
            labels.append(theme)
            weights.append(sure if len(mark.themes) == 1 else sure * (FIRST, SECOND)[rank])
    firsts = [mark.themes[0] for mark in marks[:of_news]]
    right = 0
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(firsts, firsts):
        within = np.isin(rows, [*train, *range(of_news, len(marks))])
        model = _fitted(values, rows, labels, weights, within)
        guesses = model.predict(values[test])
        right += sum(
            guess in marks[at].themes for at, guess in zip(test, guesses.tolist(), strict=True)
        )
    print(f"themes: {right / of_news:.3f} of {of_news} marks acceptable, cross-validated")
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
    marked = [
        (mark.standing == "stands", values)
        for row in given
        for mark, values in zip(row.marks, row.alone, strict=True)
        if mark.standing != UNKNOWN
    ]
    rows = [values for _, values in marked]
    stands = np.array([stood for stood, _ in marked])
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


def prepare(data: Path, work: Path) -> tuple[list[Given], list[Given]]:
    """Return what the marked articles give, of news and written ones, which is kept in ``work``."""

    def make() -> tuple[list[Given], list[Given]]:
        marks = read_marks()
        articles = read_articles(data / "news/leads_train.jsonl.xz")
        news = read_given([row for row in articles if row.doc in marks], marks)
        return news, read_given(*read_written())

    return kept_in(work / "given.pickle", make)


def main() -> None:
    """Learn and write ``themes.json`` and ``alone.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/marks"))
    options = parser.parse_args()
    given, written = prepare(options.data, options.work)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, weights in (("themes", learn_themes(given, written)), ("alone", learn_alone(given))):
        text = msgspec.json.format(
            msgspec.json.encode(weights), indent=0 if name == "themes" else 1
        )
        (options.out / f"{name}.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
