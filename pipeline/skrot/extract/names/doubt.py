"""Names that are in doubt wherever a text has them are left out."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skrot.extract.names.evidence import titled
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    is_forename,
    is_place,
    names_institution,
)
from skrot.labels import NAMES

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
