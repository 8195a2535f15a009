"""Does parts of the corpus-wide work in another process while this one does something else.

``python -m skrot.run.second_process`` reads what to do from its standard input, works in the output
folder without its lock, which the run that started it holds, and ends when that run does. One of
its parts may follow a stage of the run: it takes the rows that this makes while they are made.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from queue import Full, Queue

import msgspec

from skrot.errors import RunError
from skrot.run.added import use_resources
from skrot.run.processes import end, pipe, rare_collections, replies_of_this_process, spawn
from skrot.run.store import Store, StoreError
from skrot.settings import Settings

# The start of a process costs as much as these parts take for about so many documents.
_WORTH_A_PROCESS = 100

# Rows that are taken in before they are needed; those of one document are some ten kB.
_AHEAD = 128
# Seconds after which a process whose parts are slower than the run looks whether the run is there.
_PATIENCE = 1.0
# What follows the last row, in a line of its own.
_END = b"\n"


class _Order(msgspec.Struct):
    """Of which stages the process does its parts, in one line of JSON.

    With a number of `documents` it only loads what they need for so many.
    """

    stages: tuple[str, ...]
    settings: Settings
    documents: int | None = None


class _Reply(msgspec.Struct):
    """How the parts ended."""

    refused: str | None = None
    fault: str | None = None


class Beside:
    """A second process for parts of a run, started when first needed and kept for the next ones.

    It is the `Lane` of the parts that the run does meanwhile; `documents` tells how much there is.
    """

    rows: Iterator[bytes] = iter(())  # no part of the run follows another

    def __init__(self, settings: Settings) -> None:
        self.documents = 0
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._is_busy = False

    @property
    def is_worth_it(self) -> bool:
        """Whether there is a worker for a second process, and work enough for it."""
        return self._settings.workers > 1 and self.documents >= _WORTH_A_PROCESS

    @contextmanager
    def doing(self, stages: Sequence[str]) -> Iterator[None]:
        """Do the parts of stages one after another; they are done when the context has ended.

        Raises
        ------
        StoreError
            When a part cannot write a file.
        RunError
            When one fails otherwise.
        """
        try:
            process = self._order(stages)
            self._is_busy = True
            yield
            _send(process, _END)
            _wait_for(process, stages)
        except BaseException:
            self.close()  # nobody knows what it is doing
            raise
        finally:
            self._is_busy = False

    def prepare(self, stages: Sequence[str]) -> None:
        """Let the process load what parts of stages need, and do not wait for it."""
        self._order(stages, self.documents)

    def pass_on(self, row: bytes) -> None:
        """Give a row, a line of JSON, to the part that follows; wait when that is far behind.

        When no part is being done, nothing happens.
        """
        if self._process is not None and self._is_busy:
            _send(self._process, row)

    def _order(
        self, stages: Sequence[str], documents: int | None = None
    ) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = spawn(__name__)
        order = _Order(tuple(stages), self._settings, documents)
        _send(self._process, msgspec.json.encode(order, enc_hook=str) + b"\n")
        return self._process

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            end(self._process)
            self._process = None


def _send(process: subprocess.Popen[bytes], line: bytes) -> None:
    with suppress(OSError):  # it has died: that it does not reply tells
        pipe(process.stdin).write(line)
        pipe(process.stdin).flush()


def _wait_for(process: subprocess.Popen[bytes], stages: Sequence[str]) -> None:
    data = pipe(process.stdout).readline()
    if not data:
        code = process.wait()
        raise RunError(f"{', '.join(stages)}: its process died (exit code {code})")
    reply = msgspec.json.decode(data, type=_Reply)
    if reply.refused is not None:
        raise StoreError(reply.refused)
    if reply.fault is not None:
        raise RunError(reply.fault)


def main() -> None:
    """Do the orders of one parent until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    lines: Queue[bytes] = Queue(_AHEAD)
    threading.Thread(target=_receive, args=(lines,), daemon=True).start()
    decoder = msgspec.json.Decoder(_Order, dec_hook=lambda kind, text: kind(text))
    replies = replies_of_this_process()
    while True:
        order = decoder.decode(lines.get())
        if order.documents is not None:
            with rare_collections(), suppress(Exception):  # the part itself tells what is wrong
                _load(order, order.documents)
            continue
        rows = iter(lines.get, _END)
        with rare_collections():
            reply = _do(order, rows)
        for _ in rows:
            pass  # what a part that failed has left
        replies.write(msgspec.json.encode(reply) + b"\n")
        replies.flush()


class _Second:
    """The `Lane` of the parts that are done in this process."""

    is_worth_it = False

    def __init__(self, rows: Iterator[bytes]) -> None:
        self.rows = rows

    def doing(self, stages: Sequence[str]) -> AbstractContextManager[None]:
        return nullcontext()

    def pass_on(self, row: bytes) -> None:
        """Do nothing: there is no third process."""


def _load(order: _Order, documents: int) -> None:
    from skrot.run.stages import STAGE

    use_resources(order.settings.resources)
    for name in order.stages:
        STAGE[name].load(documents)


def _do(order: _Order, rows: Iterator[bytes]) -> _Reply:
    from skrot.run.stages import STAGE

    name = ""
    lane = _Second(rows)
    try:
        use_resources(order.settings.resources)
        with Store(order.settings.out, locked=False) as store:
            for name in order.stages:
                stage = STAGE[name]
                (stage.apart or stage.finish)(store, order.settings, lane)
    except StoreError as error:
        return _Reply(refused=str(error))
    except Exception as error:
        return _Reply(fault=f"{name}: {type(error).__name__}: {error}")
    return _Reply()


def _receive(lines: Queue[bytes]) -> None:
    """Take in what the parent sends until it is gone."""
    for line in sys.stdin.buffer:
        while True:
            try:
                lines.put(line, timeout=_PATIENCE)
            except Full:
                if _is_alone():
                    os._exit(1)
            else:
                break
    os._exit(1)


def _is_alone() -> bool:
    """Whether the other end of the input is closed, where a system tells that with lines left."""
    if not hasattr(select, "poll"):
        return False
    poll = select.poll()
    poll.register(0, select.POLLHUP)
    return any(event & select.POLLHUP for _, event in poll.poll(0))


if __name__ == "__main__":
    main()
