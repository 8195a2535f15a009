"""Annotate: sentences, lemmas, morphology, names."""

from __future__ import annotations

import importlib.metadata
from typing import TYPE_CHECKING

from skrot.errors import UsageFault
from skrot.resources import ModelError, find_model, model_files
from skrot.run.artifacts import annotated, write_documents, write_failures
from skrot.run.corrected import keep_found, rules_of
from skrot.run.document import State, WorkerSettings
from skrot.run.fingerprints import files_fingerprint
from skrot.run.packing import Annotated, pack, pack_doc
from skrot.run.stages.base import Lane, Stage, Step
from skrot.run.store import Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language


def _load(settings: WorkerSettings) -> Language:
    from skrot.annotate import load

    return load(settings.model)


def _annotate(state: State) -> bytes:
    from skrot.annotate import annotate, correct_lemmas, sentences

    (state.spacy_doc,) = annotate(state.models.of("annotate"), [state.document])
    corrected = correct_lemmas(state.spacy_doc, state.models.settings.lemmas)
    rows = tuple(sentences(state.spacy_doc, state.document))
    state.annotated = Annotated(pack_doc(state.spacy_doc), rows, corrected)
    return pack(state.annotated)


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Write documents.jsonl."""
    write_failures(store)
    write_documents(store)
    rules = rules_of(settings).lemma
    keep_found(store, "lemma", rules, (kept.corrected for _, kept in annotated(store)))


def _check(settings: Settings) -> None:
    try:
        find_model(settings.model)
    except ModelError as error:
        raise UsageFault(str(error)) from None


def _version(settings: Settings) -> object:
    """Tell which model it is, and which lemmas the user has corrected."""
    rules = rules_of(settings).lemma
    return (_model(settings), rules) if rules else _model(settings)


def _model(settings: Settings) -> object:
    """Tell which model it is: by the content of its files, or by the version of its package."""
    try:
        found = find_model(settings.model)
    except ModelError:  # only a run that annotates needs it
        return f"absent {settings.model}"
    if isinstance(found, str):
        return f"{found} {importlib.metadata.version(found)}"
    return files_fingerprint(model_files(found))


ANNOTATE = Stage(
    "annotate",
    "Annotate the documents: sentences, lemmas, morphology, names.",
    needs=("read",),
    adds=("documents.jsonl",),
    finish=_finish,
    steps=(Step("annotate", _annotate, takes=("document",), version=_version, load=_load),),
    settings=("model",),
    version=_version,
    check=_check,
    corrected="lemma",
)
