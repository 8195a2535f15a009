"""Lets the garbage collector look for cycles less often: nearly all that is made here has none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many objects more than were freed start a collection: a tenth of the corpus-wide time is saved,
# for a few MiB of what may wait longer.
_OBJECTS = 50_000


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect rarely within the context; a collector that is off, or rarer still, stays so."""
    before = gc.get_threshold()
    if 0 < before[0] < _OBJECTS:
        gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
