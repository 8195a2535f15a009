"""Base forms of words that the dictionary does not know: names above all.

A guess needs support: a known word behind a prefix, the base form elsewhere in the document, or an
ending that fits the case that the context asks for. Otherwise the form itself is its base form.
"""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from skrot.polish.characters import VOWELS
from skrot.polish.dictionary import Reading, analyse
from skrot.toml import Table, load

_OPEN = frozenset({"subst", "adj", "adv", "ger", "pact", "ppas", "inf", "fin", "praet"})
_SHORTEST_STEM = 3


class Ending(Table, frozen=True):
    """An inflected ending: the cases and genders it marks, what to take off and put on."""

    cases: frozenset[str]
    genders: frozenset[str]
    off: str
    on: str
    vowel: bool = False


class Guesser(Table, frozen=True):
    """The contents of ``guesser.toml``."""

    prefixes: tuple[str, ...]
    ending: tuple[Ending, ...]


@lru_cache(maxsize=1)
def load_guesser() -> Guesser:
    """Give the packaged table."""
    return load("skrot.annotate", "data/guesser.toml", Guesser)


@lru_cache(maxsize=1)
def _prefixes() -> tuple[str, ...]:
    return tuple(sorted(load_guesser().prefixes, key=len, reverse=True))


@lru_cache(maxsize=1 << 12)
def prefixed(form: str) -> tuple[Reading, ...]:
    """Read an unknown word as a known prefix and a known word ("okołowojskowego")."""
    low = form.lower()
    if not low.startswith((*_prefixes(), "-")):  # a hyphen is taken off below, too
        return ()
    for prefix in _prefixes():
        rest = low.removeprefix(prefix).removeprefix("-")
        if rest != low and len(rest) > _SHORTEST_STEM:
            before = low[: len(low) - len(rest)]
            found = [r for r in analyse(rest) if r.pos in _OPEN and not r.lemma[:1].isupper()]
            if found:
                return tuple(r._replace(lemma=before + r.lemma) for r in found)
    return ()


@lru_cache(maxsize=1 << 12)
def candidates(form: str) -> tuple[tuple[str, Ending], ...]:
    """Give every base form that an ending allows, with the ending."""
    found: list[tuple[str, Ending]] = []
    for ending in load_guesser().ending:
        if not form.endswith(ending.off):
            continue
        stem = form[: len(form) - len(ending.off)]
        if len(stem) < _SHORTEST_STEM:
            continue
        if not ending.on and (stem[-1] in VOWELS) != ending.vowel:
            continue
        found.append((stem + ending.on, ending))
    return tuple(found)


def base_form(form: str, case: str, gender: str, known: Set[str]) -> str:
    """Guess the base form of an unknown name.

    Parameters
    ----------
    form : str
        The name as it stands in the text.
    case, gender : str
        What the context asks for, in SGJP terms ("gen", "m1"); empty when it says nothing.
    known : set of str
        Forms of the document; a base form among them is preferred.
    """
    options = candidates(form)
    for base, _ in options:
        if base in known:
            return base
    if case in {"", "nom", "voc"}:
        return form
    for base, ending in options:
        if case in ending.cases and gender in ending.genders:
            return base
    return form
