"""Read: clean documents with their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from skrot.errors import StepError, UsageFault
from skrot.records import Document, Failure
from skrot.run.artifacts import good, manifest, write_failures
from skrot.run.corrected import rules_of
from skrot.run.document import State
from skrot.run.fingerprints import fingerprint
from skrot.run.kept import Documents, parts
from skrot.run.packing import pack, unpack_document
from skrot.run.stages.base import Lane, Stage, Step
from skrot.run.store import Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.read import LineCounts, Sketch

# Folders in --out where a run writes, and removes what is not its own.
_WRITTEN = ("texts", "tables")


def _read(state: State) -> bytes:
    from skrot.read import read_source

    if state.task.source is None:
        raise StepError("its source is gone; run again from the corpus")
    found = read_source(state.task.source)
    if isinstance(found, Failure):
        raise StepError(found.reason)
    return pack(found)


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Write the cleaned texts and what could not be read; find duplicates and repeated lines."""
    from skrot.read import common_lines, find_repeats

    store.keep_documents({row.doc for row in manifest(store)})
    write_failures(store)
    docs = good(store)

    def said(some: Sequence[str]) -> Iterable[NDArray[np.uint32]]:
        return chain.from_iterable(store.map(_said, parts(some), ["read"]))

    sketches = list(chain.from_iterable(store.map(_sketches, parts(docs), ["read"])))
    kept = find_repeats(docs, sketches, said)
    unique = [doc for doc in docs if doc not in kept]
    lines = common_lines(store.map(_lines, parts(unique), ["read"]))
    content: dict[str, str] = {}

    def before(some: Sequence[str]) -> list[str | None]:
        return store.keys_of("document", some)

    def texts() -> Iterator[tuple[str, bytes]]:
        for found in store.map(_marked, parts(docs, before), ["read"], lines):
            for doc, key, text in found:
                content[doc] = key
                yield f"texts/{doc}.txt", text

    store.keep_only("texts", store.write_many(texts()))
    store.write_rows(
        "work/read.jsonl",
        (
            replace(row, content=content.get(row.doc), duplicate_of=kept.get(row.doc))
            for row in manifest(store)
        ),
    )


def _documents(some: Documents) -> Iterator[Document]:
    return (unpack_document(data) for _, data in some.get("read"))


def _sketches(some: Documents) -> list[Sketch]:
    from skrot.read import sketch

    return [sketch(document) for document in _documents(some)]


def _said(some: Documents) -> list[NDArray[np.uint32]]:
    from skrot.read import said_pairs

    return [said_pairs(document) for document in _documents(some)]


def _lines(some: Documents) -> LineCounts:
    from skrot.read import count_lines

    return count_lines(_documents(some))


def _marked(some: Documents, lines: frozenset[str]) -> list[tuple[str, str, bytes]]:
    """Mark repeated lines and keep what is new of the documents; return their keys and texts."""
    from skrot.read import mark_repeated

    found: list[tuple[str, str, bytes]] = []
    changed: list[tuple[str, str, bytes]] = []
    for document, before in zip(_documents(some), some.given, strict=True):
        marked = mark_repeated(document, lines)
        data = pack(marked)
        key = fingerprint(data)
        if before != key:
            changed.append((marked.doc, key, data))
        found.append((marked.doc, key, marked.text.encode()))
    some.put("document", changed)
    return found


def _check(settings: Settings) -> None:
    from skrot.read import Address, place_of

    rules_of(settings)
    corpus = None if settings.corpus is None else place_of(settings.corpus)
    if isinstance(corpus, Address):
        return  # looking for it is listing it
    if corpus is None or not corpus.exists():
        raise UsageFault(f"{corpus}: no such file or folder; give the folder with the texts")
    out, inside = settings.out.resolve(), corpus.resolve()
    if out == inside or any(inside.is_relative_to(out / name) for name in _WRITTEN):
        raise UsageFault(
            f"{corpus}: the run would write among the texts; give --out another folder"
        )
    store = settings.store
    if store is not None and "://" not in store and Path(store).resolve().is_relative_to(inside):
        raise UsageFault(
            f"{store}: the run would keep shards among the texts; give --store another"
        )


def _version(settings: Settings) -> object:
    from skrot.read import format_versions

    return format_versions() or None


READ = Stage(
    "read",
    "Read the corpus: clean documents with their parts.",
    needs=(),
    adds=("texts/", "failures.jsonl", "work/read.jsonl"),
    finish=_finish,
    steps=(Step("read", _read, settings=("text_field", "any_language", "ocr"), version=_version),),
    settings=("corpus", "corrections", "resources", "text_field", "any_language", "ocr"),
    check=_check,
)
