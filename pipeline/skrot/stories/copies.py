"""Documents that repeat one another wholly or in part: agency texts, cut, retitled, added to.

Candidates come from an index of a sample of their word sequences, each of which leads to the first
document that has it and to the one before; what two candidates share is then counted exactly.

Source of the method: Broder, "On the resemblance and containment of documents", 1997 (sampling of
word sequences by their numbers; containment). MinHash estimates how much of both texts together is
common, which is little for a short text within a long one, and so would miss what is only cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skrot.records import DocumentFacts
from skrot.shingles import WordNumbers, shingles

# Chosen on half of the marked pairs of news (tests/quality/stories.py): the least share of a copy
# there is 0.51, the largest of other texts but one 0.31.
_COPY = 0.42
_SHINGLE = 5
# A text with fewer sequences is too short to be a copy of anything.
_SHORTEST = 10
# One word sequence in so many is in the index.
_SAMPLED = 4
# A document meets so many that share most with it, and only those with a part of the sample.
_MET = 5
_PART = 8
# A sentence of which less was said before adds something.
_SAID = 0.8
_SOURCE_PARTS = frozenset({"title", "lead", "heading", "body", "takeaway"})
_WORD = re.compile(r"\w+")
_HALF = np.uint64(32)

Numbers = NDArray[np.uint32]


class Copy(NamedTuple):
    """What a document repeats of earlier ones.

    ``origin`` is the earliest document of its group, itself where it repeats none; ``repeated`` is
    the share of its words that stand in earlier ones of the group; ``adds`` are the numbers of the
    sentences that say something which these do not, none for an origin.
    """

    origin: str
    repeated: float
    adds: tuple[int, ...]


class Words(NamedTuple):
    """The words of a document as numbers, and how many each sentence has, by sentence."""

    doc: str
    date: str | None
    words: Numbers
    sentences: Numbers

    @property
    def shingles(self) -> Numbers:
        """A number for each sequence of words, in order."""
        return (shingles(self.words.astype(np.uint64), _SHINGLE) >> _HALF).astype(np.uint32)


def find_copies(documents: Iterable[DocumentFacts]) -> dict[str, Copy]:
    """Find which documents are copies of which, and what each adds.

    Two documents are copies when the mean of the two shares that they have in common, the one of
    the first and the one of the second (Kulczynski's measure), is large. Shares are of sequences of
    five words; one that many documents have counts less, so that an account of what went before,
    which every report of an agency ends with, makes no copies. Of two that are alike the origin is
    the one that is dated earlier, then the longer one, then the first by name.

    Parameters
    ----------
    documents : iterable of DocumentFacts
        Read once; ``sentences`` and ``date`` are looked at. Four bytes a word are kept.

    Returns
    -------
    dict of str to Copy
        One for each document, in the order given.
    """
    numbers = WordNumbers()
    return copies_among([words_of(document, numbers) for document in documents])


def copies_among(given: Sequence[Words]) -> dict[str, Copy]:
    """Find the copies among documents of which the words are given, as `find_copies` does."""
    order = sorted(range(len(given)), key=lambda i: _place(given[i]))
    texts = [given[i] for i in order]
    pairs = _shares(texts, _candidates(texts))
    found = {text.doc: copy for text, copy in zip(texts, _groups(texts, pairs), strict=True)}
    return {text.doc: found[text.doc] for text in given}


def words_of(document: DocumentFacts, numbers: WordNumbers) -> Words:
    """Return the words of a document; `numbers` may be shared by documents."""
    words: list[int] = []
    sizes = []
    for sentence in document.sentences:
        counted = sentence.part in _SOURCE_PARTS
        found = _WORD.findall(sentence.text.casefold()) if counted else ()
        words += [numbers[word] for word in found]
        sizes.append(len(found))
    return Words(
        document.doc,
        document.date,
        np.array(words, dtype=np.uint32),
        np.array(sizes, dtype=np.uint32),
    )


def _place(text: Words) -> tuple[bool, str, int, str]:
    return text.date is None, text.date or "", -len(text.words), text.doc


def _candidates(texts: Sequence[Words]) -> dict[int, list[int]]:
    """Give the earlier documents that share most with each, by the sample."""
    postings = [np.empty(0, dtype=np.uint64)]
    sizes = np.zeros(len(texts), dtype=np.intp)
    for i, text in enumerate(texts):
        found = np.unique(text.shingles)
        sampled = found[found % _SAMPLED == 0] if len(found) >= _SHORTEST else found[:0]
        sizes[i] = len(sampled)
        postings.append(sampled.astype(np.uint64) << _HALF | np.uint64(i))
    every = np.concatenate(postings)
    del postings  # what is sampled of a large corpus is there once
    every.sort()
    values, holders = (every >> _HALF).astype(np.uint32), every.astype(np.uint32)
    del every
    begins = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
    lengths = np.diff(np.append(begins, len(values)))
    first = np.repeat(holders[begins], lengths)
    before = np.concatenate([holders[:1], holders[:-1]])
    later = np.repeat(begins, lengths) != np.arange(len(values))
    # The one before is the first one for the second: it would be counted twice.
    third = later & (before != first)
    one = np.concatenate([holders[later], holders[third]]).astype(np.uint64)
    other = np.concatenate([first[later], before[third]]).astype(np.uint64)
    keys, counts = np.unique(one << _HALF | other, return_counts=True)
    i, j = (keys >> _HALF).astype(np.intp), (keys & np.uint64(0xFFFFFFFF)).astype(np.intp)
    enough = counts * _PART >= np.minimum(sizes[i], sizes[j])
    i, j, counts = i[enough], j[enough], counts[enough]
    candidates: dict[int, list[int]] = {}
    for row in np.lexsort((j, -counts, i)).tolist():
        met = candidates.setdefault(int(i[row]), [])
        if len(met) < _MET:
            met.append(int(j[row]))
    return candidates


def _shares(
    texts: Sequence[Words], candidates: dict[int, list[int]]
) -> dict[int, list[tuple[float, int]]]:
    """Count exactly what candidates share; keep those that are copies."""
    wanted = sorted({*candidates, *(j for met in candidates.values() for j in met)})
    sets = {i: np.unique(texts[i].shingles) for i in wanted}
    if not sets:
        return {}
    known, documents = np.unique(np.concatenate(list(sets.values())), return_counts=True)
    weights = 1 / np.sqrt(documents)

    def weight(some: Numbers) -> float:
        return float(weights[np.searchsorted(known, some)].sum())

    whole = {i: weight(found) for i, found in sets.items()}
    copies: dict[int, list[tuple[float, int]]] = {}
    for i, met in candidates.items():
        for j in met:
            common = weight(np.intersect1d(sets[i], sets[j], assume_unique=True))
            share = (common / whole[i] + common / whole[j]) / 2
            if share >= _COPY:
                copies.setdefault(i, []).append((share, j))
    return copies


def _groups(texts: Sequence[Words], copies: dict[int, list[tuple[float, int]]]) -> Iterable[Copy]:
    """Give each document, in order of time, the origin of the one that it shares most with."""
    roots = list(range(len(texts)))
    copied = {j for found in copies.values() for _, j in found}
    said: dict[int, Numbers] = {}
    for i, text in enumerate(texts):
        if i not in copies:
            if i in copied:
                said[i] = np.unique(text.shingles)
            yield Copy(text.doc, 0.0, ())
            continue
        _, nearest = max(copies[i], key=lambda found: (found[0], -found[1]))
        root = roots[i] = roots[nearest]
        own = text.shingles
        repeats = _repeats(text, np.isin(own, said[root]))
        said[root] = np.union1d(said[root], own)
        yield Copy(texts[root].doc, round(float(repeats.mean()), 4), _adds(text, repeats))


def _repeats(text: Words, known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the words that stand in a sequence which is known."""
    edges = np.zeros(len(text.words) + 1, dtype=np.int64)
    places = np.flatnonzero(known)
    edges[places] += 1
    edges[places + _SHINGLE] -= 1
    marked: NDArray[np.bool_] = np.cumsum(edges)[:-1] > 0
    return marked


def _adds(text: Words, repeats: NDArray[np.bool_]) -> tuple[int, ...]:
    """Return the sentences of which less than `_SAID` was said before."""
    sizes = text.sentences.astype(np.intp)
    ends = np.cumsum(sizes)
    said = np.concatenate([[0], np.cumsum(repeats)])
    before = said[ends] - said[ends - sizes]
    new = (sizes > 0) & (before < _SAID * sizes)
    return tuple(np.flatnonzero(new).tolist())
