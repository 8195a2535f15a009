"""What is marked like an institution and is a thing: a measure, a rule, a product."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile

from skrot.extract.names.keys import is_acronym
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    has_lemma,
    is_common,
    is_titlecase,
    names_institution,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.characters import LOWER, UPPER
from skrot.polish.dictionary import COMMON, analyse
from skrot.polish.tags import slots

_REACH = 4
# The name of a model: "A320", "iMac"; no plain number, word or acronym.
_MODEL = re.compile(rf"(?=\w*\d)(?=\w*[{UPPER}{LOWER}])\w+|[{LOWER}]{{1,2}}[{UPPER}]\w+")


def without_things(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out what the text uses as words or products: "wskaźnik CPI", "przeglądarka Firefox".

    So are the words of an acronym that is one ("CPI (Consumer Price Index)") and a common noun
    that is cut off a title ("Wieczory z Marketingiem").
    """
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
        and not _spells_out(span, words, text)
        and (span.end - span.start > 1 or text.texts[span.start] not in words)
    ]


def _spells_out(span: NameSpan, words: set[str], text: NameText) -> bool:
    """Tell whether a name in brackets is what an acronym that names nothing is short for."""
    before = text.texts[max(0, span.start - 2) : span.start]
    named = span.known is not None or span.label != "orgName"
    if named or len(before) < 2 or before[1] != "(":
        return False
    nothing = before[0] in words or before[0] in name_words().not_names
    return nothing or _is_thing(span.start - 2, text)


def without_models(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Leave out a maker whose product is named: "Toyota bZ4X", "procesory Intel Xeon".

    A product is what no label is for. The name of its model stands right after the maker: it has a
    figure and letters, or a capital within; or a capital or a figure after a noun that says what
    the product is.
    """
    starts = {span.start for span in spans}
    return [
        span
        for span in spans
        if span.known is None
        or span.label != "orgName"
        or not text.inside(span.end)
        or span.end in starts
        or not _is_model(span, text)
    ]


def _is_model(span: NameSpan, text: NameText) -> bool:
    """Tell whether what follows a maker is one of its products."""
    after = text.texts[span.end]
    if _MODEL.fullmatch(after) is not None:
        return True
    told = text.inside(span.start) and has_lemma(text.texts[span.start - 1], name_words().products)
    form = after.casefold().rstrip(".") in name_words().company_suffixes
    return told and not form and (after[0].isupper() or after.isdigit())


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
    if not before or index in text.starts:
        return False
    if not is_acronym(text.texts[index]):
        return _is_software(before[-1]) or _ends_title(index, text)
    if before[-1] == "(" and text.texts[index + 1 : index + 2] == (")",):
        # "narodowa służba zdrowia (NHS)" is an institution, "stawki połączeń (MTR)" are none.
        phrase = list(takewhile(str.islower, reversed(before[:-1])))
        return bool(phrase) and not any(map(_heads, phrase))
    return _names_thing(before[-1])


def _ends_title(index: int, text: NameText) -> bool:
    """Tell whether a common noun is the end of a title: "(w ramach) Wieczorów z Marketingiem"."""
    opening = index - 2
    if not text.inside(opening) or opening in text.marked or not text.inside(index - 1):
        return False
    if text.doc[index - 1].pos_ != "ADP" or not is_titlecase(text.texts[opening]):
        return False
    found = analyse(text.texts[index])
    common = bool(found) and all(COMMON in r.names for r in found)
    return common and is_common(text.texts[opening])


def _is_software(word: str) -> bool:
    return _is_singular(word, name_words().software)


def _names_thing(word: str) -> bool:
    """Tell whether a noun names what follows: "model ARX"; "modele GM" are those of a maker."""
    return _is_singular(word, name_words().things)


@lru_cache(maxsize=1 << 12)
def _is_singular(word: str, things: frozenset[str]) -> bool:
    found = analyse(word) if word.islower() else ()
    return any(r.lemma in things and cell.number == "sg" for r in found for cell in slots(r.tag))


@lru_cache(maxsize=1 << 12)
def _heads(word: str) -> bool:
    heads = name_words().heads | name_words().org_titles
    return any(r.lemma in heads for r in analyse(word))
