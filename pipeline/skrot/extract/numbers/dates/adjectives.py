"""Dates told by an adjective: "wczorajszy", "wtorkowe popołudnie", "majowe wybory"."""

from __future__ import annotations

import datetime

from skrot.extract.numbers.dates.days import OPENING, finish
from skrot.extract.numbers.dates.tense import on_weekday
from skrot.extract.numbers.dates.words import load_calendar
from skrot.extract.numbers.dates.years import UNKNOWN_DATE, Dated, Setting
from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind
from skrot.polish.edtf import Moment, of_day


def read_adjective(setting: Setting, index: int) -> Dated | None:
    """Read an adjective of a day, weekday, month or year.

    Those of weekdays, months and years stand before their noun: behind it they tell of what kind it
    is ("handel niedzielny", "powstanie listopadowe"); with a capital they are parts of names.
    """
    words = load_calendar()
    low = setting.low(index)
    if low in words.day_adjectives:
        return _day(setting, index)
    if not _before_noun(setting, index):
        return None
    weekday, month, years = (
        table.get(low)
        for table in (words.weekday_adjectives, words.month_adjectives, words.year_adjectives)
    )
    if weekday is not None:
        return on_weekday(setting, index, weekday)
    if years is not None and setting.date is None:
        return Dated(index, index + 1, None, reason=UNKNOWN_DATE)
    if years is not None and setting.date is not None:
        moment = Moment(setting.date.year + years)
        return Dated(index, index + 1, moment.edtf(), moment)
    moment = Moment(None, month)
    return (
        None if month is None else finish(setting, Dated(index, index + 1, moment.edtf(), moment))
    )


def _day(setting: Setting, index: int) -> Dated:
    """Read "wczorajszy", "dzisiejszego dnia"."""
    end = index + 2 if setting.low(index + 1) in grammar().days.forms else index + 1
    if setting.date is None:
        return Dated(index, end, None, reason=UNKNOWN_DATE)
    shift = load_calendar().day_adjectives[setting.low(index)]
    moment = of_day(setting.date + datetime.timedelta(days=shift))
    return Dated(index, end, moment.edtf(), moment)


def _before_noun(setting: Setting, index: int) -> bool:
    """Whether a word may be an adjective before the noun that it goes with."""
    token = setting.tokens[index]
    opens = index == 0 or setting.low(index - 1) in OPENING
    if setting.kind(index + 1) is not Kind.WORD or (token.text[0].isupper() and not opens):
        return False
    own = {case for word in setting.read(token) if not word.noun for case in word.cases}
    following = setting.read(setting.tokens[index + 1])
    return any(word.cases & own for word in following)
