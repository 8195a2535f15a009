"""Sentences, their themes, and what later stages know about their words."""

from __future__ import annotations

from typing import Literal

import msgspec

from skrot.records.base import Record
from skrot.records.documents import PartKind

ReasonKind = Literal[
    "keyword", "word", "subject", "heading", "before", "after", "marks", "correction"
]


class ThemeReason(Record, frozen=True):
    """What speaks for the theme of a sentence, and by how much (in the logarithm of the score).

    ``text`` is the keyword of the theme, the lemma of a word that the corpus uses for it, or the
    heading of a subject (of ``models/subjects``) that belongs to it; null for a heading, a
    neighbour and what readers' marks have taught. A correction is the only reason, its ``text``
    that of the rule.
    """

    kind: ReasonKind
    text: str | None
    weight: float


class Theme(Record, frozen=True):
    """A theme: an id and what tells its sentences from others.

    ``keywords`` are words or phrases in any inflected form, ``examples`` whole sentences.
    """

    id: str
    label: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Sentence(Record, frozen=True):
    """A row of sentences.jsonl.

    ``theme_scores`` lie in [0, 1] and, with ``other``, sum to one; ``theme_reasons`` say what
    speaks most for ``theme`` (empty: only likeness to other sentences of it). ``score`` is the
    ranking score within the document's themes (higher is better) and ``score_parts`` what it is the
    sum of; both are null for a sentence that can never be selected (a heading, a teaser).
    ``left_out`` are the spans of the cleaned text that a digest does not show of it; empty unless
    trimming was asked for. ``resolved`` are the names that a digest shows beside words that stand
    for them, and where in the cleaned text; empty unless that was asked for.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    part: PartKind
    source_spans: tuple[tuple[int, int], ...]
    tokens: int
    theme: str | None = None
    theme_scores: dict[str, float] = msgspec.field(default_factory=dict)
    score: float | None = None
    score_parts: dict[str, float] = msgspec.field(default_factory=dict)
    theme_reasons: tuple[ThemeReason, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()
    resolved: tuple[tuple[int, str], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is text of the document: a letterhead or address has no theme or vector."""
        return self.part != "other"


# A sentence that is less likely than this to be readable alone is in doubt. With the
# rules it holds back 0.84 of the marked sentences of news that lean, and is right in 0.88.
LEAST_ALONE = 0.35


class SentenceFeatures(Record, frozen=True):
    """What later stages know about the words of a sentence without its spaCy Doc.

    ``lemmas`` are lower-cased lemmas of content words in order (with repeats). ``heading`` is the
    text of the heading it stands under. ``leans_on`` names the word that points outside the
    sentence ("to", "oni", "jednak"), null when it reads on its own; ``leans_still`` is that word
    once what its references stand for is put beside them. ``speaker`` tells whether a quotation in
    it says who speaks (null: no quotation); ``speaker_n`` is the sentence that does, null when none
    does. ``fragment`` tells what keeps a list item, a table row or a formula of letters from being
    a sentence ("start", "end", "bracket", "predicate", "formula", "call"), null when nothing does.
    ``evasive`` is true when it only says who is in charge, that nothing is known, or promises.
    ``formal`` is true when it opens with a phrase of letters ("w odpowiedzi na interpelację …
    informuję, że") before it says something. ``adds`` is true when it says "też" of something that
    was said before. ``alone`` is how likely a stranger could read it alone, by what readers marked
    in news. ``omissible`` are the spans of the cleaned text that may be left out of it without
    changing what it says.
    """

    n: int
    lemmas: tuple[str, ...]
    paragraph: int
    heading: str | None = None
    leans_on: str | None = None
    leans_still: str | None = None
    speaker: bool | None = None
    question: bool = False
    speaker_n: int | None = None
    fragment: Literal["start", "end", "bracket", "predicate", "formula", "call"] | None = None
    formal: bool = False
    omissible: tuple[tuple[int, int], ...] = ()
    evasive: bool = False
    adds: bool = False
    alone: float = 1.0

    @property
    def leans(self) -> bool:
        """Whether it needs the text around it, by the rules or by what readers marked."""
        return self.leans_on is not None or self.is_doubtful

    @property
    def is_doubtful(self) -> bool:
        """Whether readers could hardly read it alone, although no rule says why."""
        return self.leans_on is None and self.alone < LEAST_ALONE
