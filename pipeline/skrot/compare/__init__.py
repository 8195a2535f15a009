"""Compare: a ledger of quantities, each with all that the documents say of it."""

from skrot.compare.compare import compare
from skrot.compare.frames import find_frames

__all__ = ["compare", "find_frames"]
