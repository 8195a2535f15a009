"""``pl_entities``: the named entities of a Doc, each under one nominative name."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from skrot.extract.attributes import register

__all__ = ["Entities", "create_entities"]


class Entities:
    """Set ``doc._.entities``, ``doc._.entity_mentions`` and ``span._.entity`` of every mention.

    Marks of the model whose bounds were put right have the entity of the mention that covers them.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of a Doc and set its attributes."""
        # spaCy imports this module wherever it runs, by its entry point: what is heavy waits.
        from skrot.extract.names.find import find_entities

        mentions, entities = find_entities(doc)
        doc._.entities = entities
        doc._.entity_mentions = mentions
        by_start = {}
        for mention in mentions:
            span = doc.char_span(mention.start, mention.end)
            if span is not None:
                span._.entity = mention.entity
                by_start.update(dict.fromkeys(range(span.start, span.end), mention.entity))
        for ent in doc.ents:
            covering = {by_start.get(index) for index in range(ent.start, ent.end)} - {None}
            if ent._.entity is None and len(covering) == 1:
                ent._.entity = covering.pop()
        return doc


@Language.factory(
    "pl_entities",
    requires=["doc.ents"],
    assigns=["doc._.entities", "doc._.entity_mentions", "span._.entity"],
)
def create_entities(nlp: Language, name: str) -> Entities:
    """Create the component and the extension attributes it sets."""
    register()
    return Entities()
