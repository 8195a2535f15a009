"""The words of numerals: ``numerals.toml``, inflected by the dictionary."""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal

import msgspec

from skrot.extract.numbers.tables import forms, words_of
from skrot.polish.tags import numbers, slots
from skrot.toml import Table, load

# Zero inflects as a noun and one as an adjective.
_CARDINAL_CLASSES = {0: ("num", "subst"), 1: ("num", "adj")}


class NumeralTable(Table, frozen=True):
    """The contents of ``numerals.toml``."""

    cardinals: dict[str, int]
    vague: dict[str, tuple[int, int]]
    collectives: dict[str, str]
    scales: dict[str, int]
    scale_abbreviations: dict[str, int]
    dotted: dict[Literal["abbreviations"], frozenset[str]]
    signs: dict[str, int]
    scale_endings: dict[Literal["singular", "plural"], tuple[str, ...]]
    groups: dict[str, int]
    fractions: dict[str, Decimal]
    no_fractions: dict[Literal["forms"], frozenset[str]]
    ordinals: dict[str, int]
    prefixes: dict[str, Decimal]
    vague_prefixes: dict[str, tuple[int, int]]
    suffixes: dict[str, str]
    multiples: dict[str, int]
    idioms: dict[str, tuple[str, ...]]
    ordinal_heads: dict[str, tuple[str, ...]]
    ordinal_marks: dict[str, tuple[str, ...]]


@cache
def numeral_table() -> NumeralTable:
    """Give the packaged table."""
    return load("skrot.extract.numbers", "data/numerals.toml", NumeralTable)


class OrdinalForm(msgspec.Struct, frozen=True):
    """An inflected ordinal; ``cases`` are its numbers and cases, as "sg:gen"."""

    value: int
    singular: bool
    plural: bool
    feminine: bool
    cases: frozenset[str]


class Numerals(msgspec.Struct, frozen=True):
    """Every inflected numeral word with what it stands for."""

    cardinals: dict[str, int]
    vague: dict[str, tuple[int, int]]
    scales: dict[str, Decimal]
    plural_scales: frozenset[str]
    singular_scales: frozenset[str]
    groups: dict[str, int]
    plural_groups: frozenset[str]
    fractions: dict[str, Decimal]
    ordinals: dict[str, OrdinalForm]
    direct: frozenset[str]
    ordinal_marks: frozenset[str]
    signs: dict[str, int]
    abbreviations: frozenset[str]
    dotted: frozenset[str]

    def starts(self) -> frozenset[str]:
        """Give all words that an amount may begin with."""
        tables = (self.cardinals, self.vague, self.scales, self.groups, self.fractions)
        return frozenset().union(*tables, self.signs)


@lru_cache(maxsize=1)
def load_numerals() -> Numerals:
    """Inflect ``numerals.toml``; done once."""
    table = numeral_table()
    cardinals = {
        form: value
        for lemma, value in table.cardinals.items()
        for form in words_of(lemma, *_CARDINAL_CLASSES.get(value, ("num",)))
    }
    collective = {lemma: table.vague[base] for lemma, base in table.collectives.items()}
    vague = {
        form: bounds
        for lemma, bounds in (table.vague | collective).items()
        for form in words_of(lemma, "num")
    }
    scales = {w: Decimal(10) ** n for w, n in table.scale_abbreviations.items()}
    singular: set[str] = set()
    plural: set[str] = set()
    for lemma, power in table.scales.items():
        for form, tag in forms(lemma, "subst") or _regular(lemma):
            scales[form] = Decimal(10) ** power
            (singular if "sg" in numbers(tag) else plural).add(form)
    groups: dict[str, int] = {}
    plural_groups: set[str] = set()
    for lemma, size in table.groups.items():
        for form, tag in forms(lemma, "subst"):
            groups[form] = size
            if "pl" in numbers(tag):
                plural_groups.add(form)
    return Numerals(
        cardinals=cardinals,
        vague=vague,
        scales=scales,
        plural_scales=frozenset(plural - singular),
        singular_scales=frozenset(singular),
        groups=groups,
        plural_groups=frozenset(plural_groups),
        fractions={
            form: value
            for lemma, value in table.fractions.items()
            for form in words_of(lemma, "num", "subst")
            if form not in table.no_fractions["forms"]
        },
        ordinals=_ordinals(table.ordinals),
        ordinal_marks=frozenset(table.ordinal_marks["suffixes"]),
        signs=table.signs,
        abbreviations=frozenset(table.scale_abbreviations),
        dotted=table.dotted["abbreviations"],
        direct=frozenset(
            form
            for lemma in (*table.cardinals, *table.vague)
            for form, tag in forms(lemma, "num", "adj")
            if ":acc:" in tag and ":acc:m1" not in tag
        ),
    )


def _ordinals(lemmas: dict[str, int]) -> dict[str, OrdinalForm]:
    found: dict[str, OrdinalForm] = {}
    for lemma, value in (lemmas | _thousandths()).items():
        by_form: dict[str, list[str]] = {}
        for form, tag in forms(lemma, "adj"):
            by_form.setdefault(form, []).append(tag)
        for form, tags in by_form.items():
            cells = [cell for tag in tags for cell in slots(tag)]
            said = {cell.number for cell in cells}
            feminine = any(cell.number == "sg" and cell.gender == "f" for cell in cells)
            cases = frozenset(f"{cell.number}:{cell.case}" for cell in cells)
            found[form] = OrdinalForm(value, "sg" in said, "pl" in said, feminine, cases)
    return found


def _regular(lemma: str) -> list[tuple[str, str]]:
    """Inflect a scale that the dictionary does not know ("kwadryliard")."""
    endings = numeral_table().scale_endings
    singular = [(lemma + ending, "subst:sg") for ending in endings["singular"]]
    return singular + [(lemma + ending, "subst:pl") for ending in endings["plural"]]


def _thousandths() -> dict[str, int]:
    """Give the ordinals of whole thousands: "dwutysięczny", "dziesięciotysięczny"."""
    table = numeral_table()
    thousandth = next(lemma for lemma, value in table.ordinals.items() if value == 1000)
    whole = {prefix: int(n) for prefix, n in table.prefixes.items() if n == int(n) and n > 1}
    return {prefix + thousandth: n * 1000 for prefix, n in whole.items()}
