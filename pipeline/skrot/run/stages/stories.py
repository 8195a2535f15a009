"""Stories: which documents tell of the same thing, of which matter, and of which events when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain
from typing import TYPE_CHECKING

from skrot.run.artifacts import KNOWN, known_of, list_stories, listed, placed, stories
from skrot.run.document import State
from skrot.run.kept import Documents, together
from skrot.run.packing import pack, unpack_starts
from skrot.run.seen import take_in
from skrot.run.stages.base import Lane, Stage, Step, importing
from skrot.run.store import Shelf, Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.stories.events import Stated, Topic
    from skrot.stories.profiles import Common, Profiled

# Topics of about so many documents, or dated statements, are looked at together.
_PROFILES, _STATEMENTS = 256, 1_000


def _roles(state: State) -> bytes:
    from skrot.stories.roles import find_subjects

    kept = state.extracted
    named = [(row.start, row.end) for row in kept.mentions]
    meant = [(row.start, row.end) for row in kept.references]
    return pack(find_subjects(state.spacy_doc, named + meant))


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Put the documents into stories; those of the run before keep their ids."""
    from skrot.stories.events import group_statements
    from skrot.stories.profiles import gather
    from skrot.stories.stories import group_profiles

    before = stories(store)
    with ExitStack() as files:

        def shelf() -> Shelf:
            return Shelf(files.enter_context(store.scratch()))

        def drafts(topics: Iterable[list[bytes]], common: Common) -> Iterator[list[bytes]]:
            done = store.map(_drafts, together(topics, _PROFILES, len), (), common)
            return chain.from_iterable(done)

        profiles = gather(store.map(_profiled, listed(store), (*KNOWN, "roles")), shelf())
        store.write_rows("work/stories.jsonl", group_profiles(profiles, before, drafts, shelf))
        del profiles
        found = stories(store)
        take_in(store, before, found)
        list_stories(store, found)

        def events(topics: Iterable[Topic]) -> Iterator[list[tuple[int, bytes]]]:
            done = store.map(_events, together(topics, _STATEMENTS, len), ())
            return chain.from_iterable(done)

        rows = chain.from_iterable(store.map(_stated, listed(store, placed(store, found)), KNOWN))
        store.write_rows("timeline.jsonl", group_statements(rows, events, shelf))


def _profiled(some: Documents) -> Profiled:
    from skrot.stories.profiles import profiled

    of_all = zip(known_of(some), some.get("roles"), strict=True)
    return profiled(
        given._replace(subjects=frozenset(unpack_starts(starts))) for given, (_, starts) in of_all
    )


def _drafts(some: Documents, common: Common) -> list[list[bytes]]:
    from skrot.stories.stories import drafts_of

    return [drafts_of(topic, common) for topic in some.given]


def _stated(some: Documents) -> list[Stated]:
    from skrot.stories.events import stated

    of_all = zip(known_of(some), some.given, strict=True)
    return [row for given, (_, place) in of_all for row in stated(given, place.story_of)]


def _events(some: Documents) -> list[list[tuple[int, bytes]]]:
    from skrot.stories.events import events_of

    return [events_of(topic) for topic in some.given]


STORIES = Stage(
    "stories",
    "Put the documents into stories, and their dated statements into events.",
    needs=("extract", "encode"),
    adds=("work/seen.json", "work/stories.jsonl", "timeline.jsonl"),
    finish=_finish,
    steps=(Step("roles", _roles, takes=("annotate", "extract")),),
    lane="apart",
    load=importing("skrot.stories.stories"),
)
