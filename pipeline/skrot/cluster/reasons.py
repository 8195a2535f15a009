"""Why a sentence has its theme, in short: what is kept with every sentence of a run.

:mod:`skrot.cluster.explanation` says more about one sentence, at more cost.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from skrot.cluster.lexicon import Match
from skrot.records import ReasonKind, ThemeReason
from skrot.vectors import Matrix

_KEYWORD = 3.0
# A word or neighbour that adds less than this decides nothing.
_LEAST = 0.3
_MOST = 5

Context = list[tuple[ReasonKind, int, float]]


def theme_reasons(
    column: int,
    context: Context,
    own: Matrix,
    *,
    matches: Sequence[Match],
    words: Sequence[tuple[str, float]],
    subject: tuple[str, float] | None = None,
    taught: float | None = None,
) -> tuple[ThemeReason, ...]:
    """Return what speaks most for the theme of a sentence, at most five, the strongest first.

    Parameters
    ----------
    column
        The theme, as a column of ``own``.
    context
        Of the sentence: kinds, rows and weights.
    own
        The scores of all sentences without context, shape (n_sentences, n_themes + 1).
    matches, words
        The keywords of all themes in it, and what each of its lemmas adds to the vote for this one.
    subject
        What subject of the theme it is about, and what that adds; null where none is known.
    taught
        How many times an even share readers' marks give to the theme; null where it has none.

    Returns
    -------
    tuple of ThemeReason
        Empty where only its likeness to other sentences speaks for the theme.
    """
    found = [
        ThemeReason("keyword", match.keyword, round(_KEYWORD * match.weight, 2))
        for match in matches
        if match.theme == column
    ]
    found += [
        ThemeReason(kind, None, round(weight * float(own[row, column]), 2))
        for kind, row, weight in context
    ]
    known = {lemma for match in matches for lemma in match.lemmas}
    found += [
        ThemeReason("word", lemma, round(weight, 2))
        for lemma, weight in words
        if lemma not in known
    ]
    if subject:
        found.append(ThemeReason("subject", subject[0], round(subject[1], 2)))
    if taught:
        found.append(ThemeReason("marks", None, round(math.log(taught), 2)))
    telling = [reason for reason in found if reason.weight >= _LEAST]
    telling.sort(key=lambda reason: (-reason.weight, reason.kind, reason.text or ""))
    return tuple(telling[:_MOST])
