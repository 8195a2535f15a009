"""Slow checks of trust: a pulled plug, a lost worker of a cluster. `make test-slow` runs them."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from skrot.run.document import WorkerSettings
from skrot.run.runner import run
from skrot.settings import Settings
from tests.conftest import REPOSITORY, SEEDS
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


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "work" not in path.relative_to(folder).parts
    }


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


def test_dask_cluster_survives_a_killed_worker(
    corpus: Path, undisturbed: dict[str, bytes], tmp_path: Path
):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        pids = [worker.pid for worker in cluster.workers.values()]
        killer = threading.Timer(4.0, os.kill, (pids[0], signal.SIGKILL))
        killer.start()
        run(
            Settings(
                corpus=corpus, out=tmp_path, engine="dask", scheduler=cluster.scheduler_address
            )
        )
        killer.cancel()
    assert files(tmp_path) == undisturbed


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
        looping, good = dask.run_tasks(
            tasks("loop", "good"),
            WorkerSettings(),
            workers=1,
            scheduler=cluster.scheduler_address,
        )
    assert looping.failure is not None
    assert looping.failure.doc == "0-loop"
    assert looping.failure.reason == "took longer than 1 seconds of the processor and was stopped"
    assert good.doc == "1-good"
