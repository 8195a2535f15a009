"""Extract: named entities, numbers and what a sentence needs around it, from spaCy Docs."""

from skrot.extract.discourse import sentence_features
from skrot.extract.names import find_entities, find_names, link
from skrot.extract.numbers import find_numbers

__all__ = ["find_entities", "find_names", "find_numbers", "link", "sentence_features"]
