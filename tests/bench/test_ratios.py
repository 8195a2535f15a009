"""A small bench for every change: ratios measured in one run against recorded ones.

Nothing here is in seconds: each figure is one time (of the CPU) over another of the same run, or
one peak of memory over another, so that it means the same on any machine. A figure more than half
above the recorded one fails; ``python -m tests.bench.test_ratios`` prints them to be recorded.
"""

from __future__ import annotations

import time
import tomllib
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
from tests.bench.synthesise import Bank
from tests.conftest import SEEDS

pytestmark = pytest.mark.ratios

RECORDED = Path(__file__).with_name("ratios.toml")
WORSE = 1.5
SMALL, LARGE = 100, 500


def cpu(work: Callable[[], Any]) -> float:
    """Return the least of two times that a piece of work takes of the CPU."""
    spent = []
    for _ in range(2):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def measure(folder: Path) -> dict[str, float]:
    """Return the ratios of this machine."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    documents = [read_text(text, f"{n}.txt") for n, text in enumerate(texts)]
    nlp = load()
    docs = list(annotate(nlp, documents))
    annotated = cpu(lambda: list(annotate(nlp, documents)))
    facts = cpu(lambda: [(find_entities(doc), find_numbers(doc)) for doc in docs])
    words = sum(len(text.split()) for text in texts)
    one = annotated / words

    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for copy in range(4):  # a document that stands twice would be done once
        for n, text in enumerate(texts):
            changed = text.replace("Japon", f"Japon{'abcd'[copy]}")
            (corpus / f"{copy}-{n}.txt").write_text(changed, "utf-8")
    warm = min(SEEDS.glob("*.txt"))
    whole, both = (alone.measure(work, corpus, warm, times=2) for work in ("run", "steps"))

    grown = grow((SMALL, LARGE), folder, Bank(texts))
    small, large = grown[SMALL], grown[LARGE]
    added = {
        stage: (large[stage]["seconds"] - small[stage]["seconds"]) / (LARGE - SMALL)
        for stage in large
    }
    return {
        "names and numbers / annotate": facts / annotated,
        "end to end / annotate and encode": whole / both,
        "corpus-wide stages, a document / annotate, 100 words": added["all"] / (100 * one),
        "report, a document / annotate, 100 words": added["report"] / (100 * one),
        "peak memory, 500 / 100 documents": large["all"]["mib"] / small["all"]["mib"],
    }


def test_no_ratio_is_worse_by_half(tmp_path: Path):
    recorded = tomllib.loads(RECORDED.read_text("utf-8"))["ratio"]
    found = measure(tmp_path / "first")
    if any(value > WORSE * recorded[name] for name, value in found.items()):
        # A busy machine does not slow everything down alike: what counts is the better of two.
        again = measure(tmp_path / "second")
        found = {name: min(value, again[name]) for name, value in found.items()}
    assert found.keys() == recorded.keys()
    for name, value in found.items():
        print(f"{value:8.3f}  recorded {recorded[name]:8.3f}  {name}")
    worse = [name for name, value in found.items() if value > WORSE * recorded[name]]
    assert not worse, f"worse by half than recorded in {RECORDED.name}: {', '.join(worse)}"


if __name__ == "__main__":
    with TemporaryDirectory(prefix="skrot-ratios-") as temporary:
        for ratio, figure in measure(Path(temporary)).items():
            print(f'"{ratio}" = {figure:.3f}')
