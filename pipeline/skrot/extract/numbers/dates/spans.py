"""A day, month, part of a year or season, and the span of time that it may open."""

from __future__ import annotations

from msgspec.structs import replace

from skrot.extract.numbers.dates.days import (
    finish,
    read_day,
    read_month,
    read_numeric,
    read_part,
    read_season,
)
from skrot.extract.numbers.dates.weekdays import read_weekday
from skrot.extract.numbers.dates.years import Dated, Setting
from skrot.extract.numbers.grammar import grammar
from skrot.polish.characters import DASHES
from skrot.polish.edtf import interval


def read_date(setting: Setting, index: int) -> Dated | None:
    """Read a day, month, part of a year or season, and the span it may open."""
    dated = _point(setting, index)
    if dated is None:
        return None
    span = _span(setting, dated)
    return span or finish(setting, dated)


def _point(setting: Setting, index: int) -> Dated | None:
    for read in (read_weekday, read_numeric, read_day, read_part, read_month, read_season):
        found = read(setting, index)
        if found is not None:
            return found
    return None


def _span(setting: Setting, first: Dated) -> Dated | None:
    """Read "28 lutego–3 marca 2025", "od marca do czerwca 2024 r.", "maj–lipiec"."""
    joiner = setting.low(first.end)
    opener = setting.low(first.start - 1)
    dash = joiner in DASHES
    words = grammar().days
    worded = (opener in words.span_openers and joiner == grammar().words.to) or (
        opener in words.between_openers and joiner in words.between_joiners
    )
    if first.span or first.moment is None or not (dash or worded):
        return None
    place = first.end + 1
    while setting.low(place) in words.before_second:
        place += 1
    second = _point(setting, place)
    if second is None or second.moment is None or second.span or second.moment.mark:
        return None
    start, end = first.moment, second.moment
    if (start.day is None) != (end.day is None) or (start.part is None) != (end.part is None):
        return None
    last = finish(setting, second)
    end = last.moment or end
    if not start.complete:
        start = replace(start, year=end.year)
        later = (
            (start.month, start.day, start.part) > (end.month, end.day, end.part)
            if (start.part is None and start.day is not None)
            else (start.month or 0, start.part or 0) > (end.month or 0, end.part or 0)
        )
        if later and end.year is not None:
            start = replace(start, year=end.year - 1)
    begin = first.start - 1 if worded else first.start
    return Dated(begin, second.end, interval(start, end), span=True, reason=last.reason)
