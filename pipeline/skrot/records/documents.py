"""Documents as they were read, and what could not be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from skrot.records.base import Record

PartKind = Literal["title", "lead", "heading", "body", "takeaway", "teaser", "other"]
# What a digest quotes by default.
QUOTED_PARTS: frozenset[PartKind] = frozenset({"lead", "body", "takeaway"})


def quoted_parts(include: Iterable[PartKind], exclude: Iterable[PartKind]) -> frozenset[PartKind]:
    """Return the parts whose sentences may stand in a digest."""
    return QUOTED_PARTS.union(include).difference(exclude)


DateReason = Literal["metadata", "head", "address", "file name", "content", "saved"]


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
    ``stories`` are the ids of those that it tells, once they are known: of a long document several.
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
    stories: tuple[str, ...] = ()
