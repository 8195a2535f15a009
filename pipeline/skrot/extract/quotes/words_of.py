"""Whose words a noun says they are: "wpis Nowaka: „…”", "do słów szefa rządu o tym, że „…”"."""

from __future__ import annotations

from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import is_person, phrase_of
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary

# From the noun to the words said.
_REACH = 14
_PASSED = frozenset({"ADJ", "DET", "NUM", "PUNCT"})


def whose_words(text: QuoteText, first: int, opening: int) -> Subject | None:
    """Give whose words are said to stand between marks.

    Parameters
    ----------
    text
        The document.
    first
        Where the sentence begins.
    opening
        The mark that opens; a colon or a conjunction stands before it.

    Returns
    -------
    Subject or None
        Null where no noun of saying, or no owner of it, is told.
    """
    joint = text.words[opening - 1] if opening > first else None
    if joint is None or (joint.text != ":" and joint.lower not in vocabulary().openers.that):
        return None
    for at in range(opening - 2, max(first, opening - _REACH) - 1, -1):
        word = text.words[at]
        if is_finite(text, at) and word.low_lemma not in vocabulary().words_of.holding:
            return None
        if word.low_lemma not in vocabulary().words_of.nouns or word.pos != "NOUN":
            continue
        if at > first and text.words[at - 1].lower in vocabulary().words_of.answered:
            return None
        owner = _owner(text, at, (first, opening - 1))
        if owner is not None:
            return owner
    return None


def _owner(text: QuoteText, noun: int, within: Range) -> Subject | None:
    """Give who stands in the genitive after a noun, or after "cytat z"."""
    at = noun + 1
    if at < within[1] and text.words[at].lower in vocabulary().addressee.with_:
        at += text.words[noun].low_lemma in vocabulary().words_of.from_
    while at < within[1] and text.words[at].pos in _PASSED and not _is_somebody(text, at):
        at += 1
    if at >= within[1] or not _is_somebody(text, at):
        return None
    word = text.words[at]
    if feature(word, "Case") not in {"", "Gen"} and text.names[at] is None:
        return None
    phrase = phrase_of(text, at, (at, within[1]))
    named = (i for i in range(at + 1, phrase[1]) if is_person(text, i))
    relational = word.low_lemma in vocabulary().of_somebody
    head = at if relational or is_person(text, at) else next(named, at)
    return Subject(phrase, head, feature(text.words[head], "Gender"), feature(word, "Number"))


def _is_somebody(text: QuoteText, at: int) -> bool:
    name = text.names[at]
    if name is not None:
        return name.label in {"persName", "orgName"} and not name.relational
    return text.is_human(at) or text.words[at].low_lemma in name_words().heads
