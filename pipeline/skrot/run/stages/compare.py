"""Compare: what documents say of the same quantities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from skrot.records import Comparison
from skrot.run.artifacts import KNOWN, known_of, listed, placed, stories
from skrot.run.document import State
from skrot.run.kept import Documents, together
from skrot.run.packing import pack, unpack_frames
from skrot.run.stages.base import Lane, Stage, Step, importing
from skrot.run.store import Shelf, Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.compare.parts import Compared, Row

# Small topics are compared together, of so many claims or some more.
_CLAIMS = 1_000


def _frame(state: State) -> bytes:
    from skrot.compare import find_frames

    kept = state.extracted
    return pack(
        find_frames(state.spacy_doc, state.annotated.sentences, kept.features, kept.numbers)
    )


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Find the quantities of which several documents speak; write comparisons.jsonl."""
    from skrot.compare.compare import compare_claims

    def elsewhere(
        some: Iterable[Compared], names: Mapping[str, str], bar: float
    ) -> Iterator[list[Comparison]]:
        parts = together(some, _CLAIMS, lambda part: len(part.claims))
        return chain.from_iterable(store.map(_compare, parts, (), names, bar))

    names = {row.entity: row.name for row in store.read_rows("entity_index.jsonl", _Name)}
    given = listed(store, placed(store, stories(store)))
    claims = chain.from_iterable(store.map(_claimed, given, (*KNOWN, "frame")))
    with store.scratch() as file:
        found = compare_claims(claims, names, Shelf(file), elsewhere)
        store.write_rows("comparisons.jsonl", found)


class _Name(msgspec.Struct):
    entity: str
    name: str


def _claimed(some: Documents) -> list[Row]:
    """Give the claims of documents that repeat no other."""
    from skrot.compare.compare import claimed

    return [
        row
        for given, (_, frames), (_, place) in zip(
            known_of(some), some.get("frame"), some.given, strict=True
        )
        if given.duplicate_of is None
        for row in claimed(given._replace(frames=unpack_frames(frames)), place.story_of)
    ]


def _compare(some: Documents, names: Mapping[str, str], bar: float) -> list[list[Comparison]]:
    from skrot.compare.compare import compare_part

    return [compare_part(part, names, bar) for part in some.given]


COMPARE = Stage(
    "compare",
    "Compare what documents say of the same quantities.",
    needs=("extract", "encode", "stories"),
    adds=("comparisons.jsonl",),
    finish=_finish,
    steps=(Step("frame", _frame, takes=("annotate", "extract")),),
    lane="apart",
    load=importing("skrot.compare", "scipy.sparse"),
)
