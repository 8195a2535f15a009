"""Keeps freed memory for what comes next: a model needs as much again for every document.

By default the C library of Linux gives it back to the system, which hands it out anew page by page,
all zeros: a tenth of the time of the annotation.
"""

from __future__ import annotations

import ctypes
import sys

# Parameters of mallopt(3). Setting one of them stops the library from adapting both.
_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
# Pieces up to this size come from memory that is kept; the library allows no more.
_PIECE = 32 << 20
# So much is kept when it is free.
_KEPT = 256 << 20


def keep_freed_memory() -> None:
    """Let this process keep freed memory, where its C library can; for processes of our own."""
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt") and library.mallopt(_MMAP_THRESHOLD, _PIECE):
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
