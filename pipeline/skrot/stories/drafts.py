"""The stories of one topic: by words and names that are rare in the topic, and by vectors.

A topic is looked at alone, wherever its profiles are; what comes of it has no ids yet.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skrot.stories.calendar import clashing
from skrot.stories.linkage import Rows, average_link, in_batches
from skrot.stories.profiles import Bag, Common, Profile
from skrot.stories.roles import office
from skrot.vectors import unit

# Mean similarity in a story, chosen on half of the marked pairs of news: without titles, and less
# by so much of the part of these.
_STORY, _LESS = 0.37, 0.3
# So much of the similarity is that of the titles.
_OF_TITLES = 0.35
# How rare a lemma is in titles is known as if so many more were seen, a share of which has it.
_MORE_TITLES, _TITLED = 20, 0.01
# Texts that name other weekdays are less alike by so much, and those that name other months.
_CLASH = 0.4
# From this similarity on a story goes on from an earlier one: from so many, of so many before it.
_LINKED = 0.12
_LINKS = 2
_LOOKED_BACK = 1000
# What is common in a topic is known as if so many documents of the corpus were in it, too.
_BACKED = 100
# What is common in a corpus is known as if it had so many more documents, of Polish at large; of
# these a name is in few.
_MORE = 5
_NAMED = 0.001
# Of what a document names so much weight is taken to be unlike the names of any other: that two
# name a place which most do, and nothing else, makes them no story. A rare name weighs some 30.
_UNKNOWN = 10.0
# A story is over when nothing has been written of it for so many days.
_SILENCE = 30
_ENTITIES = 8

Places = NDArray[np.intp]


class Named(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An entity of a story, by its number.

    It is quoted in a share of the texts that name it, and a subject in a share of its mentions.
    """

    entity: int
    speaks: float
    acts: float


class Draft(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A story before it has an id.

    ``members`` are places in the topic, in the order of time, and so is ``titled``, of which
    ``headline`` is; ``before`` are places in the list of the stories of the topic, of those it goes
    on from. ``offices`` are what its texts call entities.
    """

    members: tuple[int, ...]
    titled: int
    headline: str
    named: tuple[Named, ...]
    offices: tuple[tuple[str, str], ...]
    before: tuple[int, ...]


def drafts(given: Sequence[Profile], common: Common) -> list[Draft]:
    """Return the stories of a topic, whose profiles are given in the order of time."""
    if len(given) == 1:
        return [draft(given, np.zeros(1, dtype=np.intp), 0, [], common)]
    rows, titles = story_rows(given, common)
    least = _STORY - _LESS * _of_titles(common)
    stories = [
        part
        for cluster in members_of(average_link(in_batches(timed(rows, given)), least))
        for part in _spells(given, cluster)
    ]
    means = rows.mixed(_mean_of(stories, len(given)))
    lexical = means.sparse[:, : titles.shape[1]]
    links = _links(given, stories, means)
    found = []
    for at, (members, linked) in enumerate(zip(stories, links, strict=True)):
        titled = 0
        if len(members) > 1:
            titled = int((titles[members] @ lexical[at].T).toarray().ravel().argmax())
        found.append(draft(given, members, int(members[titled]), linked, common))
    return found


def draft(
    given: Sequence[Profile],
    members: Places,
    titled: int,
    before: Sequence[int],
    common: Common,
) -> Draft:
    """Make the draft of a story of some of the profiles."""
    inside = [given[i] for i in members]
    called: dict[str, list[str]] = {}
    for profile in inside:
        for entity, text in profile.offices:
            called.setdefault(entity, []).append(text)
    offices = ((entity, office(texts) or "") for entity, texts in called.items())
    return Draft(
        tuple(members.tolist()),
        titled,
        given[titled].headline,
        tuple(_named(inside, common)),
        tuple(offices),
        tuple(before),
    )


def members_of(labels: NDArray[np.intp]) -> list[Places]:
    """Return the rows of each cluster."""
    grouped = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels))
    return [part for part in np.split(grouped, ends) if len(part)]


def story_rows(given: Sequence[Profile], common: Common) -> tuple[Rows, sp.csr_matrix]:
    """Return what the stories of a topic are told by, and the words of the headlines.

    The similarity of two documents is the mean of three: of their words and of their names, by how
    rare these are in the topic, and of their vectors, without what those of the topic have in
    common; vectors of a small corpus count less, as this is not known there. A part of it is that
    of their titles, by how rare words are in titles: what happened stands there, while texts go on
    with what had happened before.
    """
    words, lemmas = _compact([profile.words for profile in given])
    names, entities = _compact([profile.names for profile in given])
    total = common.total
    weights = _idf(words, common.worded[lemmas], np.exp(-common.rare[lemmas]), total)
    vectors = _vectors(given, len(common.mean))
    seen = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
    shared = (vectors.sum(axis=0) + _BACKED * common.mean) / (len(vectors) + _BACKED)
    centred = unit(np.where(seen, vectors - shared, 0)).astype(np.float32)
    part = total / (total + _BACKED) if centred.shape[1] else 0.0
    rare = _idf(names, common.named[entities], np.full(len(entities), _NAMED), total) ** 2
    named = names.log1p() @ sp.diags(rare)
    titles = stacked([profile.titles for profile in given], len(common.rare))
    said = np.searchsorted(lemmas, titles.indices)  # of words of the document, all of them
    titles = sp.csr_matrix((titles.data, said, titles.indptr), (len(given), len(lemmas)))
    titled = np.bincount(said, minlength=len(lemmas)) + _MORE_TITLES * _TITLED
    telling = np.log1p((len(given) + _MORE_TITLES) / titled)
    of_titles = _of_titles(common)
    share = (1 - of_titles) / (2 + part)
    told = [
        unit_rows(words @ sp.diags(weights)) * np.float32(np.sqrt(share)),
        unit_rows(named, _UNKNOWN) * np.float32(np.sqrt(share)),
        unit_rows(titles @ sp.diags(telling)) * np.float32(np.sqrt(of_titles)),
    ]
    rows = Rows.of(sp.hstack(told).tocsr(), centred * np.float32(np.sqrt(part * share)))
    return rows, unit_rows(titles @ sp.diags(weights))


def _of_titles(common: Common) -> float:
    """Return the part of titles in the similarity: of few it is not known which words are rare."""
    return _OF_TITLES * common.total / (common.total + _BACKED)


def timed(rows: Rows, given: Sequence[Profile]) -> Rows:
    """Return the same rows, less alike where the profiles name other weekdays or months."""
    named, known = clashing([profile.days for profile in given])
    scale = np.float32(np.sqrt(_CLASH))
    return Rows(rows.sparse, np.hstack([rows.dense, scale * named]), scale * known)


def stacked(bags: Sequence[Bag], width: int) -> sp.csr_matrix:
    """Return bags as the rows of a matrix with so many columns."""
    # SciPy puts the entries of a row in order where they lie.
    places = np.frombuffer(bytearray().join(bag.places for bag in bags), dtype=np.int32)
    weights = np.frombuffer(bytearray().join(bag.weights for bag in bags), dtype=np.float32)
    ends = np.cumsum([0, *(len(bag.places) // 4 for bag in bags)])
    return sp.csr_matrix((weights, places, ends), (len(bags), width))


def _compact(bags: Sequence[Bag]) -> tuple[sp.csr_matrix, NDArray[np.intp]]:
    """Return bags as the rows of a matrix without empty columns, and which columns these are."""
    matrix = stacked(bags, np.iinfo(np.int32).max)
    used, inverse = np.unique(matrix.indices, return_inverse=True)
    return sp.csr_matrix((matrix.data, inverse, matrix.indptr), (len(bags), len(used))), used


def _vectors(given: Sequence[Profile], width: int) -> NDArray[np.float32]:
    found = np.zeros((len(given), width), dtype=np.float32)
    for row, profile in zip(found, given, strict=True):
        if profile.vector:
            row[:] = np.frombuffer(profile.vector, dtype=np.float16)
    return found


def _idf(
    counts: sp.csr_matrix,
    documents: NDArray[np.intp],
    everywhere: NDArray[np.float64],
    total: int,
) -> NDArray[np.float64]:
    """Return how rare each column is in a topic.

    Its share of the documents there is backed by its share of the `total` of the corpus, and that
    by its share `everywhere` (Dirichlet smoothing).
    """
    inside = np.bincount(counts.indices, minlength=counts.shape[1])
    outside = (documents + _MORE * everywhere) / (total + _MORE)
    share = (inside + _BACKED * outside) / (counts.shape[0] + _BACKED)
    found: NDArray[np.float64] = np.log1p(1 / share)
    return found


def unit_rows(matrix: sp.csr_matrix, unknown: float = 0.0) -> sp.csr_matrix:
    """Return rows of length one with an `unknown` part, as float32; empty ones stay."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel() + unknown**2)
    scaled = sp.diags(1 / np.where(lengths > 0, lengths, 1)) @ matrix
    return scaled.tocsr().astype(np.float32)


def _mean_of(stories: Sequence[Places], total: int) -> sp.csr_matrix:
    sizes = [len(story) for story in stories]
    weights = np.repeat([1 / size for size in sizes], sizes).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return sp.csr_matrix((weights, np.concatenate(stories), ends), (len(stories), total))


def _spells(given: Sequence[Profile], cluster: Places) -> Iterator[Places]:
    """Part a story where nothing was written for long; what has no date stays with the most."""
    days = {i: _day(given[i].date) for i in cluster.tolist()}
    dated = sorted((day, i) for i, day in days.items() if day is not None)
    parts = [[i for _, i in dated[:1]]]
    for (one, _), (other, i) in pairwise(dated):
        if other - one > _SILENCE:
            parts.append([])
        parts[-1].append(i)
    max(parts, key=len).extend(i for i, day in days.items() if day is None)
    yield from (np.array(sorted(part), dtype=np.intp) for part in parts)


def _day(date: str | None) -> int | None:
    """Return the number of a day; None where a date does not tell it."""
    try:
        return None if date is None else datetime.date.fromisoformat(date).toordinal()
    except ValueError:
        return None


def _links(given: Sequence[Profile], stories: Sequence[Places], means: Rows) -> list[list[int]]:
    """Return the earlier stories that each goes on from, the nearest first."""
    begins = [_day(given[story[0]].date) for story in stories]
    dated = sorted((begin, at) for at, begin in enumerate(begins) if begin is not None)
    found: list[list[int]] = [[] for _ in stories]
    for start in range(0, len(dated), _LOOKED_BACK):
        stop = start + _LOOKED_BACK
        back = dated[max(0, start - _LOOKED_BACK) : stop]
        here = _places(dated[start:stop])
        like = means.take(here).products(means.take(_places(back)))
        days = np.array([begin for begin, _ in back])
        for row, (begin, at) in zip(like, dated[start:stop], strict=True):
            fitting = np.where(days < begin, row, 0.0)
            best = np.argsort(-fitting, kind="stable")[:_LINKS].tolist()
            found[at] = [back[i][1] for i in best if fitting[i] >= _LINKED]
    return found


def _places(dated: Sequence[tuple[int, int]]) -> Places:
    return np.array([at for _, at in dated], dtype=np.intp)


def _named(given: Sequence[Profile], common: Common) -> Iterator[Named]:
    """Give what most documents of a story name, and name first, and others do not."""
    places = np.frombuffer(b"".join(profile.names.places for profile in given), dtype=np.int32)
    used, texts = np.unique(places, return_counts=True)
    weights = _sums(used, [profile.names for profile in given])
    ranks = -weights * np.log1p(common.total / common.named[used])
    best = np.argsort(ranks, kind="stable")[:_ENTITIES]
    acts = _sums(used, [profile.subjects for profile in given])
    quoted = _sums(used, [profile.speakers for profile in given])
    for at in best.tolist():
        yield Named(int(used[at]), float(quoted[at] / texts[at]), float(acts[at] / weights[at]))


def _sums(used: NDArray[np.int32], bags: Iterable[Bag]) -> NDArray[np.float32]:
    """Return the sums of the weights of terms that are given in order, each among them."""
    found = np.zeros(len(used), dtype=np.float32)
    for bag in bags:  # of one bag each term once
        found[np.searchsorted(used, bag.terms)] += np.frombuffer(bag.weights, dtype=np.float32)
    return found
