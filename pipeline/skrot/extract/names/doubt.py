"""Names that are in doubt wherever a text has them, or that only open a sentence, are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from skrot.extract.names.companies import speaks_of_company
from skrot.extract.names.evidence import titled
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    is_common,
    is_forename,
    is_place,
    is_titlecase,
    label_by_dictionary,
    names_institution,
)
from skrot.labels import LABELS, EntityLabel
from skrot.polish.dictionary import analyse
from skrot.polish.tags import slots

# So much doubt a name may leave: among 739 news articles most of what leaves more is wrong or cut
# wrongly. Of people the model is less sure than it should be, of institutions surer.
_DOUBT: dict[EntityLabel, float] = {
    "persName": 0.6, "orgName": 0.1, "placeName": 0.2, "geogName": 0.2
}  # fmt: skip
# So sure the model is of what a list has beside a sure name.
_LISTED = 0.6
# The words of a legal form have at most so many letters: "Sp. z o. o.", "S. A.".
_SHORT = 2
# Places are one kind.
_KINDS: dict[EntityLabel, str] = {name: label.mark for name, label in LABELS.items()}


def without_doubtful(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out the names that all their mentions together leave in doubt.

    A name that is known beforehand is sure, or tells by itself or by the word before it what it
    names, and so is every name of a model that does not say how sure it is;
    `skrot.annotate.names.Names` does. Less is asked of one that a list has beside a sure one. What
    is not as it was marked is in doubt.

    Parameters
    ----------
    spans : sequence of NameSpan
        The repaired marks of a document; those with the same lemmas are one name.
    text : NameText
        The document.
    """
    if not text.sureness:
        return list(spans)
    marks = _scores(text)
    scores = [marks.get((span.start, span.end, _KINDS[span.label]), 0.0) for span in spans]
    doubts: dict[tuple[str, ...], float] = {}
    for span, score in zip(spans, scores, strict=True):
        key = _lemmas(span, text)
        doubts[key] = doubts.get(key, 1.0) * (1.0 - score)
    sure = [
        doubts[_lemmas(span, text)] <= _DOUBT[span.label] or _is_told(span, text) for span in spans
    ]

    def listed(at: int) -> bool:
        before = at > 0 and sure[at - 1] and _are_listed(spans[at - 1], spans[at], text)
        after = at + 1 < len(spans) and sure[at + 1] and _are_listed(spans[at], spans[at + 1], text)
        return scores[at] >= _LISTED and (before or after)

    return [span for at, span in enumerate(spans) if sure[at] or listed(at)]


def _are_listed(first: NameSpan, second: NameSpan, text: NameText) -> bool:
    """Tell whether two names of one kind stand side by side in a list: "Axeltra, Bomtrex"."""
    between = text.doc[first.end : second.start]
    return (
        _KINDS[first.label] == _KINDS[second.label]
        and len(between) == 1
        and (between[0].text == "," or between[0].pos_ == "CCONJ")
    )


def without_openers(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out common nouns marked only because they open a sentence: "Lot odbyli", "Europoseł".

    As a person's name a noun must stand twice, as an institution's, if it is one for a man, once
    within a sentence; so must one that goes on in lower case and is none of institutions:
    "Solidarność społeczna".
    """
    people: Counter[str] = Counter()
    inside: set[str] = set()
    whole: set[str] = set()
    for span in spans:
        if span.label == "persName":
            names = {c.nominative for w in text.words(span.start, span.end) for c in candidates(w)}
            people.update(names)
        elif span.start not in text.starts:
            inside.add(text.texts[span.start])
            whole.add(text.form(span.start, span.end))

    def opens(span: NameSpan) -> bool:
        word = text.texts[span.start]
        rest = text.texts[span.start + 1 : span.end]
        if rest and span.start in text.starts and span.known is None and span.label == "orgName":
            words = text.words(span.start, span.end)
            small = is_common(word) and is_titlecase(word) and all(map(str.islower, rest))
            return small and not names_institution(words) and " ".join(words) not in whole
        if rest or span.start not in text.starts or span.known is not None:
            return False
        if span.label == "persName":
            return is_common(word) and all(people[c.nominative] < 2 for c in candidates(word))
        return span.label == "orgName" and _is_one_person(word) and word not in inside

    return [span for span in spans if not opens(span)]


@lru_cache(maxsize=1 << 12)
def _is_one_person(word: str) -> bool:
    """Tell whether a word is a noun for a man in the singular, whatever else it is."""
    return any(
        cell[0::2] == ("sg", "m1") and r.lemma[:1].islower()
        for r in analyse(word.lower())
        for cell in slots(r.tag)
    )


def _scores(text: NameText) -> dict[tuple[int, int, str], float]:
    """Give how sure the model is of each mark, by where it stands and what it is."""
    found: dict[tuple[int, int, str], float] = {}
    for start, end, label in text.marks:
        score = text.sureness.get((start, end), 0.0)
        for first, last in {(start, end), _bare(start, end, text)}:
            found[first, last, _KINDS[label]] = score
    return found


def _bare(start: int, end: int, text: NameText) -> tuple[int, int]:
    """Take off signs at the ends of a mark, and what may be a legal form behind it."""
    while start < end and _letters(text.texts[start]) == "":
        start += 1
    while start < end and len(_letters(text.texts[end - 1])) <= _SHORT:
        end -= 1
    return start, end


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word))


def _is_shortened(span: NameSpan, text: NameText) -> bool:
    """Tell whether an acronym in brackets comes after a name, or is one after a name."""
    opening, word, closing = (*text.texts[span.end : span.end + 3], "", "", "")[:3]
    after = opening == "(" and is_acronym(word) and closing == ")"
    around = (*text.texts[span.start - 1 : span.start], *text.texts[span.end : span.end + 1])
    return after or (around == ("(", ")") and is_acronym(text.form(span.start, span.end)))


def _lemmas(span: NameSpan, text: NameText) -> tuple[str, ...]:
    return tuple(token.lemma_ or token.text for token in text.doc[span.start : span.end])


def _is_told(span: NameSpan, text: NameText) -> bool:
    """Tell whether a name is known, or its words or the word before it say what it names."""
    if span.known is not None:
        return True
    words = text.words(span.start, span.end)
    if span.label == "persName":
        told = len(words) > 1 and is_forename(words[0])
    elif span.label == "orgName":
        told = names_institution(words) or speaks_of_company(span, text)
        told = told or label_by_dictionary(words) == span.label or _is_shortened(span, text)
    else:
        told = any(map(is_place, words))
    return told or titled(span.start, text) == span.label
