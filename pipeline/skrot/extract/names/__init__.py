"""Named entities: mentions, the entity of each, its name in the nominative."""

from skrot.extract.names.find import find_entities, find_names
from skrot.extract.names.link import link

__all__ = ["find_entities", "find_names", "link"]
