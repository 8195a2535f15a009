"""What is new in the folder of a run: since the run before, or since a day."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from skrot.errors import RunError
from skrot.records import Comparison, DocumentRow, Entity, Mention, Story, StoryNews
from skrot.run.store import Store
from skrot.stories import find_news


class News(NamedTuple):
    """What is new, and the entities that it names."""

    stories: list[StoryNews]
    entities: dict[str, Entity]


def news(folder: Path, since: str | None = None) -> News:
    """Find what is new in the folder of a run.

    Parameters
    ----------
    folder
        Where the run has left its results.
    since
        A date (ISO 8601): what is dated then or later is new. Without it, what the run before did
        not have.

    Raises
    ------
    RunError
        When nothing has been summarised in `folder`, or no document of it has a date.
    """
    with Store(folder) as store:
        if store.finished("summarise") in (None, ""):
            raise RunError(f"{folder}: nothing summarised here; run `skrot run` first")
        if since is None:
            data = store.path("work/new.json").read_bytes()
            new = msgspec.json.decode(data, type=frozenset[str])
        else:
            rows = list(store.read_rows("documents.jsonl", DocumentRow))
            dates = {row.doc: row.date for row in rows if row.date is not None}
            if not dates:
                raise RunError(f"{folder}: no document has a date; leave --since out")
            new = frozenset(doc for doc, date in dates.items() if date >= since)
        found = find_news(
            list(store.read_rows("stories.jsonl", Story)),
            new,
            store.read_rows("entities.jsonl", Mention),
            store.read_rows("comparisons.jsonl", Comparison),
        )
        named = {entity for row in found for entity in row.entities}
        index = store.read_rows("entity_index.jsonl", Entity)
        return News(found, {row.entity: row for row in index if row.entity in named})
