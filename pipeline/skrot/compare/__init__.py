"""Compare: statements about the same quantity."""

from skrot.compare.compare import compare

__all__ = ["compare"]
