"""Names that are in doubt wherever a text has them, or that only open a sentence, are left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from skrot.extract.names.evidence import titled
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    is_common,
    is_forename,
    is_place,
    names_institution,
)
from skrot.labels import NAMES
from skrot.polish.dictionary import analyse
from skrot.polish.tags import slots

# Of names once in a corpus of news, seven of ten that are less sure are wrong or cut wrongly.
_DOUBT = 0.2


def without_doubtful(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out the names that all their mentions together leave in doubt.

    A name that is known beforehand is sure, or tells by itself or by the word before it what it
    names, and so is every name of a model that does not say how sure it is;
    `skrot.annotate.names.Names` does.

    Parameters
    ----------
    spans : sequence of NameSpan
        The repaired marks of a document; those with the same lemmas are one name.
    text : NameText
        The document.
    """
    scores = _scores(text)
    doubts: dict[tuple[str, ...], list[float]] = {}
    for span in spans:
        score = max((scores.get(at, 0.0) for at in range(span.start, span.end)), default=0.0)
        doubts.setdefault(_lemmas(span, text), []).append(1.0 - score)
    return [
        span
        for span in spans
        if not scores or math.prod(doubts[_lemmas(span, text)]) <= _DOUBT or _is_told(span, text)
    ]


def without_openers(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out common nouns marked only because they open a sentence: "Lot odbyli", "Europoseł".

    As a person's name a noun must stand twice, as an institution's, if it is one for a man, once
    within a sentence.
    """
    people: Counter[str] = Counter()
    inside: set[str] = set()
    for span in spans:
        if span.label == "persName":
            names = {c.nominative for w in text.words(span.start, span.end) for c in candidates(w)}
            people.update(names)
        elif span.start not in text.starts:
            inside.add(text.texts[span.start])

    def opens(span: NameSpan) -> bool:
        word = text.texts[span.start]
        if span.end - span.start > 1 or span.start not in text.starts or span.known is not None:
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


def _scores(text: NameText) -> dict[int, float]:
    """Give how sure the model is of the name that each word is in."""
    group = text.doc.spans.get(NAMES, ())
    scores = group.attrs.get("scores", []) if group else []
    pairs = zip(group, scores, strict=True) if scores else ()
    return {at: score for span, score in pairs for at in range(span.start, span.end)}


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
        told = names_institution(words)
    else:
        told = any(map(is_place, words))
    return told or titled(span.start, text) == span.label
