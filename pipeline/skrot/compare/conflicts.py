"""What speaks against two claims being about one quantity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import product

from skrot.compare.claims import Claim
from skrot.compare.values import day_of, is_year, meet, middle, same_value, telling, times_apart
from skrot.compare.vocabulary import family, vocabulary
from skrot.polish.dictionary import analyse
from skrot.records import Number

# Two figures for one quantity are hardly ever further apart.
_MAX_RATIO = 5
# A figure and what it is rounded to are no further apart than this part of it.
_ROUNDED = 50
# What is said this near to a number is said of it.
_BESIDE = 0.45
# So many claims of a quantity stand for all.
_LOOKED_AT = 8
# Two dates of one event are hardly further apart.
_DAYS_APART = 31
_SPECIAL_ROLES = frozenset({"change", "each", "rank", "times"})


def conflicts(first: Claim, second: Claim) -> int:
    """Count what speaks against two claims being about one quantity."""
    checks = (
        _other_scope,
        _other_base,
        _other_role,
        _denied,
        _demanded,
        _named_apart,
        _held_apart,
        _given_beside,
        _far_apart,
        _listed,
        _narrowed,
        _other_poll,
        _other_vote,
        _other_day,
    )
    return sum(check(first, second) for check in checks)


def contradict(first: Sequence[Claim], second: Sequence[Claim]) -> bool:
    """Tell whether something speaks against most pairs of the claims of two quantities."""
    pairs = list(product(first[:_LOOKED_AT], second[:_LOOKED_AT]))
    return sum(conflicts(a, b) > 0 for a, b in pairs) > len(pairs) / 2


def _other_scope(first: Claim, second: Claim) -> bool:
    """Tell whether each is told with a word that excludes the other's: "netto", "brutto"."""
    sides = dict(first.frame.scope)
    return any(sides.get(group, side) != side for group, side in second.frame.scope)


def _other_base(first: Claim, second: Claim) -> bool:
    """Tell whether they count different things, or are shares of different wholes.

    Those who are asked or vote are one whole, whatever they are called.
    """
    one, other = ({family(lemma) for lemma in c.frame.base} for c in (first, second))
    if not one or not other:
        return first.frame.kind == "count"
    if first.frame.kind == "percent" and all(are_people(c.frame.base) for c in (first, second)):
        return False
    vague = vocabulary().vague_counted
    if same_value(first.frame, second.frame) and telling(first.frame):
        return not (one & other or one <= vague or other <= vague)
    shared = one & other
    if shared and shared in (one, other) and not shared <= vague:
        return False
    return not (shared and one == other)


@lru_cache(maxsize=1 << 12)
def _is_person(lemma: str) -> bool:
    return lemma in vocabulary().asked or any(
        reading.pos == "subst" and ":m1" in reading.tag for reading in analyse(lemma)
    )


def are_people(base: Collection[str]) -> bool:
    """Tell whether a whole is people: "wyborca", "ankietowany", "młody Brytyjczyk"."""
    return any(_is_person(lemma) or _is_person(lemma.capitalize()) for lemma in base)


def is_opinion(claim: Claim) -> bool:
    """Tell whether a figure is of a poll, or says how many are of an opinion: these differ."""
    polled = bool(vocabulary().polls & (claim.words.keys() | claim.lemmas))
    if claim.frame.kind != "percent":
        return claim.frame.kind == "count" and polled
    return polled or are_people(claim.frame.base)


def _other_role(first: Claim, second: Claim) -> bool:
    """Tell whether one is a change, a rank or a share of each, and the other is not."""
    if first.frame.change != second.frame.change or first.number.per != second.number.per:
        return True
    one, other = first.number, second.number
    return bool({one.role, other.role} & _SPECIAL_ROLES) and (
        one.role != other.role or one.direction != other.direction
    )


def _denied(first: Claim, second: Claim) -> bool:
    return first.frame.negated != second.frame.negated


def _demanded(first: Claim, second: Claim) -> bool:
    return (first.stance == "demand") != (second.stance == "demand")


def _named_apart(first: Claim, second: Claim) -> bool:
    """Tell whether the figures are of different named people, places or institutions.

    Of different ones in the place of who does it; or each has some beside it that the sentence of
    the other lacks ("Francja wydała …", "Hiszpania wydała …").
    """
    if first.stance == second.stance == "demand":
        return False
    one, other = ({h for h in c.holder if ":" in h} for c in (first, second))
    if one and other and not one & other:
        return not (one <= second.named or other <= first.named)
    near = [{e for e, w in c.entities.items() if w >= _BESIDE} for c in (first, second)]
    if not all(near) or same_value(first.frame, second.frame):
        return False
    return not near[0] & second.named and not near[1] & first.named


def _held_apart(first: Claim, second: Claim) -> bool:
    """Tell whether a share is of something of which the other claim does not speak.

    "Przemysł motoryzacyjny odpowiada za 20% eksportu" is not the share of a market in it.
    """
    for one, other in ((first, second), (second, first)):
        holder = {h for h in one.holder if ":" not in h} if one.frame.held else set()
        if holder and not holder & ({family(lemma) for lemma in other.lemmas} | other.words.keys()):
            return True
    return False


def _given_beside(first: Claim, second: Claim) -> bool:
    """Tell whether a sentence gives the other's figure, too, so that its own is of something else.

    "52 proc. było za, a 48 proc. przeciw" differs in nothing from "za było 52 proc.".
    """
    if meet(first.frame, second.frame):
        return False
    if first.frame.revised or second.frame.revised:
        return False
    return _among(first.number, second.beside) or _among(second.number, first.beside)


def _among(number: Number, others: Sequence[Number]) -> bool:
    """Tell whether one of some numbers is this one, as far as it may be rounded."""
    return any(
        other.value is not None
        and number.value is not None
        and other.kind == number.kind
        and abs(other.value - number.value) <= abs(number.value) / _ROUNDED
        for other in others
    )


def _far_apart(first: Claim, second: Claim) -> bool:
    one, other = first.number, second.number
    if one.value is None or other.value is None or first.frame.kind == "date":
        return False
    small, large = sorted(x for c in (first, second) if (x := middle(c.frame)) is not None)
    return large > small * _MAX_RATIO


def _listed(first: Claim, second: Claim) -> bool:
    """Tell whether two figures of one document stand in rows of a list, or in one sentence."""
    if first.number.doc != second.number.doc or meet(first.frame, second.frame):
        return False
    if first.frame.revised or second.frame.revised:
        return False
    return first.frame.kind == "date" or not times_apart(first.time, second.time)


def _narrowed(first: Claim, second: Claim) -> bool:
    """Tell whether only one of two is of a part: "10 proc. eksportu usług", "7 proc. eksportu"."""
    if meet(first.frame, second.frame):
        return False
    one, other = first.narrow, second.narrow
    return not (one <= second.lemmas | other and other <= first.lemmas | one)


def _other_poll(first: Claim, second: Claim) -> bool:
    """Tell whether two figures say how many were asked: each poll asks others."""
    counts = first.frame.kind == "count" and is_opinion(first) and is_opinion(second)
    return counts and not meet(first.frame, second.frame)


def _other_vote(first: Claim, second: Claim) -> bool:
    return first.frame.kind == "votes" and not meet(first.frame, second.frame)


def _other_day(first: Claim, second: Claim) -> bool:
    """Tell whether two dates are of two events, as far as can be told.

    Only of what happens once, to one who is named, are two dates that exclude one another dates of
    one event; a lone year says too little.
    """
    if first.frame.kind != "date":
        return False
    if same_value(first.frame, second.frame):
        years = all(is_year(claim.number.iso) for claim in (first, second))
        shared = first.frame.heads.keys() & second.frame.heads.keys()
        return not years and any(is_year(c.number.iso) for c in (first, second)) and not shared
    events = [
        {head for head, weight in claim.frame.heads.items() if weight >= _BESIDE}
        for claim in (first, second)
    ]
    if not events[0] & events[1] & vocabulary().events.once:
        return True
    one, other = day_of(first.number.iso), day_of(second.number.iso)
    if one is None or other is None or abs(one - other) > _DAYS_APART:
        return True
    near = [{e for e, w in c.entities.items() if w >= _BESIDE} for c in (first, second)]
    return not near[0] & near[1]
