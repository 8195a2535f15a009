"""Spans of names: what a statistical model marked, put right by rules, and known names beside it.

A model gets about four names in five exactly; the usual faults are a forename or surname left
outside, two names taken as one, a lower-case word taken in, a fragment, a wrong label. The rules
use only what the text itself shows: capitals, the dictionary, neighbouring words, other mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from skrot.extract.names.bounds import repair
from skrot.extract.names.companies import by_kind, by_legal_form
from skrot.extract.names.derived import derived_forms
from skrot.extract.names.doubt import without_doubtful, without_openers
from skrot.extract.names.evidence import relabelled
from skrot.extract.names.foreign import without_foreign
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import known_forms
from skrot.extract.names.marks import settle_marks
from skrot.extract.names.parting import parted
from skrot.extract.names.quoted import by_quotation, with_quotation
from skrot.extract.names.repeated import repeated
from skrot.extract.names.text import (
    LONGEST_NAME,
    NameSpan,
    NameText,
    has_lemma,
    is_common,
    is_titlecase,
    name_text,
    only_touches,
)
from skrot.extract.names.things import without_models, without_things
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.numbers.dates.words import load_calendar
from skrot.labels import EntityLabel
from skrot.polish.characters import VOWELS
from skrot.polish.dictionary import FORENAME, analyse

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A number that is part of a name has so few digits, and stands there so often.
_DIGITS = 2
_OFTEN = 2
# A name that an acronym is short for has so many tokens.
_LONGEST = 8


def find_spans(doc: Doc) -> list[NameSpan]:
    """Find the names of a document: the marks of its model, repaired, and known names beside them.

    Parameters
    ----------
    doc : Doc
        With ``ents`` under the labels of NKJP; dates and times among them are passed over.

    Returns
    -------
    list of NameSpan
        In text order, without overlaps.
    """
    text = name_text(doc)
    spans = [
        span
        for start, end, label in settle_marks(text)
        if end - start <= LONGEST_NAME and (span := repair(start, end, label, text)) is not None
    ]
    apart = parted(_adjacent_joined(spans, text), text)
    spans = without_openers(relabelled(_ships_whole(apart, text), text), text)
    spans = without_things(spans, text)
    spans = without_foreign(without_doubtful(_numbered(spans, text), text), text)
    people = {i for span in spans if span.label == "persName" for i in range(span.start, span.end)}
    others = {i for span in spans for i in range(span.start, span.end)} - people
    told = [*_explained(text), *by_legal_form(text), *by_kind(text), *by_quotation(text)]
    told += with_quotation(spans, text)
    spans = without_models(_merged(spans, [*_known_spans(text, others, people), *told]), text)
    return _merged(spans, list(repeated(spans, text)))


def _adjacent_joined(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Join names that have come to touch: "Powietrznych Siłach" and "Samoobrony"."""
    out: list[NameSpan] = []
    for span in spans:
        last = out[-1] if out else None
        label = _joint_label(last, span) if last is not None and text.inside(span.start) else None
        start = span.start if last is None else last.start
        if last is not None and only_touches(
            last.label, text.texts[last.end - 1], text.texts[span.start]
        ):
            label = None
        again = label != "persName" and text.texts[span.start] == text.texts[span.start - 1]
        if label is not None and not again and text.depends(start, span.start, span.end):
            out[-1] = NameSpan(start, span.end, label)
        else:
            out.append(span)
    return out


def _ships_whole(spans: Iterable[NameSpan], text: NameText) -> list[NameSpan]:
    """Take in the prefix of a ship, which is then no person: "USS George Washington"."""
    out: list[NameSpan] = []
    for span in spans:
        start = span.start - 1
        if not (text.inside(span.start) and text.texts[start] in name_words().ship_prefixes):
            out.append(span)
            continue
        if out and out[-1].end > start:
            out.pop()
        out.append(NameSpan(start, span.end, "orgName"))
    return out


def _numbered(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Take in a number after a name: "telewizja France 2", or twice in a text "Nord Stream 2"."""
    months = load_calendar().months

    def pair(span: NameSpan) -> tuple[str, str] | None:
        number = text.texts[span.end] if text.inside(span.end) else ""
        named = span.label in {"orgName", "geogName"} and span.known is None and number.isdigit()
        # "w Londynie 8 grudnia" is a day.
        following = text.texts[span.end + 1] if text.inside(span.end + 1) else "."
        named = named and following not in months
        return (text.texts[span.start], number) if named and len(number) <= _DIGITS else None

    def is_channel(span: NameSpan) -> bool:
        return text.inside(span.start) and has_lemma(
            text.texts[span.start - 1], name_words().channels
        )

    pairs = [pair(span) for span in spans]
    often = Counter(pairs)
    return [
        span
        if found is None or (often[found] < _OFTEN and not is_channel(span))
        else span._replace(end=span.end + 1)
        for span, found in zip(spans, pairs, strict=True)
    ]


def _joint_label(first: NameSpan, second: NameSpan) -> EntityLabel | None:
    if first.end != second.start or first.known is not None or second.known is not None:
        return None
    if second.end - first.start > LONGEST_NAME:
        return None
    labels = {first.label, second.label}
    if "persName" in labels:
        return "persName" if len(labels) == 1 else None
    return "orgName" if "orgName" in labels else first.label


def surface(doc: Doc, span: NameSpan) -> tuple[str, ...]:
    """Give the words of a span as written, split at blanks."""
    return tuple(doc[span.start : span.end].text.split())


def _known_spans(text: NameText, marked: set[int], people: set[int]) -> Iterator[NameSpan]:
    """Find countries, institutions and what is derived from them by the tables, longest first."""
    names, derived, starts = known_forms(), derived_forms(), _first_tokens()
    # A word that opens a sentence is a name where the text has it inside a sentence, too.
    inside = {
        names[word].name
        for index, word in enumerate(text.texts)
        if word in names and index not in text.starts and _certain(index, text, marked, people)
    }
    told = _told_acronyms(text)
    skip_to = 0
    for index, word in enumerate(text.texts):
        if index < skip_to:
            continue
        if word in starts:
            longest = min(starts[word], len(text.texts) - index)
            for length in range(longest, 0, -1):
                known = names.get(text.form(index, index + length))
                if known is None:
                    continue
                if length == 1 and word not in told and not _certain(index, text, marked, people):
                    opens = index in text.starts and index not in people
                    if not opens or known.short or known.name not in inside:
                        continue
                yield NameSpan(index, index + length, known.label, known)
                skip_to = index + length
                break
        if index < skip_to:
            continue
        found = derived.get(word)
        if found is None and index in text.starts:
            found = derived.get(word.lower())
        if found is not None and index not in people:
            yield NameSpan(index, index + 1, found.label, found, derived=True)


def _bracketed(text: NameText) -> Iterator[int]:
    """Give where the brackets around an acronym open."""
    for index in text.capitals:
        around = text.texts[index - 1 : index + 2 : 2] if index > 2 else ()
        if around == ("(", ")") and is_acronym(text.texts[index]):
            yield index - 1


def _told_acronyms(text: NameText) -> set[str]:
    """Give the acronyms that the text has in brackets after what they are short for.

    They mean it everywhere in it, even one that is a word otherwise ("DUP").
    """
    names, found = known_forms(), set()
    for index in _bracketed(text):
        known = names.get(text.texts[index + 1])
        if known is None:
            continue
        forms = (text.form(start, index) for start in range(max(0, index - _LONGEST), index))
        if any(form in names and names[form].name == known.name for form in forms):
            found.add(text.texts[index + 1])
    return found


def _explained(text: NameText) -> Iterator[NameSpan]:
    """Find names by the acronym after them: "Krajowy Rejestr Nowotworów (KRN)".

    Every letter of the acronym is the initial of a capitalised word, in order and without rest.
    """
    for index in _bracketed(text):
        letters = list(text.texts[index + 1].casefold())
        if len(letters) < 3:
            continue
        start = index
        while letters and start > 0 and text.texts[start - 1][0].casefold() == letters[-1]:
            start -= 1
            letters.pop()
            if start in text.starts:
                break
        words = text.texts[start:index]
        if not letters and sum(is_titlecase(word) for word in words) >= 2 and words[0][0].isupper():
            yield NameSpan(start, index, "orgName")


@cache
def _first_tokens() -> dict[str, int]:
    """Map the first token of every known form to the greatest number of tokens it can take."""
    found: dict[str, int] = {}
    for form in known_forms():
        parts = form.split(" ")
        # A tokenizer may cut at hyphens and before a full stop.
        length = sum(1 + 2 * part.count("-") + part.endswith(".") for part in parts)
        for start in {parts[0], parts[0].split("-")[0], parts[0].rstrip(".")}:
            found[start] = max(found.get(start, 0), length)
    return found


def _certain(index: int, text: NameText, marked: set[int], people: set[int]) -> bool:
    """Tell whether a one-word form of a known name is that name here."""
    word = text.texts[index]
    if index in marked:
        return True
    if index in people:
        return False
    if word.isupper():
        # "PO" and "PAN" are also words written in capitals; without a vowel nothing is a word.
        spelt = VOWELS.isdisjoint(word.lower()) or not is_common(word)
        return spelt and not _shouting(index, text)
    if any(FORENAME in r.names for r in analyse(word)):
        return False
    if index in text.starts:
        common = [r for r in analyse(word.lower()) if r.lemma.islower()]
        return not common or word.lower() in derived_forms()
    return True


def _shouting(index: int, text: NameText) -> bool:
    near = [w for w in text.texts[max(0, index - 2) : index + 3] if w.isalpha() and len(w) > 1]
    return len(near) > 2 and all(word.isupper() for word in near)


def _merged(spans: Sequence[NameSpan], known: Sequence[NameSpan]) -> list[NameSpan]:
    """Put repaired marks and known names together: a longer name beats what lies inside it."""
    everything = sorted(
        [*spans, *known], key=lambda s: (s.start - s.end, s.known is None, s.start, s.label)
    )
    taken: set[int] = set()
    out = []
    for span in everything:
        inside = range(span.start, span.end)
        if taken.isdisjoint(inside):
            taken.update(inside)
            out.append(span)
    return sorted(out, key=lambda s: s.start)
