"""What sentence vectors are worth: linear probes, keywords, closeness to the teacher.

8TAGS is only measured on, here and everywhere (CC BY-NC-SA).
"""

from __future__ import annotations

import csv
import itertools
import lzma
import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import GridSearchCV, cross_val_predict
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from models.recipe.teacher import SentenceEncoder

Floats = NDArray[np.float32]

_SIB_IDS = {"science/technology": "science"}
_EIGHT_TAGS = (6000, 2000)
_FOLDS = 10
_INNER_FOLDS = 5
_STRENGTHS = (0.0005, 0.002, 0.01, 0.05)


def read_sib(path: Path) -> tuple[list[str], list[str]]:
    """Read texts and topics of SIB-200 (Adelani et al., 2024)."""
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return (
        [row["text"] for row in rows],
        [_SIB_IDS.get(row["category"], row["category"]) for row in rows],
    )


def read_eight_tags(path: Path, count: int) -> tuple[list[str], list[str]]:
    """Read the first texts and topics of 8TAGS (Dadas et al., 2020)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").partition(" ") for line in itertools.islice(lines, count)]
    return [text for _, _, text in rows], [label for label, _, _ in rows]


def linear_probe(train: Floats, labels: list[str], test: Floats, gold: list[str]) -> float:
    """Give the accuracy of logistic regression; how strict it is, is chosen within `train`."""
    return float(accuracy_score(gold, _probe().fit(train, labels).predict(test)))


def cross_probe(vectors: Floats, labels: list[str]) -> float:
    """Give the accuracy of the same probe in ten folds."""
    return float(accuracy_score(labels, cross_val_predict(_probe(), vectors, labels, cv=_FOLDS)))


def _probe() -> GridSearchCV:
    steps = Pipeline([("scale", StandardScaler()), ("probe", LogisticRegression(max_iter=500))])
    return GridSearchCV(steps, {"probe__C": _STRENGTHS}, cv=_INNER_FOLDS)


def keyword_accuracy(
    encode: SentenceEncoder, vectors: Floats, gold: list[str], path: Path
) -> dict[str, float]:
    """Give for each user's keywords how often the nearest topic is the right one.

    A topic is the mean of its keywords' vectors; words and texts are each centred on their mean.
    """
    centred = _centred(vectors)
    found: dict[str, float] = {}
    for user, topics in tomllib.loads(path.read_text("utf-8")).items():
        words = _centred(encode([word for topic in topics for word in topic["keywords"]]))
        cuts = np.cumsum([len(topic["keywords"]) for topic in topics])[:-1]
        means = np.stack([part.mean(axis=0) for part in np.split(words, cuts)])
        best = (centred @ _unit(means).T).argmax(axis=1)
        names = [topic["id"] for topic in topics]
        right = [names[n] == label for n, label in zip(best, gold, strict=True)]
        found[user] = float(np.mean(right))
    return found


def closeness(vectors: Floats, wanted: Floats) -> tuple[float, float, float]:
    """Give the mean cosine, the same about the mean of what is wanted, and the variance left.

    The model's vectors all lie in one narrow cone, so that the plain cosine is always near one.
    """
    middle = wanted.mean(axis=0)
    plain = float((_unit(vectors) * _unit(wanted)).sum(axis=1).mean())
    centred = float((_unit(vectors - middle) * _unit(wanted - middle)).sum(axis=1).mean())
    left = float(((vectors - wanted) ** 2).sum() / ((wanted - middle) ** 2).sum())
    return plain, centred, left


def figures(encode: SentenceEncoder, data: Path, words: Path) -> dict[str, float]:
    """Measure an encoder on topics.

    Parameters
    ----------
    encode : callable
        Texts to vectors.
    data : Path
        The folder with ``topics/``.
    words : Path
        Keywords of SIB-200's topics.
    """
    texts, labels = read_sib(data / "topics/sib200_pl_train.tsv")
    dev_texts, gold = read_sib(data / "topics/sib200_pl_dev.tsv")
    train, dev = encode(texts), encode(dev_texts)
    both = np.concatenate([train, dev])
    users = keyword_accuracy(encode, both, labels + gold, words)
    tags, tag_labels = read_eight_tags(data / "topics/8tags_train.txt.xz", _EIGHT_TAGS[0])
    dev_tags, tag_gold = read_eight_tags(data / "topics/8tags_dev.txt.xz", _EIGHT_TAGS[1])
    return {
        "sib_dev_probe": linear_probe(train, labels, dev, gold),
        "sib_ten_folds": cross_probe(both, labels + gold),
        "eight_tags_probe": linear_probe(encode(tags), tag_labels, encode(dev_tags), tag_gold),
        **{f"keywords_{user}": value for user, value in users.items()},
        "keywords": float(np.mean(list(users.values()))),
    }


def _centred(vectors: Floats) -> Floats:
    return _unit(vectors - vectors.mean(axis=0))


def _unit(vectors: Floats) -> Floats:
    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    return unit
