"""The word lists of this package: read once from ``language.toml``, checked strictly."""

from __future__ import annotations

from functools import cache
from typing import Literal

from skrot.toml import Table, load

Gender = Literal["Masc", "Fem", "Neut", "MascNeut", "MascNeutAny", "Any"]
Number = Literal["Sing", "Plur", "Any"]


class Demonstratives(Table, frozen=True):
    """Forms of *ten*, *tamten*, *taki*, *ów* and idioms in which they point at nothing."""

    forms: frozenset[str]
    neuter: frozenset[str]
    alike: frozenset[str]
    idioms: frozenset[str]


class Trimming(Table, frozen=True):
    """Words by which is told what may be left out of a sentence."""

    reporting: frozenset[str]
    publishers: frozenset[str]
    agencies: frozenset[str]
    informing_lemma: str
    named_act: tuple[str, ...]
    gazettes: frozenset[str]
    spokesmen: frozenset[str]
    beside: frozenset[str]
    asides: tuple[str, ...]
    limiting: frozenset[str]
    doubting: frozenset[str]
    gazette: frozenset[str]
    letter_words: frozenset[str]
    informing: frozenset[str]


class Language(Table, frozen=True):
    """What ``language.toml`` holds; the comments there say what each list means."""

    stop_lemmas: frozenset[str]
    openers: frozenset[str]
    opening_phrases: tuple[str, ...]
    openers_with_phrase: frozenset[str]
    connectives: frozenset[str]
    adverbs: frozenset[str]
    additive: frozenset[str]
    joined_additive: frozenset[str]
    subordinators: frozenset[str]
    correlates: frozenset[str]
    time_lemmas: frozenset[str]
    anaphoric_nouns: frozenset[str]
    pairs: frozenset[str]
    impersonal: frozenset[str]
    intransitive: frozenset[str]
    quantifiers: frozenset[str]
    speech: frozenset[str]
    relatives: frozenset[str]
    predicatives: frozenset[str]
    announcing: frozenset[str]
    answer_marks: tuple[str, ...]
    letter_openings: tuple[str, ...]
    letter_subjects: tuple[str, ...]
    letter_references: tuple[str, ...]
    letter_verbs: frozenset[str]
    letter_nouns: frozenset[str]
    mentioned: frozenset[str]
    offices: frozenset[str]
    holders: frozenset[str]
    unique: frozenset[str]
    evasive: tuple[str, ...]
    openers_before_verb: frozenset[str]
    leaning_openers: frozenset[str]
    completing: frozenset[str]
    comparing: str
    joining_demonstrative: str
    trailing_demonstrative: str
    announced_that: frozenset[str]
    relative_stem: str
    above: str
    subject_pronouns: frozenset[str]
    pair_forms: frozenset[str]
    denied_being: str
    having: str
    no_doubt: tuple[str, str]
    agreeing_pronouns: frozenset[str]
    reflexive: str
    impersonal_endings: tuple[str, ...]
    pronouns: dict[str, tuple[Gender, Number]]
    demonstratives: Demonstratives
    trimming: Trimming


@cache
def language() -> Language:
    """Return the word lists."""
    return load("skrot.extract.discourse", "data/language.toml", Language)
