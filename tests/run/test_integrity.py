"""Nothing lost: what the check at the end of a run finds."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from skrot.errors import RunError
from skrot.records import DocumentRow, Failure, Sentence
from skrot.run.artifacts import ManifestRow
from skrot.run.integrity import check
from skrot.run.packing import pack
from skrot.run.runner import run
from skrot.run.stages import STAGES, Stage
from skrot.run.store import Store
from skrot.settings import Settings
from tests.conftest import SEEDS, SeedsRun


def row(doc: str, sentences: int) -> DocumentRow:
    return DocumentRow(doc, None, None, "", 0, sentences, "pl", ())


def places(doc: str, count: int) -> list[Sentence]:
    return [Sentence(doc, n, 0, 1, "x", "body", (), 1) for n in range(count)]


@pytest.fixture
def fill(tmp_path: Path) -> Callable[..., None]:
    """Write a run with these files and check it."""

    def write(corpus: str, done: list[DocumentRow], failed: str, sentences: list[Sentence]) -> None:
        with Store(tmp_path) as store:
            store.write_rows("work/read.jsonl", [ManifestRow(doc, "") for doc in corpus])
            store.put("failure", [(doc, "k", pack(Failure(doc, "read", ""))) for doc in failed])
            store.write_rows("documents.jsonl", done)
            store.write_rows("sentences.jsonl", sentences)
            check(store, STAGES)

    return write


def test_a_whole_run_passes(fill: Callable[..., None]):
    fill("abc", [row("a", 2), row("c", 0)], "b", places("a", 2))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (("ab", [row("a", 0)], "", []), "1 of 2 documents are neither done nor failures, first b"),
        (("ab", [row("a", 0), row("b", 0)], "b", []), "b is done and a failure"),
        (("a", [row("a", 0), row("a", 0)], "", []), "2 documents and 0 failures of 1"),
        (("a", [row("a", 2)], "", places("a", 1)), "sentence 1 of a is missing"),
        (("a", [row("a", 1)], "", places("a", 1) * 2), "sentence 0 of a once too often"),
        (("ab", [row("a", 1), row("b", 1)], "", places("b", 1)), r"missing .*0 of b is in its"),
    ],
)
def test_what_is_lost_is_named(fill: Callable[..., None], files: tuple[Any, ...], said: str):
    with pytest.raises(RunError, match=said):
        fill(*files)


def test_a_run_ends_with_the_check(seeds_run: SeedsRun, monkeypatch: pytest.MonkeyPatch):
    asked: list[Sequence[Stage]] = []
    monkeypatch.setattr("skrot.run.integrity.check", lambda store, stages: asked.append(stages))
    run(Settings(corpus=SEEDS, out=seeds_run.folder), STAGES)
    assert asked == [STAGES]
