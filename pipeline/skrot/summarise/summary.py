"""Digests per theme, per document and of the whole corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.corrections import LeaveOutRule
from skrot.packed import Shelf
from skrot.records import (
    OTHER,
    DocumentDigest,
    DocumentFacts,
    PartKind,
    Selected,
    Sentence,
    StorySection,
    Theme,
    ThemeDigest,
    quoted_parts,
)
from skrot.summarise.never import NeverQuoted
from skrot.summarise.pool import Candidates, Group, best
from skrot.summarise.repeats import repeats
from skrot.summarise.scoring import Candidate, Told, candidates
from skrot.summarise.seen import SeenTexts
from skrot.summarise.selection import Pick, select
from skrot.summarise.shapes import default_shapes
from skrot.summarise.shown import shown_text
from skrot.summarise.weights import Weights, default_weights

_BOILERPLATE_DOCS = 3
# The digest of a theme has no sentence that rather belongs to none or to another one.
_LIKELY = 0.5
# What a sentence counts in a theme with keywords when it has none, only words that go with them.
_UNNAMED = 0.5
# Names and numbers beyond these add nothing.
_MANY_NAMES, _MANY_NUMBERS = 4, 3


class SummarySettings(msgspec.Struct, frozen=True, kw_only=True):
    """How long each digest is, in what order, from which parts, and whether sentences are trimmed.

    With ``resolve`` names are shown beside words that stand for them.

    ``leave_out`` are rules about what is never quoted.

    At most one of ``sentences``, ``words`` (not exceeded, but for a first sentence that is longer)
    and ``ratio`` (of the words there are) is given. Otherwise the digest of a theme or of the
    corpus has ``DEFAULT_SENTENCES`` sentences, and that of a document a fifth of its sentences,
    from ``LEAST_SENTENCES`` to ``DEFAULT_SENTENCES``.
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None
    order: Literal["source", "rank"] = "source"
    include: tuple[PartKind, ...] = ()
    exclude: tuple[PartKind, ...] = ()
    trim: bool = False
    resolve: bool = False
    leave_out: tuple[LeaveOutRule, ...] = ()


DEFAULT_SENTENCES = 8
LEAST_SENTENCES = 2
# The digest of a document has one of so many of its sentences.
_SHARE = 5


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


class CorpusSummary:
    """Collects documents one at a time, then makes the digests across them.

    In memory are some twenty bytes for each candidate; what they are lies on the shelf.

    Parameters
    ----------
    themes, settings, weights
        As in :func:`summarise`.
    stories
        Gives that of a sentence by its document and number.
    shelf
        Where the candidates lie meanwhile, some 4 kB each; a list by default.
    """

    def __init__(
        self,
        themes: Sequence[Theme],
        settings: SummarySettings,
        weights: Weights | None = None,
        shelf: Shelf | None = None,
        stories: Callable[[str, int], Told | None] = lambda doc, n: None,
    ) -> None:
        self._themes = themes
        self._settings = settings
        self._counted = quoted_parts(settings.include, settings.exclude)
        self._weights = weights or default_weights()
        self._shapes = default_shapes()
        self._candidates = Candidates([] if shelf is None else shelf)
        self._stories = stories
        self._groups = {theme.id: Group() for theme in themes}
        self._asked: set[str | None] = set()  # themes of which keywords were found
        self._all = Group()
        self._seen = SeenTexts()
        self.never = NeverQuoted(settings.leave_out)
        self._position = 0
        self._numbers: dict[str, range] = {}

    def add(self, given: DocumentFacts) -> tuple[list[Sentence], DocumentDigest]:
        """Take in a document; return its sentences with their scores, and its own digest."""
        if self._settings.resolve:
            given = _with_names(given)
        rows = candidates(
            given,
            self._position,
            self._shapes,
            self._weights,
            include=frozenset(self._settings.include),
            exclude=frozenset(self._settings.exclude),
            never=self.never.among(given.sentences),
        )
        self._position += 1
        rows = [row._replace(told=self._stories(given.doc, row.sentence.n)) for row in rows]
        if self._settings.trim:
            omissible = {feature.n: feature.omissible for feature in given.features}
            rows = [row.trimmed(omissible[row.sentence.n]) for row in rows]
        by_n = {row.sentence.n: row for row in rows}
        for row in rows:
            number = self._candidates.add(row)
            at = self._numbers.get(given.doc, range(number, number))
            self._numbers[given.doc] = range(at.start, number + 1)
            self._all.add(number, row, 1.0)
            theme_id = row.sentence.theme
            if theme_id in self._groups:
                sure = row.sentence.theme_scores.get(theme_id, 1.0)
                if sure >= _LIKELY:
                    self._groups[theme_id].add(number, row, sure)
                if _has_keyword(row.sentence):
                    self._asked.add(theme_id)
        for sentence in given.sentences:
            if sentence.theme in self._groups and sentence.part in self._counted:
                self._groups[sentence.theme].n_sentences += 1
        self._seen.add({row.sentence.text for row in rows})
        scored = [
            msgspec.structs.replace(
                sentence,
                score=round(by_n[sentence.n].score, 4),
                score_parts={k: round(v, 4) for k, v in by_n[sentence.n].parts.items() if v},
                left_out=by_n[sentence.n].sentence.left_out,
                resolved=by_n[sentence.n].sentence.resolved,
            )
            if sentence.n in by_n
            else sentence
            for sentence in given.sentences
        ]
        share = max(LEAST_SENTENCES, min(DEFAULT_SENTENCES, round(len(rows) / _SHARE)))
        picked = self._pick(rows, sum(row.n_words for row in rows), share)
        picked = picked or self._anything(given)
        return scored, DocumentDigest(given.doc, given.title, picked, given.date)

    def finish(self) -> tuple[tuple[ThemeDigest, ...], tuple[Selected, ...]]:
        """Return the digest of each theme and of the whole corpus."""
        themes = []
        for theme in self._themes:
            group = self._groups[theme.id]
            pool = self._rescored(group, theme)
            selected = self._pick(pool, group.n_words)
            by_place = {(row.sentence.doc, row.sentence.n): row for row in pool}
            chosen = [by_place[row.doc, row.n] for row in selected]
            ranked = _by_part(chosen, [row.rank for row in selected])
            numbers = [number for row in chosen for number in row.numbers.values()]
            themes.append(
                ThemeDigest(
                    theme.id,
                    theme.label,
                    group.n_sentences,
                    selected,
                    tuple(ranked),
                    tuple(numbers),
                    theme.description or None,
                )
            )
        overall = self._pick(self._rescored(self._all, None), self._all.n_words)
        return tuple(themes), overall

    def digest_of(
        self, docs: Iterable[str], sections: Sequence[StorySection] = ()
    ) -> tuple[Selected, ...]:
        """Return the digest of some of the documents that were taken in, of some only sections."""
        parts: dict[str, list[range]] = {}
        for part in sections:
            parts.setdefault(part.doc, []).append(range(part.first, part.last + 1))
        group = Group()
        for number in sorted(n for doc in docs for n in self._numbers.get(doc, ())):
            row = self._candidates.get(number)
            inside = parts.get(row.sentence.doc)
            if inside is None or any(row.sentence.n in part for part in inside):
                group.add(number, row, 1.0)
        rows = self._rescored(group, None, themed=False)
        return self._pick(rows, group.n_words, told_once=True)

    def _rescored(
        self, group: Group, theme: Theme | None, *, themed: bool = True
    ) -> list[Candidate]:
        """Return the best of a group, scored by closeness to the group, not to each document.

        A sentence counts by how sure it is of the theme, or of any; not if not `themed`: what
        happened is no more or less of a theme, and what its texts say of it stays the same when
        others come.
        """
        reward = self._weights.reward
        across = self._weights.corpus if theme is None else self._weights.across

        def within(name: str, values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            factor = across.words if name == "words" else 1.0
            return factor * self._shapes.shapes[name](values)

        def rest(row: Candidate) -> dict[str, float]:
            parts = dict(row.parts)
            for name in ("position", "opening", "part", "title"):
                parts[name] *= getattr(across, name)
            parts["names"] = across.names * min(len(row.names), _MANY_NAMES) / _MANY_NAMES
            parts["numbers"] = across.numbers * min(len(row.numbers), _MANY_NUMBERS) / _MANY_NUMBERS
            scores = row.sentence.theme_scores
            sure = 1 - scores.get(OTHER, 0.0) if theme is None else scores.get(theme.id, 1.0)
            named = theme is None or theme.id not in self._asked or _is_named(row.sentence)
            if themed:
                parts["theme"] = reward.theme * sure * (1.0 if named else _UNNAMED)
            if self._seen.count(row.sentence.text) >= _BOILERPLATE_DOCS:
                parts["boilerplate"] = -self._weights.penalty.boilerplate
            return parts

        return best(self._candidates, group, rest, within)

    def _anything(self, given: DocumentFacts) -> tuple[Selected, ...]:
        """Return the first sentence of a document none of which can be read alone, if it has any.

        A list or a table has no better digest than its beginning.
        """
        never = self.never.among(given.sentences)
        rows = [row for row in given.sentences if row.part in self._counted and row.n not in never]
        return tuple(Selected(row.doc, row.n, 1, 0.0, row.text, row.part) for row in rows[:1])

    def _pick(
        self,
        pool: Sequence[Candidate],
        n_words: int,
        default: int = DEFAULT_SENTENCES,
        *,
        told_once: bool = False,
    ) -> tuple[Selected, ...]:
        """Select sentences; those that are `told_once` say nothing that others have said."""
        settings = self._settings
        limit = settings.words
        if settings.ratio is not None:
            limit = max(1, round(settings.ratio * n_words))
        most = settings.sentences
        if limit is None and most is None:
            most = default
        picks: list[Pick] = []
        used = 0
        for unit in select(pool, self._weights.selection):
            chosen = [pick.candidate for pick in picks] if told_once else []
            if any(repeats(pick.candidate, chosen, self._all) for pick in unit):
                continue
            size = sum(pick.candidate.n_words for pick in unit)
            if most is not None and len(picks) + len(unit) > most:
                break
            if limit is not None and used + size > limit and picks:
                break
            picks += unit
            used += size
        ranked = list(enumerate(picks, start=1))
        if settings.order == "source":
            ranked.sort(key=lambda item: (item[1].candidate.position, item[1].candidate.sentence.n))
        return tuple(_selected(rank, pick) for rank, pick in ranked)


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


def _has_keyword(sentence: Sentence) -> bool:
    return any(reason.kind == "keyword" for reason in sentence.theme_reasons)


def _is_named(sentence: Sentence) -> bool:
    """Whether a sentence is of its theme by a keyword, or because the user says so."""
    return any(reason.kind in {"keyword", "correction"} for reason in sentence.theme_reasons)


def _selected(rank: int, pick: Pick) -> Selected:
    row = pick.candidate.sentence
    return Selected(
        doc=row.doc,
        n=row.n,
        rank=rank,
        score=round(pick.score, 4),
        text=row.text,
        part=row.part,
        with_previous=pick.with_previous,
        score_parts=pick.parts,
        shown=shown_text(row.text, row.start, row.left_out, row.resolved)
        if row.left_out or row.resolved
        else None,
        left_out=row.left_out,
        resolved=row.resolved,
    )


def _with_names(given: DocumentFacts) -> DocumentFacts:
    """Give the names that are shown to the sentences, which lean on the one before no more."""
    sentences = [
        msgspec.structs.replace(row, resolved=given.resolved.get(row.n, ()))
        for row in given.sentences
    ]
    features = [
        row
        if row.leans_on is None or row.leans_still is not None
        else msgspec.structs.replace(row, leans_on=None, alone=1.0)
        for row in given.features
    ]
    return given._replace(sentences=sentences, features=features)
