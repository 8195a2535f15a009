"""Teach the student names and sentences beside the vectors.

Each step learns from two batches: of sentences whose vectors the whole network gave, so that the
student keeps what it has learned, and of the National Corpus with its names. A stopped run
continues.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
import spacy
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.recipe.augment import NamePool, augmented, drop_features
from models.recipe.bert import Bert
from models.recipe.chain import Chain
from models.recipe.corpora import read_nkjp
from models.recipe.distil import Distillation, Distiller, Prepared
from models.recipe.evaluate import Score, spans
from models.recipe.examples import KINDS, NER_LABELS, Chunk, cut, from_nkjp, held_out
from models.recipe.reader import Reader, Size, Words, collate_words, head, known_values
from skrot.annotate.crf import allowed_transitions, viterbi
from skrot.network.pieces import Cutter

log = logging.getLogger("recipe")


@dataclass(frozen=True)
class Joint:
    """Everything that decides how the student learns names."""

    steps: int = 1400
    batch: int = 4096
    """Pieces in a batch."""
    sizes: tuple[int, int] = (20, 100)
    """Tokens in a stretch of text: between, drawn for each."""
    rate: float = 3e-4
    """Of the encoder."""
    head_rate: float = 2e-3
    warm: int = 100
    decay: float = 0.01
    hidden_words: float = 1.0
    swapped: float = 0.1
    least: int = 2
    """How often the training text has a value of a feature that gets a row of its own."""
    tuning: float = 0.05
    """Share of the documents that are not learned from."""
    starts: float = 0.5
    kinds: float = 0.3
    morphology: float = 0.3
    vectors: float = 1.0
    seed: int = 1
    size: Size = field(default_factory=Size)
    hidden: int = 96
    widths: dict[str, int] = field(
        default_factory=lambda: {
            "norm": 64,
            "prefix": 32,
            "suffix2": 24,
            "suffix3": 40,
            "suffix4": 48,
            "shape": 24,
            "classes": 24,
            "tags": 48,
            "lemmas": 64,
            "names": 24,
        }
    )


JOINT = Joint()
_SAVED = 100


class Gold(NamedTuple):
    """What is to be learned of a batch, each of shape (stretches, words)."""

    names: Tensor
    starts: Tensor
    kinds: Tensor
    tags: Tensor
    """Which tags the dictionary allows, shape (stretches, words, tags)."""


class NamesNetwork(nn.Module):
    """The encoder, a reader, and its heads.

    Parameters
    ----------
    bert : Bert
        The encoder.
    rows : sequence of int
        Rows of the tables of features.
    tags : int
        How many tags there are.
    joint : Joint
        Sizes.
    """

    def __init__(self, bert: Bert, rows: Sequence[int], tags: int, joint: Joint) -> None:
        super().__init__()
        self.bert = bert
        encoded, size = bert.shape.width, joint.size
        self.reader = Reader(encoded, rows, list(joint.widths.values()), size)
        self.names = head(size.out, joint.hidden, len(NER_LABELS), size.dropout)
        self.starts = head(size.out, joint.hidden // 2, 1, size.dropout)
        self.kinds = head(size.out, joint.hidden // 2, len(KINDS), size.dropout)
        self.morphology = nn.Linear(encoded, tags)
        self.chain = Chain(allowed_transitions(NER_LABELS))
        self.register_buffer("middle", torch.zeros(encoded))

    def encode(self, words: Words) -> Tensor:
        """Give the encoder's vectors of words, shape (stretches, words, width).

        What the vectors of all pieces have in common is taken off, as in the export.
        """
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.bert(words.ids, words.ids != 1)
        vectors: Tensor = words.shares @ (hidden.float() - self.get_buffer("middle"))
        return vectors

    def loss(self, words: Words, gold: Gold, joint: Joint) -> dict[str, Tensor]:
        """Give what is to be made small, weighed."""
        vectors = self.encode(words)
        read = self.reader(vectors, words)
        there = words.mask
        chain = self.chain.loss(self.names(read), gold.names, there).sum() / there.sum()
        inner = there.clone()
        inner[:, 0] = False
        starts = functional.binary_cross_entropy_with_logits(
            self.starts(read)[..., 0][inner], gold.starts[inner]
        )
        kinds = functional.cross_entropy(self.kinds(read)[there], gold.kinds[there])
        scores = self.morphology(functional.layer_norm(vectors[there], vectors.shape[-1:]))
        good = scores.masked_fill(~gold.tags[there], -1e4)
        morphology = (scores.logsumexp(-1) - good.logsumexp(-1)).mean()
        return {
            "names": chain,
            "starts": joint.starts * starts,
            "kinds": joint.kinds * kinds,
            "morphology": joint.morphology * morphology,
        }


class Corpus:
    """The National Corpus, as it is learned from and as it is tuned on."""

    def __init__(self, data: Path, joint: Joint) -> None:
        nlp = spacy.blank("pl")
        texts = list(read_nkjp(data / "ner/nkjp_train.iob.xz"))
        kept = {text.name for text in texts if held_out(text.name, joint.tuning)}
        self.learned = list(from_nkjp(nlp, (t for t in texts if t.name not in kept)))
        self.tuning = list(from_nkjp(nlp, (t for t in texts if t.name in kept)))
        self.known = known_values(self.learned, joint.widths, joint.least)
        self.tags = tuple(sorted({t for c in self.learned for row in c.tags for t in row}))
        self._column = {tag: n for n, tag in enumerate(self.tags)}

    def gold(self, chunks: Sequence[Chunk], words: int) -> Gold:
        """Put what is to be learned side by side."""
        shape = (len(chunks), words)
        names, kinds = (np.zeros(shape, dtype=np.int64) for _ in range(2))
        starts = np.zeros(shape, dtype=np.float32)
        tags = np.ones((*shape, len(self.tags)), dtype=np.bool_)
        for n, chunk in enumerate(chunks):
            count = len(chunk.forms)
            if chunk.names is None or chunk.kinds is None:
                raise ValueError("a chunk without marks of names")
            names[n, :count], kinds[n, :count] = chunk.names, chunk.kinds
            starts[n, :count] = chunk.starts
            for at, allowed in enumerate(chunk.tags):
                columns = [self._column[tag] for tag in allowed if tag in self._column]
                if columns:
                    tags[n, at] = False
                    tags[n, at, columns] = True
        return Gold(*map(torch.from_numpy, (names, starts, kinds, tags)))


class Trainer:
    """A student that learns names, from the last checkpoint if there is one."""

    def __init__(
        self, prepared: Prepared, corpus: Corpus, student: Path, folder: Path, joint: Joint
    ) -> None:
        self.joint, self.corpus, self.folder = joint, corpus, folder
        folder.mkdir(parents=True, exist_ok=True)
        state = torch.load(student, mmap=True)
        weights = state.get("student", state)
        count = 1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))
        # Sentences in a row, and the loss of their vectors, are as in the distillation alone.
        self.vectors = Distiller(
            prepared,
            folder,
            Distillation(layers=tuple(range(count)), batch=joint.batch, seed=joint.seed + 1),
        )
        self.vectors.student.load_state_dict(weights)
        torch.manual_seed(joint.seed)
        self.network = NamesNetwork(
            self.vectors.student, corpus.known.sizes, len(corpus.tags), joint
        )
        self.cutter = Cutter(prepared.tokenizer)
        self.optimizer = _optimizer(self.network, joint)
        self.step = 0
        self.network.get_buffer("middle").copy_(self.vectors.middle())
        self._load()

    def run(self) -> None:
        """Train to the end."""
        sentences = self.vectors.batches()
        losses: list[dict[str, float]] = []
        begun = time.monotonic()
        for n, chunks in enumerate(self._batches()):
            batch = next(sentences)
            if n < self.step:
                continue
            for group in self.optimizer.param_groups:
                group["lr"] = group["rate"] * self._share()
            self.optimizer.zero_grad(set_to_none=True)
            vectors = self.joint.vectors * self.vectors.loss(batch).mean()
            vectors.backward()
            parts = self._names_loss(chunks, n)
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self.optimizer.step()
            losses.append(
                {
                    "vectors": float(vectors.detach()),
                    **{name: float(part.detach()) for name, part in parts.items()},
                }
            )
            self.step += 1
            if self.step % _SAVED == 0 or self.step == self.joint.steps:
                self._save()
                means = {name: float(np.mean([x[name] for x in losses])) for name in losses[0]}
                seconds = (time.monotonic() - begun) / len(losses)
                figures = self.evaluate() if self.step % (3 * _SAVED) == 0 else {}
                self._log({**means, **figures, "seconds": seconds})
                losses, begun = [], time.monotonic()
        self._log({**self.vectors.measure(), **self.evaluate()})
        torch.save(self.network.state_dict(), self.folder / "network.pt")

    def _share(self) -> float:
        return min((self.step + 1) / self.joint.warm, 1.0) * (1 - self.step / self.joint.steps)

    def _batches(self) -> Iterator[list[Chunk]]:
        done = 0
        for epoch in range(10_000):
            rng = random.Random(f"{self.joint.seed}.{epoch}")  # noqa: S311 (an order)
            parts = [p for chunk in self.corpus.learned for p in cut(chunk, rng, self.joint.sizes)]
            for batch in grouped(parts, self.joint.batch, rng):
                if done == self.joint.steps:
                    return
                yield batch
                done += 1

    def _names_loss(self, chunks: list[Chunk], n: int) -> dict[str, Tensor]:
        rng = random.Random(f"{self.joint.seed}.{n}.words")  # noqa: S311 (an order)
        pool = self._pool
        chunks = [augmented(pool.swapped(c, self.joint.swapped, rng), rng) for c in chunks]
        generator = np.random.default_rng(rng.randrange(2**32))
        given = [chunk.features for chunk in chunks]
        features = drop_features(given, generator, self.joint.hidden_words)
        words = collate_words(chunks, features, self.cutter, self.corpus.known)
        self.network.train()
        gold = self.corpus.gold(chunks, words.mask.shape[1])
        return self.network.loss(words, gold, self.joint)

    @property
    def _pool(self) -> NamePool:
        if not hasattr(self, "_made"):
            self._made = NamePool(self.corpus.learned)
        return self._made

    @torch.inference_mode()
    def evaluate(self) -> dict[str, float]:
        """Measure names and sentence starts on the documents that are kept for tuning."""
        self.network.eval()
        rng = random.Random(0)  # noqa: S311 (an order)
        parts = [p for chunk in self.corpus.tuning for p in cut(chunk, rng, (60, 60))]
        links = self.network.chain.scores().numpy().astype(np.float64)
        names, starts = Score(), Score()
        at = 0
        for chunks in grouped(parts, self.joint.batch, None):
            given = [chunk.features for chunk in chunks]
            words = collate_words(chunks, given, self.cutter, self.corpus.known)
            read = self.network.reader(self.network.encode(words), words)
            scores = self.network.names(read).numpy().astype(np.float64)
            sure = self.network.starts(read)[..., 0].numpy()
            for row, chunk in enumerate(chunks):
                count = len(chunk.forms)
                path = viterbi(scores[row, :count], links, [count])
                names.add(
                    {(at, *span) for span in spans(path, NER_LABELS)},
                    {(at, *span) for span in spans(chunk.names, NER_LABELS)},
                )
                starts.add(
                    {(at, int(i)) for i in np.nonzero(sure[row, 1:count] > 0)[0]},
                    {(at, int(i)) for i in np.nonzero(chunk.starts[1:])[0]},
                )
                at += 1
        return {"names_f": names.f, "starts_f": starts.f}

    def _save(self) -> None:
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        part = self.folder / "joint.pt.part"
        torch.save(state, part)
        part.rename(self.folder / "joint.pt")

    def _load(self) -> None:
        path = self.folder / "joint.pt"
        if path.exists():
            state = torch.load(path, mmap=True)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]

    def _log(self, figures: dict[str, float]) -> None:
        log.info("step %d of %d: %s", self.step, self.joint.steps, figures)
        with (self.folder / "joint.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps({"step": self.step, **figures}) + "\n")


def grouped(chunks: list[Chunk], size: int, rng: random.Random | None) -> list[list[Chunk]]:
    """Group stretches of like length into batches of about `size` pieces, in random order."""
    order = list(chunks)
    if rng is not None:
        rng.shuffle(order)
    found: list[list[Chunk]] = []
    for start in range(0, len(order), 512):
        pool = sorted(order[start : start + 512], key=lambda chunk: len(chunk.forms))
        while pool:
            count = max(int(size / (1.65 * len(pool[-1].forms) + 2)), 1)
            found.append(pool[-count:])
            pool = pool[:-count]
    if rng is not None:
        rng.shuffle(found)
    return found


def _optimizer(network: NamesNetwork, joint: Joint) -> torch.optim.AdamW:
    encoder = {id(parameter) for parameter in network.bert.parameters()}
    groups = [
        {
            "params": [parameter],
            "rate": joint.rate if id(parameter) in encoder else joint.head_rate,
            "weight_decay": joint.decay if parameter.ndim > 1 else 0.0,
        }
        for parameter in network.parameters()
        if parameter.requires_grad
    ]
    return torch.optim.AdamW(groups, lr=joint.rate, betas=(0.9, 0.98))
