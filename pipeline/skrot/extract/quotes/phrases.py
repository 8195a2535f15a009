"""Noun phrases around their heads: *minister ds. UE Jan Kowalski*, *X, szefowa dyplomacji*."""

from __future__ import annotations

from skrot.extract.discourse.language import language
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.text import QuoteText, Range, end_of, feature
from skrot.extract.quotes.vocabulary import vocabulary

NOMINAL = frozenset({"NOUN", "PROPN", "X"})
BESIDE = frozenset({"ADJ", "DET", "NUM"})
MARKS = frozenset("„”“\"«»'")
# A name may stand so many words after the noun that it goes with, with a preposition between.
_REACH = 7
# "prof", "insp": the longest that is written so.
_TITLE_OF_PERSON = 4


def start_of_name(text: QuoteText, at: int) -> int:
    """Give the first word of the name that a word is in; the word itself outside of names."""
    name = text.names[at]
    while name is not None and at and text.names[at - 1] is name:
        at -= 1
    return at


def phrase_of(text: QuoteText, at: int, within: Range) -> Range:
    """Give the words of a noun phrase around its head, with a name and an apposition after it."""
    first, last = min(within[0], at), within[1]
    start = at
    while start > first and _goes_with(text, start - 1):
        start -= 1
    start = _trimmed(text, _after_quoted(text, start, at), at)
    start = min(start, at - 2) if is_aged(text, at) else start
    end = at + 1
    while end < last:
        if _goes_with(text, end) and _in_case(text, end, at):
            end += 1
        elif _joins(text, end, last):
            end += 2
        elif _shortens(text, end, last):
            end += 1
        elif (name := _name_ahead(text, start, end, last)) is not None:
            end = name
        else:
            break
    if not _balanced(text, start, end):
        if end < last and text.words[end].text in MARKS:
            end += 1
        elif end > at + 1 and text.words[end - 1].text in MARKS:
            end -= 1
    return start, _with_apposition(text, start, end, last)


def is_aged(text: QuoteText, at: int) -> bool:
    """Tell whether somebody is called by an age: the last word of "34-latka"."""
    number = at > 1 and text.words[at - 2].text.isdigit() and text.words[at - 1].text == "-"
    return number and text.words[at].lower in vocabulary().subjects.aged


def _after_quoted(text: QuoteText, start: int, at: int) -> int:
    """Leave out the end of words quoted before a phrase: "…komercyjny” Rosyjski prezydent"."""
    marks = [i for i in range(start, at) if text.words[i].text in MARKS]
    if not marks or _balanced(text, start, at):
        return start
    closes = marks[-1] > 0 and end_of(text.words[marks[-1] - 1]) == text.words[marks[-1]].start
    return marks[-1] + 1 if closes else start


def _goes_with(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    if text.names[at] is not None or word.text in MARKS or word.lower in language().holders:
        return True
    return word.pos in NOMINAL | BESIDE and not is_finite(text, at)


def _in_case(text: QuoteText, at: int, head: int) -> bool:
    """Tell whether a word after the head is of its phrase: not "premier dziennikarzom"."""
    word = text.words[at]
    case = feature(word, "Case")
    if text.names[at] is not None or not case:
        return True
    if case == "Nom" and is_person(text, at - 1) and not text.is_human(at):
        return False  # "Anna Lis cały czas"
    own = feature(text.words[head], "Case")
    return case in {"Gen", own} or (case == "Nom" and own == "")


def _balanced(text: QuoteText, start: int, end: int) -> bool:
    return sum(text.words[i].text in MARKS for i in range(start, end)) % 2 == 0


def _trimmed(text: QuoteText, start: int, at: int) -> int:
    """Leave out what stands before a noun phrase and is none of it: "powiedział PAP minister"."""
    while start < at:
        word, name = text.words[start], text.names[start]
        case = feature(word, "Case")
        person = name is not None and (name.label == "persName" or name.relational)
        if word.text not in MARKS and case in {"", "Nom"} and (name is None or person):
            break
        if name is not None and name is text.names[at]:
            break
        own = start < at and text.names[start + 1] is text.names[at]
        if word.text in MARKS and own and text.names[at] is not None:
            break
        start += 1
    return start


def _shortens(text: QuoteText, at: int, last: int) -> bool:
    """Tell whether a full stop ends a title before a name: "szef policji gen. insp. Jan Lis"."""
    while at + 1 < last and text.words[at].text == "." and _is_title(text, at - 1):
        if is_person(text, at + 1):
            return True
        at += 2
    return False


def _is_title(text: QuoteText, at: int) -> bool:
    return text.words[at].text.islower() and len(text.words[at].text) <= _TITLE_OF_PERSON


def _joins(text: QuoteText, at: int, last: int) -> bool:
    """Tell whether a conjunction joins two complements: "minister inwestycji i rozwoju"."""
    if text.words[at].pos != "CCONJ" or at + 1 >= last or not _goes_with(text, at + 1):
        return False
    before, after = text.words[at - 1], text.words[at + 1]
    same = feature(before, "Case") == feature(after, "Case") or after.lower in language().holders
    return same and text.names[at - 1] is None


def _name_ahead(text: QuoteText, start: int, at: int, last: int) -> int | None:
    """Give the end of a person's name a preposition further: "minister ds. UE Jan Kowalski"."""
    if text.words[at].pos != "ADP" or any(is_person(text, i) for i in range(start, at)):
        return None
    for place in range(at + 1, min(at + _REACH, last)):
        word = text.words[place]
        if is_person(text, place) and feature(word, "Case") in {"", "Nom"}:
            name = text.names[place]
            return next((i for i in range(place, last) if text.names[i] is not name), last)
        if word.pos == "PUNCT" and word.text not in MARKS | {"."}:
            return None
        if is_finite(text, place):
            return None
    return None


def is_person(text: QuoteText, at: int) -> bool:
    """Tell whether a word is in the name of a person."""
    name = text.names[at]
    return name is not None and name.label == "persName"


def _with_apposition(text: QuoteText, start: int, end: int, last: int) -> int:
    """Add ", szefowa dyplomacji" after a name, or ", Jan Kowalski" after an office."""
    if end + 1 >= last or text.words[end].text != ",":
        return end
    # "prawnik Bibi, Saiful Mulook": the name before the comma says only whose he is.
    relational = any(
        text.words[at].low_lemma in vocabulary().of_somebody for at in range(start, end)
    )
    whose = "Gen" if feature(text.words[start], "Case") == "Nom" else None
    named = not relational and any(
        is_person(text, at) and feature(text.words[at], "Case") != whose for at in range(start, end)
    )
    stop = end + 1
    while stop < last and (_goes_with(text, stop) or _joins(text, stop, last)):
        stop += 1
    words = range(end + 1, stop)
    person = any(is_person(text, at) for at in words)
    role = any(text.is_human(at) and feature(text.words[at], "Case") == "Nom" for at in words)
    if not words or (named and stop < last and is_finite(text, stop)):
        return end
    fits = role and not person if named else person and (role or is_person(text, end + 1))
    return stop if fits else end
