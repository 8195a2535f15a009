"""What an analyst asks first: what happened, and what differs between the sources."""

from __future__ import annotations

import msgspec

from skrot.report.content.facts import ComparisonView
from skrot.report.content.lookup import shorten
from skrot.report.content.stories import StoryView
from skrot.report.content.view import Section

# So many of each are told at a glance.
HAPPENED = 4
DIFFERS = 4
_LONGEST = 240


class Headline(msgspec.Struct, frozen=True):
    """One thing at a glance, and where the page tells more of it."""

    text: str
    note: str
    href: str


class Difference(msgspec.Struct, frozen=True):
    """A quantity on which sources differ: what it is of, and what each says."""

    about: str
    values: tuple[str, ...]
    relation: str
    relation_label: str
    href: str


class Glance(msgspec.Struct, frozen=True):
    """The first screen: events or, where no text shares one with another, the best sentences."""

    happened: tuple[Headline, ...]
    differs: tuple[Difference, ...]


def glance_view(
    stories: tuple[StoryView, ...], overall: Section, comparisons: tuple[ComparisonView, ...]
) -> Glance:
    """Return what a page shows first, of what it shows below."""
    happened = [
        Headline(story.title, " · ".join(story.meta), f"#{story.anchor}")
        for story in stories[:HAPPENED]
    ]
    if not happened:
        picks = sorted((p for group in overall.groups for p in group), key=lambda p: p.rank)
        happened = [
            Headline(shorten(pick.text, _LONGEST), pick.source.title, pick.source.href)
            for pick in picks[:HAPPENED]
        ]
    differs = [
        Difference(
            about=row.about,
            values=_values(row),
            relation=row.relation,
            relation_label=row.relation_label,
            href=f"#cmp-{place}",
        )
        for place, row in enumerate(comparisons, 1)
        if row.about and row.relation in ("differ", "update")
    ]
    return Glance(tuple(happened), tuple(differs[:DIFFERS]))


def _values(row: ComparisonView) -> tuple[str, ...]:
    """Return what the sides say, once each; where all say the same, of which time."""
    values = dict.fromkeys(f"{side.modifier} {side.value}".strip() for side in row.sides)
    if len(values) == 1:
        values = dict.fromkeys(
            f"{value} ({side.time})" if side.time else value
            for value in values
            for side in row.sides
        )
    return tuple(values)
