"""The words by which quotations are found: read once from ``quotes.toml``, checked strictly."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from skrot.records import QuoteAct
from skrot.toml import Table, load

Verbs = dict[QuoteAct, frozenset[str]]


class Openers(Table, frozen=True):
    """Conjunctions of what is said, asked for, asked, contrasted, or only supposed."""

    that: frozenset[str]
    order: frozenset[str]
    question: frozenset[str]
    about: frozenset[str]
    contrast: frozenset[str]
    also: frozenset[str]
    unreal: frozenset[str]


class Phrase(Table, frozen=True):
    """Nouns that say something with a verb of their own."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    act: QuoteAct
    denied: bool = False


class Opinion(Table, frozen=True):
    """What says whose opinion or information a sentence is."""

    after: tuple[str, ...]
    before: frozenset[str]
    source: frozenset[str]
    by: frozenset[str]
    several: frozenset[str]
    members: frozenset[str]
    reports: frozenset[str]
    comparing: str
    as_: frozenset[str]
    joined: frozenset[str]
    pronouns: dict[str, tuple[str, str]]
    persons: dict[str, tuple[str, str]]


class Addressee(Table, frozen=True):
    """How those are named to whom something is said."""

    nouns: frozenset[str]
    with_: frozenset[str]
    for_: frozenset[str]


class WordsOf(Table, frozen=True):
    """Nouns for what somebody has said or written."""

    nouns: frozenset[str]
    from_: frozenset[str]
    answered: frozenset[str]
    holding: frozenset[str]


class Calls(Table, frozen=True):
    """How a page tells its readers to look at something else."""

    verbs: frozenset[str]
    seen: frozenset[str]


class Roles(Table, frozen=True):
    """Nouns for people by what they do; those of one group mean one role."""

    deputy: str
    only: frozenset[str]
    called_so: frozenset[str]
    groups: tuple[tuple[str, ...], ...]


class Subjects(Table, frozen=True):
    """What stands for a subject, and what is said of it."""

    pronouns: dict[str, tuple[str, str]]
    reflexive: str
    pointing: frozenset[str]
    relative: str
    own_reflexive: frozenset[str]
    happening: frozenset[str]
    being: frozenset[str]
    things: frozenset[str]
    having: str
    aged: frozenset[str]
    ones: frozenset[str]
    shares: frozenset[str]


class Thing(Table, frozen=True):
    """Nouns for things of one kind, and how a name tells that it is of one."""

    nouns: frozenset[str]
    words: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    countries: bool = False
    places: bool = False
    any: bool = False


class Vocabulary(Table, frozen=True):
    """What ``quotes.toml`` holds; the comments there say what each list means."""

    reading: frozenset[str]
    denied: frozenset[str]
    judging: frozenset[str]
    thinking: frozenset[str]
    naming: frozenset[str]
    adding: frozenset[str]
    pages: frozenset[str]
    showing: frozenset[str]
    people: frozenset[str]
    generic: frozenset[str]
    signing: frozenset[str]
    not_reflexive: frozenset[str]
    only_reflexive: frozenset[str]
    addressing: frozenset[str]
    papers: frozenset[str]
    of_somebody: frozenset[str]
    facts: frozenset[str]
    calling: frozenset[str]
    pointing: frozenset[str]
    another: frozenset[str]
    entitled: frozenset[str]
    openers: Openers
    verbs: Verbs
    beside: Verbs
    phrase: tuple[Phrase, ...]
    nouns: Verbs
    opinion: Opinion
    addressee: Addressee
    words_of: WordsOf
    calls: Calls
    roles: Roles
    subjects: Subjects
    thing: tuple[Thing, ...]


@cache
def vocabulary() -> Vocabulary:
    """Give the words by which quotations are found."""
    return load("skrot.extract.quotes", "data/quotes.toml", Vocabulary)


@cache
def reporting() -> Mapping[str, QuoteAct]:
    """Map the verbs after which what is said stands as a clause to the kind of the act."""
    return _acts(vocabulary().verbs)


@cache
def speaking() -> Mapping[str, QuoteAct]:
    """Map the verbs beside which the words themselves stand to the kind of the act."""
    return {**_acts(vocabulary().beside), **reporting()}


@cache
def telling() -> Mapping[str, QuoteAct]:
    """Map the nouns after which what is said stands as a clause to the kind of the act."""
    return _acts(vocabulary().nouns)


@cache
def source_openers() -> frozenset[str]:
    """Give the words that what tells the source of a statement begins with: *zdaniem*, *jej*."""
    opinion = vocabulary().opinion
    phrases = {phrase.split()[0] for phrase in opinion.after}
    return opinion.source | opinion.pronouns.keys() | phrases


@cache
def roles() -> Mapping[str, int]:
    """Map the nouns, and the pairs of nouns, that mean a role to its number."""
    return {name: at for at, group in enumerate(vocabulary().roles.groups) for name in group}


@cache
def only_ones() -> frozenset[int]:
    """Give the numbers of the roles of which a text mostly has one: *premier*, *szef rządu*."""
    return frozenset(roles()[noun] for noun in vocabulary().roles.only)


@cache
def human() -> frozenset[str]:
    """Give the nouns for one person."""
    return vocabulary().people | {name for name in roles() if " " not in name}


@cache
def things() -> Mapping[str, Thing]:
    """Map each noun for an institution or a place to what it may mean."""
    return {noun: thing for thing in vocabulary().thing for noun in thing.nouns}


def _acts(verbs: Verbs) -> dict[str, QuoteAct]:
    return {lemma: act for act, lemmas in verbs.items() for lemma in lemmas}
