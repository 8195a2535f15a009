"""Reported speech of a sentence: clauses after a verb of saying, and statements with a source."""

from __future__ import annotations

from skrot.extract.quotes.clauses import Reported, apart, find_clauses
from skrot.extract.quotes.opinions import find_opinion
from skrot.extract.quotes.text import QuoteText, Range

__all__ = ["Reported", "find_reported"]


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
    # "Zdaniem X rząd powiedział, że": the whole is X's; else who says the clause says more.
    if opinion and (not clauses or opinion.cue < min(clauses[0].cue, opinion.first)):
        return apart([*clauses, opinion])
    return clauses
