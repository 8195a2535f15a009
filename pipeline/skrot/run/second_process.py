"""Does parts of the corpus-wide work in another process while this one does something else.

``python -m skrot.run.second_process`` reads what to do from its standard input, works in the output
folder without its lock, which the run that started it holds, and ends when that run does. It says
when each of its parts is done, as a stage of the run may need what that leaves.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from queue import Queue

import msgspec

from skrot.errors import RunError
from skrot.run.added import use_resources
from skrot.run.processes import end, pipe, rare_collections, replies_of_this_process, spawn
from skrot.run.store import Store, StoreError
from skrot.settings import Settings

# The start of a process costs as much as these parts take for about so many documents.
_WORTH_A_PROCESS = 100


class _Order(msgspec.Struct):
    """Of which stages the process does its parts, in one line of JSON.

    With a number of `documents` it only loads what they need for so many.
    """

    stages: tuple[str, ...]
    settings: Settings
    documents: int | None = None


class _Reply(msgspec.Struct):
    """How a part ended."""

    refused: str | None = None
    fault: str | None = None


class Beside:
    """A second process for parts of a run, started when first needed and kept for the next ones.

    It is the `Lane` of the parts that the run does meanwhile; `documents` tells how much there is.
    """

    def __init__(self, settings: Settings) -> None:
        self.documents = 0
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._under_way: list[str] = []

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
            self._order(stages)
            self._under_way = [*stages]
            yield
            for stage in stages:
                self.wait_for(stage)
        except BaseException:
            self.close()  # nobody knows what it is doing
            raise

    def prepare(self, stages: Sequence[str]) -> None:
        """Let the process load what parts of stages need, and do not wait for it."""
        self._order(stages, self.documents)

    def wait_for(self, stage: str) -> None:
        """Wait until the process has done its part of a stage, if it does it now.

        Raises
        ------
        StoreError, RunError
            As of `doing`, when it has failed, or one before it.
        """
        while self._process is not None and stage in self._under_way:
            _wait_for(self._process, self._under_way.pop(0))

    def _order(self, stages: Sequence[str], documents: int | None = None) -> None:
        if self._process is None:
            self._process = spawn(__name__)
        order = _Order(tuple(stages), self._settings, documents)
        with suppress(OSError):  # it has died: that it does not reply tells
            pipe(self._process.stdin).write(msgspec.json.encode(order, enc_hook=str) + b"\n")
            pipe(self._process.stdin).flush()

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            end(self._process)
        self._process = None
        self._under_way = []


def _wait_for(process: subprocess.Popen[bytes], stage: str) -> None:
    data = pipe(process.stdout).readline()
    if not data:
        code = process.wait()
        raise RunError(f"{stage}: its process died (exit code {code})")
    reply = msgspec.json.decode(data, type=_Reply)
    if reply.refused is not None:
        raise StoreError(reply.refused)
    if reply.fault is not None:
        raise RunError(reply.fault)


def main() -> None:
    """Do the orders of one parent until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    lines: Queue[bytes] = Queue()
    threading.Thread(target=_receive, args=(lines,), daemon=True).start()
    decoder = msgspec.json.Decoder(_Order, dec_hook=lambda kind, text: kind(text))
    replies = replies_of_this_process()
    while True:
        order = decoder.decode(lines.get())
        with rare_collections():
            if order.documents is None:
                for reply in _do(order):
                    replies.write(msgspec.json.encode(reply) + b"\n")
                    replies.flush()
            else:
                with suppress(Exception):  # the part itself tells what is wrong
                    _load(order, order.documents)


class _Second:
    """The `Lane` of the parts that are done in this process."""

    is_worth_it = False

    def doing(self, stages: Sequence[str]) -> AbstractContextManager[None]:
        return nullcontext()

    def wait_for(self, stage: str) -> None:
        """Do nothing: there is no third process."""


def _load(order: _Order, documents: int) -> None:
    from skrot.run.stages import STAGE

    use_resources(order.settings.resources)
    for name in order.stages:
        STAGE[name].load(documents)


def _do(order: _Order) -> Iterator[_Reply]:
    """Do the parts one after another, up to one that fails."""
    from skrot.run.stages import STAGE

    name = ""
    try:
        use_resources(order.settings.resources)
        with Store(order.settings.out, locked=False) as store:
            for name in order.stages:
                stage = STAGE[name]
                (stage.apart or stage.finish)(store, order.settings, _Second())
                yield _Reply()
    except StoreError as error:
        yield _Reply(refused=str(error))
    except Exception as error:
        yield _Reply(fault=f"{name}: {type(error).__name__}: {error}")


def _receive(lines: Queue[bytes]) -> None:
    """Take in what the parent sends until it is gone."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(1)


if __name__ == "__main__":
    main()
