"""Names from abroad that two languages write: "Szefczovicz", "Szefczowicz"; "RIA Novosti"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from skrot.extract.names.groups import Group, Groups, take_rest, usual_first
from skrot.extract.names.keys import folded
from skrot.extract.names.nominatives import is_initial
from skrot.extract.names.people import is_forename
from skrot.polish.dictionary import analyse

# How the letters of one sound are written, in the order in which they are looked for.
_SOUNDS = {
    "tsch": "c", "sch": "s", "tch": "c", "sz": "s", "sh": "s", "cz": "c", "ch": "c",
    "zh": "z", "rz": "z", "kh": "h", "ph": "f", "th": "t", "ou": "u", "oo": "u", "ee": "i",
    "ck": "k", "ca": "ka", "co": "ko", "cu": "ku", "w": "v", "y": "i", "j": "i", "q": "k",
    "x": "ks", "aa": "a", "oe": "o", "ae": "a", "ue": "u",
}  # fmt: skip
# How letters are written where a keyboard lacks them.
_SPELT = str.maketrans({"ö": "oe", "ä": "ae", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_WRITTEN = re.compile("|".join(_SOUNDS))
_TWICE = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """Give a word as it is heard, whatever the language that it is written in."""
    heard = _WRITTEN.sub(lambda found: _SOUNDS[found[0]], folded(_spelt(word)))
    return _TWICE.sub(r"\1", heard)


def _spelt(word: str) -> str:
    return word.lower().translate(_SPELT)


def join_sounding(groups: Groups) -> None:
    """Join names of several words that sound alike; the usual one stays.

    Where they differ the dictionary has neither word, but of two spellings of a forename one:
    "Nowak" and "Novak" are two surnames, "Sergey" and "Siergiej" one forename; so is "Schröder"
    without its sign, "Schroeder".
    """
    heard: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, group in groups.items():
        words = group.name.split()
        if len(words) > 1 and not any(map(is_initial, words)):
            heard[tuple(map(sound, words))].append(key)
    for alike in sorted(heard):
        usual, *rest = usual_first(groups, heard[alike])
        take_rest(groups, [usual, *(key for key in rest if _are_one(groups[usual], groups[key]))])


def _are_one(usual: Group, other: Group) -> bool:
    if usual.label != other.label or other.codes:
        return False
    first, second = usual.name.split(), other.name.split()
    return all(_are_spellings(at, first, second) for at in range(len(first)))


def _are_spellings(at: int, first: Sequence[str], second: Sequence[str]) -> bool:
    one, two = first[at], second[at]
    if _spelt(one) == _spelt(two):
        return True
    known = [bool(analyse(word)) for word in (one, two)]
    forename = at == 0 and (is_forename(one) or is_forename(two))
    return not all(known) if forename else not any(known)
