"""Starts Python processes that run a module of this package and no part of the caller's program.

Unlike `multiprocessing`, this works in a script without a main guard and inside a daemon.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


def spawn(module: str) -> subprocess.Popen[bytes]:
    """Start ``python -m module`` with the import paths of this process and pipes to it."""
    paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )


def pipe(end: IO[bytes] | None) -> IO[bytes]:
    """Return an end of a pipe of a process that was started with `spawn`."""
    if end is None:
        raise RuntimeError("a process is started with pipes")
    return end


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, whatever it is doing."""
    process.kill()
    process.wait()
    for one in (process.stdin, process.stdout):
        with suppress(OSError):  # half a message was left in it
            pipe(one).close()


def replies_of_this_process() -> IO[bytes]:
    """Return where to write replies, and let what a library prints go to standard error."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return replies
