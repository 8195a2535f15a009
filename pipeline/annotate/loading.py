"""Finding, checking and loading a Polish pipeline."""

from __future__ import annotations

import hashlib
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import is_package

from pipeline.annotate import layers, morfeusz, names, sentences
from pipeline.resources import resource

OUR_MODEL = "pl_skrot_sm"
MANIFEST = "MANIFEST.sha256"
# spaCy reads these modules through entry points; naming them here keeps a bare checkout working.
_FACTORIES = (layers, morfeusz, names, sentences)


class ModelError(ValueError):
    """A model that cannot be loaded; the message is one line and says what to do."""


def load(model: str | Path | None = None) -> Language:
    """Load a pipeline that sets sentences, lemmas, parts of speech, morphology and names.

    Parameters
    ----------
    model : str or Path, optional
        The name of an installed spaCy package or the folder of a pipeline; our own model when not
        given. A pipeline made elsewhere gets ``pl_sentences`` at its front, so that its parser
        keeps our boundaries, and ``pl_morfeusz`` at its end, which corrects its lemmas.

    Returns
    -------
    Language

    Raises
    ------
    ModelError
        If there is no such model or its files are not those it was published with.
    """
    found = find_model(model)
    if isinstance(found, str):
        return completed(spacy.load(found))
    return completed(_read(found))


def find_model(model: str | Path | None = None) -> str | Path:
    """Find a model without loading it: the name of an installed package, or a folder.

    Raises
    ------
    ModelError
        If there is no such model.
    """
    if model is None or model == OUR_MODEL:
        return _our_folder()
    if Path(model).is_dir():
        return Path(model)
    if is_package(str(model)):
        return str(model)
    if str(model) == "pl_core_news_sm":
        raise ModelError(
            "pl_core_news_sm is not installed: 'make MODEL=pl_core_news_sm' installs it"
        )
    raise ModelError(
        f"unknown model {str(model)!r}: give the folder of a spaCy pipeline, the name of an "
        f"installed one, or nothing for {OUR_MODEL}"
    )


def completed(nlp: Language) -> Language:
    """Add our components to a pipeline that lacks them, in place."""
    names.mark_relational()
    present = set(nlp.pipe_factories.values())
    if "pl_sentences" not in present:
        nlp.add_pipe("pl_sentences", first=True)
    if "pl_morfeusz" not in present:
        nlp.add_pipe("pl_morfeusz", last=True)
    return nlp


def verify(folder: Path) -> None:
    """Compare the files of a model with its manifest, if it has one.

    Raises
    ------
    ModelError
        If a file is missing or has changed.
    """
    manifest = folder / MANIFEST
    if not manifest.exists():
        return
    for line in manifest.read_text("utf-8").splitlines():
        expected, _, name = line.partition("  ")
        file = folder / name
        if not file.is_file():
            raise ModelError(f"{folder.name}: {name} is missing; fetch or build the model again")
        if hashlib.sha256(file.read_bytes()).hexdigest() != expected:
            raise ModelError(f"{folder.name}: {name} has changed; fetch or build the model again")


def _our_folder() -> Path:
    folder = resource(f"models/{OUR_MODEL}")
    if (folder / "config.cfg").exists():
        return folder
    raise ModelError(f"{OUR_MODEL} is missing from models/: 'make model DATA=path' builds it")


def _read(folder: Path) -> Language:
    verify(folder)
    try:
        return spacy.load(folder)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{folder} is not a spaCy pipeline ({reason}); give another") from error
