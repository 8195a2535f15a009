"""What a document is about, as numbers: its words, its names and its vector, the first ones most.

What happened stands at the beginning of a report; what follows is told by others, too.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skrot.records import DocumentFacts, Sentence, SentenceFeatures
from skrot.stories.rarity import rarity
from skrot.vectors import unit

# Weights fall to one half after so many words; chosen with the thresholds (`docs/stories.md`).
_WORDS, _NAMES, _VECTOR = 20, 80, 30
# What stands after so many words weighs next to nothing.
_READ = 300
# A sentence counts by its words, a long one no more than this.
_LONG = 30
_LEFT_OUT = frozenset({"teaser", "other"})


class Profiles(NamedTuple):
    """The profiles of documents, a row each, in the order given.

    ``words`` and ``titles`` are CSR matrices over the lemmas of the corpus, each of which
    ``worded`` documents have and whose rarity in Polish is in ``rare``; ``names`` is one over its
    ``entities``, each of which ``named`` documents name.
    ``vectors`` has shape (n_documents, n_dimensions), float16, zeros where there is none, and
    ``mean`` is theirs.
    ``headlines`` are the title of each document, or a sentence of it, as it stands there.
    ``subjects`` tells how much of ``names`` stands as the subject of a main clause, ``speakers`` is
    one where a document quotes an entity, and ``offices`` are what each document calls its entities
    by what they do.
    """

    docs: tuple[str, ...]
    dates: tuple[str | None, ...]
    origins: tuple[str, ...]
    headlines: tuple[str, ...]
    words: sp.csr_matrix
    titles: sp.csr_matrix
    names: sp.csr_matrix
    vectors: NDArray[np.float16]
    mean: NDArray[np.float32]
    worded: NDArray[np.intp]
    rare: NDArray[np.float64]
    entities: tuple[str, ...]
    named: NDArray[np.intp]
    subjects: sp.csr_matrix
    speakers: sp.csr_matrix
    offices: tuple[tuple[tuple[str, str], ...], ...]


class _Bags:
    """Bags of terms, kept as the rows of a sparse matrix."""

    def __init__(self, terms: dict[str, int]) -> None:
        self._terms = terms
        self._places = array("i")
        self._weights = array("f")
        self._ends = array("q", [0])

    def add(self, bag: Mapping[str, float]) -> None:
        for term, weight in bag.items():
            self._places.append(self._terms.setdefault(term, len(self._terms)))
            self._weights.append(weight)
        self._ends.append(len(self._places))

    def matrix(self) -> sp.csr_matrix:
        # Not copied: a large corpus has hundreds of megabytes of them.
        parts = (
            np.frombuffer(self._weights, dtype=np.float32),
            np.frombuffer(self._places, dtype=np.int32),
            np.frombuffer(self._ends, dtype=np.int64),
        )
        return sp.csr_matrix(parts, (len(self._ends) - 1, len(self._terms)))


def profiles(documents: Iterable[DocumentFacts]) -> Profiles:
    """Return the profiles of documents, which are read once; some 2 kB are kept of each."""
    lemmas: dict[str, int] = {}
    entities: dict[str, int] = {}
    words, titles, names = _Bags(lemmas), _Bags(lemmas), _Bags(entities)
    subjects, speakers = _Bags(entities), _Bags(entities)
    known: list[tuple[str, str | None, str, str]] = []
    offices: list[tuple[tuple[str, str], ...]] = []
    vectors = bytearray()
    width = 0
    for document in documents:
        rows = _read(document)
        text, lead = _headline(rows)
        known.append((document.doc, document.date, document.origin or document.doc, text))
        words.add(_words(rows))
        titles.add(dict.fromkeys(lead, 1.0))
        named = _names(document, rows)
        names.add(named)
        subjects.add(_names(document, rows, document.subjects))
        spoken = {quote.speaker for quote in document.quotes}
        speakers.add({entity: 1.0 for entity in named if entity in spoken})
        offices.append(tuple(_offices(document)))
        vector = _vector(document, rows)
        width = max(width, len(vector))
        vectors += vector.tobytes()
    docs, dates, origins, headlines = zip(*known, strict=True) if known else ((), (), (), ())
    said, counted = words.matrix(), names.matrix()
    matrix = np.frombuffer(vectors, dtype=np.float16).reshape(len(docs), width)
    return Profiles(
        docs,
        dates,
        origins,
        headlines,
        said,
        titles.matrix(),
        counted,
        matrix,
        matrix.mean(axis=0, dtype=np.float32) if len(docs) else np.zeros(width, dtype=np.float32),
        np.bincount(said.indices, minlength=len(lemmas)),
        np.array([rarity(lemma) for lemma in lemmas], dtype=np.float64),
        tuple(entities),
        np.bincount(counted.indices, minlength=len(entities)),
        subjects.matrix(),
        speakers.matrix(),
        tuple(offices),
    )


# A sentence, its features, its place among those of the document, and the words before it.
_Row = tuple[Sentence, SentenceFeatures, int, int]


def _read(document: DocumentFacts) -> list[_Row]:
    rows: list[_Row] = []
    before = 0
    pairs = zip(document.sentences, document.features, strict=True)
    for place, (sentence, features) in enumerate(pairs):
        if sentence.part not in _LEFT_OUT and before < _READ:
            rows.append((sentence, features, place, before))
            before += len(features.lemmas)
    return rows


def _headline(rows: Sequence[_Row]) -> tuple[str, tuple[str, ...]]:
    """Return the title and its lemmas; without one the first sentence that says something."""
    titles = (row for row in rows if row[0].part == "title")
    telling = (row for row in rows if row[1].fragment is None and not row[1].formal)
    for sentence, features, _, _ in chain(titles, telling, rows):
        return sentence.text, features.lemmas
    return "", ()


def _fading(before: int, half: int) -> float:
    return 1.0 / (1.0 + before / half)


def _words(rows: Iterable[_Row]) -> dict[str, float]:
    bag: defaultdict[str, float] = defaultdict(float)
    for _, features, _, before in rows:
        weight = _fading(before, _WORDS)
        for lemma in features.lemmas:
            bag[lemma] += weight
    return bag


def _names(
    document: DocumentFacts, rows: Iterable[_Row], starts: Collection[int] | None = None
) -> dict[str, float]:
    """Return what is named, or what is named at some places, with weights."""
    weights = {sentence.n: _fading(before, _NAMES) for sentence, _, _, before in rows}
    bag: defaultdict[str, float] = defaultdict(float)
    for mention in document.mentions:
        if mention.n in weights and (starts is None or mention.start in starts):
            bag[mention.entity] += weights[mention.n]
    return bag


def _offices(document: DocumentFacts) -> Iterator[tuple[str, str]]:
    """Give what a document calls somebody; as a subject it is in the nominative."""
    for row in document.references:
        if row.kind == "office" and row.entity is not None and row.start in document.subjects:
            yield row.entity, row.text[:1].lower() + row.text[1:]


def _vector(document: DocumentFacts, rows: Iterable[_Row]) -> NDArray[np.float16]:
    if document.vectors is None:
        return np.zeros(0, dtype=np.float16)
    total = np.zeros(document.vectors.shape[1], dtype=np.float32)
    for _, features, place, before in rows:
        size = min(len(features.lemmas), _LONG)
        total += size * _fading(before, _VECTOR) * document.vectors[place]
    return unit(total).astype(np.float16)
