"""Runs tasks in worker processes on this machine.

Each worker loads the model once. A worker that dies, or takes longer over a document than the
bound, is replaced and its document becomes a named failure; the others go on.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as TaskTimeout

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.process import Result, Task, Worker, WorkerSettings
from pipeline.records import Failure

# Seconds a document may take: a start for loading the model, and a slow machine's pace.
_SECONDS = 120.0
_BYTES_A_SECOND = 5_000

# Tasks a worker has waiting: enough to keep it busy, few enough to hold no corpus in memory.
_WAITING = 4

_worker: Worker | None = None


def run_tasks(tasks: Iterable[Task], settings: WorkerSettings, *, workers: int) -> Iterator[Result]:
    """Process tasks in `workers` processes; results come in the order of the tasks."""
    context = multiprocessing.get_context("spawn")
    with ProcessPool(
        max_workers=workers, initializer=_start, initargs=(settings,), context=context
    ) as pool:
        pending: deque[tuple[Task, ProcessFuture[Result]]] = deque()
        for task in tasks:
            pending.append((task, pool.schedule(_process, args=(task,), timeout=_seconds(task))))
            if len(pending) >= workers * _WAITING:
                yield _collect(*pending.popleft())
        while pending:
            yield _collect(*pending.popleft())


def _start(settings: WorkerSettings) -> None:
    global _worker  # noqa: PLW0603  (a worker process has one worker, and nothing else)
    _worker = Worker(settings)
    # A worker has nothing to clean up: being told to stop, it stops, without a word.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _process(task: Task) -> Result:
    if _worker is None:
        raise RuntimeError("the worker process was not started")
    return _worker.process(task)


def _collect(task: Task, future: ProcessFuture[Result]) -> Result:
    try:
        return future.result()
    except TaskTimeout:
        reason = f"took longer than {_seconds(task):.0f} seconds and was stopped"
    except ProcessExpired as error:
        reason = f"the worker process died on it (exit code {error.exitcode})"
    return Result(task.doc, {}, Failure(task.doc, task.steps[0], reason))


def _seconds(task: Task) -> float:
    size = sum(len(data) for data in task.have.values())
    return _SECONDS + size / _BYTES_A_SECOND
