"""What is new: stories with documents that were not there before, and what these say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from skrot.records import (
    Comparison,
    DocumentFacts,
    Selected,
    Statement,
    Story,
    StoryMove,
    StoryNews,
    TimelineEntry,
    TimelineSource,
    stories_of,
)

# So many names that a story did not have before are told, the most frequent ones.
_NAMES = 5
# Where no sentence of its digest is new, so many of its new texts are told.
_SENTENCES = 3
# Two figures that agree are no news.
_TOLD = frozenset({"differ", "update"})
# A sentence says nothing new when so many of its words stand in one sentence of an older text.
_SAID = 0.7
_WORD = re.compile(r"[^\W\d_]{4,}|\d+")
# Forms of a Polish word differ in its end.
_STEM = 5

Words = frozenset[str]
Row = TypeVar("Row")


def find_news(
    stories: Sequence[Story],
    new: Collection[str],
    documents: Iterable[DocumentFacts],
    comparisons: Iterable[Comparison],
    *,
    timeline: Iterable[TimelineEntry] = (),
    digests: Mapping[str, Sequence[Selected]] | None = None,
    moves: Sequence[StoryMove] = (),
) -> list[StoryNews]:
    """Tell what new documents bring.

    Parameters
    ----------
    stories
        With their digests.
    new
        The documents that are new.
    documents
        Those of the stories that have new documents and others, with sentences, mentions and what
        they repeat.
    comparisons, timeline
        Of all documents.
    digests
        Of the new documents.
    moves
        The documents that have changed stories since.

    Returns
    -------
    list of StoryNews
        The stories that have new documents, or some of other stories, those first that have most
        new independent texts.
    """
    known = {given.doc: given for given in documents}
    figures: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        if comparison.relation in _TOLD:
            for doc in dict.fromkeys(_revising(comparison, new)):
                figures.setdefault(doc, []).append(comparison)
    entries = list(timeline)
    by_id = {entry.id: entry for entry in entries}
    dated: dict[str, list[TimelineEntry]] = {}
    for entry in entries:
        for doc in dict.fromkeys(_redating(entry, new, by_id)):
            dated.setdefault(doc, []).append(entry)
    came: dict[str, list[StoryMove]] = {}
    for move in moves:
        came.setdefault(move.to, []).append(move)
    found = []
    for story in stories:
        docs = [doc for doc in story.docs if doc in new]
        if docs or story.story in came:
            found.append(
                StoryNews(
                    story=story.story,
                    title=story.title,
                    new=len(docs) == len(story.docs),
                    docs=tuple(docs),
                    entities=tuple(_entities(story, docs, known)),
                    sentences=tuple(_sentences(story, docs, known, digests or {})),
                    comparisons=tuple(_once(figures, docs)),
                    events=tuple(_once(dated, docs)),
                    moves=tuple(came.get(story.story, ())),
                )
            )
    origins = {story.story: set(story.origins) for story in stories}
    return sorted(found, key=lambda row: -len(origins[row.story].intersection(row.docs)))


def _once(rows: Mapping[str, Sequence[Row]], docs: Iterable[str]) -> Iterator[Row]:
    """Give the rows of documents, each once."""
    seen: list[Row] = []
    for row in (row for doc in docs for row in rows.get(doc, ())):
        if row not in seen:
            seen.append(row)
            yield row


def _revising(comparison: Comparison, new: Collection[str]) -> Iterator[str]:
    """Give the new documents that say of a quantity what no older one has said."""
    old = {_said(side) for side in comparison.statements if not _is_new(side, new)}
    if old:
        for side in comparison.statements:
            if _is_new(side, new) and _said(side) not in old:
                yield side.doc


def _is_new(side: Statement, new: Collection[str]) -> bool:
    """Tell whether a statement is of a new document; that of a copy is as old as the origin."""
    return side.doc in new and (not side.origin or side.origin in new)


def _said(side: Statement) -> tuple[object, ...]:
    amount = side.value, side.low, side.high
    return (*amount, side.unit, side.time if amount == (None, None, None) else None)


def _redating(
    entry: TimelineEntry, new: Collection[str], by_id: Mapping[str | None, TimelineEntry]
) -> Iterator[str]:
    """Give the new documents that date an event otherwise, or tell that an older plan came true."""
    rows: list[TimelineEntry | TimelineSource] = [entry, *entry.sources]
    plans = [by_id[key] for key in entry.plans if key in by_id]
    came = any(not _is_told_by(plan, new) for plan in plans)
    old = {row.date for row in rows if row.doc not in new}
    for row in rows:
        if row.doc in new and (
            (came and not old) or (entry.dates and old and row.date not in {None, *old})
        ):
            yield row.doc


def _is_told_by(entry: TimelineEntry, docs: Collection[str]) -> bool:
    return entry.doc in docs and all(row.doc in docs for row in entry.sources)


def _entities(
    story: Story, docs: Sequence[str], known: Mapping[str, DocumentFacts]
) -> Iterator[str]:
    """Give who and what only the new documents of a story name; of a new one whom it names."""
    if len(docs) == len(story.docs):
        yield from (row.entity for row in story.entities[:_NAMES])
        return
    story_of = stories_of([story])
    counts: Counter[str] = Counter()
    before: set[str] = set()
    for doc in story.docs:
        names = [
            row.entity
            for row in known[doc].mentions
            if not row.relational and story_of(doc, row.n) is not None
        ]
        if doc in docs:
            counts.update(names)
        else:
            before.update(names)
    yield from [name for name, _ in counts.most_common() if name not in before][:_NAMES]


def _sentences(
    story: Story,
    docs: Sequence[str],
    known: Mapping[str, DocumentFacts],
    digests: Mapping[str, Sequence[Selected]],
) -> Iterator[Selected]:
    """Give what new documents say that older ones do not, those of the digest of the story first.

    Of a copy that is only what it adds.
    """
    own = [row for row in story.sentences if row.doc in docs]
    if len(docs) == len(story.docs):
        yield from own
        return
    story_of = stories_of([story])
    said = [
        _words(row.text)
        for doc in story.docs
        if doc not in docs
        for row in known[doc].sentences
        if story_of(doc, row.n) is not None
    ]
    is_news = _saying_more(said, known)
    told = [row for row in own if is_news(row)]
    if told:
        yield from told
        return
    others = (row for doc in docs for row in sorted(digests.get(doc, ()), key=lambda row: row.rank))
    more = (row for row in others if story_of(row.doc, row.n) is not None and is_news(row))
    yield from sorted(more, key=lambda row: row.rank)[:_SENTENCES]


def _saying_more(
    said: Sequence[Words], known: Mapping[str, DocumentFacts]
) -> Callable[[Selected], bool]:
    def is_news(row: Selected) -> bool:
        given = known[row.doc]
        if given.origin not in {None, row.doc} and row.n not in given.adds:
            return False
        words = _words(row.text)
        return not any(len(words & other) >= _SAID * len(words) for other in said)

    return is_news


def _words(text: str) -> Words:
    return frozenset(word[:_STEM] for word in _WORD.findall(text.casefold()))
