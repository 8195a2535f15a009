"""Teach a network of fewer layers the sentence vectors of the whole one.

The student reads a window of whole
sentences in one pass; the mean over the pieces of a sentence shall be what the teacher says of that
sentence alone (Hinton et al., 2015; Reimers and Gurevych, 2020, for vectors of sentences). What was
done is kept in the folder `work`, and a stopped run continues.
"""

from __future__ import annotations

import itertools
import json
import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from wordfreq import top_n_list

from models.recipe.bert import Bert, pretrained
from models.recipe.e5 import Weights
from models.recipe.pieces import build_tokenizer, prune
from models.recipe.targets import target_vectors
from models.recipe.teacher import Teacher
from models.recipe.unlabelled import read_unlabelled
from models.recipe.windows import (
    Batch,
    Corpus,
    build_corpus,
    collate,
    load_corpus,
    means,
    plan,
    read_documents,
    write_documents,
)

log = logging.getLogger("recipe")


@dataclass(frozen=True)
class Distillation:
    """Everything that decides how the student comes out; sizes are in pieces."""

    layers: tuple[int, ...] = (1, 3, 5, 7, 9, 11)
    """Those of the teacher that the student starts from."""
    steps: int = 1800
    batch: int = 4096
    rate: float = 5e-4
    warm: int = 200
    decay: float = 0.01
    seed: int = 1
    words: int = 60_000
    """Common words whose pieces are kept beside those of the texts."""


SETTINGS = Distillation()
_SAVED = 100
_MEASURED = 500
_MIDDLE = 20


class Prepared:
    """The corpus, its pieces and the teacher's vectors, made once in the folder `work`."""

    def __init__(self, data: Path, work: Path, settings: Distillation = SETTINGS) -> None:
        self.weights = Weights()
        work.mkdir(parents=True, exist_ok=True)
        documents = work / "documents.jsonl"
        if not documents.exists():
            write_documents(read_unlabelled(data), documents)
        self.tokenizer_path, kept = work / "tokenizer.json", work / "kept.npy"
        if not kept.exists():
            sentences = (s for d in read_documents(documents) for s in d.sentences)
            words = top_n_list("pl", settings.words)
            texts = itertools.chain(sentences, words, ("query:", "passage:"))
            pieces, numbers = prune(self.weights.pieces, texts)
            build_tokenizer(pieces).save(str(self.tokenizer_path))
            np.save(kept, numbers)
        self.kept: NDArray[np.int64] = np.load(kept)
        self.tokenizer = Tokenizer.from_file(str(self.tokenizer_path))
        corpus = work / "corpus.npz"
        if not corpus.exists():
            build_corpus(read_documents(documents), self.tokenizer).save(corpus)
        self.corpus = load_corpus(corpus)
        self.targets = target_vectors(self.corpus, self.teacher(exact=False), work / "targets.npy")

    def teacher(self, *, exact: bool) -> Teacher:
        """Build the network of all twelve layers."""
        return Teacher(pretrained(self.weights, self.kept), self.tokenizer, exact=exact)

    def student(self, layers: Sequence[int]) -> Bert:
        """Build a network that starts from some of the layers; its pieces are not trained.

        So pieces that the texts have seldom stay where the others expect them, and they can be
        kept in four bits as they came.
        """
        student = pretrained(self.weights, self.kept, layers)
        student.pieces.weight.requires_grad_(False)
        return student


class Distiller:
    """A student in training.

    Parameters
    ----------
    prepared : Prepared
        What it learns from.
    folder : Path
        For checkpoints and the log.
    settings : Distillation
        How.
    """

    def __init__(self, prepared: Prepared, folder: Path, settings: Distillation) -> None:
        torch.manual_seed(settings.seed)
        self.settings = settings
        self.corpus, self.targets = prepared.corpus, prepared.targets
        self.student = prepared.student(settings.layers)
        self.optimizer = _optimizer(self.student, settings)
        self.step = 0
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        learned = self.corpus.numbers(kept=False)
        sample = self.targets[learned[:: max(len(learned) // 20_000, 1)]].astype(np.float32)
        self.spread = float(((sample - sample.mean(axis=0)) ** 2).sum(axis=1).mean())

    def run(self) -> None:
        """Train to the end, from the last checkpoint if there is one."""
        self._load()
        losses: list[float] = []
        begun = time.monotonic()
        for batch in self.batches():
            losses.append(self._update(batch))
            self.step += 1
            last = self.step == self.settings.steps
            if self.step % _SAVED == 0 or last:
                self._save()
                seconds = (time.monotonic() - begun) / len(losses)
                self._log({"loss": float(np.mean(losses)), "seconds": seconds})
                losses, begun = [], time.monotonic()
            if self.step % _MEASURED == 0 or last:
                self._log(self.measure())

    def batches(self) -> Iterator[Batch]:
        """Give the batches from the present step on; every epoch has its own random numbers."""
        done = 0
        for epoch in itertools.count():
            rng = random.Random(f"{self.settings.seed}.{epoch}")  # noqa: S311 (an order)
            groups = plan(self.corpus, self.settings.batch, rng, kept=False)
            for group in groups:
                if done >= self.settings.steps:
                    return
                if done >= self.step:
                    yield collate(self.corpus, group)
                done += 1

    def _rate(self) -> float:
        """Give the rate of this step: it does not fall, as the training that follows lets it."""
        return self.settings.rate * min((self.step + 1) / self.settings.warm, 1.0)

    def _update(self, batch: Batch) -> float:
        for group in self.optimizer.param_groups:
            group["lr"] = self._rate()
        loss = self.loss(batch).mean()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
        self.optimizer.step()
        return float(loss.detach())

    def loss(self, batch: Batch) -> Tensor:
        """Give the squared distance to the teacher as a share of the variance, for each sentence.

        A student that always gave the mean vector would have 1.
        """
        wanted = torch.from_numpy(self.targets[batch.sentences].astype(np.float32))
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.student(batch.ids, batch.mask)
        vectors = nn.functional.normalize(means(hidden, batch), dim=-1)
        return (vectors - wanted).square().sum(dim=-1) / self.spread

    @torch.inference_mode()
    def middle(self) -> Tensor:
        """Give the mean vector of the pieces of some batches, shape (width,)."""
        total, count = torch.zeros(self.student.shape.width), 0
        for batch in itertools.islice(self.batches(), _MIDDLE):
            hidden = self.student(batch.ids, batch.mask)[batch.owners >= 0]
            total += hidden.sum(dim=0)
            count += len(hidden)
        return total / count

    @torch.inference_mode()
    def measure(self) -> dict[str, float]:
        """Give the loss on the documents that are kept, sentences of texts and words apart."""
        rng = random.Random(0)  # noqa: S311 (an order)
        losses: dict[bool, list[float]] = {False: [], True: []}
        words = _first_word(self.corpus)
        for group in plan(self.corpus, self.settings.batch, rng, kept=True):
            batch = collate(self.corpus, group)
            for number, loss in zip(batch.sentences, self.loss(batch).tolist(), strict=True):
                losses[bool(number >= words)].append(loss)
        return {
            "kept_sentences": float(np.mean(losses[False])),
            "kept_words": float(np.mean(losses[True])),
        }

    def _save(self) -> None:
        state = {
            "step": self.step,
            "student": self.student.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        part = self.folder / "last.pt.part"
        torch.save(state, part)
        part.rename(self.folder / "last.pt")

    def _load(self) -> None:
        path = self.folder / "last.pt"
        if path.exists():
            state = torch.load(path, mmap=True)
            self.student.load_state_dict(state["student"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]

    def _log(self, figures: dict[str, float]) -> None:
        log.info("step %d of %d: %s", self.step, self.settings.steps, figures)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps({"step": self.step, "rate": self._rate(), **figures}) + "\n")


def _first_word(corpus: Corpus) -> int:
    """Give the number of the first sentence that is a single word or phrase; they stand last."""
    sizes = np.diff(corpus.documents)
    alone = int(np.argmax(np.cumsum(sizes[::-1] > 1) > 0))
    return int(corpus.documents[len(sizes) - alone])


def _optimizer(student: Bert, settings: Distillation) -> torch.optim.AdamW:
    trained = [parameter for parameter in student.parameters() if parameter.requires_grad]
    matrices = [parameter for parameter in trained if parameter.ndim > 1]
    others = [parameter for parameter in trained if parameter.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": settings.decay},
        {"params": others, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=settings.rate, betas=(0.9, 0.98))
