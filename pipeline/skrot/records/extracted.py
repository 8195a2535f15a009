"""What is found in the sentences: names, numbers, quotations, references, statements of time."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from skrot.labels import EntityLabel
from skrot.records.base import Record


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


QuoteKind = Literal["direct", "indirect", "mixed"]
QuoteAct = Literal["says", "claims", "denies", "demands", "promises", "asks", "warns"]


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


ReferenceKind = Literal["office", "noun", "pronoun"]


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


TimelineKind = Literal["fact", "plan"]


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
    ``kind`` is "plan" for what is told as to come. ``predicate`` is the lemma of the verb or noun
    that the date goes with. Once stories are known, an entry is an event: ``story`` is the one
    that it belongs to, ``id`` its name in the file, ``sources`` are the other statements of it and
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
