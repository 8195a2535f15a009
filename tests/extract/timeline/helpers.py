"""Trees for hand-built documents."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc


def depend(doc: Doc, heads: Sequence[int], relations: Mapping[str, str] = {}) -> None:
    """Set the heads, and the relations of some words by their form."""
    for token, head in zip(doc, heads, strict=True):
        token.head = doc[head]
        token.dep_ = "ROOT" if token.i == head else relations.get(token.text, "dep")
