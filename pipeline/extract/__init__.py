"""Extract: named entities and numbers from spaCy Docs."""

from pipeline.extract.entities import find_entities
from pipeline.extract.entity_link import link
from pipeline.extract.numbers import find_numbers

__all__ = ["find_entities", "find_numbers", "link"]
