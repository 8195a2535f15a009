"""Links to other texts ("Czytaj więcej: …") and names of agencies ("aja/PAP"), by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from skrot.polish.characters import LOWER, UPPER
from skrot.toml import Table, load

_MARKS = r"(?: ?(?:[:»→|…]|>{1,3}|\.{3}))"
_ENDS = (".", "?", "!", ",", ";")
_LONGEST_LABEL = 60
_LONGEST_CREDIT = 60


class _Notices(Table, frozen=True):
    calls: tuple[str, ...]
    more: tuple[str, ...]
    seen: tuple[str, ...]
    agencies: tuple[str, ...]


@cache
def _notices() -> _Notices:
    return load("skrot.read.structure", "data/notices.toml", _Notices)


def is_link(text: str) -> bool:
    """Tell whether a line tells to read or see something: "Zobacz także: Nowy most", "#gmina"."""
    return _link().match(text) is not None or (
        len(text) <= _LONGEST_LABEL and _alone().fullmatch(text) is not None
    )


def is_link_label(text: str) -> bool:
    """Tell whether a line says that links follow: "Czytaj więcej"."""
    return len(text) <= _LONGEST_LABEL and _label().fullmatch(text) is not None


def find_link_at_end(text: str) -> int:
    """Give where a link begins that is glued to the end of a paragraph; its length if none is."""
    if text.endswith(_ENDS) and not text.endswith("..."):
        return len(text)
    tail = max(len(text) - _LONGEST_LABEL, 0)
    match = _glued().search(text, tail)
    return match.start() if match and match.start() else len(text)


def find_calls(text: str) -> Iterator[tuple[int, int, bool]]:
    """Find calls inside a paragraph: where they begin and end, and whether a title follows."""
    for match in _marked().finditer(text) if "»" in text or ">" in text else ():
        if match.start():
            yield match.start(), match.end(), False
    first = _titled().match(text)
    for match in (first, *_called().finditer(text)) if first else _called().finditer(text):
        if match["call"][0].isupper():
            yield match.start("call"), match.end(), True


def find_link_in_credit(text: str) -> int | None:
    """Find where a link to another text follows a credit with no mark between."""
    match = _in_credit().search(text)
    return match.start() if match else None


def is_signature(text: str) -> bool:
    """Tell whether a line names agencies, with the initials of who wrote it or without."""
    return len(text) <= _LONGEST_CREDIT and _signature().fullmatch(text) is not None


def is_agency(text: str) -> bool:
    """Tell whether a name is that of an agency."""
    return _agency().fullmatch(text) is not None


@cache
def _agency() -> re.Pattern[str]:
    return re.compile("|".join(_notices().agencies))


@cache
def _call() -> str:
    """A call with what is called for, or with a mark behind it."""
    calls, more = "|".join(_notices().calls), "|".join(_notices().more)
    return rf"(?:{calls})(?:(?: (?:{more})){{1,3}}{_MARKS}{{0,3}}|{_MARKS}{{1,3}})"


@cache
def _link() -> re.Pattern[str]:
    calls, more = "|".join(_notices().calls), "|".join(_notices().more)
    seen = "|".join(_notices().seen)
    marked = rf"(?:{calls})(?: (?:{more}|{seen})){{0,3}} ?[:»→|>]{{1,3}}"
    dashed = rf"(?:{calls})(?: (?:{more})){{1,3}} [–-]"
    return re.compile(rf"(?:{marked}|{dashed}) ?\S", re.IGNORECASE)


@cache
def _alone() -> re.Pattern[str]:
    """Match a call to what is not named: "Zobacz galerię", "Czytaj więcej w rp.pl", "#gmina"."""
    calls, more = "|".join(_notices().calls), "|".join(_notices().more)
    seen = "|".join(_notices().seen)
    what = rf"(?: (?:{more}|{seen})){{1,3}}"
    where = r" (?:w|na)(?: [^\s.!?]{1,20}(?:\.\w{1,10})?){1,4}"
    called = rf"(?:{calls})(?:{what}(?:{where})?|{where}){_MARKS}{{0,3}}"
    return re.compile(rf"{called}|(?:#\w+,? ?)+", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    calls = "|".join(_notices().calls)
    return re.compile(rf"[\[(]?(?:{_call()}|(?:{calls}):?)[\])]?", re.IGNORECASE)


@cache
def _what() -> str:
    """A call with what is called for, if anything is."""
    calls, more = "|".join(_notices().calls), "|".join(_notices().more)
    seen = "|".join(_notices().seen)
    return rf"(?:{calls})(?: (?:{more}|{seen}))"


@cache
def _in_credit() -> re.Pattern[str]:
    """Match a call, and where the text is, before a colon: "Polecamy w Kurierze: …"."""
    return re.compile(rf"(?<= )(?:{_what()}{{0,3}})(?: w(?: \w+){{1,3}})? ?: \w", re.IGNORECASE)


@cache
def _marked() -> re.Pattern[str]:
    """Match a call before a mark, in whatever it is glued to."""
    return re.compile(rf"{_what()}{{0,3}} ?(?:»|>{{1,3}})", re.IGNORECASE)


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(?P<call>{_what()}{{0,3}}) ?:", re.IGNORECASE)


@cache
def _called() -> re.Pattern[str]:
    """Match a call after a full stop, with a colon or with what is called for."""
    call = rf"(?P<call>{_what()}{{1,3}}(?= )|{_what()}{{0,3}} ?:)"
    return re.compile(rf"[.!?…”\"»)] ?{call}", re.IGNORECASE)


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(rf"(?<=[.!?…”\")]) ?[\[(]?{_call()}[\])]?$", re.IGNORECASE)


@cache
def _signature() -> re.Pattern[str]:
    agency = "|".join(_notices().agencies)
    medium = rf"[{UPPER}]\w{{1,20}}(?:[ .][{UPPER}\d]\w{{0,20}}){{0,2}}"
    initials = f"[{LOWER}]{{2,4}}"
    one, between = f"(?:{agency}|{medium}|{initials})", r"(?: ?[/,] ?)"
    named = rf"(?:{one}{between}){{0,3}}(?:{agency})(?:{between}{one}){{0,3}}"
    short = f"[{LOWER}{UPPER}]{{1,5}}"
    several = rf"(?=.*[{LOWER}]{{2}})(?=.*[/\\]){short}(?:(?:, ?|/{{1,2}}|\\){short}){{1,5}}"
    return re.compile(rf"\(?(?:{named}|{several})/?\)?|\({initials}\)")
