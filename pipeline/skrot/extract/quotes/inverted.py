"""Subjects that follow their verb at a distance, or one that is not known to say anything."""

from __future__ import annotations

from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.candidates import could_be_nominative, may_be
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import BESIDE, MARKS, is_aged
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import things

# A title between marks has at most so many words.
_TITLE = 7
_SKIPPED = frozenset({"ADV", "PART", "PRON"}) | BESIDE


def after_adverbials(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give a subject that adverbials stand before: "oświadczył we wtorek Zarząd Zieleni".

    Parameters
    ----------
    text
        The document.
    verb
        The verb of saying.
    within
        The words that may name who says it.

    Returns
    -------
    int or None
        A nominative, or an institution whose form is one, too; not an object of the verb.
    """
    at = verb + 1
    while at < within[1]:
        word = text.words[at]
        if word.pos == "ADP":
            at = _past_phrase(text, at, within[1])
        elif word.text in MARKS and (close := _closing(text, at, within[1])) is not None:
            at = close + 1
        elif is_aged(text, at) or (text.is_noun(at) and _may_be_subject(text, at, verb)):
            return at
        elif word.text in MARKS or is_finite(text, at):
            return None
        elif word.pos in _SKIPPED or word.text == "-":
            at += 1
        else:
            return None
    return None


def _past_phrase(text: QuoteText, preposition: int, end: int) -> int:
    """Give the word after a preposition, its noun and what the noun is of."""
    at = preposition + 1
    while at < end and not text.is_noun(at):
        if text.words[at].pos not in BESIDE | {"ADV", "PRON"}:
            return at
        at += 1
    name = text.names[at] if at < end else None
    at += 1
    while at < end and (
        (name is not None and text.names[at] is name)
        or (text.is_noun(at) and feature(text.words[at], "Case") == "Gen" and not is_aged(text, at))
    ):
        at += 1
    return at


def _closing(text: QuoteText, opening: int, end: int) -> int | None:
    """Give the mark that closes a title after a preposition: "w „Faktach”"."""
    if text.words[opening - 1].pos != "ADP":
        return None
    places = range(opening + 1, min(opening + _TITLE, end))
    return next((at for at in places if text.words[at].text in MARKS), None)


def _may_be_subject(text: QuoteText, at: int, verb: int) -> bool:
    word, name = text.words[at], text.names[at]
    if not may_be(text, at, verb):
        return False
    if feature(word, "Case") == "Nom":
        return True
    known = name_words().heads | name_words().org_titles
    institution = (name is not None and name.label == "orgName") or word.low_lemma in known
    alike = institution or word.low_lemma in things()
    return alike and feature(word, "Case") in {"", "Acc"} and could_be_nominative(text, at)
