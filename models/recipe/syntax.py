"""Teach a reader tags and dependencies over the finished encoder.

Tags come from the treebanks, and from the National Corpus as sets that the dictionary allows
(partial labels); dependencies from the treebanks, by biaffine products (Dozat and Manning, 2017).
"""

from __future__ import annotations

import itertools
import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.recipe.evaluate import pos_of
from models.recipe.examples import RELATIONS, allowed
from models.recipe.reader import Known, Reader, Size, head
from models.recipe.vectored import Vectored, batches, collate
from skrot.annotate.trees import best_tree

log = logging.getLogger("recipe")


@dataclass(frozen=True)
class SyntaxTraining:
    """Everything that decides how a reader of syntax comes out."""

    epochs: int = 3
    """Over the National Corpus."""
    often: int = 4
    """How many times as often the treebanks are read."""
    words: int = 3000
    """In a batch."""
    sizes: tuple[int, int] = (20, 80)
    rate: float = 2e-3
    warm: int = 100
    decay: float = 0.01
    hidden_words: float = 1.0
    arc: int = 160
    relation: int = 64
    tags: int = 160
    seed: int = 1
    size: Size = field(default_factory=lambda: Size(dropout=0.33))
    gold: float = 2.0
    """How much a tag of the treebanks weighs beside what the dictionary allows."""


class SyntaxReader(nn.Module):
    """A reader with heads for tags and for dependencies."""

    def __init__(
        self, encoded: int, known: Known, widths: Sequence[int], tags: int, t: SyntaxTraining
    ) -> None:
        super().__init__()
        out, dropout = t.size.out, t.size.dropout
        self.reader = Reader(encoded, known.sizes, widths, t.size)
        self.tags = head(out, t.tags, tags, dropout)
        self.arc_tail, self.arc_head = _half(out, t.arc, dropout), _half(out, t.arc, dropout)
        self.relation_tail = _half(out, t.relation, dropout)
        self.relation_head = _half(out, t.relation, dropout)
        self.arcs = nn.Parameter(torch.zeros(t.arc + 1, t.arc))
        size = t.relation + 1
        self.relations = nn.Parameter(torch.zeros(len(RELATIONS), size, size))
        nn.init.xavier_uniform_(self.arcs)
        nn.init.normal_(self.relations, std=0.02)

    def arc_scores(self, read: Tensor, apart: Tensor) -> Tensor:
        """Score heads, shape (texts, words, words); `apart` are pairs of different sentences."""
        tails = _with_one(self.arc_tail(read))
        scores: Tensor = tails @ self.arcs @ self.arc_head(read).transpose(1, 2)
        return scores.masked_fill(apart, -1e4)

    def relation_scores(self, read: Tensor, rows: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of words to given heads, shape (pairs, relations)."""
        tails = _with_one(self.relation_tail(read[rows, words]))
        given = _with_one(self.relation_head(read[rows, heads]))
        return torch.einsum("pi,lij,pj->pl", tails, self.relations, given)


def _half(width: int, out: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(dropout))


def _with_one(rows: Tensor) -> Tensor:
    return torch.cat([rows, torch.ones_like(rows[..., :1])], dim=-1)


class Gold(NamedTuple):
    """What is to be learned of a batch."""

    tags: Tensor
    """Which tags are right, shape (texts, words, tags)."""
    weights: Tensor
    """Of the tags of words, shape (texts, words)."""
    heads: Tensor
    """-1 where nothing is known, shape (texts, words)."""
    relations: Tensor
    apart: Tensor
    """Which pairs are of different sentences, shape (texts, words, words)."""


class SyntaxExamples(NamedTuple):
    """Texts to learn from."""

    treebanks: Sequence[Vectored]
    """With dependencies; none is cut."""
    tuning: Sequence[Vectored]
    """With dependencies, to measure on."""
    corpus: Sequence[Vectored]
    """With the tags that the dictionary allows."""


class SyntaxTrainer:
    """A reader of syntax in training.

    Parameters
    ----------
    known, widths : Known, sequence of int
        Of the features.
    tags : tuple of str
        The tags.
    examples : SyntaxExamples
        What it learns from.
    training : SyntaxTraining
        How.
    """

    def __init__(
        self,
        known: Known,
        widths: Sequence[int],
        tags: tuple[str, ...],
        examples: SyntaxExamples,
        training: SyntaxTraining,
    ) -> None:
        torch.manual_seed(training.seed)
        self.known, self.tags, self.training = known, tags, training
        self.treebanks, self.tuning, self.corpus = examples
        self._column = {tag: n for n, tag in enumerate(tags)}
        encoded = self.tuning[0].vectors.shape[1]
        self.network = SyntaxReader(encoded, known, widths, len(tags), training)
        decayed = [p for p in self.network.parameters() if p.ndim > 1]
        others = [p for p in self.network.parameters() if p.ndim < 2]
        groups = [{"params": decayed, "weight_decay": training.decay}, {"params": others}]
        self.optimizer = torch.optim.AdamW(groups, lr=training.rate, betas=(0.9, 0.98))

    def run(self) -> None:
        """Train to the end."""
        t = self.training
        plan = [self._epoch(epoch) for epoch in range(t.epochs)]
        steps, step = sum(map(len, plan)), 0
        for epoch, (order, rng) in enumerate(zip(plan, self._random(), strict=False)):
            generator = np.random.default_rng(rng.randrange(2**32))
            losses: list[list[float]] = []
            for batch in order:
                rate = min((step + 1) / t.warm, 1.0) * (1 - step / steps)
                for group in self.optimizer.param_groups:
                    group["lr"] = t.rate * rate
                losses.append(self._update(batch, generator))
                step += 1
            means = np.mean(losses, axis=0).round(4).tolist()
            log.info("epoch %d: %s %s", epoch, means, self.evaluate(self.tuning))

    def _random(self) -> list[random.Random]:
        seeds = range(self.training.epochs)
        return [random.Random(f"{self.training.seed}.{n}") for n in seeds]  # noqa: S311 (an order)

    def _epoch(self, epoch: int) -> list[list[Vectored]]:
        t = self.training
        rng = self._random()[epoch]
        parts = [part for text in self.corpus for part in text.parts(rng, t.sizes)]
        found = batches(parts, t.words, rng)
        for _ in range(t.often):
            found += batches(list(self.treebanks), t.words, rng)
        rng.shuffle(found)
        return found

    def gold(self, texts: Sequence[Vectored]) -> Gold:
        """Put what is to be learned side by side."""
        shape = (len(texts), max(len(text.vectors) for text in texts))
        tags = np.ones((*shape, len(self.tags)), dtype=np.bool_)
        weights = np.zeros(shape, dtype=np.float32)
        heads, relations = np.full(shape, -1, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        sentence = np.zeros(shape, dtype=np.int64)
        for n, (chunk, _) in enumerate(texts):
            count = len(chunk.forms)
            weights[n, :count] = self.training.gold if chunk.gold_tags else 1.0
            sentence[n, :count] = 1 + np.cumsum(chunk.starts)
            for at, labels in enumerate(chunk.tags):
                columns = [self._column[label] for label in labels if label in self._column]
                if columns:
                    tags[n, at] = False
                    tags[n, at, columns] = True
            if chunk.heads is not None and chunk.relations is not None:
                heads[n, :count], relations[n, :count] = chunk.heads, chunk.relations
        apart = sentence[:, :, None] != sentence[:, None, :]
        return Gold(*map(torch.from_numpy, (tags, weights, heads, relations, apart)))

    def _update(self, texts: Sequence[Vectored], generator: np.random.Generator) -> list[float]:
        network = self.network.train()
        vectors, words = collate(texts, self.known, (generator, self.training.hidden_words))
        gold = self.gold(texts)
        read = network.reader(vectors, words)
        there = words.mask
        scores = network.tags(read[there])
        good = scores.masked_fill(~gold.tags[there], -1e4)
        wrong = (scores.logsumexp(-1) - good.logsumexp(-1)) * gold.weights[there]
        parts = [wrong.sum() / there.sum()]
        rows, at = torch.nonzero(gold.heads >= 0, as_tuple=True)
        if len(rows):
            heads = gold.heads[rows, at]
            arcs = network.arc_scores(read, gold.apart)[rows, at]
            parts.append(functional.cross_entropy(arcs, heads))
            named = heads != at
            rows, at, heads = rows[named], at[named], heads[named]
            related = network.relation_scores(read, rows, at, heads)
            parts.append(functional.cross_entropy(related, gold.relations[rows, at]))
        total = torch.stack(parts).sum()
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        self.optimizer.step()
        return [*(float(part.detach()) for part in parts), *([0.0] * (3 - len(parts)))]

    @torch.inference_mode()
    def evaluate(self, texts: Sequence[Vectored]) -> dict[str, float]:
        """Give the shares of right tags and parts of speech, heads, and heads with relations."""
        network = self.network.eval()
        right = {"tags": 0, "pos": 0, "uas": 0, "las": 0}
        seen = depend = 0
        for batch in batches(list(texts), self.training.words, None):
            vectors, words = collate(batch, self.known, None)
            gold = self.gold(batch)
            read = network.reader(vectors, words)
            tags = network.tags(read).numpy()
            arcs = network.arc_scores(read, gold.apart).numpy()
            for n, (chunk, _) in enumerate(batch):
                for at, labels in enumerate(chunk.tags):
                    if len(labels) == 1:
                        best = self._best(chunk.forms, at, tags[n, at])
                        seen += 1
                        right["tags"] += best == labels[0]
                        right["pos"] += pos_of(best) == pos_of(labels[0])
                if chunk.heads is None or chunk.relations is None:
                    continue
                heads = self._heads(chunk.starts, arcs[n])
                places = torch.arange(len(heads))
                related = network.relation_scores(
                    read, torch.full_like(places, n), places, torch.from_numpy(heads)
                ).numpy()
                related[:, 0] = -np.inf
                kinds = np.where(heads == np.arange(len(heads)), 0, related.argmax(axis=1))
                known = (chunk.heads >= 0) & (chunk.relations != RELATIONS.index("punct"))
                depend += int(known.sum())
                same = known & (heads == chunk.heads)
                right["uas"] += int(same.sum())
                right["las"] += int((same & (kinds == chunk.relations)).sum())
        counts = {"tags": seen, "pos": seen, "uas": depend, "las": depend}
        return {name: round(right[name] / max(counts[name], 1), 4) for name in right}

    def _heads(self, starts: np.ndarray, arcs: np.ndarray) -> np.ndarray:
        places = np.nonzero(starts)[0]
        edges = [0, *(int(n) for n in places if n), len(starts)]
        found = np.arange(len(starts))
        for begin, end in itertools.pairwise(edges):
            found[begin:end] = begin + best_tree(arcs[begin:end, begin:end])
        return found

    def _best(self, forms: Sequence[str], at: int, scores: np.ndarray) -> str:
        after = forms[at + 1] if at + 1 < len(forms) else ""
        given = [
            self._column[x]
            for x in allowed(forms[at], "." if after == "." else "")
            if x in self._column
        ]
        columns = given or list(range(len(self.tags)))
        return self.tags[max(columns, key=lambda n: scores[n])]
