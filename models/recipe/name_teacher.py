"""Teach an encoder names and sentence starts: ``python -m models.recipe.name_teacher``.

Beside the encoder's vector of a word stands what the dictionary says of it; one bidirectional LSTM
reads both (Huang et al., 2015), and a chain over BILUO labels decides. A stopped run continues.
"""

from __future__ import annotations

import argparse
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

from models.recipe.augment import drop_features
from models.recipe.bert import Bert, pretrained
from models.recipe.chain import Chain
from models.recipe.corpora import Text, read_nkjp
from models.recipe.e5 import Weights
from models.recipe.evaluate import Score, spans
from models.recipe.examples import KINDS, NER_LABELS, held_out
from models.recipe.name_windows import (
    Features,
    NameBatch,
    Passage,
    collate_names,
    groups,
    passages,
)
from models.recipe.settings import SETTINGS as MODEL
from skrot.annotate.network.crf import allowed_transitions, viterbi

log = logging.getLogger("recipe")


@dataclass(frozen=True)
class NameTraining:
    """Everything that decides how a teacher of names comes out."""

    epochs: int = 4
    batch: int = 4096
    """Pieces in a batch."""
    size: int = 110
    """Words in a passage, about."""
    rate: float = 1.5e-4
    """Of the encoder's last layer."""
    fall: float = 0.85
    """How much lower the rate of a layer is than that of the one above."""
    head_rate: float = 2e-3
    lstm: int = 200
    dropout: float = 0.3
    hidden_words: float = 1.0
    least: int = 2
    starts_weight: float = 0.5
    kinds_weight: float = 0.3
    warm: float = 0.05
    decay: float = 0.01
    seed: int = 1


_SAVED = 50


class NameNetwork(nn.Module):
    """Encoder, tables of features, an LSTM in each direction, and three heads.

    Parameters
    ----------
    bert : Bert
        The encoder.
    sizes : sequence of int
        Rows of the tables of features.
    widths : sequence of int
        Their columns.
    training : NameTraining
        Sizes.
    """

    def __init__(
        self, bert: Bert, sizes: Sequence[int], widths: Sequence[int], training: NameTraining
    ) -> None:
        super().__init__()
        self.bert = bert
        self.tables = nn.ModuleList(nn.Embedding(n, w) for n, w in zip(sizes, widths, strict=True))
        for weight in self.tables.parameters():
            nn.init.normal_(weight, std=0.1)
        width = bert.shape.width + sum(widths)
        self.dropout = nn.Dropout(training.dropout)
        self.ahead = nn.LSTM(width, training.lstm, batch_first=True)
        self.behind = nn.LSTM(width, training.lstm, batch_first=True)
        self.names = nn.Linear(2 * training.lstm, len(NER_LABELS))
        self.starts = nn.Linear(2 * training.lstm, 1)
        self.kinds = nn.Linear(2 * training.lstm, len(KINDS))
        self.chain = Chain(allowed_transitions(NER_LABELS))

    def forward(self, batch: NameBatch) -> Tensor:
        """Give what the heads read of each word, shape (passages, words, 2 * lstm)."""
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.bert(batch.ids, batch.ids != 1)
        pieces = hidden.float()
        first = pieces.gather(1, batch.first[..., None].expand(-1, -1, pieces.shape[-1]))
        last = pieces.gather(1, batch.last[..., None].expand(-1, -1, pieces.shape[-1]))
        told = [table(batch.rows[..., n]) for n, table in enumerate(self.tables)]
        words = self.dropout(torch.cat([(first + last) / 2, *told], dim=-1))
        back = _backwards(batch.mask)
        turned = words.gather(1, back.expand_as(words))
        ahead, behind = self.ahead(words)[0], self.behind(turned)[0]
        read = torch.cat([ahead, behind.gather(1, back.expand_as(behind))], dim=-1)
        vectors: Tensor = self.dropout(read)
        return vectors


def _backwards(mask: Tensor) -> Tensor:
    """Give for each word the place of the one as far from the other end, shape (…, words, 1).

    What is padded stays where it is. (PyTorch's own packing makes training ten times slower.)
    """
    places = torch.arange(mask.shape[1]).expand(mask.shape)
    return torch.where(mask, mask.sum(dim=1, keepdim=True) - 1 - places, places)[..., None]


class NameTeacher:
    """A network of names in training.

    Parameters
    ----------
    bert : Bert
        The encoder to start from.
    tokenizer : Tokenizer
        Its pieces.
    texts : list of Text
        NKJP; some documents are kept for tuning.
    folder : Path
        For checkpoints and the log.
    training : NameTraining
        How.
    """

    def __init__(
        self,
        bert: Bert,
        tokenizer: Tokenizer,
        texts: list[Text],
        folder: Path,
        training: NameTraining,
    ) -> None:
        torch.manual_seed(training.seed)
        self.training, self.folder, self.tokenizer = training, folder, tokenizer
        folder.mkdir(parents=True, exist_ok=True)
        self.tuning = [text for text in texts if held_out(text.name, MODEL.tuning_share)]
        learned = [text for text in texts if not held_out(text.name, MODEL.tuning_share)]
        self.passages = list(passages(learned, tokenizer, training.size))
        self.features = Features(self.passages, tuple(MODEL.widths), training.least)
        bert.pieces.weight.requires_grad_(False)
        widths = tuple(MODEL.widths.values())
        self.network = NameNetwork(bert, self.features.sizes, widths, training)
        self.optimizer = torch.optim.AdamW(_groups(self.network, training), betas=(0.9, 0.98))
        self.plans = [self._plan(epoch) for epoch in range(training.epochs)]
        self.steps = sum(map(len, self.plans))
        self.step = 0

    def _plan(self, epoch: int) -> list[list[int]]:
        rng = random.Random(f"{self.training.seed}.{epoch}")  # noqa: S311 (an order)
        return groups(self.passages, self.training.batch, rng)

    def run(self) -> None:
        """Train to the end, from the last checkpoint if there is one."""
        self._load()
        losses: list[float] = []
        begun = time.monotonic()
        ends = set(np.cumsum([len(plan) for plan in self.plans]).tolist())
        for chosen in [group for plan in self.plans for group in plan][self.step :]:
            losses.append(self._update(chosen))
            self.step += 1
            if self.step % _SAVED == 0 or self.step in ends:
                self._save()
                seconds = (time.monotonic() - begun) / len(losses)
                self._log({"loss": float(np.mean(losses)), "seconds": seconds})
                losses, begun = [], time.monotonic()
            if self.step in ends:
                self._log(self.evaluate(self.tuning))

    def _update(self, chosen: list[int]) -> float:
        done = self.step / self.steps
        factor = min(done / self.training.warm + 0.02, 1.0) * (1.0 - done)
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * factor
        generator = np.random.default_rng([self.training.seed, self.step])
        picked = [self.passages[n] for n in chosen]
        features = drop_features(
            [passage.features for passage in picked], generator, self.training.hidden_words
        )
        batch = collate_names(picked, [self.features.rows(rows) for rows in features])
        self.network.train()
        loss = self._loss(batch)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]  # torch's is untyped
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        return float(loss.detach())

    def _loss(self, batch: NameBatch) -> Tensor:
        network, mask = self.network, batch.mask
        vectors = network(batch)
        words = mask.sum()
        names = network.chain.loss(network.names(vectors), batch.names, mask).sum() / words
        inner = mask.clone()
        inner[:, 0] = False  # a passage begins with a sentence
        starts = nn.functional.binary_cross_entropy_with_logits(
            network.starts(vectors)[..., 0][inner], batch.starts[inner]
        )
        kinds = nn.functional.cross_entropy(network.kinds(vectors)[mask], batch.kinds[mask])
        weighted = self.training.starts_weight * starts + self.training.kinds_weight * kinds
        total: Tensor = names + weighted
        return total

    @torch.inference_mode()
    def predict(self, texts: Sequence[Text]) -> Iterator[tuple[Passage, NDArray[np.int64], Tensor]]:
        """Give the passages of texts with the best labels and the logits of sentence starts."""
        self.network.eval()
        found = list(passages(texts, self.tokenizer, self.training.size))
        links = self.network.chain.scores().numpy().astype(np.float64)
        for chosen in groups(found, self.training.batch):
            picked = [found[n] for n in chosen]
            rows = [self.features.rows(passage.features) for passage in picked]
            batch = collate_names(picked, rows)
            vectors = self.network(batch)
            scores = self.network.names(vectors).numpy().astype(np.float64)
            starts = self.network.starts(vectors)[..., 0]
            for n, passage in enumerate(picked):
                count = len(passage.names)
                path = viterbi(scores[n, :count], links, [count])
                yield passage, path, starts[n, :count]

    def evaluate(self, texts: Sequence[Text]) -> dict[str, float]:
        """Measure names, by characters, exact and by label, and sentence starts inside passages."""
        exact, starts = Score(), Score()
        found: set[tuple[int, int, int, str]] = set()
        for passage, path, logits in self.predict(texts):
            for a, b, kind in spans(path, NER_LABELS):
                begin, end = int(passage.offsets[a, 0]), int(passage.offsets[b - 1, 1])
                found.add((passage.document, begin, end, kind))
            here = (passage.document, int(passage.offsets[0, 0]))
            starts.add(
                {(*here, int(n)) for n in np.nonzero(logits[1:].numpy() > 0)[0]},
                {(*here, int(n)) for n in np.nonzero(passage.starts[1:])[0]},
            )
        gold = {(n, *entity) for n, text in enumerate(texts) for entity in text.entities}
        exact.add(set(found), set(gold))
        figures = {"names_exact": exact.f, "names_overlapping": overlapping_f(found, gold)}
        for kind in sorted({entity[3] for entity in gold}):
            score = Score()
            score.add({e for e in found if e[3] == kind}, {e for e in gold if e[3] == kind})
            figures[kind] = score.f
        return {**figures, "starts": starts.f}

    def _save(self) -> None:
        state = {
            "step": self.step,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }
        part = self.folder / "last.pt.part"
        torch.save(state, part)
        part.rename(self.folder / "last.pt")

    def _load(self) -> None:
        path = self.folder / "last.pt"
        if path.exists():
            state = torch.load(path)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = state["step"]

    def _log(self, figures: dict[str, float]) -> None:
        log.info("step %d of %d: %s", self.step, self.steps, figures)
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps({"step": self.step, **figures}) + "\n")


def overlapping_f(
    found: set[tuple[int, int, int, str]], gold: set[tuple[int, int, int, str]]
) -> float:
    """Give F where a name counts that touches one of its label on the other side."""
    precision = _touching(found, gold) / max(len(found), 1)
    recall = _touching(gold, found) / max(len(gold), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _touching(names: set[tuple[int, int, int, str]], others: set[tuple[int, int, int, str]]) -> int:
    places: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for document, start, end, label in others:
        places.setdefault((document, label), []).append((start, end))
    return sum(
        any(start < stop and begin < end for begin, stop in places.get((document, label), []))
        for document, start, end, label in names
    )


def _groups(network: NameNetwork, training: NameTraining) -> list[dict[str, object]]:
    """Give every layer its rate: the lower, the lower."""
    encoder = network.bert
    rates: dict[int, float] = {}
    count = len(encoder.layers)
    for n, layer in enumerate(encoder.layers):
        for parameter in layer.parameters():
            rates[id(parameter)] = training.rate * training.fall ** (count - 1 - n)
    for parameter in (*encoder.positions.parameters(), *encoder.norm.parameters()):
        rates[id(parameter)] = training.rate * training.fall**count
    return [
        {
            "params": [parameter],
            "rate": rates.get(id(parameter), training.head_rate),
            "weight_decay": training.decay if parameter.ndim > 1 else 0.0,
        }
        for parameter in network.parameters()
        if parameter.requires_grad
    ]


def main() -> None:
    """Read the command line and train; or only measure a training that is done."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ner/")
    parser.add_argument("--work", type=Path, default=Path("build/model/encoder"))
    parser.add_argument("--name", default="names12", help="of the folder for checkpoints in WORK")
    parser.add_argument("--student", type=Path, help="weights of a student to start from")
    parser.add_argument("--epochs", type=int, default=NameTraining.epochs)
    parser.add_argument("--measure", action="store_true", help="on nkjp_dev; do not train")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    kept = np.load(given.work / "kept.npy")
    layers = None
    if given.student is not None:
        state = torch.load(given.student)
        count = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
        layers = range(count)
    bert = pretrained(Weights(), kept, layers)
    if given.student is not None:
        bert.load_state_dict(state)
    teacher = NameTeacher(
        bert,
        Tokenizer.from_file(str(given.work / "tokenizer.json")),
        list(read_nkjp(given.data / "ner/nkjp_train.iob.xz")),
        given.work / given.name,
        NameTraining(epochs=given.epochs),
    )
    if given.measure:
        teacher._load()
        texts = list(read_nkjp(given.data / "ner/nkjp_dev.iob.xz"))
        teacher._log({"dev": True, **teacher.evaluate(texts)})
    else:
        teacher.run()


if __name__ == "__main__":
    main()
