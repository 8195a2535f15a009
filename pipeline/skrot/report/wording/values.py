"""Numbers and dates as a reader of the report's language writes them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from babel.units import format_unit

from skrot.polish.dictionary import analyse, generate
from skrot.polish.edtf import Moment, parse
from skrot.polish.tags import fits
from skrot.records import FROM_TO, VAGUE_NUMERAL, Modifier, Number, Statement

if TYPE_CHECKING:
    from skrot.report.wording.messages import Messages

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
COMPACT_FROM, COMPACT_TO = 6, 12
COMPACT_DIGITS = 2
_MAX_EXPONENT = 30
DURATION_UNITS = frozenset(
    ["second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"]
)
_TIMES = "times"
DATES = ("date", "date_range", "time")
_LEAP_YEAR = 2000
# Thirds are kept to twelve decimals; a fraction in words has a small denominator.
_ENDLESS = -9
_DENOMINATOR = 20
_OPEN = frozenset({"", ".."})


def decimal_text(value: Decimal | float | int, messages: Messages) -> str:
    """Return ``value`` in full, with the decimal sign of the language and thin group spaces."""
    return _decimal_text(str(value), messages.locale, messages.group_from)


@lru_cache(maxsize=1 << 14)
def _decimal_text(value: str, locale: Locale, group_from: int) -> str:
    exact = Decimal(value)
    if exact.is_finite() and abs(exact.adjusted()) > _MAX_EXPONENT:
        return f"{exact:.2E}"
    grouped = abs(exact) >= group_from
    with localcontext(prec=max(28, 2 * len(exact.as_tuple().digits) + _MAX_EXPONENT)):
        text = format_decimal(
            exact, locale=locale, decimal_quantization=False, group_separator=grouped
        )
    return text.replace(NO_BREAK_SPACE, NARROW_SPACE)


def amount_text(value: Decimal, messages: Messages) -> str:
    """Return a large round value in words ("14,9 mld"), thirds as "2/3", any other value in full.

    Nothing is rounded: what does not fit two decimals is written in full.
    """
    if fraction := _fraction_text(value):
        return fraction
    power = min(value.adjusted() // 3 * 3, COMPACT_TO) if value else 0
    last = int(value.normalize().as_tuple().exponent)
    if power < COMPACT_FROM or value.adjusted() >= COMPACT_TO + 3 or last < power - COMPACT_DIGITS:
        return decimal_text(value, messages)
    return format_compact_decimal(value, locale=messages.locale, fraction_digits=COMPACT_DIGITS)


def _fraction_text(value: Decimal) -> str:
    """Return a value below one that has no finite decimal as a fraction; empty for another."""
    if int(value.as_tuple().exponent) > _ENDLESS or abs(value) >= 1:
        return ""
    near = Fraction(value).limit_denominator(_DENOMINATOR)
    return str(near) if abs(Fraction(value) - near) < Fraction(10) ** _ENDLESS else ""


def percent_text(share: float, messages: Messages, digits: int = 0) -> str:
    """Return ``share`` (1 is the whole) as a percentage with at most ``digits`` decimals."""
    exact = Decimal(str(share)).quantize(Decimal(1).scaleb(-2 - digits))
    text = format_percent(exact, locale=messages.locale, decimal_quantization=False)
    return text.replace(NO_BREAK_SPACE, NARROW_SPACE)


def value_text(
    value: Decimal | None, low: Decimal | None, high: Decimal | None, messages: Messages
) -> str:
    """Return a value, or the range from ``low`` to ``high``, or nothing when all are null."""
    if value is not None:
        return amount_text(value, messages)
    if low is not None and high is not None and low != high:
        return f"{amount_text(low, messages)}–{amount_text(high, messages)}"
    bound = low if low is not None else high
    return "" if bound is None else amount_text(bound, messages)


def unit_text(number: Number, messages: Messages) -> str:
    """Return what the value is counted in: a currency, a percent sign or a unit, with its per."""
    sign = {"percent": "%", "percentage_point": messages.label("unit", "percentage_point")}
    unit = number.currency or sign.get(number.kind) or messages.label("unit", number.unit)
    return f"{unit}/{messages.label('unit', number.per)}" if number.per else unit


def number_text(number: Number, messages: Messages) -> str:
    """Return a number as value and unit, a date as a date, and otherwise the words of the text.

    A change from one value to another has an arrow; a vague numeral stays in words, as its bounds
    are a convention that a reader would take for what the text says; a single word stands in the
    nominative.
    """
    if number.kind in DATES:
        return date_text(number, messages)
    if number.reason == VAGUE_NUMERAL:
        words = number.text.split()
        return " ".join(words if len(words) > 1 else map(_nominative, words))
    if number.reason == FROM_TO and number.direction is not None:
        plain = msgspec.structs.replace(number, reason=None)
        ends = [
            number_text(msgspec.structs.replace(plain, value=end), messages)
            for end in (number.low, number.high)
        ]
        return " → ".join(ends if number.direction == "up" else ends[::-1])
    if length := _length_text(number, messages):
        return length + (f"/{messages.label('unit', number.per)}" if number.per else "")
    value = value_text(number.value, number.low, number.high, messages)
    return with_unit(value, unit_text(number, messages)) if value else number.text


def _nominative(word: str) -> str:
    """Return "tysiącom" as "tysiące" and "kilku" as "kilka"; a word that is no numeral as it is."""
    readings = analyse(word.lower())
    for reading in readings:
        if reading.tag.startswith("subst:pl"):
            nouns = (form for form in generate(reading.lemma) if form.reading.pos == "subst")
            forms = (form for form, read in nouns if fits(read.tag, "pl", "nom"))
            return next(forms, word)
    return next((reading.lemma for reading in readings if reading.pos == "num"), word)


def _length_text(given: Number | Statement, messages: Messages) -> str:
    """Return a length of time or a multiple in the plural form it asks for; empty for another."""
    last = given.value if given.value is not None else given.high
    if last is None or given.unit not in {*DURATION_UNITS, _TIMES}:
        return ""
    if given.unit == _TIMES:
        text = messages.n(_TIMES, last)
    else:
        text = format_unit(last, f"duration-{given.unit}", locale=messages.locale)
    if given.value is None and given.low is not None and given.low != last:
        text = f"{decimal_text(given.low, messages)}–{text}"
    return text.replace(" ", NO_BREAK_SPACE)


def date_text(number: Number, messages: Messages) -> str:
    """Return a date in words; as the text has it when its year is not known, say."""
    iso = number.iso or ""
    moment = parse(iso)
    if moment is not None and moment.year is None and moment.part is not None:
        return number.text  # which says more: "późnym latem"
    text = iso_text(iso, messages)
    known = moment is not None and moment.year is not None
    return text if text != iso or known else number.text


def with_unit(value: str, unit: str) -> str:
    """Join a value and its unit so that no line breaks between them; "%" stands close."""
    gap = "" if unit.startswith("%") else NO_BREAK_SPACE
    return f"{value}{gap}{unit}" if unit else value


def statement_text(statement: Statement, messages: Messages) -> str:
    """Return the value and unit of one side of a comparison; empty when it has no value."""
    value = value_text(statement.value, statement.low, statement.high, messages)
    if statement.against is not None:
        return f"{value}:{decimal_text(statement.against, messages)}"
    if not value and statement.time:
        return iso_text(statement.time, messages)
    if length := _length_text(statement, messages):
        return length
    return with_unit(value, joint_unit(statement.unit, messages)) if value else ""


def joint_unit(unit: str | None, messages: Messages) -> str:
    """Return a unit that may have a denominator ("USD/year") in words."""
    return "/".join(messages.label("unit", part) for part in unit.split("/")) if unit else ""


def modifier_text(modifier: Modifier | None, messages: Messages) -> str:
    """Return the modifier in words; empty for none."""
    return messages.label("modifier", modifier)


def manner_text(number: Number, messages: Messages) -> str:
    """Say how a number is meant: its modifier, its role and the direction of a change."""
    role = messages.label("role", number.role)
    if number.role == "change" and number.direction:
        role = messages.label("role", number.direction)
    return ", ".join(x for x in (modifier_text(number.modifier, messages), role) if x)


def iso_text(iso: str, messages: Messages) -> str:
    """Return an ISO 8601 or EDTF date or interval in words; what is not understood as it is."""
    first, slash, last = iso.partition("/")
    moments = [parse(end) for end in (first, last)]
    known = [m is not None and (m.year or m.month) is not None for m in moments]
    if slash and all(k or end in _OPEN for k, end in zip(known, (first, last), strict=True)):
        if all(len(end) == len("2024") for end in (first, last)):
            return f"{first}–{last}"
        ends = [iso_text(end, messages) if end not in _OPEN else "…" for end in (first, last)]
        return " – ".join(ends)
    moment = parse(iso)
    return (None if moment is None else _moment_text(moment, messages)) or iso


def _moment_text(moment: Moment, messages: Messages) -> str | None:
    year = "" if moment.year is None else f"{moment.year:04d}"
    if moment.part is not None:
        name = messages.label("part_of_year", str(moment.part))
        return f"{name} {year}" if year else name
    try:
        date = dt.date(moment.year or _LEAP_YEAR, moment.month or 1, moment.day or 1)
    except ValueError:
        return None
    if not year:
        if moment.month is None:
            return None
        if moment.day is None:  # the nominative: "wrzesień"
            return format_date(date, "LLLL", locale=messages.locale)
        return format_skeleton("MMMMd", date, locale=messages.locale)
    return _date_text(date, messages.locale, bool(moment.day)) if moment.month else year


@lru_cache(maxsize=1 << 14)
def _date_text(date: dt.date, locale: Locale, day: bool) -> str:
    if day:
        return format_date(date, "long", locale=locale)
    return format_skeleton("yMMMM", date, locale=locale)


def iso_bounds(iso: str) -> tuple[float, float] | None:
    """Return the first and last day of a date or interval as fractional years, or None.

    Intervals open at one end and anything but years, their parts, months and days give None.
    """
    first, slash, last = iso.partition("/")
    begin, end = _bounds(first), _bounds(last if slash else first)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _bounds(iso: str) -> tuple[float, float] | None:
    moment = parse(iso)
    if moment is None or moment.year is None:
        return None
    first, count = moment.months
    start = moment.year + (first - 1) / 12
    if moment.day is None:
        return (start, start + count / 12)
    place = start + (moment.day - 1) / 372
    return (place, place)
