"""What all records have in common."""

from __future__ import annotations

import msgspec

# The id of what is of none of the themes.
OTHER = "other"


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all records: immutable, compared by value, unknown fields refused."""
