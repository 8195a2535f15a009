"""Plain text."""

from __future__ import annotations

from pipeline.read.characters import repair_characters
from pipeline.read.encoding import decode
from pipeline.read.structure import Structured, structure_text


def read_plain(data: bytes) -> tuple[str, Structured]:
    """Decode a text file and repair its structure; gives the decoded text too."""
    raw = decode(data)
    return raw, structure_text(repair_characters(raw), raw)
