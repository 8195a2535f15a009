"""Train the Polish model: ``python train.py --data PATH --out DIR``."""

from __future__ import annotations

import argparse
import logging
import pickle
import random
import time
from pathlib import Path

import numpy as np
import spacy
from augment import augmented, drop_features
from corpora import read_nkjp, read_ud
from examples import (
    NER_LABELS,
    Chunk,
    from_nkjp,
    from_ud,
    held_out,
    reconcile,
    shuffled_batches,
)
from network import Network
from settings import SETTINGS
from thinc.api import NumpyOps, set_current_ops

log = logging.getLogger("recipe")


def prepare(data: Path, seed: int) -> tuple[list[Chunk], list[Chunk], list[Chunk], list[Chunk]]:
    """Read the corpora: NKJP to train and tune on, treebanks to train and tune on."""
    nlp = spacy.blank("pl")
    texts = list(read_nkjp(data / "ner/nkjp_train.iob.xz"))
    tuning = [t for t in texts if held_out(t.name, SETTINGS.tuning_share)]
    training = [t for t in texts if not held_out(t.name, SETTINGS.tuning_share)]
    treebanks = [
        list(from_ud(nlp, read_ud(data / f"ud/{name}.conllu.xz", SETTINGS.paragraph)))
        for name in ("pl_lfg-dev", "pl_lfg-test", "pl_pud-test")
    ]
    kept = [[c for n, c in enumerate(bank) if n % 10] for bank in treebanks]
    words = [c for bank in kept[:-1] for c in reconcile(bank, kept[-1])] + kept[-1]
    words_tuning = [c for bank in treebanks for n, c in enumerate(bank) if n % 10 == 0]
    return (
        list(from_nkjp(nlp, training, SETTINGS.chunk)),
        list(from_nkjp(nlp, tuning, SETTINGS.chunk)),
        words,
        words_tuning,
    )


def tag_labels(chunks: list[Chunk]) -> tuple[str, ...]:
    """Collect every label that the corpora or the dictionary give."""
    return tuple(sorted({label for c in chunks for tags in c.tags for label in tags}))


def train(data: Path, out: Path, cache: Path | None, epochs: int) -> None:
    """Train from the data files and write the checkpoint."""
    set_current_ops(NumpyOps(use_blis=False))
    rng = random.Random(SETTINGS.seed)
    generator = np.random.default_rng(SETTINGS.seed)
    if cache and cache.exists():
        parts = pickle.loads(cache.read_bytes())  # noqa: S301 (own file of a moment ago)
    else:
        parts = prepare(data, SETTINGS.seed)
        if cache:
            cache.write_bytes(pickle.dumps(parts))
    training, tuning, words, words_tuning = parts
    log.info("%d + %d chunks to train on, %d + %d to tune", *map(len, parts))
    known = tag_labels([*training, *words])
    vectors = np.load("/tmp/static.npz")
    network = Network(NER_LABELS, known, SETTINGS, vectors)
    everything = training + words * SETTINGS.treebank_weight
    total = epochs * sum(len(c.forms) for c in everything) // SETTINGS.batch
    step = 0
    clock = time.time()
    for epoch in range(epochs):
        losses: list[dict[str, float]] = []
        for batch in shuffled_batches(everything, SETTINGS.batch, rng):
            chunks = [augmented(chunk, rng) for chunk in batch]
            features = drop_features([c.features for c in chunks], generator)
            losses.append(network.update(chunks, features, step / total))
            step += 1
            if step % 100 == 0:
                mean = {k: np.mean([x[k] for x in losses[-100:]]) for k in losses[-1]}
                log.info(
                    "step %d/%d %.0fs %s",
                    step,
                    total,
                    time.time() - clock,
                    " ".join(f"{k}={v:.4f}" for k, v in mean.items()),
                )
        with network.averaged():
            log.info("epoch %d %s", epoch + 1, network.evaluate(tuning, words_tuning))
            network.save(out)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--epochs", type=int, default=SETTINGS.epochs)
    given = parser.parse_args()
    train(given.data, given.out, given.cache, given.epochs)
