"""Train the Polish model from the corpora: ``python train.py --data PATH --out DIR``."""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import spacy
from thinc.api import NumpyOps, set_current_ops

from models.recipe.assemble import META, assemble, lemma_priors, write
from models.recipe.augment import NamePool, augmented, drop_features
from models.recipe.corpora import read_nkjp, read_ud
from models.recipe.examples import (
    NER_LABELS,
    Chunk,
    from_nkjp,
    from_ud,
    held_out,
    reconcile,
    shuffled_batches,
)
from models.recipe.network import Network
from models.recipe.settings import SETTINGS
from models.recipe.vectors import build_vectors, common_words
from pipeline.dictionary import analyse

log = logging.getLogger("recipe")


class Examples(NamedTuple):
    """Chunks to train on and to tune on: with names (NKJP) and with gold tags (treebanks)."""

    names: list[Chunk]
    names_tuning: list[Chunk]
    tags: list[Chunk]
    tags_tuning: list[Chunk]


def prepare(data: Path) -> Examples:
    """Read the corpora; whole documents of NKJP and whole paragraphs of the treebanks are kept."""
    nlp = spacy.blank("pl")
    texts = list(read_nkjp(data / "ner/nkjp_train.iob.xz"))
    share = SETTINGS.tuning_share
    banks = [
        list(from_ud(nlp, read_ud(data / f"ud/{name}.conllu.xz", SETTINGS.paragraph)))
        for name in ("pl_lfg-dev", "pl_lfg-test", "pl_pud-test")
    ]
    *others, reference = ([c for n, c in enumerate(bank) if n % 10] for bank in banks)
    return Examples(
        list(from_nkjp(nlp, (t for t in texts if not held_out(t.name, share)), SETTINGS.chunk)),
        list(from_nkjp(nlp, (t for t in texts if held_out(t.name, share)), SETTINGS.chunk)),
        [c for bank in others for c in reconcile(bank, reference)] + reference,
        [c for bank in banks for n, c in enumerate(bank) if n % 10 == 0],
    )


def vocabulary(chunks: Iterable[Chunk]) -> set[str]:
    """Give the words to make vectors of: common forms and the lemmas of the training text."""
    lemmas = {r.lemma.lower() for c in chunks for form in set(c.forms) for r in analyse(form)}
    return {w for w in lemmas if w.isalpha() and len(w) > 1} | set(common_words(SETTINGS.words))


def train(examples: Examples) -> Network:
    """Train a network; weights are averaged over the last steps."""
    everything = examples.names + examples.tags * SETTINGS.treebank_weight
    tags = sorted({label for c in everything for labels in c.tags for label in labels})
    vectors = build_vectors(vocabulary(everything), SETTINGS.vector_width)
    network = Network(NER_LABELS, tuple(tags), SETTINGS, vectors)
    order = random.Random(SETTINGS.seed)  # noqa: S311 (an order, not a secret)
    generator = np.random.default_rng(SETTINGS.seed)
    pool = NamePool(examples.names)
    words = sum(len(chunk.forms) for chunk in everything)
    for phase in SETTINGS.phases:
        network.begin(phase)
        steps = phase.epochs * words // SETTINGS.batch
        step = 0
        for epoch in range(phase.epochs):
            for batch in shuffled_batches(everything, SETTINGS.batch, order):
                chunks = [
                    augmented(pool.swapped(chunk, phase.swapped_names, order), order)
                    for chunk in batch
                ]
                features = drop_features(
                    [chunk.features for chunk in chunks], generator, phase.hidden_words
                )
                losses = network.update(chunks, features, step / steps)
                step += 1
                if step % 100 == 0:
                    log.info("step %d of %d: %s", step, steps, losses)
            with network.averaged():
                figures = network.evaluate(examples.names_tuning, examples.tags_tuning)
            log.info("epoch %d of %d: %s", epoch + 1, phase.epochs, figures)
    return network


def main() -> None:
    """Read the command line, train and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/ and ud/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pipeline")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    set_current_ops(NumpyOps(use_blis=False))
    examples = prepare(given.data)
    log.info("%d + %d chunks to train on", len(examples.names), len(examples.tags))
    network = train(examples)
    pairs = (
        (f, n) for c in examples.names for f, n in zip(c.forms, (*c.forms[1:], ""), strict=True)
    )
    lemmas = lemma_priors((form, "." if after == "." else "") for form, after in pairs)
    with network.averaged():
        write(assemble(network, lemmas), given.out, META)


if __name__ == "__main__":
    main()
