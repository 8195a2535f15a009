"""Slow checks of trust: a pulled plug, a lost worker of a cluster. `make test-slow` runs them."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from skrot.run.document import WorkerSettings
from skrot.run.kept import Part
from skrot.run.runner import run
from skrot.run.stages import STAGES
from skrot.settings import Settings
from tests.conftest import REPOSITORY, SEEDS, files
from tests.run.test_engines import tasks

pytestmark = pytest.mark.slow

PLUGS_PULLED = 20


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve documents: the paragraphs of the seeds in several arrangements."""
    folder = tmp_path_factory.mktemp("corpus")
    article = (SEEDS / "001_78e3e586a5162025.txt").read_text("utf-8").splitlines()
    for number in range(12):
        lines = article[:3] + article[8 + number : 30 + 2 * number]
        (folder / f"{number:02}.txt").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed")
    run(Settings(corpus=corpus, out=out, workers=2))
    return files(out)


# A run that does parts of the corpus-wide work in a second process, although its corpus is small.
PROGRAM = """
from skrot import cli
from skrot.run import second_process
second_process._WORTH_A_PROCESS = 1
cli.main()
"""


def start(corpus: Path, out: Path, workers: int = 1) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "run", str(corpus), "--out", str(out)]
    return subprocess.Popen(  # noqa: S603
        [*command, "--workers", str(workers)], cwd=REPOSITORY, start_new_session=True
    )


def test_pulled_plug(corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path):
    """SIGKILL at random moments, again and again over one folder; what ends is undisturbed.

    Sometimes every process of the run is killed, sometimes the main one alone.
    """
    out, chance = tmp_path / "out", random.Random(7)  # noqa: S311
    started = time.monotonic()
    process = start(corpus, out)
    process.wait()
    lasts = time.monotonic() - started
    assert files(out) == undisturbed
    for _ in range(PLUGS_PULLED):
        if chance.random() < 0.5 and (out / "work" / "artifacts.sqlite").exists():
            for path in sorted(out.rglob("*"), reverse=True):  # sometimes from the beginning
                path.rmdir() if path.is_dir() else path.unlink()
        process = start(corpus, out, workers=chance.choice((1, 2)))
        time.sleep(chance.uniform(0, lasts))
        kill = chance.choice((os.killpg, os.kill))
        kill(process.pid, signal.SIGKILL)
        process.wait()
        assert not any(path.stat().st_size == 0 for path in out.glob("digest.*"))
    assert start(corpus, out).wait() == 0
    assert files(out) == undisturbed


def test_dask_cluster_gives_the_same_bytes(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path
):
    pytest.importorskip("distributed")
    settings = Settings(corpus=corpus, out=tmp_path, workers=2, engine="dask")
    run(settings)
    assert files(tmp_path) == undisturbed


class Killer:
    """Kills one worker after another of a cluster, once a stage and once within its documents."""

    def __init__(self, cluster: Any) -> None:
        self.cluster = cluster
        self.killed = 0
        self._seen: set[tuple[str, bool]] = set()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if (stage, done > 0) in self._seen:
            return
        self._seen.add((stage, done > 0))
        workers = [worker for worker in self.cluster.workers.values() if worker.pid is not None]
        if workers:
            os.kill(workers[self.killed % len(workers)].pid, signal.SIGKILL)
            self.killed += 1


@contextmanager
def of_two_workers() -> Iterator[Any]:
    """Start a cluster for many losses.

    One of this machine gives up a worker that, fifteen seconds after it was lost, is being started
    again after another loss; and Dask tries for thirty seconds to reach one that has gone.
    """
    dask = pytest.importorskip("dask")
    distributed = pytest.importorskip("distributed")
    patience = {"deploy.lost-worker-timeout": "1 hour", "comm.timeouts.connect": "5s"}
    with (
        dask.config.set({f"distributed.{name}": value for name, value in patience.items()}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def killer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Killer]:
    pytest.importorskip("distributed")
    from skrot.run.engines import dask

    monkeypatch.setattr(dask, "_KEPT", 4)
    with of_two_workers() as cluster:
        yield Killer(cluster)


@pytest.mark.parametrize("kept", ["here", "shards"])
def test_dask_cluster_survives_a_killed_worker_in_every_stage(
    kept: str, corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path, killer: Killer
):
    """One of two workers dies whenever a stage begins, and once more while documents are done."""
    settings = Settings(
        corpus=corpus,
        out=tmp_path / "out",
        engine="dask",
        scheduler=killer.cluster.scheduler_address,
        store=str(tmp_path / "shards") if kept == "shards" else None,
    )
    run(settings, progress=killer)
    assert files(tmp_path / "out") == undisturbed
    assert killer.killed >= len(STAGES)
    assert (tmp_path / "shards").exists() == (kept == "shards")
    assert not list((tmp_path / "out" / "work").glob("new-*"))


# What the workers of a cluster do over the shards.
MAPS = {
    *("_sketches", "_said", "_lines", "_marked"),
    *("_sampled", "_words", "_document_rows"),
    *("_named", "_linked"),
    *("_sampled", "_assign"),
    *("_profiled", "_drafts", "_stated", "_events"),
    *("_claimed", "_compare"),
    *("_taken_in", "_measured", "_told", "_mapped"),
}


def kill_at_work(cluster: Any) -> None:
    """Kill the worker that does most, once all are there and one does something or has done it.

    One that dies while it starts is not started again by Dask, and a run waits for workers.
    """
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        started = [one for one in cluster.workers.values() if one.status.name == "running"]
        known = [cluster.scheduler.workers.get(one.worker_address) for one in started]
        loads = [(len(one.processing), len(one.has_what)) if one else (-1, 0) for one in known]
        if len(loads) == len(cluster.workers) and min(loads) >= (0, 0) and max(loads) > (0, 0):
            os.kill(started[loads.index(max(loads))].pid, signal.SIGKILL)
            return
        time.sleep(0.01)
    raise AssertionError("no worker is at work")


def test_dask_cluster_survives_a_killed_worker_in_every_map(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """One of two workers dies whenever all parts of a map have been given to them."""
    pytest.importorskip("distributed")
    from skrot.run.engines import dask

    monkeypatch.setattr(dask, "_KEPT", 4)
    for module in ("kept", "artifacts"):  # twelve documents are three parts
        monkeypatch.setattr(f"skrot.run.{module}.PART", 4)
    undisturbed_map = dask.Cluster._map
    killed: list[str] = []
    with of_two_workers() as cluster:

        def disturbed(
            self: Any, kept: Any, work: Any, parts: Iterable[Part], *more: Any
        ) -> Iterator[Any]:
            def given() -> Iterator[Part]:
                some = list(parts)
                yield from some
                if some:
                    kill_at_work(cluster)
                    killed.append(work.__name__)

            return undisturbed_map(self, kept, work, given(), *more)

        monkeypatch.setattr(dask.Cluster, "_map", disturbed)
        settings = Settings(
            corpus=corpus,
            out=tmp_path / "out",
            engine="dask",
            scheduler=cluster.scheduler_address,
            store=str(tmp_path / "shards"),
        )
        run(settings)
    assert files(tmp_path / "out") == undisturbed
    assert set(killed) == MAPS


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of processor time there")
def test_document_that_loops_on_a_cluster_is_a_named_failure():
    distributed = pytest.importorskip("distributed")
    from skrot.run import workers
    from skrot.run.engines import dask

    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        client.run(setattr, workers, "_SECONDS", 1.0)
        reached = dask.Cluster(1, cluster.scheduler_address)
        with closing(reached):
            looping, good = reached.run_tasks(tasks("loop", "good"), WorkerSettings())
    assert looping.failure is not None
    assert looping.failure.doc == "0-loop"
    assert looping.failure.reason == "took longer than 1 seconds of the processor and was stopped"
    assert good.doc == "1-good"
