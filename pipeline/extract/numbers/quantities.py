"""Whole expressions of quantity: a measure with its modifiers, range, rate and counted noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from msgspec import structs

from pipeline.extract.numbers.context import (
    Before,
    Direction,
    change_before,
    comparative_after,
    context_table,
    modifier_after,
    rate_after,
    rate_near,
    read_before,
)
from pipeline.extract.numbers.counted import Counted, Reader, counted, is_common
from pipeline.extract.numbers.heads import Head, iso_duration
from pipeline.extract.numbers.measures import (
    TIMES,
    Measure,
    is_ordinary_noun,
    parse_measure,
    prefixed,
)
from pipeline.extract.numbers.scan import DASHES, Kind, Token
from pipeline.extract.numbers.si import to_si
from pipeline.records import Modifier, Number, NumberKind

_GENITIVE = frozenset({"pl:gen", "sg:gen"})
_ANY_PLURAL = frozenset(f"pl:{case}" for case in ("nom", "gen", "dat", "acc", "inst", "loc"))
_AFTER_FIVE = frozenset(f"pl:{case}" for case in ("gen", "dat", "inst", "loc"))
_ANY_SINGULAR = frozenset(f"sg:{case}" for case in ("nom", "gen", "dat", "acc", "inst", "loc"))
# "w porównaniu do 6,6%" names what is compared with, no target and no bound.
_COMPARED = frozenset({"porównaniu", "stosunku", "odniesieniu"})
_CALENDAR = frozenset({"year", "month", "quarter", "decade", "century"})


@dataclass(frozen=True, slots=True)
class Expression:
    """A number record and the tokens ``[start, end)`` it covers."""

    number: Number
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Span:
    """One or two measures that form one statement, with what opens them."""

    first: Measure
    second: Measure | None
    start: int
    end: int
    opener: str | None = None
    connector: str | None = None

    @property
    def head(self) -> Head | None:
        return self.second.head if self.second is not None else self.first.head


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
    measure = prefixed(tokens, measure, floor)
    span = _extend(tokens, measure, floor)
    following = read(tokens[span.end]) if span.end < len(tokens) else ()
    if span.second is None and is_ordinary_noun(span.first, following):
        end = span.first.amount.end
        measure = Measure(span.first.amount, None, measure.start, end)
        span = _Span(measure, None, measure.start, end)
    before = read_before(tokens, span.start, floor)
    noun = _counted_noun(tokens, span, read)
    if not _is_number(tokens, span, before, noun, read):
        return None
    return _build(text, tokens, span, before, noun, floor)


def _extend(tokens: Sequence[Token], first: Measure, floor: int) -> _Span:
    """Join a second measure: "1,2–1,5 mln", "od 5 do 10", "z 25 do 15 proc.", "dwa lub trzy"."""
    opener = _opener(tokens, first.start, floor)
    lone = _Span(first, None, first.start, first.end)
    if first.end + 1 >= len(tokens):
        return lone
    connector = tokens[first.end]
    word = connector.low
    place = first.end + 1
    if connector.text in DASHES:
        if connector.text == "-" and not connector.glued and tokens[place].glued:
            return lone
    elif not _connects(word, opener):
        return lone
    if word == "do" and tokens[place].low == "nawet":
        place += 1
    if tokens[place].kind not in (Kind.NUMBER, Kind.WORD):
        return lone
    inner = read_before(tokens, place, place)
    second = parse_measure(tokens, inner.start)
    if second is None or second.amount.one or not _compatible(first, second):
        return lone
    first, second = _share(first, second)
    ordered = _ordered(first, second)
    if not ordered and opener not in {"z", "ze"}:
        return lone
    opens = opener in {"od", "z", "ze", "między", "pomiędzy"} and connector.text not in DASHES
    start = first.start - 1 if opens else first.start
    if opens and tokens[start].low != opener:
        start -= 1
    return _Span(first, second, start, second.end, opener if opens else None, word)


def _opener(tokens: Sequence[Token], index: int, floor: int) -> str | None:
    """Give the preposition that may open a range, also in "z poziomu 174 litrów do 281"."""
    if index <= floor:
        return None
    word = tokens[index - 1].low
    if word in context_table().levels and index - 1 > floor:
        return tokens[index - 2].low
    return word


def _connects(word: str, opener: str | None) -> bool:
    if opener in {"między", "pomiędzy"}:
        return word in {"a", "i"}
    if opener in {"z", "ze"}:
        return word in {"do", "na"}
    return word in {"do", "lub", "albo", "czy", "bądź"}


def _compatible(first: Measure, second: Measure) -> bool:
    if first.head is None or second.head is None:
        return first.head is None
    return first.head.same(second.head)


def _ordered(first: Measure, second: Measure) -> bool:
    high = second.amount.high
    return high is None or first.amount.low < high


def _share(first: Measure, second: Measure) -> tuple[Measure, Measure]:
    """Let a bare first amount take the scale of the second: "1,2–1,5 mln"."""
    if first.amount.scale != 1 or second.amount.scale == 1 or first.head is not None:
        return first, second
    shared = first.amount.scaled(second.amount.scale)
    if second.amount.high is not None and shared.low > second.amount.high:
        falling = first.amount.low > second.amount.low / second.amount.scale
        if not falling or first.amount.low >= 100:
            return first, second
    return replace(first, amount=shared), second


def _counted_noun(tokens: Sequence[Token], span: _Span, read: Reader) -> Counted | None:
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
    skipped = frozenset(context_table().determiners["skipped"])
    return counted(tokens, span.end, read, wanted, skipped)


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


def _is_number(
    tokens: Sequence[Token], span: _Span, before: Before, noun: Counted | None, read: Reader
) -> bool:
    """Keep out words and figures that only look like numbers."""
    amount = span.first.amount
    word = tokens[amount.start].low
    if word.startswith("poł") and span.head is not None and span.head.kind == "duration":
        return False
    if span.head is not None or span.second is not None:
        return True
    if amount.one:
        return before.modifier in {"more_than", "less_than", "at_least", "at_most"} and bool(noun)
    if word.startswith("poł"):
        if before.modifier is not None or _word_before(tokens, before.start) == "o":
            return True
        after_preposition = amount.start > 0 and tokens[amount.start - 1].low in {
            "w",
            "do",
            "od",
            "po",
        }
        return noun is not None and not after_preposition
    if amount.high is None or word in {"pół", "ćwierć"}:
        return noun is not None or before.modifier is not None
    if not amount.figures or noun is not None or before.modifier is not None:
        return True
    if _is_footnote(tokens, amount.start, amount.end):
        return False
    return not _is_designation(tokens, amount.start, amount.end)


def _word_before(tokens: Sequence[Token], index: int) -> str:
    return tokens[index - 1].low if index > 0 else ""


def _is_footnote(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether small figures stand before a new sentence: a note or a page ("… zł. 5 Por. …")."""
    if end - start > 1 or not tokens[start].text.isdigit() or len(tokens[start].text) > 3:
        return False
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.kind is not Kind.WORD or after.glued:
        return False
    if after.low in {"http", "https", "www"}:
        return True
    opens = start == 0 or tokens[start - 1].text[0] in ".!?;\n"
    return opens and after.text.istitle() and is_common(after)


def _is_designation(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether figures right after a name belong to it ("Boeing 737", "Windows 11")."""
    if start == 0 or end - start > 1:
        return False
    name = tokens[start - 1]
    if name.kind is not Kind.WORD or name.text.islower() or len(name.text) < 2:
        return False
    if not tokens[start].text.isdigit() or len(tokens[start].text) > 4:
        return False
    opens = start == 1 or tokens[start - 2].text[0] in ".!?\n„–"
    return not opens or not is_common(name)


def _build(
    text: str,
    tokens: Sequence[Token],
    span: _Span,
    before: Before,
    noun: Counted | None,
    floor: int,
) -> Expression:
    start, end = before.start, span.end
    modifier: Modifier | None = before.modifier
    role = before.role
    if role == "each" and span.head is not None and span.head.kind == "duration":
        # "po 5 latach" is a time, not a share.
        role, start = None, start + 1
    after = modifier_after(tokens, end)
    if after is not None and modifier is None:
        modifier, end = after
    head = span.head
    low, high = (None if bound is None else plain(bound) for bound in _bounds(span))
    direction: Direction | None = None
    if span.opener in {"z", "ze"} and span.second is not None:
        role, direction = "change", _direction(span)
    elif span.second is None or span.connector in DASHES:
        role, direction, modifier = _change(tokens, start, end, head, role, modifier)
    per, end = _rate(tokens, span, start, end, noun, floor)
    if role is None and head is TIMES:
        role = "times"
    elif role is None and head is not None and head.kind == "percent" and noun is not None:
        role = "share"
    exact = low == high
    value = low if exact else None
    number = Number(
        doc="",
        n=0,
        start=tokens[start].start,
        end=tokens[end - 1].end,
        text=text[tokens[start].start : tokens[end - 1].end],
        kind=_kind(head),
        value=value,
        low=None if exact else low,
        high=None if exact else high,
        unit=None if head is None else head.unit,
        currency=None if head is None else head.currency,
        modifier=modifier,
        per=per,
        of=None if noun is None else noun.lemmas,
        iso=_duration(span) if exact else None,
        role=role,
        direction=direction,
        reason=_reason(span, exact=exact),
    )
    return Expression(_with_si(number, head), start, end)


def plain(value: Decimal) -> Decimal:
    """Take off trailing zeros without going over to an exponent: 14.90E+9 is 14900000000."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".")) if "." in text else Decimal(text)


def _kind(head: Head | None) -> NumberKind:
    if head is None or head is TIMES:
        return "cardinal"
    return head.kind


def _bounds(span: _Span) -> tuple[Decimal, Decimal | None]:
    factor = Decimal(1) if span.head is None else span.head.factor
    low, high = span.first.amount.low, span.first.amount.high
    if span.second is not None:
        other = span.second.amount
        low = min(low, other.low)
        high = None if high is None or other.high is None else max(high, other.high)
    return low * factor, None if high is None else high * factor


def _direction(span: _Span) -> Direction | None:
    if span.second is None:
        return None
    return "up" if span.second.amount.low >= span.first.amount.low else "down"


def _change(
    tokens: Sequence[Token],
    start: int,
    end: int,
    head: Head | None,
    role: str | None,
    modifier: Modifier | None,
) -> tuple[str | None, Direction | None, Modifier | None]:
    """Tell a change ("wzrósł o 5 proc."), a target ("do 2%") and an upper bound apart."""
    preposition = tokens[start - 1].low if start > 0 else ""
    if preposition == "o" and role is None:
        found, direction = change_before(tokens, start - 1)
        after = comparative_after(tokens, end)
        if found or after is not None:
            return "change", after or direction, modifier
    if preposition == "do" and role is None and _word_before(tokens, start - 1) not in _COMPARED:
        found, direction = change_before(tokens, start - 1)
        if found:
            return "target", direction, modifier
        if (
            modifier is None
            and head is not None
            and head is not TIMES
            and not _opened(tokens, start)
        ):
            return role, None, "at_most"
    return role, None, modifier


def _opened(tokens: Sequence[Token], index: int) -> bool:
    """Whether an "od" further left makes "do" the end of a range."""
    for place in range(index - 2, max(index - 20, -1), -1):
        if tokens[place].text in {";", "\n"}:
            return False
        if tokens[place].low == "od":
            return True
    return False


def _rate(
    tokens: Sequence[Token], span: _Span, start: int, end: int, noun: Counted | None, floor: int
) -> tuple[str | None, int]:
    """Find the denominator; one written with a slash belongs to the expression."""
    head = span.head
    if head is not None and head.kind == "duration":
        return None, end
    place = end if noun is None else max(end, noun.end)
    if end < len(tokens) and tokens[end].text == "/" and head is not None:
        found = rate_after(tokens, end)
        return (found[0], found[1]) if found is not None else (None, end)
    for candidate in sorted({end, place, place + 1}):
        words = tokens[place:candidate]
        if any(
            token.low not in {"brutto", "netto"} and token.kind is not Kind.WORD for token in words
        ):
            break
        found = rate_after(tokens, candidate) if candidate < len(tokens) else None
        if found is not None and tokens[candidate].text != "/":
            return found[0], end
    if head is None and noun is None:
        found = rate_after(tokens, end) if end < len(tokens) and tokens[end].text == "/" else None
        return (found[0], found[1]) if found is not None else (None, end)
    return rate_near(tokens, start, place, floor), end


def _duration(span: _Span) -> str | None:
    head = span.head
    if head is None or head.kind != "duration" or head.iso is None:
        return None
    parts = span.first.parts or ((span.first.amount.low, head.iso),)
    return iso_duration(parts)


def _reason(span: _Span, *, exact: bool) -> str | None:
    head = span.head
    if head is not None and head.reason is not None:
        return head.reason
    if span.first.amount.rounded is not None:
        return span.first.amount.rounded
    if exact:
        return None
    if span.second is not None:
        return "change: from one value to another" if span.opener in {"z", "ze"} else "range"
    return "vague numeral"


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
    return structs.replace(number, si_value=value, si_unit=symbol)
