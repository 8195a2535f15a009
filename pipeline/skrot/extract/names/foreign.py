"""Names from abroad that a model cuts, and names of sentences in another language, left out."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from skrot.extract.names.text import NameSpan, NameText, is_common, is_titlecase
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.dictionary import is_known

# So many words on either side of a name are looked at, in its sentence, that have so many letters,
# all small, and no full stop of an abbreviation; with fewer than so many of them it is Polish.
_REACH, _LETTERS, _LEAST = 10, 4, 3


def foreign_start(start: int, text: NameText) -> int:
    """Give where a name from abroad begins of which the end is marked: "Low Fishers of Europe"."""
    at = start - 1
    while at > 0 and text.texts[at] in name_words().of_foreign and text.inside(at + 1):
        at -= 1
    if at == start - 1 or not _is_free(at, text):
        return start
    while at > 0 and text.inside(at) and _is_free(at - 1, text):
        at -= 1
    return at


def _is_free(at: int, text: NameText) -> bool:
    """Tell whether a word with a capital is no word of Polish and in no mark."""
    word = text.texts[at]
    return is_titlecase(word) and at not in text.marked and not is_common(word)


def without_foreign(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out names that a text has mostly in no Polish sentence, unless they are known before.

    Parameters
    ----------
    spans : sequence of NameSpan
        The names of a document, in text order.
    text : NameText
        The document. A name is in another language when the dictionary lacks most words beside it.
    """
    starts = [*sorted(text.starts), len(text.texts)]
    foreign = [span.known is None and _is_foreign(_around(span, starts, text)) for span in spans]
    told: Counter[tuple[str, ...]] = Counter()
    for span, abroad in zip(spans, foreign, strict=True):
        told[text.texts[span.start : span.end]] += -1 if abroad else 1
    return [span for span in spans if told[text.texts[span.start : span.end]] >= 0]


def _around(span: NameSpan, starts: Sequence[int], text: NameText) -> tuple[str, ...]:
    """Give the words around a name in its sentence, and nothing in its place."""
    at = bisect_right(starts, span.start)
    first, last = max(starts[at - 1], span.start - _REACH), min(starts[at], span.end + _REACH)
    return (*text.texts[first : span.start], "", *text.texts[span.end : last])


def _is_foreign(words: Sequence[str]) -> bool:
    some = [
        word
        for word, after in zip_longest(words, words[1:])
        if len(word) >= _LETTERS and word.islower() and word.isalpha() and after != "."
    ]
    return len(some) >= _LEAST and 2 * sum(map(is_known, some)) < len(some)
