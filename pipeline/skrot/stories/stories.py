"""Stories: documents that tell of one thing that happened, and topics that stories belong to.

What makes a topic is rare in Polish, however common in the corpus ("brexit"); what makes a story
is rare in its topic. Both are clusters by average linkage: how many there are comes out.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from skrot.records import DocumentFacts, Story, StoryEntity, StorySection
from skrot.stories.identity import lasting_ids
from skrot.stories.linkage import Rows, average_link
from skrot.stories.profiles import Profiles, profiles
from skrot.stories.roles import office, role
from skrot.stories.sections import divided, merged, units_of
from skrot.vectors import unit

# Mean similarity in a topic and in a story; chosen on half of the marked pairs of news.
_TOPIC = 0.05
_STORY = 0.37
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


class _Draft(NamedTuple):
    """A story before it has an id: its members, whose headline it has, what it goes on from.

    ``before`` are places in the list of the stories of its topic.
    """

    members: Places
    titled: int
    entities: tuple[StoryEntity, ...]
    before: list[int]


def find_stories(documents: Iterable[DocumentFacts], before: Sequence[Story] = ()) -> list[Story]:
    """Put documents into stories, and stories into topics.

    Parameters
    ----------
    documents : iterable of DocumentFacts
        With sentences, features, vectors, mentions, dates and origins, as far as they are known;
        read once. Their order does not matter.
    before : sequence of Story
        The stories of the run before: a story with most of the documents of one of these has its
        id, and so has a topic.

    Returns
    -------
    list of Story
        Each document is in one, and so is each section of a long one. Those with most independent
        texts come first. Themes, quantities and sentences are left empty.
    """
    sections: dict[str, StorySection] = {}
    within: dict[str, list[str]] = {}

    def units() -> Iterator[DocumentFacts]:
        for document in documents:
            for facts, section in divided(document):
                if section is not None:
                    sections[facts.doc] = section
                    within.setdefault(document.doc, []).append(facts.doc)
                yield facts

    given = profiles(units())
    places = sorted(
        range(len(given.docs)),
        key=lambda i: (given.dates[i] is None, given.dates[i] or "", given.docs[i]),
    )
    order = np.array(places, dtype=np.intp)
    topics = [
        order[members] for members in _members(average_link(topic_rows(given, order), _TOPIC))
    ]
    drafts = [_drafts(given, members) for members in topics]
    if sections:
        drafts = _gathered(given, drafts, sections)
        topics = [order[np.isin(order, _members_of(of_topic))] for of_topic in drafts]
    flat = [draft for of_topic in drafts for draft in of_topic]
    was = [(old, units_of(old, sections, within)) for old in before]
    earlier: dict[str, list[str]] = {}
    for old, names in was:
        earlier.setdefault(old.topic, []).extend(names)
    topic_ids = lasting_ids("t", [_units(given, members) for members in topics], [*earlier.items()])
    ids = lasting_ids(
        "s",
        [_units(given, draft.members) for draft in flat],
        [(old.story, names) for old, names in was],
    )
    left = iter(ids)
    found: list[Story] = []
    for topic, of_topic in zip(topic_ids, drafts, strict=True):
        found += _told(given, topic, of_topic, [next(left) for _ in of_topic], sections)
    return sorted(found, key=lambda story: (-len(story.origins), -len(story.docs), story.docs[0]))


def _units(given: Profiles, members: Places) -> tuple[str, ...]:
    return tuple(given.docs[i] for i in members.tolist())


def _members_of(drafts: Sequence[_Draft]) -> Places:
    return np.concatenate([draft.members for draft in drafts])


def _gathered(
    given: Profiles, drafts: Sequence[list[_Draft]], sections: Mapping[str, StorySection]
) -> list[list[_Draft]]:
    """Put the sections of a document that no other document tells of into one story.

    It is of the topic of the first one. Topics of which nothing is left are left out.
    """
    alone: dict[str, list[tuple[int, int]]] = {}
    for topic, of_topic in enumerate(drafts):
        for at, draft in enumerate(of_topic):
            names = _units(given, draft.members)
            docs = {sections[name].doc if name in sections else "" for name in names}
            if len(docs) == 1 and "" not in docs:
                alone.setdefault(docs.pop(), []).append((topic, at))
    found: list[list[_Draft | None]] = [list(of_topic) for of_topic in drafts]
    for places in alone.values():
        places.sort(key=lambda place: drafts[place[0]][place[1]].members.min())
        (topic, at), *others = places
        parts = [drafts[row][column].members for row, column in places]
        members = np.sort(np.concatenate(parts))
        found[topic][at] = drafts[topic][at]._replace(
            members=members, titled=int(members[0]), entities=_entities(given, members)
        )
        for row, column in others:
            found[row][column] = None
    return [_closed_up(of_topic) for of_topic in found if any(of_topic)]


def _closed_up(drafts: Sequence[_Draft | None]) -> list[_Draft]:
    """Leave out the stories that are null, and the links to them."""
    kept = [at for at, draft in enumerate(drafts) if draft is not None]
    place = {old: new for new, old in enumerate(kept)}
    return [
        draft._replace(before=[place[at] for at in draft.before if at in place])
        for draft in drafts
        if draft is not None
    ]


def _members(labels: NDArray[np.intp]) -> list[Places]:
    """Return the rows of each cluster."""
    grouped = np.argsort(labels, kind="stable")
    ends = np.cumsum(np.bincount(labels))
    return [part for part in np.split(grouped, ends) if len(part)]


def topic_rows(given: Profiles, order: Places) -> Rows:
    """Return what topics are told by: words that are rare in Polish, the first ones most."""
    words = given.words[order].sqrt() @ sp.diags(given.rare**2)
    return Rows(_unit(words), np.zeros((len(order), 0), dtype=np.float32))


def story_rows(given: Profiles, members: Places) -> tuple[Rows, sp.csr_matrix]:
    """Return what the stories of a topic are told by, and the words of the headlines.

    The similarity of two documents is the mean of three: of their words and of their names, by how
    rare these are in the topic, and of their vectors, without what those of the topic have in
    common; vectors of a small corpus count less, as this is not known there.
    """
    words, lemmas = _compact(given.words[members])
    names, entities = _compact(given.names[members])
    total = len(given.docs)
    weights = _idf(words, given.worded[lemmas], np.exp(-given.rare[lemmas]), total)
    vectors = given.vectors[members].astype(np.float32)
    seen = np.linalg.norm(vectors, axis=1, keepdims=True) > 0
    common = (vectors.sum(axis=0) + _BACKED * given.mean) / (len(vectors) + _BACKED)
    centred = unit(np.where(seen, vectors - common, 0)).astype(np.float32)
    part = total / (total + _BACKED) if centred.shape[1] else 0.0
    rare = _idf(names, given.named[entities], np.full(len(entities), _NAMED), total) ** 2
    named = names.log1p() @ sp.diags(rare)
    told = [_unit(words @ sp.diags(weights)), _unit(named, _UNKNOWN)]
    sparse = sp.hstack(told).tocsr() / np.float32(np.sqrt(2 + part))
    titles = given.titles[members]
    said = np.searchsorted(lemmas, titles.indices)  # of words of the document, all of them
    titles = sp.csr_matrix((titles.data, said, titles.indptr), (len(members), len(lemmas)))
    rows = Rows(sparse, centred * np.float32(np.sqrt(part / (2 + part))))
    return rows, _unit(titles @ sp.diags(weights))


def _compact(matrix: sp.csr_matrix) -> tuple[sp.csr_matrix, NDArray[np.intp]]:
    """Return a matrix without its empty columns, and which the others are."""
    used, inverse = np.unique(matrix.indices, return_inverse=True)
    shape = (matrix.shape[0], len(used))
    return sp.csr_matrix((matrix.data, inverse, matrix.indptr), shape), used


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


def _unit(matrix: sp.csr_matrix, unknown: float = 0.0) -> sp.csr_matrix:
    """Return rows of length one with an `unknown` part, as float32; empty ones stay."""
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel() + unknown**2)
    scaled = sp.diags(1 / np.where(lengths > 0, lengths, 1)) @ matrix
    return scaled.tocsr().astype(np.float32)


def _drafts(given: Profiles, members: Places) -> list[_Draft]:
    """Return the stories of a topic, whose documents are given in the order of time."""
    if len(members) == 1:
        only = int(members[0])
        return [_Draft(members, only, _entities(given, members), [])]
    rows, titles = story_rows(given, members)
    stories = [
        part
        for cluster in _members(average_link(rows, _STORY))
        for part in _spells(given, members, cluster)
    ]
    means = rows.mixed(_mean_of(stories, len(members)))
    lexical = means.sparse[:, : titles.shape[1]]
    links = _links(given, members, stories, means)
    drafts = []
    for at, (cluster, linked) in enumerate(zip(stories, links, strict=True)):
        fit = (titles[cluster] @ lexical[at].T).toarray().ravel()
        titled = int(members[cluster[int(fit.argmax())]])
        own = members[cluster]
        drafts.append(_Draft(own, titled, _entities(given, own), linked))
    return drafts


def _mean_of(stories: Sequence[Places], total: int) -> sp.csr_matrix:
    sizes = [len(story) for story in stories]
    weights = np.repeat([1 / size for size in sizes], sizes).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return sp.csr_matrix((weights, np.concatenate(stories), ends), (len(stories), total))


def _spells(given: Profiles, members: Places, cluster: Places) -> Iterator[Places]:
    """Part a story where nothing was written for long; what has no date stays with the most."""
    days = {i: _day(given.dates[members[i]]) for i in cluster.tolist()}
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


def _links(
    given: Profiles, members: Places, stories: Sequence[Places], means: Rows
) -> list[list[int]]:
    """Return the earlier stories that each goes on from, the nearest first."""
    begins = [_day(given.dates[members[story[0]]]) for story in stories]
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


def _entities(given: Profiles, members: Places) -> tuple[StoryEntity, ...]:
    """Return what most documents of a story name, and name first, and others do not."""
    names, used = _compact(given.names[members])
    weights = np.asarray(names.sum(axis=0)).ravel()
    ranks = -weights * np.log1p(len(given.docs) / given.named[used])
    best = used[np.argsort(ranks, kind="stable")[:_ENTITIES]]
    said, acts, quoted = (
        np.asarray(matrix[members][:, best].sum(axis=0)).ravel()
        for matrix in (given.names, given.subjects, given.speakers)
    )
    texts = np.bincount(given.names[members].indices, minlength=len(given.entities))[best]
    called: dict[str, list[str]] = {}
    for member in members.tolist():
        for entity, text in given.offices[member]:
            called.setdefault(entity, []).append(text)
    return tuple(
        StoryEntity(
            entity,
            role(entity, speaks=quoted[at] / texts[at], acts=acts[at] / said[at]),
            office(called.get(entity, ())),
        )
        for at, entity in enumerate(given.entities[place] for place in best)
    )


def _told(
    given: Profiles,
    topic: str,
    drafts: Sequence[_Draft],
    names: Sequence[str],
    sections: Mapping[str, StorySection],
) -> Iterator[Story]:
    """Make the records of the stories of a topic."""
    after: dict[int, list[str]] = {}
    for name, draft in zip(names, drafts, strict=True):
        for at in draft.before:
            after.setdefault(at, []).append(name)
    docs = [sections[unit].doc if unit in sections else unit for unit in given.docs]
    parts = Counter(section.doc for section in sections.values())
    for at, (name, draft) in enumerate(zip(names, drafts, strict=True)):
        members = draft.members.tolist()
        own = [sections[given.docs[i]] for i in members if given.docs[i] in sections]
        here = Counter(section.doc for section in own)
        dates = [date for i in members if (date := given.dates[i]) is not None]
        first: dict[str, str] = {}
        for i in members:
            first.setdefault(given.origins[i], docs[i])
        yield Story(
            story=name,
            title=given.headlines[draft.titled],
            topic=topic,
            docs=tuple(dict.fromkeys(docs[i] for i in members)),
            origins=tuple(first.values()),
            first=min(dates, default=None),
            last=max(dates, default=None),
            entities=draft.entities,
            before=tuple(names[i] for i in draft.before),
            after=tuple(after.get(at, ())),
            title_doc=docs[draft.titled],
            sections=merged([row for row in own if here[row.doc] < parts[row.doc]]),
        )
