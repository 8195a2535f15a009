"""``pl_quotes``: the quotations of a Doc, with who says them."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from skrot.extract.attributes import register

__all__ = ["Quotes", "create_quotes"]


class Quotes:
    """Set ``doc._.quotes`` to the list of `Quote` records of a Doc; speakers are its entities."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of a Doc and set them on it."""
        # spaCy imports this module wherever it runs, by its entry point: what is heavy waits.
        from skrot.extract.quotes.find import find_quotes

        doc._.quotes = find_quotes(doc, doc._.entity_mentions, doc._.entities)
        return doc


@Language.factory(
    "pl_quotes",
    requires=["doc._.entities", "doc._.entity_mentions"],
    assigns=["doc._.quotes"],
)
def create_quotes(nlp: Language, name: str) -> Quotes:
    """Create the component and the extension attribute it sets."""
    register()
    return Quotes()
