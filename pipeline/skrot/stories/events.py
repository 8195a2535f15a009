"""Events: the dated statements of a topic, those of one event put together.

What several texts tell of one event is one entry with its sources; where they give different dates
it says so; a plan and what is later told to have come of it are linked.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from skrot.packed import Shelf
from skrot.polish.edtf import Day, bounds
from skrot.records import DocumentFacts, Story, TimelineEntry, TimelineSource, Told, stories_of

_WORD = re.compile(r"[^\W\d_]{4,}")
# Forms of a Polish word differ in its end.
_STEM = 5
_ROOT = 4
# Statements with a date in common are of one event when so many words of the shorter one are in
# the other, or of all words of both; without such a date, or with another one, so many of all.
_ALIKE, _SAME, _VERY = 0.5, 0.3, 0.6
# A plan came to what is told in its words so far, at least so many of them.
_CAME, _SHARED = 0.5, 3
# An interval of so many days is open.
_OPEN = 1_000_000
# A statement is compared with so many events that were told last by the same verb.
_LOOKED_BACK = 50

Span = tuple[Day, Day]


class Statement(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A dated statement: what it names, its words by their beginnings, its days, who tells it."""

    entry: TimelineEntry
    named: frozenset[str]
    words: frozenset[str]
    days: Span | None
    origin: str
    told: str


class Stated(NamedTuple):
    """A statement as it is packed, with the story and the topic of its sentence."""

    packed: bytes
    story: str | None
    topic: str | None


# Statements of a topic with their stories, and their places among all.
Topic = list[tuple[bytes, str | None, int]]

# Finds the events of topics: has `events_of` done elsewhere.
Elsewhere = Callable[[Iterable[Topic]], Iterable[list[tuple[int, bytes]]]]

_pack = msgspec.msgpack.Encoder().encode
_unpack = msgspec.msgpack.Decoder(Statement).decode
_unpack_entry = msgspec.msgpack.Decoder(TimelineEntry).decode


class _Event:
    """Statements of one event; the first one stands for it."""

    def __init__(self, statement: Statement) -> None:
        self.members = [statement]
        self.outcomes: list[_Event] = []
        self.plans: list[_Event] = []

    @property
    def best(self) -> Statement:
        """The statement with the most exact date; of several the one told first."""
        return min(self.members, key=lambda one: _length(one.days))

    @property
    def kind(self) -> str:
        return self.members[0].entry.kind


def find_events(
    documents: Iterable[DocumentFacts], stories: Iterable[Story]
) -> list[TimelineEntry]:
    """Put the dated statements of documents into events.

    Parameters
    ----------
    documents
        With timelines, mentions, references, dates and origins; read once.
    stories
        Those of the documents: an event is of one topic.

    Returns
    -------
    list of TimelineEntry
        One an event, in the order of the statements that stand for them.
    """
    story_of = stories_of(stories)
    return list(group_statements(row for given in documents for row in stated(given, story_of)))


def stated(
    given: DocumentFacts, story_of: Callable[[str, int], Story | Told | None]
) -> Iterator[Stated]:
    """Give the dated statements of a document."""
    for one in _statements(given):
        story = story_of(given.doc, one.entry.n)
        if story is None:
            yield Stated(_pack(one), None, None)
        else:
            yield Stated(_pack(one), story.story, story.topic)


def group_statements(
    rows: Iterable[Stated],
    elsewhere: Elsewhere | None = None,
    shelf: Callable[[], Shelf] = list,
) -> Iterator[TimelineEntry]:
    """Put dated statements into events, as `find_events` does.

    Parameters
    ----------
    rows
        In the order of the documents and of their texts.
    elsewhere
        Has `events_of` done for topics, and gives what comes of each.
    shelf
        Gives an empty shelf; what is put there is about a kilobyte for each statement.
    """
    kept = shelf()
    told: dict[str | None, list[tuple[int, str | None]]] = defaultdict(list)
    for place, row in enumerate(rows):
        kept.append(row.packed)
        told[row.topic].append((place, row.story))
    topics: Iterator[Topic] = (
        [(kept[place], story, place) for place, story in of_topic] for of_topic in told.values()
    )
    found = shelf()
    places: list[int] = []
    for of_topic in map(events_of, topics) if elsewhere is None else elsewhere(topics):
        for place, entry in of_topic:
            places.append(place)
            found.append(entry)
    for at in sorted(range(len(places)), key=places.__getitem__):
        yield _unpack_entry(found[at])


def events_of(topic: Topic) -> list[tuple[int, bytes]]:
    """Find the events of a topic; give each with the place of the statement that stands for it."""
    given = [(_unpack(packed), story, place) for packed, story, place in topic]
    given.sort(key=lambda row: (row[0].told, row[0].origin != row[0].entry.doc, row[0].entry.doc))
    known = {id(statement): (place, story) for statement, story, place in given}
    events = _events([statement for statement, *_ in given])
    ids = {id(event): _id(event.members[0].entry) for event in events}
    found = []
    for event in events:
        place, story = known[id(event.best)]
        found.append((place, _pack(_entry(event, ids, story))))
    return found


def _statements(given: DocumentFacts) -> Iterator[Statement]:
    """Read the statements of a document; of a copy only what it adds is told by itself."""
    marks: Mapping[int, list[tuple[int, str]]] = _by_sentence(given)
    for entry in given.timeline:
        named = {entity for at, entity in marks.get(entry.n, ()) if entry.start <= at < entry.end}
        stems = {word[:_STEM] for word in _WORD.findall(entry.text.casefold())}
        dates = {word[:_STEM] for word in _WORD.findall(entry.date_text.casefold())}
        own = given.origin in {None, given.doc} or entry.n in given.adds
        yield Statement(
            entry,
            frozenset(named),
            frozenset(stems - dates),
            bounds(entry.date),
            given.doc if own or given.origin is None else given.origin,
            given.date or "",
        )


def _by_sentence(given: DocumentFacts) -> dict[int, list[tuple[int, str]]]:
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mention in given.mentions:
        found[mention.n].append((mention.start, mention.entity))
    for row in given.references:
        if row.entity is not None:
            found[row.n].append((row.start, row.entity))
    return found


def _events(statements: Sequence[Statement]) -> list[_Event]:
    """Put statements, in the order in which they were told, into events."""
    events: list[_Event] = []
    by_verb: dict[str, list[_Event]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[_Event]] = defaultdict(list)
    for one in statements:
        root = (one.entry.predicate or "")[:_ROOT]
        day = one.entry.date or ""
        names = sorted(one.named)
        near = _last(by_verb[root], *(by_name[name, day] for name in names))
        event = next((e for e in near if e.kind == one.entry.kind and _is_of(one, e)), None)
        if event is None:
            event = _Event(one)
            events.append(event)
            if one.entry.kind == "fact":
                _link(event, _last(by_verb[root]))
        else:
            event.members.append(one)
        for keys in (by_verb[root], *(by_name[name, day] for name in names)):
            if event not in keys[-_LOOKED_BACK:]:
                keys.append(event)
    return events


def _last(*lists: Sequence[_Event]) -> list[_Event]:
    """Give the events of lists, those that were told last first, each once."""
    found = {id(event): event for rows in lists for event in islice(reversed(rows), _LOOKED_BACK)}
    return list(found.values())


def _is_of(one: Statement, event: _Event) -> bool:
    """Tell whether a statement is of an event, by what is said first and last of it."""
    return all(_same(one, other) for other in {event.members[0], event.members[-1]})


def _same(one: Statement, other: Statement) -> bool:
    if (one.named or other.named) and not one.named & other.named:
        return False
    verb = _alike(one, other)
    shared = len(one.words & other.words)
    part = shared / max(1, min(len(one.words), len(other.words)))
    whole = shared / max(1, len(one.words | other.words))
    if one.days is None or other.days is None:
        same_words = one.entry.date_text.casefold() == other.entry.date_text.casefold()
        return verb and whole >= _VERY and same_words
    texts = one.entry.text, other.entry.text
    if one.days != other.days and (
        one.entry.date_text in texts[1] or other.entry.date_text in texts[0]
    ):
        return False  # a sentence with two dates
    if _meet(one.days, other.days):
        exact = one.days == other.days
        return part >= _ALIKE if verb and exact else whole >= (_SAME if verb else _ALIKE)
    # One text does not give two dates of one event.
    return verb and whole >= _VERY and one.origin != other.origin


def _alike(one: Statement, other: Statement) -> bool:
    """Tell whether two statements are told by one verb, whatever its aspect."""
    verbs = one.entry.predicate, other.entry.predicate
    return None not in verbs and (verbs[0] or "")[:_ROOT] == (verbs[1] or "")[:_ROOT]


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _link(fact: _Event, near: Sequence[_Event]) -> None:
    """Link what is told to have happened with the plans for it that other texts told before."""
    one = fact.members[0]
    for event in near:
        plan = event.members[0]
        if event.kind != "plan" or plan.origin == one.origin or not _alike(one, plan):
            continue
        shared = len(one.words & plan.words)
        part = shared / max(1, min(len(one.words), len(plan.words)))
        alike = one.named & plan.named and shared >= _SHARED and part >= _CAME
        if alike and _can_be_of(one, plan):
            fact.plans.append(event)
            event.outcomes.append(fact)


def _can_be_of(fact: Statement, plan: Statement) -> bool:
    """Tell whether a fact is of the days of a plan, or told after it and not of days before."""
    if fact.days is not None and plan.days is not None and _meet(fact.days, plan.days):
        return max(_length(fact.days), _length(plan.days)) < _OPEN
    if not plan.told or plan.told >= fact.told:
        return False
    return fact.days is None or "{:04d}-{:02d}-{:02d}".format(*fact.days[1]) >= plan.told


def _length(days: Span | None) -> int:
    """Give how vague days are, in days at most; what has none is vaguest."""
    if days is None:
        return 10**9
    (year, month, day), (last_year, last_month, last_day) = days
    return (last_year - year) * 366 + (last_month - month) * 31 + last_day - day


def _entry(event: _Event, ids: Mapping[int, str], story: str | None) -> TimelineEntry:
    best = event.best
    dates = dict.fromkeys(one.entry.date for one in event.members if one.entry.date)
    spans = [one.days for one in event.members if one.days is not None]
    clash = bool(spans) and max(one[0] for one in spans) > min(one[1] for one in spans)
    return replace(
        best.entry,
        story=story,
        id=ids[id(event)],
        origins=tuple(dict.fromkeys(one.origin for one in event.members)),
        sources=tuple(
            TimelineSource(row.doc, row.n, row.start, row.end, row.text, row.date)
            for one in event.members
            if (row := one.entry) is not best.entry
        ),
        dates=tuple(sorted(dates)) if clash else (),
        outcomes=tuple(ids[id(other)] for other in event.outcomes),
        plans=tuple(ids[id(other)] for other in event.plans),
    )


def _id(entry: TimelineEntry) -> str:
    key = f"{entry.doc}\0{entry.start}\0{entry.end}\0{entry.date_text}".encode()
    return f"e-{hashlib.blake2b(key, digest_size=5).hexdigest()}"
