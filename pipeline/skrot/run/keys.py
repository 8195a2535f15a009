"""The keys of steps and stages: what has its key already is not done again.

The key of a document's step is made from what it takes (the source's content for the first), the
settings, the code and the libraries that it depends on; the key of a corpus-wide part from all
documents and the stages before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from skrot.run.added import added_key
from skrot.run.artifacts import ManifestRow, manifest
from skrot.run.dependencies import data_files, dependencies, library_versions
from skrot.run.fingerprints import files_fingerprint, fingerprint, fingerprint_of_all
from skrot.run.stages import STAGES, STEPS, Stage, Step
from skrot.run.store import Store
from skrot.settings import Settings

# Settings that name files: it counts what is in these, which the documents or a version tell.
_OF_FILES = frozenset({"corpus", "corrections", "model", "resources", "themes"})


@cache
def code_key(made: Step | Stage) -> str:
    """Return a key of the source and the libraries that a step or a corpus-wide part depends on."""
    files, libraries = dependencies(functions_of(made))
    return fingerprint(library_versions(libraries), [_of_file(path) for path in sorted(files)])


@cache
def _of_file(path: Path) -> str:
    """Return the fingerprint of a file of the package, which many steps depend on."""
    return files_fingerprint([path])


def functions_of(made: Step | Stage) -> list[Callable[..., Any]]:
    """Return the functions that do a step or a corpus-wide part."""
    given = (made.work, made.load) if isinstance(made, Step) else (made.finish, made.apart)
    return [function for function in given if function is not None]


class OfDocuments(NamedTuple):
    """One fingerprint of all documents, and the keys of failures."""

    fingerprint: str
    failed: dict[str, str]


class Keys:
    """The keys of steps and stages under the present code, libraries and settings."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self._versions: dict[Callable[[Settings], object], object] = {}
        self._of_stage = {stage.name: self._key(stage) for stage in STAGES}
        self._of_steps = {step.name: self._key(step) for step in STEPS.values()}

    def _key(self, made: Step | Stage) -> str:
        values: list[tuple[str, Any]] = [
            (name, getattr(self.settings, name)) for name in made.settings if name not in _OF_FILES
        ]
        added = added_key(self.settings, data_files(functions_of(made)))
        more = () if added is None else (added,)
        if made.version not in self._versions:  # that of a model has to read all of it
            self._versions[made.version] = made.version(self.settings)
        version = self._versions[made.version]
        return fingerprint(made.name, code_key(made), values, version, *more)

    def of_steps(self, row: ManifestRow) -> dict[str, str]:
        """Return the key of every step for a document, each made from the keys of what it takes."""
        found: dict[str, str] = {}
        for step in STEPS.values():
            if not step.takes:
                found[step.name] = fingerprint(row.fingerprint, self._of_steps[step.name])
                found["document"] = row.content or found[step.name]
                continue
            before = [found[name] for name in step.takes]
            found[step.name] = fingerprint(before, self._of_steps[step.name])
        return found

    def of_documents(self, *, read: bool) -> OfDocuments:
        """Return what the keys of corpus-wide parts depend on, of all documents.

        Of those that come after reading it is what was `read`, of reading itself the sources.
        """
        failed = self.store.keys("failure")
        rows = partial(manifest, self.store)
        return OfDocuments(
            fingerprint_of_all(
                f"{row.doc} {row.fingerprint} {row.content}"
                if read
                else f"{row.doc} {row.fingerprint}"
                for row in rows()
            ),
            {row.doc: failed[row.doc] for row in rows() if row.doc in failed} if failed else {},
        )

    def of_corpus(self, stage: Stage, documents: OfDocuments, current: Mapping[str, str]) -> str:
        """Return the key of a corpus-wide part over documents; `current` are those of others."""
        before = [current.get(need) or self.store.finished(need) for need in stage.needs]
        # Nothing else in the key changes when a failure passes.
        passing = {passing_key(step.name) for step in stage.steps}
        failed = [doc for doc, key in documents.failed.items() if key in passing]
        failures = list(self.store.get("failure", failed))
        steps = [self._of_steps[step.name] for step in stage.steps if step.wanted(self.settings)]
        whole = documents.fingerprint
        return fingerprint(self._of_stage[stage.name], steps, before, whole, failures)


def passing_key(step: str) -> str:
    """Return the key of a failure that may pass: no step ever has it."""
    return f"passing {step}"
