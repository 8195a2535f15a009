"""Which numbers of a sentence are figures that can be compared, and what each is a figure of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from skrot.compare.tree import NOMINAL, Governors, feature, governors, subject_of
from skrot.compare.vocabulary import vocabulary
from skrot.polish.edtf import parse
from skrot.records import FROM_TO, FigureKind, Number

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_KINDS: dict[str, FigureKind] = {
    "cardinal": "count",
    "percent": "percent",
    "percentage_point": "percentage_point",
    "money": "money",
    "quantity": "quantity",
    "duration": "duration",
    "date": "date",
    "date_range": "date",
}
# Of what could not be read as one value this is one all the same.
_RANGE = "range"
_DIGITS = r"\d{1,3}(?:[ \u00a0]\d{3})*"
_FIGURES = re.compile(r"\d")
_VALUE = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?")
# So far behind its number what is counted may stand.
_REACH = 6
# A vote has more of those who vote than this, in all.
_FEW = 8
_AGE = range(1, 120)
_ARGUMENTS = frozenset({"nsubj", "obj"})
# From this age on a woman's is told by a word that else goes with what lasts so long.
_GROWN = 14


class Figure(NamedTuple):
    """A number that can be compared.

    ``anchor`` is the token by which it hangs in the tree, ``around`` what that depends on,
    ``counted`` the noun that it counts, ``against`` the votes on the other side.
    """

    number: Number
    kind: FigureKind
    anchor: Token
    around: Governors
    counted: Token | None = None
    against: Decimal | None = None


def figures(sentence: Span, numbers: Sequence[Number]) -> Iterator[Figure]:
    """Give the figures of a sentence, in order."""
    votes = list(_votes(sentence, numbers))
    found = votes[:]
    for number in chain.from_iterable(map(_parts, numbers)):
        if any(v.number.start < number.end and number.start < v.number.end for v in votes):
            continue
        figure = _figure(sentence, number)
        if figure is not None:
            found.append(figure)
    found = [figure for figure in found if not _dates_another(figure, found)]
    yield from sorted(found, key=lambda figure: figure.number.start)


def _dates_another(figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell whether a year says when another figure was so: "w 2024 r. wyniosły one 1,6% PKB"."""
    if figure.kind != "date" or len(figure.number.iso or "") != len("2024"):
        return False
    predicate = figure.around.predicate
    return predicate is not None and any(
        other.around.predicate == predicate and other.around.role in _ARGUMENTS
        for other in found
        if other.kind != "date"
    )


def _figure(sentence: Span, number: Number) -> Figure | None:
    kind = _KINDS.get(number.kind)
    span = _span(sentence, number.start, number.end)
    if kind is None or span is None:
        return None
    anchor = _anchor(span)
    if kind == "date":
        return _hung(number, kind, anchor) if _is_dated(number, anchor) else None
    if number.reason not in (None, _RANGE) or not _is_comparable(number) or _is_ago(kind, span):
        return None
    if kind == "duration" and _is_age(number, span):
        return _hung(number, "age", anchor)
    counted = _noun_after(span, number.of)
    if kind == "count" and number.of is None:
        counted = counted_by_subject(anchor)
        return None if counted is None else _hung(number, kind, anchor, counted)
    return _hung(number, kind, counted or anchor if kind == "count" else anchor, counted)


def _hung(number: Number, kind: FigureKind, anchor: Token, counted: Token | None = None) -> Figure:
    return Figure(number, kind, anchor, governors(anchor), counted)


def _is_ago(kind: FigureKind, span: Span) -> bool:
    """Tell whether it is said how long ago something was: "referendum sprzed dwóch lat"."""
    doc = span.doc
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    before = doc[span.start - 1].lower_ if span.start else ""
    return kind == "duration" and (after == "temu" or before == "sprzed")


def _parts(number: Number) -> Iterator[Number]:
    """Give the two values of a change apart: "z 751 do 705 posłów"."""
    places = list(_VALUE.finditer(number.text))
    bounds = number.low, number.high
    if number.reason != FROM_TO or len(places) != 2 or None in bounds:
        yield number
        return
    first, second = (Decimal(re.sub(r"[ \u00a0]", "", p[0]).replace(",", ".")) for p in places)
    low, high = sorted(bound for bound in bounds if bound is not None)
    values = (low, high) if first <= second else (high, low)
    for place, value in zip(places, values, strict=True):
        start, end = number.start + place.start(), number.start + place.end()
        yield replace(
            number, start=start, end=end, text=place[0], value=value, low=None, high=None,
            reason=None, role=None, direction=None,
        )  # fmt: skip


def _is_comparable(number: Number) -> bool:
    if not number.value and (number.low is None or number.high is None):
        return False
    if number.kind in {"percent", "duration"}:
        return True
    # "na 1 litr", "jedna z": a unit, not a figure.
    return number.value is None or number.value > 1


def counted_by_subject(anchor: Token) -> Token | None:
    """Give what a number counts that has no noun of its own: "liczba posłów wzrosła do 705"."""
    subject = subject_of(governors(anchor).predicate)
    if subject is None or subject.lemma_.lower() != vocabulary().description.count:
        return None
    return next((t for t in subject.children if t.dep_ == "nmod" and t.pos_ in NOMINAL), None)


def _is_dated(number: Number, anchor: Token) -> bool:
    """Tell whether a date says when something was: not what only names a law or another date."""
    moments = [parse(part) for part in (number.iso or "").split("/")]
    if any(m is None or m.mark or (m.year is None and m.day is None) for m in moments):
        return False
    if any(m.year is None for m in moments if m) and not _is_bare(number.text):
        return False
    return anchor.head is not anchor


def _is_bare(text: str) -> bool:
    """Tell whether a date is a day and a month, no more: in "29 marca ub.r." the year is told."""
    return sum(len(word) > 2 and not word[0].isdigit() for word in text.split()) <= 1


def _span(sentence: Span, start: int, end: int) -> Span | None:
    at = sentence.start_char
    return sentence.char_span(start - at, end - at, alignment_mode="expand")


def _anchor(span: Span) -> Token:
    """Give the token of a number that depends on something outside it, a noun if there is one."""
    outside = [t for t in span if not span.start <= t.head.i < span.end]
    nouns = [t for t in outside if t.pos_ in NOMINAL]
    return (nouns or outside or [span.root])[-1]


def _noun_after(span: Span, of: str | None) -> Token | None:
    if of is None:
        return None
    wanted = set(of.lower().split())
    after = span.doc[span.end : min(span.end + _REACH, len(span.doc))]
    nouns = [t for t in after if t.pos_ in NOMINAL and t.lemma_.lower() in wanted]
    return nouns[0] if nouns else next((t for t in after[:3] if t.pos_ in NOMINAL), None)


def _is_age(number: Number, span: Span) -> bool:
    """Tell whether years are somebody's age: "47-letnia", "50-latek", "w wieku 47 lat"."""
    if number.unit != "year" or number.value is None or number.value not in _AGE:
        return False
    ages = vocabulary().ages
    lemma = span[-1].lemma_.lower()
    if lemma.endswith(ages.nouns):
        return True
    if lemma.endswith(ages.adjectives):
        noun = span[-1].head
        if noun.pos_ not in NOMINAL or feature(noun, "Animacy") == "Inan":
            return False
        return feature(noun, "Animacy") == "Hum" or number.value >= _GROWN
    before = span.doc[span.start - 1] if span.start else None
    if before is None or before.lemma_.lower() not in ages.before:
        return False
    after = span.doc[span.end] if span.end < len(span.doc) else None
    return before.pos_ in NOMINAL or after is None or after.is_punct or after.pos_ == "CCONJ"


@cache
def _ballots() -> tuple[re.Pattern[str], ...]:
    """Match two figures of a vote, those for first."""
    between = "|".join(
        re.escape(word) for word in sorted(vocabulary().votes.between, key=len)[::-1]
    )
    figure = rf"({_DIGITS})\b(?! ?(?:proc|%))"
    against, far, near = r"\bprzeciw", _gap(40), _gap(25)
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?<![\d.,:]){figure} ?(?:\w+ )?(?:{between}) ?{figure}(?![.,:]\d)",
            rf"{figure}{_gap(30)}\bza\b{_gap(20)}{figure}{near}{against}",
            rf"\b[Zz]a\b{far}{figure}{far}{against}\w*{near}{figure}",
            rf"\b[Zz]a\b{far}{figure}{far}{figure}{near}{against}",
        )
    )


def _gap(longest: int) -> str:
    """Give what matches so much text without a figure, as short as it can be."""
    return rf"[^.;\d%]{{0,{longest}}}?"


def _votes(sentence: Span, numbers: Sequence[Number]) -> Iterator[Figure]:
    text = sentence.text
    if not _FIGURES.search(text):
        return
    if vocabulary().votes.words.isdisjoint(t.lemma_.lower() for t in sentence):
        return
    taken = 0
    for pattern in _ballots():
        for match in pattern.finditer(text, taken):
            figure = _ballot(sentence, match, numbers)
            if figure is not None:
                taken = match.end(2)
                yield figure
        if taken:
            return


def _ballot(sentence: Span, match: re.Match[str], numbers: Sequence[Number]) -> Figure | None:
    first, second = (Decimal(re.sub(r"\D", "", match[group])) for group in (1, 2))
    start, end = match.start(1) + sentence.start_char, match.end(2) + sentence.start_char
    span = _span(sentence, start, end)
    inside = [n for n in numbers if n.start < end and start < n.end]
    if span is None or min(first, second) < _FEW or any(n.kind != "cardinal" for n in inside):
        return None
    n = inside[0].n if inside else (numbers[0].n if numbers else 0)
    doc = inside[0].doc if inside else ""
    text = sentence.doc.text[start:end]
    number = Number(doc, n, start, end, text, "cardinal", first)
    return _hung(number, "votes", _anchor(span))._replace(against=second)
