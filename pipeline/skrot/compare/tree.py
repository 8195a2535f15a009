"""What the syntax tree says of a token: what governs it, and how near words stand to it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
NOMINAL = frozenset({"NOUN", "PROPN"})
# Edges that lead into another clause: what lies beyond them says less.
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis"})
_BETWEEN_CLAUSES = 2
_CLIMBED = 6

Links = Mapping[int, Sequence[tuple[int, int]]]
"""The tokens that each token is joined to, and how long the edges are."""


class Governors(NamedTuple):
    """What a token depends on: the nouns between it and its predicate, and that predicate.

    ``role`` is the relation of the last of them to the predicate ("nsubj", "obj", "obl").
    """

    nouns: tuple[Token, ...]
    predicate: Token | None
    role: str


def feature(token: Token, name: str) -> str:
    """Give the value of a feature of morphology, empty where a token has none."""
    return next(iter(token.morph.get(name, [])), "")


def is_verbal(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb, a participle, or a noun with a copula."""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    if token.pos_ == "ADJ" and feature(token, "VerbForm"):
        return True
    return any(child.dep_ == "cop" for child in token.children)


def governors(token: Token) -> Governors:
    """Give what a token depends on, up to the predicate of its clause."""
    nouns: list[Token] = []
    at, role = token, token.dep_
    sentence = token.sent
    for _ in range(_CLIMBED):
        head = at.head
        if not sentence.start <= head.i < sentence.end:
            break
        if at.dep_ in {"appos", "parataxis"} and nouns:
            break
        if is_verbal(head):
            return Governors(tuple(nouns), head, at.dep_)
        if head.pos_ in NOMINAL:
            nouns.append(head)
        if head.i == at.i:
            break
        at, role = head, head.dep_
    return Governors(tuple(nouns), at if is_verbal(at) and at is not token else None, role)


def child(token: Token, *relations: str) -> Token | None:
    """Give the first dependent with one of some relations."""
    return next((t for t in token.children if t.dep_ in relations), None)


def subject_of(predicate: Token | None) -> Token | None:
    """Give the noun that is the subject of a predicate; for "który" what its clause goes with."""
    if predicate is None:
        return None
    subject = child(predicate, "nsubj")
    if subject is not None and subject.pos_ in NOMINAL:
        return subject
    relative = predicate.dep_ in {"acl", "amod"} and predicate.head.pos_ in NOMINAL
    if not relative or (subject is not None and not _goes_with(subject, predicate.head)):
        return None
    return predicate.head if subject is not None else _described(predicate)


def _described(participle: Token) -> Token | None:
    """Give the noun that a participle agrees with: "luka w budżecie wynosząca 13 mld" is a gap."""
    head = participle.head
    nouns = [head, *head.ancestors, *(t for t in head.subtree if t.i > participle.i)]
    if feature(participle, "VerbForm") != "Part":
        return head
    return next((t for t in nouns if t.pos_ in NOMINAL and _agrees(participle, t)), None)


def _agrees(participle: Token, noun: Token) -> bool:
    return all(
        feature(participle, name) in {"", feature(noun, name)}
        for name in ("Case", "Number", "Gender")
    )


def _goes_with(pronoun: Token, noun: Token) -> bool:
    """Tell whether a relative pronoun can stand for a noun: they agree in number and gender."""
    if feature(pronoun, "PronType") != "Rel" and pronoun.pos_ != "DET":
        return False
    return all(feature(pronoun, name) in {"", feature(noun, name)} for name in ("Number", "Gender"))


def subtree(token: Token, without: Iterable[Token] = ()) -> list[Token]:
    """Give a token with all that depends on it, in order, without the subtrees of some."""
    barred = {t.i for t in without}
    found, left = [], [token]
    while left:
        at = left.pop()
        if at.i in barred:
            continue
        found.append(at)
        left.extend(at.children)
    return sorted(found, key=lambda t: t.i)


def links(sentence: Span) -> Links:
    """Give what each token of a sentence is joined to by an edge.

    An edge between clauses is as long as two others.
    """
    found: dict[int, list[tuple[int, int]]] = {token.i: [] for token in sentence}
    for token in sentence:
        head = token.head.i
        if head != token.i and head in found:
            length = _length(token)
            found[token.i].append((head, length))
            found[head].append((token.i, length))
    return found


def distances(edges: Links, start: int) -> dict[int, int]:
    """Give how far a token is from every other that edges lead to."""
    found = {start: 0}
    left = deque(found)
    while left:
        at = left.popleft()
        for other, length in edges.get(at, ()):
            far = found[at] + length
            if far < found.get(other, far + 1):
                found[other] = far
                left.append(other)
    return found


def _length(token: Token) -> int:
    """Give how long the edge between a token and its head is."""
    verbal = token.dep_ == "conj" and is_verbal(token)
    return _BETWEEN_CLAUSES if verbal or token.dep_ in _CLAUSES else 1
