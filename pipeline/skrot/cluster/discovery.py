"""Themes that a corpus itself suggests, when nobody has named any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.cluster.assignment import ThemeModel
from skrot.cluster.lexicon import build_lexicon
from skrot.cluster.mixture import ThemeMixture
from skrot.cluster.naming import named
from skrot.cluster.selftraining import Lemmas, Voters, self_train
from skrot.records import SentenceFeatures, Theme
from skrot.vectors import Matrix, Vectors, unit

if TYPE_CHECKING:
    from sklearn.cluster import KMeans, MiniBatchKMeans

_DIMENSIONS = 25
# Components that vary less, as a share of the first one, are taken for noise.
_NOISE = 0.1
_MOST_THEMES = 12
_ROWS_A_THEME = 15
_RESAMPLES = 5
_MANY_ROWS = 20_000
_CHOICE_ROWS = 4_000
# Where so many texts have so many sentences each, a whole text tells more of its subject than a
# sentence does.
_TEXTS, _SENTENCES = 30, 4
_TEXT_DIMENSIONS = 100
_LEAST_TEXTS, _MOST_TEXTS = 3, 0.5
# Of texts more alike than this one is enough to choose the number of themes by.
_COPIES = 0.95
# What a text is about is what nearly all of its sentences are about.
_OWN = 0.99


class Discovery(NamedTuple):
    """Themes found in a corpus.

    ``model`` assigns them to sentences; ``stability`` is the mean adjusted Rand index between the
    grouping and those of resampled corpora (1: always the same), ``chance`` what that is where
    nothing belongs together; ``criterion`` has, for each number of themes tried, the figure by
    which it was chosen.
    """

    themes: tuple[Theme, ...]
    model: ThemeModel
    stability: float
    chance: float
    criterion: dict[int, float]


def discover_themes(
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
    *,
    texts: Sequence[str] | None = None,
    docs: Sequence[str] | None = None,
    k: int | None = None,
    seed: int = 0,
) -> Discovery:
    """Group texts or sentences and name the groups.

    Spherical k-means. Where there are texts of several sentences, on the principal components of
    their vectors and of the weights of their words (latent semantic analysis; Deerwester et al.,
    1990, JASIS 41); otherwise on those of the vectors of sentences, brought to one scale. Without
    ``k`` the number of themes is the one with the highest product of two figures. One is the
    simplified silhouette (Hruschka et al., 2004) less what it is on shuffled components, in which
    nothing belongs together (the reference of Tibshirani et al., 2001, "Estimating the number of
    clusters in a data set via the gap statistic"); the other the stability under resampling
    (Ben-Hur et al., 2002).

    Parameters
    ----------
    features, vectors
        Of the same sentences, at least two; vectors of shape (n_sentences, n_dimensions).
    texts
        The same sentences as they stand, which tell capitals and what stands side by side; null to
        name themes by the dictionary alone.
    docs
        The document of each sentence; null where each stands for itself.
    k
        Number of themes; null to choose between 2 and 12.
    seed
        Of everything random.

    Returns
    -------
    Discovery
        Themes by falling size, with ids ``theme-1``, ``theme-2``, …

    Raises
    ------
    ValueError
        If there are fewer sentences than themes, or fewer than two of either.
    """
    found = _find_groups(features, vectors, docs, k, seed)
    lemmas = [row.lemmas for row in features]
    labels, number = found.labels, found.number
    themes = named(lemmas, labels, number, texts)
    voters = _voters(vectors, lemmas, labels, number) if found.are_texts else None
    classifier = ThemeMixture(rounds=0).fit(vectors, labels)
    model = ThemeModel(themes, build_lexicon(themes), classifier, voters)
    chance = _stability(found.shuffled, _group(found.shuffled, number, seed), number, seed)
    return Discovery(themes, model, round(found.stability, 4), round(chance, 4), found.criterion)


class _Groups(NamedTuple):
    """Groups of sentences, by falling size, and how steady they are.

    ``are_texts`` tells whether whole texts were grouped; ``shuffled`` are the components of what
    was grouped, in which nothing belongs together.
    """

    labels: npt.NDArray[np.int64]
    number: int
    stability: float
    criterion: dict[int, float]
    are_texts: bool
    shuffled: Matrix


def _find_groups(
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
    docs: Sequence[str] | None,
    k: int | None,
    seed: int,
) -> _Groups:
    """Group texts or sentences, as `discover_themes` says, which has the parameters."""
    size = len(vectors)
    if k is not None and not 2 <= k <= size:
        raise ValueError(f"cannot make {k} themes of {size} sentences")
    if size < 2:
        raise ValueError("at least two sentences are needed to find themes")
    lemmas = [row.lemmas for row in features]
    units = _texts(docs, k or _MOST_THEMES) if docs is not None else None
    reduced = _reduced(vectors, seed) if units is None else _of_texts(lemmas, vectors, units, seed)
    most = min(_MOST_THEMES, max(2, size // _ROWS_A_THEME))
    tried = [k] if k is not None else list(range(2, most + 1))
    sample = _sample(reduced, seed)
    if units is not None:
        distinct = _without_copies(sample)
        # Texts of which most are copies make no more themes than there are of them.
        tried = [number for number in tried if number <= len(distinct)] or tried[:1]
        sample = distinct if tried[-1] <= len(distinct) else sample
    rows, shuffled = unit(sample), unit(_shuffled(sample, seed))
    labels = {number: _group(rows, number, seed) for number in tried}
    stability = {number: _stability(rows, labels[number], number, seed) for number in tried}
    criterion: dict[int, float] = {}
    for number in tried:
        chance = _silhouette(shuffled, _group(shuffled, number, seed))
        above = max(0.0, _silhouette(rows, labels[number]) - chance)
        criterion[number] = above * stability[number]
    best = max(tried, key=lambda number: (criterion[number], -number))
    whole = len(rows) == len(reduced)
    groups = labels[best] if whole else _group(unit(reduced), best, seed)
    order = _by_size(groups if units is None else groups[units])
    return _Groups(order, best, stability[best], criterion, units is not None, shuffled)


def _texts(docs: Sequence[str], most: int) -> npt.NDArray[np.intp] | None:
    """Number the text of each sentence; null where texts are few, for so many themes, or short."""
    numbers = {name: number for number, name in enumerate(dict.fromkeys(docs))}
    if len(numbers) < max(_TEXTS, most) or len(docs) < _SENTENCES * len(numbers):
        return None
    return np.array([numbers[name] for name in docs], dtype=np.intp)


def _of_texts(
    lemmas: Sequence[Lemmas], vectors: Vectors, units: npt.NDArray[np.intp], seed: int
) -> Matrix:
    """Return texts by their words and by the mean of their vectors, shape (n_texts, n_columns)."""
    from sklearn.decomposition import PCA, TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer

    size = int(units.max()) + 1
    words: list[list[str]] = [[] for _ in range(size)]
    for unit_, row in zip(units.tolist(), lemmas, strict=True):
        words[unit_] += row
    sums = np.zeros((size, vectors.shape[1]))
    np.add.at(sums, units, vectors)
    means = unit(sums)
    means = unit(means - means.mean(axis=0))
    parts: list[Matrix] = [
        PCA(min(_TEXT_DIMENSIONS, *means.shape), random_state=seed).fit_transform(means)
    ]
    weigh = TfidfVectorizer(
        analyzer=lambda text: text, min_df=_LEAST_TEXTS, max_df=_MOST_TEXTS, sublinear_tf=True
    )
    try:
        weights = weigh.fit_transform(words)
    except ValueError:  # no word is left between rare and common ones
        return parts[0]
    columns = min(_TEXT_DIMENSIONS, *(side - 1 for side in weights.shape))
    if columns > 1:
        latent = TruncatedSVD(columns, random_state=seed).fit_transform(weights)
        parts.append(unit(latent))
    return np.hstack(parts)


def _without_copies(rows: Matrix) -> Matrix:
    """Leave out rows whose direction is nearly that of one before."""
    directions = unit(rows)
    kept: list[int] = []
    for row in range(len(rows)):
        if not kept or float((directions[kept] @ directions[row]).max()) < _COPIES:
            kept.append(row)
    return rows[kept]


def _voters(
    vectors: Vectors, lemmas: Sequence[Lemmas], labels: npt.NDArray[np.int64], number: int
) -> Voters | None:
    """Learn from the sentences of grouped texts what tells a sentence of each group."""
    shares = np.full((len(labels), number + 1), (1 - _OWN) / number)
    shares[np.arange(len(labels)), labels] = _OWN
    return self_train(vectors, lemmas, shares, np.zeros_like(shares))


def _reduced(vectors: Vectors, seed: int) -> Matrix:
    from sklearn.decomposition import PCA

    size = min(_DIMENSIONS, *vectors.shape)
    # Of equal weight: the strongest components tell kinds of text apart more than subjects.
    principal = PCA(size, whiten=True, random_state=seed)
    reduced: Matrix = principal.fit_transform(vectors.astype(np.float64))
    varied = principal.explained_variance_
    kept: Matrix = reduced[:, varied > _NOISE * varied[0]]
    return kept


def _sample(rows: Matrix, seed: int) -> Matrix:
    """Return rows enough to choose the number of groups by."""
    if len(rows) <= _CHOICE_ROWS:
        return rows
    generator = np.random.default_rng(seed)
    sample: Matrix = rows[np.sort(generator.choice(len(rows), _CHOICE_ROWS, replace=False))]
    return sample


def _shuffled(rows: Matrix, seed: int) -> Matrix:
    """Return rows with the same values in every column, in which the columns do not go together."""
    generator = np.random.default_rng(seed)
    return np.column_stack([generator.permutation(column) for column in rows.T])


def _model(number: int, size: int, seed: int) -> KMeans | MiniBatchKMeans:
    from sklearn.cluster import KMeans, MiniBatchKMeans

    if size > _MANY_ROWS:
        return MiniBatchKMeans(number, n_init=3, random_state=seed, batch_size=4096)
    return KMeans(number, n_init=5, random_state=seed)


def _group(rows: Matrix, number: int, seed: int) -> npt.NDArray[np.int32]:
    labels: npt.NDArray[np.int32] = _model(number, len(rows), seed).fit_predict(rows)
    return labels


def _silhouette(rows: Matrix, labels: npt.NDArray[np.int32]) -> float:
    """Return the mean of (b - a) / max(a, b) with distances to the own and the next centre."""
    groups, own = np.unique(labels, return_inverse=True)
    if len(groups) < 2:
        return 0.0
    centers = np.array([rows[own == group].mean(axis=0) for group in range(len(groups))])
    distances = np.sqrt(np.maximum(0, 1 + (centers**2).sum(axis=1)[None, :] - 2 * rows @ centers.T))
    mine = distances[np.arange(len(rows)), own]
    distances[np.arange(len(rows)), own] = np.inf
    other = distances.min(axis=1)
    return float(np.mean((other - mine) / np.maximum(np.maximum(mine, other), 1e-9)))


def _stability(rows: Matrix, labels: npt.NDArray[np.int32], number: int, seed: int) -> float:
    from sklearn.metrics import adjusted_rand_score

    generator = np.random.default_rng(seed)
    _, same = np.unique(rows, axis=0, return_inverse=True)
    scores = []
    for run in range(_RESAMPLES):
        sample = generator.choice(len(rows), size=len(rows), replace=True)
        if len(np.unique(same[sample])) < number:
            continue
        model = _model(number, len(rows), seed + run + 1).fit(rows[sample])
        scores.append(adjusted_rand_score(labels, model.predict(rows)))
    return float(np.mean(scores)) if scores else 0.0


def _by_size(labels: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    """Number groups from the largest on, those of one size by their first sentence."""
    groups, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(groups)), key=lambda i: (-counts[i], first[i]))
    new = {int(groups[old]): rank for rank, old in enumerate(order)}
    return np.array([new[int(label)] for label in labels])
