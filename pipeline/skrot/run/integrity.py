"""Nothing lost: every document is done or a failure, every sentence is there exactly once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from skrot.errors import RunError
from skrot.run.artifacts import failures, manifest
from skrot.run.stages import Stage
from skrot.run.store import Store

_REMEDY = "this is a fault of skrót, not of the texts; remove this folder and run again"


class _Document(msgspec.Struct):
    doc: str
    n_sentences: int


class _Sentence(msgspec.Struct):
    doc: str
    n: int


def check(store: Store, stages: Collection[Stage]) -> None:
    """Check the files that these stages have left against each other.

    Raises
    ------
    RunError
        When a document of the corpus is neither done nor a failure, or both, or when
        sentences.jsonl does not have every sentence of every document once; it names the first.
    """
    if any(stage.steps and stage.needs for stage in stages):
        _check_documents(store)
    if any("sentences.jsonl" in stage.adds for stage in stages):
        _check_sentences(store)


def _check_documents(store: Store) -> None:
    done = [row.doc for row in store.read_rows("documents.jsonl", _Document)]
    failed = {failure.doc for failure in failures(store)}
    given = {row.doc for row in manifest(store)}
    both = sorted(failed.intersection(done))
    if both:
        raise RunError(f"{store.folder}: {both[0]} is done and a failure; {_REMEDY}")
    lost = sorted(given.difference(done, failed))
    if lost:
        what = f"{len(lost)} of {len(given)} documents are neither done nor failures"
        raise RunError(f"{store.folder}: {what}, first {lost[0]}; {_REMEDY}")
    if len(done) + len(failed) != len(given):
        what = f"{len(done)} documents and {len(failed)} failures of {len(given)} documents"
        raise RunError(f"{store.folder}: {what}; {_REMEDY}")


def _check_sentences(store: Store) -> None:
    def expected() -> Iterator[tuple[str, int]]:
        for row in store.read_rows("documents.jsonl", _Document):
            for n in range(row.n_sentences):
                yield row.doc, n

    found = ((row.doc, row.n) for row in store.read_rows("sentences.jsonl", _Sentence))
    for place in expected():
        if (there := next(found, None)) != place:
            wrong = "the end" if there is None else f"sentence {there[1]} of {there[0]}"
            what = f"sentence {place[1]} of {place[0]} is missing from sentences.jsonl"
            raise RunError(f"{store.folder}: {what} ({wrong} is in its place); {_REMEDY}")
    if (there := next(found, None)) is not None:
        what = f"sentences.jsonl has sentence {there[1]} of {there[0]} once too often"
        raise RunError(f"{store.folder}: {what}; {_REMEDY}")
