"""The phrase lists of this stage (``phrases.toml``), loaded once and checked strictly."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

_TRAILING = " \t…:.!–-"
_KEYS = frozenset({"lines", "starts", "ends"})


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
    ValueError
        If a table has a key other than ``lines``, ``starts`` and ``ends``.
    """
    return _load()[name]


@cache
def _load() -> dict[str, Phrases]:
    file = resources.files(__package__).joinpath("data/phrases.toml")
    data = tomllib.loads(file.read_text("utf-8"))
    for table, content in data.items():
        if unknown := sorted(content.keys() - _KEYS):
            msg = f"phrases.toml: unknown key in [{table}]: {', '.join(unknown)}"
            raise ValueError(msg)
    return {table: _phrases(content) for table, content in data.items()}


def _phrases(content: dict[str, list[str]]) -> Phrases:
    folded = {key: tuple(phrase.casefold() for phrase in content.get(key, ())) for key in _KEYS}
    lines, starts = frozenset(folded["lines"]), folded["starts"]
    first = {phrase[0] for phrase in (*lines, *starts)}
    initials = frozenset(first | {char.upper() for char in first})
    return Phrases(lines, starts, folded["ends"], initials)


def matches(name: str, text: str) -> bool:
    """Tell whether a line is, or begins with, a phrase of the list `name`."""
    found = phrases(name)
    if text[:1] not in found.initials:
        return False
    folded = text.casefold().strip()
    if folded.rstrip(_TRAILING) in found.lines or folded in found.lines:
        return True
    return bool(found.starts) and folded.startswith(found.starts)
