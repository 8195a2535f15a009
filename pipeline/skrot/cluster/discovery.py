"""Themes that a corpus itself suggests, when nobody has named any."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.cluster.assignment import ThemeModel
from skrot.cluster.lexicon import build_lexicon
from skrot.cluster.mixture import ThemeMixture
from skrot.polish.dictionary import FORENAME, SURNAME, analyse
from skrot.polish.tags import Slot, agreeing, genders
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
_NAME_WORDS = 3
_KEYWORDS = 10
# In so many sentences it is looked up how a word is written; what of it does not change is all but
# its last letters.
_LOOKED_AT = 40
_STEM, _ENDING = 3, 3
_NOT_NOUNS = frozenset({"adj", "num", "adv", "conj", "comp", "part", "prep"})


_Phrase = tuple[str, ...]


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
    k: int | None = None,
    seed: int = 0,
) -> Discovery:
    """Group sentences by their vectors and name the groups.

    Spherical k-means on the principal components, brought to one scale. Without ``k`` the number
    of themes is the one with the highest product of two figures. One is the simplified silhouette
    (Hruschka et al., 2004) less what it is on shuffled components, in which nothing belongs
    together (the reference of Tibshirani et al., 2001, "Estimating the number of clusters in a data
    set via the gap statistic"); the other the stability under resampling (Ben-Hur et al., 2002).

    Parameters
    ----------
    features, vectors
        Of the same sentences, at least two; vectors of shape (n_sentences, n_dimensions).
    texts
        The same sentences as they stand, which tell capitals and what stands side by side; null to
        name themes by the dictionary alone.
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
    size = len(vectors)
    if k is not None and not 2 <= k <= size:
        raise ValueError(f"cannot make {k} themes of {size} sentences")
    if size < 2:
        raise ValueError("at least two sentences are needed to find themes")
    reduced = _reduced(vectors, seed)
    sample = _sample(reduced, seed)
    rows, shuffled = unit(sample), unit(_shuffled(sample, seed))
    most = min(_MOST_THEMES, max(2, size // _ROWS_A_THEME))
    tried = [k] if k is not None else list(range(2, most + 1))
    labels = {number: _group(rows, number, seed) for number in tried}
    stability = {number: _stability(rows, labels[number], number, seed) for number in tried}
    criterion: dict[int, float] = {}
    for number in tried:
        chance = _silhouette(shuffled, _group(shuffled, number, seed))
        above = max(0.0, _silhouette(rows, labels[number]) - chance)
        criterion[number] = above * stability[number]
    best = max(tried, key=lambda number: (criterion[number], -number))
    whole = len(rows) == size
    order = _by_size(labels[best] if whole else _group(unit(reduced), best, seed))
    lemmas = [row.lemmas for row in features]
    themes = _named(lemmas, order, best, texts)
    classifier = ThemeMixture(rounds=0).fit(vectors, order)
    model = ThemeModel(themes, build_lexicon(themes), classifier)
    chance = _stability(shuffled, _group(shuffled, best, seed), best, seed)
    return Discovery(themes, model, round(stability[best], 4), round(chance, 4), criterion)


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
    scores = []
    for run in range(_RESAMPLES):
        sample = generator.choice(len(rows), size=len(rows), replace=True)
        if len(np.unique(rows[sample], axis=0)) < number:
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


def _named(
    lemmas: Sequence[tuple[str, ...]],
    labels: npt.NDArray[np.int64],
    number: int,
    texts: Sequence[str] | None,
) -> tuple[Theme, ...]:
    counts = [Counter[_Phrase]() for _ in range(number)]
    rows: dict[_Phrase, list[int]] = {}
    for at, (row, label) in enumerate(zip(lemmas, labels.tolist(), strict=True)):
        phrases: list[_Phrase] = [(one,) for one in row if _is_noun(one)]
        phrases += [pair for pair in pairwise(row) if _phrase(pair)]
        counts[label].update(list(dict.fromkeys(phrases)))
        for phrase in phrases:
            rows.setdefault(phrase, []).append(at)
    total = Counter[_Phrase]()
    for count in counts:
        total.update(count)

    def written(phrase: _Phrase) -> str | None:
        label = _phrase(phrase) or _written(phrase[0])
        if texts is None:
            return label
        return _as_in_text(label, phrase, [texts[at] for at in rows[phrase][:_LOOKED_AT]])

    themes = []
    for rank, count in enumerate(counts, start=1):
        # How often, times how much more often than elsewhere; pairs say more than single words.
        share = sum(count.values()) / max(total.total(), 1)
        telling = sorted(
            count,
            key=lambda p: (-count[p] * len(p) * math.log(count[p] / total[p] / share), p),
        )
        readable = _distinct(found for phrase in telling if (found := written(phrase)))
        name = f"theme-{rank}"
        label = ", ".join(readable[:_NAME_WORDS]) or name
        themes.append(Theme(id=name, label=label, keywords=tuple(readable[:_KEYWORDS])))
    return tuple(themes)


def _as_in_text(label: str, phrase: _Phrase, texts: Sequence[str]) -> str | None:
    """Give a label the capitals that its words have within sentences.

    Null for two words that seldom stand side by side ("kraje bałtyckie, Ukraina"), and for a word
    beside a part of a name ("wyjście Wielkiej Brytanii").
    """
    stems = [lemma[: max(_STEM, len(lemma) - _ENDING)] for lemma in phrase]
    words = [rf"({re.escape(stem)}\w*)" for stem in stems]
    pattern = re.compile(r"\b" + r"\s+".join(words), re.IGNORECASE)
    matches = [match for text in texts for match in pattern.finditer(text)]
    if len(phrase) > 1 and 2 * len(matches) < len(texts):
        return None
    within = [match for match in matches if match.start()]
    capital = [
        2 * sum(match[group][0].isupper() for match in within) > len(within)
        for group in range(1, len(stems) + 1)
    ]
    if any(capital) and not all(capital):
        return None
    return " ".join(w[:1].upper() + w[1:] for w in label.split()) if all(capital) else label


def _distinct(phrases: Iterable[str]) -> list[str]:
    """Leave out what is part of a phrase chosen before, or holds one."""
    chosen: list[str] = []
    for phrase in phrases:
        words = set(phrase.lower().split())
        if not any(words & set(other.lower().split()) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == _KEYWORDS:
            break
    return chosen


def _is_noun(lemma: str) -> bool:
    readings = [*analyse(lemma), *analyse(lemma.capitalize())]
    same = [r for r in readings if r.lemma.lower() == lemma]
    # "Wielki", "pierwszy" and "jak" are nouns too, but seldom meant as such; people are no subject.
    if any(reading.pos in _NOT_NOUNS or FORENAME in reading.names for reading in same):
        return False
    return any(reading.pos == "subst" and SURNAME not in reading.names for reading in same)


def _written(lemma: str) -> str:
    """Return a lemma with the capitals that the dictionary has in it ("USA", "Europa")."""
    forms = (lemma, lemma.capitalize(), lemma.upper())
    known = (reading.lemma for form in forms for reading in analyse(form))
    return next((one for one in known if one.lower() == lemma), lemma)


def _phrase(lemmas: tuple[str, ...]) -> str | None:
    """Return an adjective and a noun in the nominative, agreeing; null when they are not that."""
    if len(lemmas) == 1:
        return None
    first, second = lemmas
    for adjective, noun, noun_first in ((first, second, False), (second, first, True)):
        # Beside a name stands part of it, or another name: "Japonia, Wielka Brytania".
        if (
            not _is_noun(noun)
            or _written(noun) != noun
            or not any(r.pos == "adj" for r in analyse(adjective))
        ):
            continue
        slot = next(
            (
                Slot("sg", "nom", genders(reading.tag)[0])
                for reading in analyse(noun)
                if reading.pos == "subst" and reading.lemma.lower() == noun
                if ":nom" in reading.tag
            ),
            None,
        )
        form = agreeing(adjective, slot) if slot else None
        if form:
            return f"{noun} {form}" if noun_first else f"{form} {noun}"
    return None
