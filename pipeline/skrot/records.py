"""The typed records that stages exchange and that a run leaves behind.

Every offset counts characters (Unicode code points, end exclusive). ``start`` and ``end`` point
into the cleaned text of a document unless a name says ``source``. The JSON Schemas in ``schemas/``
are generated from these classes (``make schemas``), so a field is declared once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec

from skrot.labels import EntityLabel

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

PartKind = Literal["title", "lead", "heading", "body", "takeaway", "teaser", "other"]
# What a digest quotes by default.
QUOTED_PARTS: frozenset[PartKind] = frozenset({"lead", "body", "takeaway"})


def quoted_parts(include: Iterable[PartKind], exclude: Iterable[PartKind]) -> frozenset[PartKind]:
    """Return the parts whose sentences may stand in a digest."""
    return QUOTED_PARTS.union(include).difference(exclude)


NumberKind = Literal[
    "cardinal",
    "ordinal",
    "percent",
    "percentage_point",
    "money",
    "quantity",
    "duration",
    "date",
    "date_range",
    "time",
]
Modifier = Literal["approx", "more_than", "less_than", "at_least", "at_most"]
DateReason = Literal["metadata", "head", "address", "file name", "content", "saved"]
ReferenceKind = Literal["office", "noun", "pronoun"]
QuoteKind = Literal["direct", "indirect", "mixed"]
QuoteAct = Literal["says", "claims", "denies", "demands", "promises", "asks", "warns"]
TimelineKind = Literal["fact", "plan"]
Relation = Literal["agree", "differ", "update", "incomparable"]
Stance = Literal["fact", "plan", "demand", "estimate"]
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
CorrectionKind = Literal["name", "lemma", "theme", "leave_out"]
# The id of what is of none of the themes.
OTHER = "other"


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records: immutable, compared by value, unknown fields refused."""


class Part(Record, frozen=True):
    """One block of a document: a title, a heading, a paragraph, a list item."""

    kind: PartKind
    start: int
    end: int


class SourceSpan(Record, frozen=True):
    """``text[start:end]`` of the cleaned text came from ``raw[source_start:source_end]``.

    Both sides have the same length unless one side is a repair (a ligature, mojibake), in which
    case the whole segment maps to the whole segment.
    """

    start: int
    end: int
    source_start: int
    source_end: int


class Dropped(Record, frozen=True):
    """A piece of the source that is not in the cleaned text, and why."""

    reason: str
    text: str
    source_start: int
    source_end: int


class Document(Record, frozen=True):
    """A cleaned document.

    ``text`` is a sequence of blocks separated by one blank line; no block has a line break in it.
    ``parts`` are the blocks in order and cover every character but the blank lines. ``raw`` is the
    decoded source that ``source_map`` and every ``source_*`` offset point into.
    """

    doc: str
    text: str
    raw: str
    parts: tuple[Part, ...]
    source_map: tuple[SourceSpan, ...]
    sha256: str
    title: str | None = None
    date: str | None = None
    date_reason: DateReason | None = None
    author: str | None = None
    source: str | None = None
    language: str = "pl"
    dropped: tuple[Dropped, ...] = ()
    duplicate_of: str | None = None


class Failure(Record, frozen=True, omit_defaults=True):
    """A document that could not be processed: which, at which stage, why, and what to do.

    ``name`` is how its file is called, where `doc` is another name, one that is safe as a path.
    """

    doc: str
    stage: str
    reason: str
    name: str | None = None

    @property
    def called(self) -> str:
        """The name by which a person knows the document."""
        return self.name or self.doc


class DocumentRow(Record, frozen=True):
    """A row of documents.jsonl.

    ``origin`` is the earliest of the documents that this one is a copy of wholly or in part, itself
    where it is none; ``repeated`` the share of its words that stand in earlier ones of these;
    ``adds`` the numbers of the sentences in which it says something else (empty for an origin).
    ``date_reason`` is where the date was found: in what the source says of itself, the head of the
    text, its address, the name of the file, a sentence that says "dziś", or when it was saved.
    """

    doc: str
    title: str | None
    date: str | None
    sha256: str
    n_chars: int
    n_sentences: int
    language: str
    parts: tuple[Part, ...]
    author: str | None = None
    source: str | None = None
    duplicate_of: str | None = None
    dropped: tuple[Dropped, ...] = ()
    origin: str | None = None
    repeated: float = 0.0
    adds: tuple[int, ...] = ()
    date_reason: DateReason | None = None


ReasonKind = Literal["keyword", "word", "heading", "before", "after", "correction"]


class ThemeReason(Record, frozen=True):
    """What speaks for the theme of a sentence, and by how much (in the logarithm of the score).

    ``text`` is the keyword of the theme, or the lemma of a word that the corpus uses for it; null
    for a heading or a neighbour. A correction is the only reason, its ``text`` that of the rule.
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
    theme_scores: dict[str, float] = {}
    score: float | None = None
    score_parts: dict[str, float] = {}
    theme_reasons: tuple[ThemeReason, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()
    resolved: tuple[tuple[int, str], ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether it is text of the document: a letterhead or address has no theme or vector."""
        return self.part != "other"


class SentenceFeatures(Record, frozen=True):
    """What later stages know about the words of a sentence without its spaCy Doc.

    ``lemmas`` are lower-cased lemmas of content words in order (with repeats). ``heading`` is the
    text of the heading it stands under. ``leans_on`` names the word that points outside the
    sentence ("to", "oni", "jednak"), null when it reads on its own; ``leans_still`` is that word
    once what its references stand for is put beside them. ``speaker`` tells whether a quotation in
    it says who speaks (null: no quotation); ``speaker_n`` is the sentence that does, null when none
    does. ``fragment`` tells what keeps a list item, a table row or a formula of letters from being
    a sentence ("start", "end", "bracket", "predicate", "formula"), null when nothing does.
    ``evasive`` is true when it only says who is in charge, that nothing is known, or promises.
    ``formal`` is true when it opens with a phrase of letters ("w odpowiedzi na interpelację …
    informuję, że") before it says something. ``adds`` is true when it says "też" of something that
    was said before. ``omissible`` are the spans of the cleaned text that may be left out of it
    without changing what it says.
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
    fragment: Literal["start", "end", "bracket", "predicate", "formula"] | None = None
    formal: bool = False
    omissible: tuple[tuple[int, int], ...] = ()
    evasive: bool = False
    adds: bool = False


class Mention(Record, frozen=True):
    """A row of entities.jsonl: one mention of a named entity.

    ``relational`` is true when the entity is only meant, by an adjective ("japoński") or by those
    who live there or belong to it ("Japończycy"), and not named.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    label: EntityLabel
    entity: str
    relational: bool = False


class Entity(Record, frozen=True):
    """A row of entity_index.jsonl: one entity under the name a person would write."""

    entity: str
    name: str
    label: EntityLabel
    aliases: tuple[str, ...]
    mentions: int
    docs: tuple[str, ...]
    code: str | None = None


# Reasons for bounds instead of a value that a report shows in a way of their own.
VAGUE_NUMERAL = "vague numeral"
FROM_TO = "change: from one value to another"


class Number(Record, frozen=True):
    """A row of numbers.jsonl: one numeric or temporal expression.

    ``value`` is exact and in ``unit`` or ``currency`` as written (thousands and millions resolved);
    a range or a vague numeral has ``low`` and ``high`` instead. ``per`` is the denominator ("year",
    "barrel"), ``of`` the lemmas of what is counted, ``iso`` ISO 8601 or EDTF for dates and times,
    ``si_value`` and ``si_unit`` the quantity in SI base units. ``role`` tells a special use
    ("change", "target", "times", "each", "average", "rank", "share"). A change has a ``direction``
    when the text says which way it went. ``reason`` says why a value is null or rounded.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    kind: NumberKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    modifier: Modifier | None = None
    per: str | None = None
    of: str | None = None
    iso: str | None = None
    role: str | None = None
    si_value: Decimal | None = None
    si_unit: str | None = None
    reason: str | None = None
    direction: Literal["up", "down"] | None = None


class Quote(Record, frozen=True):
    """A row of quotes.jsonl: what somebody says, in his own words or reported.

    ``text`` are the words said, without marks around them; ``n`` is the sentence in which they
    begin. ``kind`` is "direct" where the text gives the words themselves, "indirect" where it
    reports them, "mixed" where it reports and quotes some of them. ``speaker`` is the entity that
    says it, null where the text does not tell for certain, ``speaker_text`` how the text calls it
    there (null: it does not), ``verb`` the word that tells that something is said, and ``act`` what
    kind of saying it is. ``addressee`` is who is spoken to, in the words of the text.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None = None
    speaker_text: str | None = None
    verb: str | None = None
    act: QuoteAct = "says"
    addressee: str | None = None
    told: tuple[int, int] | None = None


class Reference(Record, frozen=True):
    """A row of references.jsonl: words that stand for what the text has named.

    ``kind`` is "office" ("premier", "szefowa rządu"), "noun" ("spółka", "kraj") or "pronoun"
    ("on", "jej"). ``entity`` is what is meant, null where nothing makes it sure.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    kind: ReferenceKind
    entity: str | None


class TimelineSource(Record, frozen=True):
    """Another statement of an event of the timeline, with the date that it gives."""

    doc: str
    n: int
    start: int
    end: int
    text: str
    date: str | None


class TimelineEntry(Record, frozen=True):
    """A row of timeline.jsonl: a statement of when something was, is or will be.

    ``text`` is the sentence, or its clause where that has dates of its own. ``date`` is EDTF, as
    vague as the text is ("../2033", "XXXX-10", "2019-21"), null where it is relative to a date of
    the document that is not known; ``date_text`` are its words, ``reason`` says why it is not more.
    ``kind`` is "plan" for what is told as to come. ``predicate`` is the lemma of the verb that the
    date goes with. Once stories are known, an entry is an event: ``story`` is the one that it
    belongs to, ``id`` its name in the file, ``sources`` are the other statements of it and
    ``origins`` the independent documents that tell it; ``dates`` are all its dates where they
    cannot all be right, ``outcomes`` the entries that tell what came of a plan, and ``plans`` those
    of the plans that came to it.
    """

    doc: str
    n: int
    start: int
    end: int
    text: str
    date: str | None
    date_text: str
    kind: TimelineKind
    story: str | None = None
    origins: tuple[str, ...] = ()
    reason: str | None = None
    predicate: str | None = None
    id: str | None = None
    sources: tuple[TimelineSource, ...] = ()
    dates: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()


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
    heads: dict[str, float] = {}
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


class DocumentFacts(NamedTuple):
    """What the stages have found of one document: what a stage that looks at many is given.

    ``features`` and the rows of ``vectors`` (shape (n_sentences, n_dimensions), float32,
    L2-normalised) are those of ``sentences``, in the same order; ``mentions`` carry corpus-wide
    entities, and so do ``references``; ``timeline`` are statements, not yet events; ``origin`` and
    ``adds`` are as in documents.jsonl; ``resolved`` is as in `Sentence`, by the number of the
    sentence; ``frames`` are the figures that can be compared. What is not known yet, or not asked
    for, is empty.
    """

    doc: str
    sentences: Sequence[Sentence]
    features: Sequence[SentenceFeatures]
    vectors: npt.NDArray[np.float32] | Any = None
    mentions: Sequence[Mention] = ()
    numbers: Sequence[Number] = ()
    title: str | None = None
    date: str | None = None
    duplicate_of: str | None = None
    origin: str | None = None
    adds: Sequence[int] = ()
    resolved: Mapping[int, tuple[tuple[int, str], ...]] = {}
    references: Sequence[Reference] = ()
    timeline: Sequence[TimelineEntry] = ()
    frames: Sequence[Frame] = ()


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


class Selected(Record, frozen=True):
    """A sentence in a digest; ``rank`` starts at 1 in the order of selection.

    ``with_previous`` is true when the sentence leans on the one before it in its document, which
    then is in the digest too. ``text`` is the whole sentence; where something was left out of it or
    put in, ``shown`` is what a reader sees, with "[…]" in its place or the name in brackets;
    ``left_out`` are the spans of the cleaned text, ``resolved`` the places there and the names.
    They are null and empty otherwise.
    """

    doc: str
    n: int
    rank: int
    score: float
    text: str
    part: PartKind = "body"
    with_previous: bool = False
    score_parts: dict[str, float] = {}
    shown: str | None = None
    left_out: tuple[tuple[int, int], ...] = ()
    resolved: tuple[tuple[int, str], ...] = ()


class Story(Record, frozen=True):
    """A row of stories.jsonl: texts that tell of one thing that happened.

    ``story`` and ``topic`` are ids that stay from run to run; stories of one topic are about one
    matter. ``title`` is a title or a sentence of ``title_doc`` as it stands there. ``docs`` are in
    the order of time, ``origins`` those of them that repeat no earlier one: independent reports.
    ``entities`` are what most of the texts name and others do not; ``before`` and ``after`` the
    stories of the topic that lead to this one and go on from it. ``themes`` tell how much of the
    sentences is of each theme, ``quantities`` are ids of comparisons.
    """

    story: str
    title: str
    topic: str
    docs: tuple[str, ...]
    origins: tuple[str, ...]
    first: str | None
    last: str | None
    entities: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    title_doc: str
    themes: dict[str, float] = {}
    quantities: tuple[str, ...] = ()
    sentences: tuple[Selected, ...] = ()


class StoryNews(Record, frozen=True):
    """What is new of a story: it itself, or some of its documents.

    ``entities`` are names that only the new documents have, ``sentences`` those of its digest that
    stand in these, ``comparisons`` figures of theirs that differ from an older one, or update it.
    """

    story: str
    title: str
    new: bool
    docs: tuple[str, ...]
    entities: tuple[str, ...]
    sentences: tuple[Selected, ...]
    comparisons: tuple[Comparison, ...]


class ThemeDigest(Record, frozen=True):
    """One theme of a digest: the sentences in the order asked for, its entities and numbers.

    ``n_sentences`` counts the sentences of the theme that may stand in a digest by their part:
    lead, body and takeaway, with what ``include`` adds and without what ``exclude`` leaves out.
    Documents that repeat another are not counted.
    """

    id: str
    label: str
    n_sentences: int
    sentences: tuple[Selected, ...]
    entities: tuple[str, ...]
    numbers: tuple[Number, ...]
    description: str | None = None


class DocumentDigest(Record, frozen=True):
    """One document of a digest."""

    doc: str
    title: str | None
    sentences: tuple[Selected, ...]
    date: str | None = None


class Correction(Record, frozen=True):
    """A rule of the user's corrections: the line it is on, and how often it found something."""

    kind: CorrectionKind
    text: str
    line: int
    found: int


class Digest(Record, frozen=True, omit_defaults=True):
    """digest.json: everything the reports show; ``corrections`` only where some were given.

    ``proposed`` are labels of what the texts are about where the themes asked for cover little.
    """

    corpus: str
    model: str
    settings: dict[str, str | int | float | bool | list[str] | None]
    themes: tuple[ThemeDigest, ...]
    documents: tuple[DocumentDigest, ...]
    overall: tuple[Selected, ...]
    comparisons: tuple[Comparison, ...]
    failures: tuple[Failure, ...]
    corrections: tuple[Correction, ...] = ()
    proposed: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
