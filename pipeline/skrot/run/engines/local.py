"""Runs tasks in worker processes on this machine; each loads the model once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from skrot.run.document import Result, Task
from skrot.run.workers import Workers

# Tasks a worker has waiting: enough to keep it busy, few enough to hold no corpus in memory.
_WAITING = 4


def run_tasks(tasks: Iterable[Task], processes: Workers, *, workers: int) -> Iterator[Result]:
    """Process tasks, `workers` at a time; results come in the order of the tasks.

    The processes are kept for the next tasks, unless not all results are taken.

    Raises
    ------
    RunError
        When no document can be processed, as the model cannot be loaded.
    """
    pending: deque[Future[Result]] = deque()
    threads = ThreadPoolExecutor(workers)  # each waits for one process
    try:
        for task in tasks:
            pending.append(threads.submit(processes.process, task))
            if len(pending) >= workers * _WAITING:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        processes.close()
        raise
    finally:
        threads.shutdown()
