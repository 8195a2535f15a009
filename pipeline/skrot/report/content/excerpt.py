"""What the pages of a large corpus show of it: a part that does not grow with the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest

import msgspec

from skrot.records import (
    Comparison,
    Digest,
    DocumentDigest,
    Entity,
    Mention,
    Number,
    Quote,
    Sentence,
    TimelineEntry,
)
from skrot.report.content.events import shown_entries
from skrot.report.content.facts import COMPARISON_ROWS, comparison_order
from skrot.report.content.input import (
    Coordinate,
    DocumentRecords,
    ReportInput,
    SourceText,
    Totals,
    chosen_sentences,
    counted_parts,
    is_told,
)
from skrot.report.content.stories import shown_stories, told_stories

# The first documents are shown with everything in them up to so many sentences.
WHOLE_SENTENCES = 30_000
# So many documents are listed and have a page; of others only those that the digest cites.
LISTED_DOCUMENTS = 2_000


def take_excerpt(
    documents: Iterable[DocumentRecords],
    digest: Digest,
    comparisons: Iterable[Comparison],
    entities: Sequence[Entity],
    coordinates: Sequence[Coordinate],
    *,
    timeline: Iterable[TimelineEntry] = (),
) -> ReportInput:
    """Return what is shown of a run; all of it when the corpus is small.

    Kept are everything in the first documents, the sentences selected for a theme, the whole corpus
    or a story that is shown, those on the map and those of the comparisons that are shown. Numbers,
    names, statements and pictures are of what is kept; counts are of the whole run.

    Parameters
    ----------
    documents
        In the order of the run; read once, one at a time.
    digest
        Without documents and comparisons.
    comparisons
        All of them; read once.
    entities, coordinates, timeline
        All of them; the timeline is gone through twice, and may be read anew each time.
    """
    totals = Totals(parts=counted_parts(digest), names=len(entities))
    compared = nsmallest(
        COMPARISON_ROWS,
        _counted(filter(is_told, comparisons), totals.relations),
        key=comparison_order,
    )
    wanted: dict[str, set[int]] = {}
    sides = [side for comparison in compared for side in comparison.statements]
    told = ((pick.doc, pick.n) for s in shown_stories(digest) for pick in s.sentences)
    for doc, n in (*chosen_sentences(digest), *told, *((side.doc, side.n) for side in sides)):
        wanted.setdefault(doc, set()).add(n)
    cited = set(wanted)
    of_stories = {doc for story in told_stories(digest) for doc in story.docs}
    for dot in coordinates:
        wanted.setdefault(dot.doc, set()).add(dot.n)
    sources: list[SourceText] = []
    sentences: list[Sentence] = []
    mentions: list[Mention] = []
    numbers: list[Number] = []
    quotes: list[Quote] = []
    labels: list[tuple[str, int, str]] = []
    digests: list[DocumentDigest] = []
    for place, records in enumerate(documents, 1):
        totals.add(records)
        doc = records.row.doc
        whole = len(sentences) < WHOLE_SENTENCES
        listed = whole or place <= LISTED_DOCUMENTS or doc in cited
        keys = wanted.get(doc, set())
        if listed and records.digest is not None:
            digests.append(records.digest)
            keys = keys | {pick.n for pick in records.digest.sentences}
        if listed or keys:
            sources.append(SourceText(records.row, records.text(), place if listed else 0))
        elif doc in of_stories:  # its title and date are shown
            sources.append(SourceText(records.row, "", 0))
        sentences += [row for row in records.sentences if whole or row.n in keys]
        mentions += [row for row in records.mentions if whole or row.n in keys]
        numbers += [row for row in records.numbers if whole or row.n in keys]
        quotes += [row for row in records.quotes if row.speaker and (whole or row.n in keys)]
        labels += [
            (doc, row.start, records.labels[row.start])
            for row in records.numbers
            if row.start in records.labels and (whole or row.n in keys)
        ]
    return ReportInput(
        msgspec.structs.replace(digest, documents=tuple(digests), comparisons=tuple(compared)),
        tuple(sources),
        tuple(sentences),
        tuple(entities),
        tuple(mentions),
        tuple(numbers),
        coordinates=tuple(coordinates),
        totals=totals,
        quotes=tuple(quotes),
        timeline=shown_entries(timeline, shown_stories(digest)),
        labels=tuple(labels),
    )


def _counted(comparisons: Iterable[Comparison], counts: Counter[str]) -> Iterable[Comparison]:
    for comparison in comparisons:
        counts[comparison.relation] += 1
        yield comparison
