"""What a sentence has within its document that tells how much it is worth: the ranker's input."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from skrot.records import DocumentFacts
from skrot.summarise.sections import is_conclusion

# In an article of more sentences than the first the beginning is longer by as much; one of more
# than the second is rather a report or a transcript.
_LONG, _LONGEST = 30, 150
# The words of a shorter title tell as little as if it had so many.
_TITLE = 4

VALUES = ("position", "centrality", "opening", "title", "words", "length", "names")
"""The columns of :func:`sentence_values`; each is a part of the score by this name."""


def sentence_values(
    given: DocumentFacts, eligible: Sequence[int], sizes: Sequence[int]
) -> npt.NDArray[np.float64]:
    """Return the values of those sentences of a document that may be selected.

    Parameters
    ----------
    given
        The document.
    eligible
        The places of these sentences in ``given.sentences``, at least one.
    sizes
        Their lengths in words.

    Returns
    -------
    ndarray of shape (n_eligible, len(VALUES))
        How many of these sentences stand before it, in a long text divided by `length_factor` (a
        list of conclusions is all beginning, a section of them begins anew); centrality and common
        words, each stretched to [0, 1] within the document; the cosine to the first of these
        sentences; the share of the title's words it has, of at least four; its length in words; how
        many mentions of names are longer than a word.
    """
    size = len(eligible)
    features = [given.features[i] for i in eligible]
    lemmas = [feature.lemmas for feature in features]
    vectors = given.vectors[list(eligible)]
    frequency = logarithms(Counter(lemma for row in lemmas for lemma in set(row)))
    title = title_lemmas(given)
    full = Counter(
        mention.n
        for mention in given.mentions
        if mention.label not in {"date", "time"} and len(mention.text.split()) > 1
    )
    columns = {
        "position": _position(given, eligible),
        "centrality": scaled(centrality(lemmas, vectors)),
        "opening": vectors @ vectors[0],
        "title": [len(title.intersection(row)) / max(len(title), _TITLE) for row in lemmas],
        "words": scaled(np.array([commonness(row, frequency) for row in lemmas])),
        "length": sizes,
        "names": [full[given.sentences[i].n] for i in eligible],
    }
    found = np.empty((size, len(VALUES)))
    for place, name in enumerate(VALUES):
        found[:, place] = columns[name]
    return found


def title_lemmas(given: DocumentFacts) -> frozenset[str]:
    """Return the content lemmas of a document's title."""
    return frozenset(
        lemma
        for row, feature in zip(given.sentences, given.features, strict=True)
        if row.part == "title"
        for lemma in feature.lemmas
    )


def _position(given: DocumentFacts, eligible: Sequence[int]) -> npt.NDArray[np.float64]:
    """Return how many sentences stand before each one; conclusions are a second beginning."""
    places = np.arange(len(eligible), dtype=np.float64)
    listed = np.array([given.sentences[i].part == "takeaway" for i in eligible])
    below = ~listed & concluding(given, eligible)
    size = int(below.sum())
    places[below] = np.minimum(places[below], np.arange(size))
    places[listed] = 0.0
    return places / length_factor(len(eligible))


def length_factor(size: int) -> float:
    """Return by how much the beginning of an article of so many sentences is longer than others'.

    It grows with the article, up to fivefold; a text twice as long as any article has none.
    """
    return max(1.0, min(size, 2 * _LONGEST - size) / _LONG)


def concluding(given: DocumentFacts, eligible: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell which sentences are conclusions: in a list of them, or under a heading of them."""
    return np.array(
        [
            given.sentences[i].part == "takeaway" or is_conclusion(given.features[i].heading or "")
            for i in eligible
        ],
        dtype=bool,
    )


def centrality(
    lemmas: Sequence[Sequence[str]], vectors: npt.NDArray[np.float32]
) -> npt.NDArray[np.float64]:
    """Return how much each sentence has in common with all of them.

    The degree of a sentence in the graph of sentences, without a threshold (Erkan and Radev, 2004,
    "LexRank", section 3.1); two sentences are as near as the mean of the cosine of their vectors
    and of their words weighted by TF-IDF. A sum of cosines is a cosine to the sum, so this is
    linear in the number of sentences.

    Parameters
    ----------
    lemmas
        The content lemmas of each sentence.
    vectors
        Their vectors, shape (n_sentences, n_dimensions), L2-normalised.

    Returns
    -------
    ndarray of shape (n_sentences,)
        Mean similarity, at most one.
    """
    size = len(lemmas)
    rows = [tuple(dict.fromkeys(row)) for row in lemmas]
    frequency = Counter(lemma for row in rows for lemma in row)
    rarity = {lemma: math.log(1 + size / count) for lemma, count in frequency.items()}
    norms = [math.sqrt(sum(rarity[lemma] ** 2 for lemma in row)) or 1.0 for row in rows]
    total: dict[str, float] = dict.fromkeys(frequency, 0.0)
    for row, norm in zip(rows, norms, strict=True):
        for lemma in row:
            total[lemma] += rarity[lemma] / norm
    words = [
        sum(rarity[lemma] * total[lemma] for lemma in row) / norm
        for row, norm in zip(rows, norms, strict=True)
    ]
    wide = vectors.astype(np.float64)
    found: npt.NDArray[np.float64] = (np.array(words) + wide @ wide.sum(axis=0)) / (2 * size)
    return found


def kinship(
    lemmas: Sequence[Sequence[str]],
    vectors: npt.NDArray[np.float32],
    title: Iterable[str] = (),
) -> npt.NDArray[np.float64]:
    """Return how much each sentence has to do with the other ones, and with the title.

    Parameters
    ----------
    lemmas
        The content lemmas of each sentence.
    vectors
        Their vectors, shape (n_sentences, n_dimensions), L2-normalised.
    title
        The content lemmas of the title.

    Returns
    -------
    ndarray of shape (n_sentences,)
        The cosine to the mean of the other sentences, plus the share of its words that these or the
        title have: from -1 to 2. In news, sentences put in from elsewhere have less than a third
        in six cases of ten, the articles' own in two of a hundred.
    """
    wide = vectors.astype(np.float64)
    rest = wide.sum(axis=0) - wide
    norms = np.maximum(np.linalg.norm(rest, axis=1), 1e-9)
    near: npt.NDArray[np.float64] = (wide * rest).sum(axis=1) / norms
    rows = [set(row) for row in lemmas]
    known = set(title)
    frequency = Counter(lemma for row in rows for lemma in row)
    shared = [
        sum(frequency[lemma] > 1 or lemma in known for lemma in row) / max(len(row), 1)
        for row in rows
    ]
    found: npt.NDArray[np.float64] = near + np.array(shared)
    return found


def scaled(values: npt.NDArray[np.floating]) -> npt.NDArray[np.floating]:
    """Return values moved and stretched to [0, 1]; equal values become one half."""
    low, high = float(values.min()), float(values.max())
    if high - low < 1e-9:
        return np.full(values.shape, 0.5)
    return (values - low) / (high - low)


def logarithms(frequency: Mapping[str, int]) -> dict[str, float]:
    """Return the natural logarithms of the frequencies of lemmas."""
    return {lemma: math.log1p(count - 1) for lemma, count in frequency.items()}


def commonness(lemmas: Iterable[str], frequency: Mapping[str, float]) -> float:
    """Return the mean logarithmic frequency (`logarithms`) of a sentence's different lemmas.

    One that is not given is there once.
    """
    different = sorted(set(lemmas))  # so that it is summed up in one order
    return sum([frequency.get(lemma, 0.0) for lemma in different]) / max(len(different), 1)
