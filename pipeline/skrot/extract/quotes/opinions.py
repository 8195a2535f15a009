"""Statements with a source beside them: *zdaniem X*, *według X*, *jak podał X*, *podaje X*."""

from __future__ import annotations

from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.names.known import words as name_words
from skrot.extract.quotes.clauses import Reported
from skrot.extract.quotes.cues import cue_after, is_finite, speaks
from skrot.extract.quotes.subjects import Subject, subject_of
from skrot.extract.quotes.telling import teller
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import reporting, speaking, vocabulary
from skrot.records import QuoteAct

_INSERTED = frozenset({",", "(", ")"})
_AFTER_COMPARED = frozenset({",", ")", ":"})
_MARKS = frozenset('„”"“«»')
_BEFORE_NOUN = frozenset({"ADJ", "DET", "NUM", "PUNCT"})
_GENITIVE = frozenset({"NOUN", "ADJ", "PROPN", "DET"})
_SHORTEST = 2
# A name between quotation marks has at most so many words.
_TITLE = 7
# A person's name may stand so many words after that of an institution.
_BEARER = 5
# So many words may stand between "jak" and its verb.
_COMPARED = 4


class _Source(NamedTuple):
    """Words from ``start`` to before ``end`` that tell whose the rest of the sentence is."""

    start: int
    end: int
    cue: int
    act: QuoteAct
    subject: Subject | None


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
            _own(text, at, within)
            or _opinion(text, at, within)
            or _published(text, at, within)
            or _compared(text, at, within)
            or _told_after(text, at, within)
        )
        span = None if source is None else _statement(text, within, source)
        if source is not None and span is not None:
            return Reported(*span, source.cue, source.act, source.subject)
    return None


def _own(text: QuoteText, at: int, within: Range) -> _Source | None:
    """Read *jego zdaniem*, *w jej ocenie*."""
    opinion = vocabulary().opinion
    words = [word.lower for word in text.words[at : min(at + 3, within[1])]]
    if len(words) > 1 and words[0] in opinion.pronouns and words[1] in opinion.before:
        return _Source(at, at + 2, at + 1, "claims", Subject(None, at, *opinion.pronouns[words[0]]))
    if (
        len(words) > 2
        and words[1] in opinion.pronouns
        and f"{words[0]} {words[2]}" in opinion.after
    ):
        return _Source(at, at + 3, at + 2, "claims", Subject(None, at, *opinion.pronouns[words[1]]))
    return None


def _opinion(text: QuoteText, at: int, within: Range) -> _Source | None:
    """Read *zdaniem ministra*, *w ocenie NBP*; not *których zdaniem*."""
    after = vocabulary().opinion.after
    one, two = (" ".join(w.lower for w in text.words[at : at + size]) for size in (1, 2))
    if one not in after and two not in after:
        return None
    before = text.words[at - 1].lower if at > within[0] else ""
    if before in language().relatives or before in vocabulary().opinion.pronouns:
        return None
    start = at + (1 if one in after else 2)
    head = _head(text, start, within[1])
    if head is None or not _has_opinions(text, head):
        return None
    return _whose(text, at, (start, _genitives(text, head, within[1])), head, within)


def _has_opinions(text: QuoteText, at: int) -> bool:
    """Tell whether a noun is of somebody or an institution: not "w ocenie ryzyka"."""
    known = name_words().heads | name_words().org_titles
    return text.is_human(at) or _is_named(text, at) or text.words[at].low_lemma in known


def _published(text: QuoteText, at: int, within: Range) -> _Source | None:
    """Read *według ministra*, *według informacji „DGP”*; not *według planu*."""
    opinion = vocabulary().opinion
    if text.words[at].lower not in opinion.source:
        return None
    head = _head(text, at + 1, within[1])
    if head is None:
        return None
    stop = _genitives(text, head, within[1])
    if text.words[head].low_lemma in opinion.reports:
        head = next((i for i in range(head, stop) if _is_named(text, i)), head)
    if not _is_named(text, head) and not text.is_human(head):
        return None
    return _whose(text, at, (at + 1, stop), head, within)


def _whose(text: QuoteText, at: int, phrase: Range, head: int, within: Range) -> _Source:
    word = text.words[head]
    subject = Subject(phrase, head, feature(word, "Gender"), feature(word, "Number"))
    end = _after_inserted(text, phrase[1], within[1])
    return _Source(at, end, phrase[0] - 1, "claims", subject)


def _head(text: QuoteText, at: int, end: int) -> int | None:
    """Give the noun of a phrase in the genitive, which adjectives and marks may stand before."""
    while at < end and not text.is_noun(at):
        if text.words[at].pos not in _BEFORE_NOUN or text.words[at].text == ",":
            return None
        at += 1
    return None if at >= end or feature(text.words[at], "Case") == "Nom" else at


def _is_named(text: QuoteText, at: int) -> bool:
    name, word = text.names[at], text.words[at]
    written = word.pos == "PROPN" or (word.text.isupper() and len(word.text) > 1)
    return written if name is None else not name.relational


def _genitives(text: QuoteText, head: int, end: int) -> int:
    """Give the end of a phrase in the genitive: the nouns, names and adjectives after its head."""
    at = head + 1
    while at < end:
        word = text.words[at]
        if word.text in _MARKS:
            close = _closing(text, at, end)
            if close is None:
                break
            at = close + 1
        elif (
            _in_genitive(text, at)
            or _before_bearer(text, at, end)
            or word.lower in vocabulary().opinion.joined
            or _is_of_abbreviation(text, at, end)
        ):
            at += 1
        elif word.pos == "CCONJ" and at + 1 < end and feature(text.words[at + 1], "Case") == "Gen":
            at += 2
        else:
            break
    return at


def _is_of_abbreviation(text: QuoteText, at: int, end: int) -> bool:
    """Tell whether a full stop ends a shortened word and no sentence: "ds. UE", "tzw. brexitu"."""
    if text.words[at].text != "." or at + 1 >= end:
        return False
    lower = text.words[at + 1].text[:1].islower()
    return lower or text.words[at - 1].lower in vocabulary().opinion.joined


def _in_genitive(text: QuoteText, at: int) -> bool:
    word, name = text.words[at], text.names[at]
    case = feature(word, "Case")
    if name is not None and (name is text.names[at - 1] or case != "Nom" or word.text.isupper()):
        return True
    surname = at + 1 < len(text.words) and name is not None and name is text.names[at + 1]
    if surname and feature(text.words[at + 1], "Case") == "Gen":  # "Jana" is a nominative too
        return True
    return word.pos in _GENITIVE and case in {"Gen", ""}


def _before_bearer(text: QuoteText, at: int, end: int) -> bool:
    """Tell whether an institution stands before its person: "prezesa Work Service Jana Nowaka"."""
    name = text.names[at]
    if name is None or name.label == "persName":
        return False
    for place in range(at + 1, min(at + _BEARER, end)):
        other = text.names[place]
        if other is not None and other.label == "persName":
            return feature(text.words[place], "Case") == "Gen"
    return False


def _closing(text: QuoteText, at: int, end: int) -> int | None:
    """Give the mark after a title, null where marks are around more than one."""
    for place in range(at + 1, min(at + _TITLE, end)):
        if text.words[place].text in _MARKS:
            return place
        if is_finite(text, place):
            break
    return None


def _after_inserted(text: QuoteText, at: int, end: int) -> int:
    """Go past what says more of a source between commas: a participle, an office, *który …*.

    "Według informacji X, uzyskanych w biurze, …", "Zdaniem X, ministra, który był za, …".
    """
    while at + 1 < end and text.words[at].text == "," and _says_more(text, at + 1):
        stop = next((i for i in range(at + 1, end) if text.words[i].text == ","), None)
        relative = text.words[at + 1].lower in language().relatives
        if stop is None or (not relative and any(is_finite(text, i) for i in range(at, stop))):
            break
        at = stop
    return at


def _says_more(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    return (
        feature(word, "VerbForm") == "Part"
        or word.lower in language().relatives
        or text.is_human(at)
    )


def _compared(text: QuoteText, at: int, within: Range) -> _Source | None:
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
        stop += 1
    subject = teller(text, cue, (at + 1, stop))
    return _Source(at, _after_inserted(text, stop, last), cue, speaking()[lemma], subject)


def _told_after(text: QuoteText, at: int, within: Range) -> _Source | None:
    """Read *…, informuje Reuters*: a verb after a comma, with its subject, up to the end."""
    cue, stop = at + 1, within[1]
    if cue + 1 >= stop or text.words[at].text != "," or not speaks(text, cue):
        return None
    if any(is_finite(text, i) for i in range(cue + 1, stop)):
        return None
    subject = subject_of(text, cue, (cue, stop))
    if subject.at is None or not (text.is_human(subject.at) or _is_named(text, subject.at)):
        return None
    return _Source(at, stop, cue, speaking()[text.words[cue].low_lemma], subject)


def _statement(text: QuoteText, within: Range, source: _Source) -> Range | None:
    """Give the rest of the sentence beside its source; null where that is of a part of it only.

    A source between two commas is of the whole sentence where it depends on a verb.
    """
    first, last = within
    start, stop = source.start, source.end
    while stop < last and (text.words[stop].text in _INSERTED or text.is_dash(stop)):
        stop += 1
    if start - first <= _SHORTEST and not any(is_finite(text, i) for i in range(first, start)):
        return (stop, last) if last - stop > _SHORTEST else None  # "zdaniem X to za późno"
    if stop >= last:
        while start > first and (
            text.words[start - 1].text in _INSERTED or text.is_dash(start - 1)
        ):
            start -= 1
        span = (first, start)
    elif text.parsed and not is_finite(text, text.heads[start]):
        return None
    else:
        span = (first, last)
    whole = any(is_finite(text, i) for i in range(*span))
    return span if whole and span[1] - span[0] > _SHORTEST else None
