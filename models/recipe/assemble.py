"""From trained weights to a spaCy pipeline on disk, with its manifest."""

from __future__ import annotations

import hashlib
import math
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language

from models.recipe.network import Network
from skrot.annotate.tagset import token_readings
from skrot.resources import MANIFEST, OUR_MODEL

_KEPT = frozenset({"README.md", "LICENSE"})


def lemma_priors(forms: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Estimate how common lemmas are from text that is not disambiguated.

    A form with one lemma counts fully for it, one with several counts for each in proportion to
    the first estimate. Only lemmas that compete for some form are kept.
    """
    seen = Counter(forms)
    sets = {key: tuple({r.lemma for r in token_readings(*key)}) for key in seen}
    sure: dict[str, float] = defaultdict(float)
    for key, lemmas in sets.items():
        if len(lemmas) == 1:
            sure[lemmas[0]] += seen[key]
    full: dict[str, float] = defaultdict(float)
    contested: set[str] = set()
    for key, lemmas in sorted(sets.items()):
        weights = {lemma: sure.get(lemma, 0.0) + 0.5 for lemma in lemmas}
        for lemma, weight in weights.items():
            full[lemma] += seen[key] * weight / sum(weights.values())
        if len(lemmas) > 1:
            contested.update(lemmas)
    return {lemma: round(math.log(full[lemma] + 0.5), 2) for lemma in sorted(contested)}


def assemble(network: Network, lemmas: dict[str, float]) -> Language:
    """Put the trained parts into a pipeline."""
    settings = network.settings
    nlp = spacy.blank("pl")
    architecture = {
        "@architectures": "skrot.Tok2Vec.v2",
        "width": settings.width,
        "hidden": settings.lstm,
        "rows": {name: len(keys) for name, keys in network.known.items()},
        "widths": settings.widths,
        "vectors": len(network.vectors.keys),
        "vector_width": settings.vector_width,
        "pieces": len(network.pieces.keys),
        "piece_width": settings.piece_width,
    }
    tok2vec: Any = nlp.add_pipe("tok2vec", config={"model": architecture})
    sentences: Any = nlp.add_pipe("pl_sentences")
    morfeusz: Any = nlp.add_pipe("pl_morfeusz")
    names: Any = nlp.add_pipe("pl_names", name="ner")
    encoder = tok2vec.model.layers[1]
    encoder.from_bytes(network.encoder.to_bytes())
    for layer in encoder.walk():
        if layer.has_param("E"):  # half the bytes, and no other names or tags
            layer.set_param("E", layer.get_param("E").astype(np.float16))
    heads = network.trained_heads()
    sentences.head = heads["starts"]
    morfeusz.set_model(heads["tags"], lemmas)
    names.head = heads["names"]
    links: Any = network.transitions.get_param("W")
    names.transitions = links.astype(np.float64)
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
    "description": "Polish sentences, lemmas, parts of speech, morphology and names",
    "author": "the skrót authors",
    "license": "GPL-3.0-only",
    "sources": [
        {"name": "National Corpus of Polish, 1-million subcorpus", "license": "GNU GPL 3"},
        {"name": "UD Polish LFG", "license": "GNU GPL 3"},
        {"name": "UD Polish PUD", "license": "CC BY-SA 3.0"},
        {"name": "Morfeusz 2 with SGJP (read at run time)", "license": "BSD-2-Clause"},
        {"name": "multilingual Universal Sentence Encoder", "license": "Apache-2.0"},
        {"name": "wordfreq (which words have vectors)", "license": "CC BY-SA 4.0"},
    ],
}
