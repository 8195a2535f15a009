"""A small bench for every change: ratios measured in one run against recorded ones.

Nothing here is in seconds: each figure is one time (of the CPU) over another of the same run, or
one peak of memory over another, so that it means the same on any machine. Every time is the least
of several rounds in which all are measured in turn, as other work on a machine only adds to it.
``python -m tests.bench.test_ratios`` prints the ratios to be recorded.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from skrot.annotate import annotate, load
from skrot.extract import find_entities, find_numbers
from skrot.read import read_text
from tests.bench import alone
from tests.bench.growth import grow
from tests.bench.recorded import RECORDED, WORSE, shown, worse
from tests.bench.synthesise import Bank
from tests.conftest import SEEDS

pytestmark = pytest.mark.ratios

SMALL, LARGE = 100, 500
ROUNDS, MOST_ROUNDS = 3, 6
SHORT = 5  # what takes less than a second is done so often in a round

Times = dict[str, float]


def cpu(work: Callable[[], Any]) -> float:
    """Return the time that a piece of work takes of the CPU."""
    started = time.process_time()
    work()
    return time.process_time() - started


class Bench:
    """Rounds of measurements, and the least of each so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
        self._words = sum(len(text.split()) for text in texts)
        self._documents = [read_text(text, f"{n}.txt") for n, text in enumerate(texts)]
        self._nlp = load()
        self._docs = list(annotate(self._nlp, self._documents))
        self._bank = Bank(texts)
        self._corpus = folder / "corpus"
        self._corpus.mkdir(parents=True)
        for copy in range(4):  # a document that stands twice would be done once
            for n, text in enumerate(texts):
                changed = text.replace("Japon", f"Japon{'abcd'[copy]}")
                (self._corpus / f"{copy}-{n}.txt").write_text(changed, "utf-8")
        self._least: Times = {}
        self._rounds = 0

    def measure(self, rounds: int) -> dict[str, float]:
        """Measure so many rounds more and return the ratios of the least of all rounds."""
        for _ in range(rounds):
            for _ in range(SHORT):
                self._keep(annotate=cpu(lambda: list(annotate(self._nlp, self._documents))))
                self._keep(facts=cpu(self._facts))
            warm = min(SEEDS.glob("*.txt"))
            self._keep(run=alone.measure("run", self._corpus, warm))
            self._keep(steps=alone.measure("steps", self._corpus, warm))
            self._rounds += 1
            folder = self._folder / f"round-{self._rounds}"
            folder.mkdir()
            for size, stages in grow((SMALL, LARGE), folder, self._bank).items():
                self._keep(**{f"{name} {size}": row["seconds"] for name, row in stages.items()})
                self._keep(**{f"memory {size}": stages["all"]["mib"]})
        least = self._least
        hundred = 100 * least["annotate"] / self._words
        added = {
            name: (least[f"{name} {LARGE}"] - least[f"{name} {SMALL}"]) / (LARGE - SMALL)
            for name in ("all", "report")
        }
        return {
            "names and numbers / annotate": least["facts"] / least["annotate"],
            "end to end / annotate and encode": least["run"] / least["steps"],
            "corpus-wide stages, a document / annotate, 100 words": added["all"] / hundred,
            "report, a document / annotate, 100 words": added["report"] / hundred,
            "peak memory, 500 / 100 documents": least[f"memory {LARGE}"] / least[f"memory {SMALL}"],
        }

    def _facts(self) -> None:
        for doc in self._docs:
            find_entities(doc)
            find_numbers(doc)

    def _keep(self, **times: float) -> None:
        for name, spent in times.items():
            self._least[name] = min(spent, self._least.get(name, spent))


def test_no_ratio_is_worse_than_recorded(tmp_path: Path):
    bench = Bench(tmp_path)
    found = bench.measure(ROUNDS)
    if worse(found, "ratio"):  # a busy machine needs more rounds to show the least
        found = bench.measure(MOST_ROUNDS - ROUNDS)
    print(f"\n{shown(found, 'ratio')}")
    slow = ", ".join(worse(found, "ratio"))
    assert not slow, f"more than {WORSE} times what {RECORDED.name} has: {slow}"


if __name__ == "__main__":
    with TemporaryDirectory(prefix="skrot-ratios-") as temporary:
        for ratio, figure in Bench(Path(temporary)).measure(ROUNDS).items():
            print(f'"{ratio}" = {figure:.3f}')
