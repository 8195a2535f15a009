"""The phrase lists of this stage, from ``phrases.toml``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from skrot.toml import Table, load

_TRAILING = " \t…:.!–-"


class _List(Table, frozen=True):
    lines: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


_Lists = dict[str, _List]


class Phrases(NamedTuple):
    """One list: phrases that are a whole line, and those a line begins or ends with."""

    lines: frozenset[str]
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    initials: frozenset[str]


@cache
def phrases(name: str) -> Phrases:
    """Give the phrase list of that name.

    Raises
    ------
    KeyError
        If ``phrases.toml`` has no such table.
    """
    return load_phrases()[name]


@cache
def load_phrases() -> dict[str, Phrases]:
    """Give all lists of phrases by the name of their table."""
    lists = load("skrot.read.structure", "data/phrases.toml", _Lists)
    return {name: _phrases(content) for name, content in lists.items()}


def _phrases(content: _List) -> Phrases:
    lines, starts, ends = (
        tuple(phrase.casefold() for phrase in some)
        for some in (content.lines, content.starts, content.ends)
    )
    first = {phrase[0] for phrase in (*lines, *starts)}
    initials = frozenset(first | {char.upper() for char in first})
    return Phrases(frozenset(lines), starts, ends, initials)


def matches(name: str, text: str) -> bool:
    """Tell whether a line is, or begins with, a phrase of the list `name`."""
    found = phrases(name)
    if text[:1] not in found.initials:
        return False
    folded = text.casefold().strip()
    if folded.rstrip(_TRAILING) in found.lines or folded in found.lines:
        return True
    return bool(found.starts) and folded.startswith(found.starts)
