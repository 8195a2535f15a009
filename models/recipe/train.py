"""Train the Polish model from the corpora: ``python train.py --data PATH --out DIR``.

Several networks are trained on the gold labels; the one that is shipped learns from the gold labels
and from what the others think together (Hinton et al., 2015, "Distilling the Knowledge in a Neural
Network"), also of text that nobody has annotated.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import itertools
import json
import logging
import lzma
import os
import random
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps, fix_random_seed, set_current_ops
from threadpoolctl import threadpool_limits

from models.recipe.assemble import META, assemble, lemma_priors, write
from models.recipe.augment import NamePool, augmented, drop_features
from models.recipe.corpora import read_nkjp, read_ud
from models.recipe.examples import (
    NER_LABELS,
    Chunk,
    Taught,
    from_nkjp,
    from_text,
    from_ud,
    held_out,
    reconcile,
    shuffled_batches,
)
from models.recipe.network import Network
from models.recipe.settings import SETTINGS, Phase, Run, Settings
from models.recipe.vectors import StaticVectors, build_pieces, build_vectors, common_words
from skrot.annotate.network.features import NAMES
from skrot.polish.dictionary import analyse
from skrot.read import read_text

log = logging.getLogger("recipe")


class Examples(NamedTuple):
    """Chunks to train on and to tune on, with names (NKJP) and with gold tags (treebanks).

    ``plain`` has no annotation: it is for the student, who learns from the teachers there.
    """

    names: list[Chunk]
    names_tuning: list[Chunk]
    tags: list[Chunk]
    tags_tuning: list[Chunk]
    plain: list[Chunk]


class Tables(NamedTuple):
    """The fixed tables of words and of parts of words, and the known values of features."""

    words: StaticVectors
    pieces: StaticVectors
    known: dict[str, NDArray[np.uint64]]


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
        list(unannotated(nlp, data / "corpora")),
    )


def unannotated(nlp: Language, folder: Path) -> Iterator[Chunk]:
    """Read official texts: ministers' answers and a sitting of the Sejm, half of each."""
    rules = spacy.blank("pl")
    rules.add_pipe("pl_sentences")
    answers = folder / "interpelacje.jsonl.xz"
    debate = folder / "sejm_clean.txt.xz"
    with (
        lzma.open(answers, "rt", encoding="utf-8") as rows,
        lzma.open(debate, "rt", encoding="utf-8") as lines,
    ):
        sources = (
            (read_text(json.loads(row)["text"]).text for row in rows),
            (line.strip() for line in lines if line.strip()),
        )
        for source in sources:
            tokens = 0
            for chunk in from_text(rules, source, SETTINGS.chunk):
                yield chunk
                tokens += len(chunk.forms)
                if tokens > SETTINGS.unlabelled // 2:
                    break


def vocabulary(chunks: Iterable[Chunk]) -> set[str]:
    """Give the words to make vectors of: common forms and the lemmas of the training text."""
    lemmas = {r.lemma.lower() for c in chunks for form in set(c.forms) for r in analyse(form)}
    return {w for w in lemmas if w.isalpha() and len(w) > 1} | set(common_words(SETTINGS.words))


def known_values(chunks: Iterable[Chunk]) -> dict[str, NDArray[np.uint64]]:
    """Give for each feature the values that the text has often enough to learn them, sorted."""
    features = np.concatenate([chunk.features for chunk in chunks])
    known: dict[str, NDArray[np.uint64]] = {}
    for name in SETTINGS.widths:
        values, counts = np.unique(features[:, NAMES.index(name)], return_counts=True)
        known[name] = values[counts >= SETTINGS.least]
    return known


def new_network(run: Run, examples: Examples, tables: Tables) -> Network:
    """Make an untrained network."""
    tags = {label for c in (*examples.names, *examples.tags) for row in c.tags for label in row}
    return Network(
        NER_LABELS,
        tuple(sorted(tags)),
        SETTINGS,
        seed=run.seed,
        vectors=tables.words,
        pieces=tables.pieces,
        known=tables.known,
    )


def train(
    run: Run, examples: Examples, tables: Tables, work: Path, start: bytes | None = None
) -> Network:
    """Train a network, from another encoder's weights if given; weights are averaged.

    The weights after each phase are kept in `work`; phases that are there are not done again, and
    every phase starts its own random numbers, so that nothing tells a continued training from one
    in a single go.
    """
    network = new_network(run, examples, tables)
    if start is not None:
        network.encoder.from_bytes(start)
    for n, phase in enumerate(run.phases):
        mark = _mark(Run(run.seed, run.phases[: n + 1]), examples, start)
        folder = work / f"network{run.seed}-phase{n + 1}-{mark}"
        if not folder.exists():
            _train_phase(network, phase, f"{run.seed}.{n + 1}", examples)
            network.save(folder.with_suffix(".part"))
            folder.with_suffix(".part").rename(folder)
        network.load(folder)
    return network


def _train_phase(network: Network, phase: Phase, seed: str, examples: Examples) -> None:
    everything = list(examples.names)
    if phase.tags:
        everything += examples.tags * SETTINGS.treebank_weight
    everything += [chunk for chunk in examples.plain if chunk.taught is not None]
    pool = NamePool(examples.names)
    order = random.Random(seed)  # noqa: S311 (an order, not a secret)
    fix_random_seed(order.randrange(2**32))
    generator = np.random.default_rng(order.randrange(2**32))
    network.begin(phase)
    steps = phase.epochs * sum(len(chunk.forms) for chunk in everything) // SETTINGS.batch
    step = 0
    for epoch in range(phase.epochs):
        for batch in shuffled_batches(everything, SETTINGS.batch, order):
            chunks = [
                augmented(pool.swapped(chunk, phase.swapped_names, order), order) for chunk in batch
            ]
            features = drop_features(
                [chunk.features for chunk in chunks], generator, phase.hidden_words
            )
            losses = network.update(chunks, features, step / steps)
            step += 1
            if step % 100 == 0:
                log.info("%s: step %d of %d: %s", seed, step, steps, losses)
        with network.averaged():
            figures = network.evaluate(examples.names_tuning, examples.tags_tuning)
        log.info("%s: epoch %d of %d: %s", seed, epoch + 1, phase.epochs, figures)


def teachers(
    examples: Examples, tables: Tables, work: Path
) -> Iterator[tuple[bytes, list[Taught]]]:
    """Train the teachers, each in a process of its own.

    Gives the encoder of each and what it thinks of every text.
    """
    count = min(len(SETTINGS.teachers), os.cpu_count() or 1)
    with ProcessPoolExecutor(count, get_context("spawn"), _begin, (SETTINGS,)) as pool:
        begun = [pool.submit(_teacher, run, examples, tables, work) for run in SETTINGS.teachers]
        yield from (future.result() for future in begun)


def _teacher(
    run: Run, examples: Examples, tables: Tables, work: Path
) -> tuple[bytes, list[Taught]]:
    network = train(run, examples, tables, work)
    thoughts = [network.think(chunk) for chunk in (*examples.names, *examples.plain)]
    return network.encoder.to_bytes(), thoughts


def _begin(settings: Settings) -> None:
    """Set up a process as the command line does the first one."""
    global SETTINGS  # noqa: PLW0603 (a process that is started anew has the defaults)
    SETTINGS = settings
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    set_current_ops(NumpyOps(use_blis=False))
    threadpool_limits(1)  # the matrices of a step are small; and as many threads, as many sums


def _mark(run: Run, examples: Examples, start: bytes | None) -> str:
    """Stand for everything that decides how a network comes out of its last phase."""
    sizes = dataclasses.replace(SETTINGS, teachers=(), student=run)
    mark = hashlib.sha256(repr(sizes).encode() + (start or b""))
    for chunk in itertools.chain(*examples):
        mark.update(chunk.features.tobytes())
        mark.update(b"" if chunk.names is None else chunk.names.tobytes())
        mark.update(b"" if chunk.taught is None else chunk.taught.names.tobytes())
    return mark.hexdigest()[:12]


def teach(examples: Examples, opinions: Iterable[list[Taught]]) -> Examples:
    """Put what the teachers think on average into the chunks; it stands for missing labels."""
    lists = list(opinions)
    chunks = [
        _taught(chunk, Taught(*(np.mean(parts, axis=0) for parts in zip(*thoughts, strict=True))))
        for chunk, *thoughts in zip((*examples.names, *examples.plain), *lists, strict=True)
    ]
    cut = len(examples.names)
    return examples._replace(names=chunks[:cut], plain=chunks[cut:])


def _taught(chunk: Chunk, taught: Taught) -> Chunk:
    if chunk.names is not None:
        return dataclasses.replace(chunk, taught=taught)
    names = taught.names.argmax(axis=1).astype(np.int64)
    return dataclasses.replace(chunk, taught=taught, names=names, starts=taught.starts > 0.5)


def main() -> None:
    """Read the command line, train and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/, ud/, corpora/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the pipeline")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path("build/model"),
        help="folder for the weights after each phase of training",
    )
    given = parser.parse_args()
    _begin(SETTINGS)
    examples = prepare(given.data)
    log.info("%s chunks to train and tune on", [len(part) for part in examples])
    words = vocabulary(itertools.chain(examples.names, examples.tags))
    tables = Tables(
        build_vectors(words, SETTINGS.vector_width),
        build_pieces(SETTINGS.piece_width),
        known_values(examples.names),
    )
    encoders, opinions = zip(*teachers(examples, tables, given.work), strict=True)
    network = train(
        SETTINGS.student, teach(examples, opinions), tables, given.work, start=encoders[0]
    )
    pairs = (
        (f, n) for c in examples.names for f, n in zip(c.forms, (*c.forms[1:], ""), strict=True)
    )
    lemmas = lemma_priors((form, "." if after == "." else "") for form, after in pairs)
    with network.averaged():
        write(assemble(network, lemmas), given.out, META)


if __name__ == "__main__":
    main()
