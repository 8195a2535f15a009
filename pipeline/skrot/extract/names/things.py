"""What is marked like an institution and is a thing: a measure, a rule, a product."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import words as name_words
from skrot.extract.names.text import NameSpan, NameText, has_lemma, names_institution
from skrot.polish.dictionary import analyse

_REACH = 4


def without_things(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out acronyms that the text uses as words: "wskaźnik CPI", "stawki operatorów (MTR)"."""
    marked = {
        span.start
        for span in spans
        if span.known is None and span.label == "orgName" and span.end - span.start == 1
    }
    said: dict[str, list[bool]] = {text.texts[index]: [] for index in marked}
    words = {text.texts[index] for index in marked if _is_thing(index, text)}
    for index, word in enumerate(text.texts):
        if word in said:
            said[word].append(_is_thing(index, text))
    words |= {word for word, things in said.items() if 2 * sum(things) >= len(things)}
    return [
        span
        for span in spans
        if not _is_product(span, text)
        and (span.end - span.start > 1 or text.texts[span.start] not in words)
    ]


def _is_product(span: NameSpan, text: NameText) -> bool:
    """Tell whether a name is that of a product: "aplikacja Google Maps"."""
    if span.label != "orgName" or span.known is not None or span.end - span.start == 1:
        return False
    before = text.texts[span.start - 1] if text.inside(span.start) else ""
    return has_lemma(before, name_words().products) and not names_institution(
        text.words(span.start, span.end)
    )


def _is_thing(index: int, text: NameText) -> bool:
    before = text.texts[max(0, index - _REACH) : index]
    if not before or not is_acronym(text.texts[index]):
        return False
    if before[-1] == "(" and text.texts[index + 1 : index + 2] == (")",):
        # "narodowa służba zdrowia (NHS)" is an institution, "stawki połączeń (MTR)" are none.
        phrase = list(takewhile(str.islower, reversed(before[:-1])))
        return bool(phrase) and not any(map(_heads, phrase))
    return has_lemma(before[-1], name_words().things)


@lru_cache(maxsize=1 << 12)
def _heads(word: str) -> bool:
    heads = name_words().heads | name_words().org_titles
    return any(r.lemma in heads for r in analyse(word))
