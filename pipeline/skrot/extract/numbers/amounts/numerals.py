"""The grammar of Polish numerals: tokens to exact amounts.

An amount is written in figures ("14,9"), in words ("dwa tysiące dwanaście"), or in both
("14,9 mld", "2 mln 300 tys."); a vague numeral ("kilkaset tysięcy") has bounds instead of a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from skrot.extract.numbers.amounts.units import head_at
from skrot.extract.numbers.amounts.words import OrdinalForm, load_numerals
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind, Token, figure
from skrot.polish.characters import DASHES

# Values that have no finite decimal ("jedna trzecia") are rounded to this many places.
_LARGEST_SCALE = Decimal(10) ** 30
_MOST_DECIMALS = 12
_FRACTION_PLACES = Decimal("1E-12")


class Amount(msgspec.Struct, frozen=True):
    """A pure number and the tokens ``[start, end)`` it covers.

    ``low`` and ``high`` are equal when it is exact; ``high`` is None when it is open ("tysiące").
    ``base`` is the part before the last scale and ``scale`` that scale, so that "1,2–1,5 mln" can
    share it. ``one`` marks a lone form of "jeden", which is rarely a number.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    scale: Decimal = Decimal(1)
    figures: bool = False
    one: bool = False
    rounded: str | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high

    def scaled(self, scale: Decimal) -> Amount:
        """Give the amount times a scale that another amount carries."""
        high = None if self.high is None else self.high * scale
        return replace(self, low=self.low * scale, high=high, scale=scale)


def parse_amount(tokens: Sequence[Token], index: int) -> Amount | None:
    """Read the longest amount that begins at a token, None when there is none."""
    start = index
    sign = 1
    signs = load_numerals().signs
    if tokens[index].low in signs and index + 1 < len(tokens):
        sign = signs[tokens[index].low]
        index += 1
    elif _is_sign(tokens, index):
        sign = -1 if tokens[index].text in DASHES else 1
        index += 1
    amount = _sum(tokens, index)
    if amount is None:
        return None
    if sign < 0 and amount.high is not None:
        amount = replace(amount, low=-amount.high, high=-amount.low)
    return replace(amount, start=start)


def _is_sign(tokens: Sequence[Token], index: int) -> bool:
    """Whether a dash or plus belongs to the figures after it ("-63", not "Płock - 63")."""
    if index + 1 >= len(tokens):
        return False
    mark, after = tokens[index], tokens[index + 1]
    if mark.text not in DASHES and mark.text != "+":
        return False
    if after.kind is not Kind.NUMBER or not after.glued:
        return False
    if index == 0:
        return True
    before = tokens[index - 1]
    return not mark.glued or before.text in "(["


def _sum(tokens: Sequence[Token], index: int) -> Amount | None:
    """Add up groups of falling scale: "dwa miliony pięćset tysięcy", "2 mln 300 tys."."""
    first = _group(tokens, index)
    if first is None:
        return None
    total = first
    while total.scale > 1 and total.exact and total.end < len(tokens):
        following = _group(tokens, total.end)
        if following is None or (following.one and total.figures) or following.rounded:
            break
        bare_figures = following.figures and following.scale == 1
        if bare_figures and total.figures:
            # "3 mln 450 tys. 200 zł" is one amount, "5 tys. 200 osób" hardly.
            head = head_at(tokens, following.end)
            bare_figures = head is None or head[0].kind != "money"
        too_big = following.high is None or following.high >= total.scale
        if bare_figures or too_big or _starts_with_dash(tokens, total.end):
            break
        high = None if following.high is None or total.high is None else total.high + following.high
        total = replace(
            total,
            end=following.end,
            low=total.low + following.low,
            high=high,
            scale=following.scale,
        )
    if total.exact and total.scale == 1 and not total.figures:
        total = _decimal_words(tokens, total)
    return total


def _starts_with_dash(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text in DASHES


def _group(tokens: Sequence[Token], index: int) -> Amount | None:
    """Read a base and its scale: "14,9 mld", "pół miliona", "trzysta tysięcy", "tysiąc"."""
    if index >= len(tokens):
        return None
    words = load_numerals()
    base = _base(tokens, index)
    if base is None:
        return _bare_scale(tokens, index)
    base = _and_half(tokens, base)
    end = base.end
    scale = Decimal(1)
    while end < len(tokens) and tokens[end].low in words.scales and scale < _LARGEST_SCALE:
        scale *= words.scales[tokens[end].low]
        end = _after_stop(tokens, end)
    if scale == 1:
        return base
    high = None if base.high is None else base.high * scale
    return replace(base, end=end, low=base.low * scale, high=high, scale=scale, one=False)


def _after_stop(tokens: Sequence[Token], index: int) -> int:
    """Step over a scale word and the full stop that an abbreviation has."""
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None or following.text != "." or not following.glued:
        return index + 1
    words = load_numerals()
    if token.low in words.dotted:
        return index + 2
    abbreviated = token.low in words.abbreviations
    continues = index + 2 < len(tokens) and tokens[index + 2].text[0].islower()
    return index + 2 if abbreviated and continues else index + 1


def _bare_scale(tokens: Sequence[Token], index: int) -> Amount | None:
    """Read "milion", "setki tysięcy", "dziesiątki miliardów", "tysiące"."""
    words = load_numerals()
    token = tokens[index]
    size = words.groups.get(token.low)
    if size is not None:
        return _plural_group(tokens, index, Decimal(size))
    factor = words.scales.get(token.low)
    if factor is None or token.low in words.abbreviations:
        return None
    more, end = _scale_after(tokens, index + 1)
    factor *= more
    if token.low in words.singular_scales:
        return Amount(index, end, factor, factor, factor)
    return Amount(index, end, 2 * factor, None, factor)


def _scale_after(tokens: Sequence[Token], index: int) -> tuple[Decimal, int]:
    """Read the scale that a scale or group multiplies: "setki tysięcy", "tysiąc miliardów"."""
    words = load_numerals()
    if index < len(tokens) and tokens[index].low in words.plural_scales:
        return words.scales[tokens[index].low], index + 1
    return Decimal(1), index


def _plural_group(tokens: Sequence[Token], index: int, size: Decimal) -> Amount:
    words = load_numerals()
    scale, end = _scale_after(tokens, index + 1)
    if tokens[index].low not in words.plural_groups:
        return Amount(index, end, size * scale, size * scale, scale)
    return Amount(index, end, 2 * size * scale, (10 * size - 1) * scale, scale)


def _base(tokens: Sequence[Token], index: int) -> Amount | None:
    """Read what stands before a scale: figures, a numeral below a thousand, a fraction."""
    words = load_numerals()
    token = tokens[index]
    if token.kind is Kind.NUMBER:
        value = figure(token.text)
        return Amount(index, index + 1, value, value, figures=True)
    if token.kind is not Kind.WORD:
        return None
    fraction = words.fractions.get(token.low)
    if fraction is not None:
        return Amount(index, index + 1, fraction, fraction)
    small = _small(tokens, index)
    return None if small is None else _ordinal_fraction(tokens, small)


def _small(tokens: Sequence[Token], index: int) -> Amount | None:
    """Add numerals of falling rank: hundreds, tens, units ("sto dwadzieścia trzy")."""
    words = load_numerals()
    low = high = Decimal(0)
    room = 1000
    end = index
    while end < len(tokens):
        word = tokens[end].low
        value = words.cardinals.get(word)
        bounds = (value, value) if value is not None else words.vague.get(word)
        if bounds is None or (end > index and tokens[end - 1].kind is not Kind.WORD):
            break
        if bounds[0] >= room or (end > index and bounds[1] == 0):
            break
        # "trzydzieści kilka" lies below forty, so the vague part counts from 2 to 9.
        top = min(bounds[1], room - 1) if value is None else bounds[1]
        low += bounds[0]
        high += top
        room = 100 if bounds[0] >= 100 else 10 if 20 <= bounds[0] < 100 else 0
        end += 1
        if room == 0:
            break
    if end == index:
        return None
    lone = end == index + 1 and words.cardinals.get(tokens[index].low) == 1
    return Amount(index, end, low, high, one=lone)


def _ordinal_fraction(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Read "jedna trzecia", "dwie piąte", "trzech czwartych"."""
    if amount.end >= len(tokens) or not amount.exact:
        return amount
    ordinal = load_numerals().ordinals.get(tokens[amount.end].low)
    if ordinal is None or ordinal.value < 3:
        return amount
    single = amount.low == 1
    fits = ordinal.feminine if single else ordinal.plural and amount.low < ordinal.value
    if not fits or (single and not _feminine_one(tokens[amount.start].low)):
        return amount
    return _fraction(amount, Decimal(ordinal.value), amount.end + 1)


def _feminine_one(word: str) -> bool:
    return word in grammar().amounts.feminine_one


def _fraction(amount: Amount, denominator: Decimal, end: int) -> Amount:
    value = amount.low / denominator
    note = None
    if value * denominator != amount.low or value != value.quantize(_FRACTION_PLACES):
        value = value.quantize(_FRACTION_PLACES)
        note = f"rounded: {amount.low}/{denominator} has no finite decimal"
    return replace(amount, end=end, low=value, high=value, one=False, rounded=note)


def slash_fraction(tokens: Sequence[Token], index: int) -> Amount | None:
    """Read "2/3" in "2/3 głosów": a small proper fraction before a word in lower case."""
    if index + 3 >= len(tokens):
        return None
    upper, slash, lower, after = tokens[index : index + 4]
    if slash.text != "/" or not (slash.glued and lower.glued) or after.kind is not Kind.WORD:
        return None
    if upper.kind is not Kind.NUMBER or lower.kind is not Kind.NUMBER:
        return None
    if not (upper.text.isdigit() and lower.text.isdigit() and after.text.islower()):
        return None
    top, bottom = int(upper.text), int(lower.text)
    if not 0 < top < bottom <= 20 or after.glued or len(after.text) < 3:
        return None
    return _fraction(Amount(index, index, Decimal(top), Decimal(top)), Decimal(bottom), index + 3)


def mixed_fraction(tokens: Sequence[Token], index: int) -> Amount | None:
    """Read "3 3/4" in "3 3/4 hektara": a whole number and a proper fraction of small figures."""
    whole = tokens[index]
    if whole.kind is not Kind.NUMBER or not whole.text.isdigit() or len(whole.text) > 4:
        return None
    if index + 3 >= len(tokens) or tokens[index + 1].glued:
        return None
    upper, slash, lower = tokens[index + 1 : index + 4]
    if slash.text != "/" or not (slash.glued and lower.glued):
        return None
    if not (upper.text.isdigit() and lower.text.isdigit()):
        return None
    top, bottom = int(upper.text), int(lower.text)
    if not 0 < top < bottom <= 20:
        return None
    part = _fraction(Amount(index, index, Decimal(top), Decimal(top)), Decimal(bottom), index + 4)
    value = Decimal(whole.text) + part.low
    return replace(part, low=value, high=value, figures=True)


def _and_half(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Read "dwa i pół", "3 i ćwierć"."""
    end = amount.end
    joined = end + 1 < len(tokens) and tokens[end].low == grammar().words.together
    if not joined or not amount.exact:
        return amount
    fraction = load_numerals().fractions.get(tokens[end + 1].low)
    half = tokens[end + 1].low.startswith(grammar().amounts.half_stem)
    if fraction is None or fraction > Decimal("0.5") or half:
        return amount
    value = amount.low + fraction
    return replace(amount, end=end + 2, low=value, high=value, one=False)


def _decimal_words(tokens: Sequence[Token], amount: Amount) -> Amount:
    """Read "dziesięć przecinek zero dwa" as 10.02."""
    if amount.end + 1 >= len(tokens) or tokens[amount.end].low != grammar().amounts.decimal_comma:
        return amount
    digits = ""
    end = amount.end + 1
    while end < min(amount.end + _MOST_DECIMALS, len(tokens)):
        part = _small(tokens, end)
        if part is None or not part.exact:
            break
        digits += str(part.low)
        end = part.end
    if not digits:
        return amount
    value = amount.low + Decimal(f"0.{digits}")
    return replace(amount, end=end, low=value, high=value, one=False)


def parse_ordinal(tokens: Sequence[Token], index: int) -> tuple[int, int, OrdinalForm] | None:
    """Read an ordinal in words; give its value, the index after it and its last form.

    Cardinal thousands and hundreds may stand before it ("tysiąc dziewięćset osiemdziesiąty
    dziewiąty").
    """
    words = load_numerals()
    value = 0
    end = index
    prefix = _sum(tokens, index) if tokens[index].low not in words.ordinals else None
    if prefix is not None:
        if (
            prefix.figures
            or prefix.rounded
            or not prefix.exact
            or prefix.low < 100
            or int(prefix.low) % 100
        ):
            return None
        value = int(prefix.low)
        end = prefix.end
    room = 10**9 + 1
    if prefix is not None:
        room = int(prefix.scale) if prefix.scale > 1 else 100
    last = None
    while end < len(tokens):
        form = words.ordinals.get(tokens[end].low)
        if form is None or form.value >= room:
            break
        value += form.value
        last = form
        end += 1
        room = 100 if form.value >= 100 else 10 if form.value >= 20 else 0
        if room == 0:
            break
    return None if last is None else (value, end, last)
