"""What a sentence is worth in a theme, a story or the corpus, and which ones are selected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from skrot.records import OTHER, Selected, Sentence, Theme
from skrot.summarise.pool import (
    Floats,
    Group,
    Measures,
    View,
    chosen,
    measured,
    needed,
    unpack,
)
from skrot.summarise.repeats import repeats
from skrot.summarise.scoring import Candidate
from skrot.summarise.seen import SeenTexts
from skrot.summarise.selection import Pick, select
from skrot.summarise.settings import DEFAULT_SENTENCES, SummarySettings, fitting_length
from skrot.summarise.shapes import Shapes
from skrot.summarise.shown import shown_text
from skrot.summarise.weights import Weights

_BOILERPLATE_DOCS = 3
# What a sentence counts in a theme with keywords when it has none, only words that go with them.
_UNNAMED = 0.5
# Names and numbers beyond these add nothing.
_MANY_NAMES, _MANY_NUMBERS = 4, 3


class Judge(NamedTuple):
    """What is known of the corpus when its candidates are looked at again.

    ``asked`` are themes of which keywords were found, ``seen`` are the texts of all candidates, of
    which there are ``total``; ``frequency`` counts the lemmas that more than one of them has.
    """

    settings: SummarySettings
    weights: Weights
    shapes: Shapes
    asked: frozenset[str]
    seen: SeenTexts
    total: int
    frequency: Mapping[str, int]

    def rest(self, row: Candidate, theme: Theme | None, *, themed: bool = True) -> dict[str, float]:
        """Return what a candidate is worth in a group but for its closeness to that.

        A sentence counts by how sure it is of the theme, or of any; not if not `themed`: what
        happened is no more or less of a theme, and what its texts say of it stays the same when
        others come.
        """
        across = self.weights.corpus if theme is None else self.weights.across
        parts = row.parts | {"long": 0.0}  # documents of all lengths side by side
        for name in ("position", "opening", "part", "title"):
            parts[name] *= getattr(across, name)
        parts["names"] = across.names * min(len(row.names), _MANY_NAMES) / _MANY_NAMES
        parts["numbers"] = across.numbers * min(len(row.numbers), _MANY_NUMBERS) / _MANY_NUMBERS
        if themed:
            scores = row.sentence.theme_scores
            sure = 1 - scores.get(OTHER, 0.0) if theme is None else scores.get(theme.id, 1.0)
            named = theme is None or theme.id not in self.asked or _is_named(row.sentence)
            parts["theme"] = self.weights.reward.theme * sure * (1.0 if named else _UNNAMED)
        if self.seen.count(row.sentence.text) >= _BOILERPLATE_DOCS:
            parts["boilerplate"] = -self.weights.penalty.boilerplate
        return parts

    def within(self, theme: Theme | None) -> Callable[[str, Floats], Floats]:
        """Return what gives the worth of closeness and of common lemmas in a group."""
        across = self.weights.corpus if theme is None else self.weights.across

        def worth(name: str, values: Floats) -> Floats:
            factor = across.words if name == "words" else 1.0
            return factor * self.shapes.shapes[name](values)

        return worth

    def measure(self, rows: Iterable[Candidate], view: View, theme: Theme | None) -> Measures:
        """Look at candidates as members of a group."""
        return measured(rows, view, lambda row: self.rest(row, theme))

    def digest_of_story(self, packed: Sequence[bytes]) -> tuple[Selected, ...]:
        """Return the digest of a story, whose candidates are given packed, in display order."""
        rows = [unpack(data) for data in packed]
        positions, ns = [row.position for row in rows], [row.sentence.n for row in rows]
        group = Group()
        for number, row in enumerate(rows):
            group.add(number, row, 1.0)

        def rest(row: Candidate) -> dict[str, float]:
            return self.rest(row, None, themed=False)

        pool = chosen(
            rows.__getitem__,
            group.members,
            measured(rows, group.view(), rest),
            rest=rest,
            within=self.within(None),
            beside=lambda number: needed(rows[number], number, positions, ns),
        )
        # As with its worth, what is chosen stays the same when themes shift with other texts.
        selection = structs.replace(self.weights.selection, theme=0.0)
        texts = Counter(positions)
        return pick(
            pool,
            group.n_words,
            self.settings,
            structs.replace(self.weights, selection=selection),
            default=fitting_length(max(texts.values(), default=0), len(texts)),
            says_nothing=lambda row, picked: repeats(row, picked, self.total, self.frequency),
        )


def pick(
    pool: Sequence[Candidate],
    n_words: int,
    settings: SummarySettings,
    weights: Weights,
    *,
    default: int = DEFAULT_SENTENCES,
    says_nothing: Callable[[Candidate, Sequence[Candidate]], bool] = lambda row, picked: False,
) -> tuple[Selected, ...]:
    """Select sentences of a group of so many words, but such as say nothing beside others.

    Nor such as need one of these.
    """
    limit = settings.words
    if settings.ratio is not None:
        limit = max(1, round(settings.ratio * n_words))
    most = settings.sentences
    if limit is None and most is None:
        most = default
    picks: list[Pick] = []
    used = 0
    gone: set[tuple[str, int]] = set()
    for unit in select(pool, weights.selection):
        picked = [one.candidate for one in picks]
        rows = [one.candidate for one in unit]
        if any(
            says_nothing(row, picked) or any((row.sentence.doc, n) in gone for n in row.needs)
            for row in rows
        ):
            gone.update((row.sentence.doc, row.sentence.n) for row in rows)
            continue
        size = sum(one.candidate.n_words for one in unit)
        if most is not None and len(picks) + len(unit) > most:
            break
        if limit is not None and used + size > limit and picks:
            break
        picks += unit
        used += size
    ranked = list(enumerate(picks, start=1))
    if settings.order == "source":
        ranked.sort(key=lambda item: (item[1].candidate.position, item[1].candidate.sentence.n))
    there = {(row.doc, row.n) for row in (one.candidate.sentence for one in picks)}
    return tuple(_selected(rank, one, there) for rank, one in ranked)


def _is_named(sentence: Sentence) -> bool:
    """Whether a sentence is of its theme by a keyword, or because the user says so."""
    return any(reason.kind in {"keyword", "correction"} for reason in sentence.theme_reasons)


def _selected(rank: int, one: Pick, there: Collection[tuple[str, int]]) -> Selected:
    row = one.candidate.sentence
    return Selected(
        doc=row.doc,
        n=row.n,
        rank=rank,
        score=round(one.score, 4),
        text=row.text,
        part=row.part,
        with_previous=one.candidate.leans and (row.doc, row.n - 1) in there,
        score_parts=one.parts,
        shown=shown_text(row.text, row.start, row.left_out, row.resolved)
        if row.left_out or row.resolved
        else None,
        left_out=row.left_out,
        resolved=row.resolved,
    )
