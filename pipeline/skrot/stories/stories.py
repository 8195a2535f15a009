"""Stories: documents that tell of one thing that happened, and topics that stories belong to.

What makes a topic is rare in Polish, however common in the corpus ("brexit"); what makes a story
is rare in its topic. Both are clusters by average linkage: how many there are comes out. Topics are
found for the whole corpus, in one pass in the order of time; their stories are found topic by
topic (`skrot.stories.drafts`), wherever that is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import scipy.sparse as sp

from skrot.packed import Packed, Shelf
from skrot.records import DocumentFacts, Story, StoryEntity
from skrot.stories.drafts import Draft, Places, draft, drafts, members_of, stacked, unit_rows
from skrot.stories.identity import lasting_ids
from skrot.stories.linkage import BATCH, Rows, average_link
from skrot.stories.profiles import Common, Profile, Profiles, gather, profiled
from skrot.stories.roles import role
from skrot.stories.sections import merged, units_of

# Mean similarity in a topic; chosen on half of the marked pairs of news.
_TOPIC = 0.05

_encode = msgspec.msgpack.Encoder().encode
_unpack_profile = msgspec.msgpack.Decoder(Profile).decode

# Finds the stories of topics, each given by its packed profiles: has `drafts_of` done elsewhere.
Elsewhere = Callable[[Iterable[list[bytes]], Common], Iterable[list[bytes]]]


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
    return list(group_profiles(gather([profiled(documents)]), before))


def group_profiles(
    given: Profiles,
    before: Sequence[Story] = (),
    elsewhere: Elsewhere | None = None,
    shelf: Callable[[], Shelf] = list,
) -> Iterator[Story]:
    """Put the documents of profiles into stories, as `find_stories` does.

    Parameters
    ----------
    given, before
        As there.
    elsewhere : callable, optional
        Has `drafts_of` done for topics, and gives what comes of each in their order.
    shelf : callable, optional
        Gives an empty shelf; what is put there is about a kilobyte for each story.
    """
    order = _in_time(given)
    labels = average_link(_topic_batches(given, order), _TOPIC)
    topics = [order[members] for members in members_of(labels)]
    packed = (given.packed(members.tolist()) for members in topics)
    if elsewhere is None:
        found: Iterable[list[bytes]] = (drafts_of(some, given.common) for some in packed)
    else:
        found = elsewhere(packed, given.common)
    told = _Told(given, topics, found, shelf())
    stories = Packed(Story, shelf())
    ranks = [
        (-len(story.origins), -len(story.docs), story.docs[0], stories.add(story))
        for story in told.with_ids(before)
    ]
    for *_, number in sorted(ranks):
        yield stories.get(number)


def drafts_of(packed: Iterable[bytes], common: Common) -> list[bytes]:
    """Find the stories of one topic; profiles come, and drafts go, as they are packed."""
    return [_encode(row) for row in drafts([_unpack_profile(data) for data in packed], common)]


def _in_time(given: Profiles) -> Places:
    """Return the numbers of profiles in the order of time."""
    places = sorted(
        range(len(given.docs)),
        key=lambda i: (given.dates[i] is None, given.dates[i] or "", given.docs[i]),
    )
    return np.array(places, dtype=np.intp)


def _topic_batches(given: Profiles, order: Places) -> Iterator[Rows]:
    for start in range(0, len(order), BATCH):
        yield topic_rows(given.take(order[start : start + BATCH].tolist()), given.common)


def topic_rows(given: Sequence[Profile], common: Common) -> Rows:
    """Return what topics are told by: words that are rare in Polish, the first ones most."""
    words = stacked([profile.words for profile in given], len(common.rare))
    weighted = words.sqrt() @ sp.diags(common.rare**2)
    return Rows.of(unit_rows(weighted))


class _Topic(NamedTuple):
    """The profiles of a topic by number, in the order of time, and its drafts."""

    members: Places
    drafts: list[Draft]

    def units(self, given: Profiles) -> tuple[str, ...]:
        return tuple(given.docs[i] for i in self.members.tolist())


class _Told:
    """The drafts of topics, which lie on a shelf, on their way to stories."""

    def __init__(
        self,
        given: Profiles,
        topics: Sequence[Places],
        found: Iterable[list[bytes]],
        shelf: Shelf,
    ) -> None:
        self._given = given
        self._topics = topics
        self._packed = Packed(Draft, shelf)
        self._begins = [0]
        for rows in found:
            for row in rows:
                self._packed.put(row)
            self._begins.append(len(self._packed))
        self._moved: dict[int, _Topic | None] = {}
        if given.sections:
            self._gather()

    def _of(self, topic: int) -> _Topic | None:
        """Return a topic with its drafts, whose members are numbers of profiles, or null."""
        if topic in self._moved:
            return self._moved[topic]
        members = self._topics[topic]
        rows = map(self._packed.get, range(*self._begins[topic : topic + 2]))
        return _Topic(members, [_numbered(row, members) for row in rows])

    def _all(self) -> Iterator[_Topic]:
        found = map(self._of, range(len(self._topics)))
        return (topic for topic in found if topic is not None)

    def _gather(self) -> None:
        """Put the sections of a document that no other document tells of into one story.

        It is of the topic of the first one. Topics of which nothing is left are left out.
        """
        given = self._given
        alone: dict[str, list[tuple[int, int, tuple[int, ...]]]] = {}
        for topic, (_, rows) in enumerate(self._all()):
            for at, row in enumerate(rows):
                names = [given.docs[i] for i in row.members]
                docs = {
                    given.sections[name].doc if name in given.sections else "" for name in names
                }
                if len(docs) == 1 and "" not in docs:
                    alone.setdefault(docs.pop(), []).append((topic, at, row.members))
        changed: dict[int, dict[int, Draft | None]] = {}
        for places in alone.values():
            places.sort(key=lambda place: min(place[2]))
            (topic, at, _), *others = places
            members = sorted(i for *_, some in places for i in some)
            changed.setdefault(topic, {})[at] = self._together(members)
            for other, column, _ in others:
                changed.setdefault(other, {})[column] = None
        order = {i: place for place, i in enumerate(_in_time(given).tolist())}
        for topic, of_topic in changed.items():
            was = self._of(topic)
            rows = _closed_up(was.drafts if was is not None else [], of_topic)
            inside = sorted((i for row in rows for i in row.members), key=order.__getitem__)
            self._moved[topic] = _Topic(np.array(inside, dtype=np.intp), rows) if rows else None

    def _together(self, members: Sequence[int]) -> Draft:
        """Make one story of sections of a document, which are given in order; it has no links."""
        profiles = self._given.take(members)
        places = np.arange(len(members))
        one = draft(profiles, places, 0, (), self._given.common)
        return _numbered(one, np.array(members, dtype=np.intp))

    def with_ids(self, before: Sequence[Story]) -> Iterator[Story]:
        """Give the stories, topic by topic; those of the run before keep their ids."""
        given = self._given
        within: dict[str, list[str]] = {}
        for name, section in given.sections.items():
            within.setdefault(section.doc, []).append(name)
        was = [(old, units_of(old, given.sections, within)) for old in before]
        earlier: dict[str, list[str]] = {}
        for old, names in was:
            earlier.setdefault(old.topic, []).extend(names)
        topics = [topic.units(given) for topic in self._all()]
        topic_ids = lasting_ids("t", topics, [*earlier.items()])
        del topics
        units = [
            tuple(given.docs[i] for i in row.members) for _, rows in self._all() for row in rows
        ]
        ids = iter(lasting_ids("s", units, [(old.story, names) for old, names in was]))
        del units
        parts = Counter(section.doc for section in given.sections.values())
        for topic, (_, rows) in zip(topic_ids, self._all(), strict=True):
            yield from _stories(given, topic, rows, [next(ids) for _ in rows], parts)


def _numbered(row: Draft, members: Places) -> Draft:
    """Return a draft with the numbers of profiles instead of places in its topic."""
    return msgspec.structs.replace(
        row,
        members=tuple(int(members[at]) for at in row.members),
        titled=int(members[row.titled]),
    )


def _closed_up(rows: Sequence[Draft], changed: Mapping[int, Draft | None]) -> list[Draft]:
    """Put changed drafts in their places; leave out those that are null, and the links to them."""
    now = [
        (at, msgspec.structs.replace(new, before=row.before))
        for at, row in enumerate(rows)
        if (new := changed.get(at, row)) is not None
    ]
    place = {old: new for new, (old, _) in enumerate(now)}
    return [
        msgspec.structs.replace(row, before=tuple(place[at] for at in row.before if at in place))
        for _, row in now
    ]


def _stories(
    given: Profiles,
    topic: str,
    rows: Sequence[Draft],
    names: Sequence[str],
    parts: Mapping[str, int],
) -> Iterator[Story]:
    """Make the records of the stories of a topic; ``parts`` counts the sections of documents."""
    after: dict[int, list[str]] = {}
    for name, row in zip(names, rows, strict=True):
        for at in row.before:
            after.setdefault(at, []).append(name)

    def doc_of(i: int) -> str:
        section = given.sections.get(given.docs[i])
        return given.docs[i] if section is None else section.doc

    for at, (name, row) in enumerate(zip(names, rows, strict=True)):
        units = [given.docs[i] for i in row.members]
        own = [given.sections[unit] for unit in units if unit in given.sections]
        here = Counter(section.doc for section in own)
        dates = [date for i in row.members if (date := given.dates[i]) is not None]
        first: dict[str, str] = {}
        for i in row.members:
            first.setdefault(given.origins[i], doc_of(i))
        yield Story(
            story=name,
            title=row.headline,
            topic=topic,
            docs=tuple(dict.fromkeys(map(doc_of, row.members))),
            origins=tuple(first.values()),
            first=min(dates, default=None),
            last=max(dates, default=None),
            entities=tuple(_entities(given, row)),
            before=tuple(names[i] for i in row.before),
            after=tuple(after.get(at, ())),
            title_doc=doc_of(row.titled),
            sections=merged([section for section in own if here[section.doc] < parts[section.doc]]),
        )


def _entities(given: Profiles, row: Draft) -> Iterator[StoryEntity]:
    offices = dict(row.offices)
    for named in row.named:
        entity = given.entities[named.entity]
        yield StoryEntity(
            entity, role(entity, speaks=named.speaks, acts=named.acts), offices.get(entity)
        )
