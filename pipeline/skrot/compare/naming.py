"""The name of a quantity: the best label of its statements, and of whom it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from skrot.compare.claims import Claim
from skrot.compare.vocabulary import vocabulary
from skrot.polish.inflection import head_phrases, realise

_WORD = re.compile(r"\w{3,}")
# A label of so many words tells enough; a longer one is harder to read.
_ENOUGH, _TOO_LONG = 4, 12
# An entity that so much of the statements stand near is whose figure it is.
_COMMON, _NEAR = 0.6, 0.3
# A person has to stand nearer; who has the figure is meant however far he stands.
_BESIDE, _HELD = 0.45, 2
_STEM = 5
# Whose a figure is not, by its kind, however near they stand to it.
_BARRED = {
    "votes": ("geog:", "person:"),
    "quantity": ("geog:", "place:"),
    "duration": ("geog:", "place:", "org:"),
}
_OFTEN = 6


def name(
    claims: Sequence[Claim], rare: Mapping[str, float], names: Mapping[str, str]
) -> str | None:
    """Name a quantity in grammatical Polish.

    Parameters
    ----------
    claims : sequence of Claim
        Its statements.
    rare : mapping of str to float
        How rare heads, words and entities are.
    names : mapping of str to str
        The names of entities in the nominative.

    Returns
    -------
    str or None
        None where no statement gives a label that tells enough.
    """
    whose = list(_whose(claims, rare, names))
    label = _best(claims)
    if claims[0].frame.kind == "age":
        return next((_of(vocabulary().ages.label, who) for who in whose), None)
    if label is None:
        return None
    missing = [who for who in whose if not _mentions(label, who)]
    named = len(missing) < len(whose) or _has_name(label)
    if missing and (not named or len(label.split()) < _ENOUGH - 1):
        return f"{missing[0]}: {label}{_as_put(claims)}"
    return f"{label}{_as_put(claims)}" if named or len(label.split()) >= _ENOUGH else None


def _as_put(claims: Sequence[Claim]) -> str:
    """Say that all figures are plans, or demands."""
    stances = {claim.stance for claim in claims}
    words = vocabulary().description
    if stances == {"plan"}:
        return f": {words.plan}"
    return f": {words.demand}" if stances == {"demand"} else ""


def _best(claims: Sequence[Claim]) -> str | None:
    """Give the label whose words most statements have; of two alike the one that tells more."""
    labels = Counter(claim.frame.label for claim in claims if claim.frame.label)
    if not labels:
        return None
    stems = Counter(
        stem for claim in claims if claim.frame.label for stem in _stems(claim.frame.label)
    )
    said = Counter(stem for claim in claims for stem in {w[:_STEM] for w in claim.lemmas})

    def rank(label: str) -> tuple[bool, float, str]:
        words = _stems(label)
        shared = sum(min(1.0, (stems[w] + said[w]) / len(claims)) for w in words)
        odd = sum(stems[w] == 1 and said[w] <= 1 for w in words) if len(claims) > 2 else 0
        return (
            1 < len(label.split()) <= _TOO_LONG,
            shared - 0.7 * odd + 0.3 * min(labels[label], _OFTEN),
            label,
        )

    return max(labels, key=rank)


def _stems(label: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(label)}


def _has_name(label: str) -> bool:
    return any(word[:1].isupper() for word in label.split()[1:])


def _whose(
    claims: Sequence[Claim], rare: Mapping[str, float], names: Mapping[str, str]
) -> Iterator[str]:
    """Give the names of entities that stand near most of the figures, the nearest first."""
    barred = _BARRED.get(claims[0].frame.kind, ("geog:",))
    near: Counter[str] = Counter()
    held: Counter[str] = Counter()
    total: dict[str, float] = {}
    for claim in claims:
        held.update(claim.holder)
        for entity, weight in claim.entities.items():
            near[entity] += weight >= (_BESIDE if entity.startswith("person:") else _NEAR)
            total[entity] = total.get(entity, 0.0) + weight * rare.get(entity, 1.0)
    for entity, _ in sorted(total.items(), key=lambda p: (-held[p[0]], -p[1], p[0])):
        lasting = claims[0].frame.kind == "duration"
        if entity.startswith(barred) and (lasting or not held[entity]):
            continue
        common = max(near[entity], _HELD * held[entity]) >= _COMMON * len(claims)
        if common and entity in names:
            yield names[entity]


def _mentions(label: str, who: str) -> bool:
    """Tell whether a label has a name, in whatever case."""
    stems = {word[: max(3, len(word) - 3)].lower() for word in _WORD.findall(who)}
    words = [word.lower() for word in _WORD.findall(label)]
    return any(word.startswith(stem) for stem in stems for word in words)


def _of(label: str, who: str) -> str:
    """Give a label with a name in the genitive, or beside it where that is not known."""
    for phrase in head_phrases(tuple(who.split())):
        if phrase.slot.case == "nom":
            form = realise(phrase, "gen")
            if form is not None:
                return f"{label} {form}"
    return f"{who}: {label}"
