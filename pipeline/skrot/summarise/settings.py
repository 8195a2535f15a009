"""What a user can set of a digest."""

from __future__ import annotations

from typing import Literal

import msgspec

from skrot.corrections import LeaveOutRule
from skrot.records import PartKind


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
