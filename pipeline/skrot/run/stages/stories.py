"""Stories: which documents tell of the same thing, and which matters they belong to."""

from __future__ import annotations

from skrot.run.artifacts import known, stories
from skrot.run.stages.base import Lane, Stage
from skrot.run.store import Store
from skrot.settings import Settings


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Put the documents into stories; those of the run before keep their ids."""
    from skrot.stories import find_stories

    store.write_rows("work/stories.jsonl", find_stories(known(store), stories(store)))


STORIES = Stage(
    "stories",
    "Put the documents into stories.",
    needs=("extract", "encode"),
    adds=("work/stories.jsonl",),
    finish=_finish,
    lane="apart",
)
