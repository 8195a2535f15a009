"""Plain text."""

from __future__ import annotations

import re

from skrot.read.formats.encoding import decode
from skrot.read.formats.extracted import Extracted, Metadata
from skrot.read.limits import check_length
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.repair import structure_text

_HALF_PAIR = re.compile("[\ud800-\udfff]")


def read_plain(data: bytes) -> Extracted:
    """Decode a text file and repair its structure.

    Raises
    ------
    UnreadableError
        If it is no text, or too long.
    """
    text = decode(data)
    check_length(text)
    return structure_string(text)


def structure_string(text: str, metadata: Metadata = Metadata()) -> Extracted:  # noqa: B008 - immutable
    """Repair the structure of a string; halves of surrogate pairs, which are no text, go first."""
    text = _HALF_PAIR.sub("\ufffd", text)
    structured = structure_text(repair_characters(text), text, metadata.title)
    return Extracted(text, structured, metadata)
