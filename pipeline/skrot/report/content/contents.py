"""What digest.html and digest.md both show, made once for the two."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from skrot.report.content.facts import (
    ComparisonView,
    NameRow,
    NumberRow,
    comparisons_view,
    names_view,
    numbers_view,
    together_counts,
)
from skrot.report.content.lookup import OTHER, Lookup
from skrot.report.content.statements import SpeakerView, statements_view
from skrot.report.content.stories import NewsView, StoryView, news_view, stories_view
from skrot.report.content.view import (
    DocumentView,
    Section,
    documents_view,
    overall_view,
    theme_view,
)


class Contents(NamedTuple):
    """The parts of a digest as shown; ``together`` counts the sentences that two names share."""

    news: tuple[NewsView, ...]
    stories: tuple[StoryView, ...]
    overall: Section
    themes: tuple[Section, ...]
    comparisons: tuple[ComparisonView, ...]
    speakers: tuple[SpeakerView, ...]
    numbers: tuple[NumberRow, ...]
    names: tuple[NameRow, ...]
    documents: tuple[DocumentView, ...]
    together: Counter[tuple[str, str]]


def contents_of(lookup: Lookup) -> Contents:
    """Return what a digest shows."""
    together = together_counts(lookup)
    return Contents(
        news_view(lookup),
        stories_view(lookup),
        overall_view(lookup),
        tuple(theme_view(lookup, theme) for theme in lookup.run.digest.themes if theme.id != OTHER),
        comparisons_view(lookup),
        statements_view(lookup),
        numbers_view(lookup),
        names_view(lookup, together),
        documents_view(lookup),
        together,
    )
