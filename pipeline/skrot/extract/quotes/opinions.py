"""Statements with a source beside them: *zdaniem X*, *według X*, *jak podał X*, *podaje X*."""

from __future__ import annotations

from skrot.extract.discourse.language import language
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.clauses import Reported, another_speaks
from skrot.extract.quotes.cues import cue_after, is_finite, speaks
from skrot.extract.quotes.sources import (
    Source,
    after_inserted,
    end_of_phrase,
    find_source,
    is_named,
)
from skrot.extract.quotes.subjects import subject_of
from skrot.extract.quotes.telling import teller
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import reporting, speaking, vocabulary
from skrot.polish.characters import CLOSING_QUOTES, OPENING_QUOTES

_INSERTED = frozenset({",", "(", ")"})
_AFTER_COMPARED = frozenset({",", ")", ":"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "AUX", "X"})
_SHORTEST = 2
# So many words may stand between "jak" and its verb.
_COMPARED = 4


def find_opinion(text: QuoteText, sentence: Range, said: set[int]) -> Reported | None:
    """Find the statement of a sentence that gives its source without a clause.

    Parameters
    ----------
    text
        The document.
    sentence
        Its words.
    said
        The words of direct speech.

    Returns
    -------
    Reported or None
        The sentence without its source where that stands at one end, else all of it.
    """
    first, last = sentence
    while last > first and text.ends_sentence(last - 1):
        last -= 1
    within = (first, last)
    for at in range(first, last):
        if at in said:
            continue
        source = (
            find_source(text, at, within)
            or _compared(text, at, within)
            or _told_after(text, at, within)
        )
        span = None if source is None else _statement(text, within, source)
        if source is not None and span is not None:
            return Reported(*span, source.cue, source.act, source.subject)
    return None


def _compared(text: QuoteText, at: int, within: Range) -> Source | None:
    """Read *jak podał X*: up to the comma or dash after it."""
    first, last = within
    if text.words[at].lower != vocabulary().opinion.comparing:
        return None
    opened = at == first or text.words[at - 1].text in _INSERTED or text.is_dash(at - 1)
    cue = cue_after(text, at + 1, last)
    if not opened or cue is None or cue > at + _COMPARED:
        return None
    lemma = text.words[cue].low_lemma
    if lemma not in reporting().keys() | vocabulary().reading:
        return None
    if at > first + 2 and text.words[at - 2].pos == "PRON" and text.words[at - 3].pos == "ADP":
        return None  # "po tym, jak oskarżono ją"
    stop = cue + 1
    while stop < last and not text.is_dash(stop) and text.words[stop].text not in _AFTER_COMPARED:
        if is_finite(text, stop):  # "Jak dodał plan będzie gotowy"
            stop = _end_of_teller(text, cue, stop)
            break
        stop += 1
    subject = teller(text, cue, (at + 1, stop))
    return Source(at, after_inserted(text, stop, last), cue, speaking()[lemma], subject)


def _end_of_teller(text: QuoteText, cue: int, end: int) -> int:
    """Give where who says it ends, if no comma does: "Jak podał „Dziennik” plan jest gotowy"."""
    at = cue + 1
    paper = _end_of_paper(text, at, end)
    if paper is not None:
        return paper
    if at < end and (text.is_human(at) or is_named(text, at)):
        name = text.names[at]
        alone = name is not None and not text.is_human(at)
        stop = at
        while alone and stop < end and text.names[stop] is name:
            stop += 1
        return stop if alone else end_of_phrase(text, at, end)
    if text.words[at].text in OPENING_QUOTES:
        close = next((i for i in range(at + 1, end) if text.words[i].text in CLOSING_QUOTES), None)
        return cue + 1 if close is None else close + 1
    return cue + 1


def _end_of_paper(text: QuoteText, at: int, end: int) -> int | None:
    """Give where an institution with its name ends: "portal „Wieści”", "Dziennik Łódzki"."""
    while at < end and text.words[at].pos == "ADJ" and feature(text.words[at], "Case") == "Nom":
        at += 1
    known = vocabulary().papers | vocabulary().pages | name_words().heads
    if at >= end or text.words[at].low_lemma not in known or text.names[at] is not None:
        return None
    at += 1
    if at < end and text.words[at].text in OPENING_QUOTES:
        close = next((i for i in range(at + 1, end) if text.words[i].text in CLOSING_QUOTES), None)
        return at if close is None else close + 1
    while at < end and text.words[at].text[:1].isupper():
        at += 1
    return at


def _told_after(text: QuoteText, at: int, within: Range) -> Source | None:
    """Read *…, informuje Reuters*: a verb after a comma, with its subject, up to the end."""
    cue, stop = at + 1, within[1]
    if cue + 1 >= stop or text.words[at].text != "," or not speaks(text, cue):
        return None
    if any(is_finite(text, i) for i in range(cue + 1, stop)):
        return None
    subject = subject_of(text, cue, (cue, stop))
    if subject.at is None or not (text.is_human(subject.at) or is_named(text, subject.at)):
        return None
    return Source(at, stop, cue, speaking()[text.words[cue].low_lemma], subject)


def _statement(text: QuoteText, within: Range, source: Source) -> Range | None:
    """Give the rest of the sentence beside its source, or of the clause that the source is in.

    Null where the source is of a part of it only: "najlepszy zdaniem jury aktor".
    """
    first, last = within
    start, stop = source.start, source.end
    while stop < last and _is_apart(text, stop):
        stop += 1
    opener = _opener_before(text, first, start)
    asked = range(start - 1 if opener is None else opener, start)
    if any(text.words[at].lower in vocabulary().openers.question for at in asked if at >= first):
        return None  # "pytany, czy według niego"
    if opener is not None and any(is_finite(text, i) for i in range(opener, start)):
        if stop < last:
            return None
        opener = None
    if opener is not None:
        first, last = opener + 1, _end_of_clause(text, (stop, last), opener)
    elif text.words[start].text[:1].isupper():  # a heading without a full stop before
        first = start
    if _opens(text, first, start) or _begins_anew(text, source, first, last):
        span = (stop, _before_another(text, (stop, last)))
        return span if last - stop > _SHORTEST else None  # "zdaniem X to za późno"
    if stop >= last:
        while start > first and _is_apart(text, start - 1):
            start -= 1
        span = (first, start)
    elif _is_of_part(text, source, last):
        return None
    else:
        span = (first, last)
    span = (span[0], _before_another(text, span))
    whole = any(is_finite(text, i) for i in range(*span))
    return span if whole and span[1] - span[0] > _SHORTEST else None


def _opens(text: QuoteText, first: int, start: int) -> bool:
    """Tell whether nothing of weight stands before a source: "dlatego zdaniem X"."""
    if " ".join(word.lower for word in text.words[first:start]) in language().connectives:
        return True  # "z kolei zdaniem X"
    return all(text.words[i].pos not in _CONTENT for i in range(first, start))


def _begins_anew(text: QuoteText, source: Source, first: int, last: int) -> bool:
    """Tell whether a source begins a clause: "nie siedział, według policji miał długi"."""
    if not _is_apart(text, source.start - 1) or source.end >= last:
        return False
    if _is_apart(text, source.end):
        return False
    return any(is_finite(text, i) for i in range(first, source.start)) and any(
        is_finite(text, i) for i in range(source.end, last)
    )


def _is_apart(text: QuoteText, at: int) -> bool:
    return text.words[at].text in _INSERTED or text.is_dash(at)


def _opener_before(text: QuoteText, first: int, start: int) -> int | None:
    """Give the conjunction or pronoun that opens the clause of a source, null for the main one."""
    for at in range(start - 1, first, -1):
        word = text.words[at]
        joins = word.pos == "CCONJ" and text.words[at - 1].text == ","
        if joins or word.pos == "SCONJ" or word.lower in language().relatives:
            return at
    return None


def _end_of_clause(text: QuoteText, span: Range, opener: int) -> int:
    """Give where a clause ends: at the comma before the main verb if that did not stand before."""
    start, last = span
    if any(is_finite(text, i) for i in range(text.sentence(start)[0], opener)):
        return last
    told = False
    for at in range(start, last):
        told = told or is_finite(text, at)
        after = text.words[min(at + 1, last - 1)]
        goes_on = after.pos in {"CCONJ", "SCONJ"} or after.lower in language().relatives
        if told and text.words[at].text == "," and not goes_on:
            return at
    return last


def _is_of_part(text: QuoteText, source: Source, last: int) -> bool:
    """Tell whether a source in the midst of a sentence is of the words beside it, and no verb."""
    before = source.start - 1
    inserted = _is_apart(text, before)
    word = text.words[before - inserted]
    if word.pos == "ADP":
        return True  # "nad - jak napisano - planami"
    after = text.words[min(source.end + inserted, last - 1)]
    same = after.pos == "NOUN" and feature(after, "Case") == feature(word, "Case")
    if word.pos == "ADJ" and (same or feature(word, "VerbForm") == "Part"):
        return True  # "taniego, jak mówiono, domu", "obrażającego - jego zdaniem - naród"
    if not inserted:
        return word.pos == "ADJ"
    if _is_apart(text, source.end):
        return False
    # "Lis, zdaniem jury najlepszy, wygrał"
    stop = next((i for i in range(source.end, last) if _is_apart(text, i)), last)
    return not any(is_finite(text, i) for i in range(source.end, stop))


def _before_another(text: QuoteText, span: Range) -> int:
    """Give where a statement ends: before the words of somebody else in its sentence."""
    first, end = span
    return next((at for at in range(first + 1, end) if another_speaks(text, (at, end))), end)
