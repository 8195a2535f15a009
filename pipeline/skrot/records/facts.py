"""All that is known of one document."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from skrot.records.extracted import Mention, Number, Quote, Reference, TimelineEntry
from skrot.records.quantities import Frame
from skrot.records.sentences import Sentence, SentenceFeatures

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class DocumentFacts(NamedTuple):
    """What the stages have found of one document: what a stage that looks at many is given.

    ``features`` and the rows of ``vectors`` (shape (n_sentences, n_dimensions), float32,
    L2-normalised) are those of ``sentences``, in the same order; ``mentions`` carry corpus-wide
    entities, and so do ``references``; ``timeline`` are statements, not yet events; ``origin`` and
    ``adds`` are as in documents.jsonl; ``resolved`` is as in `Sentence`, by the number of the
    sentence; ``frames`` are the figures that can be compared; ``subjects`` are the starts of the
    mentions and references that are the subject of a main clause. What is not known yet, or not
    asked for, is empty.
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
    quotes: Sequence[Quote] = ()
    subjects: Collection[int] = ()
