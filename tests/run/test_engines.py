"""Worker processes: a dead or slow worker costs its document and nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from skrot import api
from skrot.errors import RunError
from skrot.run import workers as processes
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.engines.local import run_tasks
from skrot.run.workers import Workers
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
        if self.deed == "abort":
            os.abort()
        if self.deed == "print":
            os.write(1, b"a library says something")
        if self.deed == "look":
            Path(os.environ["NOTE"]).write_text(str("spacy" in sys.modules), "ascii")
        if self.deed == "eat":
            self.eaten = [bytes(2**24) for _ in range(2**10)]
        while self.deed == "loop":
            pass
        if self.deed == "sleep":
            if "NOTE" in os.environ:
                Path(os.environ["NOTE"]).write_text(str(os.getpid()), "ascii")
            time.sleep(60)
        if self.deed == "outlive":
            outlive()
        raise AttributeError(name)


def outlive() -> None:
    """Go on when the parent has gone, with an alarm that no test needs to wait for."""
    parent = os.getppid()
    Path(os.environ["NOTE"]).write_text(str(os.getpid()), "ascii")
    while os.getppid() == parent:
        time.sleep(0.05)
    if sys.platform != "win32" and signal.getitimer(signal.ITIMER_REAL)[0]:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
    time.sleep(60)


def tasks(*deeds: str) -> Iterator[Task]:
    for number, deed in enumerate(deeds):
        source = Odd(deed) if deed != "good" else None
        yield Task(f"{number}-{deed}", ("read",), source)  # type: ignore[arg-type]


def results(*deeds: str, workers: int = 2) -> list[Result]:
    return list(run_tasks(tasks(*deeds), Workers(WorkerSettings()), workers=workers))


def noted(note: Path, going: Callable[[], bool]) -> int:
    """The id of the process that sleeps, once it does."""
    ends = time.monotonic() + 120
    while not (note.exists() and note.read_text("ascii")):
        assert going()
        assert time.monotonic() < ends
        time.sleep(0.05)
    return int(note.read_text("ascii"))


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
    assert found[1].passing
    assert all("source is gone" in r.failure.reason for r in (*found[:1], *found[2:]) if r.failure)


def test_slow_document_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "_SECONDS", 2.0)
    monkeypatch.setattr(processes, "_PATIENCE", 1)
    started = time.monotonic()
    found = results("sleep", "good", workers=1)
    assert time.monotonic() - started < 30
    slow = found[0].failure
    assert slow is not None
    assert "took longer than 2 seconds" in slow.reason
    assert found[0].passing
    assert found[1].doc == "1-good"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
def test_document_that_loops_is_stopped_by_processor_time(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "_SECONDS", 1.0)
    monkeypatch.setattr(processes, "_PATIENCE", 100)  # a busy machine must not stop it by the clock
    found = results("loop", "good", workers=1)[0]
    looping = found.failure
    assert looping is not None
    assert not found.passing
    assert looping.reason == "took longer than 1 seconds of the processor and was stopped"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_document_that_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(processes, "_MIB", 100)
    found = results("eat", "good", workers=1)
    greedy = found[0].failure
    assert greedy is not None
    assert greedy.reason == "needs more than 100 MiB of memory; split it"
    assert found[0].passing
    assert found[1].failure is not None
    assert "source is gone" in found[1].failure.reason


def test_signal_of_a_dead_worker_is_told():
    dead = results("abort")[0].failure
    assert dead is not None
    assert "SIGABRT" in dead.reason


def test_what_a_library_prints_is_no_result():
    found = results("print", "good")
    assert [result.doc for result in found] == ["0-print", "1-good"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_document_ends_when_its_parent_is_gone(tmp_path: Path):
    """A killed run leaves no process behind that would loop for ever."""
    code = "from tests.run.test_engines import results; results('outlive', workers=1)"
    note = tmp_path / "pid"
    parent = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code], cwd=REPOSITORY, env={**os.environ, "NOTE": str(note)}
    )
    try:
        pid = noted(note, lambda: parent.poll() is None)
    finally:
        parent.kill()
        parent.wait()
    status = Path(f"/proc/{pid}/stat")
    ends = time.monotonic() + 30
    while status.exists() and ") Z " not in status.read_text("ascii"):
        assert time.monotonic() < ends
        time.sleep(0.1)


def test_fault_of_the_model_ends_the_run():
    task = Task("a", ("annotate",))
    with pytest.raises(RunError, match="unknown model 'no-such'"):
        list(run_tasks([task], Workers(WorkerSettings("no-such")), workers=1))


def test_stopping_early_stops_the_workers():
    started = time.monotonic()
    found = run_tasks(tasks("good", *["sleep"] * 10), Workers(WorkerSettings()), workers=1)
    assert next(found).doc == "0-good"
    found.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 30


def test_threads_that_make_digests_share_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("NOTE", str(tmp_path / "pid"))
    monkeypatch.setattr(processes, "_PATIENCE", 1)
    api._workers.cache_clear()
    kept = api._kept(WorkerSettings())
    with ThreadPoolExecutor(1) as thread:
        sleeping = thread.submit(list, run_tasks(tasks("sleep"), kept, workers=1))
        pid = noted(tmp_path / "pid", lambda: not sleeping.done())
        monkeypatch.setattr(processes, "_SECONDS", 20.0)
        assert api._kept(WorkerSettings()) is kept
        (beside,) = run_tasks(tasks("good"), kept, workers=1)
        os.kill(pid, signal.SIGTERM)
        (killed,) = sleeping.result(60)
    api._workers.cache_clear()
    assert beside.failure is not None
    assert "source is gone" in beside.failure.reason
    assert killed.failure is not None
    assert "died on it" in killed.failure.reason


def test_digests_go_on_in_new_processes_when_those_kept_were_stopped():
    stopped = api._kept(WorkerSettings())
    stopped.close()
    (found,) = run_tasks(tasks("good"), api._kept(WorkerSettings()), workers=1)
    api._workers.cache_clear()
    assert found.failure is not None
    assert "source is gone" in found.failure.reason


def test_a_process_started_early_does_the_first_task():
    with closing(Workers(WorkerSettings())) as processes:
        for _ in range(2):
            processes.start()
        (early,) = processes._idle
        first = early._process
        list(run_tasks(tasks("good"), processes, workers=1))
        assert processes._idle == [early]
        assert early._process is first
    with pytest.raises(RunError, match="have been stopped"):
        processes.start()


def test_worker_killed_while_idle_is_no_fault_of_the_next_document():
    worker = processes.BoundedWorker(WorkerSettings())
    (first, second) = tasks("good", "good")
    worker.process(first)
    process = worker._running()
    process.kill()
    process.wait()
    found = worker.process(second)
    worker.close()
    assert found.failure is not None
    assert "source is gone" in found.failure.reason


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_bounds_of_a_document_end_with_it(monkeypatch: pytest.MonkeyPatch):
    """The next order is larger than what the document before was allowed."""
    monkeypatch.setattr(processes, "_MIB", 20)
    worker = processes.BoundedWorker(WorkerSettings())
    for task in (Task("small", ()), Task("large", (), have={"document": bytes(2**26)})):
        assert worker.process(task) == Result(task.doc, {})
    worker.close()


def test_closed_workers_start_no_process():
    worker, workers = processes.BoundedWorker(WorkerSettings()), Workers(WorkerSettings())
    (task,) = tasks("good")
    for closed in (worker, workers):
        closed.close()
        with pytest.raises(RunError, match="have been stopped"):
            closed.process(task)
    assert worker._process is None


def test_processes_are_kept_for_the_next_tasks_and_load_what_these_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A source is sent as it is, so that it can tell what the process has loaded by then."""
    monkeypatch.setenv("NOTE", str(tmp_path / "loaded"))
    with closing(Workers(WorkerSettings())) as processes:
        list(run_tasks(tasks("good"), processes, workers=1))
        (kept,) = processes._idle
        first = kept._running()
        processes.prepare(["annotate"])
        (found,) = run_tasks(tasks("look"), processes, workers=1)
        assert kept._running() is first
    assert first.poll() is not None
    assert found.failure is not None
    assert (tmp_path / "loaded").read_text("ascii") == "True"


def test_what_cannot_be_loaded_is_told_with_the_next_task():
    with closing(Workers(WorkerSettings("no-such"))) as processes:
        list(run_tasks(tasks("good"), processes, workers=1))
        processes.prepare(["annotate"])
        (found,) = run_tasks(tasks("good"), processes, workers=1)
        assert "source is gone" in str(found.failure)
        with pytest.raises(RunError, match="unknown model 'no-such'"):
            list(run_tasks([Task("a", ("annotate",))], processes, workers=1))


def test_importing_the_package_does_nothing():
    code = "import sys, skrot; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False)  # noqa: S603
    assert result.returncode == 0
