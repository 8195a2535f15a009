"""Self-training: classifiers trained on what the seeded mixture found in the corpus.

A linear discriminant sees the vectors and a naive Bayes classifier the lemmas; both are trained on
the confident results, vote with the mixture, and are trained once more on what they found together
(Yarowsky, 1995, "Unsupervised Word Sense Disambiguation Rivaling Supervised Methods", ACL).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.pipeline import Pipeline, make_pipeline

from pipeline.cluster.classifier import Matrix

# From this many sentences on there is enough to train on.
ENOUGH_ROWS = 200
_ROUNDS = 2
_DIMENSIONS = 50
_SHRINKAGE = 0.3
_CONFIDENT = 0.4
_MIN_CLASS = 5
# Occurrences of a lemma spread like all sentences that it is given before any is seen.
_PSEUDO_COUNTS = 3.0
_MIXTURE_WEIGHT = 0.5
_KEYWORD_WEIGHT = 0.75
_LOWEST_LOG = -10.0

Lemmas = tuple[str, ...]


class WordCounts(NamedTuple):
    """In how many sentences of each class each lemma occurs.

    ``rows`` is the row of ``counts`` (n_lemmas, n_classes) of each lemma, in order; ``shares`` how
    the sentences divide; ``counted`` the class each sentence was counted for.
    """

    rows: dict[str, int]
    counts: Matrix
    shares: Matrix
    counted: dict[Lemmas, int]


class Voters(NamedTuple):
    """The classifiers trained on a corpus, for ``n_classes`` classes."""

    discriminant: Pipeline
    words: WordCounts
    n_classes: int


def self_train(
    vectors: Matrix, lemmas: Sequence[Lemmas], mixture: Matrix, evidence: Matrix
) -> Voters | None:
    """Train the voters on the sentences of a corpus.

    Parameters
    ----------
    vectors, lemmas
        Of the same sentences; vectors of shape (n_sentences, n_dimensions).
    mixture
        What the mixture found, shape (n_sentences, n_classes).
    evidence
        What the keywords say, of the same shape.

    Returns
    -------
    Voters or None
        None where there is too little to learn from.
    """
    if len(vectors) < ENOUGH_ROWS:
        return None
    reduced = PCA(min(_DIMENSIONS, *vectors.shape), random_state=0).fit(vectors)
    voters, found = None, mixture
    for _ in range(_ROUNDS):
        if voters is not None:
            found = vote(voters, vectors, lemmas, mixture, evidence)
        labels = found.argmax(axis=1)
        common = np.flatnonzero(np.bincount(labels) >= _MIN_CLASS)
        sure = np.isin(labels, common) & (found.max(axis=1) > _CONFIDENT)
        if len(np.unique(labels[sure])) < 2 or sure.sum() <= _DIMENSIONS:
            return voters
        discriminant = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=_SHRINKAGE)
        discriminant.fit(reduced.transform(vectors[sure]), labels[sure])
        words = _count(list(compress(lemmas, sure)), labels[sure], mixture.shape[1])
        voters = Voters(make_pipeline(reduced, discriminant), words, mixture.shape[1])
    return voters


def vote(
    voters: Voters,
    vectors: Matrix,
    lemmas: Sequence[Lemmas],
    mixture: Matrix,
    evidence: Matrix,
) -> Matrix:
    """Return the probabilities of the classes by all votes, shape (n_sentences, n_classes)."""
    votes = np.full(mixture.shape, _LOWEST_LOG)
    logs = voters.discriminant.predict_log_proba(vectors)
    votes[:, voters.discriminant[-1].classes_] = np.maximum(logs, _LOWEST_LOG)
    votes += word_votes(voters.words, lemmas)
    votes += _KEYWORD_WEIGHT * np.minimum(evidence, 2)
    votes += _MIXTURE_WEIGHT * np.log(np.maximum(mixture, 1e-4))
    powers = np.exp(votes - votes.max(axis=1, keepdims=True))
    found: Matrix = powers / powers.sum(axis=1, keepdims=True)
    return found


def word_votes(words: WordCounts, lemmas: Sequence[Lemmas]) -> Matrix:
    """Return the sum over lemmas of log P(class | lemma) / P(class), (n_sentences, n_classes)."""
    votes = np.zeros((len(lemmas), len(words.shares)))
    at, which, own = _known(words, lemmas)
    np.add.at(votes, at, _log_ratios(words, which, own))
    return votes


def word_weights(
    words: WordCounts, lemmas: Sequence[Lemmas], columns: Sequence[int]
) -> list[list[tuple[str, float]]]:
    """Return what each lemma of each sentence adds to the vote for a class, one a sentence."""
    at, which, own = _known(words, lemmas)
    ratios = _log_ratios(words, which, own)[np.arange(len(at)), np.array(columns, np.intp)[at]]
    names = list(words.rows)
    found: list[list[tuple[str, float]]] = [[] for _ in lemmas]
    for row, place, ratio in zip(at.tolist(), which.tolist(), ratios.tolist(), strict=True):
        found[row].append((names[place], ratio))
    return found


def _known(
    words: WordCounts, lemmas: Sequence[Lemmas]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the sentence, the row of the counts and the class counted of each known lemma."""
    places = [
        (row, words.rows[lemma])
        for row, one in enumerate(lemmas)
        for lemma in dict.fromkeys(one)
        if lemma in words.rows
    ]
    at, which = np.array(places, dtype=np.intp).reshape(-1, 2).T
    own = np.array([words.counted.get(one, -1) for one in lemmas], dtype=np.intp)
    return at, which, own[at]


def _log_ratios(
    words: WordCounts, which: npt.NDArray[np.intp], own: npt.NDArray[np.intp]
) -> Matrix:
    """Return log P(class | lemma) / P(class) of rows of the counts, one by one.

    A sentence that was counted, for the class ``own`` (or -1), does not bear witness to itself: its
    own count is taken off.
    """
    counts = words.counts[which]
    seen = np.flatnonzero(own >= 0)
    counts[seen, own[seen]] -= 1
    prior = _PSEUDO_COUNTS * words.shares
    shares = (counts + prior) / (counts.sum(axis=1, keepdims=True) + _PSEUDO_COUNTS)
    ratios: Matrix = np.log(shares / words.shares)
    return ratios


def _count(lemmas: Sequence[Lemmas], labels: npt.NDArray[Any], classes: int) -> WordCounts:
    """Count each distinct sentence once, for the class of its first occurrence."""
    counted: dict[Lemmas, int] = {}
    for one, label in zip(lemmas, labels.tolist(), strict=True):
        counted.setdefault(one, label)
    rows: dict[str, int] = {}
    places = [
        (rows.setdefault(lemma, len(rows)), label)
        for one, label in counted.items()
        for lemma in dict.fromkeys(one)
    ]
    counts = np.zeros((len(rows), classes))
    if places:
        np.add.at(counts, tuple(np.array(places).T), 1)
    sizes = np.bincount(list(counted.values()), minlength=classes) + 1.0
    return WordCounts(rows, counts, sizes / sizes.sum(), counted)
