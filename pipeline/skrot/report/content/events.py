"""What the report shows of a story in time: its dated events, in order, vague ones as spans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from skrot.polish.edtf import begin
from skrot.records import Story, TimelineEntry, TimelineSource, stories_of
from skrot.report.content.lookup import Lookup, shorten
from skrot.report.content.view import Place, place_of
from skrot.report.wording.marks import Token, mark
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import iso_bounds, iso_text

# So many events of a story are shown, those that most texts tell.
EVENTS = 12
LONGEST = 300
# The axis of time is so many units long; a day is seen, too.
_AXIS = 100.0
_THINNEST = 1.5


class Span(msgspec.Struct, frozen=True):
    """Where an event lies on the axis of its story, in units of a hundred."""

    x: float
    width: float


class EventView(msgspec.Struct, frozen=True):
    """An event as shown: when, in words and on the axis, what, and what else is told of it.

    ``notes`` say how many texts tell it, which dates they give where these differ, and what came of
    a plan; ``clashes`` is which dates they give, empty where these do not differ.
    """

    when: str
    span: Span | None
    kind: str
    tokens: tuple[Token, ...]
    source: Place
    notes: tuple[str, ...]
    clashes: str = ""


class TimelineView(msgspec.Struct, frozen=True):
    """The events of a story, the days between which its axis runs, and how many are not shown."""

    events: tuple[EventView, ...]
    first: str
    last: str
    more: int


def timeline_view(lookup: Lookup, story: Story) -> TimelineView:
    """Return the events of a story in the order of time; what has no date comes last."""
    docs, is_told = set(story.docs), stories_of([story])
    told = [
        (entry, statement)
        for entry in lookup.run.timeline
        if (statement := _own(entry, is_told)) is not None and entry.date is not None
    ]
    best = sorted(told, key=lambda row: -len(docs.intersection(row[0].origins)))[:EVENTS]
    shown = sorted(best, key=lambda row: (begin(row[0].date), row[1].doc, row[1].start))
    known = [days for entry, _ in shown if (days := iso_bounds(entry.date or ""))]
    first = min((days[0] for days in known), default=0.0)
    last = max((days[1] for days in known), default=0.0)
    by_id = {entry.id: entry for entry in lookup.run.timeline}
    return TimelineView(
        events=tuple(
            _event(lookup, entry, statement, by_id, (first, last)) for entry, statement in shown
        ),
        first=_year(first) if len(known) > 1 else "",
        last=_year(last) if len(known) > 1 else "",
        more=len(told) - len(shown),
    )


def _own(
    entry: TimelineEntry, story_of: Callable[[str, int], Story | None]
) -> TimelineEntry | TimelineSource | None:
    """Give the statement of an event that stands in one of some stories, the best one first."""
    if story_of(entry.doc, entry.n):
        return entry
    return next((row for row in entry.sources if story_of(row.doc, row.n)), None)


def _event(
    lookup: Lookup,
    entry: TimelineEntry,
    statement: TimelineEntry | TimelineSource,
    by_id: dict[str | None, TimelineEntry],
    axis: tuple[float, float],
) -> EventView:
    messages = lookup.messages
    notes = [messages.n("source", len(entry.origins))] if len(entry.origins) > 1 else []
    clashes = ""
    if entry.dates:
        dates = ", ".join(iso_text(date, messages) for date in entry.dates)
        clashes = messages.t("dates_differ", dates=dates)
        notes.append(clashes)
    for other in (by_id[key] for key in entry.outcomes if key in by_id):
        when = _when(other, messages)
        notes.append(f"{messages.t('came_of_it', date=when)}: {shorten(other.text, LONGEST)}")
    return EventView(
        when=_when(entry, messages),
        span=_span(entry.date, axis),
        kind=messages.t("planned") if entry.kind == "plan" else "",
        tokens=_tokens(lookup, statement),
        source=place_of(lookup, (statement.doc, statement.n)),
        notes=tuple(notes),
        clashes=clashes,
    )


def _when(entry: TimelineEntry, messages: Messages) -> str:
    """Say when in words; in those of the text where the date is less than a year, or none."""
    words = iso_text(entry.date, messages) if entry.date else ""
    if "XXXX" in (entry.date or ""):
        return messages.t("no_year", date=words if words != entry.date else entry.date_text)
    return entry.date_text if words in {"", entry.date} and not words[:4].isdigit() else words


def _span(date: str | None, axis: tuple[float, float]) -> Span | None:
    """Place a date on an axis: as wide as it is vague; what is open ends with the axis."""
    first, last = axis
    opened = (date or "").split("/")
    known = iso_bounds(date or "")
    if known is None and len(opened) == 2:
        ends = [iso_bounds(end) for end in opened]
        known = (ends[0][0] if ends[0] else first, ends[1][1] if ends[1] else last)
    if known is None or last <= first or known[0] > known[1]:
        return None
    scale = _AXIS / (last - first)
    x = min(max((known[0] - first) * scale, 0.0), _AXIS - _THINNEST)
    width = max((min(known[1], last) - max(known[0], first)) * scale, _THINNEST)
    return Span(round(x, 1), round(min(width, _AXIS - x), 1))


def _year(place: float) -> str:
    return str(int(place))


def _tokens(lookup: Lookup, row: TimelineEntry | TimelineSource) -> tuple[Token, ...]:
    """Mark the names and numbers of a statement; plain where the sentence is not in the run."""
    sentence = lookup.sentences.get((row.doc, row.n))
    spans = lookup.spans((row.doc, row.n)) if sentence is not None else []
    return mark(shorten(row.text, LONGEST), spans, start=row.start)


def shown_entries(
    entries: Iterable[TimelineEntry], stories: Sequence[Story]
) -> tuple[TimelineEntry, ...]:
    """Return the events that the stories of a report tell; `entries` are gone through twice."""
    story_of = stories_of(stories)
    kept = [entry for entry in entries if _own(entry, story_of) is not None]
    linked = {key for entry in kept for key in entry.outcomes}
    ids = {entry.id for entry in kept}
    return tuple(entry for entry in entries if entry.id in ids or entry.id in linked)
