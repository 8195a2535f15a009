"""``pl_sentences``: sentence boundaries."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class Sentences:
    """Placeholder until the rules are there: the component leaves the Doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pl_sentences")
def create_sentences(nlp: Language, name: str) -> Sentences:
    """Create the component."""
    return Sentences()
