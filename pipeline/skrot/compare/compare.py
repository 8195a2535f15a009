"""Compare: the ledger of quantities, each with all that the documents say of it."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec.structs import replace

from skrot.compare.claims import Claim, find_claims
from skrot.compare.conflicts import contradict
from skrot.compare.grouping import UNLIKELY, group
from skrot.compare.likeness import likely_pairs, merged, rarity
from skrot.compare.naming import name
from skrot.compare.parts import Compared, Row, cut, gather, row_of, unpack
from skrot.compare.relation import relate, witnesses
from skrot.compare.worth import worth
from skrot.packed import Shelf
from skrot.records import (
    Comparison,
    DocumentFacts,
    Number,
    Statement,
    Story,
    Told,
    stories_of,
)

# The bar is 0 from so many claims of a corpus on, and lower among fewer.
_MANY, _RISE, _LOWEST = 1500, 0.7, -2.2

# Compares the claims of parts, with the names of entities and the bar.
Elsewhere = Callable[[Iterable[Compared], Mapping[str, str], float], Iterable[Iterable[Comparison]]]


def compare(
    documents: Iterable[DocumentFacts],
    stories: Sequence[Story] = (),
    names: Mapping[str, str] | None = None,
) -> list[Comparison]:
    """Find the quantities of which several statements speak.

    Parameters
    ----------
    documents : iterable of DocumentFacts
        With frames; read once.
    stories : sequence of Story
        Only what is said in one topic can be about one quantity; without them all documents are of
        one.
    names : mapping of str to str, optional
        The names of entities, by which quantities are told apart.

    Returns
    -------
    list of Comparison
        One a quantity, with two statements or more, those most worth telling first. Each number is
        in at most one.
    """
    story_of = stories_of(stories)
    rows = (row for document in documents for row in claimed(document, story_of))
    return compare_claims(rows, names)


def claimed(
    document: DocumentFacts, story_of: Callable[[str, int], Story | Told | None]
) -> Iterator[Row]:
    """Give the claims of a document, packed."""
    return map(row_of, find_claims(document, story_of))


def compare_claims(
    rows: Iterable[Row],
    names: Mapping[str, str] | None = None,
    shelf: Shelf | None = None,
    elsewhere: Elsewhere | None = None,
) -> list[Comparison]:
    """Find the quantities of claims, as `compare` does.

    Parameters
    ----------
    rows : iterable of Row
        From `claimed`, in the order of the documents.
    names : mapping of str to str, optional
        As there.
    shelf : Shelf, optional
        Where the claims lie meanwhile, some 2 kB each; a list by default.
    elsewhere : callable, optional
        Has `compare_part` done for parts, and gives what comes of each in their order.
    """
    size, parts = gather(rows, [] if shelf is None else shelf)
    told = (elsewhere or _here)(parts, names or {}, _bar(size))
    found = chain.from_iterable(told)
    return _told_apart(sorted(found, key=lambda row: (-row.score, row.id)))


def _here(
    parts: Iterable[Compared], names: Mapping[str, str], bar: float
) -> Iterator[list[Comparison]]:
    return (compare_part(part, names, bar) for part in parts)


def compare_part(part: Compared, names: Mapping[str, str], bar: float) -> list[Comparison]:
    """Find the quantities of claims that are compared with one another."""
    claims = list(map(unpack, part.claims))
    rare = rarity(claims) if part.rare is None else part.rare
    told = (
        _quantity(members, rare, names)
        for some in cut(claims)
        for members in quantities(sorted(some, key=_place), rare, bar)
    )
    return [row for row in told if row is not None]


def _told_apart(rows: Sequence[Comparison]) -> list[Comparison]:
    """Take the name from all but the first of what would have one name: it tells too little."""
    known: set[str] = set()
    found = []
    for row in rows:
        twice = row.about in known and row.about != ""
        known.add(row.about)
        found.append(replace(row, about="", score=0.0) if twice else row)
    return sorted(found, key=lambda row: (-row.score, row.id))


def _bar(size: int) -> float:
    """Give the logit above which claims are one quantity, among so many claims of a corpus.

    Among few claims fewer are alike by chance: the odds that two are of one quantity are better.
    """
    return max(_LOWEST, min(0.0, _RISE * math.log(max(size, 1) / _MANY)))


def quantities(
    claims: Sequence[Claim], rare: Mapping[str, float], bar: float
) -> Iterator[list[Claim]]:
    """Give the claims of one kind by quantity.

    They are grouped twice: first claim by claim, then each group as one claim that has what its
    members have in common, so that what many say in other words finds what one says of it.
    """
    clusters = [
        [claims[at] for at in cluster]
        for cluster in group(len(claims), likely_pairs(claims, rare, UNLIKELY), bar)
    ]
    wholes = [merged(cluster) for cluster in clusters]
    pairs = [
        pair
        for pair in likely_pairs(wholes, rare, UNLIKELY)
        if not contradict(clusters[pair.first], clusters[pair.second])
    ]
    for cluster in group(len(wholes), pairs, bar):
        yield sorted((claim for at in cluster for claim in clusters[at]), key=_place)


def _place(claim: Claim) -> tuple[str, int]:
    return claim.number.doc, claim.number.start


def _quantity(
    claims: Sequence[Claim], rare: Mapping[str, float], names: Mapping[str, str]
) -> Comparison | None:
    """Make the row of a quantity; None where only one source says it."""
    related = relate(claims)
    if len(witnesses(claims)) < 2:
        return None
    about = name(claims, rare, names)
    first = min(claims, key=lambda claim: (claim.date or "~", *_place(claim)))
    stories = [claim.place[1] for claim in claims]
    return Comparison(
        id=_id(first),
        about=about or "",
        relation=related.relation,
        statements=tuple(_statement(claim) for claim in claims),
        difference=related.difference,
        score=worth(claims, related, about),
        story=max(sorted(set(stories)), key=stories.count) or None,
    )


def _id(claim: Claim) -> str:
    key = f"{claim.number.doc}\0{claim.number.start}\0{claim.frame.kind}"
    digest = hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=5)
    return f"q-{digest.hexdigest()}"


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
        time=number.iso if claim.frame.kind == "date" else claim.time,
        low=number.low,
        high=number.high,
        stance=claim.stance,
        origin=claim.origin,
        against=claim.frame.against,
    )


def _unit(number: Number) -> str | None:
    """Give the unit or the currency of a number, with its denominator: "USD/year"."""
    unit = number.currency or number.unit
    if unit is None or number.per is None:
        return unit
    return f"{unit}/{number.per}"
