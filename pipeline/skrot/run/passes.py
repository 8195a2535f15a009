"""One pass over the documents: what each has to go through, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from skrot.run.document import Result, Task
from skrot.run.inputs import Found
from skrot.run.kept import PART, batches
from skrot.run.keys import Keys, passing_key
from skrot.run.shards import Place
from skrot.run.stages import STEPS, Stage
from skrot.run.store import Store

# Results are written in groups: one sync of the disk for many documents.
_GROUP = 32


class Missing(NamedTuple):
    """The steps that a document has to go through."""

    found: Found
    steps: tuple[str, ...]


def find_missing(
    store: Store, keys: Keys, group: Sequence[Stage], found: Iterable[Found]
) -> list[Missing]:
    """Find the steps of `group` that are to be done, by document."""
    steps = [step for stage in group for step in stage.steps if step.wanted(keys.settings)]
    wanted = tuple(step.name for step in steps)
    failed = store.keys("failure")
    # A failure before this group that may pass: what to go on from is not there.
    names = list(STEPS)
    before = {passing_key(step) for step in names[: names.index(wanted[0])]} if wanted else set()
    todo: list[Missing] = []
    known: dict[tuple[str, ...], tuple[str, ...]] = {}  # most documents miss the same steps
    for some in batches(found, PART):
        docs = [item.row.doc for item in some]
        have = zip(*(store.keys_of(step, docs) for step in wanted), strict=True)
        for item, kept in zip(some, have, strict=bool(wanted)):
            current = keys.of_steps(item.row)
            of_wanted = zip(wanted, kept, strict=True)
            missing = tuple(step for step, key in of_wanted if key != current[step])
            if missing and failed.get(item.row.doc) not in {*current.values(), *before}:
                todo.append(Missing(item, known.setdefault(missing, missing)))
    return todo


def keep_results(
    keys: Keys,
    todo: Sequence[Missing],
    results: Iterable[Result],
    progress: Callable[[int, int], None],
) -> None:
    """Keep what the steps make, as they are done."""
    progress(0, len(todo))

    def told() -> Iterator[Result]:
        for done, result in enumerate(results, 1):
            yield result
            progress(done, len(todo))

    for group in batches(zip(todo, told(), strict=True), _GROUP):
        current = {item.found.row.doc: keys.of_steps(item.found.row) for item, _ in group}
        _keep(keys.store, current, [result for _, result in group])


def make_tasks(store: Store, todo: Sequence[Missing]) -> Iterator[Task]:
    """Give a task for each document, with what its steps take, or where that lies."""
    for item, steps in todo:
        taken = dict.fromkeys(name for step in steps for name in STEPS[step].takes)
        have: dict[str, bytes] = {}
        places: dict[str, Place] = {}
        doc = item.row.doc
        for name in taken:
            if name in steps:
                continue
            if store.mapper is not None and (place := store.places(name, [doc]).get(doc)):
                places[name] = place
            else:
                have.update((name, data) for _, data in store.get(name, [doc]))
        yield Task(doc, steps, item.source, have, places)


def _keep(store: Store, current: Mapping[str, dict[str, str]], results: Sequence[Result]) -> None:
    for step in STEPS:
        rows = [(r.doc, current[r.doc][step], r.made[step]) for r in results if step in r.made]
        store.put(step, rows)
        places = [
            (r.doc, current[r.doc][step], r.places[step]) for r in results if step in r.places
        ]
        store.put_places(step, places)
    store.forget("failure", [result.doc for result in results])
    store.put(
        "failure",
        [
            (
                f.doc,
                passing_key(f.stage) if result.passing else current[f.doc][f.stage],
                msgspec.msgpack.encode(f),
            )
            for result in results
            if (f := result.failure) is not None
        ],
    )
