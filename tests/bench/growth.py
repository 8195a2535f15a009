"""How time and memory of the corpus-wide stages grow with the corpus.

``python -m tests.bench.growth 100 1000 10000`` makes corpora of these sizes (`filling`), runs
the corpus-wide stages over each in a process of its own, and prints the time and the peak memory
of every stage with the exponent of its growth: 1 is linear. With ``--cluster`` first, what the
steps made lies in shards, a Dask cluster with a worker for each core looks at them, and the figures
are those of the main process alone. With ``--folder DIR`` the corpora and what was done stay there,
so that a run that was stopped goes on.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

from skrot.run.runner import run
from skrot.run.stages import STAGES
from skrot.run.store import Store
from skrot.settings import Settings
from tests.bench.filling import fill, write_corpus
from tests.bench.synthesise import Bank
from tests.conftest import REPOSITORY, SEEDS

DATA = Path(os.environ.get("SKROT_DATA", REPOSITORY.parent / "shared" / "data"))
ANSWERS = 60
log = logging.getLogger("growth")
PROCESSES = os.cpu_count() or 1
# A cluster that ends with its input.
_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(
        n_workers=int(sys.argv[1]), threads_per_worker=1, dashboard_address=":0"
    ) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


def texts(documents: int = ANSWERS) -> list[str]:
    """Return ministers' answers when the data folder has them, else the seeds over and over."""
    answers = DATA / "corpora" / "interpelacje.jsonl.xz"
    if answers.exists():
        with lzma.open(answers, "rt", encoding="utf-8") as file:
            return [
                json.loads(line)["text"] for line, _ in zip(file, range(documents), strict=False)
            ]
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return (seeds * documents)[:documents]


def measure(corpus: Path, out: Path, shards: str | None = None) -> dict[str, Any]:
    """Run the stages after the steps of the documents; seconds of CPU and peak MiB of each.

    With a folder of `shards` (`fill`) a Dask cluster looks at these.
    """
    marks: list[tuple[str, float, float]] = []

    def progress(stage: str, done: int, total: int) -> None:
        marks.append((stage, time.process_time(), _peak()))
        log.info("%s: %.1f s of the CPU, %.0f MiB before", *marks[-1])

    progress("list", 0, 0)
    with Store(out) as store:  # filling it has read the corpus already
        store.finish("read", "")
    if shards is None:
        run(Settings(corpus=corpus, out=out), STAGES, progress)
    else:
        with _cluster() as scheduler:
            settings = Settings(
                corpus=corpus, out=out, engine="dask", scheduler=scheduler, store=shards
            )
            run(settings, STAGES, progress)
    marks.append(("end", time.process_time(), _peak()))
    found: dict[str, Any] = {}
    for (stage, start, _), (_, end, peak) in pairwise(marks):
        found[stage] = {"seconds": round(end - start, 3), "mib": round(peak)}
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found["all"] = {
        "seconds": round(marks[-1][1] - marks[0][1], 3),
        "mib": round(max([whole, *(row["mib"] for row in found.values())])),
    }
    return found


@contextmanager
def _cluster() -> Iterator[str]:
    """Start a cluster of separate processes, one for each core; give its scheduler's address."""
    command = [sys.executable, "-c", _CLUSTER, str(PROCESSES)]
    with subprocess.Popen(  # noqa: S603  (its own arguments)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.stdin.close()


def _peak() -> float:
    """Return the peak memory since the last call in MiB, where the system tells (Linux)."""
    try:
        status = Path("/proc/self/status").read_text()
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return 0.0
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def grow(
    sizes: Sequence[int], folder: Path, bank: Bank, *, cluster: bool = False
) -> dict[int, dict[str, Any]]:
    """Measure corpora of these sizes, each in a process of its own; size to stage to figures."""
    found: dict[int, dict[str, Any]] = {}
    for size in sizes:
        corpus, out = folder / f"{size}.jsonl", folder / f"{size}"
        shards = str(folder / f"{size}.shards") if cluster else None
        filled = folder / f"{size}.filled"
        if not filled.exists():
            processes = PROCESSES if cluster else 1
            write_corpus(bank, size, corpus, processes)
            fill(bank, Settings(corpus=corpus, out=out), shards, processes)
            filled.touch()
        command = [sys.executable, "-m", "tests.bench.growth", "--measure", str(corpus), str(out)]
        if shards is not None:
            command.append(shards)
        done = subprocess.run(  # noqa: S603  (its own arguments)
            command, check=True, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
        )
        found[size] = json.loads(done.stdout)
    return found


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float:
    """Return the slope of the last two points on logarithmic axes."""
    if len(sizes) == 1:
        return math.nan
    (a, b), (x, y) = sizes[-2:], values[-2:]
    return math.log(max(y, 1e-3) / max(x, 1e-3)) / math.log(b / a)


def table(found: dict[int, dict[str, Any]]) -> str:
    """Return the figures as a Markdown table."""
    sizes = sorted(found)
    stages = [name for name in found[sizes[-1]] if all(name in found[size] for size in sizes)]
    head = ["stage", *(f"{size:,}" for size in sizes), "time", "memory"]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for stage in stages:
        rows = [found[size][stage] for size in sizes]
        cells = [f"{row['seconds']:.1f} s, {row['mib']:,} MiB" for row in rows]
        growth = [f"{exponent(sizes, [r[key] for r in rows]):.2f}" for key in ("seconds", "mib")]
        lines.append(f"| {stage} | {' | '.join([*cells, *growth])} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the sizes given, or (``--measure``) one folder in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000])
    parser.add_argument("--cluster", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--measure", nargs="+", metavar="PATH")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if given.measure:
        corpus, out, *shards = given.measure
        print(json.dumps(measure(Path(corpus), Path(out), *shards)))
        return
    with tempfile.TemporaryDirectory(prefix="skrot-growth-") as temporary:
        folder = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print(table(grow(sorted(given.sizes), folder, Bank(texts()), cluster=given.cluster)))


if __name__ == "__main__":
    main()
