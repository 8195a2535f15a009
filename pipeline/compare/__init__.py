"""Compare: statements about the same quantity."""

from pipeline.compare.claims import CompareInput
from pipeline.compare.compare import compare

__all__ = ["CompareInput", "compare"]
