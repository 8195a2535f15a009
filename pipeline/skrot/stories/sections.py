"""Sections of long documents: a report, a sitting, a weekly review may tell several stories.

A section is what stands under a heading. It is in a story of its own only where other documents
tell that story, too; what nobody else tells stays together, so that a document alone is one story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import msgspec

from skrot.records import DocumentFacts, Story, StorySection

# A document with fewer tokens is one matter; so many make a section.
_LONG = 2000
_SECTION = 150


def divided(document: DocumentFacts) -> Iterator[tuple[DocumentFacts, StorySection | None]]:
    """Give the sections of a long document as documents, each with its place there.

    The heading of a section is its title, its name that of the document with the number of the
    first sentence. A document that is not long, or has no headings, comes as it is, without a
    place.
    """
    begins = _begins(document)
    if len(begins) < 2:
        yield document, None
        return
    for first, end in pairwise([*begins, len(document.sentences)]):
        yield _section(document, first, end)


def _begins(document: DocumentFacts) -> list[int]:
    """Return the places of the sentences that begin a section; a short one is of the one before."""
    sizes = [sentence.tokens for sentence in document.sentences]
    if sum(sizes) < _LONG:
        return []
    begins = [0]
    left = sum(sizes)
    since = 0
    for place, sentence in enumerate(document.sentences):
        if sentence.part == "heading" and since >= _SECTION and left >= _SECTION:
            begins.append(place)
            since = 0
        since += sizes[place]
        left -= sizes[place]
    return begins


def _section(
    document: DocumentFacts, first: int, end: int
) -> tuple[DocumentFacts, StorySection | None]:
    rows = list(document.sentences[first:end])
    section = StorySection(document.doc, rows[0].n, rows[-1].n)
    title = document.title
    if rows[0].part == "heading":
        title = rows[0].text
        rows[0] = msgspec.structs.replace(rows[0], part="title")
    inside = range(section.first, section.last + 1)
    facts = document._replace(
        doc=unit_name(section),
        sentences=rows,
        features=document.features[first:end],
        vectors=None if document.vectors is None else document.vectors[first:end],
        mentions=[row for row in document.mentions if row.n in inside],
        references=[row for row in document.references if row.n in inside],
        quotes=[row for row in document.quotes if row.n in inside],
        title=title,
        origin=document.origin or document.doc,
    )
    return facts, section


def unit_name(section: StorySection) -> str:
    """Return the name of a section among documents; no document has such a name."""
    return f"{section.doc}\n{section.first}"


def units_of(
    story: Story, sections: Mapping[str, StorySection], now: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the names of the documents of a story, and of their sections where they have some.

    Parameters
    ----------
    story
        Of an earlier run, maybe.
    sections
        The sections that there are now, by their names.
    now
        The names of these by document.
    """
    parts: dict[str, list[StorySection]] = {}
    for part in story.sections:
        parts.setdefault(part.doc, []).append(part)
    return [
        name
        for doc in story.docs
        for name in now.get(doc, [doc])
        if doc not in parts
        or name not in sections
        or any(part.first <= sections[name].first <= part.last for part in parts[doc])
    ]


def merged(sections: Sequence[StorySection]) -> tuple[StorySection, ...]:
    """Return sections in order, those that follow one another as one."""
    found: list[StorySection] = []
    for section in sorted(sections, key=lambda row: (row.doc, row.first)):
        if found and found[-1].doc == section.doc and found[-1].last + 1 == section.first:
            found[-1] = msgspec.structs.replace(found[-1], last=section.last)
        else:
            found.append(section)
    return tuple(found)
