"""What is new in the folder of a run: since the last run, an earlier one, or a day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from skrot.errors import RunError
from skrot.records import (
    Comparison,
    DocumentDigest,
    DocumentFacts,
    DocumentRow,
    Entity,
    Mention,
    Sentence,
    Story,
    StoryMove,
    StoryNews,
    TimelineEntry,
)
from skrot.run.artifacts import ByDocument
from skrot.run.seen import Seen, seen
from skrot.run.store import Store
from skrot.stories import find_news


class News(NamedTuple):
    """What is new, the entities that it names, and the number of the last run that found news."""

    stories: list[StoryNews]
    entities: dict[str, Entity]
    run: int


def news(folder: Path, since: int | str | None = None) -> News:
    """Find what is new in the folder of a run.

    Parameters
    ----------
    folder
        Where the run has left its results.
    since
        The number of a run: what it and later ones found first is new. Or a date (ISO 8601): what
        is dated then or later is new. Without it, what the last run that found something found.

    Raises
    ------
    RunError
        When nothing has been summarised in `folder`, no document of it has a date, or there was no
        such run.
    """
    with Store(folder) as store:
        known = seen(store)
        if known is None or store.finished("summarise") in (None, ""):
            raise RunError(f"{folder}: nothing summarised here; run `skrot run` first")
        if isinstance(since, str):
            found = news_of(store, _dated(store, since))
        else:
            found = news_of(store, *_found(folder, known, known.run if since is None else since))
        named = {entity for row in found for entity in row.entities}
        index = store.read_rows("entity_index.jsonl", Entity)
        entities = {row.entity: row for row in index if row.entity in named}
        return News(found, entities, known.run)


def _dated(store: Store, since: str) -> frozenset[str]:
    rows = store.read_rows("documents.jsonl", DocumentRow)
    dates = {row.doc: row.date for row in rows if row.date is not None}
    if not dates:
        raise RunError(f"{store.folder}: no document has a date; leave --since out")
    return frozenset(doc for doc, date in dates.items() if date >= since)


def _found(folder: Path, known: Seen, run: int) -> tuple[frozenset[str], Sequence[StoryMove]]:
    if not 1 <= run <= known.run:
        raise RunError(f"{folder}: no run {run} here; there were {known.run}")
    return known.since(run), [move for move in known.moves if move.run >= run]


def news_of(store: Store, new: Collection[str], moves: Sequence[StoryMove] = ()) -> list[StoryNews]:
    """Find what some documents of a run bring that the others do not have."""
    stories = list(store.read_rows("stories.jsonl", Story))
    grown = [story for story in stories if not set(new).isdisjoint(story.docs)]
    grown = [story for story in grown if not set(new).issuperset(story.docs)]
    came = {move.to for move in moves}
    wanted = {doc for story in stories if story.story in came for doc in story.docs}
    wanted |= {doc for story in grown for doc in story.docs}
    digests = store.read_rows("work/digests.jsonl", DocumentDigest)
    return find_news(
        stories,
        new,
        _facts(store, wanted),
        store.read_rows("comparisons.jsonl", Comparison),
        timeline=store.read_rows("timeline.jsonl", TimelineEntry),
        digests={row.doc: row.sentences for row in digests if row.doc in wanted},
        moves=moves,
    )


def _facts(store: Store, docs: Collection[str]) -> Iterator[DocumentFacts]:
    """Give the sentences and names of some documents, and what they repeat."""
    sentences = ByDocument(store.read_rows("sentences.jsonl", Sentence))
    mentions = ByDocument(store.read_rows("entities.jsonl", Mention))
    for row in store.read_rows("documents.jsonl", DocumentRow):
        rows, named = sentences(row.doc), mentions(row.doc)
        if row.doc in docs:
            yield DocumentFacts(row.doc, rows, (), mentions=named, origin=row.origin, adds=row.adds)
