"""Measure the teacher, a student or what was exported: ``python -m models.recipe.figures``."""

from __future__ import annotations

import argparse
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from models.recipe.encoder import Encoder
from numpy.typing import NDArray
from tokenizers import Tokenizer

from models.recipe.bert import Bert, pretrained
from models.recipe.e5 import Weights
from models.recipe.pairs import pair_figures
from models.recipe.probes import closeness, figures
from models.recipe.student import Student
from models.recipe.teacher import Teacher
from models.recipe.unlabelled import Document
from models.recipe.windows import read_documents

Floats = NDArray[np.float32]

_BEGINNING = 256
_PIECES_A_CHARACTER = 0.27


class DocumentEncoder(Protocol):
    """What gives vectors of sentences alone and of the sentences of a document."""

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Give vectors of sentences that each stand alone."""
        ...

    def document(self, sentences: Sequence[str]) -> Floats:
        """Give vectors of the sentences of a document."""
        ...


class _Alone(Teacher):
    """The teacher, who reads every sentence alone, also those of documents."""

    def document(self, sentences: Sequence[str]) -> Floats:
        """Give vectors of the sentences of a document."""
        return self(sentences)


def open_encoder(work: Path, model: str) -> DocumentEncoder:
    """Give the teacher, a student (a ``.pt`` file) or what was exported (a folder)."""
    if (work / model / "encoder.onnx").exists():
        return Encoder(work / model)
    tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
    kept = np.load(work / "kept.npy")
    if model == "teacher":
        return _Alone(pretrained(Weights(), kept), tokenizer, exact=False)
    return Student(load_student(work / model, kept), tokenizer)


def load_student(path: Path, kept: NDArray[np.int64]) -> Bert:
    """Read the weights of a student, also out of a checkpoint."""
    state = torch.load(path, weights_only=True)
    weights = state.get("student", state)
    names = [name for name in weights if name.startswith("layers.")]
    student = pretrained(Weights(), kept, range(1 + max(int(n.split(".")[1]) for n in names)))
    student.load_state_dict(weights)
    return student


def beginning(text: str) -> str:
    """Cut a document after about so many pieces as a window can have."""
    return text[: int(_BEGINNING / _PIECES_A_CHARACTER)]


def document_vectors(encode: DocumentEncoder, texts: Sequence[str]) -> Floats:
    """Give the mean of the sentences' vectors of the beginning, shape (texts, width)."""
    import spacy

    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_sentences")
    rows: list[Floats] = []
    for text in texts:
        sentences = [s.text.strip() for s in nlp(beginning(text)).sents if s.text.strip()]
        lengths = np.array([len(s) for s in sentences], dtype=np.float32)
        rows.append(lengths @ encode.document(sentences) / lengths.sum())
    return np.stack(rows)


def close(encode: DocumentEncoder, work: Path, wanted: Floats) -> dict[str, float]:
    """Compare with the teacher on documents that were kept, sentences in windows and alone."""
    found: dict[str, float] = {}
    for name, vectors in (
        ("windows", np.vstack([encode.document(d.sentences) for d in _kept(work)])),
        ("alone", encode([s for d in _kept(work) for s in d.sentences])),
    ):
        cosine, centred, left = closeness(vectors, wanted)
        found |= {f"{name}_cosine": cosine, f"{name}_centred": centred, f"{name}_left": left}
    return found


def _kept(work: Path) -> Iterator[Document]:
    documents = read_documents(work / "documents.jsonl")
    texts = (d for d in documents if d.kept and d.source != "words")
    yield from itertools.islice(texts, 100)


def main() -> None:
    """Read the command line, measure, append the figures to WORK/figures.jsonl."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/model/encoder"))
    parser.add_argument("--words", type=Path, default=Path("tests/quality/topic_words.toml"))
    parser.add_argument("--pairs", action="store_true", help="also judge pairs of articles")
    parser.add_argument("model", help="teacher, or a path below WORK: weights, an exported folder")
    given = parser.parse_args()
    torch.set_num_threads(1)
    encode = open_encoder(given.work, given.model)
    begun = time.process_time()
    result: dict[str, float] = {}
    wanted_path = given.work / "kept_targets.npy"
    if given.model == "teacher":
        np.save(wanted_path, encode([s for d in _kept(given.work) for s in d.sentences]))
    else:
        result |= close(encode, given.work, np.load(wanted_path))
    result |= figures(encode, given.data, given.words)
    if given.pairs:
        result |= pair_figures(given.data, lambda texts: document_vectors(encode, texts))
    result = {name: round(value, 4) for name, value in result.items()}
    row = {"model": given.model, **result, "seconds": round(time.process_time() - begun)}
    with (given.work / "figures.jsonl").open("a", encoding="utf-8") as out:
        out.write(json.dumps(row) + "\n")
    print(json.dumps(row, indent=1))


if __name__ == "__main__":
    main()
