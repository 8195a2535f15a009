"""A theme for every sentence: keywords, vectors, the heading above and the neighbours beside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.cluster.learned import CORPUS, SMALL_CORPUS, joined, learned_themes
from skrot.cluster.lexicon import Lexicon, build_lexicon, find_keywords, keyword_evidence, weigh
from skrot.cluster.mixture import ThemeMixture
from skrot.cluster.reasons import Context, theme_reasons
from skrot.cluster.selftraining import (
    Occurrences,
    Voters,
    find_lemmas,
    self_train,
    vote,
    word_weights,
)
from skrot.cluster.subjects import (
    ThemeSubjects,
    fit_subjects,
    subjects_of,
    telling_subjects,
    with_subjects,
)
from skrot.records import OTHER, Sentence, SentenceFeatures, Theme, ThemeReason
from skrot.toml import Table, load
from skrot.vectors import Encoder, Matrix, Vectors

# How much of a neighbour's, a predecessor's (when the sentence leans on it) and a heading's
# probability is added to the logarithm of a sentence's own.
NEIGHBOUR = 0.9
LEANING = 2.0
HEADING = 1.5
# What the keywords in the rest of a document say about a sentence of it, and how many sentences
# without any keyword they must outweigh.
DOCUMENT = 0.5
_DOCUMENT_DOUBT = 3.0
_ROUNDS = 3
_ENOUGH_LEMMAS = 4
# Votes that share their sources are surer together than right: the exponent by which their scores
# become probabilities (temperature 2.8; Guo et al., 2017, "On Calibration of Modern Neural
# Networks", ICML), fitted on SIB-200 and measured on 8TAGS.
_CALIBRATION = 0.36
_UNLABELLED = -1


class Assignment(NamedTuple):
    """The theme of a sentence, a score for each theme and ``other``, and what speaks for it.

    The scores sum to one; ``other`` has no reasons.
    """

    theme: str
    scores: dict[str, float]
    reasons: tuple[ThemeReason, ...] = ()


class ThemeModel(NamedTuple):
    """Themes fitted to a corpus; ``voters`` is null where it is small.

    ``learned`` are the places of those themes whose sentences readers have marked; ``subjects`` say
    what the themes are about, null for themes that the corpus itself suggests.
    """

    themes: tuple[Theme, ...]
    lexicon: Lexicon
    classifier: ThemeMixture
    voters: Voters | None = None
    learned: tuple[int, ...] = ()
    subjects: ThemeSubjects | None = None


def assign_themes(
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
    themes: Sequence[Theme],
    encoder: Encoder,
) -> list[Assignment]:
    """Fit themes to sentences and assign them: :func:`fit_themes`, then :func:`assign`."""
    return assign(fit_themes(features, vectors, themes, encoder), sentences, features, vectors)


def fit_themes(
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
    themes: Sequence[Theme],
    encoder: Encoder,
) -> ThemeModel:
    """Fit themes to the unlabelled sentences of a corpus, or to a sample of them.

    Parameters
    ----------
    features, vectors
        Features and vectors of the same sentences; vectors of shape (n_sentences, n_dimensions).
    themes
        At least one.
    encoder
        What made ``vectors``; it encodes the keywords, examples and descriptions.

    Returns
    -------
    ThemeModel
        Time is linear in the sentences.
    """
    lexicon = build_lexicon(themes)
    lemmas = [row.lemmas for row in features]
    seeds = _seeds(themes)
    directions = encoder.encode(seeds.texts)
    evidence = _with_other(keyword_evidence(lexicon, lemmas))
    none = np.zeros((len(directions), len(themes) + 1), dtype=np.float32)
    classifier = ThemeMixture(spread=len(themes), unlabelled=_UNLABELLED)
    classifier.fit(
        np.vstack([directions, vectors]),
        np.concatenate([seeds.labels, np.full(len(vectors), _UNLABELLED)]),
        evidence=np.vstack([none, evidence]),
        same_kind=np.concatenate([seeds.whole, np.zeros(len(vectors), dtype=bool)]),
    )
    voters = None
    subjects = fit_subjects(lemmas, vectors, themes, encoder)
    if len(vectors):
        found = classifier.predict_proba(vectors, evidence)
        found = with_subjects(subjects, found, subjects_of(subjects, lemmas, vectors), evidence)
        watched = [code for code, theme in enumerate(themes) if theme.keywords]
        voters = self_train(vectors, lemmas, found, evidence, watched=watched)
    learned = learned_themes().learned(themes, encoder)
    return ThemeModel(tuple(themes), lexicon, classifier, voters, learned, subjects)


def assign(
    model: ThemeModel,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
) -> list[Assignment]:
    """Assign fitted themes to sentences; whole documents, any number of them, in order.

    Returns
    -------
    list of Assignment
        One a sentence. The result for a document does not depend on the others given with it.
    """
    if not sentences:
        return []
    lemmas = [row.lemmas for row in features]
    matches = [find_keywords(model.lexicon, one) for one in lemmas]
    evidence = weigh(matches, len(model.themes))
    known = None if model.voters is None else find_lemmas(model.voters.words, lemmas)
    about = subjects_of(model.subjects, lemmas, vectors)
    own = _own_scores(model, lemmas, vectors, evidence, known, about=about)
    own = own * _document_shares(sentences, evidence) ** DOCUMENT
    own /= own.sum(axis=1, keepdims=True)
    links = _links(sentences, features)
    scores = _in_context(own, links)
    if model.voters is not None:
        scores = np.maximum(scores, 1e-4) ** _CALIBRATION
        scores /= scores.sum(axis=1, keepdims=True)
    shares = None
    if model.learned:
        shares = learned_shares(model, sentences, features, vectors)
        weight = SMALL_CORPUS if model.voters is None else CORPUS
        scores = joined(scores, shares, model.learned, weight)
    names = [*(theme.id for theme in model.themes), OTHER]
    columns = scores.argmax(axis=1).tolist()
    words: list[list[tuple[str, float]]] = [[] for _ in sentences]
    if model.voters is not None and known is not None:
        words = word_weights(model.voters.words, known, columns)
    subjects = telling_subjects(model.subjects, about, columns)
    found = []
    for row, (best, values) in enumerate(zip(columns, scores.tolist(), strict=True)):
        reasons: tuple[ThemeReason, ...] = ()
        if names[best] != OTHER:
            context = _context(links, row)
            taught = None
            if shares is not None and best in model.learned:
                taught = float(shares[row, model.learned.index(best)]) * shares.shape[1]
            reasons = theme_reasons(
                best,
                context,
                own,
                matches=matches[row],
                words=words[row],
                subject=subjects[row],
                taught=taught,
            )
        rounded = dict(zip(names, _rounded(values, best), strict=True))
        found.append(Assignment(names[best], rounded, reasons))
    return found


def learned_shares(
    model: ThemeModel,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
) -> Matrix:
    """Return what marks have taught of whole documents, shape (n_sentences, n_learned + 1)."""
    names = [model.themes[place].id for place in model.learned]
    return learned_themes().shares(names, sentences, features, vectors)


def own_scores(model: ThemeModel, features: Sequence[SentenceFeatures], vectors: Vectors) -> Matrix:
    """Return what keywords and vector alone say, shape (n_sentences, n_themes + 1)."""
    lemmas = [row.lemmas for row in features]
    known = None if model.voters is None else find_lemmas(model.voters.words, lemmas)
    about = subjects_of(model.subjects, lemmas, vectors)
    evidence = keyword_evidence(model.lexicon, lemmas)
    return _own_scores(model, lemmas, vectors, evidence, known, about=about)


def _own_scores(
    model: ThemeModel,
    lemmas: Sequence[tuple[str, ...]],
    vectors: Vectors,
    evidence: Matrix,
    known: Occurrences | None,
    *,
    about: Matrix | None,
) -> Matrix:
    if len(model.classifier.classes_) == len(model.themes):  # discovered themes cover everything
        own = model.classifier.predict_proba(vectors, evidence)
        own = np.hstack([own, np.zeros((len(own), 1), dtype=own.dtype)])
        if model.voters is not None and known is not None:
            own = vote(model.voters, vectors, known, own, _with_other(evidence))
            own[:, -1] = 0
    else:
        evidence = _with_other(evidence)
        own = model.classifier.predict_proba(vectors, evidence)
        own = with_subjects(model.subjects, own, about, evidence)
        if model.voters is not None and known is not None:
            own = vote(model.voters, vectors, known, own, evidence)
    # The vector of a sentence with hardly a content word says little; its neighbours say more.
    sure = np.array([min(1.0, len(set(one)) / _ENOUGH_LEMMAS) for one in lemmas])
    own = np.where(own > 0, own ** sure[:, None], 0)
    scores: Matrix = own / own.sum(axis=1, keepdims=True)
    return scores


def context_of(
    sentences: Sequence[Sentence], features: Sequence[SentenceFeatures], row: int
) -> Context:
    """Return the sentences that speak for the theme of one: kind, row and weight of each."""
    return _context(_links(sentences, features), row)


def _context(links: _Links, row: int) -> Context:
    found: Context = [
        ("before", int(links.before[row]), float(links.before_weight[row])),
        ("after", int(links.after[row]), float(links.after_weight[row])),
        ("heading", int(links.heading[row]), HEADING),
    ]
    return [(kind, other, weight) for kind, other, weight in found if other >= 0]


class _Seeds(NamedTuple):
    """What the themes and the background say: texts, codes, and which are sentences."""

    texts: list[str]
    labels: npt.NDArray[Any]
    whole: npt.NDArray[np.bool_]


def seed_texts(themes: Sequence[Theme]) -> list[str]:
    """Return the texts whose vectors themes are fitted with."""
    return _seeds(themes).texts


def _seeds(themes: Sequence[Theme]) -> _Seeds:
    texts: list[str] = []
    labels: list[int] = []
    whole: list[bool] = []
    for code, theme in enumerate(themes):
        words = [theme.label, *theme.keywords]
        own = [*theme.examples, *([theme.description] if theme.description else [])]
        texts += [*words, *own]
        labels += [code] * (len(words) + len(own))
        whole += [False] * len(words) + [True] * len(own)
    texts += background_subjects()
    labels += [len(themes)] * len(background_subjects())
    whole += [False] * len(background_subjects())
    return _Seeds(texts, np.array(labels), np.array(whole))


class _Background(Table, frozen=True):
    subjects: tuple[str, ...]


@cache
def background_subjects() -> tuple[str, ...]:
    """Return the subjects that stand for everything that is not a theme."""
    return load("skrot.cluster", "data/background.toml", _Background).subjects


def _with_other(evidence: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    return np.hstack([evidence, np.zeros((len(evidence), 1), dtype=np.float32)])


def _document_shares(sentences: Sequence[Sentence], evidence: Matrix) -> Matrix:
    """Return how much of the keywords in the rest of its document each theme has.

    Shape (n_sentences, n_themes + 1); the mean over themes, and ``other``, is one.
    """
    docs = {name: code for code, name in enumerate(dict.fromkeys(row.doc for row in sentences))}
    codes = np.array([docs[row.doc] for row in sentences])
    found = np.minimum(evidence, 2.0)
    totals = np.zeros((len(docs), evidence.shape[1]))
    np.add.at(totals, codes, found)
    rest = totals[codes] - found + _DOCUMENT_DOUBT
    shares = rest / rest.mean(axis=1, keepdims=True)
    return np.hstack([shares, np.ones((len(shares), 1))])


class _Links(NamedTuple):
    """For each sentence the rows that speak for its theme (or -1), and how strongly."""

    before: npt.NDArray[np.intp]
    after: npt.NDArray[np.intp]
    heading: npt.NDArray[np.intp]
    before_weight: npt.NDArray[np.float64]
    after_weight: npt.NDArray[np.float64]


def _links(sentences: Sequence[Sentence], features: Sequence[SentenceFeatures]) -> _Links:
    size = len(sentences)
    before, after, heading = (np.full(size, -1, dtype=np.intp) for _ in range(3))
    before_weight = np.zeros(size)
    after_weight = np.zeros(size)
    last_heading, doc = -1, ""
    for row, (sentence, feature) in enumerate(zip(sentences, features, strict=True)):
        if sentence.doc != doc:
            last_heading, doc = -1, sentence.doc
        if sentence.part == "heading":
            last_heading = row
        elif feature.heading is not None:
            heading[row] = last_heading
        leans = feature.leans_on is not None
        if row and sentences[row - 1].doc == doc and sentence.part != "heading":
            beside = features[row - 1].paragraph == feature.paragraph
            if beside or (leans and sentences[row - 1].part == sentence.part):
                before[row], after[row - 1] = row - 1, row
                before_weight[row] = LEANING if leans else NEIGHBOUR
                after_weight[row - 1] = NEIGHBOUR
    return _Links(before, after, heading, before_weight, after_weight)


def _in_context(own: Matrix, links: _Links) -> Matrix:
    """Add what neighbours and headings say, a few rounds of mean field on a chain."""
    base = np.log(np.maximum(own, 1e-6))
    # A heading about none of the themes says nothing about what stands under it.
    themed = own.copy()
    themed[:, -1] = 0
    base = base + HEADING * _take(themed, links.heading)
    scores = own
    for _ in range(_ROUNDS):
        logits = (
            base
            + links.before_weight[:, None] * _take(scores, links.before)
            + links.after_weight[:, None] * _take(scores, links.after)
        )
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        scores = powers / powers.sum(axis=1, keepdims=True)
    return scores


def _take(scores: Matrix, rows: npt.NDArray[np.intp]) -> Matrix:
    taken: Matrix = np.where(rows[:, None] >= 0, scores[rows], 0)
    return taken


def _rounded(row: Sequence[float], best: int) -> list[float]:
    """Round to four places so that the sum stays one: the greatest value takes what is left."""
    values = [round(value, 4) for value in row]
    values[best] = round(values[best] + (1 - sum(values)), 4)
    return values
