"""Train the model from data to a spaCy pipeline: ``python -m models.recipe.train``.

Each part continues where it was stopped: what is done is kept in the folder WORK.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
from pathlib import Path
from typing import NamedTuple

import spacy
import torch

from models.recipe.assemble import META, assemble, lemma_priors, write
from models.recipe.augment import augmented
from models.recipe.corpora import read_ud
from models.recipe.distil import SETTINGS as DISTILLATION
from models.recipe.distil import Distillation, Distiller, Prepared
from models.recipe.examples import Chunk, from_ud, reconcile
from models.recipe.export import export
from models.recipe.joint import JOINT, Corpus, Joint, NamesNetwork, Trainer
from models.recipe.reader import Known, known_values
from models.recipe.syntax import SyntaxExamples, SyntaxReader, SyntaxTrainer, SyntaxTraining
from models.recipe.vectored import with_vectors
from skrot.network import FILES, Encoder

log = logging.getLogger("recipe")

_PARAGRAPH = 4
_VARIANTS = 2
_TUNED = 10
"""Of so many paragraphs of the treebanks one is measured on."""


class Settings(NamedTuple):
    """Everything that decides how the model comes out."""

    distillation: Distillation = DISTILLATION
    joint: Joint = JOINT
    syntax: SyntaxTraining = SyntaxTraining()
    words: int = 300_000
    """Of the National Corpus that tags are learned from."""


class Treebanks(NamedTuple):
    """Paragraphs to learn from and to tune on."""

    learned: list[Chunk]
    tuning: list[Chunk]


def read_treebanks(data: Path) -> Treebanks:
    """Read the treebanks; every tenth paragraph is kept for tuning."""
    nlp = spacy.blank("pl")
    banks = [
        list(from_ud(nlp, read_ud(data / f"ud/{name}.conllu.xz", _PARAGRAPH)))
        for name in ("pl_lfg-dev", "pl_lfg-test", "pl_pud-test")
    ]
    *others, reference = ([c for n, c in enumerate(bank) if n % _TUNED] for bank in banks)
    return Treebanks(
        [c for bank in others for c in reconcile(bank, reference)] + reference,
        [c for bank in banks for n, c in enumerate(bank) if n % _TUNED == 0],
    )


def train_encoder(
    data: Path, work: Path, settings: Settings
) -> tuple[NamesNetwork, Corpus, dict[str, bytes]]:
    """Distil the student, teach it names, and export its encoder."""
    prepared = Prepared(data, work, settings.distillation)
    Distiller(prepared, work / "student", settings.distillation).run()
    corpus = Corpus(data, settings.joint)
    trainer = Trainer(prepared, corpus, work / "student/last.pt", work / "joint", settings.joint)
    trainer.run()
    network = trainer.network.eval()
    folder = work / "export"
    export(network.bert, network.get_buffer("middle"), folder)
    shutil.copyfile(prepared.tokenizer_path, folder / "tokenizer.json")
    return network, corpus, {name: (folder / name).read_bytes() for name in FILES}


def train_syntax(
    data: Path, corpus: Corpus, encoder: Encoder, settings: Settings
) -> tuple[SyntaxReader, Known, tuple[str, ...]]:
    """Teach a reader tags and dependencies."""
    banks = read_treebanks(data)
    rng = random.Random(settings.syntax.seed)  # noqa: S311 (an order)
    varied = [augmented(chunk, rng) for _ in range(_VARIANTS) for chunk in banks.learned]
    plain: list[Chunk] = []
    for chunk in corpus.learned:
        if sum(len(c.forms) for c in plain) >= settings.words:
            break
        plain.append(chunk)
    known = known_values([*banks.learned, *plain], settings.joint.widths, settings.joint.least)
    tags = {t for c in (*plain, *banks.learned) for row in c.tags for t in row}
    trainer = SyntaxTrainer(
        known,
        list(settings.joint.widths.values()),
        tuple(sorted(tags)),
        SyntaxExamples(
            list(with_vectors(encoder, [*banks.learned, *varied])),
            list(with_vectors(encoder, banks.tuning)),
            list(with_vectors(encoder, plain)),
        ),
        settings.syntax,
    )
    trainer.run()
    return trainer.network.eval(), known, trainer.tags


def train(data: Path, work: Path, out: Path, settings: Settings) -> None:
    """Train everything and write the pipeline."""
    network, corpus, files = train_encoder(data, work, settings)
    syntax = train_syntax(data, corpus, Encoder(files), settings)
    pairs = (
        (form, "." if after == "." else "")
        for chunk in corpus.learned
        for form, after in zip(chunk.forms, (*chunk.forms[1:], ""), strict=True)
    )
    nlp = assemble(files, (network, corpus.known), syntax, lemma_priors(pairs))
    write(nlp, out, META)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/, ud/, news/, …")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pipeline")
    parser.add_argument(
        "--work", type=Path, default=Path("build/model"), help="folder of the state"
    )
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    train(given.data, given.work, given.out, Settings())


if __name__ == "__main__":
    main()
