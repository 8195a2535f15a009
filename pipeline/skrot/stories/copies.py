"""Documents that repeat one another wholly or in part: agency texts, cut, retitled, added to.

Candidates come from an index of a sample of their word sequences, each of which leads to the first
document that has it and to the one before; what two candidates share is then counted exactly.

Source of the method: Broder, "On the resemblance and containment of documents", 1997 (sampling of
word sequences by their numbers; containment). MinHash estimates how much of both texts together is
common, which is little for a short text within a long one, and so would miss what is only cut.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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


class Sampled(NamedTuple):
    """What is asked of all documents: a sample of the word sequences of some of them.

    ``sizes`` are their numbers of words, ``sequences`` the sampled ones, each document's in order
    and each once, of which each document has one of the ``counts``; one that is too short to be a
    copy has none.
    """

    docs: tuple[str, ...]
    dates: tuple[str | None, ...]
    sizes: Numbers
    sequences: Numbers
    counts: Numbers


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
    words = {document.doc: words_of(document, numbers) for document in documents}
    copies = copies_among([sample(words.values())], lambda docs: (words[doc] for doc in docs))
    return {doc: copies.get(doc, Copy(doc, 0.0, ())) for doc in words}


def sample(texts: Iterable[Words]) -> Sampled:
    """Sample the word sequences of some documents."""
    texts = list(texts)
    sampled = []
    for text in texts:
        found = np.unique(text.shingles)
        sampled.append(found[found % _SAMPLED == 0] if len(found) >= _SHORTEST else found[:0])
    return Sampled(
        tuple(text.doc for text in texts),
        tuple(text.date for text in texts),
        np.array([len(text.words) for text in texts], dtype=np.uint32),
        np.concatenate([*sampled, np.empty(0, dtype=np.uint32)]),
        np.array([len(found) for found in sampled], dtype=np.uint32),
    )


def copies_among(
    parts: Iterable[Sampled], words: Callable[[Sequence[str]], Iterable[Words]]
) -> dict[str, Copy]:
    """Find the copies among documents of which samples are given, as `find_copies` does.

    Parameters
    ----------
    parts
        Samples of all documents.
    words
        Gives the words of some documents, in order: of those that may have much in common.

    Returns
    -------
    dict of str to Copy
        Those that repeat another one; each of the others is its own origin.
    """
    columns = [list(rows) for rows in zip(*parts, strict=True)] or [[] for _ in Sampled._fields]
    docs = [doc for some in columns[0] for doc in some]
    dates = [date for some in columns[1] for date in some]
    sizes, sequences, counts = (
        np.concatenate([*some, np.empty(0, dtype=np.uint32)]) for some in columns[2:]
    )
    del columns
    order = sorted(
        range(len(docs)),
        key=lambda i: (dates[i] is None, dates[i] or "", -int(sizes[i]), docs[i]),
    )
    rank = np.empty(len(docs), dtype=np.uint32)
    rank[order] = np.arange(len(docs), dtype=np.uint32)
    candidates = _candidates(sequences, counts, rank)
    wanted = sorted({*candidates, *(j for met in candidates.values() for j in met)})
    names = [docs[order[i]] for i in wanted]
    texts = dict(zip(wanted, words(names), strict=True))
    return dict(_groups(texts, _shares(texts, candidates)))


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


def _candidates(sequences: Numbers, counts: Numbers, rank: Numbers) -> dict[int, list[int]]:
    """Give the earlier documents that share most with each, by the sample and by ranks in time."""
    every = sequences.astype(np.uint64) << _HALF
    every |= np.repeat(rank, counts)
    every.sort()
    values, holders = (every >> _HALF).astype(np.uint32), every.astype(np.uint32)
    del every
    sizes = np.zeros(len(rank), dtype=np.intp)
    sizes[rank] = counts
    begins = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]])[: len(values)])
    lengths = np.diff(np.append(begins, len(values)))
    del values
    first = np.repeat(holders[begins], lengths)
    later = np.ones(len(holders), dtype=np.bool_)
    later[begins] = False
    del begins, lengths
    pairs = [_pairs(holders[later], first[later])]
    # The one before is the first one for the second: it would be counted twice.
    before = np.concatenate([holders[:1], holders[:-1]])
    later &= before != first
    del first
    pairs.append(_pairs(holders[later], before[later]))
    del holders, before, later
    keys, shared = np.unique(np.concatenate(pairs), return_counts=True)
    del pairs
    i, j = (keys >> _HALF).astype(np.intp), (keys & np.uint64(0xFFFFFFFF)).astype(np.intp)
    enough = shared * _PART >= np.minimum(sizes[i], sizes[j])
    i, j, shared = i[enough], j[enough], shared[enough]
    candidates: dict[int, list[int]] = {}
    for row in np.lexsort((j, -shared, i)).tolist():
        met = candidates.setdefault(int(i[row]), [])
        if len(met) < _MET:
            met.append(int(j[row]))
    return candidates


def _pairs(one: Numbers, other: Numbers) -> NDArray[np.uint64]:
    """Make one number of two documents."""
    found: NDArray[np.uint64] = one.astype(np.uint64) << _HALF
    found |= other
    return found


def _shares(
    texts: Mapping[int, Words], candidates: dict[int, list[int]]
) -> dict[int, list[tuple[float, int]]]:
    """Count exactly what candidates share; keep those that are copies."""
    sets = {i: np.unique(text.shingles) for i, text in texts.items()}
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


def _groups(
    texts: Mapping[int, Words], copies: dict[int, list[tuple[float, int]]]
) -> Iterator[tuple[str, Copy]]:
    """Give each copy, in order of time, the origin of the one that it shares most with."""
    roots = {i: i for i in texts}
    copied = {j for found in copies.values() for _, j in found}
    said: dict[int, Numbers] = {}
    for i, text in texts.items():
        if i not in copies:
            if i in copied:
                said[i] = np.unique(text.shingles)
            continue
        _, nearest = max(copies[i], key=lambda found: (found[0], -found[1]))
        root = roots[i] = roots[nearest]
        own = text.shingles
        repeats = _repeats(text, np.isin(own, said[root]))
        said[root] = np.union1d(said[root], own)
        copy = Copy(texts[root].doc, round(float(repeats.mean()), 4), _adds(text, repeats))
        yield text.doc, copy


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
