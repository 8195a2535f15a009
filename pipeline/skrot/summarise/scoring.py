"""What a sentence is worth within its document, before anything is selected."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.records import (
    DocumentFacts,
    Mention,
    Number,
    PartKind,
    Sentence,
    quoted_parts,
)
from skrot.summarise.sections import is_conclusion
from skrot.summarise.shown import shown_text
from skrot.summarise.weights import Weights

# Sentences of these lengths in words read well; the penalty grows outside.
_SHORTEST, _LONGEST = 8, 40
# Names and numbers beyond these add nothing.
_MANY_NAMES, _MANY_NUMBERS = 4, 3


class Candidate(NamedTuple):
    """A sentence that may be selected, with what selection asks about it.

    ``parts`` are the parts of its score; ``needs`` the sentences of its document (by n) that must
    be in the digest with it. ``full`` are persons it names in full, ``short`` those it does not;
    ``numbers`` are under what makes them the same number; ``n_words`` are words as a reader counts
    them, without what is left out; ``named`` are those of ``names`` that it does not only point to,
    in the order it has them.
    """

    position: int
    sentence: Sentence
    vector: npt.NDArray[np.float32]
    lemmas: frozenset[str]
    parts: dict[str, float]
    names: frozenset[str]
    full: frozenset[str]
    short: frozenset[str]
    numbers: dict[str, Number]
    needs: tuple[int, ...]
    leans: bool
    n_words: int
    named: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(self.parts.values())

    def trimmed(self, left_out: tuple[tuple[int, int], ...]) -> Candidate:
        """Return it without pieces of its document, as (start, end) in characters."""
        row = msgspec.structs.replace(self.sentence, left_out=left_out)
        return self._replace(
            sentence=row, n_words=count_words(shown_text(row.text, row.start, left_out))
        )


def count_words(text: str) -> int:
    """Return the number of words: pieces between spaces with a letter or a digit in them."""
    # Most pieces begin with a letter: looking at the rest of them takes three times as long.
    return sum([piece[0].isalnum() or any(map(str.isalnum, piece)) for piece in text.split()])


def candidates(
    given: DocumentFacts,
    position: int,
    weights: Weights,
    include: frozenset[PartKind],
    exclude: frozenset[PartKind],
    *,
    never: frozenset[int] = frozenset(),
) -> list[Candidate]:
    """Return the sentences of a document that may be selected, scored within the document.

    Parameters
    ----------
    given
        The document.
    position
        Its place among the documents.
    weights
        The weights of the parts.
    include, exclude
        Kinds of parts to take although they are not by default, and not to take although they are.
    never
        Sentences (by n) that are no candidates.

    Returns
    -------
    list of Candidate
        In source order. A row that is no whole sentence is left out, and a sentence that cannot
        stand without something that is no candidate.
    """
    kinds = quoted_parts(include, exclude)
    eligible = [
        i
        for i, (row, feature) in enumerate(zip(given.sentences, given.features, strict=True))
        if row.n not in never
        and (row.part in include - exclude or (row.part in kinds and not feature.fragment))
    ]
    if not eligible:
        return []
    needs = _needs(given, set(eligible))
    kept = [i for i in eligible if needs[i] is not None]
    sizes = {i: count_words(given.sentences[i].text) for i in eligible}
    parts = _document_parts(given, sizes, weights)
    names = _by_sentence(given.mentions)
    numbers: dict[int, dict[str, Number]] = {}
    for number in given.numbers:
        if number.value is not None or number.low is not None:
            numbers.setdefault(number.n, {})[_number_key(number)] = number
    found = []
    for i in kept:
        row, feature = given.sentences[i], given.features[i]
        persons = [m for m in names.get(row.n, ()) if m.label == "persName"]
        full = frozenset(m.entity for m in persons if len(m.text.split()) > 1)
        entities = frozenset(
            m.entity for m in names.get(row.n, ()) if m.label not in {"date", "time"}
        )
        mine = numbers.get(row.n, {})
        scored = dict(parts[i])
        scored["names"] = weights.reward.names * _saturating(len(entities), _MANY_NAMES)
        scored["numbers"] = weights.reward.numbers * _saturating(len(mine), _MANY_NUMBERS)
        found.append(
            Candidate(
                position=position,
                sentence=row,
                vector=given.vectors[i],
                lemmas=frozenset(feature.lemmas),
                parts=scored,
                names=entities,
                full=full,
                short=frozenset(m.entity for m in persons) - full,
                numbers=mine,
                needs=needs[i] or (),
                leans=feature.leans_on is not None,
                n_words=sizes[i],
                named=tuple(dict.fromkeys(m.entity for m in _naming(names.get(row.n, ())))),
            )
        )
    return found


def _naming(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that name an entity and not only point to it, in text order."""
    return sorted((m for m in mentions if not m.relational), key=lambda m: m.start)


def _needs(given: DocumentFacts, eligible: set[int]) -> list[tuple[int, ...] | None]:
    """Return which sentences each one needs (by n), null where one of them cannot be had."""
    place = {row.n: i for i, row in enumerate(given.sentences)}
    direct: list[set[int] | None] = []
    for i, feature in enumerate(given.features):
        wanted: set[int] = set()
        if feature.leans_on is not None:
            wanted.add(i - 1)
        if feature.speaker is False:
            at = place.get(feature.speaker_n) if feature.speaker_n is not None else None
            wanted |= {-1} if at is None else set(range(min(i, at), max(i, at) + 1)) - {i}
        direct.append(wanted if wanted <= eligible else None)
    found: list[tuple[int, ...] | None] = []
    for i in range(len(direct)):
        closure: set[int] = set()
        todo = [i]
        lost = False
        while todo and not lost and len(closure) <= CHAIN_LIMIT + 1:
            at = todo.pop()
            if at in closure:
                continue
            closure.add(at)
            wanted_here = direct[at]
            lost = wanted_here is None
            todo += sorted(wanted_here or ())
        closure.discard(i)
        if lost or len(closure) > CHAIN_LIMIT:
            found.append(None)
        else:
            found.append(tuple(sorted(given.sentences[at].n for at in closure)))
    return found


# A sentence may bring along at most so many others.
CHAIN_LIMIT = 2


def _document_parts(
    given: DocumentFacts, sizes: Mapping[int, int], weights: Weights
) -> dict[int, dict[str, float]]:
    """Return the parts of the scores of sentences; ``sizes`` are those that count, in words."""
    eligible = list(sizes)
    reward, penalty = weights.reward, weights.penalty
    lemmas = [given.features[i].lemmas for i in eligible]
    central = scaled(centrality(lemmas, given.vectors[eligible]))
    title = {
        lemma
        for row, feature in zip(given.sentences, given.features, strict=True)
        if row.part == "title"
        for lemma in feature.lemmas
    }
    listed = np.array([given.sentences[i].part == "takeaway" for i in eligible])
    below = ~listed & [is_conclusion(given.features[i].heading or "") for i in eligible]
    early = _early(np.arange(len(eligible)), len(eligible))
    # Conclusions are a second beginning; a list of them says at once all that matters.
    size = int(below.sum())
    early[below] = np.maximum(early[below], _early(np.arange(size), size))
    early[listed] = 1.0
    concludes = listed | below
    parts: dict[int, dict[str, float]] = {}
    paragraph = -1
    for rank, i in enumerate(eligible):
        row, feature = given.sentences[i], given.features[i]
        shared = len(title & set(feature.lemmas))
        values = {
            "centrality": reward.centrality * float(central[rank]),
            "position": reward.position * early[rank],
            "opening": reward.opening * (feature.paragraph != paragraph),
            "part": reward.lead * (row.part == "lead") + reward.takeaway * concludes[rank],
            "title": reward.title * _saturating(shared, 3),
            "length": -penalty.length * _ill_length(sizes[i]),
            "question": -penalty.question * feature.question,
            "unattributed": -penalty.unattributed * (feature.speaker is False),
            "formal": -penalty.formal * feature.formal,
            "evasive": -penalty.evasive * feature.evasive,
            "leaning": -penalty.leaning * (feature.leans_on is not None),
            "adding": -penalty.adding * feature.adds,
        }
        parts[i] = {name: float(value) for name, value in values.items()}
        paragraph = feature.paragraph
    return parts


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
    """Return the mean logarithmic frequency (`logarithms`) of a sentence's different lemmas."""
    different = sorted(set(lemmas))  # so that it is summed up in one order
    return sum([frequency[lemma] for lemma in different]) / max(len(different), 1)


def _early(rank: npt.NDArray[np.int_], size: int) -> npt.NDArray[np.float64]:
    """Fall from one at the start of a document to zero at its end, fastest at the start."""
    return (1 - rank / size) ** 2


def _ill_length(words: int) -> float:
    if words < _SHORTEST:
        return (_SHORTEST - words) / _SHORTEST
    return min(1.0, max(0.0, (words - _LONGEST) / _LONGEST))


def _saturating(count: int, many: int) -> float:
    return min(count, many) / many


def _by_sentence(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.n, []).append(mention)
    return found


def _number_key(number: Number) -> str:
    return f"{number.value} {number.low} {number.high} {number.unit or number.currency or ''}"
