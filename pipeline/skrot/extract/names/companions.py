"""Who is meant where a corpus has several: what else a document speaks of decides."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum

from skrot.extract.names.groups import Corpus, Group, Key
from skrot.extract.names.joins import bearers_of

# How many times more a document must speak for one bearer than for the next.
_CLEARLY = 2.0


def settle_by_companions(corpus: Corpus) -> Mapping[tuple[int, Key], Group]:
    """Give surnames alone with several bearers, document by document, to the one in its company.

    Returns
    -------
    mapping
        From the number of a document and the key of a surname to its bearer there.
    """
    bearers = bearers_of(corpus.people)
    unsettled = {
        key: [corpus.people[other] for other in bearers.get(group.name, ())]
        for key, group in corpus.people.items()
        if " " not in group.name and group.given is None
    }
    unsettled = {key: owners for key, owners in unsettled.items() if len(owners) > 1}
    if not unsettled:
        return {}
    groups = corpus.groups()
    present: dict[int, list[int]] = {}
    for number, group in enumerate(groups):
        for doc in group.docs:
            present.setdefault(doc, []).append(number)
    rarity = [1.0 / len(group.docs) for group in groups]
    moved: dict[tuple[int, Key], Group] = {}
    for key in sorted(unsettled):
        company = [_company(owner, present) for owner in unsettled[key]]
        group = corpus.people[key]
        there = {}
        for doc in group.docs:
            owner = _owner(unsettled[key], company, present[doc], rarity)
            if owner is not None and owner.may_take(group):
                there[doc] = owner
                moved |= {(doc, one): owner for one in group.keys}
        _move(group, there)
        if not group.forms:
            # All of it is elsewhere: the key alone stands for the bearer who has most of it.
            unsettled[key][0].keys += group.keys
            del corpus.people[key]
    return moved


def _company(group: Group, present: Mapping[int, Sequence[int]]) -> Counter[int]:
    """Count in what share of its documents each group stands beside one."""
    docs = group.docs
    found = Counter(other for doc in docs for other in present[doc])
    return Counter({other: count / len(docs) for other, count in found.items()})


def _owner(
    owners: Sequence[Group],
    company: Sequence[Counter[int]],
    here: Sequence[int],
    rarity: Sequence[float],
) -> Group | None:
    # Rounded once, so that the order of the documents does not matter.
    scores = [fsum(one[other] * rarity[other] for other in here) for one in company]
    ranked = sorted(range(len(owners)), key=lambda n: (-scores[n], n))
    first, second = scores[ranked[0]], scores[ranked[1]]
    return owners[ranked[0]] if first > 0 and first >= _CLEARLY * second else None


def _move(group: Group, there: Mapping[int, Group]) -> None:
    """Give the mentions of documents to the groups that they are of there."""
    for form, docs in sorted(group.forms.items()):
        stay = array("I")
        for doc in docs:
            owner = there.get(doc)
            (owner.forms.setdefault(form, array("I")) if owner else stay).append(doc)
        group.forms[form] = stay
    group.forms = {form: docs for form, docs in group.forms.items() if docs}
    for owner in there.values():
        owner.aliases.add(group.name)
