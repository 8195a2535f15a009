"""How far a run is, shown on stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from skrot.run.stages import STAGES


@contextmanager
def progress_shown(*, verbose: bool, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show progress on stderr: in lines if `verbose`, else as bars where it is a terminal."""
    if verbose:
        started = monotonic()
        yield lambda stage, done, total: _line(stage, done, total, monotonic() - started)
        return
    if quiet or not sys.stderr.isatty():
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        rows = {stage.name: bar.add_task(stage.name, total=None, start=False) for stage in STAGES}

        def show(stage: str, done: int, total: int) -> None:
            bar.start_task(rows[stage])
            bar.update(rows[stage], completed=done, total=total or None)

        yield show


def _line(stage: str, done: int, total: int, seconds: float) -> None:
    """Write a line when a stage begins its documents, ends them, or looks at the corpus."""
    if done in {0, total}:
        what = f"{done} of {total} documents" if total else "the corpus as a whole"
        click.echo(f"{seconds:7.1f} s  {stage}: {what}", err=True)
