"""Compute what a run needs of the thesaurus of subjects: the lemmas of its words, its directions.

``make subjects``. The words stand in ``models/subjects/*.toml``; no other data is used.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
from msgspec import toml

from skrot.cluster.lexicon import possible_lemmas
from skrot.cluster.subjects import Subjects
from skrot.encode import load_encoder
from skrot.vectors import Encoder, unit

FOLDER = Path(__file__).parents[1] / "subjects"
_DIGITS = 4


class Subject(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject: its name, its heading in Polish, and the words that tell it, as cited."""

    id: str
    label: str
    words: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    subject: tuple[Subject, ...]


def read_subjects(folder: Path = FOLDER) -> list[Subject]:
    """Return the subjects of all files, in order of the files."""
    return [
        subject
        for path in sorted(folder.glob("*.toml"))
        for subject in toml.decode(path.read_bytes(), type=_File).subject
    ]


def compute(subjects: Sequence[Subject], encoder: Encoder) -> Subjects:
    """Look up the lemmas of all words, and take the mean direction of those of each subject."""
    words: dict[str, dict[int, None]] = {}
    phrases = []
    for place, subject in enumerate(subjects):
        for text in subject.words:
            lemmas = [tuple(sorted(one)) for one in possible_lemmas(text)]
            if len(lemmas) == 1:
                for lemma in lemmas[0]:
                    words.setdefault(lemma, {})[place] = None
            elif lemmas:
                phrases.append((place, tuple(lemmas)))
    vectors = [encoder.encode([*subject.words, subject.label]) for subject in subjects]
    mean = np.vstack(vectors).mean(axis=0)
    directions = unit(np.array([(one - mean).mean(axis=0) for one in vectors]))
    return Subjects(
        encoder.version,
        tuple(subject.id for subject in subjects),
        tuple(subject.label for subject in subjects),
        {lemma: tuple(places) for lemma, places in sorted(words.items())},
        tuple(phrases),
        _rounded(mean),
        tuple(map(_rounded, directions)),
    )


def _rounded(values: np.ndarray) -> tuple[float, ...]:
    return tuple(round(float(value), _DIGITS) for value in values)


def main() -> None:
    """Write ``subjects.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    found = compute(read_subjects(), load_encoder())
    text = msgspec.json.format(msgspec.json.encode(found), indent=0)
    (options.out / "subjects.json").write_bytes(text + b"\n")
    print(f"{len(found.ids)} subjects, {len(found.words)} lemmas, {len(found.phrases)} phrases")


if __name__ == "__main__":
    main()
