"""Runs tasks on a Dask cluster, local or remote; the same results as `skrot.run.engines.local`.

A task of the cluster is a shard of documents. Its workers must see the corpus under the same path.
Each processes documents in a process of its own, within the same bounds as here, so that no
document can hold up or kill a worker of the cluster. A shard whose worker is lost is run
again elsewhere; when it keeps losing workers its documents are run one by one, and the one that
does it becomes a named failure.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from distributed import Client, KilledWorker, LocalCluster

from skrot.records import Failure
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.workers import Workers

# Documents in a shard: enough to outweigh the scheduling of a task, few enough to spread.
_SHARD = 8

# Shards under way for each worker.
_WAITING = 3


def run_tasks(
    tasks: Iterable[Task], settings: WorkerSettings, *, workers: int, scheduler: str | None
) -> Iterator[Result]:
    """Process tasks on the cluster at `scheduler`, or on one of `workers` local processes.

    Results come in the order of the tasks.
    """
    if scheduler is not None:
        with Client(scheduler, set_as_default=False) as client:
            yield from _run(client, tasks, settings)
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield from _run(client, tasks, settings)


def _run(client: Client, tasks: Iterable[Task], settings: WorkerSettings) -> Iterator[Result]:
    waiting = _WAITING * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    left = iter(tasks)
    pending: deque[tuple[tuple[Task, ...], Any]] = deque()
    while shard := tuple(islice(left, _SHARD)):
        pending.append((shard, client.submit(_process, shard, settings, pure=False)))
        if len(pending) >= waiting:
            yield from _collect(client, settings, *pending.popleft())
    while pending:
        yield from _collect(client, settings, *pending.popleft())


def _collect(
    client: Client, settings: WorkerSettings, shard: Sequence[Task], future: Any
) -> Iterator[Result]:
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
            alone = client.submit(_process, (task,), settings, pure=False)
            yield from _collect(client, settings, (task,), alone)


@lru_cache(maxsize=1)
def _workers(settings: WorkerSettings) -> Workers:
    """Keep the processes of this worker of the cluster; their models are loaded once."""
    return Workers(settings)


def _process(shard: Sequence[Task], settings: WorkerSettings) -> list[Result]:
    workers = _workers(settings)
    return [workers.process(task) for task in shard]
