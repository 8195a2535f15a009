"""The ledger of quantities on news: ``pytest tests/quality/ledger.py``.

739 articles of three events (SlavicNER). A reader who did not know what is found marked the
quantities that several articles give, with all clauses, weight and relation, and pairs of figures
that must not be put together. Which rows are of the part "dev" was drawn by lot; those of "kept"
were read by nobody who chose rules or weights, and measured once, at the end.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from skrot.api import process_here
from skrot.records import Comparison
from skrot.run.artifacts import documents
from skrot.run.runner import run
from skrot.run.stages import until
from skrot.run.store import Store
from skrot.settings import Settings
from tests.quality.corpora import data
from tests.quality.gate import GATE, share

pytestmark = pytest.mark.quality

QUANTITIES = Path(__file__).with_name("ledger_quantities.jsonl")
NEGATIVES = Path(__file__).with_name("ledger_negatives.jsonl")
# A row is of a quantity when it has two of its clauses, and half of what it has of any.
LEAST, MOST = 2, 0.5

# A place in a document: from, to.
Place = tuple[str, int, int]


class Ledger(NamedTuple):
    """The rows of comparisons.jsonl, and how sources map to cleaned texts."""

    rows: list[Comparison]
    where: dict[str, list[tuple[int, int, int]]]
    maps: dict[str, list[tuple[int, int, int, int]]]

    def row_of(self, clause: dict[str, Any]) -> int | None:
        """Give the row in which the figure of a clause stands."""
        place = self.cleaned(clause)
        if place is None:
            return None
        doc, start, end = place
        return next((k for a, b, k in self.where[doc] if a < end and start < b), None)

    def cleaned(self, clause: dict[str, Any]) -> Place | None:
        """Give the place of a clause in the cleaned text, None where it is not in it."""
        doc, first, last = clause["file"], clause["start"], clause["end"]
        found = []
        for start, end, raw_start, raw_end in self.maps[doc]:
            if raw_end <= first or raw_start >= last:
                continue
            if end - start == raw_end - raw_start:
                low, high = max(first, raw_start), min(last, raw_end)
                found.append((start + low - raw_start, start + high - raw_start))
            else:
                found.append((start, end))
        return (doc, min(a for a, _ in found), max(b for _, b in found)) if found else None


@cache
def ledger(folder: Path) -> Ledger:
    """Take the articles through every stage up to the comparison."""
    source = data("news/slavicner_dev.jsonl.xz")
    corpus, out = folder / "corpus", folder / "out"
    corpus.mkdir()
    with lzma.open(source, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            (corpus / Path(row["file"]).name).write_text(row["text"], "utf-8", newline="")
    run(Settings(corpus=corpus, out=out), until("compare"), engine=process_here)
    with Store(out) as store:
        rows = list(store.read_rows("comparisons.jsonl", Comparison))
        maps = {
            document.doc: [
                (s.start, s.end, s.source_start, s.source_end) for s in document.source_map
            ]
            for document in documents(store)
        }
    where: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for place, row in enumerate(rows):
        for said in row.statements:
            where[said.doc].append((said.start, said.end, place))
    return Ledger(rows, where, maps)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


def gold(path: Path, part: str) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [row for row in rows if row["part"] == part]


def measure(found: Ledger, part: str) -> tuple[dict[str, float], int]:
    """Return what is found by weight, how many of these have the relation, pairs kept apart."""
    quantities = gold(QUANTITIES, part)
    rows = [[found.row_of(clause) for clause in row["clauses"]] for row in quantities]
    told: dict[int, Counter[str]] = defaultdict(Counter)
    for row, places in zip(quantities, rows, strict=True):
        for place in places:
            if place is not None:
                told[place][row["id"]] += 1
    weight = right = 0
    for row, places in zip(quantities, rows, strict=True):
        counts = Counter(place for place in places if place is not None)
        best = next(
            (k for k, n in counts.most_common() if n >= LEAST and n >= MOST * told[k].total()),
            None,
        )
        if best is not None:
            weight += row["weight"]
            right += row["weight"] * (found.rows[best].relation == row["relation"])
    negatives = gold(NEGATIVES, part)
    joined = 0
    for row in negatives:
        first, second = found.row_of(row["a"]), found.row_of(row["b"])
        joined += first is not None and first == second
    figures = {
        "found_by_weight": share(weight, sum(row["weight"] for row in quantities)),
        "relation_right": share(right, weight),
        "kept_apart": 1 - share(joined, len(negatives)),
    }
    return figures, len(quantities)


@pytest.mark.parametrize("part", ["dev", "kept"])
def test_the_quantities_that_a_reader_marked(folder: Path, part: str) -> None:
    GATE.check(f"ledger_{part}", *measure(ledger(folder), part))
