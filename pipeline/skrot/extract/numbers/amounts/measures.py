"""An amount with its head: "14,9 mld dol.", "5-letni", "2 godz. 30 min", "5 zł 20 gr"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from skrot.extract.numbers.amounts.counted import Word, read_by_dictionary
from skrot.extract.numbers.amounts.numerals import (
    Amount,
    mixed_fraction,
    parse_amount,
    slash_fraction,
)
from skrot.extract.numbers.amounts.units import Head, head_at, prefix_table
from skrot.extract.numbers.amounts.words import numeral_table
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tables import words_of
from skrot.extract.numbers.tokens import Kind, Token, scan
from skrot.polish.characters import DASHES

# So many of a unit of time are told in the plural.
_MANY = 5
_THOUSAND = Decimal(1000)
_DEGREES = frozenset({"°", "°C", "°F"})
_PLURAL = frozenset({"pl:gen", "pl:nom", "pl:inst", "pl:loc", "pl:dat"})
TIMES = Head("quantity", unit="times")
_ISO = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "TH", "minute": "TM"}
_ISO_SECONDS = {"second": "TS"}


class Measure(msgspec.Struct, frozen=True):
    """An amount, its head if any, and the tokens ``[start, end)`` of both.

    ``parts`` are the amounts and ISO designators of a duration in several units.
    """

    amount: Amount
    head: Head | None
    start: int
    end: int
    parts: tuple[tuple[Decimal, str], ...] = ()


@lru_cache(maxsize=1)
def compounds() -> dict[str, tuple[Decimal, Decimal, Head]]:
    """Give every compound of a numeral and a noun ("pięcioletnia") with its bounds and head."""
    table = numeral_table()
    prefixes: dict[str, tuple[Decimal, Decimal]] = {p: (v, v) for p, v in table.prefixes.items()}
    tens = [(p, v) for p, v in table.prefixes.items() if 20 <= v < 100]
    units = [(p, v) for p, v in table.prefixes.items() if 1 < v < 10]
    prefixes |= {ten + unit: (v + w, v + w) for ten, v in tens for unit, w in units}
    prefixes |= {
        p: (Decimal(low), Decimal(high)) for p, (low, high) in table.vague_prefixes.items()
    }
    found: dict[str, tuple[Decimal, Decimal, Head]] = {}
    for suffix, unit in table.suffixes.items():
        head = _compound_head(unit)
        for form in _suffix_forms(suffix):
            for prefix, (low, high) in prefixes.items():
                found[prefix + form] = (low, high, head)
    for word, times in table.multiples.items():
        for form in words_of(word, "adj", "adv"):
            found[form] = (Decimal(times), Decimal(times), TIMES)
    return found


@lru_cache(maxsize=1)
def _suffixes() -> dict[str, Head]:
    """Give the second parts of compounds by form, for figures before them ("5-letni")."""
    table = numeral_table()
    found = {
        form: _compound_head(unit)
        for suffix, unit in table.suffixes.items()
        for form in _suffix_forms(suffix)
    }
    return found | {grammar().amounts.percent: Head("percent", unit="%")}


def _suffix_forms(suffix: str) -> frozenset[str]:
    """Inflect the second part of a compound; nouns ("-latek") only inflect as a whole."""
    two = next(prefix for prefix, value in numeral_table().prefixes.items() if value == 2)
    whole = words_of(two + suffix, "subst")
    if len(whole) > 1:
        return frozenset(form.removeprefix(two) for form in whole)
    return words_of(suffix, "adj")


def _compound_head(unit: str) -> Head:
    if unit == "%":
        return Head("percent", unit="%")
    if unit == "times":
        return TIMES
    iso = (_ISO | _ISO_SECONDS).get(unit)
    if iso is not None:
        return Head("duration", unit=unit, iso=iso)
    found = head_at(scan(unit), 0)
    if found is None:
        raise ValueError(f"numerals.toml: the suffix counts {unit!r}, which is no unit")
    return found[0]


def parse_measure(tokens: Sequence[Token], index: int) -> Measure | None:
    """Read an amount and what it measures, None when no amount begins at the token."""
    compound = compounds().get(tokens[index].low)
    if compound is not None:
        low, high, head = compound
        return Measure(Amount(index, index + 1, low, high), head, index, index + 1)
    amount = (
        mixed_fraction(tokens, index)
        or slash_fraction(tokens, index)
        or parse_amount(tokens, index)
    )
    if amount is None:
        return None
    found = head_at(tokens, amount.end) or _after_adjective(tokens, amount)
    if found is not None and _is_one(tokens, amount, found):
        found = None
    special = _glued_suffix(tokens, amount) or (None if found else _times(tokens, amount))
    if special is not None or found is None:
        return special or Measure(amount, None, index, amount.end)
    head, end = found
    measure = Measure(amount, head, index, end)
    if head.kind == "duration" and head.iso is not None and amount.exact:
        return _longer(tokens, replace(measure, parts=((amount.low, head.iso),)))
    if head.kind == "money" and _has_english_comma(tokens, amount):
        measure = replace(measure, amount=amount.scaled(_THOUSAND))
    if head.unit in _DEGREES:
        return _below_zero(tokens, measure)
    return _with_subunit(tokens, measure) if head.kind == "money" else measure


def _has_english_comma(tokens: Sequence[Token], amount: Amount) -> bool:
    """Tell whether a comma parts thousands: no sum of money has three decimals ("185,700 dol.")."""
    text = tokens[amount.start].text
    whole, comma, rest = text.partition(",")
    thousands = comma and len(rest) == len("000") and 0 < len(whole) <= len(rest)
    return bool(thousands) and whole[0] != "0" and amount.scale == 1 and amount.exact


def _is_one(tokens: Sequence[Token], amount: Amount, found: tuple[Head, int]) -> bool:
    """Tell whether a word of time is in the singular after many: "540 tys. miesiąc wcześniej"."""
    head, end = found
    if head.kind != "duration" or amount.one or not amount.exact or amount.low < _MANY:
        return False
    cases = {
        case for word in read_by_dictionary(tokens[end - 1]) if word.noun for case in word.cases
    }
    return bool(cases) and cases <= {"sg:nom", "sg:acc"}


def _after_adjective(tokens: Sequence[Token], amount: Amount) -> tuple[Head, int] | None:
    """Read a length of time behind an adjective: "kilka kolejnych lat", "pięć długich dni"."""
    place = amount.end
    if place + 1 >= len(tokens) or tokens[place].kind is not Kind.WORD or amount.one:
        return None
    found = head_at(tokens, place + 1)
    if found is None or found[0].kind != "duration" or len(tokens[place + 1].text) < 3:
        return None
    readings = read_by_dictionary(tokens[place])
    adjective = any(not word.noun and word.cases & _PLURAL for word in readings)
    return found if adjective else None


def _below_zero(tokens: Sequence[Token], measure: Measure) -> Measure:
    """Read "pięć stopni poniżej zera" as a negative value."""
    place = measure.end
    words = [token.low for token in tokens[place : place + 2]]
    forms = grammar().amounts
    if len(words) < 2 or words[1] != forms.zero or words[0] not in {forms.below, forms.above}:
        return measure
    amount = measure.amount
    if words[0] == forms.below and amount.high is not None:
        amount = replace(amount, low=-amount.high, high=-amount.low)
    return replace(measure, amount=amount, end=place + 2)


def prefixed(tokens: Sequence[Token], measure: Measure, floor: int) -> Measure:
    """Take a currency sign or code before the amount for its head ("$5 mln", "EUR 20")."""
    if measure.head is not None:
        return measure
    found = prefix_table().match_before(tokens, measure.start)
    if found is None or found[1] < floor:
        return measure
    return replace(measure, head=found[0], start=found[1])


def _glued_suffix(tokens: Sequence[Token], amount: Amount) -> Measure | None:
    """Read "5-letni", "50procentowy", "97-proc.", "30 dniowym"."""
    if not amount.figures or amount.scale != 1:
        return None
    place = amount.end
    if place < len(tokens) and tokens[place].text in DASHES and tokens[place].glued:
        place += 1
    if place >= len(tokens):
        return None
    head = _suffixes().get(tokens[place].low)
    percent = tokens[place].low == grammar().amounts.percent
    if head is None or (percent and place == amount.end):
        return None
    end = place + 1
    if percent and end < len(tokens) and tokens[end].text == ".":
        end += 1
    return Measure(amount, head, amount.start, end)


def _times(tokens: Sequence[Token], amount: Amount) -> Measure | None:
    """Read "pięć razy"."""
    if amount.end < len(tokens) and tokens[amount.end].low in grammar().amounts.times:
        return Measure(amount, TIMES, amount.start, amount.end + 1)
    return None


def _longer(tokens: Sequence[Token], measure: Measure) -> Measure:
    """Add smaller units of time: "2 godz. 30 min", "rok i sześć miesięcy"."""
    place = measure.end
    if place < len(tokens) and tokens[place].low == grammar().words.together:
        place += 1
    if place >= len(tokens) or not measure.head or not measure.head.iso:
        return measure
    amount = parse_amount(tokens, place)
    found = None if amount is None else head_at(tokens, amount.end)
    if amount is None or found is None or not amount.exact or found[0].iso is None:
        return measure
    factor = _SMALLER.get((measure.head.unit or "", found[0].unit or ""))
    if found[0].kind != "duration" or factor is None or amount.low >= factor:
        return measure
    total = measure.amount.low + amount.low / factor
    # A third of an hour has no finite decimal; the ISO form stays exact.
    total = total.quantize(Decimal("1E-6")) if len(total.as_tuple().digits) > 12 else total
    return replace(
        measure,
        amount=replace(measure.amount, low=total, high=total),
        end=found[1],
        parts=(*measure.parts, (amount.low, found[0].iso)),
    )


_SMALLER = {
    ("year", "month"): 12,
    ("month", "day"): 30,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
}


def _with_subunit(tokens: Sequence[Token], measure: Measure) -> Measure:
    """Add hundredths: "5 zł 20 gr", "sto jeden euro i jedenaście centów"."""
    head = measure.head
    place = measure.end
    if head is None or head.currency is None or head.factor != 1 or not measure.amount.exact:
        return measure
    if place < len(tokens) and tokens[place].low in grammar().amounts.before_hundredths:
        place += 1
    if place >= len(tokens) or tokens[place].kind not in (Kind.WORD, Kind.NUMBER):
        return measure
    amount = parse_amount(tokens, place)
    found = None if amount is None else head_at(tokens, amount.end)
    if amount is None or found is None or not amount.exact or amount.low >= 100:
        return measure
    small = found[0]
    cents = small.unit == "cent" and head.currency not in {"PLN", "GBP"}
    if not cents and (small.currency != head.currency or small.factor == 1):
        return measure
    total = measure.amount.low + amount.low / 100
    return replace(measure, amount=replace(measure.amount, low=total, high=total), end=found[1])


def is_ordinary_noun(measure: Measure, following: Sequence[Word]) -> bool:
    """Whether "złotych" is an adjective here ("10 złotych medali"), not a currency."""
    if measure.head is None or measure.head.noun != grammar().amounts.golden:
        return False
    plural = {"pl:gen", "pl:nom", "pl:inst", "pl:loc"}
    nouns = [word for word in following if word.noun]
    return bool(nouns) and all(
        word.cases & plural and not word.cases & {"sg:gen", "sg:nom"} for word in nouns
    )
