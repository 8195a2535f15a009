"""The verb that a name is the subject of: *Nowak wrócił*, *Nowak jest lekarzem*."""

from __future__ import annotations

from skrot.extract.quotes.candidates import agrees
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import phrase_of
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary

_STOPS = frozenset(",;:()")
_MAIN = frozenset({"ROOT", "conj", "parataxis"})


def verb_of(text: QuoteText, span: Range) -> int | None:
    """Give the finite verb of which a name in the nominative is the subject.

    Parameters
    ----------
    text
        The document.
    span
        The words of the name.
    """
    for at in (span[0], *text.above(span[0])):
        relation = text.words[at].relation
        if relation.startswith("nsubj"):
            verb = text.heads[at]
            return verb if is_finite(text, verb) else _copula(text, span[0], verb)
        if relation not in {"flat", "appos"}:
            break
    first, last = text.sentence(span[0])
    inverted = _inverted(text, span[0], (first, last))
    if inverted is not None:
        return inverted
    before = phrase_of(text, span[0], (first, last))[0] - 1
    if before >= first and _is_being(text, before, span[0]):
        return before  # "Wśród nich była Anna Nowak"
    after = span[1]
    if after < last and text.is_noun(span[0]) and is_finite(text, after):
        # "na ten apel Nowak została zapytana": the name was taken for what the noun is of
        nominative = feature(text.words[span[0]], "Case") == "Nom"
        stray = text.words[span[0]].relation == "nmod" and agrees(text, span[0], after)
        return after if not text.parsed or (nominative and stray) else None
    return None


def _inverted(text: QuoteText, at: int, sentence: Range) -> int | None:
    """Give the verb before a name in the nominative that the tree gives no subject.

    "odniósł się w „Teraz” w TVN24 wiceminister Jan Nowak": a title between hides it.
    """
    if not text.parsed or feature(text.words[at], "Case") != "Nom":
        return None
    start, end = phrase_of(text, at, sentence)
    closed = end == sentence[1] or text.words[end].pos == "PUNCT"
    verb = start - 1
    while verb > sentence[0] and not is_finite(text, verb) and text.words[verb].text not in _STOPS:
        verb -= 1
    if not closed or not is_finite(text, verb) or not agrees(text, at, verb):
        return None
    told = any(
        text.heads[i] == verb and text.words[i].relation.startswith("nsubj")
        for i in range(*sentence)
    )
    return None if told or text.words[start - 1].pos == "ADP" else verb


def is_of_main_clause(text: QuoteText, verb: int) -> bool:
    """Tell whether a verb, or what it is the copula of, heads a main clause."""
    at = text.heads[verb] if text.words[verb].relation in {"cop", "aux"} else verb
    return not text.parsed or text.words[at].relation in _MAIN


def _copula(text: QuoteText, subject: int, predicate: int) -> int | None:
    """Give the verb of what somebody is: "Nowak jest lekarzem"."""
    for at in range(*text.sentence(predicate)):
        if text.heads[at] == predicate and _is_being(text, at, subject):
            return at
    return None


def _is_being(text: QuoteText, at: int, subject: int) -> bool:
    being = text.words[at].low_lemma in vocabulary().subjects.being
    return being and is_finite(text, at) and agrees(text, subject, at)
