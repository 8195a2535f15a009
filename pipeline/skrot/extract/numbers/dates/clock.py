"""Times of day: "o godz. 14.30", "15:30", "o osiemnastej", "9:30–11:00"."""

from __future__ import annotations

import re

from skrot.extract.numbers.amounts.numerals import parse_ordinal
from skrot.extract.numbers.amounts.units import head_at
from skrot.extract.numbers.amounts.words import load_numerals
from skrot.extract.numbers.dates.words import load_calendar, ordinal_mark
from skrot.extract.numbers.dates.years import Dated, Setting
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind
from skrot.polish.characters import DASHES

_ASKS_FOR_GENITIVE = 5
_ASK_FOR_NONE = frozenset({22, 23, 24})
_COUNTED = frozenset({"pl:gen", "pl:loc"})
_DOTTED = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)")


def read_time(setting: Setting, index: int) -> Dated | None:
    """Read a time of day or a span of them that begins at a token."""
    named = grammar().clock.named.get(f"{setting.low(index - 1)} {setting.low(index)}")
    if named is not None:
        return Dated(index, index + 1, named)
    hour_word = load_calendar().hours.match(setting.tokens, index)
    place = index if hour_word is None else hour_word[1]
    first = _clock(setting, place, marked=hour_word is not None)
    if first is None:
        return _half_of_day(setting, index)
    time, end = first
    joiner = setting.low(end)
    words = grammar().words
    worded = joiner == words.to and setting.low(index - 1) == words.since
    if joiner in DASHES or worded:
        after = load_calendar().hours.match(setting.tokens, end + 1)
        second = _clock(setting, after[1] if after is not None else end + 1, marked=True)
        if second is not None:
            return Dated(index, second[1], f"{time}/{second[0]}", span=True)
    return Dated(index, end, time)


def _half_of_day(setting: Setting, index: int) -> Dated | None:
    """Read "o trzeciej", which is a time but does not say whether of night or day."""
    if setting.low(index - 1) != grammar().words.by:
        return None
    if setting.low(index) not in load_numerals().ordinals:
        return None
    found = parse_ordinal(setting.tokens, index)
    if found is None or not found[2].feminine or not 0 < found[0] <= 12:
        return None
    if not _ends(setting, found[1]):
        return None
    return Dated(index, found[1], None, reason="morning or afternoon is not said")


def _clock(setting: Setting, index: int, *, marked: bool) -> tuple[str, int] | None:
    """Read hours and minutes; ``marked`` when a word has said that it is a time."""
    kind = setting.kind(index)
    if kind is Kind.TIME:
        return _digital(setting, index)
    about = setting.low(index - 1) in grammar().clock.before_hour
    if kind is Kind.NUMBER:
        return _figures(setting, index, marked=marked, about=about)
    if kind is not Kind.WORD or setting.low(index) not in load_numerals().ordinals:
        return None
    found = parse_ordinal(setting.tokens, index)
    if found is None or not found[2].feminine or not 0 < found[0] <= 24:
        return None
    hour, end, _ = found
    lone = about and hour > 12 and _ends(setting, end)
    return _on_clock(setting, hour, 0, end, marked=marked or lone)


def _digital(setting: Setting, index: int) -> tuple[str, int] | None:
    pieces = setting.tokens[index].text.split(":")
    if int(pieces[0]) > 24:
        return None
    found = _on_clock(setting, int(pieces[0]), int(pieces[1]), index + 1, marked=True)
    if found is None or len(pieces) == 2:
        return found
    return f"{found[0]}:{pieces[2]}", found[1]


def _figures(setting: Setting, index: int, *, marked: bool, about: bool) -> tuple[str, int] | None:
    text = setting.tokens[index].text
    dotted = _DOTTED.fullmatch(text)
    if dotted is not None and (
        marked or (setting.low(index - 1) == grammar().words.by and _ends(setting, index + 1))
    ):
        return _on_clock(setting, int(dotted[1]), int(dotted[2]), index + 1, marked=True)
    if not text.isdigit() or int(text) > 24:
        return None
    end = ordinal_mark(setting.tokens, index + 1)
    suffixed = end > index + 1 and setting.low(index + 1) != "."
    if end == index + 2 and not suffixed and setting.low(index + 1) == ".":
        end = index + 1
    opening = _opens_sentence(setting, index)
    return _on_clock(setting, int(text), 0, end, marked=marked or opening or (suffixed and about))


def _opens_sentence(setting: Setting, index: int) -> bool:
    """Whether an hour opens a sentence and what follows is not counted: "O 11 pracownicy wyszli".

    Nothing before it has changed by so much, and a number from five on asks for a genitive.
    """
    words = grammar()
    hour, noun = int(setting.tokens[index].text), setting.tokens[index + 1 : index + 2]
    before = setting.tokens[index - 1 : index]
    if hour < _ASKS_FOR_GENITIVE or hour in _ASK_FOR_NONE or not noun or not before:
        return False
    if before[0].low != words.words.by or not before[0].text[0].isupper():
        return False
    if head_at(setting.tokens, index + 1) is not None:
        return False
    nouns = [word for word in setting.read(noun[0]) if word.noun]
    return bool(nouns) and not any(word.cases & _COUNTED for word in nouns)


def _on_clock(
    setting: Setting, hour: int, minute: int, end: int, *, marked: bool
) -> tuple[str, int] | None:
    """Apply "rano", "po południu", "wieczorem", "w nocy"."""
    words = grammar().clock
    if minute == 0 and setting.kind(end) is Kind.WORD and setting.low(end) in words.minutes:
        return None
    part = load_calendar().clock.match(setting.tokens, end)
    if part is None:
        return (f"{hour % 24:02d}:{minute:02d}", end) if marked and hour <= 24 else None
    name, end = part
    if not 0 < hour <= 24:
        return None
    if hour <= 12:
        if name in words.afternoon and hour < 12:
            hour += 12
        elif name in words.night and hour >= 9:
            hour = (hour + 12) % 24
    return f"{hour % 24:02d}:{minute:02d}", end


def _ends(setting: Setting, index: int) -> bool:
    """Whether nothing follows that the numeral could belong to."""
    kind = setting.kind(index)
    if kind is None or (kind is Kind.MARK and setting.low(index) != "%"):
        return True
    words = setting.read(setting.tokens[index])
    return not words
