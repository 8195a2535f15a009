"""Compare: what documents say about the same quantity, and whether they agree."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from skrot.compare.about import describe
from skrot.compare.claims import Claim, find_claims
from skrot.compare.match import match, word_rarity
from skrot.compare.values import relation
from skrot.packed import Packed, Shelf
from skrot.records import Comparison, DocumentFacts, Number, Statement

# That two figures cannot be compared is worth saying only of what is surely one quantity.
_SURE = 0.6
# So many claims are kept unpacked.
_AT_HAND = 4096
_NOT_WORD = re.compile(r"\W+")


def compare(documents: Iterable[DocumentFacts], shelf: Shelf | None = None) -> list[Comparison]:
    """Find statements about the same quantity.

    Parameters
    ----------
    documents : iterable of DocumentFacts
        Read once; only sentences with a number that can be compared are kept. Sentences that
        repeat another word for word are left out: a copy is not a second source.
    shelf : Shelf, optional
        Where the claims lie meanwhile, some 5 kB each; a list by default.

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
    claims = Packed(Claim, [] if shelf is None else shelf, _AT_HAND)
    numbers = _without_copies(_put_away(documents, claims))
    rarity = word_rarity(map(claims.get, numbers), len(numbers))
    out = []
    for pair in match(claims, numbers, rarity):
        first, second = claims.get(pair.first), claims.get(pair.second)
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


class _Wording(NamedTuple):
    """Where a claim stands, in the order of documents' names, and a key of how it is worded."""

    doc: str
    start: int
    sentence: int
    key: bytes
    number: int


def _put_away(documents: Iterable[DocumentFacts], claims: Packed[Claim]) -> Iterator[_Wording]:
    for document in documents:
        for claim in find_claims(document):
            plain = _NOT_WORD.sub("", claim.sentence.text.lower())
            key = hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest()
            place = (document.doc, claim.number.start, claim.sentence.n, key)
            yield _Wording(*place, claims.add(claim))


def _without_copies(wordings: Iterable[_Wording]) -> list[int]:
    """Put claims in the order of documents' names; a sentence that repeats another is left out."""
    first: dict[bytes, tuple[str, int]] = {}
    kept = []
    for wording in sorted(wordings):
        at = (wording.doc, wording.sentence)
        if first.setdefault(wording.key, at) == at:
            kept.append(wording.number)
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
