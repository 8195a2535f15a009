"""The typed records that stages exchange and that a run leaves behind.

Every offset counts characters (Unicode code points, end exclusive). ``start`` and ``end`` point
into the cleaned text of a document unless a name says ``source``. The JSON Schemas in ``schemas/``
are generated from these classes (``make schemas``), so a field is declared once.
"""

from __future__ import annotations

from skrot.records.base import OTHER, Record
from skrot.records.digests import (
    Correction,
    CorrectionKind,
    Digest,
    DocumentDigest,
    Selected,
    Story,
    StoryEntity,
    StoryMove,
    StoryNews,
    StoryRole,
    StorySection,
    ThemeDigest,
    stories_of,
)
from skrot.records.documents import (
    QUOTED_PARTS,
    DateReason,
    Document,
    DocumentRow,
    Dropped,
    Failure,
    Part,
    PartKind,
    SourceSpan,
    quoted_parts,
)
from skrot.records.extracted import (
    FROM_TO,
    VAGUE_NUMERAL,
    Entity,
    Mention,
    Modifier,
    Number,
    NumberKind,
    Quote,
    QuoteAct,
    QuoteKind,
    Reference,
    ReferenceKind,
    TimelineEntry,
    TimelineKind,
    TimelineSource,
)
from skrot.records.facts import DocumentFacts
from skrot.records.quantities import Comparison, FigureKind, Frame, Relation, Stance, Statement
from skrot.records.sentences import ReasonKind, Sentence, SentenceFeatures, Theme, ThemeReason

__all__ = [
    "FROM_TO",
    "OTHER",
    "QUOTED_PARTS",
    "VAGUE_NUMERAL",
    "Comparison",
    "Correction",
    "CorrectionKind",
    "DateReason",
    "Digest",
    "Document",
    "DocumentDigest",
    "DocumentFacts",
    "DocumentRow",
    "Dropped",
    "Entity",
    "Failure",
    "FigureKind",
    "Frame",
    "Mention",
    "Modifier",
    "Number",
    "NumberKind",
    "Part",
    "PartKind",
    "Quote",
    "QuoteAct",
    "QuoteKind",
    "ReasonKind",
    "Record",
    "Reference",
    "ReferenceKind",
    "Relation",
    "Selected",
    "Sentence",
    "SentenceFeatures",
    "SourceSpan",
    "Stance",
    "Statement",
    "Story",
    "StoryEntity",
    "StoryMove",
    "StoryNews",
    "StoryRole",
    "StorySection",
    "Theme",
    "ThemeDigest",
    "ThemeReason",
    "TimelineEntry",
    "TimelineKind",
    "TimelineSource",
    "quoted_parts",
    "stories_of",
]
