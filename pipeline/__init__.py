"""skrót: digests of Polish texts, theme by theme, with comparable names and numbers.

``pipeline.load()`` gives a spaCy pipeline, ``pipeline.digest(texts)`` a digest. Every stage is a
sub-package with pure functions: `pipeline.read`, `annotate`, `extract`, `cluster`, `compare`,
`summarise`, `report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["digest", "load"]

if TYPE_CHECKING:
    from pipeline.annotate import load
    from pipeline.api import digest


def __getattr__(name: str) -> Any:
    """Import on first use: ``import pipeline`` alone costs nothing."""
    if name == "load":
        from pipeline.annotate import load

        return load
    if name == "digest":
        from pipeline.api import digest

        return digest
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
