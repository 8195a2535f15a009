"""Stories: which texts are copies of one another, and which tell of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skrot.stories.copies import Copy, find_copies
from skrot.stories.events import find_events
from skrot.stories.news import find_news

if TYPE_CHECKING:
    from skrot.stories.stories import find_stories

__all__ = [
    "Copy",
    "find_copies",
    "find_events",
    "find_news",
    "find_stories",
]


def __getattr__(name: str) -> Any:
    """Import on first use what takes SciPy, which a worker has no need of."""
    if name == "find_stories":
        from skrot.stories.stories import find_stories

        return find_stories
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
