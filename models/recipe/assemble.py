"""From trained weights to a spaCy pipeline on disk, with its manifest."""

from __future__ import annotations

import hashlib
import math
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from settings import Settings
from spacy.language import Language
from thinc.api import Model

from pipeline.annotate.heads import Head
from pipeline.annotate.loading import MANIFEST, OUR_MODEL
from pipeline.annotate.tagset import token_readings

_KEPT = frozenset({"README.md", "LICENSE"})


def lemma_priors(forms: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """Estimate how common lemmas are from text that is not disambiguated.

    A form with one lemma counts fully for it, one with several counts for each in proportion to
    the first estimate. Only lemmas that compete for some form are kept.
    """
    seen = Counter(forms)
    sets = {key: tuple({r.lemma for r in token_readings(*key)}) for key in seen}
    sure: Counter[str] = Counter()
    for key, lemmas in sets.items():
        if len(lemmas) == 1:
            sure[lemmas[0]] += seen[key]
    full: Counter[str] = Counter()
    contested: set[str] = set()
    for key, lemmas in sorted(sets.items()):
        mass = sum(sure[lemma] + 0.5 for lemma in lemmas)
        for lemma in lemmas:
            full[lemma] += seen[key] * (sure[lemma] + 0.5) / mass  # type: ignore[assignment]
        if len(lemmas) > 1:
            contested.update(lemmas)
    return {lemma: round(math.log(full[lemma] + 0.5), 2) for lemma in sorted(contested)}


def assemble(
    encoder: Model[Any, Any],
    heads: dict[str, Head],
    transitions: NDArray[np.floating],
    lemmas: dict[str, float],
    settings: Settings,
    vectors: int,
) -> Language:
    """Put trained parts into a pipeline."""
    nlp = spacy.blank("pl")
    nlp.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "skrot.Tok2Vec.v1",
                "width": settings.width,
                "depth": settings.depth,
                "embed_width": settings.embed_width,
                "rows": settings.rows,
                "vectors": vectors,
                "vector_width": settings.vector_width,
            }
        },
    )
    for factory in ("pl_sentences", "pl_morfeusz", "pl_names"):
        nlp.add_pipe(factory, name="ner" if factory == "pl_names" else factory)
    tok2vec = nlp.get_pipe("tok2vec")
    tok2vec.model.layers[1].from_bytes(encoder.to_bytes())
    nlp.get_pipe("pl_sentences").head = heads["starts"]
    ner = nlp.get_pipe("ner")
    ner.head, ner.transitions = heads["names"], transitions
    nlp.get_pipe("pl_morfeusz").__init__(heads["tags"], lemmas)
    return nlp


def write(nlp: Language, out: Path, meta: dict[str, Any]) -> None:
    """Write a pipeline, its description and the checksums of its files."""
    kept = {name: (out / name).read_bytes() for name in _KEPT if (out / name).exists()}
    shutil.rmtree(out, ignore_errors=True)
    nlp.meta.update(meta)
    nlp.to_disk(out)
    for name, content in kept.items():
        (out / name).write_bytes(content)
    files = sorted(f for f in out.rglob("*") if f.is_file() and f.name not in {MANIFEST, *_KEPT})
    rows = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(out)}" for f in files]
    (out / MANIFEST).write_text("\n".join(rows) + "\n", encoding="utf-8")


META: dict[str, Any] = {
    "lang": "pl",
    "name": OUR_MODEL.removeprefix("pl_"),
    "version": "0.1.0",
    "description": "Polish sentences, lemmas, parts of speech, morphology and names, with Morfeusz 2",
    "author": "the skrót authors",
    "license": "GPL-3.0-only",
    "sources": [
        {"name": "National Corpus of Polish, 1-million subcorpus", "license": "GNU GPL 3"},
        {"name": "UD Polish LFG", "license": "GNU GPL 3"},
        {"name": "UD Polish PUD", "license": "CC BY-SA 3.0"},
        {"name": "Morfeusz 2 and SGJP (read at run time)", "license": "BSD-2-Clause"},
    ],
}
