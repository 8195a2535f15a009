"""A small bench for every change: ratios measured in one run against recorded ones.

Nothing here is in seconds: each figure is one time (of the CPU) over another of the same run, or
one peak of memory over another, so that it means the same on any machine. Every time is the sum of
the least times of its pieces (`tests.bench.pieces`) over rounds in which all are measured in turn.
``python -m tests.bench.test_ratios`` prints the ratios to be recorded.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from skrot.annotate import annotate, load
from skrot.extract import find_entities, find_numbers
from skrot.read import read_text
from skrot.run.document import WorkerSettings
from skrot.run.processes import keep_freed_memory
from skrot.run.stages import STAGES
from skrot.run.steps import Worker
from skrot.run.store import Store
from skrot.settings import Settings
from tests.bench.growth import grow
from tests.bench.pieces import Pieces, processes, run_timed
from tests.bench.recorded import RECORDED, WORSE, shown, worse
from tests.bench.synthesise import Bank
from tests.conftest import SEEDS

pytestmark = pytest.mark.ratios

SMALL, LARGE = 100, 500
# A busy machine needs more rounds to show the least, and does fewer in the time that there is:
# after so many seconds no further one is begun.
LEAST_ROUNDS, ROUNDS, PATIENCE = 2, 4, 120.0
SHORT = 3  # what takes less than a second is done so often in a round

NOTE = (
    "Minister finansów Jan Kowalski zapowiedział w poniedziałek, że inflacja spadnie do 4,5 proc."
    " Rząd przeznaczy na ten cel 12 mld zł.\n"
)


class Bench:
    """Rounds of measurements."""

    def __init__(self, folder: Path) -> None:
        keep_freed_memory()
        self._started = time.monotonic()
        self._folder = folder
        texts = self._texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
        self._documents = [read_text(text, f"{n}.txt") for n, text in enumerate(texts)]
        self._nlp = load()
        self._docs = list(annotate(self._nlp, self._documents))
        self._worker = Worker(WorkerSettings())
        self._corpus = folder / "corpus"
        self._corpus.mkdir(parents=True)
        for copy in range(4):  # a document that stands twice would be done once
            for n, text in enumerate(texts):
                changed = text.replace("Japon", f"Japon{'abcd'[copy]}")
                (self._corpus / f"{copy}-{n}.txt").write_text(changed, "utf-8")
        self._short = folder / "short.txt"
        self._short.write_text(NOTE, "utf-8")
        # A peak of memory is that of a process of its own; it does not change from round to round.
        found = grow((SMALL, LARGE), folder, Bank(texts))
        self._memory = {size: row["all"]["mib"] for size, row in found.items()}
        self._pieces = Pieces()

    def measure(self) -> dict[str, float]:
        """Measure for a few rounds and return the ratios of the least times."""
        for number in range(ROUNDS):
            if number < LEAST_ROUNDS or not self._is_late:
                self._measure()
        return self.ratios()

    def measure_again(self) -> dict[str, float]:
        """Measure until no ratio is worse than recorded, or patience is at an end."""
        while worse(self.ratios(), "ratio") and not self._is_late:
            self._measure()
        return self.ratios()

    @property
    def _is_late(self) -> bool:
        return time.monotonic() - self._started > PATIENCE

    def ratios(self) -> dict[str, float]:
        """Return the ratios of the least times so far."""
        of = self._pieces.total
        one_pass = of("run", "step", "annotate") + of("run", "step", "encode")
        return {
            "start-up of a digest / import of spaCy": of("digest") / of("spaCy") * 5,
            "names and numbers / annotate": of("facts") / of("annotate"),
            "end to end / annotate and encode": of("run") / one_pass,
            "corpus-wide stages, 500 documents / plain Python": of("corpus") / of("Python"),
            "report, 500 documents / plain Python": of("corpus", "corpus", "report") / of("Python"),
            "peak memory, 500 / 100 documents": self._memory[LARGE] / self._memory[SMALL],
        }

    def _measure(self) -> None:
        processes(self._pieces, "spaCy", *[["-c", "import spacy"]] * 5)
        processes(self._pieces, "digest", ["-m", "skrot", "digest", self._short])
        with self._pieces.timed("Python"):
            plain(self._texts)
        for _ in range(SHORT):
            for n, (document, doc) in enumerate(zip(self._documents, self._docs, strict=True)):
                with self._pieces.timed("annotate", str(n)):
                    list(annotate(self._nlp, [document]))
                with self._pieces.timed("facts", str(n)):
                    find_entities(doc)
                    find_numbers(doc)
        out = self._folder / "out"
        run_timed(self._pieces, "run", Settings(corpus=self._corpus, out=out), self._worker)
        shutil.rmtree(out)
        settings = Settings(corpus=self._folder / f"{LARGE}.jsonl", out=self._folder / f"{LARGE}")
        with Store(settings.out) as store:  # nothing is left to do for the documents
            for stage in STAGES:
                store.finish(stage.name, "")
        run_timed(self._pieces, "corpus", settings)


def plain(texts: Sequence[str]) -> None:
    """Do what Python programs do, to measure others by: it never changes."""
    for _ in range(300):
        for text in texts:
            counts = Counter(re.findall(r"\w+", text.lower()))
            rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
            json.loads(json.dumps([{"word": word, "count": count} for word, count in rows]))


def test_no_ratio_is_worse_than_recorded(tmp_path: Path):
    bench = Bench(tmp_path)
    bench.measure()
    found = bench.measure_again()
    print(f"\n{shown(found, 'ratio')}")
    slow = ", ".join(worse(found, "ratio"))
    assert not slow, f"more than {WORSE} times what {RECORDED.name} has: {slow}"


if __name__ == "__main__":
    with TemporaryDirectory(prefix="skrot-ratios-") as temporary:
        for ratio, figure in Bench(Path(temporary)).measure().items():
            print(f'"{ratio}" = {figure:.3f}')
