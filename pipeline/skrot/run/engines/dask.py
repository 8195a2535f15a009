"""A Dask cluster, local or remote: the same results as `skrot.run.engines.local`.

A task of the cluster is a shard of documents. Its workers must see the corpus under the same path.
Each processes documents in a process of its own, within the same bounds as here, so that no
document can hold up or kill a worker of the cluster. A shard whose worker is lost is run
again elsewhere; when it keeps losing workers its documents are run one by one, and the one that
does it becomes a named failure.

With a folder for shards the workers keep there what they make, and tell only where; and corpus-wide
stages have them look at the parts of the corpus (`skrot.run.kept.Kept.map`).
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import dask
import msgspec
from distributed import Client, KilledWorker, LocalCluster

from skrot.errors import RunError
from skrot.records import Failure
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.kept import Kept, Mapper, Part
from skrot.run.processes import give_back_memory
from skrot.run.shards import Place, folder_url, read_places, write_shard
from skrot.run.workers import Workers

R = TypeVar("R")

# Documents in a shard: enough to outweigh the scheduling of a task, few enough to spread. One that
# is kept is a file, and a million documents should be no more than some ten thousand of them.
_SHARD = 8
_KEPT = 64

# What Dask leaves behind is collected after so many parts, as a run collects rarely.
_COLLECTED = 8

# Dask would keep the last thousand messages that were sent, with the parts in them, for who looks
# for faults in it; and warn of what is given with every part: it goes to the cluster once.
_QUIET = {
    "distributed.admin.low-level-log-length": 0,
    "distributed.admin.large-graph-warning-threshold": "1TB",
}

# Shards under way for each worker.
_WAITING = 3


class Cluster:
    """The cluster at `scheduler`, or one of `workers` local processes; reached when first needed.

    Parameters
    ----------
    workers : int
        How many processes a cluster of this machine has.
    scheduler : str or None
        The address of the scheduler of another one.
    store : str or None
        The folder that the workers keep shards in, a path or an address of fsspec.

    Raises
    ------
    UsageFault
        If no installed package knows such an address.
    """

    def __init__(self, workers: int, scheduler: str | None, store: str | None = None) -> None:
        self._workers = workers
        self._scheduler = scheduler
        self._folder = folder_url(store) if store is not None else None
        self._ending = ExitStack()

    @cached_property
    def _client(self) -> Client:
        self._ending.enter_context(dask.config.set(_QUIET))
        address: str | LocalCluster | None = self._scheduler
        if address is None:
            address = self._ending.enter_context(
                LocalCluster(
                    n_workers=self._workers,
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=":0",  # any port: another run may have the usual one
                )
            )
        client: Client = self._ending.enter_context(Client(address, set_as_default=False))
        return client

    @property
    def mapper(self) -> Mapper | None:
        """What looks at parts of the corpus on the cluster; null where no shards are kept."""
        return self._map if self._folder is not None else None

    def close(self) -> None:
        """Leave the cluster; one of this machine ends."""
        self._ending.close()

    def run_tasks(self, tasks: Iterable[Task], settings: WorkerSettings) -> Iterator[Result]:
        """Process tasks; results come in their order."""
        left = iter(tasks)
        size = _SHARD if self._folder is None else _KEPT

        def submit(shard: Sequence[Task]) -> Any:
            return self._client.submit(_process, shard, settings, self._folder, pure=False)

        def collect(shard: Sequence[Task], future: Any) -> Iterator[Result]:
            try:
                yield from future.result()
            except KilledWorker:
                if len(shard) == 1:
                    task = shard[0]
                    reason = "every worker process that worked on it died"
                    failure = Failure(task.doc, task.steps[0], reason)
                    yield Result(task.doc, {}, failure, passing=True)
                    return
                for task in shard:
                    yield from collect((task,), submit((task,)))

        shards = iter(lambda: tuple(islice(left, size)), ())
        for shard, future in self._ahead(submit, shards):
            yield from collect(shard, future)

    def _map(
        self,
        kept: Kept,
        work: Callable[..., R],
        parts: Iterable[Part],
        takes: Sequence[str],
        given: Sequence[Any],
    ) -> Iterator[R]:
        # A task of its own, so that it is there again when all workers that had it are lost.
        packed_given = pickle.dumps(tuple(given), pickle.HIGHEST_PROTOCOL)
        shared = self._client.submit(bytes, packed_given, pure=False)

        def submit(part: Part) -> Any:
            taken = _Takes(
                {step: kept.places(step, part.docs) for step in takes},
                {step: kept.here(step, part.docs) for step in takes},
            )
            # Packed: Dask looks for tasks in everything that is given to one.
            packed = pickle.dumps((work, part, taken), pickle.HIGHEST_PROTOCOL)
            return self._client.submit(_look, packed, self._folder, shared, pure=False)

        for number, (_, future) in enumerate(self._ahead(submit, parts), 1):
            if number % _COLLECTED == 0:
                give_back_memory()  # Dask leaves cycles, which hold what was sent
            try:
                data, stored = future.result()
            except KilledWorker:
                raise RunError(f"{work.__name__}: every worker that did it died") from None
            for step, rows in stored.items():
                kept.put_places(step, rows)
            yield pickle.loads(data)  # noqa: S301  (of our own worker)

    def _ahead(
        self, submit: Callable[[Any], Any], given: Iterable[Any]
    ) -> Iterator[tuple[Any, Any]]:
        """Submit what is given some way ahead of what is taken, in order, with what it was."""
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        pending: deque[tuple[Any, Any]] = deque()
        for one in given:
            pending.append((one, submit(one)))
            if len(pending) >= _WAITING * max(1, workers):
                yield pending.popleft()
        yield from pending


@lru_cache(maxsize=1)
def _workers(settings: WorkerSettings) -> Workers:
    """Keep the processes of this worker of the cluster; their models are loaded once."""
    return Workers(settings)


def _process(shard: Sequence[Task], settings: WorkerSettings, folder: str | None) -> list[Result]:
    workers = _workers(settings)
    results = [workers.process(task) for task in _with_what_they_take(shard)]
    made = [result for result in results if result.made]
    if folder is None or not made:
        return results
    columns: dict[str, dict[str, bytes]] = {}
    for result in made:
        for step, data in result.made.items():
            columns.setdefault(step, {})[result.doc] = data
    shard_url = write_shard(folder, [result.doc for result in made], columns)
    rows = {result.doc: row for row, result in enumerate(made)}
    return [
        msgspec.structs.replace(
            result,
            made={},
            places={step: Place(shard_url, rows[result.doc]) for step in result.made},
        )
        for result in results
    ]


def _with_what_they_take(shard: Sequence[Task]) -> list[Task]:
    """Look up what lies in shards."""
    places: dict[str, dict[str, Place]] = {}
    for task in shard:
        for step, place in task.places.items():
            places.setdefault(step, {})[task.doc] = place
    found = read_places(places)
    return [
        msgspec.structs.replace(
            task, have={**task.have, **{step: found[step][task.doc] for step in task.places}}
        )
        for task in shard
    ]


class _Takes(NamedTuple):
    """What the steps have left of the documents of a part: where it lies, or the bytes."""

    places: dict[str, dict[str, Place]]
    here: dict[str, dict[str, bytes]]


class _There:
    """The `Documents` of a part on a worker: what is kept in shards is read and written there."""

    def __init__(self, part: Part, found: dict[str, dict[str, bytes]]) -> None:
        self.docs, self.given = part
        self.rows: dict[str, list[tuple[str, str, bytes]]] = {}
        self._found = found

    def get(self, step: str) -> Iterator[tuple[str, bytes]]:
        found = self._found[step]
        return ((doc, found[doc]) for doc in self.docs if doc in found)

    def put(self, step: str, rows: Sequence[tuple[str, str, bytes]]) -> None:
        self.rows.setdefault(step, []).extend(rows)


def _look(
    packed: bytes, folder: str, given: bytes
) -> tuple[bytes, dict[str, list[tuple[str, str, Place]]]]:
    work, part, takes = pickle.loads(packed)  # noqa: S301  (of the process of the run)
    found = read_places(takes.places)
    documents = _There(part, {step: takes.here[step] | found[step] for step in found})
    result = work(documents, *_unpacked(given))
    stored: dict[str, list[tuple[str, str, Place]]] = {}
    for step, rows in documents.rows.items():
        docs = [doc for doc, *_ in rows]
        url = write_shard(folder, docs, {step: {doc: data for doc, _, data in rows}})
        stored[step] = [(doc, key, Place(url, row)) for row, (doc, key, _) in enumerate(rows)]
    return pickle.dumps(result, pickle.HIGHEST_PROTOCOL), stored


@lru_cache(maxsize=1)
def _unpacked(given: bytes) -> Any:
    """Unpack what is given with every part, once for all of them."""
    return pickle.loads(given)  # noqa: S301  (of the process of the run)
