"""Transformers for scikit-learn: texts in, vectors or shares of themes out.

They are the front of a pipeline, as `sklearn.feature_extraction.text.TfidfVectorizer` is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from skrot.records import OTHER, Sentence, SentenceFeatures, Theme
from skrot.vectors import Encoder, Vectors, unit

if TYPE_CHECKING:
    from spacy.language import Language


class _Read(NamedTuple):
    """The sentences of texts, their features and vectors; `sizes` says how many a text has."""

    sentences: list[Sentence]
    features: list[SentenceFeatures]
    vectors: Vectors
    sizes: list[int]


class _TextTransformer(TransformerMixin, BaseEstimator):  # type: ignore[misc] # untyped
    """What both transformers do: they read texts, one after another."""

    def __init__(
        self, model: str | Path | Language | None = None, encoder: Encoder | None = None
    ) -> None:
        self.model = model
        self.encoder = encoder

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.string = True
        return tags

    def _read(self, texts: Iterable[str]) -> _Read:
        from skrot.annotate import annotate, sentences
        from skrot.encode import encode_sentences
        from skrot.extract import sentence_features
        from skrot.read import read_text

        if isinstance(texts, str):
            raise ValueError("texts must be a list of strings, not one string")  # noqa: TRY004 - as scikit-learn does
        documents = [read_text(_text(text), doc=f"{n}") for n, text in enumerate(texts)]
        encoder = self._encoder()
        found = _Read([], [], encoder.encode([]), [])
        vectors = [found.vectors]
        for document, doc in zip(documents, annotate(_loaded(self.model), documents), strict=True):
            rows = sentences(doc, document)
            found.sentences.extend(rows)
            found.features.extend(sentence_features(doc, rows, document))
            vectors.append(encode_sentences(encoder, doc, [(s.start, s.end) for s in rows]))
            found.sizes.append(len(rows))
        return found._replace(vectors=np.concatenate(vectors))

    def _encoder(self) -> Encoder:
        from skrot.encode import load_encoder

        return self.encoder or load_encoder()


class SentenceVectorizer(_TextTransformer):
    """The mean vector of the sentences of each text, of length one.

    Parameters
    ----------
    model
        As in `skrot.load`: what finds the sentences; our own model if not given.
    encoder
        What gives the vectors; that of our model if not given.

    Attributes
    ----------
    n_features_out_ : int
        How many dimensions the vectors have.
    """

    n_features_out_: int

    def fit(self, X: Iterable[str], y: object = None) -> SentenceVectorizer:
        """Learn nothing but the number of dimensions; `X` are texts."""
        self.n_features_out_ = self._encoder().encode([]).shape[1]
        return self

    def transform(self, X: Iterable[str]) -> npt.NDArray[np.float32]:
        """Return vectors, shape (n_texts, n_features_out_); of an empty text zeros."""
        check_is_fitted(self)
        found = self._read(X)
        return unit(_means(found.vectors, found.sizes)).astype(np.float32)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return names of the dimensions."""
        check_is_fitted(self)
        return np.array([f"v{n}" for n in range(self.n_features_out_)], dtype=object)


class ThemeVectorizer(_TextTransformer):
    """The share of each theme in each text: the mean of the scores of its sentences.

    Parameters
    ----------
    themes
        A themes file, or `skrot.records.Theme` objects; the default themes if not given.
    model, encoder
        As in `SentenceVectorizer`.

    Attributes
    ----------
    themes_ : tuple of Theme
        The themes, in the order of the columns; the last column is ``other``.
    model_ : skrot.cluster.ThemeModel
        What was fitted to the sentences.
    """

    themes_: tuple[Theme, ...]

    def __init__(
        self,
        themes: str | Path | Sequence[Theme] | None = None,
        model: str | Path | Language | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        super().__init__(model, encoder)
        self.themes = themes

    def fit(self, X: Iterable[str], y: object = None) -> ThemeVectorizer:
        """Fit the themes to the sentences of texts, which need no labels."""
        from skrot.cluster import fit_themes, load_themes
        from skrot.resources import themes_path

        given = self.themes
        if given is None or isinstance(given, str | Path):
            self.themes_ = load_themes(themes_path(None if given is None else Path(given)))
        else:
            self.themes_ = tuple(given)
        found = self._read(X)
        self.model_ = fit_themes(found.features, found.vectors, self.themes_, self._encoder())
        return self

    def transform(self, X: Iterable[str]) -> npt.NDArray[np.float64]:
        """Return shares, shape (n_texts, n_themes + 1), each row of sum one; ``other`` is last."""
        from skrot.cluster import assign

        check_is_fitted(self)
        found = self._read(X)
        columns = [*(theme.id for theme in self.themes_), OTHER]
        rows = assign(self.model_, found.sentences, found.features, found.vectors)
        scores = np.array([[row.scores[name] for name in columns] for row in rows])
        means = _means(scores.reshape(-1, len(columns)), found.sizes)
        means[np.array(found.sizes, dtype=int) == 0, -1] = 1.0  # nothing is about no theme
        shares: npt.NDArray[np.float64] = means / means.sum(axis=1, keepdims=True)
        return shares

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return the ids of the themes, and ``other``."""
        check_is_fitted(self)
        return np.array([*(theme.id for theme in self.themes_), OTHER], dtype=object)


@lru_cache(maxsize=1)
def _loaded(model: str | Path | Language | None) -> Language:
    """Keep the pipeline of the last call: cross-validation asks for it again and again."""
    from skrot.annotate import load

    return load(model)


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise ValueError(f"a text must be a string, not {type(text).__name__}")  # noqa: TRY004 - as scikit-learn does
    return text


def _means(rows: npt.NDArray[Any], sizes: Sequence[int]) -> npt.NDArray[np.float64]:
    """Return the mean of so many rows after one another; of none zeros."""
    found = np.zeros((len(sizes), rows.shape[1]))
    at = 0
    for number, size in enumerate(sizes):
        if size:
            found[number] = rows[at : at + size].mean(axis=0)
        at += size
    return found
