"""Whose a statement is, where a noun beside it tells: *zdaniem X*, *według X*, *jej zdaniem*."""

from __future__ import annotations

from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import is_person
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import human, source_openers, vocabulary
from skrot.records import QuoteAct

_MARKS = frozenset('„”"“«»')
_BEFORE_NOUN = frozenset({"ADJ", "DET", "NUM", "PUNCT"})
_GENITIVE = frozenset({"NOUN", "ADJ", "PROPN", "DET"})
# "prof", "kard": the longest that is written so.
_TITLE_OF_PERSON = 4
# A name between quotation marks has at most so many words.
_TITLE = 7
# A person's name may stand so many words after that of an institution.
_BEARER = 5


class Source(NamedTuple):
    """Words from ``start`` to before ``end`` that tell whose the rest of the sentence is."""

    start: int
    end: int
    cue: int
    act: QuoteAct
    subject: Subject | None


def find_source(text: QuoteText, at: int, within: Range) -> Source | None:
    """Read a source that a noun or pronoun tells, from its first word.

    Parameters
    ----------
    text
        The document.
    at
        The word that it may begin with.
    within
        The sentence, without the marks that end it.
    """
    if text.words[at].lower not in source_openers():
        return None
    return _own(text, at, within) or _opinion(text, at, within) or _published(text, at, within)


def _own(text: QuoteText, at: int, within: Range) -> Source | None:
    """Read *jego zdaniem*, *w jej ocenie*, *według niego*."""
    opinion = vocabulary().opinion
    words = [word.lower for word in text.words[at : min(at + 3, within[1])]]
    if len(words) > 1 and words[0] in opinion.pronouns and words[1] in opinion.before:
        return Source(at, at + 2, at + 1, "claims", Subject(None, at, *opinion.pronouns[words[0]]))
    if (
        len(words) > 2
        and words[1] in opinion.pronouns
        and f"{words[0]} {words[2]}" in opinion.after
    ):
        return Source(at, at + 3, at + 2, "claims", Subject(None, at, *opinion.pronouns[words[1]]))
    if len(words) > 1 and words[0] in opinion.source and words[1] in opinion.persons:
        return Source(at, at + 2, at, "claims", Subject(None, at, *opinion.persons[words[1]]))
    return None


def _opinion(text: QuoteText, at: int, within: Range) -> Source | None:
    """Read *zdaniem ministra*, *w ocenie NBP*; not *których zdaniem*."""
    after = vocabulary().opinion.after
    one, two = (" ".join(w.lower for w in text.words[at : at + size]) for size in (1, 2))
    if one not in after and two not in after:
        return None
    before = text.words[at - 1] if at > within[0] else None
    if before is not None and (
        before.lower in vocabulary().opinion.pronouns
        or (before.lower in language().relatives and feature(before, "Case") == "Gen")
    ):
        return None
    start = at + (1 if one in after else 2)
    head = _head(text, start, within[1])
    if head is None or not _has_opinions(text, head):
        return None
    return _whose(text, at, (start, end_of_phrase(text, head, within[1])), head, within)


def _has_opinions(text: QuoteText, at: int) -> bool:
    """Tell whether a noun is of somebody or an institution: not "w ocenie ryzyka"."""
    known = name_words().heads | name_words().org_titles
    return text.is_human(at) or is_named(text, at) or text.words[at].low_lemma in known


def _published(text: QuoteText, at: int, within: Range) -> Source | None:
    """Read *według ministra*, *według informacji „DGP”*, *według mediów*; not *według planu*."""
    opinion = vocabulary().opinion
    if text.words[at].lower not in opinion.source:
        return None
    head = _head(text, at + 1, within[1])
    if head is None:
        return None
    stop = end_of_phrase(text, head, within[1])
    known = _has_opinions(text, head) or text.words[head].low_lemma in opinion.several
    if text.words[head].low_lemma in opinion.reports:
        named = next((i for i in range(head, stop) if is_named(text, i)), None)
        named = _known_by(text, stop, within[1]) if named is None else named
        if named is not None:
            known, head, stop = True, named, max(stop, end_of_phrase(text, named, within[1]))
    return _whose(text, at, (at + 1, stop), head, within) if known else None


def _known_by(text: QuoteText, at: int, end: int) -> int | None:
    """Give who makes a report known: "informacje przekazane przez PAP"."""
    for place in range(at, min(at + _BEARER, end - 1)):
        if text.words[place].lower in vocabulary().opinion.by:
            return place + 1 if is_named(text, place + 1) else None
        if text.words[place].pos not in {"ADJ", "VERB"}:
            return None
    return None


def _whose(text: QuoteText, at: int, phrase: Range, head: int, within: Range) -> Source:
    word = text.words[head]
    phrase = (phrase[0], _with_bearer(text, phrase[1], within[1]))
    bearer = _bearer_of(text, head, phrase[1])
    if bearer is not None:
        head, word = bearer, text.words[bearer]
    gender = feature(word, "Gender")
    # "według polityk PiS": a masculine noun that is not inflected is of a woman
    if feature(word, "Case") == "Nom" and text.is_human(head) and text.names[head] is None:
        gender = "Fem"
    subject = Subject(phrase, head, gender, feature(word, "Number"))
    end = after_inserted(text, phrase[1], within[1])
    return Source(at, end, phrase[0] - 1, "claims", subject)


def _bearer_of(text: QuoteText, head: int, end: int) -> int | None:
    """Give the name after an office in a source: "zdaniem politolog Anny Nowak"."""
    word = text.words[head]
    several = feature(word, "Number") == "Plur"
    if several or text.names[head] is not None or word.low_lemma in vocabulary().of_somebody:
        return None
    for at in range(head + 1, end):
        if is_person(text, at):
            return at if feature(text.words[at], "Case") in {"", "Gen"} else None
        if text.is_human(at) and text.words[at].pos == "NOUN":
            return None
    return None


def _with_bearer(text: QuoteText, at: int, end: int) -> int:
    """Add the name of who is told of before a comma: "zdaniem analityka banku, Jana Nowaka, …"."""
    name = text.names[at + 1] if at + 1 < end and text.words[at].text == "," else None
    if name is None or name.label != "persName":
        return at
    stop = next((i for i in range(at + 1, end) if text.names[i] is not name), end)
    closed = stop == end or text.words[stop].text == ","
    return stop if closed and feature(text.words[at + 1], "Case") in {"", "Gen"} else at


def _head(text: QuoteText, at: int, end: int) -> int | None:
    """Give the noun of a phrase in the genitive, which adjectives and marks may stand before.

    The case of a name or an office is a guess: right after the preposition it is the genitive.
    """
    first = at
    while at < end and not text.is_noun(at):
        if text.words[at].pos not in _BEFORE_NOUN or text.words[at].text == ",":
            return None
        at += 1
    if at >= end:
        return None
    sure = at == first and (is_named(text, at) or text.is_human(at))
    return at if sure or feature(text.words[at], "Case") != "Nom" else None


def is_named(text: QuoteText, at: int) -> bool:
    """Tell whether a word is of a name, found as one or only written so."""
    name, word = text.names[at], text.words[at]
    written = word.pos == "PROPN" or (word.text.isupper() and len(word.text) > 1)
    return written if name is None else not name.relational


def end_of_phrase(text: QuoteText, head: int, end: int) -> int:
    """Give the end of a phrase in the genitive: the nouns, names and adjectives after its head."""
    at = head + 1
    called = text.words[head].low_lemma in name_words().forms_of_address
    at += called and at < end and text.is_human(at)  # "pani premier"
    while at < end:
        word = text.words[at]
        if _is_past_name(text, at):
            break
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


def _is_past_name(text: QuoteText, at: int) -> bool:
    """Tell whether a noun stands after the name of an institution: "według TASS transportu"."""
    name = text.names[at - 1]
    after = name is not None and name.label != "persName" and not name.relational
    return (
        after and text.names[at] is None and text.words[at].pos == "NOUN" and not text.is_human(at)
    )


def _is_of_abbreviation(text: QuoteText, at: int, end: int) -> bool:
    """Tell whether a full stop ends a shortened word and no sentence: "ds. UE", "tzw. brexitu"."""
    if text.words[at].text != "." or at + 1 >= end:
        return False
    lower = text.words[at + 1].text[:1].islower()
    name = text.names[at + 1]
    title = text.words[at - 1].text.islower() and len(text.words[at - 1].text) <= _TITLE_OF_PERSON
    if title and name is not None and name.label == "persName":  # "według abp. Jana Lisa"
        return True
    return lower or text.words[at - 1].lower in vocabulary().opinion.joined


def _in_genitive(text: QuoteText, at: int) -> bool:
    word, name = text.words[at], text.names[at]
    case = feature(word, "Case")
    whose = name is not None and name.label == "orgName" and text.is_human(at - 1)
    if name is not None and (
        name is text.names[at - 1] or case != "Nom" or word.text.isupper() or whose
    ):
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


def after_inserted(text: QuoteText, at: int, end: int) -> int:
    """Go past what says more of a source between commas: a participle, an office, *który …*.

    "Według informacji X, uzyskanych w biurze, …", "Zdaniem X, ministra, który był za, …".
    """
    if at < end and text.words[at].text == "(":  # "zdaniem Jana Nowaka (PiS)"
        close = next(
            (i for i in range(at, min(at + _BEARER, end)) if text.words[i].text == ")"), at
        )
        at = close + 1 if close > at else at
    if at < end and text.words[at].lower in vocabulary().addressee.with_:
        # "zdaniem Jana Nowaka z Uniwersytetu, …"
        comma = next((i for i in range(at, end) if text.words[i].text == ","), None)
        told = comma is not None and any(is_finite(text, i) for i in range(at, comma))
        if comma is not None and not told and comma <= at + _BEARER:
            at = comma
        elif at + 1 < end and is_named(text, at + 1):  # "… z Uniwersytetu Łódzkiego ceny rosną"
            at = end_of_phrase(text, at + 1, end)
    while at + 1 < end and text.words[at].text == "," and _says_more(text, at + 1):
        stop = next((i for i in range(at + 1, end) if text.words[i].text == ","), None)
        relative = _is_relative(text, at + 1)
        if stop is None or (not relative and any(is_finite(text, i) for i in range(at, stop))):
            # The comma after it is missing: "Jana Nowaka, szefa Axel ceny rosną".
            whose = not relative and feature(text.words[at + 1], "Case") == "Gen"
            close = end_of_phrase(text, at + 1, end) if whose else end
            named = any(text.names[i] is not None for i in range(at + 1, close))
            return close if named and close < end else at
        at = stop
    return at


def _says_more(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    office = word.low_lemma in human() and text.is_human(at)
    office = office or word.low_lemma in vocabulary().opinion.members
    return office or feature(word, "VerbForm") == "Part" or _is_relative(text, at)


def _is_relative(text: QuoteText, at: int) -> bool:
    """Tell whether a relative clause begins: "który", "z którym"."""
    at += text.words[at].pos == "ADP" and at + 1 < len(text.words)
    return text.words[at].lower in language().relatives
