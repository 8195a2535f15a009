"""What is known of the entities of a corpus while they are brought together.

Documents come one at a time and leave only counts behind; whatever is decided is decided on counts
in a sorted order, so that the order of the documents does not matter.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from skrot.corrections import NameRule
from skrot.extract.names.keys import folded, name_key
from skrot.extract.names.people import without_article
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention

# Whether a person, and the name as it is looked up.
Key = tuple[bool, str]

# In a name of more words than these an article may stand apart: "Zeid Raad Al Hussein".
_APART = 2

# What is written, and for each mention the number of its document.
Forms: TypeAlias = "dict[str, array[int]]"


@dataclass
class Group:
    """What is known of an entity over the documents read so far.

    ``names`` counts names in the nominative. ``forms`` has what is written and for each mention the
    number of its document; those that only point to the entity (adjectives, inhabitants) are in
    ``pointing``. ``given`` is the name that a user has given it, ``apart`` what it is never one
    with.
    """

    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    labels: Counter[EntityLabel] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)
    forms: Forms = field(default_factory=dict)
    pointing: Forms = field(default_factory=dict)
    keys: list[Key] = field(default_factory=list)
    given: NameRule | None = None
    apart: set[str] = field(default_factory=set)

    @property
    def size(self) -> int:
        """The number of mentions."""
        return sum(map(len, (*self.forms.values(), *self.pointing.values())))

    @property
    def docs(self) -> set[int]:
        """The numbers of the documents it is in."""
        return {doc for docs in (*self.forms.values(), *self.pointing.values()) for doc in docs}

    @property
    def name(self) -> str:
        """The name that is found most often, of equals the first of the alphabet."""
        if self.given is not None:
            return self.given.canonical
        return min(self.names, key=lambda name: (-self.names[name], name))

    @property
    def label(self) -> EntityLabel:
        """The label that most mentions have."""
        return min(self.labels, key=lambda one: (-self.labels[one], one))

    def may_take(self, other: Group) -> bool:
        """Whether another group may be taken in: no name that a user has given is taken away."""
        if other.given is not None:
            return False
        apart = self.apart or other.apart
        return not apart or (
            self.apart.isdisjoint(other.spellings()) and other.apart.isdisjoint(self.spellings())
        )

    def spellings(self) -> set[str]:
        """Return the names and aliases, without letter case."""
        return {name.casefold() for name in (*self.names, *self.aliases)}

    def take(self, other: Group) -> None:
        """Take everything of another group in."""
        self.names += other.names
        self.aliases |= other.aliases
        self.labels += other.labels
        self.codes |= other.codes
        for mine, theirs in ((self.forms, other.forms), (self.pointing, other.pointing)):
            for form, docs in theirs.items():
                mine.setdefault(form, array("I")).extend(docs)
        self.keys += other.keys
        self.apart |= other.apart

    def take_short(self, other: Group) -> None:
        """Take a group in whose names are only other names of this one, never its own."""
        self.aliases.update(other.names)
        other.names = Counter()
        self.take(other)


Groups = dict[str, Group]


def usual_first(groups: Groups, keys: Iterable[str]) -> list[str]:
    """Give keys in the order of how often their groups are named, then of the alphabet."""
    return sorted(keys, key=lambda key: (-groups[key].size, key))


def take_rest(groups: Groups, keys: Sequence[str]) -> None:
    """Give groups to that of the first of their keys, as other names, where it may take them."""
    first, *rest = keys
    for key in rest:
        if groups[first].may_take(groups[key]):
            groups[first].take_short(groups.pop(key))


class Corpus(NamedTuple):
    """The groups of people and of everything else by key, and the names of the documents.

    ``exact`` are names, without letter case, that a user keeps apart from what has their key.
    """

    people: Groups
    others: Groups
    docs: list[str]
    exact: frozenset[str]

    def groups(self) -> list[Group]:
        """Return all groups."""
        return [*self.people.values(), *self.others.values()]


def collect(
    per_document: Iterable[tuple[str, Sequence[Mention], Sequence[Entity]]],
    rules: Sequence[NameRule],
) -> Corpus:
    """Count what documents say about their entities; those with one key are one group."""
    corpus = Corpus({}, {}, [], _alike(rules))
    given = {rule.canonical: rule for rule in reversed(rules)}
    for doc, mentions, entities in per_document:
        corpus.docs.append(doc)
        number = len(corpus.docs) - 1
        mine: dict[str, Group] = {}
        for entity in entities:
            person, key = key_of(entity, corpus.exact)
            groups = corpus.people if person else corpus.others
            group = groups.setdefault(key, Group(keys=[(person, key)]))
            mine[entity.entity] = group
            group.names[entity.name] += entity.mentions
            group.aliases.update(entity.aliases)
            group.labels[entity.label] += entity.mentions
            if entity.code:
                group.codes.add(entity.code)
            rule = given.get(entity.name)
            if rule is not None and rule.label in {None, entity.label}:
                group.given = rule
        for mention in mentions:
            owner = mine[mention.entity]
            forms = owner.pointing if mention.relational else owner.forms
            forms.setdefault(mention.text, array("I")).append(number)
    for group in corpus.groups() if rules else ():
        if group.given is not None:
            name = group.given.canonical
            same = [rule.apart_from for rule in rules if rule.canonical == name]
            group.apart = {other.casefold() for names in same for other in names}
    return corpus


def key_of(entity: Entity, exact: frozenset[str]) -> Key:
    """Give the key of an entity of a document."""
    person, name = entity.label == "persName", entity.name
    if exact and name.casefold() in exact:
        return person, f"={name.casefold()}"
    return person, person_key(name) if person else name_key(name)


def person_key(name: str) -> str:
    """Give what the orders of a person's name share, with an article and without.

    A slip in a diacritic is none, and a full stop or a hyphen tells no two people apart.
    """
    bare = " ".join(map(without_article, name.casefold().replace(".", " ").split()))
    words = folded(bare).replace("-", " ").split() or [name.casefold()]
    if len(words) > _APART:
        words = [word for word in words if word not in name_words().articles]
    return " ".join(sorted(words))


def _alike(rules: Sequence[NameRule]) -> frozenset[str]:
    """Return the names, without letter case, that share a key with what they are apart from."""
    return frozenset(
        other.casefold()
        for rule in rules
        for other in rule.apart_from
        for key in (person_key, name_key)
        if key(other) == key(rule.canonical)
    )
