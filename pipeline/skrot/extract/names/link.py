"""One entity for all documents: names of different documents brought together.

Candidates are looked up (the same key, the same surname, the nominatives that a form may have),
never compared all with all: time is linear in the names, and memory grows with the different names
and four bytes a mention. See :mod:`skrot.extract.names.groups` for what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from skrot.corrections import NameRule
from skrot.extract.names.companions import settle_by_companions
from skrot.extract.names.glued import Cuts, cut_glued
from skrot.extract.names.groups import Corpus, Group, Key, collect, key_of
from skrot.extract.names.joins import (
    join_acronyms,
    join_across,
    join_aliases,
    join_diminutives,
    join_forms,
    join_fuller,
    join_longer,
    join_orders,
    join_spellings,
    join_surnames,
    join_titled,
)
from skrot.extract.names.keys import is_acronym, unique_ids
from skrot.extract.names.people import best_order
from skrot.extract.names.shortened import join_abbreviated, join_placed, join_seated, join_shortened
from skrot.extract.names.slips import join_halves, join_numbers, join_slips
from skrot.extract.names.sounding import join_sounding
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention


class Identifiers(NamedTuple):
    """The identifiers that the entities of single documents got in the corpus.

    ``by_key`` has them by key, ``by_document`` where a document decides by what else is in it,
    ``cuts`` says which mentions are two names, ``labels`` is of every identifier.
    """

    by_key: dict[Key, str]
    by_document: dict[tuple[str, Key], str]
    cuts: Cuts
    labels: dict[str, EntityLabel]
    exact: frozenset[str] = frozenset()

    def of(self, entity: Entity, doc: str = "") -> str:
        """Return the identifier of an entity as ``find_entities`` gave it for a document."""
        key = key_of(entity, self.exact)
        return self.by_document.get((doc, key)) or self.by_key[key]

    def find(self, entity: Entity, doc: str = "") -> str | None:
        """Return it as `of`, null for a name that is two."""
        key = key_of(entity, self.exact)
        return self.by_document.get((doc, key)) or self.by_key.get(key)

    def mentions(self, doc: str, mention: Mention, entity: Entity) -> Iterator[Mention]:
        """Give a mention of a document as one of the corpus, or as two where it is two names."""
        key = key_of(entity, self.exact)
        parts = self.cuts.get((key, mention.text))
        if parts is None:
            yield self._of(doc, mention, self.of(entity, doc), mention.relational)
            return
        words, at = mention.text.split(), 0
        for part in parts:
            own = words[: part.words]
            words = words[part.words :]
            start = mention.text.index(own[0], at)
            for word in own:
                at = mention.text.index(word, at) + len(word)
            piece = msgspec.structs.replace(
                mention,
                start=mention.start + start,
                end=mention.start + at,
                text=mention.text[start:at],
            )
            owner = self.by_document.get((doc, part.key)) or self.by_key[part.key]
            yield self._of(doc, piece, owner, part.pointing)

    def _of(self, doc: str, mention: Mention, entity: str, relational: bool) -> Mention:
        label = self.labels[entity]
        return msgspec.structs.replace(
            mention, doc=doc, entity=entity, label=label, relational=relational
        )


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
    corpus = collect(per_document, rules)
    cuts = cut_glued(corpus)
    join_forms(corpus.people)
    join_longer(corpus.people)
    join_diminutives(corpus.people)
    join_fuller(corpus.people)
    join_spellings(corpus.people)
    join_sounding(corpus.people)
    join_slips(corpus.people)
    join_halves(corpus.people)
    join_forms(corpus.others)
    join_aliases(corpus.others)
    join_titled(corpus.others)
    join_orders(corpus.others)
    join_numbers(corpus.others)
    join_sounding(corpus.others)
    join_acronyms(corpus.others)
    join_shortened(corpus.others)
    join_abbreviated(corpus.others)
    join_placed(corpus.others)
    join_seated(corpus.others)
    join_across(corpus.people, corpus.others)
    join_surnames(corpus.people)
    moved = settle_by_companions(corpus)
    return _entities(corpus, cuts, moved)


def _entities(
    corpus: Corpus, cuts: Cuts, moved: Mapping[tuple[int, Key], Group]
) -> tuple[list[Entity], Identifiers]:
    surnames = frozenset(
        alias
        for group in corpus.people.values()
        for alias in [*group.aliases, *group.names]
        if " " not in alias
    )
    named: list[tuple[str, EntityLabel, Group]] = []
    for group in corpus.groups():
        label = group.label
        name = _person_name(group, surnames) if label == "persName" else _written(group)
        if group.given is not None:
            label, name = group.given.label or label, group.given.canonical
        named.append((name, label, group))
    named.sort(key=lambda row: (row[0], row[1], sorted(row[2].keys)))
    ids = unique_ids((name, label) for name, label, _ in named)
    entities, by_key, by_group = [], {}, {}
    for identifier, (name, label, group) in zip(ids, named, strict=True):
        entities.append(
            Entity(
                entity=identifier,
                name=name,
                label=label,
                aliases=tuple(sorted((group.aliases | set(group.names)) - {name})),
                mentions=group.size,
                docs=tuple(sorted(corpus.docs[at] for at in group.docs)),
                code=min(group.codes, default=None),
            )
        )
        by_key.update(dict.fromkeys(group.keys, identifier))
        by_group[id(group)] = identifier
    by_document = {
        (corpus.docs[doc], key): by_group[id(group)] for (doc, key), group in moved.items()
    }
    labels = {entity.entity: entity.label for entity in entities}
    found = Identifiers(by_key, by_document, cuts, labels, corpus.exact)
    return sorted(entities, key=lambda entity: entity.entity), found


def _person_name(group: Group, surnames: frozenset[str]) -> str:
    counted = {tuple(name.split()): count for name, count in group.names.items()}
    for alias in group.aliases:
        words = tuple(alias.split())
        # The order of a document that has only a shortened form of it.
        if words not in counted and set(words) in [set(name) for name in counted]:
            counted[words] = 1
    return " ".join(best_order(counted, surnames))


def _written(group: Group) -> str:
    """Choose among spellings of a name: not in capitals throughout, then the most frequent."""
    return min(
        group.names,
        key=lambda name: (name.isupper() and not is_acronym(name), -group.names[name], name),
    )
