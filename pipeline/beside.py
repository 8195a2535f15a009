"""Does parts of the corpus-wide work in another process while this one does something else.

``python -m pipeline.beside`` reads what to do from its standard input, works in the output folder
without its lock, which the run that started it holds, and ends when that run does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from pipeline.errors import RunError
from pipeline.settings import Settings
from pipeline.spawn import end, pipe, replies_of_this_process, spawn
from pipeline.store import Store, StoreError

# The start of a process costs as much as these parts take for about so many documents.
_WORTH_A_PROCESS = 100


class _Order(msgspec.Struct):
    """What the process is told to do, in one line of JSON."""

    parts: tuple[str, ...]
    settings: Settings


class _Reply(msgspec.Struct):
    """How a part ended."""

    refused: str | None = None
    fault: str | None = None


def is_worth_it(settings: Settings, documents: int) -> bool:
    """Tell whether there is a worker for a second process, and work enough for it."""
    return settings.workers > 1 and documents >= _WORTH_A_PROCESS


@contextmanager
def beside(parts: Sequence[str], settings: Settings) -> Iterator[None]:
    """Do parts (`corpus.PARTS`), one after another, in a process of their own.

    They are done when the context has ended.

    Raises
    ------
    StoreError
        When a part cannot write a file.
    RunError
        When one fails otherwise.
    """
    process = spawn(__name__)
    try:
        order = msgspec.json.encode(_Order(tuple(parts), settings), enc_hook=str)
        pipe(process.stdin).write(order + b"\n")
        pipe(process.stdin).flush()  # left open: its end tells the process that this one is gone
        yield
        reply = _reply_of(process, parts)
        if reply.refused is not None:
            raise StoreError(reply.refused)
        if reply.fault is not None:
            raise RunError(reply.fault)
    finally:
        end(process)


def _reply_of(process: subprocess.Popen[bytes], parts: Sequence[str]) -> _Reply:
    data = pipe(process.stdout).read()
    if not data:
        return _Reply(fault=f"{', '.join(parts)}: its process died (exit code {process.wait()})")
    return msgspec.json.decode(data, type=_Reply)


def main() -> None:
    """Do the parts of one order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    order = msgspec.json.decode(
        sys.stdin.buffer.readline(), type=_Order, dec_hook=lambda kind, text: kind(text)
    )
    threading.Thread(target=_end_with_parent, daemon=True).start()
    replies = replies_of_this_process()
    replies.write(msgspec.json.encode(_do(order)))
    replies.flush()
    os._exit(0)  # the thread is still reading


def _do(order: _Order) -> _Reply:
    from pipeline.corpus import PARTS

    part = ""
    try:
        with Store(order.settings.out, locked=False) as store:
            for part in order.parts:
                PARTS[part](store, order.settings)
    except StoreError as error:
        return _Reply(refused=str(error))
    except Exception as error:
        return _Reply(fault=f"{part}: {type(error).__name__}: {error}")
    return _Reply()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


if __name__ == "__main__":
    main()
