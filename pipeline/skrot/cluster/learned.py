"""The themes that readers' marks have taught: a logistic regression over vectors and keywords.

The default themes are asked for in most runs, and what a reader of news takes for their sentences
can be learned; what a user asks for in words of their own is told by the corpus alone. Nothing of
the texts is kept: what ships are weights (``models/sentence_marks``).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.cluster.lexicon import Lexicon, build_lexicon, keyword_evidence
from skrot.records import Sentence, SentenceFeatures, Theme
from skrot.resources import resource
from skrot.vectors import Encoder, Matrix, Vectors, unit

PACKAGED = resource("models/sentence_marks/themes.json")
"""What ships with the project: learned from marked sentences of news."""

# What keywords and the direction of the sentences around count beside the vector of a sentence:
# regularisation holds all weights alike, so that this is how much it trusts them.
_KEYWORDS, _AROUND = 0.5, 0.5
# How far what stands around reaches, in sentences.
_REACH = 2
_MOST_KEYWORDS = 2.0
# How much of each theme's keywords a text has before any is seen.
_DOUBT = 0.5
# What leans on the sentence before is about what that one is about, so much as about its own.
_BEFORE = 0.5
# The exponent of what a corpus says where marks have taught the same themes: with half of it news
# is better by 0.002 and ministers' answers, which the marks are not of, are worse by 0.045. A
# corpus too small to vote has flatter scores.
CORPUS, SMALL_CORPUS = 0.5, 2.0
_LEAST = 1e-3


class ThemeWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A multinomial logistic regression over :func:`theme_values`.

    ``encoder`` is the version of what made the vectors that it was learned with; ``keywords`` are
    those of the themes by whose keywords sentences are judged, by id; ``weights`` are those of each
    learned theme and of ``other``, the last of them the intercept.
    """

    encoder: str
    keywords: dict[str, tuple[str, ...]]
    weights: dict[str, tuple[float, ...]]

    def learned(self, themes: Sequence[Theme], encoder: Encoder) -> tuple[int, ...]:
        """Return which of some themes, by place, are learned as they are, for such vectors."""
        if encoder.version != self.encoder:
            return ()
        return tuple(
            place
            for place, theme in enumerate(themes)
            if theme.id in self.weights and self.keywords[theme.id] == theme.keywords
        )

    def shares(
        self,
        names: Sequence[str],
        sentences: Sequence[Sentence],
        features: Sequence[SentenceFeatures],
        vectors: Vectors,
    ) -> Matrix:
        """Return the probability of learned themes, by id, and of anything else.

        Parameters
        ----------
        names
            Some of the learned themes.
        sentences, features, vectors
            Of whole documents, one after another.

        Returns
        -------
        ndarray of shape (n_sentences, n_names + 1)
            Rows sum to one.
        """
        evidence = keyword_evidence(
            _lexicon(tuple(self.keywords.items())), [row.lemmas for row in features]
        )
        values = theme_values(sentences, vectors, evidence)
        weights = np.array(list(self.weights.values()))
        logits = values @ weights[:, :-1].T + weights[:, -1]
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        leaning = _leaning(sentences, features)
        logits[leaning] += _BEFORE * logits[leaning - 1]
        powers = np.exp(logits)
        shares = powers / powers.sum(axis=1, keepdims=True)
        wanted = shares[:, [list(self.weights).index(name) for name in names]]
        return np.hstack([wanted, 1 - wanted.sum(axis=1, keepdims=True)])


def joined(scores: Matrix, shares: Matrix, places: Sequence[int], weight: float) -> Matrix:
    """Join what a corpus says of its sentences with what marks have taught.

    A theme that was not learned keeps its score; the others and ``other`` share the rest.

    Parameters
    ----------
    scores
        What the corpus says, shape (n_sentences, n_themes + 1); rows sum to one.
    shares
        What was learned, shape (n_sentences, n_places + 1).
    places
        The columns of ``scores`` that were learned; the last one of both is anything else.
    weight
        The exponent of what the corpus says.

    Returns
    -------
    ndarray of shape (n_sentences, n_themes + 1)
    """
    columns = [*places, scores.shape[1] - 1]
    found = scores.astype(np.float64)
    rest = found[:, columns]
    products = shares * np.maximum(rest, _LEAST) ** weight
    found[:, columns] = (
        rest.sum(axis=1, keepdims=True) * products / products.sum(axis=1, keepdims=True)
    )
    return found


def theme_values(
    sentences: Sequence[Sentence], vectors: Vectors, evidence: Matrix
) -> npt.NDArray[np.float64]:
    """Return what tells the theme of sentences of whole documents.

    Parameters
    ----------
    sentences, vectors
        Of whole documents, one after another; vectors of shape (n_sentences, n_dimensions).
    evidence
        What the keywords of each theme say, shape (n_sentences, n_themes).

    Returns
    -------
    ndarray of shape (n_sentences, 2 * n_dimensions + 2 * n_themes)
        The vector of each sentence, the direction of those around it, its own keywords, and the
        share that each theme has of the keywords in the rest of the document. How many there are in
        all tells a text of one theme from news, and so do vectors of whole texts: what is learned
        of either misleads in other texts.
    """
    names = {name: code for code, name in enumerate(dict.fromkeys(row.doc for row in sentences))}
    docs = np.array([names[row.doc] for row in sentences], dtype=np.intp)
    found = np.minimum(evidence, _MOST_KEYWORDS).astype(np.float64)
    totals = np.zeros((len(names), found.shape[1]))
    np.add.at(totals, docs, found)
    rest = totals[docs] - found + _DOUBT
    shares = rest / rest.sum(axis=1, keepdims=True)
    around = _AROUND * unit(_around(docs, vectors))
    return np.hstack([vectors, around, _KEYWORDS * found, shares])


def _around(docs: npt.NDArray[np.intp], vectors: Vectors) -> npt.NDArray[np.float64]:
    """Return the sum of the vectors of the sentences of the same document around each one."""
    sums = np.zeros(vectors.shape)
    for distance in range(1, _REACH + 1):
        same = (docs[distance:] == docs[:-distance])[:, None]
        sums[distance:] += same * vectors[:-distance]
        sums[:-distance] += same * vectors[distance:]
    return sums


def _leaning(
    sentences: Sequence[Sentence], features: Sequence[SentenceFeatures]
) -> npt.NDArray[np.intp]:
    """Return the rows of sentences that lean on the one before them in their document."""
    rows = [
        row
        for row in range(1, len(sentences))
        if features[row].leans_on is not None and sentences[row].doc == sentences[row - 1].doc
    ]
    return np.array(rows, dtype=np.intp)


@cache
def _lexicon(keywords: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return build_lexicon([Theme(id=name, label=name, keywords=words) for name, words in keywords])


@cache
def learned_themes() -> ThemeWeights:
    """Return what ships with the project."""
    return msgspec.json.decode(PACKAGED.read_bytes(), type=ThemeWeights)
