"""Self-training: classifiers trained on what the seeded mixture found in the corpus.

A linear discriminant sees the vectors and a naive Bayes classifier the lemmas; both are trained on
the confident results, vote with the mixture, and are trained twice more on what they found together
(Yarowsky, 1995, "Unsupervised Word Sense Disambiguation Rivaling Supervised Methods", ACL).

A class that the corpus hardly speaks of drifts: what the mixture found for want of better is a
handful of odd sentences, and what they have in common draws in others. It shows in that the votes
give most of what the mixture found to other classes, and most of what has a keyword of the class
too; or in that hardly any sentence voted into the class has a keyword. Such a class learns nothing;
it keeps the sentences that have one of its keywords.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.vectors import Matrix

if TYPE_CHECKING:
    from sklearn.decomposition import PCA
    from sklearn.pipeline import Pipeline

# From this many sentences on there is enough to train on.
ENOUGH_ROWS = 200
_ROUNDS = 3
_DIMENSIONS = 100
_SHRINKAGE = 0.8
_CONFIDENT = 0.3
_MIN_CLASS = 5
# Occurrences of a lemma spread like all sentences that it is given before any is seen.
_PSEUDO_COUNTS = 2.0
_MIXTURE_WEIGHT = 2.0
_KEYWORD_WEIGHT = 0.75
_LOWEST_LOG = -10.0
# Of a class that the corpus speaks of the votes keep 0.59 or more on SIB-200 and 8TAGS, whatever
# the keywords; 0.38 or less of one that it does not.
_LEAST_KEPT = 0.5
# Of the sentences voted into a class a ninth or more have one of its keywords on SIB-200 and 8TAGS
# (three keywords each), none in news that does not speak of it.
_LEAST_NAMED = 0.06

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


class Occurrences(NamedTuple):
    """Where known lemmas occur: the sentence of each, its row of the counts, and ``own``.

    ``own`` is the class that the sentence was itself counted for, or -1.
    """

    at: npt.NDArray[np.intp]
    which: npt.NDArray[np.intp]
    own: npt.NDArray[np.intp]


class Voters(NamedTuple):
    """The classifiers trained on a corpus, for ``n_classes`` classes but those that drifted."""

    discriminant: Pipeline
    words: WordCounts
    n_classes: int
    drifted: tuple[int, ...] = ()


def self_train(
    vectors: Matrix,
    lemmas: Sequence[Lemmas],
    mixture: Matrix,
    evidence: Matrix,
    *,
    watched: Sequence[int] = (),
) -> Voters | None:
    """Train the voters on the sentences of a corpus.

    Parameters
    ----------
    vectors, lemmas
        Of the same sentences; vectors of shape (n_sentences, n_dimensions).
    mixture
        What the mixture found, shape (n_sentences, n_classes); the last class is everything else.
    evidence
        What the keywords say, of the same shape.
    watched
        The classes that have keywords, by which it shows whether they drift.

    Returns
    -------
    Voters or None
        None where there is too little to learn from.
    """
    if len(vectors) < ENOUGH_ROWS:
        return None
    from sklearn.decomposition import PCA

    reduced = PCA(min(_DIMENSIONS, *vectors.shape), random_state=0).fit(vectors)
    corpus = _Corpus(vectors, reduced.transform(vectors), mixture, evidence, _number(lemmas))
    voters = _train(reduced, corpus)
    if voters is None:
        return None
    voted = corpus.vote(voters)
    kept, named = _kept(mixture, voted, evidence), _named(voted, evidence)
    drifted = tuple(
        code for code in watched if kept[code] < _LEAST_KEPT or named[code] < _LEAST_NAMED
    )
    return _train(reduced, corpus, drifted) if drifted else voters


class _Lemmas(NamedTuple):
    """The lemmas of a corpus by number: which occurs where, and which sentences have the same.

    ``rows`` numbers the lemmas; ``at`` and ``which`` are sentence and lemma of each occurrence, a
    repeated one once; ``texts`` numbers the distinct sentences, ``same`` is the number of each.
    """

    rows: dict[str, int]
    at: npt.NDArray[np.intp]
    which: npt.NDArray[np.intp]
    texts: dict[Lemmas, int]
    same: npt.NDArray[np.intp]


class _Corpus(NamedTuple):
    vectors: Matrix
    reduced: Matrix
    mixture: Matrix
    evidence: Matrix
    lemmas: _Lemmas

    def vote(self, voters: Voters) -> Matrix:
        """Let all voters vote on the sentences they were trained on."""
        at, which, same = self.lemmas.at, self.lemmas.which, self.lemmas.same
        labels = np.full(len(self.lemmas.texts), -1, dtype=np.intp)
        for text, label in voters.words.counted.items():
            labels[self.lemmas.texts[text]] = label
        found = Occurrences(at, which, labels[same[at]])
        logs = voters.discriminant[-1].predict_log_proba(self.reduced)
        return _joined(voters, logs, found, self.mixture, self.evidence)


def _train(reduced: PCA, corpus: _Corpus, drifted: tuple[int, ...] = ()) -> Voters | None:
    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
    from sklearn.pipeline import make_pipeline

    vectors, _, mixture, evidence, lemmas = corpus
    voters, found = None, _held_back(mixture, evidence, drifted)
    for _ in range(_ROUNDS):
        if voters is not None:
            found = corpus.vote(voters)
        labels = found.argmax(axis=1)
        sure = (found.max(axis=1) > _CONFIDENT) & ~np.isin(labels, drifted)
        sure &= np.isin(labels, np.flatnonzero(np.bincount(labels[sure]) >= _MIN_CLASS))
        if len(np.unique(labels[sure])) < 2 or sure.sum() <= _DIMENSIONS:
            return voters
        discriminant = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=_SHRINKAGE)
        discriminant.fit(reduced.transform(vectors[sure]), labels[sure])
        words = _count(lemmas, np.where(sure, labels, -1), mixture.shape[1])
        voters = Voters(make_pipeline(reduced, discriminant), words, mixture.shape[1], drifted)
    return voters


def _kept(mixture: Matrix, voted: Matrix, evidence: Matrix) -> Matrix:
    """Return what the votes leave to each class, shape (n_classes,).

    The greater of two shares: of the sentences that the mixture found, and of those that have a
    keyword of the class; one where the mixture found none.
    """
    first, then = mixture.argmax(axis=1), voted.argmax(axis=1)
    shares = np.ones(mixture.shape[1])
    for code in np.unique(first):
        found, named = first == code, evidence[:, code] > 0
        shares[code] = (then[found] == code).mean()
        if named.any():
            shares[code] = max(shares[code], (then[named] == code).mean())
    return shares


def _named(voted: Matrix, evidence: Matrix) -> Matrix:
    """Return what share of the sentences voted into each class has a keyword of it.

    Shape (n_classes,); one where there is no such sentence.
    """
    then = voted.argmax(axis=1)
    shares = np.ones(voted.shape[1])
    for code in np.unique(then):
        shares[code] = (evidence[then == code, code] > 0).mean()
    return shares


def _held_back(mixture: Matrix, evidence: Matrix, drifted: tuple[int, ...]) -> Matrix:
    """Return the mixture, in which drifted classes have only sentences with a keyword of theirs."""
    if not drifted:
        return mixture
    held = mixture.copy()
    for code in drifted:
        held[evidence[:, code] < 1, code] = 0
    held[held.sum(axis=1) == 0, -1] = 1
    shares: Matrix = held / held.sum(axis=1, keepdims=True)
    return shares


def vote(
    voters: Voters,
    vectors: Matrix,
    occurrences: Occurrences,
    mixture: Matrix,
    evidence: Matrix,
) -> Matrix:
    """Return the probabilities of the classes by all votes, shape (n_sentences, n_classes).

    A drifted class has the probability that the mixture gives it, where there is a keyword.
    """
    logs = voters.discriminant.predict_log_proba(vectors)
    return _joined(voters, logs, occurrences, mixture, evidence)


def _joined(
    voters: Voters, logs: Matrix, occurrences: Occurrences, mixture: Matrix, evidence: Matrix
) -> Matrix:
    """Join the votes; ``logs`` are those of the discriminant."""
    mixture = _held_back(mixture, evidence, voters.drifted)
    votes = np.full(mixture.shape, _LOWEST_LOG)
    votes[:, voters.discriminant[-1].classes_] = np.maximum(logs, _LOWEST_LOG)
    votes += word_votes(voters.words, occurrences, len(votes))
    votes += _KEYWORD_WEIGHT * np.minimum(evidence, 2)
    votes += _MIXTURE_WEIGHT * np.log(np.maximum(mixture, 1e-4))
    own = list(voters.drifted)
    votes[:, own] = -np.inf
    powers = np.exp(votes - votes.max(axis=1, keepdims=True))
    found: Matrix = powers / powers.sum(axis=1, keepdims=True)
    found *= 1 - mixture[:, own].sum(axis=1, keepdims=True)
    found[:, own] = mixture[:, own]
    return found


def find_lemmas(words: WordCounts, lemmas: Sequence[Lemmas]) -> Occurrences:
    """Return where the lemmas of sentences are known, each once a sentence."""
    rows = words.rows
    at, which = _flat([[rows[one] for one in dict.fromkeys(row) if one in rows] for row in lemmas])
    own = np.array([words.counted.get(row, -1) for row in lemmas], dtype=np.intp)
    return Occurrences(at, which, own[at])


def _flat(places: Sequence[Sequence[int]]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return lists one after another: the number of the list, and what is in it."""
    at = np.repeat(np.arange(len(places)), [len(one) for one in places])
    return at, np.array([place for one in places for place in one], dtype=np.intp)


def word_votes(words: WordCounts, found: Occurrences, size: int) -> Matrix:
    """Return the sum over lemmas of log P(class | lemma) / P(class), shape (size, n_classes)."""
    ratios = _log_ratios(words, found.which, found.own)
    return np.stack([np.bincount(found.at, column, size) for column in ratios.T], axis=1)


def word_weights(
    words: WordCounts, found: Occurrences, columns: Sequence[int]
) -> list[list[tuple[str, float]]]:
    """Return what each lemma of each sentence adds to the vote for a class, one a sentence."""
    ratios = _log_ratios(words, found.which, found.own)
    ratios = ratios[np.arange(len(found.at)), np.array(columns, np.intp)[found.at]]
    names = list(words.rows)
    weights: list[list[tuple[str, float]]] = [[] for _ in columns]
    for row, place, ratio in zip(
        found.at.tolist(), found.which.tolist(), ratios.tolist(), strict=True
    ):
        weights[row].append((names[place], ratio))
    return weights


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


def _number(lemmas: Sequence[Lemmas]) -> _Lemmas:
    rows: dict[str, int] = {}
    texts: dict[Lemmas, int] = {}
    at, which = _flat(
        [[rows.setdefault(one, len(rows)) for one in dict.fromkeys(row)] for row in lemmas]
    )
    same = np.array([texts.setdefault(row, len(texts)) for row in lemmas], dtype=np.intp)
    return _Lemmas(rows, at, which, texts, same)


def _count(lemmas: _Lemmas, labels: npt.NDArray[np.intp], classes: int) -> WordCounts:
    """Count each distinct sentence once, for the class of its first occurrence; -1 is none."""
    counted_rows = np.flatnonzero(labels >= 0)
    texts, first = np.unique(lemmas.same[counted_rows], return_index=True)
    first = counted_rows[first]
    taken = np.isin(lemmas.at, first)
    counts = np.zeros((len(lemmas.rows), classes))
    np.add.at(counts, (lemmas.which[taken], labels[lemmas.at[taken]]), 1)
    names = list(lemmas.texts)
    counted = dict(zip(map(names.__getitem__, texts.tolist()), labels[first].tolist(), strict=True))
    sizes = np.bincount(labels[first], minlength=classes) + 1.0
    return WordCounts(lemmas.rows, counts, sizes / sizes.sum(), counted)
