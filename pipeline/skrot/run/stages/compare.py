"""Compare: statements about the same quantity."""

from __future__ import annotations

from skrot.run.artifacts import known
from skrot.run.stages.base import Lane, Stage
from skrot.run.store import Shelf, Store
from skrot.settings import Settings


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Find statements about the same quantity; write comparisons.jsonl."""
    from skrot.compare import compare

    with store.scratch() as file:
        store.write_rows("comparisons.jsonl", compare(known(store, unique=True), Shelf(file)))


COMPARE = Stage(
    "compare",
    "Find statements about the same quantity.",
    needs=("extract", "encode"),
    adds=("comparisons.jsonl",),
    finish=_finish,
    lane="apart",
)
