"""The stories that a report opens with: those that several texts tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from skrot.records import Digest, Story, StoryNews
from skrot.report.content.course import Course, course_view
from skrot.report.content.events import EventView, TimelineView, timeline_view
from skrot.report.content.facts import ComparisonView, comparison_view
from skrot.report.content.input import is_told
from skrot.report.content.lookup import Lookup
from skrot.report.content.positions import SideView, sides_view
from skrot.report.content.view import Place, Section, groups_view, place_of
from skrot.report.wording.values import iso_text

# So many stories are shown, and so many texts and quantities of each.
STORIES = 20
STORY_TEXTS = 30
STORY_FIGURES = 5
# A story is of a theme when so much of it is.
_OF_THEME = 0.2
# So many news are told first.
NEWS = 20
# So many sentences of a story stand in a list.
_SAID = 3


class Linked(msgspec.Struct, frozen=True):
    """Another story of the topic, and where the page shows it; empty where it does not."""

    title: str
    href: str


class Person(msgspec.Struct, frozen=True):
    """Who or what a story names: its name, and what it is there."""

    name: str
    role: str


class StoryView(msgspec.Struct, frozen=True):
    """A story as shown: its title, dates, how many texts tell it, its digest, texts and figures.

    ``facets`` are the anchors of its themes and documents, by which a page can be filtered,
    ``course`` how many texts it has over time, ``new`` what is new of it since the run before.
    ``figures`` are quantities that the texts agree on or that change, ``clashes`` those on which
    they differ, and ``clashing`` the events that they date differently. ``docs`` are the anchors of
    its texts, ``sides`` who says what, ``before`` and ``after`` the stories that led to it and that
    go on from it.
    """

    anchor: str
    title: str
    meta: tuple[str, ...]
    facets: str
    course: Course | None
    new: str
    section: Section
    people: tuple[Person, ...]
    figures: tuple[ComparisonView, ...]
    sides: tuple[SideView, ...]
    clashes: tuple[ComparisonView, ...]
    clashing: tuple[EventView, ...]
    timeline: TimelineView
    texts: tuple[Place, ...]
    more: int
    docs: tuple[str, ...]
    before: tuple[Linked, ...]
    after: tuple[Linked, ...]


class StoryLine(msgspec.Struct, frozen=True):
    """A story in a list: its title, dates, how many texts tell it, and its first sentences."""

    title: str
    meta: tuple[str, ...]
    course: Course | None
    says: tuple[tuple[str, Place], ...]


class NewsView(msgspec.Struct, frozen=True):
    """What is new of a story: whether it is new itself, what its new texts say and name first.

    ``href`` leads to the story, or to its first new text where the story is not shown.
    """

    kind: str
    title: str
    href: str
    note: str
    says: tuple[tuple[str, Place], ...]
    names: str


def told_stories(digest: Digest) -> tuple[Story, ...]:
    """Return the stories that several texts tell: one of one text says no more than the text."""
    return tuple(story for story in digest.stories if len(story.docs) > 1)


def shown_stories(digest: Digest) -> tuple[Story, ...]:
    """Return the stories that are shown, those first that most independent texts tell."""
    return told_stories(digest)[:STORIES]


def stories_view(lookup: Lookup) -> tuple[StoryView, ...]:
    """Return the stories that are shown, those first that most independent texts tell."""
    return tuple(
        _view(lookup, story, anchor) for anchor, story in _anchored(lookup.run.digest).items()
    )


def _anchored(digest: Digest) -> dict[str, Story]:
    return {f"e{place}": story for place, story in enumerate(shown_stories(digest), 1)}


def _view(lookup: Lookup, story: Story, anchor: str) -> StoryView:
    quantities = tuple(_quantities(lookup, story))
    timeline = timeline_view(lookup, story)
    news = next((row for row in _with_texts(lookup) if row.story == story.story), None)
    return StoryView(
        anchor=anchor,
        title=story.title,
        meta=_meta(lookup, story),
        facets=_facets(lookup, story),
        course=_course(lookup, story),
        new=_new(lookup, news) if news else "",
        section=Section(
            f"{anchor}-digest", story.title, "c0", "", 0, groups_view(lookup, story.sentences)
        ),
        people=tuple(_people(lookup, story)),
        figures=tuple(row for row in quantities if row.relation != "differ")[:STORY_FIGURES],
        sides=sides_view(lookup, story),
        clashes=tuple(row for row in quantities if row.relation == "differ")[:STORY_FIGURES],
        clashing=tuple(event for event in timeline.events if event.clashes),
        timeline=timeline,
        texts=tuple(_text(lookup, doc) for doc in story.docs[:STORY_TEXTS]),
        more=max(len(story.docs) - STORY_TEXTS, 0),
        docs=tuple(lookup.doc_ids[doc] for doc in story.docs if doc in lookup.doc_ids),
        before=tuple(_linked(lookup, story.before)),
        after=tuple(_linked(lookup, story.after)),
    )


def _linked(lookup: Lookup, stories: Iterable[str]) -> Iterator[Linked]:
    titles = {story.story: story.title for story in lookup.run.digest.stories}
    anchors = {story.story: anchor for anchor, story in _anchored(lookup.run.digest).items()}
    for name in stories:
        if name in titles:
            yield Linked(titles[name], f"#{anchors[name]}" if name in anchors else "")


def story_lines(lookup: Lookup, *, base: str) -> tuple[StoryLine, ...]:
    """Return the stories that several texts tell and that are not shown whole."""
    return tuple(
        StoryLine(
            story.title,
            _meta(lookup, story),
            _course(lookup, story),
            tuple(
                (row.shown or row.text, place_of(lookup, (row.doc, row.n), base=base))
                for row in sorted(story.sentences, key=lambda row: row.rank)[:_SAID]
            ),
        )
        for story in told_stories(lookup.run.digest)[STORIES:]
    )


def news_view(lookup: Lookup) -> tuple[NewsView, ...]:
    """Return what is new since the run before, those stories first that have most new texts."""
    anchors = {story.story: anchor for anchor, story in _anchored(lookup.run.digest).items()}
    return tuple(
        NewsView(
            kind=lookup.messages.t("story_new" if row.new else "story_grown"),
            title=row.title,
            href=f"#{anchors[row.story]}" if row.story in anchors else _first(lookup, row),
            note=lookup.messages.n("new_text", len(row.docs)),
            says=tuple(
                (pick.shown or pick.text, place_of(lookup, (pick.doc, pick.n)))
                for pick in sorted(row.sentences, key=lambda pick: pick.rank)[:_SAID]
            ),
            names=", ".join(
                lookup.entities[name].name for name in row.entities if name in lookup.entities
            ),
        )
        for row in _with_texts(lookup)[:NEWS]
    )


def n_news(lookup: Lookup) -> int:
    """Count the stories of which something is new."""
    return len(_with_texts(lookup))


def _with_texts(lookup: Lookup) -> list[StoryNews]:
    """Return the news that bring texts: that others are parted otherwise is told by the command."""
    return [row for row in lookup.run.news if row.docs]


def _first(lookup: Lookup, row: StoryNews) -> str:
    known = [doc for doc in row.docs if doc in lookup.doc_ids]
    return _text(lookup, known[0]).href if known else ""


def _new(lookup: Lookup, row: StoryNews) -> str:
    messages = lookup.messages
    return messages.t("is_new") if row.new else f"+ {messages.n('new_text', len(row.docs))}"


def _meta(lookup: Lookup, story: Story) -> tuple[str, ...]:
    """Say when the texts of a story are of, how many there are, and how many sources they have.

    Where texts do not say who published them, it is how many repeat none of the others.
    """
    messages = lookup.messages
    days = dict.fromkeys(day for day in (story.first, story.last) if day)
    dates = " – ".join(iso_text(day, messages) for day in days)
    texts = messages.n("text", len(story.docs))
    texts_of = [lookup.sources.get(doc) for doc in story.origins]
    sources = {None if text is None else text.row.source for text in texts_of}
    if None in sources and len(story.origins) == len(story.docs):
        counts = texts
    elif None in sources:
        counts = f"{texts}, {messages.n('independent', len(story.origins))}"
    else:
        counts = f"{texts} {messages.n('from_sources', len(sources))}"
    return tuple(item for item in (dates, counts) if item)


def _facets(lookup: Lookup, story: Story) -> str:
    themes = [
        lookup.theme(name).anchor for name, share in story.themes.items() if share >= _OF_THEME
    ]
    docs = [lookup.doc_ids[doc] for doc in story.docs if doc in lookup.doc_ids]
    return " ".join(dict.fromkeys([*themes, *docs]))


def _course(lookup: Lookup, story: Story) -> Course | None:
    known = (lookup.sources[doc].row.date for doc in story.docs if doc in lookup.sources)
    return course_view(known, lookup.messages)


def _people(lookup: Lookup, story: Story) -> Iterator[Person]:
    for row in story.entities:
        entity = lookup.entities.get(row.entity)
        if entity is not None:
            does = row.role != "mentioned"  # that he is named is seen
            role = lookup.messages.label("story_role", row.role) if does else ""
            yield Person(entity.name, ", ".join(item for item in (row.office, role) if item))


def _quantities(lookup: Lookup, story: Story) -> Iterator[ComparisonView]:
    """Return the quantities of a story, those most worth telling first."""
    known = {row.id: row for row in lookup.run.digest.comparisons if is_told(row)}
    for row in (known[name] for name in story.quantities if name in known):
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
