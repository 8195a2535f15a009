"""Compare: what documents say about the same quantity, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.compare.about import describe
from pipeline.compare.claims import Claim, CompareInput, find_claims
from pipeline.compare.match import match, word_rarity
from pipeline.compare.values import relation
from pipeline.records import Comparison, Number, Statement

# That two figures cannot be compared is worth saying only of what is surely one quantity.
_SURE = 0.6
_NOT_WORD = re.compile(r"\W+")


def compare(documents: Iterable[CompareInput]) -> list[Comparison]:
    """Find statements about the same quantity.

    Parameters
    ----------
    documents : iterable of CompareInput
        Read once; only sentences with a number that can be compared are kept. Sentences that
        repeat another word for word are left out: a copy is not a second source.

    Returns
    -------
    list of Comparison
        Pairs of statements, the surest first. Each number is in at most one.

    Notes
    -----
    Two numbers are compared when they have the same kind, base and denominator, when both are
    facts, plans or demands (a plan is compared with a fact of another time), and when the words
    around them, the entities and, where there are vectors, the meaning of the sentences are alike.
    The surest pair is taken first, and a number is in one pair only. Precision goes before recall.
    """
    claims = _without_copies(claim for document in documents for claim in find_claims(document))
    rarity = word_rarity(claims)
    out = []
    for pair in match(claims, rarity):
        first, second = claims[pair.first], claims[pair.second]
        kind, difference = relation(first, second, pair.score)
        if kind == "incomparable" and pair.score < _SURE:
            continue
        out.append(
            Comparison(
                about=describe(first, second, rarity),
                relation=kind,
                statements=(_statement(first), _statement(second)),
                difference=difference,
                score=pair.score,
            )
        )
    return out


def _without_copies(claims: Iterable[Claim]) -> list[Claim]:
    """Put claims in the order of documents' names; a sentence that repeats another is left out."""
    first: dict[str, str] = {}
    kept = []
    for claim in sorted(claims, key=lambda claim: (claim.number.doc, claim.number.start)):
        wording = _NOT_WORD.sub("", claim.sentence.text.lower())
        at = f"{claim.number.doc} {claim.sentence.n}"
        if first.setdefault(wording, at) == at:
            kept.append(claim)
    return kept


def _statement(claim: Claim) -> Statement:
    number = claim.number
    return Statement(
        doc=number.doc,
        n=number.n,
        start=number.start,
        end=number.end,
        text=number.text,
        value=number.value,
        unit=_unit(number),
        modifier=number.modifier,
        time=claim.time,
        low=number.low,
        high=number.high,
    )


def _unit(number: Number) -> str | None:
    """Give the unit or the currency of a number, with its denominator: "USD/year"."""
    unit = number.currency or number.unit
    if unit is None or number.per is None:
        return unit
    return f"{unit}/{number.per}"
