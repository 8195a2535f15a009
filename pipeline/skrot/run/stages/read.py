"""Read: clean documents with their parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from skrot.errors import StepError, UsageFault
from skrot.records import Document, Failure
from skrot.run.artifacts import good, manifest, write_failures
from skrot.run.corrected import rules_of
from skrot.run.document import State
from skrot.run.fingerprints import fingerprint
from skrot.run.packing import pack, unpack_document
from skrot.run.stages.base import Lane, Stage, Step
from skrot.run.store import Store
from skrot.settings import Settings

# Documents are written to the cache in groups: one transaction for many.
_GROUP = 32

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
    from skrot.read import find_duplicates, mark_repeated, repeated_lines

    rows = manifest(store)
    store.keep_documents({row.doc for row in rows})
    write_failures(store)

    def read() -> Iterator[Document]:
        return (unpack_document(data) for _, data in store.get("read", good(store)))

    kept = find_duplicates(read())
    lines = repeated_lines(document for document in read() if document.doc not in kept)
    content: dict[str, str] = {}
    before = store.keys("document")

    def texts() -> Iterator[tuple[str, bytes]]:
        changed: list[tuple[str, str, bytes]] = []
        for document in read():
            marked = mark_repeated(document, lines)
            data = pack(marked)
            key = content[marked.doc] = fingerprint(data)
            if before.get(marked.doc) != key:
                changed.append((marked.doc, key, data))
            if len(changed) == _GROUP:
                store.put("document", changed)
                changed.clear()
            yield f"texts/{marked.doc}.txt", marked.text.encode()
        store.put("document", changed)

    store.keep_only("texts", store.write_many(texts()))
    store.write_rows(
        "work/read.jsonl",
        [
            replace(row, content=content.get(row.doc), duplicate_of=kept.get(row.doc))
            for row in rows
        ],
    )


def _check(settings: Settings) -> None:
    corpus = settings.corpus
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
    rules_of(settings)


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
