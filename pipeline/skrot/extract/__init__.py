"""Extract: names, numbers, quotations and what a sentence needs around it, from spaCy Docs."""

from skrot.extract.discourse import sentence_features
from skrot.extract.names import find_entities, find_names, link
from skrot.extract.numbers import find_numbers
from skrot.extract.quotes import find_quotes

__all__ = [
    "find_entities",
    "find_names",
    "find_numbers",
    "find_quotes",
    "link",
    "sentence_features",
]
