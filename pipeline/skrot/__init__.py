"""skrót: digests of Polish texts, theme by theme, with comparable names and numbers.

``skrot.load()`` gives a spaCy pipeline, ``skrot.digest(texts)`` a digest. Every stage is a
sub-package with pure functions: `skrot.read`, `annotate`, `extract`, `cluster`, `compare`,
`summarise`, `report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"
__all__ = ["digest", "load", "use_resources"]

if TYPE_CHECKING:
    from skrot.annotate import load
    from skrot.api import digest
    from skrot.run.added import use_resources


def __getattr__(name: str) -> Any:
    """Import on first use: ``import skrot`` alone costs nothing."""
    if name == "load":
        from skrot.annotate import load

        return load
    if name == "digest":
        from skrot.api import digest

        return digest
    if name == "use_resources":
        from skrot.run.added import use_resources

        return use_resources
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
