"""What stands after an amount and says what it measures: currency, unit, percent, time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

import msgspec

from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tables import (
    PhraseTable,
    exact_steps,
    phrase_steps,
    words_of,
)
from skrot.extract.numbers.tokens import Kind, Token, scan
from skrot.polish.characters import SURE_APOSTROPHES
from skrot.toml import Table, load

HeadKind = Literal["percent", "percentage_point", "money", "quantity", "duration"]


class UnitRow(Table, frozen=True):
    """One unit of ``units.toml``."""

    symbol: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    pint: str | None = None


class NamedRow(Table, frozen=True):
    """Words and symbols of percent and its relatives."""

    words: tuple[str, ...]
    symbols: tuple[str, ...]


class DurationRow(Table, frozen=True):
    """One length of time."""

    id: str
    iso: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]


class UnitTable(Table, frozen=True):
    """The contents of ``units.toml``."""

    unit: tuple[UnitRow, ...]
    percent: NamedRow
    percentage_point: NamedRow
    basis_point: NamedRow
    per_mille: NamedRow
    duration: tuple[DurationRow, ...]


class SubunitRow(Table, frozen=True):
    """A hundredth of a currency; without one, the currency stays open ("cent")."""

    words: tuple[str, ...]
    symbols: tuple[str, ...]
    currency: str | None = None


class CodeRow(Table, frozen=True):
    """What to do with ISO 4217 codes."""

    ignored: tuple[str, ...]
    prefixes: tuple[str, ...]


class CurrencyTable(Table, frozen=True):
    """The contents of ``currencies.toml``."""

    defaults: dict[str, str]
    open: dict[str, tuple[str, ...]]
    named: dict[str, str]
    abbreviations: dict[str, str]
    short: dict[str, str]
    symbols: dict[str, str]
    codes: CodeRow
    subunit: tuple[SubunitRow, ...]


@cache
def unit_table() -> UnitTable:
    """Give the packaged units."""
    return load("skrot.extract.numbers", "data/units.toml", UnitTable)


@cache
def _currency_table() -> CurrencyTable:
    return load("skrot.extract.numbers", "data/currencies.toml", CurrencyTable)


class Head(msgspec.Struct, frozen=True):
    """What an amount measures.

    ``factor`` turns the amount into the unit (0.01 for "groszy"); ``pint`` names the unit for
    conversion and ``iso`` the ISO 8601 designator of a duration; ``noun`` is the dictionary form of
    a name that may also be an ordinary word ("złoty").
    """

    kind: HeadKind
    unit: str | None = None
    currency: str | None = None
    factor: Decimal = Decimal(1)
    pint: str | None = None
    iso: str | None = None
    noun: str | None = None
    reason: str | None = None

    def same(self, other: Head) -> bool:
        """Whether two amounts measure the same thing."""
        return (self.kind, self.unit, self.currency) == (other.kind, other.unit, other.currency)


@lru_cache(maxsize=1)
def head_table() -> PhraseTable[Head]:
    """Give all heads that may follow an amount; built once."""
    table: PhraseTable[Head] = PhraseTable()
    _add_units(table)
    _add_currencies(table)
    return table


def _add(table: PhraseTable[Head], row: NamedRow | UnitRow | DurationRow, head: Head) -> None:
    for word in row.words:
        table.add(phrase_steps(word, inflect=True), head)
    for symbol in row.symbols:
        table.add(exact_steps(symbol), head, exact=True)


def _add_units(table: PhraseTable[Head]) -> None:
    rows = unit_table()
    for unit in rows.unit:
        _add(table, unit, Head("quantity", unit=unit.symbol, pint=unit.pint))
    for span in rows.duration:
        _add(table, span, Head("duration", unit=span.id, iso=span.iso))
    _add(table, rows.percent, Head("percent", unit="%"))
    _add(table, rows.per_mille, Head("percent", unit="‰"))
    _add(table, rows.percentage_point, Head("percentage_point", unit="pp"))
    _add(table, rows.basis_point, Head("percentage_point", unit="bp"))


def _add_currencies(table: PhraseTable[Head]) -> None:
    from babel import Locale

    rows = _currency_table()
    for code, name in sorted(Locale("pl").currencies.items()):
        if code not in rows.codes.ignored and not code.startswith("X"):
            table.add([{code}], Head("money", currency=code), exact=True)
        parts = name.removeprefix(grammar().amounts.renewed).split()
        if len(parts) == 2 and "(" not in name:
            steps = phrase_steps(" ".join(parts), inflect=True)
            head = Head("money", currency=code)
            table.add(steps, head)
            short = rows.short.get(parts[0])
            if short is not None:
                table.add([*phrase_steps(short, inflect=False), steps[1]], head)
    for name, code in rows.named.items():
        table.add(phrase_steps(name, inflect=True), Head("money", currency=code))
    for name, code in rows.defaults.items():
        steps = phrase_steps(name, inflect=True)
        table.add(steps, Head("money", currency=code, noun=name))
    for name in rows.open["words"]:
        whose = f"the country of the {name} is not said"
        table.add([words_of(name, "subst")], Head("money", unit=name, reason=whose))
    for sign, code in (rows.abbreviations | rows.symbols).items():
        table.add(exact_steps(sign), Head("money", currency=code), exact=True)
    for row in rows.subunit:
        factor = Decimal("0.01") if row.currency else Decimal(1)
        unit = None if row.currency else row.words[0]
        reason = None if row.currency else f"the currency of the {row.words[0]} is not said"
        head = Head("money", unit=unit, currency=row.currency, factor=factor, reason=reason)
        _add(table, NamedRow(row.words, row.symbols), head)


@lru_cache(maxsize=1)
def prefix_table() -> PhraseTable[Head]:
    """Give the currency signs and codes that may stand before an amount ("$5 mln")."""
    rows = _currency_table()
    table: PhraseTable[Head] = PhraseTable()
    for symbol, code in rows.symbols.items():
        table.add(exact_steps(symbol), Head("money", currency=code), exact=True)
    for code in rows.codes.prefixes:
        table.add([{code}], Head("money", currency=code), exact=True)
    return table


def head_at(tokens: Sequence[Token], index: int) -> tuple[Head, int] | None:
    """Read the head at a token, with the index after it."""
    found = head_table().match(tokens, index)
    if found is None:
        return None
    head, end = found
    last = tokens[end - 1]
    if last.text == "." and end - index > 1 and not last.glued:
        return None
    if end < len(tokens) and _cut_off(tokens, end):
        return None
    if end - index == 1 and _opens_sentence(tokens, index):
        return None
    return head, end


@lru_cache(maxsize=1 << 12)
def is_unit(word: str) -> bool:
    """Tell whether a word as written is a unit or a currency: "MW", "PLN"."""
    found = head_at(scan(word), 0)
    return found is not None and found[0].kind in {"quantity", "money"}


def _opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Whether a capital letter behind a full stop is a preposition: "300 tys. W Gdyni"."""
    letter = tokens[index].text
    stopped = index > 0 and tokens[index - 1].text == "."
    followed = index + 1 < len(tokens) and tokens[index + 1].kind is Kind.WORD
    return stopped and followed and len(letter) == 1 and letter.isupper()


def _cut_off(tokens: Sequence[Token], end: int) -> bool:
    """Whether the symbol is only the beginning of a longer word ("5 m-ców", "10 l'…")."""
    after = tokens[end]
    if not after.glued or tokens[end - 1].kind is not Kind.WORD:
        return False
    if after.text == "-" and end + 1 < len(tokens):
        following = tokens[end + 1]
        return following.glued and following.kind is Kind.WORD and len(tokens[end - 1].text) < 3
    return after.text == "_" or after.text in SURE_APOSTROPHES


def iso_duration(parts: Sequence[tuple[Decimal, str]]) -> str | None:
    """Write amounts of time as an ISO 8601 duration.

    Parameters
    ----------
    parts : sequence of (amount, designator)
        Designators as in ``units.toml``: "Y", "TH", "3M" (three months each).

    Returns
    -------
    str or None
        None when an amount is negative.
    """
    totals: dict[str, Decimal] = {}
    for amount, designator in parts:
        if amount < 0:
            return None
        digits = designator.rstrip("YMDWTHS")
        letter = designator[len(digits) :] or designator
        value = amount * (int(digits) if digits else 1)
        _split(totals, value, letter)
    text = "P"
    for letter in ("Y", "M", "W", "D", "TH", "TM", "TS"):
        if totals.get(letter):
            if letter.startswith("T") and "T" not in text:
                text += "T"
            text += f"{_plain(totals[letter])}{letter[-1]}"
    return text if text != "P" else "PT0S"


_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60)}


def _split(totals: dict[str, Decimal], value: Decimal, letter: str) -> None:
    """Carry the fraction to the next smaller unit when it comes out whole."""
    whole = value.to_integral_value(rounding="ROUND_FLOOR")
    rest = value - whole
    smaller = _SMALLER.get(letter)
    if (
        rest
        and smaller is not None
        and rest * smaller[1] == (rest * smaller[1]).to_integral_value()
    ):
        totals[letter] = totals.get(letter, Decimal(0)) + whole
        totals[smaller[0]] = totals.get(smaller[0], Decimal(0)) + rest * smaller[1]
    else:
        totals[letter] = totals.get(letter, Decimal(0)) + value


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
