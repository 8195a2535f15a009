"""What a run starts from: the documents of the corpus that the settings name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from skrot.errors import UsageFault
from skrot.run.artifacts import ManifestRow, manifest
from skrot.run.fingerprints import fingerprint
from skrot.run.store import Store, is_store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.read import Address, Source


class Found(NamedTuple):
    """A document of the corpus with its source, when the corpus itself is at hand."""

    row: ManifestRow
    source: Source | None = None


def find_sources(settings: Settings) -> tuple[list[Found], list[Path]]:
    """List the documents of the corpus with the fingerprints of their sources.

    What runs have left in folders of the corpus is no part of it: these folders come second.
    """
    from skrot.read import find_documents, place_of

    corpus = settings.corpus
    if corpus is None:
        raise UsageFault("no corpus; give the folder with the texts")
    skipped: list[Path] = []

    def is_of_a_run(folder: Path) -> bool:
        found = is_store(folder)
        skipped.extend([folder] if found else ())
        return found

    sources = find_documents(
        place_of(corpus),
        text_field=settings.text_field,
        accept_any_language=settings.any_language,
        ocr=settings.ocr,
        skip=is_of_a_run,
    )
    if not sources:
        raise UsageFault(f"{corpus}: no documents in this folder; give one that has texts")
    content = cache(_content)
    found = [
        # What is not read is not opened either: it may be a pipe, or a link to a device.
        Found(
            ManifestRow(s.doc, fingerprint(s.problem or content(s.path), s.doc), name=s.other_name),
            s,
        )
        for s in sources
    ]
    return found, skipped


def _content(path: Path | Address) -> str:
    """A key of a file's content; of its name alone when it cannot be read (reading says why).

    What lies elsewhere is not fetched for it: what the storage tells of it stands for its content.
    """
    if not isinstance(path, Path):
        return fingerprint(path.url, path.size, path.stamp)
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError:
        return fingerprint(str(path))


def write_manifest(store: Store, found: Iterable[Found]) -> None:
    """Write which documents this run is about, unless they are those of the run before."""
    rows = [item.row for item in found]
    if store.path("work/read.jsonl").exists():
        before = (replace(row, content=None, duplicate_of=None) for row in manifest(store))
        if all(was == row for was, row in zip_longest(before, rows)):
            return
    store.write_rows("work/read.jsonl", rows)
