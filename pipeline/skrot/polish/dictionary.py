"""The inflection dictionary: Morfeusz 2 with the SGJP data, cached and cleaned up.

Morfeusz gives every analysis of a form without looking at its context. Here a form is one token:
what Morfeusz cuts into segments ("żebyś" = żeby + ś) comes back as readings of the whole.

Source: Woliński, "Morfeusz Reloaded", LREC 2014; the tags are those of http://sgjp.pl/.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import morfeusz2

_CACHE = 1 << 16
_ENCLITICS = frozenset({"aglt", "part", "ppron3"})
_NO_READING = frozenset({"ign", "sp"})

# The classes of names that readings carry, as SGJP calls them.
FORENAME = "imię"
SURNAME = "nazwisko"
PATRONYMIC = "patronimicum"
GEOGRAPHIC = "nazwa_geograficzna"
GEOGRAPHIC_PART = "człon_nazwy_geograficznej"
ORGANISATION = "nazwa_organizacji"
COMPANY = "nazwa_firmy"
INSTITUTION = "nazwa_instytucji"
BUILDING = "nazwa_własna_budowli"
COMMON = "nazwa_pospolita"

Edge = tuple[int, int, tuple[str, str, str, list[str], list[str]]]


class Reading(NamedTuple):
    """One analysis of a form.

    Attributes
    ----------
    lemma : str
        The base form without the number or letter that tells homonyms apart.
    tag : str
        The SGJP tag, alternatives joined by dots: ``subst:sg:gen.acc:m1``.
    names : tuple of str
        Name classes: `FORENAME`, `SURNAME`, `GEOGRAPHIC`, `COMMON` …
    qualifiers : tuple of str
        Usage labels: ``daw.`` (obsolete), ``pot.`` (colloquial) …
    """

    lemma: str
    tag: str
    names: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()

    @property
    def pos(self) -> str:
        """The grammatical class: the tag up to its first colon."""
        return self.tag.partition(":")[0]


class Form(NamedTuple):
    """One inflected form of a lemma, with the reading it has."""

    form: str
    reading: Reading


class _Shared:
    """The one Morfeusz instance of a process: it is not safe in threads, so calls take turns."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._morfeusz: morfeusz2.Morfeusz | None = None

    def _instance(self) -> morfeusz2.Morfeusz:
        if self._morfeusz is None:
            self._morfeusz = morfeusz2.Morfeusz(
                generate=True,
                separate_numbering=False,
                praet="composite",
                whitespace=morfeusz2.KEEP_WHITESPACES,
            )
        return self._morfeusz

    def analyse(self, form: str) -> list[Edge]:
        with self._lock:
            return list(self._instance().analyse(form))

    def generate(self, lemma: str) -> list[tuple[str, str, str, list[str], list[str]]]:
        with self._lock:
            return list(self._instance().generate(lemma))


_shared = _Shared()


@lru_cache(maxsize=_CACHE)
def analyse(form: str) -> tuple[Reading, ...]:
    """Give all dictionary readings of one token.

    A form with a full stop at its end is looked up as an abbreviation ("tys." → tysiąc). Readings
    come in a fixed order without repeats.

    Parameters
    ----------
    form : str
        One token. Letter case matters: "chin" has no reading "Chiny".

    Returns
    -------
    tuple of Reading
        Empty for a form that the dictionary does not know.
    """
    # Morfeusz writes a complaint about the replacement character to the standard error.
    if not form or form.isspace() or "\ufffd" in form:
        return ()
    found = [r for r in _readings(form) if r.pos not in _NO_READING]
    if form.islower():
        # Morfeusz falls back on names when it finds nothing else: "tys" as the surname Tys.
        common = [r for r in found if not r.lemma[:1].isupper()]
        found = common or found
    elif not form.isupper():
        found = [r for r in found if r.pos != "romandig"]
    return tuple(sorted(set(found)))


@lru_cache(maxsize=_CACHE)
def is_known(word: str) -> bool:
    """Tell whether letters are a word, in small letters at least; faster than its readings."""
    edges = _shared.analyse(word)
    if word.islower() or not _is_ignored(edges):
        return not _is_ignored(edges)
    return not _is_ignored(_shared.analyse(word.lower()))


def _is_ignored(edges: list[Edge]) -> bool:
    return any(edge[2][2] == "ign" for edge in edges)


@lru_cache(maxsize=1 << 13)
def generate(lemma: str) -> tuple[Form, ...]:
    """Give all forms of a lemma, of every homonym that has it, in a fixed order.

    Parameters
    ----------
    lemma : str
        A base form; letter case matters.

    Returns
    -------
    tuple of Form
        Empty for a lemma that the dictionary does not know.
    """
    if not lemma or any(char.isspace() for char in lemma):
        return ()
    forms = {
        Form(form, _reading(base, tag, names, qualifiers))
        for form, base, tag, names, qualifiers in _shared.generate(lemma)
        if tag not in _NO_READING
    }
    return tuple(sorted(forms))


@lru_cache(maxsize=1 << 12)
def before_hyphen(form: str) -> tuple[Reading, ...]:
    """Give the readings of a form as the first part of a compound ("polsko" + "-japoński")."""
    if not form.isalpha():
        return ()
    edges = _shared.analyse(f"{form}-polski")
    first = min(edge[0] for edge in edges)
    found = {_reading(*tail[1:]) for start, _, tail in edges if start == first}
    return tuple(sorted(reading for reading in found if reading.pos == "adja"))


@lru_cache(maxsize=1 << 12)
def expand(tag: str) -> tuple[str, ...]:
    """Multiply out the alternatives of a tag: ``adj:sg:nom.voc:m1:pos`` gives two tags."""
    return tuple(":".join(parts) for parts in product(*(p.split(".") for p in tag.split(":"))))


def _reading(base: str, tag: str, names: list[str], qualifiers: list[str]) -> Reading:
    return Reading(clean_lemma(base), tag, tuple(names), tuple(qualifiers))


def clean_lemma(base: str) -> str:
    """Take the homonym mark off a base form ("rok:Sm3~lata" → rok)."""
    head, colon, _ = base.partition(":")
    return (head if head and colon else base).replace("_", " ")


def _readings(form: str) -> list[Reading]:
    edges = _shared.analyse(form)
    if not edges:
        return []
    first = min(edge[0] for edge in edges)
    last = max(edge[1] for edge in edges)
    whole = [_reading(*tail[1:]) for start, end, tail in edges if (start, end) == (first, last)]
    return whole or _segmented(form, edges, first)


def _segmented(form: str, edges: list[Edge], first: int) -> list[Reading]:
    """Read a form that Morfeusz cuts: an abbreviation, a compound or a word with an enclitic."""
    head = [_reading(*tail[1:]) for start, _, tail in edges if start == first]
    rest = [tail for start, _, tail in edges if start != first]
    classes = {tail[2].partition(":")[0] for tail in rest}
    if "ign" in classes:
        return []
    if all(tail[0] == "." for tail in rest):
        return [reading for reading in head if reading.tag == "brev:pun"]
    if "-" in form:
        return _compound(edges)
    return head if classes <= _ENCLITICS else []


def _compound(edges: list[Edge]) -> list[Reading]:
    """Read "polsko-japońska" as an inflected last part with what stands before it."""
    last = max(edge[1] for edge in edges)
    heads = [edge for edge in edges if edge[1] == last]
    start = heads[0][0]
    prefix: dict[int, str] = {}
    for begin, end, tail in edges:
        if end <= start:
            adjectival = tail[2] in {"adja", "interp"} or begin not in prefix
            prefix[begin] = tail[0] if adjectival else prefix[begin]
    before = "".join(prefix[key] for key in sorted(prefix))
    joined = [_reading(*tail[1:]) for _, _, tail in heads]
    return [r._replace(lemma=before + r.lemma) for r in joined if r.pos in {"adj", "subst"}]
