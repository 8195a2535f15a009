"""The stories that a report opens with: those that several texts tell."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from skrot.records import Digest, Story
from skrot.report.content.events import TimelineView, timeline_view
from skrot.report.content.facts import ComparisonView, comparison_view
from skrot.report.content.input import is_told
from skrot.report.content.lookup import Lookup
from skrot.report.content.positions import SideView, sides_view
from skrot.report.content.view import Place, Section, groups_view
from skrot.report.wording.values import iso_text

# So many stories are shown, and so many texts and quantities of each.
STORIES = 20
STORY_TEXTS = 30
STORY_FIGURES = 5


class StoryView(msgspec.Struct, frozen=True):
    """A story as shown: its title, dates, how many texts tell it, its digest, texts and figures.

    ``docs`` are the anchors of its texts that are listed, ``timeline`` its events, ``sides`` who
    says what.
    """

    anchor: str
    title: str
    meta: tuple[str, ...]
    section: Section
    texts: tuple[Place, ...]
    more: int
    docs: tuple[str, ...]
    timeline: TimelineView
    sides: tuple[SideView, ...]
    figures: tuple[ComparisonView, ...]


def shown_stories(digest: Digest) -> tuple[Story, ...]:
    """Return the stories that are shown: a story of one text says no more than the text."""
    return tuple(story for story in digest.stories if len(story.docs) > 1)[:STORIES]


def stories_view(lookup: Lookup) -> tuple[StoryView, ...]:
    """Return the stories that are shown, those first that most independent texts tell."""
    return tuple(
        _view(lookup, story, f"e{place}")
        for place, story in enumerate(shown_stories(lookup.run.digest), 1)
    )


def _view(lookup: Lookup, story: Story, anchor: str) -> StoryView:
    messages = lookup.messages
    days = dict.fromkeys(day for day in (story.first, story.last) if day)
    dates = " – ".join(iso_text(day, messages) for day in days)
    counts = [messages.n("text", len(story.docs))]
    if len(story.origins) < len(story.docs):
        counts.append(messages.n("independent", len(story.origins)))
    return StoryView(
        anchor=anchor,
        title=story.title,
        meta=tuple(item for item in (dates, ", ".join(counts)) if item),
        section=Section(
            f"{anchor}-digest", story.title, "c0", "", 0, groups_view(lookup, story.sentences)
        ),
        texts=tuple(_text(lookup, doc) for doc in story.docs[:STORY_TEXTS]),
        more=max(len(story.docs) - STORY_TEXTS, 0),
        docs=tuple(lookup.doc_ids[doc] for doc in story.docs if doc in lookup.doc_ids),
        timeline=timeline_view(lookup, story),
        sides=sides_view(lookup, story),
        figures=tuple(_figures(lookup, story)),
    )


def _figures(lookup: Lookup, story: Story) -> Iterator[ComparisonView]:
    """Return the quantities of a story that are most worth telling."""
    known = {row.id: row for row in lookup.run.digest.comparisons if is_told(row)}
    kept = [known[name] for name in story.quantities if name in known]
    for row in kept[:STORY_FIGURES]:
        yield comparison_view(lookup, row)


def _text(lookup: Lookup, doc: str) -> Place:
    """Return a text of a story: its title, its date, and the link that opens it."""
    source = lookup.sources.get(doc)
    date = source.row.date if source else None
    href = f"#{lookup.doc_ids[doc]}" if lookup.inline and doc in lookup.doc_ids else ""
    if not lookup.inline and doc in lookup.doc_ids:
        href = lookup.page(doc)
    return Place(
        title=lookup.title(doc),
        date=iso_text(date, lookup.messages) if date else "",
        place="",
        href=href,
        language=source.row.language if source else "pl",
    )
