"""Spans of names: what a statistical model marked, put right by rules.

A model gets about four names in five exactly; the usual faults are a forename or surname left
outside, two names taken as one, a lower-case word taken in, a fragment, a wrong label. The rules
use only what the text itself shows: capitals, the dictionary, neighbouring marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from pipeline.annotate.morfeusz import analyse
from pipeline.extract.entity_guess import candidates, is_initial
from pipeline.extract.entity_inflect import adjectives, head_phrases, readings
from pipeline.extract.entity_lexicon import Known, derived_forms, known_forms
from pipeline.extract.entity_lexicon import words as name_words
from pipeline.records import EntityLabel

_LABEL: dict[str, EntityLabel] = {
    "persName": "persName",
    "orgName": "orgName",
    "placeName": "placeName",
    "geogName": "geogName",
}
_DASHES = frozenset("-–—−")
_APOSTROPHES = frozenset("’'ʼ‘`")
_TRIMMED = frozenset("„”“\"»«'’‘()[],;:-–—−/…*•.!?")


class NameSpan(NamedTuple):
    """A name: tokens ``start`` to ``end`` (exclusive), its label, and what it is known as.

    ``derived`` marks an adjective or an inhabitant, which links to a country but does not name it.
    """

    start: int
    end: int
    label: EntityLabel
    known: Known | None = None
    derived: bool = False


class _Text(NamedTuple):
    """What the rules look at: the token texts, whether a blank follows, where sentences start."""

    doc: Doc
    texts: tuple[str, ...]
    spaced: tuple[bool, ...]
    starts: frozenset[int]
    marked: frozenset[int]

    def form(self, start: int, end: int) -> str:
        return self.doc[start:end].text if end - start > 1 else self.texts[start]


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
    marked = [(e.start, e.end, _LABEL[e.label_]) for e in doc.ents if e.label_ in _LABEL]
    text = _Text(
        doc,
        tuple(token.text for token in doc),
        tuple(bool(token.whitespace_) for token in doc),
        frozenset(token.i for token in doc if token.is_sent_start) | {0},
        frozenset(index for start, end, _ in marked for index in range(start, end)),
    )
    spans: list[NameSpan] = []
    names = _people_nominatives(marked, text)
    for start, end, label in _joined(marked, text):
        for left, right in _split(start, end, label, text, names):
            span = _repaired(left, right, label, text)
            if span is not None:
                spans.append(span)
    people = {i for span in spans if span.label == "persName" for i in range(span.start, span.end)}
    others = {i for span in spans for i in range(span.start, span.end)} - people
    return _merged(spans, list(_known_spans(text, others, people)))


def surface(doc: Doc, span: NameSpan) -> tuple[str, ...]:
    """Give the words of a span as written, split at blanks."""
    return tuple(doc[span.start : span.end].text.split())


def _known_spans(text: _Text, marked: set[int], people: set[int]) -> Iterator[NameSpan]:
    """Find countries, institutions and what is derived from them by the tables, longest first."""
    names, derived, starts = known_forms(), derived_forms(), _first_tokens()
    skip_to = 0
    for index, word in enumerate(text.texts):
        if index < skip_to:
            continue
        if word in starts:
            longest = min(starts[word], len(text.texts) - index)
            for length in range(longest, 0, -1):
                known = names.get(text.form(index, index + length))
                if known is None or (length == 1 and not _certain(index, text, marked, people)):
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


def _certain(index: int, text: _Text, marked: set[int], people: set[int]) -> bool:
    """Tell whether a one-word form of a known name is that name here."""
    word = text.texts[index]
    if index in marked:
        return True
    if index in people:
        return False
    found = analyse(word)
    if any("imię" in r.names for r in found):
        return False
    if word.isupper():
        return not analyse(word.lower()) and not _shouting(index, text)
    if index in text.starts:
        common = [r for r in analyse(word.lower()) if r.lemma.islower()]
        return not common or word.lower() in derived_forms()
    return True


def _shouting(index: int, text: _Text) -> bool:
    near = [w for w in text.texts[max(0, index - 2) : index + 3] if w.isalpha() and len(w) > 1]
    return len(near) > 2 and all(word.isupper() for word in near)


def _joined(
    marked: Sequence[tuple[int, int, EntityLabel]], text: _Text
) -> list[tuple[int, int, EntityLabel]]:
    """Join marks that touch: a forename and a surname, the parts of a double surname."""
    out: list[tuple[int, int, EntityLabel]] = []
    for start, end, label in marked:
        if out and start not in text.starts:
            before, until, first = out[-1]
            hyphen = start - until == 1 and text.texts[until] in _DASHES and _tight(until, text)
            if first == "persName" and label == "persName" and (until == start or hyphen):
                out[-1] = (before, end, first)
                continue
            only_forenames = all(_forename(w) for w in text.texts[before:until])
            if first == "persName" and until == start and end - start == 1 and only_forenames:
                out[-1] = (before, end, first)
                continue
        out.append((start, end, label))
    return out


def _tight(index: int, text: _Text) -> bool:
    return not text.spaced[index] and index > 0 and not text.spaced[index - 1]


def _split(
    start: int, end: int, label: EntityLabel, text: _Text, names: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Cut a mark where two names are joined by a dash: "USA – Japonia", "Trump–Ishiba"."""
    left = start
    for index in range(start + 1, end - 1):
        if text.texts[index] not in _DASHES:
            continue
        before, after = text.texts[index - 1], text.texts[index + 1]
        loose = text.spaced[index] or text.spaced[index - 1]
        both_known = before in known_forms() and after in known_forms()
        both_people = (
            label == "persName"
            and index - left == 1
            and all(
                names.intersection(c.nominative for c in candidates(w)) for w in (before, after)
            )
        )
        if loose or both_known or both_people or (label == "persName" and text.texts[index] != "-"):
            yield (left, index)
            left = index + 1
    yield (left, end)


def _people_nominatives(
    marked: Sequence[tuple[int, int, EntityLabel]], text: _Text
) -> frozenset[str]:
    """Give the nominatives of people's words that occur outside hyphenated names."""
    found = set()
    for start, end, label in marked:
        if label == "persName" and not _DASHES.intersection(text.texts[start:end]):
            found |= {c.nominative for w in text.texts[start:end] for c in candidates(w)[:3]}
    return frozenset(found)


def _repaired(start: int, end: int, label: EntityLabel, text: _Text) -> NameSpan | None:
    start, end = _trimmed(start, end, label, text)
    if start >= end:
        return None
    start, end = _with_apostrophe(start, end, text)
    if label == "persName":
        start, end = _whole_person(start, end, text)
    else:
        start, end = _whole_name(start, end, text)
    known = known_forms().get(text.form(start, end))
    if known is not None and not (label == "persName" and _forename(text.texts[start])):
        return NameSpan(start, end, known.label, known)
    if label != "persName" and _is_fragment(start, end, text):
        return None
    return NameSpan(start, end, label)


def _trimmed(start: int, end: int, label: EntityLabel, text: _Text) -> tuple[int, int]:
    """Take off punctuation, lower-case words and titles at the ends of a mark."""
    vocabulary = name_words()
    keep_low = vocabulary.particles if label == "persName" else frozenset[str]()
    while start < end:
        word = text.texts[start]
        title = label == "persName" and end - start > 1 and word in vocabulary.titles
        named = word[0].isupper() or word[0].isdigit() or word in keep_low
        if word in _TRIMMED or title or not named:
            start += 1
        else:
            break
    closing = frozenset(vocabulary.connectors)
    while start < end:
        word = text.texts[end - 1]
        abbreviated = word == "." and end - start > 1 and not text.spaced[end - 2]
        lower = word.islower() and (label == "persName" or word in closing)
        after_apostrophe = end - start > 2 and text.texts[end - 2] in _APOSTROPHES
        if (word in _TRIMMED and not (abbreviated and len(text.texts[end - 2]) <= 3)) or (
            lower and not after_apostrophe
        ):
            end -= 1
        else:
            break
    has_capital = any(w[0].isupper() for w in text.texts[start:end])
    return (start, end) if has_capital else (start, start)


def _with_apostrophe(start: int, end: int, text: _Text) -> tuple[int, int]:
    """Take in an inflection ending after an apostrophe that was cut off: "Colby" + "’ego"."""
    while end < len(text.texts) and not text.spaced[end - 1]:
        word = text.texts[end]
        following = text.texts[end + 1] if end + 1 < len(text.texts) else ""
        if word in _APOSTROPHES and not text.spaced[end] and following.islower():
            end += 2
        elif word[0] in _APOSTROPHES and word[1:].islower():
            end += 1
        else:
            break
    return start, end


def _whole_person(start: int, end: int, text: _Text) -> tuple[int, int]:
    """Take in the forenames, initials and surname that stand beside a marked name."""
    while start > 0 and start not in text.starts and text.spaced[start - 1]:
        word = text.texts[start - 1]
        opening = start - 1 in text.starts
        if is_initial(word) or (_forename(word) and (not opening or _only_forename(word))):
            start -= 1
        else:
            break
    while end < len(text.texts) and end not in text.starts and text.spaced[end - 1]:
        word = text.texts[end]
        lacks_surname = all(_forename(w) or is_initial(w) for w in text.texts[start:end])
        free = end not in text.marked and word not in known_forms()
        if _titlecase(word) and lacks_surname and free and _nameable(word):
            end += 1
        else:
            break
    hyphen = end + 1 < len(text.texts) and text.texts[end] == "-" and _tight(end, text)
    if (
        hyphen
        and _titlecase(text.texts[end + 1])
        and _forename(text.texts[start])
        and end > start + 1
    ):
        end += 2
    return start, end


def _whole_name(start: int, end: int, text: _Text) -> tuple[int, int]:
    """Take in the capitalised words that agree with a name's head, or continue a foreign name."""
    while end < len(text.texts) and end not in text.starts and text.spaced[end - 1]:
        word = text.texts[end]
        if not _titlecase(word) or word in known_forms() or end in text.marked:
            break
        whole = (*text.form(start, end).split(), word)
        phrase = next(iter(head_phrases(whole)), None)
        agrees = phrase is not None and len(whole) - 1 in phrase.inflected
        foreign = not analyse(word) and not analyse(text.texts[end - 1])
        if not (agrees or foreign):
            break
        end += 1
    while start > 0 and start not in text.starts and text.spaced[start - 1]:
        word = text.texts[start - 1]
        taken = start - 1 in text.starts or start - 1 in text.marked
        if taken or not _titlecase(word) or word in known_forms():
            break
        whole = (word, *text.form(start, end).split())
        phrase = next(iter(head_phrases(whole)), None)
        if not adjectives(word) or phrase is None or 0 not in phrase.inflected or phrase.head == 0:
            break
        start -= 1
    return start, end


def _is_fragment(start: int, end: int, text: _Text) -> bool:
    """Tell whether a mark is a lone capitalised adjective torn off a name."""
    if end - start != 1 or text.texts[start].isupper():
        return False
    found = readings(text.texts[start])
    return bool(found) and all(r.pos != "subst" for r in found)


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


def _forename(word: str) -> bool:
    return any("imię" in r.names for r in analyse(word))


def _only_forename(word: str) -> bool:
    return not any(r.lemma.islower() for r in analyse(word.lower()))


def _titlecase(word: str) -> bool:
    return word[0].isupper() and word.isalpha() and (len(word) > 1) and not word.isupper()


def _nameable(word: str) -> bool:
    found = analyse(word)
    return not found or any({"nazwisko", "imię"}.intersection(r.names) for r in found)
