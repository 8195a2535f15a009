"""Compare: what documents say of the same quantities."""

from __future__ import annotations

from skrot.records import Entity
from skrot.run.artifacts import framed, stories
from skrot.run.document import State
from skrot.run.packing import pack
from skrot.run.stages.base import Lane, Stage, Step, importing
from skrot.run.store import Shelf, Store
from skrot.settings import Settings


def _frame(state: State) -> bytes:
    from skrot.compare import find_frames

    kept = state.extracted
    return pack(
        find_frames(state.spacy_doc, state.annotated.sentences, kept.features, kept.numbers)
    )


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Find the quantities of which several documents speak; write comparisons.jsonl."""
    from skrot.compare import compare

    names = {row.entity: row.name for row in store.read_rows("entity_index.jsonl", Entity)}
    with store.scratch() as file:
        found = compare(framed(store), stories(store), names, Shelf(file))
        store.write_rows("comparisons.jsonl", found)


COMPARE = Stage(
    "compare",
    "Compare what documents say of the same quantities.",
    needs=("extract", "encode", "stories"),
    adds=("comparisons.jsonl",),
    finish=_finish,
    steps=(Step("frame", _frame, takes=("annotate", "extract")),),
    lane="apart",
    load=importing("skrot.compare"),
)
