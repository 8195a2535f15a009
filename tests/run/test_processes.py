"""Processes: one thread each, garbage looked for rarely, freed memory kept."""

import gc
import os
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from skrot.run.processes import end, one_thread, pipe, rare_collections, spawn
from tests.conftest import REPOSITORY, SEEDS

# What three pieces of 20 MiB take the first time they are not to take again.
KEEPING = """
import resource
from skrot.run.processes import keep_freed_memory

def faults():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    pieces = [b"x" * (20 << 20) for _ in range(3)]
    del pieces
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

keep_freed_memory()
print(*(faults() for _ in range(4)))
"""
MANY = {"OMP_NUM_THREADS": "8", "OPENBLAS_NUM_THREADS": "8", "MKL_NUM_THREADS": "8"}


def threads() -> set[int]:
    return {library["num_threads"] for library in threadpool_info()}


def test_libraries_have_one_thread_within_the_context_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    assert np.zeros(1).size  # a library of linear algebra is loaded
    before = threads()
    with one_thread():
        assert threads() == {1}
        assert os.environ["OMP_NUM_THREADS"] == os.environ["MKL_NUM_THREADS"] == "1"
    assert threads() == before
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ


def test_process_is_started_with_one_thread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "asked.py").write_text("import os; print(os.environ['OPENBLAS_NUM_THREADS'])")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    monkeypatch.syspath_prepend(str(tmp_path))
    process = spawn("asked")
    try:
        assert pipe(process.stdout).read() == b"1\n"
    finally:
        end(process)


@pytest.mark.skipif(sys.platform == "win32", reason="counts the seconds of child processes")
def test_threads_that_are_asked_for_cost_nothing(tmp_path: Path):
    """By the plain command line, whatever the environment says."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    (corpus / "long.txt").write_text(text, "utf-8")  # threads are used for long ones

    def seconds(name: str, environment: dict[str, str]) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "skrot.cli", "run", str(corpus), "--until", "annotate"]
        subprocess.run(  # noqa: S603
            [*command, "--out", str(tmp_path / name), "--workers", "1"],
            check=True,
            cwd=REPOSITORY,
            env={**os.environ, **environment},
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    one = seconds("one", dict.fromkeys(MANY, "1"))
    assert seconds("many", MANY) < 1.5 * one


@pytest.mark.parametrize(
    ("before", "within"),
    [(700, 200_000), (0, 0), (900_000, 900_000)],
    ids=["usual", "off", "rarer"],
)
def test_collections_are_rare_within_the_context_alone(before: int, within: int):
    usual = gc.get_threshold()
    gc.set_threshold(before, 10, 10)
    try:
        with rare_collections():
            assert gc.get_threshold() == (within, 10, 10)
        assert gc.get_threshold() == (before, 10, 10)
    finally:
        gc.set_threshold(*usual)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep memory in other ways")
def test_memory_that_was_freed_is_not_asked_for_again():
    command = [sys.executable, "-c", KEEPING]
    done = subprocess.run(  # noqa: S603
        command, check=True, capture_output=True, text=True, cwd=REPOSITORY
    )
    first, *later = map(int, done.stdout.split())
    if first * 4096 < 50 << 20:
        pytest.skip("this system has large pages")
    assert max(later) < first / 10
