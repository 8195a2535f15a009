"""Dates told by an adjective: "wczorajszy", "wtorkowe popołudnie", "majowe wybory"."""

from __future__ import annotations

from skrot.extract.numbers.dates.days import OPENING, finish
from skrot.extract.numbers.dates.tense import on_weekday
from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import Dated, Setting, days_away, years_away
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind
from skrot.polish.edtf import Moment


def read_adjective(setting: Setting, index: int) -> Dated | None:
    """Read an adjective of a day, weekday, month or year.

    Those of weekdays, months and years stand before their noun: behind it they tell of what kind it
    is ("handel niedzielny", "powstanie listopadowe"); with a capital they are parts of names.
    """
    words = load_calendar()
    low = setting.low(index)
    shift = words.day_adjectives.get(low)
    if shift is not None:
        end = index + 2 if setting.low(index + 1) in grammar().days.forms else index + 1
        return days_away(setting, index, end, shift)
    weekday, month, years = (
        table.get(low)
        for table in (words.weekday_adjectives, words.month_adjectives, words.year_adjectives)
    )
    if weekday is month is years is None or not _before_noun(setting, index):
        return None
    if weekday is not None:
        return on_weekday(setting, index, weekday)
    if years is not None:
        return years_away(setting, index, index + 1, years)
    moment = Moment(None, month)
    return finish(setting, Dated(index, index + 1, moment.edtf(), moment))


def _before_noun(setting: Setting, index: int) -> bool:
    """Whether a word may be an adjective before the noun that it goes with."""
    token = setting.tokens[index]
    opens = index == 0 or setting.low(index - 1) in OPENING
    if setting.kind(index + 1) is not Kind.WORD or (token.text[0].isupper() and not opens):
        return False
    own = {case for word in setting.read(token) if not word.noun for case in word.cases}
    following = setting.read(setting.tokens[index + 1])
    return any(word.cases & own for word in following)
