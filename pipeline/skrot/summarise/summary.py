"""Digests per theme, per document and of the whole corpus."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from skrot.packed import Shelf
from skrot.records import (
    DocumentDigest,
    DocumentFacts,
    Selected,
    Sentence,
    StorySection,
    Theme,
    ThemeDigest,
)
from skrot.summarise.judge import Judge, pick
from skrot.summarise.part import PartSummary
from skrot.summarise.pool import Candidates, Group, Measures, View, chosen, unpack
from skrot.summarise.scoring import Candidate, StoryOf
from skrot.summarise.seen import SeenTexts
from skrot.summarise.settings import SummarySettings
from skrot.summarise.shapes import default_shapes
from skrot.summarise.weights import Weights, default_weights

# So many candidates are looked at together.
_CHUNK = 1_000


class Summary(NamedTuple):
    """The parts of a digest, and the sentences of each document with their scores."""

    sentences: list[list[Sentence]]
    themes: tuple[ThemeDigest, ...]
    documents: tuple[DocumentDigest, ...]
    overall: tuple[Selected, ...]


def summarise(
    documents: Iterable[DocumentFacts],
    themes: Sequence[Theme],
    settings: SummarySettings,
    weights: Weights | None = None,
) -> Summary:
    """Return the digests of a corpus.

    Parameters
    ----------
    documents
        In display order; read once, one at a time.
    themes
        Digests are made for these, in this order.
    settings
        Length, order and parts.
    weights
        The packaged weights by default.

    Returns
    -------
    Summary
        ``sentences`` has one list a document, in the order given.
    """
    summary = CorpusSummary(themes, settings, weights)
    sentences, digests = [], []
    for given in documents:
        rows, digest = summary.add(given)
        sentences.append(rows)
        digests.append(digest)
    found, overall = summary.finish()
    return Summary(sentences, found, tuple(digests), overall)


class Chunk(NamedTuple):
    """Candidates that follow one another, packed, and which of them are in each group."""

    candidates: list[bytes]
    members: list[list[int]]


class Looked(NamedTuple):
    """A group as it is looked at: of a theme, or of the corpus."""

    theme: Theme | None
    view: View


# Looks at chunks of candidates, and at the candidates of stories: has `measure_chunk`, and
# `Judge.digest_of_story`, done elsewhere.
Measuring = Callable[[Iterable[Chunk], Judge, Sequence[Looked]], Iterable[list[Measures]]]
Telling = Callable[[Iterable[list[bytes]], Judge], Iterator[tuple[Selected, ...]]]


def measure_chunk(chunk: Chunk, judge: Judge, groups: Sequence[Looked]) -> list[Measures]:
    """Look at candidates as members of each group."""
    rows = [unpack(data) for data in chunk.candidates]
    return [
        judge.measure([rows[at] for at in members], group.view, group.theme)
        for members, group in zip(chunk.members, groups, strict=True)
    ]


class CorpusSummary:
    """Collects documents, some at a time, then makes the digests across them.

    In memory are some twenty bytes for each candidate; what they are lies on the shelf.

    Parameters
    ----------
    themes, settings, weights
        As in :func:`summarise`.
    stories
        Gives that of a sentence by its document and number, for `add`.
    shelf
        Where the candidates lie meanwhile, some 4 kB each; a list by default.
    """

    def __init__(
        self,
        themes: Sequence[Theme],
        settings: SummarySettings,
        weights: Weights | None = None,
        shelf: Shelf | None = None,
        stories: StoryOf = lambda doc, n: None,
    ) -> None:
        self._themes = themes
        self._settings = settings
        self._weights = weights or default_weights()
        self._candidates = Candidates([] if shelf is None else shelf)
        self._stories = stories
        self._groups = {theme.id: Group() for theme in themes}
        self._asked: set[str] = set()
        self._all = Group()
        self._seen = SeenTexts()
        self._positions: dict[str, int] = {}
        self._begins = array("Q", [0])
        self.found = [0] * len(settings.leave_out)
        """How often each rule about what is never quoted has found something."""

    def add(self, given: DocumentFacts) -> tuple[list[Sentence], DocumentDigest]:
        """Take in a document; return its sentences with their scores, and its own digest."""
        part = PartSummary(self._groups, self._settings, self._weights)
        found = part.add(given, len(self._positions), self._stories)
        self.take(part)
        return found

    def take(self, part: PartSummary) -> None:
        """Take in the documents of a part."""
        first = len(self._candidates)
        self._candidates.extend(part)
        for theme, group in part.groups.items():
            self._groups[theme].take(group, first)
        self._all.take(part.all, first)
        self._asked |= part.asked
        self._seen.add_keys(part.texts)
        for doc, size in part.docs:
            self._positions[doc] = len(self._positions)
            self._begins.append(self._begins[-1] + size)
        self.found = [old + new for old, new in zip(self.found, part.never.found, strict=True)]

    def judge(self) -> Judge:
        """Return what is known of the corpus once all documents were taken in."""
        return Judge(
            self._settings,
            self._weights,
            default_shapes(),
            frozenset(self._asked),
            self._seen,
            len(self._all.members),
            {lemma: count for lemma, count in self._all.frequency.items() if count > 1},
        )

    def finish(
        self, judge: Judge | None = None, measuring: Measuring | None = None
    ) -> tuple[tuple[ThemeDigest, ...], tuple[Selected, ...]]:
        """Return the digest of each theme and of the whole corpus.

        Parameters
        ----------
        judge
            From `judge`, if it is there already.
        measuring
            Looks at all candidates again, elsewhere.
        """
        judge = judge or self.judge()
        groups = [self._groups[theme.id] for theme in self._themes] + [self._all]
        looked = [
            Looked(theme, group.view())
            for theme, group in zip([*self._themes, None], groups, strict=True)
        ]
        chunks = self._chunks(groups)
        if measuring is None:
            rows: Iterable[list[Measures]] = (measure_chunk(c, judge, looked) for c in chunks)
        else:
            rows = measuring(chunks, judge, looked)
        measures: list[list[Measures]] = [[Measures.none()] for _ in groups]
        for row in rows:
            for known, more in zip(measures, row, strict=True):
                known.append(more)
        *of_themes, whole = (
            self._pool(group, Measures.joined(of), theme, judge)
            for group, of, theme in zip(groups, measures, [*self._themes, None], strict=True)
        )
        overall = self._pick(whole, self._all.n_words)
        return tuple(map(self._digest, self._themes, of_themes)), overall

    def _chunks(self, groups: Sequence[Group]) -> Iterator[Chunk]:
        """Give all candidates, some at a time, with which of them are in each group."""
        left = [np.frombuffer(group.members, dtype=np.uint32) for group in groups]
        for start in range(0, len(self._candidates), _CHUNK):
            stop = min(start + _CHUNK, len(self._candidates))
            edges = [np.searchsorted(members, (start, stop)) for members in left]
            yield Chunk(
                [self._candidates.packed(number) for number in range(start, stop)],
                [
                    (members[a:b].astype(np.int64) - start).tolist()
                    for members, (a, b) in zip(left, edges, strict=True)
                ],
            )

    def _pool(
        self, group: Group, measures: Measures, theme: Theme | None, judge: Judge
    ) -> list[Candidate]:
        if not group.members:
            return []
        return chosen(
            self._candidates.get,
            group.members,
            measures,
            rest=lambda row: judge.rest(row, theme),
            within=judge.within(theme),
            beside=self._candidates.needed,
        )

    def _pick(self, pool: Sequence[Candidate], n_words: int) -> tuple[Selected, ...]:
        return pick(pool, n_words, self._settings, self._weights)

    def _digest(self, theme: Theme, pool: Sequence[Candidate]) -> ThemeDigest:
        group = self._groups[theme.id]
        selected = self._pick(pool, group.n_words)
        by_place = {(row.sentence.doc, row.sentence.n): row for row in pool}
        rows = [by_place[row.doc, row.n] for row in selected]
        ranked = _by_part(rows, [row.rank for row in selected])
        # "Drugiej wojny" and "w 15. rocznicę" have a value, and measure nothing.
        numbers = [x for row in rows for x in row.numbers.values() if x.kind != "ordinal"]
        return ThemeDigest(
            theme.id,
            theme.label,
            group.n_sentences,
            selected,
            tuple(ranked),
            tuple(numbers),
            theme.description or None,
        )

    def digests_of(
        self,
        stories: Iterable[tuple[Sequence[str], Sequence[StorySection]]],
        judge: Judge | None = None,
        telling: Telling | None = None,
    ) -> Iterator[tuple[Selected, ...]]:
        """Give the digest of each story.

        Parameters
        ----------
        stories
            The documents of each, and the sections of those that are not in it as a whole.
        judge
            From `judge`, if it is there already.
        telling
            Makes the digests elsewhere.
        """
        judge = judge or self.judge()
        packed = (self._of(docs, sections) for docs, sections in stories)
        return map(judge.digest_of_story, packed) if telling is None else telling(packed, judge)

    def _of(self, docs: Sequence[str], sections: Sequence[StorySection]) -> list[bytes]:
        """Return the candidates of documents, packed, in display order."""
        parts: dict[str, list[range]] = {}
        for part in sections:
            parts.setdefault(part.doc, []).append(range(part.first, part.last + 1))
        wanted: list[int] = []
        for doc in docs:
            if (at := self._positions.get(doc)) is not None:
                inside = parts.get(doc)
                wanted += (
                    number
                    for number in range(*self._begins[at : at + 2])
                    if inside is None or any(self._candidates.n_of(number) in one for one in inside)
                )
        return [self._candidates.packed(number) for number in sorted(wanted)]


def _by_part(chosen: Sequence[Candidate], ranks: Sequence[int]) -> list[str]:
    """Order the entities of the sentences of a digest by the part they have in it.

    First is what most sentences name; one that is only pointed at ("japoński") has half a part. Of
    equals first is what the best sentence names, and what it names first.
    """
    parts: Counter[str] = Counter()
    best: dict[str, tuple[int, int]] = {}
    for row, rank in zip(chosen, ranks, strict=True):
        for name in row.names:
            named = name in row.named
            parts[name] += 2 if named else 1
            place = rank, row.named.index(name) if named else len(row.named)
            best[name] = min(best.get(name, place), place)
    return sorted(parts, key=lambda name: (-parts[name], best[name], name))
