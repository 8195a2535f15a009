"""Dashes between what is said and what tells who says it."""

from __future__ import annotations

from skrot.extract.quotes.cues import cue_after, is_finite, told_by_place
from skrot.extract.quotes.text import QuoteText, Range


def cue_at(text: QuoteText, dash: int, paragraph: Range, *, speech: bool) -> int | None:
    """Give the verb of saying after a dash, null where something else follows it.

    Parameters
    ----------
    text
        The document.
    dash
        The dash.
    paragraph
        Its words.
    speech
        Whether direct speech stands before the dash, so that any verb with somebody as its subject
        may tell of it.
    """
    first, end = paragraph
    cue = cue_after(text, dash + 1, end)
    if cue is None and speech and dash + 1 < end:
        cue = told_by_place(text, dash + 1)
    # "– Rada ostrzegała – mówi X"
    later = cue is not None and _opens_sentence(text, dash, first) and _told_later(text, cue)
    return None if later else cue


def _opens_sentence(text: QuoteText, at: int, first: int) -> bool:
    begins = at == first or text.ends_sentence(at - 1)
    return begins and text.words[at + 1].text[:1].isupper()


def _told_later(text: QuoteText, cue: int) -> bool:
    """Tell whether another dash with a verb of saying follows in a sentence."""
    last = text.sentence(cue)[1]
    dashes = (at for at in range(cue + 1, last) if text.is_dash(at))
    return any(cue_after(text, at + 1, last) is not None for at in dashes)


def is_cut(text: QuoteText, dash: int) -> bool:
    """Tell whether a dash stands after a preposition: "prace nad – jak pisze X – planami"."""
    word = text.words[dash - 1]
    return word.pos == "ADP" and word.text.islower()  # "PO" is a name


def is_tail(text: QuoteText, dash: int) -> bool:
    """Tell whether a sentence only goes on after a dash: "Potrzeba – ocenił X – pieniędzy"."""
    end = text.sentence(dash)[1]
    words = range(dash + 1, end)
    noun = next((at for at in words if text.is_noun(at)), None)
    if noun is None or text.is_human(noun) or text.names[noun] is not None:
        return False  # "– mówi Nowak – szef klubu"
    return text.words[dash + 1].text[:1].islower() and not any(is_finite(text, at) for at in words)


def next_dash(text: QuoteText, cue: int, inside: set[int]) -> int | None:
    """Give the dash after which the speech goes on in the sentence of its verb."""
    stop = text.sentence(cue)[1]
    return next((at for at in range(cue + 1, stop) if text.is_dash(at) and at not in inside), None)
