"""Words around an amount: modifiers, roles, change, rates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import msgspec

from skrot.extract.numbers.amounts.counted import read_by_dictionary
from skrot.extract.numbers.amounts.numerals import parse_amount
from skrot.extract.numbers.amounts.units import head_table
from skrot.extract.numbers.amounts.words import load_numerals
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tables import PhraseTable, forms, phrase_steps, words_of
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.word_lists import function_words
from skrot.records import Modifier
from skrot.toml import Table, load

Direction = Literal["up", "down"]
_VERBAL = (
    "fin",
    "praet",
    "inf",
    "ger",
    "ppas",
    "pact",
    "pcon",
    "pant",
    "impt",
    "imps",
    "subst",
    "cond",
)
_LOOK_BACK = 9
_LONGEST_BRACKET = 8
# So many words may stand between a verb of exceeding and its amount; so far before an infinitive
# it is denied ("nie powinna w zasadzie przekraczać").
_MOST_BETWEEN = 2
_DENIED_FROM = 4


class ContextTable(Table, frozen=True):
    """The contents of ``context.toml``."""

    modifiers: dict[Modifier, tuple[str, ...]]
    modifiers_after: dict[Modifier, tuple[str, ...]]
    exceeding: dict[str, tuple[str, ...]]
    roles: dict[str, tuple[str, ...]]
    change: dict[str, tuple[str, ...]]
    comparatives: dict[Direction, tuple[str, ...]]
    compared: dict[Direction, tuple[str, ...]]
    denominators: dict[str, str]
    rates: dict[str, tuple[str, ...]]
    rate_openers: dict[str, tuple[str, ...]]
    determiners: dict[str, tuple[str, ...]]
    range_words: dict[str, tuple[str, ...]]
    than: str

    @property
    def levels(self) -> tuple[str, ...]:
        """Nouns that may stand between "z" and the first value of a change."""
        return self.range_words["levels"]


@lru_cache(maxsize=1)
def context_table() -> ContextTable:
    """Read the packaged table."""
    return load("skrot.extract.numbers", "data/context.toml", ContextTable)


@lru_cache(maxsize=1)
def determiners() -> frozenset[str]:
    """Give the lemmas of determiners that are no part of what is counted ("tych maszyn")."""
    return frozenset(context_table().determiners["skipped"])


@lru_cache(maxsize=1)
def _modifiers() -> PhraseTable[tuple[str, str]]:
    table: PhraseTable[tuple[str, str]] = PhraseTable()
    rows = context_table()
    for modifier, phrases in rows.modifiers.items():
        for phrase in phrases:
            table.add(phrase_steps(phrase, inflect=False), ("modifier", modifier))
    for form, way in _comparatives().items():
        table.add([{form}, {rows.than}], ("modifier", "more_than" if way == "up" else "less_than"))
        denied = "at_most" if way == "up" else "at_least"
        table.add([{function_words().denial}, {form}, {rows.than}], ("modifier", denied))
    for role, phrases in rows.roles.items():
        for phrase in phrases:
            table.add(phrase_steps(phrase, inflect=False), ("role", role))
    return table


@lru_cache(maxsize=1)
def _modifiers_after() -> PhraseTable[Modifier]:
    table: PhraseTable[Modifier] = PhraseTable()
    for modifier, phrases in context_table().modifiers_after.items():
        for phrase in phrases:
            table.add(phrase_steps(phrase, inflect=False), modifier)
    return table


@lru_cache(maxsize=1)
def _rates() -> PhraseTable[str]:
    table: PhraseTable[str] = PhraseTable()
    for unit, phrases in context_table().rates.items():
        for phrase in phrases:
            table.add(phrase_steps(phrase, inflect=False), unit)
    return table


_WAYS: dict[str, Direction | None] = {"up": "up", "down": "down", "faster": "up", "any": None}


@lru_cache(maxsize=1)
def _change_words() -> dict[str, str]:
    return {
        form: way
        for way, lemmas in context_table().change.items()
        for lemma in lemmas
        for form in words_of(lemma, *_VERBAL)
    }


@lru_cache(maxsize=1)
def _denominators() -> dict[str, str]:
    """Give the accusative singular of every listed denominator."""
    return {
        form: unit
        for lemma, unit in context_table().denominators.items()
        for form, tag in forms(lemma, "subst")
        if ":sg:acc" in tag
    }


@lru_cache(maxsize=1)
def _determiners() -> frozenset[str]:
    lemmas = context_table().rate_openers["determiners"]
    return frozenset().union(*(words_of(lemma, "adj") for lemma in lemmas))


class Before(msgspec.Struct, frozen=True):
    """What the words before an amount say; ``start`` is the first of them."""

    start: int
    modifier: Modifier | None = None
    role: str | None = None


def read_before(tokens: Sequence[Token], index: int, floor: int) -> Before:
    """Read modifiers and roles leftwards from an amount, not beyond ``floor``."""
    modifier: Modifier | None = None
    role: str | None = None
    start = index
    while start > floor:
        found = _modifiers().match_before(tokens, start)
        if found is None or found[1] < floor:
            break
        (kind, value), place = found
        if kind == "modifier":
            modifier = modifier or msgspec.convert(value, Modifier)
        elif role is None:
            role = value
        start = place
    if role == "each" and not _distributes(tokens, start, index):
        role = None
        start += 1
    return Before(start, modifier, role)


def _distributes(tokens: Sequence[Token], start: int, index: int) -> bool:
    """Whether "po" gives a share to each ("po dwie"), not a time or place ("po dwóch")."""
    if tokens[start].low != grammar().words.each:
        return True
    amount = tokens[index]
    words = load_numerals()
    if amount.low in words.cardinals or amount.low in words.vague:
        return amount.low in words.direct
    return amount.kind is Kind.NUMBER or amount.low in words.scales or amount.low in words.fractions


def modifier_after(tokens: Sequence[Token], index: int) -> tuple[Modifier, int] | None:
    """Read a modifier that follows: "18 lat i więcej"."""
    return _modifiers_after().match(tokens, index)


def exceeded_before(tokens: Sequence[Token], index: int) -> Modifier | None:
    """Read a verb before an amount: "przekroczyła 5 mln", "nie może przekraczać kwoty 5 mln"."""
    verbs, between = _exceeding()
    place = index - 1
    while place >= 0 and index - place <= _MOST_BETWEEN and tokens[place].low in between:
        place -= 1
    tag = verbs.get(tokens[place].low) if place >= 0 else None
    if tag is None:
        return None
    reach = _DENIED_FROM if tag == "inf" else 1
    words = [token.low for token in tokens[max(place - 2 * reach, 0) : place] if token.low.strip()]
    if tag == "neg" or function_words().denial in words[-reach:]:
        return "at_most"
    # What can, must or need not be exceeded is not exceeded yet.
    return None if tag == "inf" else "more_than"


@lru_cache(maxsize=1)
def _exceeding() -> tuple[dict[str, str], frozenset[str]]:
    """Give the forms of the verbs, each infinitive, denied ("nieprzekraczający") or neither."""
    table = context_table().exceeding
    verbs = {
        form: "inf" if tag.startswith("inf") else "neg" if tag.endswith(":neg") else ""
        for lemma in table["verbs"]
        for form, tag in forms(lemma, "fin", "praet", "inf", "pact", "pcon", "pant")
    }
    levels = (words_of(lemma, "subst") for lemma in table["levels"])
    return verbs, frozenset(table["adverbs"]).union(*levels)


def after_modifier(tokens: Sequence[Token], index: int) -> int:
    """Step over a modifier: "od 3 do ponad 10 milionów"."""
    found = _modifiers().match(tokens, index)
    return index if found is None or found[0][0] != "modifier" else found[1]


def change_before(
    tokens: Sequence[Token], index: int, *, of_time: bool
) -> tuple[bool, Direction | None]:
    """Find a word of change shortly before an amount, and which way it points."""
    words = _change_words()
    way = next((words[low] for low in _back(tokens, index) if low in words), None)
    if way is None:
        return False, None
    return True, None if of_time and way == "faster" else _WAYS[way]


def _back(tokens: Sequence[Token], index: int) -> Iterator[str]:
    """Give the words before a token, the nearest first, as far as its sentence and the eye go."""
    for place in range(index - 1, max(index - _LOOK_BACK, -1), -1):
        token = tokens[place]
        if token.text in {";", ":", "!", "?"} or (token.text == "." and _ends(tokens, place)):
            return
        yield token.low


def _ends(tokens: Sequence[Token], index: int) -> bool:
    """Whether a full stop ends a sentence rather than an abbreviation."""
    return index + 1 < len(tokens) and tokens[index + 1].text[0].isupper()


def comparative_after(tokens: Sequence[Token], index: int) -> Direction | None:
    """Read "więcej", "wyższy" … after an amount of change ("o 5 proc. więcej")."""
    if index >= len(tokens):
        return None
    return _comparatives().get(tokens[index].low)


def difference_before(tokens: Sequence[Token], index: int) -> Direction | None:
    """Find what makes the amount after "o" a difference: "wyższy o …", "przekroczył plan o …"."""
    ways = _differences()
    return next((ways[low] for low in _back(tokens, index) if low in ways), None)


@lru_cache(maxsize=1)
def _differences() -> dict[str, Direction]:
    exceeding: dict[str, Direction] = dict.fromkeys(_exceeding()[0], "up")
    return _comparatives() | exceeding


@lru_cache(maxsize=1)
def _comparatives() -> dict[str, Direction]:
    table = context_table()
    found = {form: way for way, words in table.comparatives.items() for form in words}
    for way, lemmas in table.compared.items():
        for lemma in lemmas:
            tagged = (*forms(lemma, "adj"), *forms(lemma, "adv"))
            found |= dict.fromkeys((f for f, tag in tagged if tag.endswith(":com")), way)
    return found


def rate_after(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Read a denominator that follows: "rocznie", "na mieszkańca", "za baryłkę", "/MWh".

    Returns
    -------
    tuple of (str, int) or None
        The denominator and the index after it.
    """
    if index >= len(tokens):
        return None
    if tokens[index].text == "/":
        return _slash(tokens, index + 1)
    found = _rates().match(tokens, index)
    if found is not None and not _dated(tokens, found[1]):
        return found
    if tokens[index].low not in context_table().rate_openers["prepositions"]:
        return None
    return _prepositional(tokens, index + 1)


def _dated(tokens: Sequence[Token], index: int) -> bool:
    """Whether "na rok", "na dzień" goes on to a date ("na rok 2026", "na dzień 1 stycznia")."""
    return index < len(tokens) and tokens[index].kind in (Kind.NUMBER, Kind.DATE)


def _slash(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    head = head_table().match(tokens, index)
    if head is not None:
        unit = head[0].unit or head[0].currency
        return None if unit is None else (unit, head[1])
    if index < len(tokens):
        unit = _denominators().get(tokens[index].low)
        if unit is not None:
            return unit, index + 1
    return _counted_denominator(tokens, index)


def _prepositional(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    determined = index < len(tokens) and tokens[index].low in _determiners()
    place = index + 1 if determined else index
    if place >= len(tokens):
        return None
    unit = _denominators().get(tokens[place].low)
    if unit is not None and not _dated(tokens, place + 1):
        return unit, place + 1
    if determined:
        nouns = [w for w in read_by_dictionary(tokens[place]) if w.noun and "sg:acc" in w.cases]
        return (nouns[0].lemma, place + 1) if nouns else None
    return _counted_denominator(tokens, place)


def _counted_denominator(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Read "100 tys. mieszkańców", "1000 litrów", "1 MW" after "na" or a slash."""
    if index >= len(tokens) or tokens[index].kind is not Kind.NUMBER:
        return None
    amount = parse_amount(tokens, index)
    if amount is None or not amount.exact or amount.end >= len(tokens):
        return None
    if not _is_power_of_ten(amount.low):
        return None
    head = head_table().match(tokens, amount.end)
    unit = _plural_denominators().get(tokens[amount.end].low)
    end = amount.end + 1
    if unit is None:
        if head is None or head[0].kind != "quantity" or head[0].unit is None:
            return None
        unit, end = head[0].unit, head[1]
    return (unit if amount.low == 1 else f"{amount.low:f} {unit}"), end


def _is_power_of_ten(value: Decimal) -> bool:
    """Whether a rate counts by so many: by one, by 1000, by 100 thousand."""
    return value > 0 and str(int(value)).rstrip("0") == "1"


@lru_cache(maxsize=1)
def _plural_denominators() -> dict[str, str]:
    return {
        form: unit
        for lemma, unit in context_table().denominators.items()
        if unit not in {"year", "month", "week", "day", "hour", "minute", "second", "quarter"}
        for form in words_of(lemma, "subst")
    }


def rate_near(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """Find an adverb of rate in the same clause: "płaci rocznie ok. 2 mld dol."."""
    first = _behind_bracket(tokens, end)
    for place in range(first, min(first + 6, len(tokens))):
        if tokens[place].kind is not Kind.WORD:
            break
        found = _rates().match(tokens, place)
        if found is not None and found[1] == place + 1:
            return found[0]
    found = _rates().match_before(tokens, start)
    return None if found is None else found[0]


def _behind_bracket(tokens: Sequence[Token], index: int) -> int:
    """Step over what stands in brackets: "2 mln euro (8,5 mln zł) rocznie"."""
    if index >= len(tokens) or tokens[index].text not in {"(", ")"}:
        return index
    last = min(index + _LONGEST_BRACKET, len(tokens))
    closing = next((n for n in range(index, last) if tokens[n].text == ")"), None)
    return index if closing is None else closing + 1
