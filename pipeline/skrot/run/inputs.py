"""What a run starts from: the corpus, the themes and the model that the settings name."""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from skrot.errors import UsageFault
from skrot.resources import ModelError, find_model, resource
from skrot.run.artifacts import ManifestRow, manifest
from skrot.run.stages import Stage, digest_key, files_key
from skrot.run.store import Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.read import Source


class Found(NamedTuple):
    """A document of the corpus with its source, when the corpus itself is at hand."""

    row: ManifestRow
    source: Source | None = None


def check(settings: Settings, stages: Sequence[Stage]) -> None:
    """Check that what the settings name is there, before anything starts.

    Raises
    ------
    UsageFault
        When there is no such corpus, model or themes file, or a package that a setting needs.
    """
    names = {stage.name for stage in stages}
    if "read" in names and (settings.corpus is None or not settings.corpus.exists()):
        corpus = settings.corpus
        raise UsageFault(f"{corpus}: no such file or folder; give the folder with the texts")
    if "annotate" in names:
        try:
            find_model(settings.model)
        except ModelError as error:
            raise UsageFault(str(error)) from None
    if "cluster" in names:
        from skrot.cluster import ThemesError, load_themes

        try:
            load_themes(themes_path(settings.themes))
        except ThemesError as error:
            raise UsageFault(str(error)) from None
    if "report" in names and settings.parquet and find_spec("pyarrow") is None:
        raise UsageFault("--parquet needs the package pyarrow: pip install 'skrot[tables]'")


def find_sources(settings: Settings) -> list[Found]:
    """List the documents of the corpus with the fingerprints of their sources."""
    from skrot.read import find_documents

    corpus = settings.corpus
    if corpus is None:
        raise UsageFault("no corpus; give the folder with the texts")
    sources = find_documents(
        corpus, text_field=settings.text_field, accept_any_language=settings.any_language
    )
    if not sources:
        raise UsageFault(f"{corpus}: no documents in this folder; give one that has texts")
    content = cache(_content)
    return [
        # What is not read is not opened either: it may be a pipe, or a link to a device.
        Found(ManifestRow(s.doc, digest_key(s.problem or content(s.path), s.doc)), s)
        for s in sources
    ]


def _content(path: Path) -> str:
    """A key of a file's content; of its name alone when it cannot be read (reading says why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "blake2b").hexdigest()
    except OSError:
        return digest_key(str(path))


def write_manifest(store: Store, found: Iterable[Found]) -> None:
    """Write which documents this run is about, unless they are those of the run before."""
    rows = [item.row for item in found]
    if store.path("work/read.jsonl").exists():
        before = [ManifestRow(row.doc, row.fingerprint) for row in manifest(store)]
        if before == rows:
            return
    store.write_rows("work/read.jsonl", rows)


def themes_path(path: Path | None) -> Path:
    """The themes file of a run: the user's, or the default one."""
    return path or resource("seeds/themes.toml")


def model_key(model: str | None) -> str:
    """A key of the weights of a model: of its files, or of the version of its package."""
    try:
        found = find_model(model)
    except ModelError:  # only a run that annotates needs it
        return f"absent {model}"
    if isinstance(found, str):
        return f"{found} {importlib.metadata.version(found)}"
    # What a model says about itself does not change what it does.
    files = (path for path in found.rglob("*") if path.is_file() and path.suffix != ".md")
    return files_key(sorted(files))
