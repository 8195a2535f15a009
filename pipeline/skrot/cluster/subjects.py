"""What texts are about: subjects known beforehand, and which theme of a user each belongs to.

A thesaurus (``models/subjects``) gives each of some 140 subjects its words. A sentence is about
those whose words it has and near whose words its vector lies. A theme is about those that its own
keywords and examples are about, and what no theme is about is other: so a few keywords reach what
they do not name, and what a corpus has most of does not drift into a theme that is far from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise, product
from operator import contains
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.cluster.lexicon import possible_lemmas
from skrot.cluster.mixture import softmax
from skrot.records import Theme
from skrot.resources import resource
from skrot.vectors import Encoder, Matrix, Vectors, unit

PACKAGED = resource("models/subjects/subjects.json")
"""What ships with the project: the words of all subjects and the direction of each."""

# How much the direction of a vector says against each word found, in logarithms; what is so short
# that it is one word says it more plainly.
_CONCENTRATION, _WORD = 12.0, 1.0
_SEED_CONCENTRATION, _SEED_WORD = 24.0, 4.0
_MOST_WORDS = 3.0
# The directions of a corpus are learned in rounds, from its sentences and from those known
# beforehand, which count as so many sentences; a rare subject is the less likely.
_ROUNDS, _KNOWN = 4, 15.0
_RARITY, _RAREST, _DOUBT = 0.75, 0.1, 50.0
# The mean of fewer sentences than this says more about their subject than about their kind.
_CENTER_ROWS = 20
# A whole sentence of a user says more of a theme than a keyword.
_SENTENCE = 2.0
# How much of what a theme is about it passes on to the subjects around, and how far they reach.
_PASSED_ON, _REACH = 0.6, 8.0
# A theme covers the subjects at least so near; what weight is left to everything else falls with
# the share that the themes cover together: those who ask for seven broad themes want them used.
_NEAR = 0.2
_OTHER_WEIGHT, _OTHER_POWER = 80.0, 6.0
# The share that themes cover of a corpus of which little is seen.
_COVER = 0.5
# The exponent of what subjects say, beside the keywords and the likeness of a sentence.
_WEIGHT, _LEAST = 0.8, 1e-6
# Themes of many subjects are not to draw in what is of no subject.
_BREADTH = 0.5

Lemmas = tuple[str, ...]
_Phrase = tuple[tuple[str, ...], ...]


class Subjects(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Subjects, their words and directions.

    ``encoder`` is the version of what made the vectors; ``words`` has the subjects, by place, of
    each lemma; ``phrases`` a subject and the lemmas that each word of a phrase may have, two words
    or more; ``directions`` (n_subjects, n_dimensions) are unit vectors once ``mean`` is taken off.
    """

    encoder: str
    ids: tuple[str, ...]
    labels: tuple[str, ...]
    words: dict[str, tuple[int, ...]]
    phrases: tuple[tuple[int, _Phrase], ...]
    mean: tuple[float, ...]
    directions: tuple[tuple[float, ...], ...]


class Mixture(NamedTuple):
    """The subjects of a corpus: its mean vector, the direction and the log weight of each."""

    mean: Matrix
    directions: Matrix
    weights: Matrix


class ThemeSubjects(NamedTuple):
    """What each subject says for each theme of a user and for ``other``.

    ``shares`` has shape (n_subjects, n_themes + 1), ``breadth`` what a sentence of no subject has
    of each; ``trust`` is how much a keyword counts beside them, the less the more was seen.
    """

    mixture: Mixture
    shares: Matrix
    breadth: Matrix
    trust: float


def fit_subjects(
    lemmas: Sequence[Lemmas], vectors: Vectors, themes: Sequence[Theme], encoder: Encoder
) -> ThemeSubjects | None:
    """Find which subjects the themes of a user are about, as a corpus speaks of them.

    Parameters
    ----------
    lemmas, vectors
        Of the same sentences; vectors of shape (n_sentences, n_dimensions).
    themes
        At least one.
    encoder
        What made the vectors.

    Returns
    -------
    ThemeSubjects or None
        None where the subjects are not known to this encoder.
    """
    known = packaged_subjects()
    if encoder.version != known.encoder:
        return None
    mixture, covered = _fit_mixture(lemmas, vectors)
    about = np.array([_about(theme, mixture, encoder) for theme in themes]).T
    start = directions()
    reach = np.exp(_REACH * (start @ start.T - 1))
    around = (reach / reach.sum(axis=1, keepdims=True)) @ about
    mixed = (1 - _PASSED_ON) * _columns(about) + _PASSED_ON * _columns(around)
    near = (start @ _theme_directions(themes, mixture, encoder).T).max(axis=1) > _NEAR
    size = len(vectors)
    cover = (size * float(covered @ near) + _DOUBT * _COVER) / (size + _DOUBT)
    other = _OTHER_WEIGHT * (1 - cover) ** _OTHER_POWER
    mixed = np.hstack([mixed, np.full((len(mixed), 1), other / len(mixed))])
    shares = mixed / mixed.sum(axis=1, keepdims=True)
    breadth = shares.mean(axis=0)
    breadth[:-1] /= breadth[:-1].mean()
    breadth[-1] = 1.0
    return ThemeSubjects(mixture, shares, breadth**_BREADTH, _DOUBT / (size + _DOUBT))


def theme_shares(model: ThemeSubjects, about: Matrix, evidence: Matrix) -> Matrix:
    """Return what subjects say for the themes, shape (n_sentences, n_themes + 1); rows sum to 1.

    Parameters
    ----------
    model
        The subjects of the themes.
    about
        The subjects of the sentences, of `subject_shares`.
    evidence
        What keywords say, shape (n_sentences, n_themes + 1): in a corpus of a few sentences a
        keyword of a theme is a subject of it.
    """
    shares = _of_themes(model, about) + model.trust * np.minimum(evidence, 1)
    found: Matrix = shares / shares.sum(axis=1, keepdims=True)
    return found


def _of_themes(model: ThemeSubjects, about: Matrix) -> Matrix:
    shares = about @ model.shares / model.breadth
    found: Matrix = shares / shares.sum(axis=1, keepdims=True)
    return found


def with_subjects(
    model: ThemeSubjects | None, found: Matrix, about: Matrix | None, evidence: Matrix
) -> Matrix:
    """Join what was found of themes with what subjects say, shape (n_sentences, n_themes + 1).

    Without subjects, of the themes or of the sentences, it stays as it was found.
    """
    if model is None or about is None:
        return found
    said = theme_shares(model, about, evidence)
    both = np.maximum(found, _LEAST) * said**_WEIGHT
    shares: Matrix = both / both.sum(axis=1, keepdims=True)
    return shares


def telling_subjects(
    model: ThemeSubjects | None, about: Matrix | None, columns: Sequence[int]
) -> Sequence[tuple[str, float] | None]:
    """Return the subject that says most for a theme of each sentence, and what subjects add.

    Parameters
    ----------
    model, about
        As given to `theme_shares`; null where no subjects are known.
    columns
        The theme of each sentence, by place.

    Returns
    -------
    sequence of (str, float) or None
        The heading of a subject, and what all subjects together add to the logarithm of the score.
    """
    if model is None or about is None:
        return [None] * len(columns)
    places = (about * model.shares[:, list(columns)].T).argmax(axis=1).tolist()
    shares = _of_themes(model, about)[np.arange(len(about)), list(columns)]
    adds = _WEIGHT * np.log(np.maximum(shares * model.shares.shape[1], _LEAST))
    labels = packaged_subjects().labels
    return [(labels[place], added) for place, added in zip(places, adds.tolist(), strict=True)]


def subjects_of(
    model: ThemeSubjects | None, lemmas: Sequence[Lemmas], vectors: Vectors
) -> Matrix | None:
    """Return the subjects of sentences as `subject_shares` does; null where none are known."""
    if model is None or not len(vectors):
        return None
    return subject_shares(model.mixture, lemmas, vectors)


def subject_shares(mixture: Mixture, lemmas: Sequence[Lemmas], vectors: Vectors) -> Matrix:
    """Return the probability of each subject, shape (n_sentences, n_subjects)."""
    scores = _CONCENTRATION * (unit(vectors - mixture.mean) @ mixture.directions.T)
    scores += _WORD * np.minimum(subject_evidence(lemmas), _MOST_WORDS) + mixture.weights
    return softmax(scores)


def subject_evidence(lemmas: Sequence[Lemmas]) -> Matrix:
    """Return how many words of each subject sentences have, shape (n_sentences, n_subjects).

    A word of several subjects counts for each in part.
    """
    known = packaged_subjects()
    phrases = _phrases()
    found = np.zeros((len(lemmas), len(known.ids)))
    for row, sentence in enumerate(lemmas):
        for lemma in dict.fromkeys(sentence):
            places = known.words.get(lemma, ())
            for place in places:
                found[row, place] += 1 / len(places)
        for start, (lemma, after) in enumerate(pairwise(sentence)):
            for subject, words in phrases.get(lemma, ()):
                if after in words[1] and _follow(words[2:], sentence[start + 2 :]):
                    found[row, subject] += 1
    return found


def _fit_mixture(lemmas: Sequence[Lemmas], vectors: Vectors) -> tuple[Mixture, Matrix]:
    """Learn the directions of a corpus; also return the share that each subject has of it.

    Soft k-means on the sphere, as in :mod:`skrot.cluster.mixture`.
    """
    known = packaged_subjects()
    start, size, count = directions(), len(vectors), len(known.ids)
    mean = vectors.sum(axis=0) + _CENTER_ROWS * np.array(known.mean)
    mixture = Mixture(mean / (size + _CENTER_ROWS), start, np.zeros(count))
    words = _WORD * np.minimum(subject_evidence(lemmas), _MOST_WORDS)
    rows = unit(vectors - mixture.mean)
    share = np.full(count, 1 / count)
    for _ in range(_ROUNDS if size else 0):
        scores = _CONCENTRATION * (rows @ mixture.directions.T) + words + mixture.weights
        found = softmax(scores)
        share = found.mean(axis=0)
        often = (size * count * share + _DOUBT) / (size + _DOUBT)
        mixture = Mixture(
            mixture.mean,
            unit(found.T @ rows + _KNOWN * start),
            _RARITY * np.log(often + _RAREST),
        )
    return mixture, share


def _about(theme: Theme, mixture: Mixture, encoder: Encoder) -> Matrix:
    """Return how much of what a user says of a theme is about each subject."""
    words = [theme.label, *theme.keywords]
    evidence = [subject_evidence(list(_readings(text))).max(axis=0) for text in words]
    mean = np.array(packaged_subjects().mean)
    about = _seed_shares(encoder.encode(words) - mean, np.array(evidence)).sum(axis=0)
    sentences = _sentences(theme)
    if sentences:
        found = subject_evidence([_likely(text) for text in sentences])
        vectors = encoder.encode(sentences) - mixture.mean
        about = about + _SENTENCE * _seed_shares(vectors, found).sum(axis=0)
    total: Matrix = about
    return total


def _seed_shares(vectors: Matrix, evidence: Matrix) -> Matrix:
    scores = _SEED_CONCENTRATION * (unit(vectors) @ directions().T)
    return softmax(scores + _SEED_WORD * np.minimum(evidence, _MOST_WORDS))


def _theme_directions(themes: Sequence[Theme], mixture: Mixture, encoder: Encoder) -> Matrix:
    """Return the mean direction of what a user says of each theme, (n_themes, n_dimensions)."""
    mean = np.array(packaged_subjects().mean)
    found = []
    for theme in themes:
        words = unit(encoder.encode([theme.label, *theme.keywords]) - mean)
        total = unit(words.mean(axis=0)) * np.sqrt(len(words))
        sentences = _sentences(theme)
        if sentences:
            rows = unit(encoder.encode(sentences) - mixture.mean)
            total = total + _SENTENCE * unit(rows.mean(axis=0)) * np.sqrt(len(rows))
        found.append(unit(total))
    return np.array(found)


def _sentences(theme: Theme) -> list[str]:
    return [*theme.examples, *([theme.description] if theme.description else [])]


def _readings(text: str) -> Iterable[Lemmas]:
    """Return the sequences of lemmas that a keyword may be, the first sixteen."""
    for _, one in zip(range(16), product(*possible_lemmas(text)), strict=False):
        yield one


def _likely(text: str) -> Lemmas:
    """Return for each word of a sentence a lemma that a subject knows, if it may have one."""
    known, phrases = packaged_subjects().words, _phrases()
    lemmas = (sorted(lemmas) for lemmas in possible_lemmas(text))
    return tuple(
        next((one for one in some if one in known or one in phrases), some[0]) for some in lemmas
    )


def _columns(values: Matrix) -> Matrix:
    shares: Matrix = values / values.sum(axis=0)
    return shares


def _follow(words: _Phrase, lemmas: Lemmas) -> bool:
    """Whether lemmas begin with words of a phrase."""
    return len(words) <= len(lemmas) and all(map(contains, words, lemmas))


@cache
def directions() -> npt.NDArray[np.float64]:
    """Return the directions known beforehand, shape (n_subjects, n_dimensions)."""
    return np.array(packaged_subjects().directions)


@cache
def _phrases() -> dict[str, list[tuple[int, _Phrase]]]:
    """Return the phrases by the lemmas that they may begin with."""
    found: dict[str, list[tuple[int, _Phrase]]] = {}
    for subject, words in packaged_subjects().phrases:
        for lemma in words[0]:
            found.setdefault(lemma, []).append((subject, words))
    return found


@cache
def packaged_subjects() -> Subjects:
    """Return what ships with the project."""
    return msgspec.json.decode(PACKAGED.read_bytes(), type=Subjects)
