"""Nouns for people that stand for nobody whom a text names, by their place in the sentence."""

from __future__ import annotations

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import is_person
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import human, roles
from skrot.extract.quotes.vocabulary import vocabulary as quote_words
from skrot.extract.references.vocabulary import vocabulary

# An office goes on to its bearer's name over at most so many words.
_REACH = 9
_BETWEEN = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "ADP", "CCONJ", "NUM", "X"})
_SAYING_MORE = _BETWEEN | {"ADV", "PART"}


def is_generic(text: QuoteText, at: int, span: Range) -> bool:
    """Tell whether a noun that nothing makes sure of means nobody in particular, or is no noun.

    Parameters
    ----------
    text
        The document with its names.
    at
        The noun.
    span
        Its phrase.

    Returns
    -------
    bool
        True for what is no office nor a known noun for somebody, a part of a name ("Karta
        Nauczyciela"), a title of a name further on or before ("Jan Nowak, radny, członek rady"),
        what somebody is taken for ("uznać za sprawcę"), and anybody of whom a rule tells what he
        may or will do ("nauczyciel będzie mógł").
    """
    noun = text.words[at].low_lemma
    known = human() | vocabulary().offices.anybody
    return (
        noun not in known
        or _is_of_name(text, at)
        or _leads_to_name(text, span)
        or _says_more_of_name(text, span)
        or _is_taken_for(text, at, span)
        or (noun not in roles() and _is_ruled(text, at, span))
    )


def _is_of_name(text: QuoteText, at: int) -> bool:
    """Tell whether a capital in the midst of a sentence makes a noun a part of a name."""
    first = text.sentence(at)[0]
    if at == first or not text.words[at].text[:1].isupper():
        return False
    return text.words[at - 1].text[:1].isupper() and at - 1 > first


def _leads_to_name(text: QuoteText, span: Range) -> bool:
    """Tell whether a phrase goes on to its bearer: "minister do spraw rodziny Anna Nowak"."""
    end = min(span[1] + _REACH, text.sentence(span[0])[1])
    for at in range(span[1], end):
        word = text.words[at]
        if is_person(text, at):
            return text.words[at - 1].pos != "ADP"
        short = word.text == "." and text.words[at - 1].lower in quote_words().opinion.joined
        if not short and (word.pos not in _BETWEEN or text.is_human(at)):
            return False
    return False


def _says_more_of_name(text: QuoteText, span: Range) -> bool:
    """Tell whether a phrase says more of a name: "Anna Nowak, posłanka, członek rady"."""
    first, at = text.sentence(span[0])[0], span[0] - 1
    while at > first and text.words[at].pos in {"ADV", "PART"}:
        at -= 1
    if at <= first or text.words[at].text != ",":
        return False
    for place in range(at - 1, first - 1, -1):
        word = text.words[place]
        if is_person(text, place):
            return True
        if is_finite(text, place) or (word.text != "," and word.pos not in _SAYING_MORE):
            return False
    return False


def _is_taken_for(text: QuoteText, at: int, span: Range) -> bool:
    """Tell whether a noun is what somebody is held to be: "uznać za sprawcę"."""
    before = text.words[span[0] - 1] if span[0] else None
    ruled = before is not None and before.lower in vocabulary().offices.for_
    return ruled and any(
        text.words[above].low_lemma in vocabulary().offices.being for above in text.above(at)
    )


def _is_ruled(text: QuoteText, at: int, span: Range) -> bool:
    """Tell whether a rule says what whoever is one may, must or will do."""
    if any(text.words[i].low_lemma in quote_words().pointing for i in range(*span)):
        return False
    first, end = text.sentence(at)
    return any(
        is_finite(text, i)
        and (
            feature(text.words[i], "Tense") == "Fut"
            or text.words[i].low_lemma in vocabulary().offices.ruling
        )
        for i in range(first, end)
    )
