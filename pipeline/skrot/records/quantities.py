"""Figures with what they measure, and the quantities that several texts state."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from skrot.records.base import Record
from skrot.records.extracted import Modifier, Number

FigureKind = Literal[
    "count",
    "percent",
    "percentage_point",
    "money",
    "quantity",
    "duration",
    "age",
    "votes",
    "date",
]
Stance = Literal["fact", "plan", "demand", "estimate"]
Relation = Literal["agree", "differ", "update", "incomparable"]


class Frame(Record, frozen=True):
    """A figure with what its sentence says it measures, of whom, when and in which scope.

    ``heads`` are the words that name what is measured, by family and weight; ``words`` the content
    words of the sentence, each as (lemma, start, weight by nearness between 0 and 1); ``base`` the
    lemmas of what is counted or of what a share is taken; ``subject`` who does it (lemma, start),
    ``held`` that a share is one that it has, ``narrow`` what is said right at what is counted.
    ``scope`` are groups of words that exclude one another, each with the side that is meant.
    ``time`` is when the figure holds (ISO 8601 or EDTF), ``dated`` tells whether the sentence
    speaks of any time; ``change`` that it is a difference, ``revised`` that another took its place,
    ``so_far`` that it may have grown since.
    ``against`` are the votes on the other side. ``label`` is what is measured in the nominative,
    null where the sentence gives none that is sure to be grammatical.
    """

    number: Number
    kind: FigureKind
    heads: dict[str, float] = msgspec.field(default_factory=dict)
    words: tuple[tuple[str, int, float], ...] = ()
    base: tuple[str, ...] = ()
    subject: tuple[str, int] | None = None
    narrow: tuple[tuple[str, int], ...] = ()
    held: bool = False
    scope: tuple[tuple[int, int], ...] = ()
    stance: Stance = "fact"
    time: str | None = None
    dated: bool = False
    negated: bool = False
    change: bool = False
    revised: bool = False
    so_far: bool = False
    against: Decimal | None = None
    label: str | None = None


class Statement(Record, frozen=True):
    """A statement of a quantity: a figure in its sentence.

    ``time`` is when the figure holds, and the date itself where that is the figure (ISO 8601 or
    EDTF); ``stance`` what it is put forward as. ``origin`` is the document that says it first:
    statements of one origin count once. ``against`` are the votes on the other side.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str | None
    modifier: Modifier | None
    time: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    stance: Stance = "fact"
    origin: str = ""
    against: Decimal | None = None


class Comparison(Record, frozen=True):
    """A row of comparisons.jsonl: a quantity with all statements about it.

    ``about`` names it in the nominative, empty where no name is sure to be grammatical.
    ``relation`` is that of the whole; ``difference`` the larger value minus the smaller one,
    relative to the smaller, of the figures that are farthest apart, null when it cannot be
    computed. ``score`` (0 to 1) is how much it is worth telling, ``story`` the one in which most of
    the statements stand.
    """

    about: str
    relation: Relation
    statements: tuple[Statement, ...]
    difference: float | None
    score: float
    id: str = ""
    story: str | None = None
