"""``pl_numbers``: numbers, quantities and dates as a spaCy component."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from skrot.extract.attributes import register


class NumberFinder:
    """Sets ``doc._.numbers`` to the list of `Number` records of a Doc.

    Relative dates are resolved against ``doc._.date`` (a ``datetime.date``) when it is set.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the numbers of a Doc and set them on it."""
        # spaCy imports this module wherever it runs, by its entry point: what is heavy waits.
        from skrot.extract.numbers import find_numbers

        doc._.numbers = find_numbers(doc, date=doc._.date)
        return doc


@Language.factory("pl_numbers", assigns=["doc._.numbers"])
def create_numbers(nlp: Language, name: str) -> NumberFinder:
    """Create the component."""
    return NumberFinder(name)
