"""Loading a Polish pipeline, and completing one made elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from skrot.annotate import encoder, morfeusz, names, parser, reader
from skrot.annotate import sentences as boundaries
from skrot.resources import ModelError, encoder_folder, find_model, verify

# spaCy reads these modules through entry points; naming them here keeps a bare checkout working.
_FACTORIES = (boundaries, encoder, morfeusz, names, parser, reader)


def load(model: str | Path | Language | None = None) -> Language:
    """Load a pipeline that sets sentences, lemmas, parts of speech, morphology, names and vectors.

    Parameters
    ----------
    model : str, Path or Language, optional
        The name of an installed spaCy package, the folder of a pipeline, or a pipeline that is
        there; our own model when not given. A pipeline made elsewhere gets ``pl_sentences`` at its
        front, so that its parser keeps our boundaries, and at its end ``pl_morfeusz``, which
        corrects its lemmas, and ``pl_encoder``, which sets the vectors.

    Returns
    -------
    Language

    Raises
    ------
    ModelError
        If there is no such model or its files are not those it was published with.
    """
    if isinstance(model, Language):
        return completed(model)
    found = find_model(model)
    if isinstance(found, str):
        return completed(spacy.load(found))
    return completed(_read(found))


def completed(nlp: Language) -> Language:
    """Add our components to a pipeline that lacks them, in place."""
    names.mark_relational()
    present = set(nlp.pipe_factories.values())
    if "pl_sentences" not in present:
        nlp.add_pipe("pl_sentences", first=True)
    if "pl_morfeusz" not in present:
        nlp.add_pipe("pl_morfeusz", last=True)
    if "pl_encoder" not in present:
        added: Any = nlp.add_pipe("pl_encoder", last=True)
        added.from_disk(encoder_folder())
    return nlp


def _read(folder: Path) -> Language:
    verify(folder)
    try:
        return spacy.load(folder)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"{folder} is not a spaCy pipeline ({reason}); give another") from error
