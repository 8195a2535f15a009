"""The words around dates: read once from ``timeline.toml``, checked strictly."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Bounds(Table, frozen=True):
    """What makes a date an end or a beginning."""

    until: frozenset[str]
    since: frozenset[str]
    end: frozenset[str]
    between: frozenset[str]
    when: frozenset[str]
    moment: frozenset[str]


class Inherited(Table, frozen=True):
    """How a time is told by one that was named before."""

    later: frozenset[str]
    earlier: frozenset[str]
    after: frozenset[str]
    units: dict[str, str]


class Plans(Table, frozen=True):
    """What tells of what is to come."""

    modal: frozenset[str]
    planning: frozenset[str]
    helping: frozenset[str]
    now: frozenset[str]
    lasting: frozenset[str]
    done: frozenset[str]
    founding: frozenset[str]
    nouns: frozenset[str]
    gone: frozenset[str]
    coming: frozenset[str]
    future: frozenset[str]
    unreal: frozenset[str]
    of: frozenset[str]
    day: frozenset[str]
    announcing: frozenset[str]
    than: frozenset[str]
    meant: frozenset[str]
    till: frozenset[str]


class Nouns(Table, frozen=True):
    """What tells whether a date is of a noun, and whether that happens."""

    events: frozenset[str]
    done: frozenset[str]
    again: frozenset[str]
    occasion: frozenset[str]
    purpose: frozenset[str]
    taking_place: frozenset[str]
    ages: frozenset[str]
    now: frozenset[str]
    eras: frozenset[str]
    bounding: frozenset[str]
    without: frozenset[str]
    before: frozenset[str]
    past: frozenset[str]
    topic: frozenset[str]
    comparing: frozenset[str]


class Vocabulary(Table, frozen=True):
    """What ``timeline.toml`` holds; the comments there say what each list means."""

    bounds: Bounds
    inherited: Inherited
    plans: Plans
    nouns: Nouns


@cache
def vocabulary() -> Vocabulary:
    """Give the words around dates."""
    return load("skrot.extract.timeline", "data/timeline.toml", Vocabulary)
