"""Worker processes: a dead or slow worker costs its document and nothing else."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from pipeline import engine
from pipeline.engine import run_tasks
from pipeline.process import Result, Task, WorkerSettings
from tests.conftest import REPOSITORY


class Odd:
    """A source that does to its reader what its name says."""

    def __init__(self, deed: str) -> None:
        self.deed = deed

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # pickling asks for these
            raise AttributeError(name)
        if self.deed == "die":
            os._exit(7)
        time.sleep(60)
        raise AttributeError(name)


def tasks(*deeds: str) -> Iterator[Task]:
    for number, deed in enumerate(deeds):
        source = Odd(deed) if deed != "good" else None
        yield Task(f"{number}-{deed}", ("read",), source)  # type: ignore[arg-type]


def results(*deeds: str, workers: int = 2) -> list[Result]:
    return list(run_tasks(tasks(*deeds), WorkerSettings(), workers=workers))


def test_results_come_in_the_order_of_the_tasks():
    found = results(*["good"] * 20)
    assert [result.doc for result in found] == [f"{n}-good" for n in range(20)]
    assert all("source is gone" in result.failure.reason for result in found if result.failure)


def test_dead_worker_is_replaced_and_named():
    found = results("good", "die", "good", "good")
    assert [result.doc for result in found] == ["0-good", "1-die", "2-good", "3-good"]
    dead = found[1].failure
    assert dead is not None
    assert "died on it (exit code 7)" in dead.reason
    assert all("source is gone" in r.failure.reason for r in (*found[:1], *found[2:]) if r.failure)


def test_slow_document_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "_SECONDS", 2.0)
    started = time.monotonic()
    found = results("sleep", "good", workers=1)
    assert time.monotonic() - started < 30
    slow = found[0].failure
    assert slow is not None
    assert "took longer than 2 seconds" in slow.reason
    assert found[1].doc == "1-good"


def test_importing_the_package_does_nothing():
    code = "import sys, pipeline; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False)  # noqa: S603
    assert result.returncode == 0
