"""Ordinals: "18. roku życia", "II wojna światowa", "dwudziesty piąty", "4-tej"."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from skrot.extract.numbers.amounts.counted import Counted, counted
from skrot.extract.numbers.amounts.modifiers import determiners
from skrot.extract.numbers.amounts.numerals import parse_ordinal
from skrot.extract.numbers.amounts.words import load_numerals, numeral_table
from skrot.extract.numbers.dates.words import ordinal_mark
from skrot.extract.numbers.dates.years import Setting
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.quantities import Expression
from skrot.extract.numbers.tables import words_of
from skrot.extract.numbers.tokens import Kind
from skrot.polish.edtf import roman
from skrot.records import Number

_THOUSAND = 1000
_SINGULAR = frozenset(f"sg:{case}" for case in ("nom", "gen", "dat", "acc", "inst", "loc"))
_COUNTED = frozenset({"pl:gen", "pl:dat", "pl:inst", "pl:loc"})
_PLURAL_ONLY = frozenset(f"pl:{case}" for case in ("nom", "gen", "dat", "acc", "inst", "loc"))


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    lemmas = numeral_table().ordinal_heads["lemmas"]
    return frozenset().union(*(words_of(lemma, "subst") for lemma in lemmas))


def parse_ordinal_expression(text: str, setting: Setting, index: int) -> Expression | None:
    """Read an ordinal in figures, Roman figures or words that begins at a token."""
    kind = setting.kind(index)
    if kind is Kind.NUMBER:
        return _in_figures(text, setting, index)
    if kind is not Kind.WORD:
        return None
    if not setting.tokens[index].text.strip("IVX"):
        return _in_roman(text, setting, index)
    return _in_words(text, setting, index)


def _in_figures(text: str, setting: Setting, index: int) -> Expression | None:
    written = setting.tokens[index].text
    if not written.isdigit() or len(written) > 3:
        return None
    end = ordinal_mark(setting.tokens, index + 1)
    noun = _noun(setting, end)
    years = grammar().years
    of_life = setting.low(end) in years.forms and setting.low(end + 1) == years.of_life
    undotted = end == index + 1
    if undotted and not of_life and not _is_ranked(setting, end, int(written)):
        return None
    if not of_life and not undotted:
        dotted = setting.low(index + 1) == "."
        if dotted and (noun is None or not setting.tokens[end].text[0].islower()):
            return None
    return _expression(text, setting, (index, end), int(written), noun)


def _is_ranked(setting: Setting, index: int, value: int) -> bool:
    """Whether a noun in the singular makes plain figures an ordinal: "113 piętra", "68 minucie"."""
    if value < 2 or setting.low(index) not in _heads():
        return False
    paucal = 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14
    counted_cases = _PLURAL_ONLY if paucal else _COUNTED
    nouns = [word for word in setting.read(setting.tokens[index]) if word.noun]
    return bool(nouns) and not any(word.cases & counted_cases for word in nouns)


def _in_roman(text: str, setting: Setting, index: int) -> Expression | None:
    value = roman(setting.tokens[index].text)
    if value is None:
        return None
    end = index + 1
    known = setting.low(end) in _heads()
    if not known:
        before = setting.tokens[index - 1] if index else None
        named = before is not None and before.kind is Kind.WORD and before.text[0].isupper()
        if len(setting.tokens[index].text) < 2 or named:
            return None
    noun = _noun(setting, end)
    if noun is None and not known:
        return None
    if not known and not setting.tokens[end].text[0].islower():
        return None
    return _expression(text, setting, (index, end), value, noun)


def _in_words(text: str, setting: Setting, index: int) -> Expression | None:
    if (
        setting.low(index) not in load_numerals().ordinals
        and parse_ordinal(setting.tokens, index) is None
    ):
        return None
    found = parse_ordinal(setting.tokens, index)
    words = grammar().ordinals
    if found is None or not found[2].singular or setting.low(index - 1) == words.recurring:
        return None
    value, end, form = found
    noun = _noun(setting, end, form.cases & _SINGULAR)
    if noun is not None and noun.lemmas == grammar().amounts.half:
        return None
    if noun is None:
        if form.plural and _plural_noun(setting, end):
            return None
        if setting.low(index - 1) not in words.leading and value < 3:
            return None
    return _expression(text, setting, (index, end), value, noun)


def _noun(setting: Setting, index: int, wanted: frozenset[str] = _SINGULAR) -> Counted | None:
    if setting.kind(index) is not Kind.WORD:
        return None
    return counted(setting.tokens, index, setting.read, wanted, determiners())


def _plural_noun(setting: Setting, index: int) -> bool:
    if setting.kind(index) is not Kind.WORD:
        return False
    return counted(setting.tokens, index, setting.read, _PLURAL_ONLY, determiners()) is not None


def _is_size(value: int, noun: Counted | None) -> bool:
    """Whether "milionowy" says how large something is: "milionowa społeczność"."""
    sized = numeral_table().ordinal_heads["sized"]
    return value >= _THOUSAND and noun is not None and noun.lemmas.split()[-1] in sized


def _expression(
    text: str, setting: Setting, place: tuple[int, int], value: int, noun: Counted | None
) -> Expression:
    index, end = place
    start, stop = setting.tokens[index].start, setting.tokens[end - 1].end
    number = Number(
        doc="",
        n=0,
        start=start,
        end=stop,
        text=text[start:stop],
        kind="cardinal" if _is_size(value, noun) else "ordinal",
        value=Decimal(value),
        of=None if noun is None else noun.lemmas,
    )
    return Expression(number, index, end, end)
