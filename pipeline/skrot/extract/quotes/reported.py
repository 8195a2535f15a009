"""Reported speech of a sentence: clauses after a verb of saying, and statements with a source."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.extract.quotes.clauses import Reported, apart, find_clauses
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.opinions import find_opinion
from skrot.extract.quotes.text import QuoteText, Range

__all__ = ["Reported", "find_reported", "is_passed_on"]


def find_reported(text: QuoteText, sentence: Range, said: set[int]) -> list[Reported]:
    """Find what a sentence reports.

    Parameters
    ----------
    text
        The document.
    sentence
        Its words.
    said
        The words of direct speech: what these report is for who speaks there.

    Returns
    -------
    list of Reported
        In order; a report inside another one is left out.
    """
    clauses = find_clauses(text, sentence, said)
    opinion = find_opinion(text, sentence, said)
    if opinion is None or is_passed_on(text, (opinion.first, opinion.end), clauses):
        return clauses
    # "Zdaniem X Polska wie, że Y powiedział, że": the whole is X's.
    if not clauses or opinion.cue < min(clauses[0].cue, opinion.first):
        return apart([*clauses, opinion])
    return clauses


def is_passed_on(text: QuoteText, statement: Range, clauses: Sequence[Reported]) -> bool:
    """Tell whether a source only passes on what somebody says: "Jak podaje PAP, X uznał, że"."""
    first = next((at for at in range(*statement) if is_finite(text, at)), None)
    return any(
        first is not None
        and statement[0] <= one.cue < statement[1]
        and first <= one.cue
        and not any(is_finite(text, at) for at in range(first + 1, one.cue))
        for one in clauses
    )
