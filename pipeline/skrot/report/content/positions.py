"""The sides of a story: what each says first, what it denies, and where it says something else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from skrot.polish.word_lists import function_words
from skrot.records import Quote, Story, stories_of
from skrot.report.content.lookup import Lookup
from skrot.report.content.statements import StatementView, statement_view

# So many sides are shown, those that say most.
SIDES = 6
_WORD = re.compile(r"[^\W\d_]{4,}")
_SMALL = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d+(?:[ ,]\d+)*")
_STEM = 5
# Shorter words say no position.
_ENOUGH = 4
# What is said later is of the same thing when so many words of the shorter one are in the other,
# and something else when one of both denies, or gives another number.
_SAME, _SHARED = 0.6, 3

_Chosen = tuple[str, Quote]


class Position(msgspec.Struct, frozen=True):
    """A statement of a side, and what it is: said first, denied, changed; empty when not known."""

    role: str
    statement: StatementView


class SideView(msgspec.Struct, frozen=True):
    """Somebody who speaks in a story, with his positions."""

    name: str
    positions: tuple[Position, ...]


def sides_view(lookup: Lookup, story: Story) -> tuple[SideView, ...]:
    """Return the sides of a story, those first that say most; copies of a text say nothing."""
    place = {doc: at for at, doc in enumerate(story.docs)}
    independent, is_told = set(story.origins), stories_of([story])
    dates = {doc: lookup.sources[doc].row.date for doc in story.docs if doc in lookup.sources}
    spoken: dict[str, list[Quote]] = defaultdict(list)
    for quote in lookup.run.quotes:
        known = quote.speaker in lookup.entities and quote.doc in independent & dates.keys()
        if known and is_told(quote.doc, quote.n) and len(_SMALL.findall(quote.text)) >= _ENOUGH:
            spoken[quote.speaker or ""].append(quote)
    order = sorted(spoken, key=lambda who: (-len(spoken[who]), lookup.entities[who].name))
    return tuple(
        SideView(
            lookup.entities[who].name,
            tuple(
                Position(lookup.messages.t(role) if role else "", statement_view(lookup, quote))
                for role, quote in _positions(
                    sorted(spoken[who], key=lambda row: (place[row.doc], row.start)), dates
                )
            ),
        )
        for who in order[:SIDES]
    )


def _positions(quotes: Sequence[Quote], dates: Mapping[str, str | None]) -> list[_Chosen]:
    """Choose what a side says first, what it denies, and what it says otherwise later.

    What is first and what is later is told by the dates of texts.
    """
    first = quotes[0]
    denied = next((row for row in quotes if row.act == "denies"), None)
    found: list[_Chosen] = []
    if denied is not first:
        found.append(("said_first" if dates[first.doc] else "", first))
    if denied is not None:
        found.append(("denied", denied))
    changed = next(
        (
            later
            for at, later in enumerate(quotes)
            if later is not denied
            and any(
                _is_later(dates[later.doc], dates[row.doc]) and _contradicts(row, later)
                for row in quotes[:at]
            )
        ),
        None,
    )
    if changed is not None:
        found.append(("changed", changed))
    return found


def _is_later(date: str | None, other: str | None) -> bool:
    return date is not None and other is not None and date > other


def _contradicts(one: Quote, other: Quote) -> bool:
    """Tell whether two statements are of one thing and do not say the same of it."""
    words, others = ({w[:_STEM].casefold() for w in _WORD.findall(q.text)} for q in (one, other))
    shared = len(words & others)
    if shared < _SHARED or shared < _SAME * min(len(words), len(others)):
        return False
    numbers, theirs = (set(_FIGURE.findall(quote.text)) for quote in (one, other))
    figures = bool(numbers and theirs) and numbers.isdisjoint(theirs)
    return figures or _denies(one) != _denies(other)


def _denies(quote: Quote) -> bool:
    said: int = sum(
        word.casefold() == function_words().denial for word in _SMALL.findall(quote.text)
    )
    return (said + (quote.act == "denies")) % 2 == 1
