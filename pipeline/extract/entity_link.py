"""One entity for all documents: names of different documents brought together.

Documents come one at a time and leave only counts behind; everything is decided on counts in a
sorted order, so that the order of the documents does not matter. Candidates meet in blocks (the
same key, the same surname, the same first letters), never all with all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.extract.entity_guess import candidates, is_initial
from pipeline.extract.entity_keys import is_acronym, name_key, unique_ids
from pipeline.extract.entity_person import best_order, same_person, surnames_of
from pipeline.records import Entity, EntityLabel, Mention

_BLOCK_LETTERS = 4


@dataclass
class _Group:
    """What is known of an entity over the documents read so far."""

    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    labels: Counter[EntityLabel] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)
    docs: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    members: list[tuple[str, str]] = field(default_factory=list)

    def take(self, other: _Group) -> None:
        """Take everything of another group in."""
        self.names += other.names
        self.aliases |= other.aliases
        self.labels += other.labels
        self.codes |= other.codes
        self.docs |= other.docs
        self.forms += other.forms
        self.members += other.members


_Groups = dict[str, _Group]


def link(
    per_document: Iterable[tuple[str, Sequence[Mention], Sequence[Entity]]],
) -> tuple[list[Entity], dict[tuple[str, str], str]]:
    """Make one entity of all that documents say about it.

    Parameters
    ----------
    per_document : iterable of (document, mentions, entities)
        What ``find_entities`` gave for each document; read once.

    Returns
    -------
    entities : list of Entity
        Sorted by identifier, with the mentions and documents of the whole corpus.
    identifiers : dict
        From (document, local identifier) to the identifier in ``entities``.
    """
    people: _Groups = {}
    others: _Groups = {}
    for doc, mentions, entities in per_document:
        forms: dict[str, Counter[str]] = {}
        for mention in mentions:
            forms.setdefault(mention.entity, Counter())[mention.text] += 1
        for entity in entities:
            person = entity.label == "persName"
            key = _person_key(entity.name) if person else name_key(entity.name)
            group = (people if person else others).setdefault(key, _Group())
            group.names[entity.name] += entity.mentions
            group.aliases.update(entity.aliases)
            group.labels[entity.label] += entity.mentions
            group.docs.add(doc)
            group.forms.update(forms.get(entity.entity, Counter()))
            group.members.append((doc, entity.entity))
            if entity.code:
                group.codes.add(entity.code)
    _join_forms(people)
    _join_fuller(people)
    _join_surnames(people)
    _join_forms(others)
    _join_aliases(others)
    _join_across(people, others)
    return _entities([*people.values(), *others.values()], _lone_surnames(people))


def _person_key(name: str) -> str:
    return " ".join(sorted(name.casefold().split()))


def _main(group: _Group) -> str:
    return min(group.names, key=lambda name: (-group.names[name], name))


def _join_forms(groups: _Groups) -> None:
    """Join names that documents guessed differently: "Ishib" there, "Ishiba" here."""
    blocks: dict[tuple[str, int], list[str]] = {}
    for key in sorted(groups):
        name = _main(groups[key])
        if not groups[key].codes and len(name) > _BLOCK_LETTERS:
            blocks.setdefault((name[:_BLOCK_LETTERS], name.count(" ")), []).append(key)
    for keys in blocks.values():
        for key in sorted(keys, key=lambda k: (sum(groups[k].forms.values()), k)):
            better = [
                other
                for other in keys
                if other != key and other in groups and _explains(groups[other], groups[key])
            ]
            if better:
                best = max(better, key=lambda k: (sum(groups[k].forms.values()), k))
                taken = groups.pop(key)
                name = _main(groups[best])
                taken.names = Counter({name: sum(taken.names.values())})
                groups[best].take(taken)


def _explains(group: _Group, other: _Group) -> bool:
    """Tell whether every form of ``other`` can be a form of the name of ``group``."""
    name, old = _main(group).split(), _main(other).split()
    if len(name) != len(old):
        return False
    for word, replaced, position in zip(name, old, range(len(name)), strict=True):
        if word == replaced:
            continue
        if any(c.known and c.nominative == replaced for c in candidates(replaced)):
            return False
        for form in other.forms:
            parts = form.split()
            if len(parts) != len(name):
                continue
            if all(c.nominative != word for c in candidates(parts[position])):
                return False
    return True


def _join_fuller(people: _Groups) -> None:
    """Join "J. Kowalski" and "Jan Kowalski", "Jan Rokita" and "Jan Maria Rokita"."""
    by_word: dict[str, list[str]] = {}
    for key, group in people.items():
        for word in set(_main(group).split()):
            by_word.setdefault(word, []).append(key)
    for key in sorted(people, key=lambda k: (len(k.split()), k)):
        words = _main(people[key]).split()
        if len(words) < 2:
            continue
        surname = max((w for w in words if not is_initial(w)), key=len, default="")
        fuller = [
            other
            for other in by_word.get(surname, ())
            if other != key and other in people and same_person(words, _main(people[other]).split())
        ]
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
        if " " not in name and len(bearers.get(name, ())) == 1:
            owner = people[bearers[name][0]]
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
            owner.take(_as_alias(others.pop(key), owner))


def _join_across(people: _Groups, others: _Groups) -> None:
    """Decide for one label where documents mark one single word as a person and as a place."""
    for key in sorted(set(people) & set(others)):
        if " " in key or people[key].aliases:
            continue
        mine, theirs = sum(people[key].forms.values()), sum(others[key].forms.values())
        if 4 * mine <= theirs:
            others[key].take(people.pop(key))
        elif 4 * theirs <= mine and not others[key].codes:
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
    groups: Sequence[_Group], surnames: frozenset[str]
) -> tuple[list[Entity], dict[tuple[str, str], str]]:
    named: list[tuple[str, EntityLabel, _Group]] = []
    for group in groups:
        label = min(group.labels, key=lambda one: (-group.labels[one], one))
        name = _display(group, surnames) if label == "persName" else _written(group)
        named.append((name, label, group))
    named.sort(key=lambda row: (row[0], row[1], sorted(row[2].members)))
    ids = unique_ids((name, label) for name, label, _ in named)
    entities, identifiers = [], {}
    for identifier, (name, label, group) in zip(ids, named, strict=True):
        entities.append(
            Entity(
                entity=identifier,
                name=name,
                label=label,
                aliases=tuple(sorted((group.aliases | set(group.names)) - {name})),
                mentions=sum(group.forms.values()),
                docs=tuple(sorted(group.docs)),
                code=min(group.codes, default=None),
            )
        )
        identifiers.update(dict.fromkeys(group.members, identifier))
    return sorted(entities, key=lambda entity: entity.entity), identifiers


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
