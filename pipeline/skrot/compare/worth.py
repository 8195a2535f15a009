"""How much a quantity is worth telling: what an analyst looks for comes first."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.compare.claims import Claim
from skrot.compare.relation import Related, witnesses
from skrot.compare.values import telling

# By what kind of figure it is, whether it has figures that say something, how many say it, how far
# they are apart, whether it stands in a headline.
_KINDS = {
    "money": 0.25,
    "percent": 0.25,
    "votes": 0.25,
    "quantity": 0.25,
    "percentage_point": 0.2,
    "count": 0.2,
    "duration": 0.15,
    "age": 0.1,
    "date": 0.15,
}
_TELLING = 0.2
_WITNESS, _WITNESSES = 0.05, 0.25
_DIFFERENT, _FAR = 0.25, 0.2
_AGREED = 0.1
_TITLE = 0.05
# A name of so few words tells little.
_BARE, _VAGUE = 2, 0.3
# Small counts are trivial: "27 państw", "trzy okręty", "dwóch".
_TRIVIAL, _SMALL = 0.3, 30
_MANY = 5


def _is_bare(about: str) -> bool:
    """Tell whether a name, without whose it is and of what whole, has too few words."""
    head = max(about.split(": "), key=len).partition(" (")[0]
    return len(head.split()) <= _BARE


def worth(claims: Sequence[Claim], related: Related, about: str | None) -> float:
    """Give how much a quantity is worth telling, from 0 to 1; 0 where it has no name."""
    if about is None:
        return 0.0
    score = _KINDS[claims[0].frame.kind]
    if any(telling(claim.frame) for claim in claims):
        score += _TELLING
    score += min(_WITNESSES, _WITNESS * (len(witnesses(claims)) - 1))
    if related.relation in {"differ", "update"}:
        gap = 1.0 if related.difference is None else min(1.0, related.difference / _FAR)
        score += _DIFFERENT * (0.4 + 0.6 * gap)
    elif related.relation == "agree":
        score += _AGREED
    if any(claim.title for claim in claims):
        score += _TITLE
    if related.relation == "differ" and len(witnesses(claims)) >= _MANY:
        # Many say it, and not the same: it is no trifle, and what it is of is sure.
        return round(min(1.0, score), 4)
    values = [claim.number.value for claim in claims if claim.number.value is not None]
    if claims[0].frame.kind == "count" and values and max(values) < _SMALL:
        score -= _TRIVIAL
    if _is_bare(about):
        score -= _VAGUE
    return round(min(1.0, max(0.0, score)), 4)
