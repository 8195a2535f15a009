"""A worker in a process of its own: one document at a time, within bounds of time and memory.

The parent sends tasks to the standard input of ``python -m skrot.run.workers`` and reads results
from its standard output. A process that takes too long, takes too much memory or dies is replaced,
and its document becomes a named failure. Every engine processes documents this way.
"""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from skrot.errors import RunError
from skrot.records import Failure
from skrot.run.document import OUT_OF_MEMORY, Result, Task, WorkerSettings
from skrot.run.processes import (
    end,
    keep_freed_memory,
    pipe,
    rare_collections,
    replies_of_this_process,
    spawn,
)
from skrot.run.steps import Worker

# Seconds of the processor a document may take: a start for what is loaded late, and a slow
# machine's pace. By the clock it may take longer, as a busy machine is no fault of a document.
_SECONDS = 120.0
_BYTES_A_SECOND = 5_000
_PATIENCE = 1 if sys.platform == "win32" else 10
# What a process whose parent has gone is allowed on top before it ends by itself.
_GRACE = 5.0

# MiB a document may take on top of the model: far more than the longest text that is read needs.
_MIB = 2048
_BYTES_A_MIB = 4_000

_LENGTH = 8
_CLOSED = "the worker processes have been stopped"


class Bounds(NamedTuple):
    """What one document may take."""

    seconds: float
    clock: float
    mib: int

    @classmethod
    def of(cls, task: Task) -> Bounds:
        """Bounds that grow with what there is to process."""
        size = sum(len(data) for data in task.have.values())
        seconds = _SECONDS + size / _BYTES_A_SECOND
        return cls(seconds, seconds * _PATIENCE, _MIB + size // _BYTES_A_MIB)


class _Order(NamedTuple):
    """What a parent sends: pickled, as it comes from this program alone."""

    task: Task
    bounds: Bounds


class _Reply(msgspec.Struct):
    """What a process answers: a result, or why no document at all can be processed.

    Never pickled: it comes from a process that has read what others wrote.
    """

    result: Result | None = None
    fault: str | None = None


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Reply).decode


class BoundedWorker:
    """A worker process, started when first needed and after it was lost."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._stop: weakref.finalize[[subprocess.Popen[bytes]], BoundedWorker] | None = None
        self._closed = False
        self._lock = threading.Lock()

    def process(self, task: Task) -> Result:
        """Process a document; what exceeds its bounds or kills the process is a `Failure`.

        Raises
        ------
        RunError
            When no document can be processed: the model cannot be loaded, the worker is closed.
        """
        bounds = Bounds.of(task)
        process = self._running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(bounds.clock, stop)
        timer.daemon = True
        timer.start()
        reply = _ask(process, _Order(task, bounds))
        timer.cancel()
        if reply is None and not late.is_set():
            with suppress(subprocess.TimeoutExpired):
                process.wait(_GRACE)  # it has closed its pipe, and is about to say how it ended
        if reply is None or late.is_set() or reply.result is None or _is_out_of_memory(reply):
            self._lose()  # nothing in a process that lacked memory can be relied on
        passing = True
        if reply is None:
            status = None if late.is_set() else process.returncode
            passing = not _is_by_processor(status)
            reason = _why(bounds, status)
        elif reply.result is None:
            raise RunError(reply.fault or "a worker process failed")
        elif _is_out_of_memory(reply):
            reason = f"needs more than {bounds.mib} MiB of memory; split it"
        else:
            return reply.result
        return Result(task.doc, {}, Failure(task.doc, task.steps[0], reason), passing=passing)

    def start(self) -> None:
        """Start the process now, and do not wait for it."""
        self._running()

    def prepare(self, steps: Sequence[str]) -> None:
        """Let the process load what these steps need, if it runs, and do not wait for it."""
        with self._lock:
            if self._process is not None:
                _send(self._process, list(steps))

    def close(self) -> None:
        """End the process, whatever it is doing; none is started any more."""
        with self._lock:
            self._closed = True
            self._end()

    def _lose(self) -> None:
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._stop is not None:
            self._stop()
        self._process = self._stop = None

    def _running(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise RunError(_CLOSED)
            if self._process is not None and self._process.poll() is not None:
                self._end()  # it died while it was idle: no fault of the next document
            if self._process is None:
                self._process = spawn("skrot.run.workers")
                self._stop = weakref.finalize(self, end, self._process)
                _send(self._process, self._settings)
            return self._process


class Workers:
    """As many worker processes as tasks are processed at a time, kept for the next ones."""

    def __init__(self, settings: WorkerSettings) -> None:
        self._settings = settings
        self._all: list[BoundedWorker] = []
        self._idle: list[BoundedWorker] = []
        self._closed = False
        self._lock = threading.Lock()

    def process(self, task: Task) -> Result:
        """Process a document in an idle process, or a new one; safe to call from many threads.

        Raises
        ------
        RunError
            As of `BoundedWorker.process`.
        """
        with self._lock:
            if self._closed:
                raise RunError(_CLOSED)
            if self._idle:
                worker = self._idle.pop()
            else:
                worker = BoundedWorker(self._settings)
                self._all.append(worker)
        try:
            return worker.process(task)
        finally:
            self._idle.append(worker)

    @property
    def are_closed(self) -> bool:
        """Whether the processes have been stopped."""
        return self._closed

    def start(self) -> None:
        """Start a first process, where there is none, and do not wait for it.

        Raises
        ------
        RunError
            When the workers are closed.
        """
        with self._lock:
            if self._closed:
                raise RunError(_CLOSED)
            if not self._all:
                worker = BoundedWorker(self._settings)
                worker.start()
                self._all.append(worker)
                self._idle.append(worker)

    def prepare(self, steps: Sequence[str]) -> None:
        """Let the idle processes load what these steps need, and do not wait for them."""
        for worker in self._idle:
            worker.prepare(steps)

    def close(self) -> None:
        """End all processes; none is started any more."""
        with self._lock:
            self._closed = True
        for worker in self._all:
            worker.close()


def _is_out_of_memory(reply: _Reply) -> bool:
    failure = reply.result.failure if reply.result is not None else None
    return failure is not None and failure.reason == OUT_OF_MEMORY


def _is_by_processor(status: int | None) -> bool:
    """Whether it took too much of the processor: that it would do again."""
    return sys.platform != "win32" and status == -signal.SIGXCPU


def _why(bounds: Bounds, status: int | None) -> str:
    if status is None:
        return f"took longer than {bounds.clock:.0f} seconds and was stopped"
    if _is_by_processor(status):
        return f"took longer than {bounds.seconds:.0f} seconds of the processor and was stopped"
    how = f"exit code {status}"
    if status < 0:
        how = signal.Signals(-status).name
    return (
        f"the worker process died on it ({how}): a damaged file, or more than {bounds.mib} MiB"
        " of memory needed"
    )


def _send(process: subprocess.Popen[bytes], message: _Order | WorkerSettings | list[str]) -> bool:
    data = pickle.dumps(message)
    try:
        pipe(process.stdin).write(data)
        pipe(process.stdin).flush()
    except OSError:  # it has died
        return False
    return True


def _ask(process: subprocess.Popen[bytes], order: _Order) -> _Reply | None:
    """Send an order and wait for its reply; None when the process dies before."""
    if not _send(process, order):
        return None
    size = pipe(process.stdout).read(_LENGTH)
    data = pipe(process.stdout).read(int.from_bytes(size, "little"))
    whole = len(size) == _LENGTH and len(data) == int.from_bytes(size, "little")
    return _decode(data) if whole else None


def main() -> None:
    """Process the tasks of one parent until it closes its end of the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    keep_freed_memory()
    orders = sys.stdin.buffer
    replies = replies_of_this_process()
    try:
        with rare_collections():
            worker = Worker(pickle.load(orders))  # noqa: S301  (from the parent alone)
            while True:
                order: _Order | list[str] = pickle.load(orders)  # noqa: S301
                if isinstance(order, list):
                    with suppress(Exception):  # the next task tells what is wrong
                        _prepare(worker, order)
                    continue
                data = _encode(_reply(worker, order))
                replies.write(len(data).to_bytes(_LENGTH, "little") + data)
                replies.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # nothing to clean up


def _reply(worker: Worker, order: _Order) -> _Reply:
    task, bounds = order
    _end_after(bounds.clock + _GRACE)
    try:
        _prepare(worker, task.steps)
    except Exception as error:  # no document's fault: the run ends with this message
        return _Reply(fault=str(error) or type(error).__name__)
    try:
        with _limits(bounds):
            return _Reply(worker.process(task))
    finally:
        _end_after(0)


def _prepare(worker: Worker, steps: Sequence[str]) -> None:
    if worker.prepare(steps):
        gc.freeze()  # it stays for good: the collector would go through all of it again and again


def _end_after(seconds: float) -> None:
    """End this process after a time even when its parent has gone; 0 takes it back."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


@contextmanager
def _limits(bounds: Bounds) -> Iterator[None]:
    """Let this process take so much more than it has taken, where the system can hold it.

    What comes after, such as the next order and a model it needs, is no part of the document.
    """
    limits: dict[int, int] = {}
    if sys.platform != "win32":
        import resource

        limits[resource.RLIMIT_CPU] = math.ceil(time.process_time() + bounds.seconds)
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
        limits[resource.RLIMIT_DATA] = used + bounds.mib * 1024 * 1024
    before = {kind: resource.getrlimit(kind) for kind in limits}
    for kind, limit in limits.items():
        hard = before[kind][1]
        resource.setrlimit(kind, (_within(limit, hard), hard))
    try:
        yield
    finally:
        for kind in limits:
            resource.setrlimit(kind, before[kind])


def _within(limit: int, hard: int) -> int:
    """The limit, or what the system allows at most; a negative `hard` allows everything."""
    return limit if hard < 0 else min(limit, hard)


if __name__ == "__main__":
    main()
