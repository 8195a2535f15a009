"""Extract: names, numbers, quotations, dates of events and what a sentence needs around it."""

from skrot.extract.discourse import sentence_features
from skrot.extract.names import find_entities, find_names, link
from skrot.extract.numbers import find_numbers
from skrot.extract.quotes import find_quotes
from skrot.extract.references import find_references
from skrot.extract.timeline import find_timeline

__all__ = [
    "find_entities",
    "find_names",
    "find_numbers",
    "find_quotes",
    "find_references",
    "find_timeline",
    "link",
    "sentence_features",
]
