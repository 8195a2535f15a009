"""One entity for all documents: names of different documents brought together.

Documents come one at a time and leave only counts behind; everything is decided on counts in a
sorted order, so that the order of the documents does not matter. Candidates are looked up (the same
key, the same surname, the nominatives that a form may have), never compared all with all: time is
linear in the names, and memory grows with the different names and four bytes for each document a
name is in.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from skrot.corrections import NameRule
from skrot.extract.names.keys import is_acronym, name_key, unique_ids
from skrot.extract.names.nominatives import candidates, is_initial
from skrot.extract.names.people import best_order, same_person, surnames_of
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention

_BLOCK_LETTERS = 4


# Whether a person, and the name as it is looked up.
_Key = tuple[bool, str]

# Names by their first word, below it by their second, and so on.
_Tree = dict[str, "_Tree"]


@dataclass
class _Group:
    """What is known of an entity over the documents read so far.

    ``given`` is the name that a user has given it, ``apart`` what it is never one with.
    """

    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    labels: Counter[EntityLabel] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)
    docs: array[int] = field(default_factory=lambda: array("I"))
    forms: Counter[str] = field(default_factory=Counter)
    keys: list[_Key] = field(default_factory=list)
    given: NameRule | None = None
    apart: set[str] = field(default_factory=set)

    def may_take(self, other: _Group) -> bool:
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

    def take(self, other: _Group) -> None:
        """Take everything of another group in."""
        self.names += other.names
        self.aliases |= other.aliases
        self.labels += other.labels
        self.codes |= other.codes
        self.docs += other.docs
        self.forms += other.forms
        self.keys += other.keys
        self.apart |= other.apart


class Identifiers(NamedTuple):
    """The identifiers that the entities of single documents got in the corpus."""

    by_key: dict[_Key, str]
    exact: frozenset[str] = frozenset()

    def of(self, entity: Entity) -> str:
        """Return the identifier of an entity as ``find_entities`` gave it."""
        return self.by_key[_key(entity, self.exact)]


_Groups = dict[str, _Group]


def link(
    per_document: Iterable[tuple[str, Sequence[Mention], Sequence[Entity]]],
    rules: Sequence[NameRule] = (),
) -> tuple[list[Entity], Identifiers]:
    """Make one entity of all that documents say about it.

    Parameters
    ----------
    per_document : iterable of (document, mentions, entities)
        What ``find_entities`` gave for each document; read once.
    rules : sequence of NameRule
        What a user has corrected: these names stay, and what is to be apart is not joined.

    Returns
    -------
    entities : list of Entity
        Sorted by identifier, with the mentions and documents of the whole corpus.
    identifiers : Identifiers
        From the entities of each document to the identifiers in ``entities``.
    """
    people: _Groups = {}
    others: _Groups = {}
    docs: list[str] = []
    given = {rule.canonical: rule for rule in reversed(rules)}
    exact = _alike(rules)
    for doc, mentions, entities in per_document:
        docs.append(doc)
        forms: dict[str, Counter[str]] = {}
        for mention in mentions:
            forms.setdefault(mention.entity, Counter())[mention.text] += 1
        for entity in entities:
            person, key = _key(entity, exact)
            group = (people if person else others).setdefault(key, _Group(keys=[(person, key)]))
            group.names[entity.name] += entity.mentions
            group.aliases.update(entity.aliases)
            group.labels[entity.label] += entity.mentions
            group.docs.append(len(docs) - 1)
            group.forms.update(forms.get(entity.entity, Counter()))
            if entity.code:
                group.codes.add(entity.code)
            rule = given.get(entity.name)
            if rule is not None and rule.label in {None, entity.label}:
                group.given = rule
    for group in (*people.values(), *others.values()) if rules else ():
        if group.given is not None:
            name = group.given.canonical
            same = [rule.apart_from for rule in rules if rule.canonical == name]
            group.apart = {other.casefold() for names in same for other in names}
    _join_forms(people)
    _join_fuller(people)
    _join_surnames(people)
    _join_forms(others)
    _join_aliases(others)
    _join_across(people, others)
    entities, ids = _entities([*people.values(), *others.values()], _lone_surnames(people), docs)
    return entities, ids._replace(exact=exact)


def _key(entity: Entity, exact: frozenset[str]) -> _Key:
    person, name = entity.label == "persName", entity.name
    if exact and name.casefold() in exact:
        return person, f"={name.casefold()}"
    return person, _person_key(name) if person else name_key(name)


def _person_key(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))


def _alike(rules: Sequence[NameRule]) -> frozenset[str]:
    """Return the names, without letter case, that share a key with what they are apart from."""
    return frozenset(
        other.casefold()
        for rule in rules
        for other in rule.apart_from
        for key in (_person_key, name_key)
        if key(other) == key(rule.canonical)
    )


def _main(group: _Group) -> str:
    if group.given is not None:
        return group.given.canonical
    return min(group.names, key=lambda name: (-group.names[name], name))


def _join_forms(groups: _Groups) -> None:
    """Join names that documents guessed differently: "Ishib" there, "Ishiba" here."""
    known = {
        _main(group): key
        for key, group in groups.items()
        if not group.codes and len(_main(group)) > _BLOCK_LETTERS
    }
    tree = _tree(known)
    for name in sorted(known, key=lambda name: (sum(groups[known[name]].forms.values()), name)):
        group = groups[known[name]]
        if group.given is not None:
            continue
        better = [
            known[other]
            for other in _readings(name.split(), group.forms, tree)
            if other != name
            and other[:_BLOCK_LETTERS] == name[:_BLOCK_LETTERS]
            and known.get(other) in groups
            and groups[known[other]].may_take(group)
        ]
        if better:
            best = max(better, key=lambda key: (sum(groups[key].forms.values()), key))
            taken = groups.pop(known[name])
            taken.names = Counter({_main(groups[best]): sum(taken.names.values())})
            groups[best].take(taken)


def _tree(names: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for name in names:
        branch = tree
        for word in name.split():
            branch = branch.setdefault(word, {})
    return tree


def _readings(words: Sequence[str], forms: Iterable[str], tree: _Tree) -> list[str]:
    """Return those beginnings of names in the tree that every form of a name can be a form of.

    Words are tried only where the tree goes on: all combinations of the words of a name would be
    exponentially many.
    """
    parts = [form.split() for form in forms]
    parts = [form for form in parts if len(form) == len(words)]
    found: list[tuple[tuple[str, ...], _Tree]] = [((), tree)]
    for position, word in enumerate(words):
        choice = {word}
        if parts and not any(c.known and c.nominative == word for c in candidates(word)):
            bases = [{c.nominative for c in candidates(form[position])} for form in parts]
            choice |= set.intersection(*bases)
        found = [
            ((*before, base), branch[base])
            for before, branch in found
            for base in sorted(choice)
            if base in branch
        ]
    return [" ".join(before) for before, _ in found]


def _join_fuller(people: _Groups) -> None:
    """Join "J. Kowalski" and "Jan Kowalski", "Jan Rokita" and "Jan Maria Rokita"."""
    by_word: dict[str, list[str]] = {}
    for key, group in people.items():
        for word in set(_main(group).split()):
            by_word.setdefault(word, []).append(key)
    for key in sorted(people, key=lambda k: (len(k.split()), k)):
        words = _main(people[key]).split()
        if len(words) < 2 or people[key].given is not None:
            continue
        surname = max((w for w in words if not is_initial(w)), key=len, default="")
        bearers = (
            other
            for other in by_word.get(surname, ())
            if other != key
            and other in people
            and same_person(words, _main(people[other]).split())
            and people[other].may_take(people[key])
        )
        fuller = list(islice(bearers, 2))
        if len(fuller) == 1:
            people[fuller[0]].take(_as_alias(people.pop(key), people[fuller[0]]))


def _join_surnames(people: _Groups) -> None:
    """Give a surname alone to the one person of that surname in the corpus."""
    bearers: dict[str, list[str]] = {}
    for key, group in people.items():
        words = _main(group).split()
        if len(words) > 1:
            for surname in surnames_of(words):
                bearers.setdefault(surname, []).append(key)
    for key in sorted(people):
        name = _main(people[key])
        owners = [] if " " in name else bearers.get(name, [])
        owners = [other for other in owners if people[other].may_take(people[key])]
        if len(owners) == 1:
            owner = people[owners[0]]
            owner.take(_as_alias(people.pop(key), owner))


def _join_aliases(others: _Groups) -> None:
    """Join "IPEF" to the one name that some document explains it with."""
    owners: dict[str, set[str]] = {}
    for key, group in others.items():
        for alias in group.aliases:
            if is_acronym(alias):
                owners.setdefault(name_key(alias), set()).add(key)
    for key in sorted(others):
        mine = owners.get(key, set()) - {key}
        if len(mine) == 1 and is_acronym(_main(others[key])):
            owner = others[min(mine)]
            if not owner.may_take(others[key]):
                continue
            owner.take(_as_alias(others.pop(key), owner))


def _join_across(people: _Groups, others: _Groups) -> None:
    """Decide for one label where documents mark one single word as a person and as a place."""
    for key in sorted(set(people) & set(others)):
        if " " in key or people[key].aliases:
            continue
        mine, theirs = sum(people[key].forms.values()), sum(others[key].forms.values())
        person, other = people[key], others[key]
        if (4 * mine <= theirs or other.given is not None) and other.may_take(person):
            others[key].take(people.pop(key))
        elif (
            (4 * theirs <= mine or person.given is not None)
            and not other.codes
            and person.may_take(other)
        ):
            people[key].take(others.pop(key))


def _as_alias(group: _Group, owner: _Group) -> _Group:
    """Turn the names of a group into aliases of the one that takes it in."""
    group.aliases.update(group.names)
    group.names = Counter({_main(owner): sum(group.names.values())})
    return group


def _lone_surnames(people: Mapping[str, _Group]) -> frozenset[str]:
    return frozenset(
        alias
        for group in people.values()
        for alias in [*group.aliases, *group.names]
        if " " not in alias
    )


def _entities(
    groups: Sequence[_Group], surnames: frozenset[str], docs: Sequence[str]
) -> tuple[list[Entity], Identifiers]:
    named: list[tuple[str, EntityLabel, _Group]] = []
    for group in groups:
        label = min(group.labels, key=lambda one: (-group.labels[one], one))
        name = _display(group, surnames) if label == "persName" else _written(group)
        if group.given is not None:
            label, name = group.given.label or label, group.given.canonical
        named.append((name, label, group))
    named.sort(key=lambda row: (row[0], row[1], sorted(row[2].keys)))
    ids = unique_ids((name, label) for name, label, _ in named)
    entities, by_key = [], {}
    for identifier, (name, label, group) in zip(ids, named, strict=True):
        entities.append(
            Entity(
                entity=identifier,
                name=name,
                label=label,
                aliases=tuple(sorted((group.aliases | set(group.names)) - {name})),
                mentions=sum(group.forms.values()),
                docs=tuple(sorted(docs[at] for at in set(group.docs))),
                code=min(group.codes, default=None),
            )
        )
        by_key.update(dict.fromkeys(group.keys, identifier))
    return sorted(entities, key=lambda entity: entity.entity), Identifiers(by_key)


def _display(group: _Group, surnames: frozenset[str]) -> str:
    counted = Counter({tuple(name.split()): count for name, count in group.names.items()})
    longest = max(len(name) for name in counted)
    for alias in group.aliases:
        words = tuple(alias.split())
        if len(words) == longest > 1 and set(words) in [set(name) for name in counted]:
            counted[words] += 1
    return " ".join(best_order(counted, surnames))


def _written(group: _Group) -> str:
    """Choose among spellings of a name: not in capitals throughout, then the most frequent."""
    return min(
        group.names,
        key=lambda name: (name.isupper() and not is_acronym(name), -group.names[name], name),
    )
