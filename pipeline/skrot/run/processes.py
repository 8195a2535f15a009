"""Processes: how they are started and ended, and what they do with threads, memory and garbage.

Unlike `multiprocessing`, `spawn` works in a script without a main guard and inside a daemon.
"""

from __future__ import annotations

import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

# So many objects more than were freed start a collection: a tenth of the corpus-wide time is saved,
# and what a document needs for a while starts none, for some MiB of what may wait longer.
_OBJECTS = 200_000

# Parameters of mallopt(3). Setting one of them stops the library from adapting both.
_TRIM_THRESHOLD = -1
_MMAP_THRESHOLD = -3
# Pieces up to this size come from memory that is kept; the library allows no more.
_PIECE = 32 << 20
# So much is kept when it is free.
_KEPT = 256 << 20

# What libraries of linear algebra and OpenMP read when they are loaded.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def spawn(module: str) -> subprocess.Popen[bytes]:
    """Start ``python -m module`` with the import paths of this process and pipes to it.

    Whatever the environment says, its libraries of linear algebra have one thread each: there is a
    process for each core, and more threads than cores are far slower than one.
    """
    paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **dict.fromkeys(_THREADS, "1"), "PYTHONPATH": paths},
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


@contextmanager
def one_thread() -> Iterator[None]:
    """Let the libraries of linear algebra of this process have one thread each within the context.

    Those that are loaded within it read the environment, and have as many threads as before it
    afterwards: the process may be somebody else's.
    """
    from threadpoolctl import ThreadpoolController

    before = {name: os.environ.get(name) for name in _THREADS}
    controller = ThreadpoolController()
    known = {library.filepath for library in controller.lib_controllers}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        with controller.limit(limits=1):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        for library in ThreadpoolController().lib_controllers:
            if library.filepath not in known:
                library.set_num_threads(os.cpu_count() or 1)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Collect rarely within the context; a collector that is off, or rarer still, stays so.

    Nearly all that is made here has no cycles to look for.
    """
    before = gc.get_threshold()
    if 0 < before[0] < _OBJECTS:
        gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def give_back_memory() -> None:
    """Collect what is new and in cycles; give freed memory back, where the C library can."""
    gc.collect(1)
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "malloc_trim"):
            library.malloc_trim(0)


def keep_freed_memory() -> None:
    """Let this process keep freed memory, where its C library can; for processes of our own.

    A model needs as much again for every document. By default the C library of Linux gives it back
    to the system, which hands it out anew page by page, all zeros: a tenth of the time.
    """
    if sys.platform != "linux":
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt") and library.mallopt(_MMAP_THRESHOLD, _PIECE):
        library.mallopt(_TRIM_THRESHOLD, _KEPT)
