"""Extract: named entities and numbers from spaCy Docs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.extract.entities import find_entities
    from pipeline.extract.entity_link import link
    from pipeline.extract.numbers import find_numbers

__all__ = ["find_entities", "find_numbers", "link"]

_HOMES = {"find_entities": "entities", "find_numbers": "numbers", "link": "entity_link"}


def __getattr__(name: str) -> Any:
    """Import on first use: spaCy imports the components of this package wherever it runs."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
