"""Stories: which documents tell of the same thing, of which matter, and of which events when."""

from __future__ import annotations

from skrot.run.artifacts import acting, known, list_stories, stories
from skrot.run.document import State
from skrot.run.packing import pack
from skrot.run.seen import take_in
from skrot.run.stages.base import Lane, Stage, Step, importing
from skrot.run.store import Store
from skrot.settings import Settings


def _roles(state: State) -> bytes:
    from skrot.stories.roles import find_subjects

    kept = state.extracted
    named = [(row.start, row.end) for row in kept.mentions]
    meant = [(row.start, row.end) for row in kept.references]
    return pack(find_subjects(state.spacy_doc, named + meant))


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Put the documents into stories; those of the run before keep their ids."""
    from skrot.stories import find_events, find_stories

    before = stories(store)
    found = find_stories(acting(store), before)
    store.write_rows("work/stories.jsonl", found)
    take_in(store, before, found)
    list_stories(store, found)
    store.write_rows("timeline.jsonl", find_events(known(store), found))


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
