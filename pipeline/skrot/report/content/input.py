"""What the report stage reads: the records of a finished run and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, cast

from skrot.records import (
    QUOTED_PARTS,
    Comparison,
    Digest,
    DocumentDigest,
    DocumentRow,
    Entity,
    Mention,
    Number,
    PartKind,
    Quote,
    Record,
    Sentence,
    StoryNews,
    TimelineEntry,
    quoted_parts,
)

# Beyond so many pairs of names those that were seen together once are forgotten, and again whenever
# the pairs that were left have doubled.
_MOST_PAIRS = 500_000


class SourceText(Record, frozen=True):
    """A document of the run with its cleaned text; offsets of all records point into ``text``.

    ``place`` is its place among the documents of the run, from 1; 0 when it is not listed there and
    null when all are given.
    """

    row: DocumentRow
    text: str
    place: int | None = None


class Coordinate(Record, frozen=True):
    """The place of one sentence on the map; only relative positions matter, there is no unit."""

    doc: str
    n: int
    x: float
    y: float


class DocumentRecords(NamedTuple):
    """One document with its records in text order, ``digest`` null when it repeats another.

    ``text`` gives its cleaned text when it is called; ``labels`` say what numbers measure, by where
    they start.
    """

    row: DocumentRow
    text: Callable[[], str]
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    numbers: Sequence[Number]
    digest: DocumentDigest | None
    quotes: Sequence[Quote] = ()
    labels: Mapping[int, str] = {}


# What is less worth telling stays in the file of comparisons.
_TOLD = 0.4


def is_told(row: Comparison) -> bool:
    """Tell whether a report shows a comparison: it has a name and is not trivial."""
    return bool(row.about) and row.score >= _TOLD


@dataclass
class Totals:
    """What a report says about a whole run, of which it may show a part only.

    ``themes`` counts the sentences of ``parts`` by theme, without documents that repeat another, as
    `ThemeDigest.n_sentences` does; ``statements`` their quotations by speaker; ``together`` the
    sentences that two entities share, by sorted pair.
    """

    parts: frozenset[str] = QUOTED_PARTS

    documents: int = 0
    sentences: int = 0
    characters: int = 0
    first: str | None = None
    last: str | None = None
    dated: int = 0
    themes: Counter[str | None] = field(default_factory=Counter)
    numbers: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    statements: Counter[str] = field(default_factory=Counter)
    names: int = 0
    together: Counter[tuple[str, str]] = field(default_factory=Counter)
    _left: int = field(default=0, init=False, repr=False, compare=False)

    def add(self, records: DocumentRecords) -> None:
        """Count a document in."""
        self.documents += 1
        self.sentences += len(records.sentences)
        self.characters += records.row.n_chars
        if date := records.row.date:
            self.dated += 1
            self.first = min(self.first or date, date)
            self.last = max(self.last or date, date)
        if records.row.duplicate_of is None:
            self.themes.update(s.theme for s in records.sentences if s.part in self.parts)
            self.statements.update(q.speaker for q in records.quotes if q.speaker)
        self.numbers.update(number.kind for number in records.numbers)
        named: dict[int, set[str]] = {}
        for mention in records.mentions:
            named.setdefault(mention.n, set()).add(mention.entity)
        for names in named.values():
            self.together.update(combinations(sorted(names), 2))
        if len(self.together) > max(_MOST_PAIRS, 2 * self._left):
            self.together = Counter({pair: n for pair, n in self.together.items() if n > 1})
            self._left = len(self.together)


class ReportInput(Record, frozen=True):
    """Everything the reports show.

    ``digest`` holds what was selected; the other fields hold the whole run, so that every selected
    sentence can be shown in its document and every table is complete. Where they hold a part of
    it, ``totals`` are of the whole. ``title`` stands over the report, if given; ``labels`` say what
    numbers measure, each as (document, start, label), ``news`` what is new since the run before.
    """

    digest: Digest
    documents: tuple[SourceText, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    numbers: tuple[Number, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    coordinates: tuple[Coordinate, ...] = ()
    totals: Totals | None = None
    quotes: tuple[Quote, ...] = ()
    title: str | None = None
    timeline: tuple[TimelineEntry, ...] = ()
    labels: tuple[tuple[str, int, str], ...] = ()
    news: tuple[StoryNews, ...] = ()


def records_of(run: ReportInput) -> Iterator[DocumentRecords]:
    """Return the documents of a run one by one; what belongs to none is left out."""
    sentences, mentions, numbers, quotes = (
        _by_document(rows) for rows in (run.sentences, run.mentions, run.numbers, run.quotes)
    )
    digests = {digest.doc: digest for digest in run.digest.documents}
    for source in run.documents:
        doc = source.row.doc
        yield DocumentRecords(
            source.row,
            lambda text=source.text: text,  # type: ignore[misc]  # bound now, not when called
            sorted(sentences.get(doc, ()), key=lambda sentence: sentence.n),
            mentions.get(doc, ()),
            numbers.get(doc, ()),
            digests.get(doc),
            quotes.get(doc, ()),
        )


def _by_document(rows: Iterable) -> dict[str, list]:  # type: ignore[type-arg]  # any row with a doc
    found: dict[str, list] = {}  # type: ignore[type-arg]
    for row in rows:
        found.setdefault(row.doc, []).append(row)
    return found


def counted_parts(digest: Digest) -> frozenset[str]:
    """Return the parts whose sentences may stand in a digest, by its settings."""
    include, exclude = (
        cast("list[PartKind]", digest.settings.get(name) or []) for name in ("include", "exclude")
    )
    return quoted_parts(include, exclude)


def totals_of(run: ReportInput) -> Totals:
    """Return the totals of a run that is given as a whole."""
    totals = Totals(
        parts=counted_parts(run.digest),
        relations=Counter(r.relation for r in run.digest.comparisons if is_told(r)),
        names=len(run.entities),
    )
    for records in records_of(run):
        totals.add(records)
    totals.documents = totals.documents or len(run.digest.documents)
    if not run.sentences:
        totals.themes.update({theme.id: theme.n_sentences for theme in run.digest.themes})
    return totals


def chosen_sentences(digest: Digest) -> frozenset[tuple[str, int]]:
    """Return the sentences selected for a theme or for the whole corpus, as (doc, n)."""
    picks = [pick for theme in digest.themes for pick in theme.sentences]
    return frozenset((pick.doc, pick.n) for pick in (*picks, *digest.overall))
