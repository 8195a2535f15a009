"""Times of the CPU by pieces of work, the least of each over several rounds.

What else a machine does only adds to a time, and seldom to every round of a short piece: so the
least times of pieces, a document's step or a corpus-wide part, add up to what the work takes on a
machine of its own, long before a round as a whole is left alone. What is compared with something
should be cut into pieces about as long: on a busy machine a shorter one is left alone sooner.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from skrot.run.document import Result, State, Task, WorkerSettings
from skrot.run.runner import run
from skrot.run.stages import STEPS
from skrot.run.steps import Worker
from skrot.settings import Settings
from tests.conftest import REPOSITORY

Piece = tuple[str, ...]
"""What is measured, and of what part of the work: a document, a stage."""


class Pieces:
    """The least time of each piece so far."""

    def __init__(self) -> None:
        self._least: dict[Piece, float] = {}

    def keep(self, *piece: str, seconds: float) -> None:
        """Take in what a piece has taken in one round."""
        self._least[piece] = min(seconds, self._least.get(piece, seconds))

    @contextmanager
    def timed(self, *piece: str) -> Iterator[None]:
        """Time what is done in the context, by all threads of this process."""
        started = time.process_time()
        yield
        self.keep(*piece, seconds=time.process_time() - started)

    def total(self, *beginning: str) -> float:
        """Return the sum of the pieces that begin so."""
        rows = self._least.items()
        return sum(least for piece, least in rows if piece[: len(beginning)] == beginning)


def run_timed(pieces: Pieces, name: str, settings: Settings, worker: Worker | None = None) -> None:
    """Run all stages in this process: a piece for each step of a document and each stage.

    Without a `worker` nothing may be left to do for the documents.
    """
    marks: list[tuple[str, float]] = []
    stepped = [0.0]

    def progress(stage: str, done: int, total: int) -> None:
        # A corpus-wide part begins, or the steps of documents do.
        marks.append((stage if not total else "rest", time.process_time()))

    def engine(tasks: Iterable[Task], given: WorkerSettings) -> Iterator[Result]:
        assert worker is not None
        for task in tasks:
            state = State(worker.models, task)
            made = {}
            for step in task.steps:
                started = time.process_time()
                made[step] = STEPS[step].work(state)
                seconds = time.process_time() - started
                pieces.keep(name, "step", step, task.doc, seconds=seconds)
                stepped[0] += seconds
            yield Result(task.doc, made)

    gc.collect()
    started = time.process_time()
    run(settings, progress=progress, engine=engine)
    ended = time.process_time()
    marks.append(("", ended))
    parts: dict[str, float] = {}
    for (stage, begun), (_, over) in pairwise(marks):
        if stage != "rest":
            parts[stage] = parts.get(stage, 0.0) + over - begun
    for stage, seconds in parts.items():
        pieces.keep(name, "corpus", stage, seconds=seconds)
    pieces.keep(name, "rest", seconds=ended - started - stepped[0] - sum(parts.values()))


def processes(pieces: Pieces, name: str, *commands: Sequence[str | Path]) -> None:
    """Run Python programs to their ends: one piece, with all processes that they start.

    What Python compiles it keeps, as where a user runs it.
    """
    before = os.times()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for command in commands:
        subprocess.run(  # noqa: S603  (its own arguments)
            [sys.executable, *map(str, command)],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=REPOSITORY,
            env=environment,
        )
    after = os.times()
    used = after.children_user + after.children_system
    pieces.keep(name, seconds=used - before.children_user - before.children_system)
