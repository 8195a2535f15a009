"""Whether two articles tell one story: by their words and by the vectors of their beginnings.

The marked pairs are measured on alone; nothing that is shipped learns from them.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import (
    LeaveOneGroupOut,
    RepeatedStratifiedKFold,
    cross_val_predict,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

Floats = NDArray[np.float32]

_ONE_STORY = frozenset({"copy", "same"})
_FOLDS, _TURNS = 10, 10
_STEM = 6


def pair_figures(data: Path, encode: Callable[[Sequence[str]], Floats]) -> dict[str, float]:
    """Give F of "copy or same", learned from other pairs, by words, by vectors, by both.

    Parameters
    ----------
    data : Path
        The folder with ``news/``.
    encode : callable
        Texts of documents to vectors, shape (documents, width).

    Returns
    -------
    dict of str to float
        The mean over ten times ten folds, and with each event predicted from the two others.
    """
    with lzma.open(data / "news/slavicner_dev.jsonl.xz", "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    with (data / "news/story_pairs_dev.jsonl").open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    at = {(article["topic"], article["file"]): n for n, article in enumerate(articles)}
    texts = [article["text"] for article in articles]
    events = np.array([article["topic"] for article in articles])
    first = [at[pair["topic"], pair["a"]] for pair in pairs]
    second = [at[pair["topic"], pair["b"]] for pair in pairs]
    words = TfidfVectorizer(analyzer=_stems, sublinear_tf=True).fit_transform(texts)
    by_words = np.asarray(words[first].multiply(words[second]).sum(axis=1))
    vectors = _centred_within(encode(texts), events)
    by_vectors = (vectors[first] * vectors[second]).sum(axis=1)[:, None]
    gold = np.array([pair["label"] in _ONE_STORY for pair in pairs])
    groups = np.array([pair["topic"] for pair in pairs])
    found: dict[str, float] = {}
    for name, features in (
        ("words", by_words),
        ("vectors", by_vectors),
        ("both", np.hstack([by_words, by_vectors])),
    ):
        found[f"pairs_{name}"] = _folds(features, gold)
        found[f"pairs_{name}_other_events"] = _events(features, gold, groups)
    return found


def _stems(text: str) -> list[str]:
    words = "".join(c if c.isalnum() else " " for c in text.lower()).split()
    return [word[:_STEM] for word in words]


def _centred_within(vectors: Floats, events: NDArray[np.str_]) -> Floats:
    centred = vectors.copy()
    for event in np.unique(events):
        centred[events == event] -= vectors[events == event].mean(axis=0)
    unit: Floats = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    return unit


def _folds(features: Floats, gold: NDArray[np.bool_]) -> float:
    scores: list[float] = []
    splits = RepeatedStratifiedKFold(n_splits=_FOLDS, n_repeats=_TURNS, random_state=0)
    guess = np.zeros_like(gold)
    for n, (train, test) in enumerate(splits.split(features, gold), 1):
        guess[test] = _model().fit(features[train], gold[train]).predict(features[test])
        if n % _FOLDS == 0:
            scores.append(float(f1_score(gold, guess)))
    return float(np.mean(scores))


def _events(features: Floats, gold: NDArray[np.bool_], groups: NDArray[np.str_]) -> float:
    guess = cross_val_predict(_model(), features, gold, groups=groups, cv=LeaveOneGroupOut())
    return float(f1_score(gold, guess))


def _model() -> LogisticRegression:
    return make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
