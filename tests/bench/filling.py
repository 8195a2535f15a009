"""Fill an output folder with a synthetic corpus, as the steps of a run would have left it.

`write_corpus` writes its texts; `fill` puts what the steps would make of them into the folder, so
that a run over it has nothing left but the corpus-wide stages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from skrot.run import inputs
from skrot.run.artifacts import ManifestRow, manifest
from skrot.run.kept import batches
from skrot.run.keys import Keys
from skrot.run.packing import pack, pack_vectors
from skrot.run.runner import run
from skrot.run.shards import Place, folder_url, write_shard
from skrot.run.stages import until
from skrot.run.store import Store
from skrot.settings import Settings
from tests.bench.synthesise import Bank, compose

_GROUP = 512
# Documents in a shard, as the engine has it.
_SHARD = 64

Result = TypeVar("Result")

Group = Sequence[tuple[int, str]]
"""Numbers and ids of documents that are made together."""

Columns = dict[str, dict[str, bytes]]
"""What each step made, by document."""


class Work(Protocol):
    """A map over groups of documents, in their order."""

    def __call__(
        self, make: Callable[[Bank, Group], Result], groups: Iterable[Group], /
    ) -> Iterable[Result]: ...


Make = Callable[[Bank, Group], Columns]


def write_corpus(bank: Bank, documents: int, path: Path, processes: int = 1) -> None:
    """Write the texts of documents as rows of a JSON Lines file."""
    with path.open("w", encoding="utf-8") as file, _working(bank, processes) as work:
        for rows in work(_rows, _groups([(number, "") for number in range(documents)])):
            file.write(rows)


def _rows(bank: Bank, group: Group) -> str:
    rows = []
    for number, _ in group:
        made = compose(bank, number).document
        row = {"id": f"{number:07}", "title": made.title, "date": made.date, "text": made.text}
        rows.append(json.dumps(row, ensure_ascii=False) + "\n")
    return "".join(rows)


def fill(bank: Bank, settings: Settings, shards: str | None = None, processes: int = 1) -> None:
    """Put what the steps would make of a corpus of `write_corpus` into the output folder.

    With a folder of `shards` it is put there, as the workers of a cluster keep it. The corpus-wide
    part of read is run, as the keys of the later steps come from it.
    """

    def keep(store: Store, rows: Sequence[ManifestRow], make: Make) -> None:
        keys = Keys(settings, store)
        known = {row.doc: keys.of_steps(row) for row in rows}
        groups = _groups([(number, row.doc) for number, row in enumerate(rows)])
        if shards is None:
            for columns in work(make, groups):
                for step, made in columns.items():
                    store.put(step, [(doc, known[doc][step], data) for doc, data in made.items()])
            return
        for places in work(partial(_sharded, make, folder_url(shards)), groups):
            for step, put in places.items():
                store.put_places(step, [(doc, known[doc][step], place) for doc, place in put])

    with _working(bank, processes) as work:
        with Store(settings.out) as store:
            found, _ = inputs.find_sources(settings)
            inputs.write_manifest(store, found)
            keep(store, [source.row for source in found], _read)
        run(settings, until("read"))
        with Store(settings.out) as store:
            keep(store, list(manifest(store)), _stepped)


def _read(bank: Bank, group: Group) -> Columns:
    return {"read": {doc: pack(compose(bank, number, doc).document) for number, doc in group}}


def _stepped(bank: Bank, group: Group) -> Columns:
    made = {doc: compose(bank, number, doc) for number, doc in group}
    return {
        "annotate": {doc: pack(row.annotated) for doc, row in made.items()},
        "extract": {doc: pack(row.extracted) for doc, row in made.items()},
        "encode": {
            doc: pack_vectors(row.vectors, np.ones(len(row.vectors), dtype=bool))
            for doc, row in made.items()
        },
        "frame": {doc: pack(row.frames) for doc, row in made.items()},
        "roles": {doc: pack(()) for doc in made},
    }


def _sharded(
    make: Make, folder: str, bank: Bank, group: Group
) -> dict[str, list[tuple[str, Place]]]:
    """Write what is made of a group into shards; return where the documents are, by step."""
    columns = make(bank, group)
    places: dict[str, list[tuple[str, Place]]] = {step: [] for step in columns}
    for docs in batches([doc for _, doc in group], _SHARD):
        parts = {step: {doc: made[doc] for doc in docs} for step, made in columns.items()}
        url = write_shard(folder, docs, parts)
        for step in columns:
            places[step] += ((doc, Place(url, at)) for at, doc in enumerate(docs))
    return places


def _groups(documents: Sequence[tuple[int, str]]) -> Iterator[Group]:
    for start in range(0, len(documents), _GROUP):
        yield documents[start : start + _GROUP]


@contextmanager
def _working(bank: Bank, processes: int) -> Iterator[Work]:
    """Give a map over groups of documents, which so many processes do."""
    if processes == 1:
        yield lambda make, groups: (make(bank, group) for group in groups)
        return
    with get_context("spawn").Pool(processes, _begin, (bank,)) as pool:
        yield lambda make, groups: pool.imap(partial(_with_bank, make), groups)


_given: list[Bank] = []  # in a process of the pool


def _begin(bank: Bank) -> None:
    _given.append(bank)


def _with_bank(make: Callable[[Bank, Group], Result], group: Group) -> Result:
    return make(_given[0], group)
