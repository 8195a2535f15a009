"""An entity of a document under construction."""

from __future__ import annotations

from dataclasses import dataclass, field

from skrot.extract.names.text import NameSpan
from skrot.labels import EntityLabel


@dataclass
class Named:
    """An entity under construction: its name, the other names used, and its mentions."""

    name: str
    label: EntityLabel
    code: str | None = None
    aliases: list[str] = field(default_factory=list)
    spans: list[NameSpan] = field(default_factory=list)
