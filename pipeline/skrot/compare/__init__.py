"""Compare: statements about the same quantity."""

from skrot.compare.claims import CompareInput
from skrot.compare.compare import compare

__all__ = ["CompareInput", "compare"]
