"""Which documents a folder has seen, and in which run: what has come since is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from skrot.records import Record, Story, StoryMove
from skrot.run.artifacts import manifest
from skrot.run.store import Store

_FILE = "work/seen.json"


class Seen(Record, frozen=True):
    """work/seen.json: the documents of a folder, and what has moved between stories.

    ``run`` counts the runs that found something else than the one before; ``docs`` has the content
    of each document, as a key, and the run that found it first.
    """

    run: int
    docs: dict[str, tuple[str, int]]
    moves: tuple[StoryMove, ...] = ()

    def since(self, run: int) -> frozenset[str]:
        """Return the documents that a run or a later one found first."""
        return frozenset(doc for doc, (_, found) in self.docs.items() if found >= run)


def seen(store: Store) -> Seen | None:
    """Return what a folder has seen, null before its first run."""
    try:
        return msgspec.json.decode(store.path(_FILE).read_bytes(), type=Seen)
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def take_in(store: Store, before: Sequence[Story], stories: Iterable[Story]) -> None:
    """Note which documents are new or have changed, given the stories before and now."""
    contents = {row.doc: row.content or row.fingerprint for row in manifest(store)}
    found = _taken_in(seen(store), before, list(stories), contents)
    store.write(_FILE, msgspec.json.encode(found))


def _taken_in(
    known: Seen | None,
    before: Sequence[Story],
    stories: Sequence[Story],
    contents: Mapping[str, str],
) -> Seen:
    if known is None:  # the stories are of a version that did not count
        old = sorted({doc for story in before for doc in story.docs})
        known = Seen(min(len(old), 1), {doc: (contents.get(doc, ""), 1) for doc in old})
    docs = sorted({doc for story in stories for doc in story.docs})
    moves = _moves(before, stories, known.run + 1)
    is_same = {doc: known.docs.get(doc, ("", 0))[0] == contents[doc] for doc in docs}
    if docs == sorted(known.docs) and all(is_same.values()) and not moves:
        return known
    run = known.run + 1
    return Seen(
        run,
        {doc: known.docs[doc] if is_same[doc] else (contents[doc], run) for doc in docs},
        (*known.moves, *moves),
    )


def _moves(before: Sequence[Story], stories: Sequence[Story], run: int) -> list[StoryMove]:
    """Find the documents that are in none of the stories any more that they were in."""
    now: dict[str, list[str]] = {}
    for story in stories:
        for doc in story.docs:
            now.setdefault(doc, []).append(story.story)
    stayed = {doc for story in before for doc in story.docs if story.story in now.get(doc, ())}
    moved: dict[tuple[str, str], list[str]] = {}
    titles = {story.story: story.title for story in before}
    for story in before:
        for doc in story.docs:
            if doc in now and doc not in stayed:
                moved.setdefault((story.story, now[doc][0]), []).append(doc)
    return [
        StoryMove(run, story, titles[story], to, tuple(docs))
        for (story, to), docs in sorted(moved.items())
    ]
