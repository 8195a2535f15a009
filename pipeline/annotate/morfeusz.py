"""``pl_morfeusz``: lemmas, parts of speech and morphology chosen among dictionary readings."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.dictionary import Form, Reading, analyse, expand, generate

__all__ = ["Form", "Morfeusz", "Reading", "analyse", "create_morfeusz", "expand", "generate"]


class Morfeusz:
    """Placeholder until the disambiguator is there: the component leaves the Doc as it is."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


@Language.factory("pl_morfeusz")
def create_morfeusz(nlp: Language, name: str) -> Morfeusz:
    """Create the component."""
    return Morfeusz()
