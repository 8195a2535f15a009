"""What the report stage reads: the records of a finished run and nothing else."""

from __future__ import annotations

from pipeline.records import (
    Comparison,
    Digest,
    DocumentRow,
    Entity,
    Mention,
    Number,
    Record,
    Sentence,
)


class SourceText(Record, frozen=True):
    """A document of the run with its cleaned text; offsets of all records point into ``text``."""

    row: DocumentRow
    text: str


class Coordinate(Record, frozen=True):
    """The place of one sentence on the map; only relative positions matter, there is no unit."""

    doc: str
    n: int
    x: float
    y: float


class ReportInput(Record, frozen=True):
    """Everything the reports show.

    ``digest`` holds what was selected; the other fields hold the whole run, so that every selected
    sentence can be shown in its document and every table is complete.
    """

    digest: Digest
    documents: tuple[SourceText, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    numbers: tuple[Number, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    coordinates: tuple[Coordinate, ...] = ()
