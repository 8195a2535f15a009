"""What the words of a sentence mean one by one, beside what the sentence means as a whole.

The vector of a sentence also tells how it is put together and what kind of text it is from; the
mean of the vectors of its content words tells only what it is about, and is of the kind of the
vectors of keywords. Together they tell topics apart better than either (bags of embeddings: Arora,
Liang and Ma, 2017, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", ICLR).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from skrot.cluster.lexicon import possible_lemmas
from skrot.vectors import Encoder, Vectors, unit

# How long the mean of the words is that is added to the vector of a sentence, of length one.
_WEIGHT = 0.4
# Beyond the most frequent lemmas a word is rare enough to be left out: each takes time.
_MOST = 5_000


class WordVectors(NamedTuple):
    """Vectors of lemmas less their mean, shape (n_lemmas, n_dimensions), and the row of each."""

    rows: dict[str, int]
    vectors: Vectors


def encode_words(
    encoder: Encoder, lemmas: Iterable[Sequence[str]], seeds: Iterable[str] = ()
) -> WordVectors:
    """Encode the most frequent lemmas of sentences, and the words of ``seeds`` that these lack."""
    counts = Counter(lemma for one in lemmas for lemma in one)
    rows = {lemma: row for row, (lemma, _) in enumerate(counts.most_common(_MOST))}
    for text in seeds:
        for lacking in possible_lemmas(text):
            if lacking.isdisjoint(rows):
                for lemma in sorted(lacking):
                    rows[lemma] = len(rows)
    vectors = encoder.encode(list(rows))
    return WordVectors(rows, vectors - vectors.mean(axis=0) if rows else vectors)


def add_words(words: WordVectors, vectors: Vectors, lemmas: Sequence[Sequence[str]]) -> Vectors:
    """Add to the vectors of sentences what their lemmas mean; unknown lemmas add nothing.

    Parameters
    ----------
    words
        From :func:`encode_words`.
    vectors, lemmas
        Of the same sentences; vectors of shape (n_sentences, n_dimensions).

    Returns
    -------
    Vectors
        Of the same shape.
    """
    found = [[words.rows[lemma] for lemma in one if lemma in words.rows] for one in lemmas]
    return _added(words, vectors, [dict.fromkeys(one, 1.0) for one in found])


def add_seed_words(words: WordVectors, vectors: Vectors, texts: Sequence[str]) -> Vectors:
    """Add to the vectors of keywords and examples what their words mean; as :func:`add_words`.

    A word stands for those of its possible lemmas that are known, each in part.
    """
    weights: list[dict[int, float]] = []
    for text in texts:
        weight: dict[int, float] = {}
        for lemmas in possible_lemmas(text):
            known = sorted(words.rows[lemma] for lemma in lemmas if lemma in words.rows)
            for row in known:
                weight[row] = weight.get(row, 0.0) + 1 / len(known)
        weights.append(weight)
    return _added(words, vectors, weights)


def _added(words: WordVectors, vectors: Vectors, weights: Sequence[dict[int, float]]) -> Vectors:
    if not words.rows:
        return vectors
    ends = np.cumsum([0, *map(len, weights)])
    which = [row for weight in weights for row in weight]
    shares = np.array([share for weight in weights for share in weight.values()], np.float32)
    from scipy.sparse import csr_matrix

    sums = csr_matrix((shares, which, ends), shape=(len(weights), len(words.rows))) @ words.vectors
    added: Vectors = vectors + np.float32(_WEIGHT) * unit(sums)
    return added
