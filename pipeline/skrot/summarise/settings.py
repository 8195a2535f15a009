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
    corpus has ``DEFAULT_SENTENCES`` sentences, and that of a document or a story as many as
    `fitting_length` says.
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
# The digest of a document has one of so many of its sentences; what several texts tell has room for
# what each of them adds.
_SHARE = 5
_SEVERAL = 5


def fitting_length(sentences: int, texts: int = 1) -> int:
    """Return how many sentences a digest has by default.

    Parameters
    ----------
    sentences
        That the document has, or the longest text of a story; a fifth of them are told.
    texts
        That tell the story: where there are several, each adds one.

    Returns
    -------
    int
        From ``LEAST_SENTENCES``, of several texts from five, to ``DEFAULT_SENTENCES``.
    """
    if texts < 2:
        return max(LEAST_SENTENCES, min(DEFAULT_SENTENCES, round(sentences / _SHARE)))
    return max(_SEVERAL, min(DEFAULT_SENTENCES, round(sentences / _SHARE) + texts))
