"""Whole expressions of quantity: a measure with its modifiers, range, rate and counted noun."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from skrot.extract.numbers.amounts.counted import Counted, Reader, counted
from skrot.extract.numbers.amounts.measures import (
    TIMES,
    Measure,
    is_ordinary_noun,
    parse_measure,
    prefixed,
)
from skrot.extract.numbers.amounts.modifiers import (
    Before,
    Direction,
    change_before,
    comparative_after,
    determiners,
    difference_before,
    exceeded_before,
    modifier_after,
    rate_after,
    rate_near,
    read_before,
)
from skrot.extract.numbers.amounts.ranges import Span, bounds, direction, extend, sharing
from skrot.extract.numbers.amounts.si import to_si
from skrot.extract.numbers.amounts.units import Head, iso_duration
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.plausible import is_number
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.characters import DASHES
from skrot.records import FROM_TO, VAGUE_NUMERAL, Modifier, Number, NumberKind

_GENITIVE = frozenset({"pl:gen", "sg:gen"})
_ANY_PLURAL = frozenset(f"pl:{case}" for case in ("nom", "gen", "dat", "acc", "inst", "loc"))
_AFTER_FIVE = frozenset(f"pl:{case}" for case in ("gen", "dat", "inst", "loc"))
_ANY_SINGULAR = frozenset(f"sg:{case}" for case in ("nom", "gen", "dat", "acc", "inst", "loc"))
# A year has so many figures.
_YEAR = 4
_NO_ONE_NUMBER = "the figures are no one number"
_CALENDAR = frozenset({"year", "month", "quarter", "decade", "century"})


class Expression(msgspec.Struct, frozen=True):
    """A number record and the tokens ``[start, end)`` it covers.

    ``resume`` is where to read on: after the denominator of a rate, which is not part of the span.
    """

    number: Number
    start: int
    end: int
    resume: int


def parse_quantity(
    text: str, tokens: Sequence[Token], index: int, floor: int, read: Reader
) -> Expression | None:
    """Read the expression of quantity whose amount begins at a token.

    Parameters
    ----------
    text : str
        The text the tokens were cut from.
    tokens : sequence of Token
    index : int
        Where the amount begins.
    floor : int
        The first token that may belong to it: modifiers are looked for leftwards from the amount.
    read : Reader
        Gives readings of the words after it.

    Returns
    -------
    Expression or None
        None when there is no amount, or one that is no number ("jeden z", "Boeing 737").
    """
    measure = parse_measure(tokens, index)
    if measure is None:
        return None
    if (unread := _side_by_side(text, tokens, index)) is not None:
        return unread
    measure = prefixed(tokens, measure, floor)
    span = extend(tokens, measure, floor)
    following = read(tokens[span.end]) if span.end < len(tokens) else ()
    if span.second is None and is_ordinary_noun(span.first, following):
        end = span.first.amount.end
        measure = Measure(span.first.amount, None, measure.start, end)
        span = Span(measure, None, measure.start, end)
    before = read_before(tokens, span.start, floor)
    noun = _counted_noun(tokens, span, read)
    if not is_number(tokens, span, before, noun):
        return None
    if noun is None:
        span = sharing(tokens, span)
        before = replace(before, start=min(before.start, span.start))
    use = _use(tokens, span, before, noun)
    per, end, resume = _rate(tokens, span, use, noun)
    number = _build(text, tokens, span, replace(use, end=end), noun, per=per)
    return Expression(_with_si(number, span.head), use.start, end, resume)


def _side_by_side(text: str, tokens: Sequence[Token], index: int) -> Expression | None:
    """Keep the text of figures that stand together before a currency and are no one number.

    That is "57 6125 60,00 zł", of which nobody can tell what was meant.
    """
    last = index
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].kind is Kind.NUMBER
        and tokens[last + 1].start == tokens[last].end + 1
        and tokens[last].text.isdigit()
    ):
        last += 1
    measure = parse_measure(tokens, last) if last > index else None
    if measure is None or measure.head is None or measure.head.kind != "money":
        return None
    if any(len(token.text) == _YEAR and token.text[0] in "12" for token in tokens[index:last]):
        return None
    start, end = tokens[index].start, tokens[measure.end - 1].end
    number = Number("", 0, start, end, text[start:end], "money", reason=_NO_ONE_NUMBER)
    number = replace(number, currency=measure.head.currency)
    return Expression(number, index, measure.end, measure.end)


def _counted_noun(tokens: Sequence[Token], span: Span, read: Reader) -> Counted | None:
    """Read what is counted, in the case that the number asks for."""
    head = span.head
    if head is TIMES or (head is not None and head.kind in {"money", "duration"}):
        return None
    if span.end >= len(tokens) or tokens[span.end].kind is not Kind.WORD:
        return None
    if head is not None:
        wanted = _GENITIVE
    else:
        amount = (span.second or span.first).amount
        wanted = _cases(
            amount.low if amount.exact else None, amount.figures, scaled=amount.scale > 1
        )
    return counted(tokens, span.end, read, wanted, determiners())


def _cases(value: Decimal | None, figures: bool, *, scaled: bool) -> frozenset[str]:
    """Give the numbers and cases a counted noun may have after a value."""
    if value is None:
        return _AFTER_FIVE
    if value != value.to_integral_value():
        return _GENITIVE
    if scaled:
        return frozenset({"pl:gen", "sg:gen"})
    if value == 1:
        return _ANY_SINGULAR
    paucal = 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14
    return _ANY_PLURAL if paucal else _AFTER_FIVE


class _Use(msgspec.Struct, frozen=True):
    """How an expression is used in its clause, and the tokens that say so."""

    start: int
    end: int
    modifier: Modifier | None
    role: str | None
    direction: Direction | None = None


def _build(
    text: str,
    tokens: Sequence[Token],
    span: Span,
    use: _Use,
    noun: Counted | None,
    *,
    per: str | None,
) -> Number:
    head = span.head
    low, high = (None if bound is None else plain(bound) for bound in bounds(span))
    exact = low == high
    start, end = tokens[use.start].start, tokens[use.end - 1].end
    return Number(
        doc="",
        n=0,
        start=start,
        end=end,
        text=text[start:end],
        kind=_kind(head),
        value=low if exact else None,
        low=None if exact else low,
        high=None if exact else high,
        unit=None if head is None else head.unit,
        currency=None if head is None else head.currency,
        modifier=use.modifier,
        per=per,
        of=None if noun is None else noun.lemmas,
        iso=_duration(span) if exact else None,
        role=use.role,
        direction=use.direction,
        reason=_reason(span, exact=exact),
    )


def _use(tokens: Sequence[Token], span: Span, before: Before, noun: Counted | None) -> _Use:
    """Put together what the words before and after say about an amount."""
    head = span.head
    use = _Use(before.start, span.end, before.modifier, before.role)
    if use.role == "each" and head is not None and head.kind == "duration":
        # "po 5 latach" is a time, not a share.
        use = replace(use, role=None, start=use.start + 1)
    after = modifier_after(tokens, use.end)
    if after is not None and use.modifier is None:
        use = replace(use, modifier=after[0], end=after[1])
    if use.modifier is None and span.second is None:
        use = replace(use, modifier=exceeded_before(tokens, use.start))
    if direction(span) is not None:
        return replace(use, role="change", direction=direction(span))
    if span.second is None or span.connector in DASHES:
        use = _change(tokens, use, head)
    if use.role is None and head is TIMES:
        return replace(use, role="times")
    if use.role is None and head is not None and head.kind == "percent" and noun is not None:
        return replace(use, role="share")
    return use


def plain(value: Decimal) -> Decimal:
    """Take off trailing zeros without going over to an exponent: 14.90E+9 is 14900000000."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def _kind(head: Head | None) -> NumberKind:
    if head is None or head is TIMES:
        return "cardinal"
    return head.kind


def _change(tokens: Sequence[Token], use: _Use, head: Head | None) -> _Use:
    """Tell a change ("wzrósł o 5 proc."), a target ("do 2%") and an upper bound apart."""
    place = use.start - 1
    preposition = tokens[place].low if place >= 0 else ""
    words = grammar().words
    if use.role is not None or preposition not in {words.by, words.to}:
        return use
    of_time = head is not None and head.kind == "duration"
    found, way = change_before(tokens, place, of_time=of_time)
    if preposition == words.by:
        told = comparative_after(tokens, use.end) or difference_before(tokens, place)
        changed = found or told is not None
        return replace(use, role="change", direction=told or way) if changed else use
    if place > 0 and tokens[place - 1].low in grammar().amounts.compared:
        return use
    if found:
        return replace(use, role="target", direction=way)
    measured = head is not None and head is not TIMES
    if use.modifier is None and measured and not _opened(tokens, use.start):
        return replace(use, modifier="at_most")
    return use


def _opened(tokens: Sequence[Token], index: int) -> bool:
    """Whether an "od" further left makes "do" the end of a range."""
    for place in range(index - 2, max(index - 20, -1), -1):
        if tokens[place].text in {";", "\n"}:
            return False
        if tokens[place].low == grammar().words.since:
            return True
    return False


def _rate(
    tokens: Sequence[Token], span: Span, use: _Use, noun: Counted | None
) -> tuple[str | None, int, int]:
    """Find the denominator; one written with a slash belongs to the expression.

    Returns
    -------
    tuple of (str or None, int, int)
        The denominator, the end of the expression and the index to read on from.
    """
    head, end = span.head, use.end
    if head is not None and head.kind == "duration":
        return None, end, end
    place = end if noun is None else max(end, noun.end)
    if end < len(tokens) and tokens[end].text == "/":
        per, end = rate_after(tokens, end) or (None, end)
        return per, end, end
    for candidate in sorted({end, place, place + 1}):
        if candidate >= len(tokens) or any(
            t.kind is not Kind.WORD for t in tokens[place:candidate]
        ):
            break
        found = rate_after(tokens, candidate)
        if found is not None and tokens[candidate].text != "/":
            return found[0], end, found[1]
    if head is None and noun is None:
        return None, end, end
    return rate_near(tokens, use.start, place), end, end


def _duration(span: Span) -> str | None:
    head = span.head
    if head is None or head.kind != "duration" or head.iso is None:
        return None
    parts = span.first.parts or ((span.first.amount.low, head.iso),)
    return iso_duration(parts)


def _reason(span: Span, *, exact: bool) -> str | None:
    head = span.head
    if head is not None and head.reason is not None:
        return head.reason
    if span.first.amount.rounded is not None:
        return span.first.amount.rounded
    if exact:
        return None
    if span.second is not None:
        return FROM_TO if span.opener in grammar().words.out_of else "range"
    return VAGUE_NUMERAL


def _with_si(number: Number, head: Head | None) -> Number:
    """Add the value in SI base units; calendar years and months have no fixed length."""
    if head is None or number.value is None:
        return number
    unit = head.pint
    if head.kind == "duration" and head.unit not in _CALENDAR:
        unit = head.unit
    if unit is None:
        return number
    value, symbol = to_si(number.value, unit)
    value = plain(value)
    return replace(number, si_value=value, si_unit=symbol)
