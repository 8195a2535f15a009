"""The network while it is trained: one encoder, heads for names, sentence starts and tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from crf import gradients
from examples import Chunk
from numpy.typing import NDArray
from settings import Settings
from thinc.api import Adam, Model, set_dropout_rate

from pipeline.annotate.crf import allowed_transitions, viterbi
from pipeline.annotate.features import vector_key
from pipeline.annotate.layers import build_encoder, build_head

Features = list[NDArray[np.uint64]]


class Network:
    """Encoder and heads with one optimizer; weights are averaged over the last steps."""

    def __init__(
        self, names: tuple[str, ...], tags: tuple[str, ...], settings: Settings, vectors
    ) -> None:
        np.random.seed(settings.seed)
        self.names = names
        self.tags = tags
        self.settings = settings
        s = settings
        self.encoder = build_encoder(
            width=s.width,
            depth=s.depth,
            embed_width=s.embed_width,
            rows=s.rows,
            vectors=len(vectors["table"]),
            vector_width=s.vector_width,
        )
        self.heads = {
            "names": build_head(s.width, s.hidden, len(names)),
            "starts": build_head(s.width, s.hidden // 2, 1),
            "tags": build_head(s.width, s.hidden * 2, len(tags)),
        }
        sample = np.zeros((2, s.width), dtype="f")
        for head in self.heads.values():
            head.initialize(X=sample)
        self.encoder.initialize()
        set_vectors(self.encoder, vectors)
        self.forbidden = np.where(allowed_transitions(names), 0.0, -np.inf)
        self.transitions: Model[None, None] = Model(
            "transitions",
            lambda m, x, t: (x, lambda d: d),
            params={"W": np.zeros((len(names), len(names)), dtype="f")},
        )
        self.index = {label: n for n, label in enumerate(tags)}
        self.masks: dict[tuple[str, ...], NDArray[np.bool_]] = {}
        self.optimizer = Adam(s.rate, L2=1e-6, grad_clip=1.0, use_averages=True)

    def models(self) -> list[Model]:  # type: ignore[type-arg]
        """All parts that have weights."""
        return [self.encoder, *self.heads.values(), self.transitions]

    def update(self, chunks: list[Chunk], features: Features, progress: float) -> dict[str, float]:
        """Take one step; ``progress`` (0 to 1) sets the rate: warm-up, then linearly down."""
        s = self.settings
        self.optimizer.learn_rate = s.rate * min(progress / 0.03 + 0.01, 1.0) * (1.02 - progress)
        for model in (self.encoder, *self.heads.values()):
            set_dropout_rate(model, s.dropout)
        encoded, backprop = self.encoder.begin_update(features)
        vectors = np.concatenate(encoded)
        total = np.zeros_like(vectors)
        losses: dict[str, float] = {}
        for name, learn in (
            ("names", self._learn_names),
            ("starts", self._learn_starts),
            ("tags", self._learn_tags),
        ):
            scores, backprop_head = self.heads[name].begin_update(vectors)
            d_scores, losses[name] = learn(chunks, scores)
            total += backprop_head(d_scores.astype("f"))
        backprop(np.split(total, np.cumsum([len(c.forms) for c in chunks])[:-1]))
        for model in self.models():
            model.finish_update(self.optimizer)
        self.optimizer.step_schedules()
        return losses

    def _learn_names(self, chunks: list[Chunk], scores: NDArray) -> tuple[NDArray, float]:  # type: ignore[type-arg]
        ends = np.cumsum([len(c.forms) for c in chunks])
        marked = [n for n, c in enumerate(chunks) if c.names is not None]
        d_scores = np.zeros(scores.shape)
        if not marked:
            return d_scores, 0.0
        lengths = np.array([len(chunks[n].forms) for n in marked])
        padded = np.zeros((len(marked), lengths.max(), scores.shape[1]))
        gold = np.zeros(padded.shape[:2], dtype=np.int64)
        for row, n in enumerate(marked):
            padded[row, : lengths[row]] = scores[ends[n] - lengths[row] : ends[n]]
            gold[row, : lengths[row]] = chunks[n].names
        links = self.transitions.get_param("W") + self.forbidden
        d_padded, d_links, loss = gradients(padded, links, gold, lengths)
        weight = self.settings.names_weight / lengths.sum()
        for row, n in enumerate(marked):
            d_scores[ends[n] - lengths[row] : ends[n]] = d_padded[row, : lengths[row]] * weight
        self.transitions.inc_grad("W", (d_links * weight).astype("f"))
        return d_scores, loss / lengths.sum()

    def _learn_starts(self, chunks: list[Chunk], scores: NDArray) -> tuple[NDArray, float]:  # type: ignore[type-arg]
        gold = np.concatenate([c.starts for c in chunks])
        guess = 1.0 / (1.0 + np.exp(-scores[:, 0].astype(np.float64)))
        difference = guess - gold
        difference[np.cumsum([0] + [len(c.forms) for c in chunks[:-1]])] = 0.0
        weight = self.settings.starts_weight / len(gold)
        loss = -np.log(np.clip(np.where(gold, guess, 1 - guess), 1e-9, 1)).mean()
        return (difference * weight)[:, None], float(loss)

    def _mask(self, labels: tuple[str, ...]) -> NDArray[np.bool_]:
        if labels not in self.masks:
            mask = np.zeros(len(self.tags), dtype=np.bool_)
            known = [self.index[label] for label in labels if label in self.index]
            mask[known if known else slice(None)] = True
            self.masks[labels] = mask
        return self.masks[labels]

    def _learn_tags(self, chunks: list[Chunk], scores: NDArray) -> tuple[NDArray, float]:  # type: ignore[type-arg]
        mask = np.stack([self._mask(labels) for c in chunks for labels in c.tags])
        weights = np.concatenate(
            [np.full(len(c.forms), 2.0 if c.gold_tags else 1.0) for c in chunks]
        )
        peak = np.exp(scores - scores.max(axis=1, keepdims=True))
        inside = peak * mask
        all_mass, good_mass = peak.sum(axis=1, keepdims=True), inside.sum(axis=1, keepdims=True)
        good_mass = np.maximum(good_mass, 1e-30)
        d_scores = peak / all_mass - inside / good_mass
        loss = float(np.mean(np.log(all_mass / good_mass)))
        return d_scores * (weights * self.settings.tags_weight / len(weights))[:, None], loss

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Use the running mean of the weights inside the block."""
        averages = self.optimizer.averages or {}
        contexts = [m.use_params(averages) for m in self.models()]
        for context in contexts:
            context.__enter__()
        yield
        for context in reversed(contexts):
            context.__exit__(None, None, None)

    def evaluate(self, tuning: list[Chunk], words: list[Chunk]) -> str:
        """Report names, starts and tags on chunks held out from training."""
        right = guessed = true = 0
        hit = said = there = 0
        links = self.transitions.get_param("W") + self.forbidden
        for at in range(0, len(tuning), 40):
            batch = tuning[at : at + 40]
            for chunk, vectors in zip(
                batch, self.encoder.predict([c.features for c in batch]), strict=True
            ):
                path = viterbi(self.heads["names"].predict(vectors), links)
                mine, gold = spans(path, self.names), spans(chunk.names, self.names)
                right += len(mine & gold)
                guessed += len(mine)
                true += len(gold)
                starts = self.heads["starts"].predict(vectors)[1:, 0] > 0
                hit += int((starts & chunk.starts[1:]).sum())
                said += int(starts.sum())
                there += int(chunk.starts[1:].sum())
        fine = seen = fine_pos = 0
        pos = np.array([label.partition("|")[0] for label in self.tags])
        for chunk in words:
            from examples import allowed

            (vectors,) = self.encoder.predict([chunk.features])
            scores = self.heads["tags"].predict(vectors)
            for n, (form, gold) in enumerate(zip(chunk.forms, chunk.tags, strict=True)):
                if not gold or gold[0] not in self.index:
                    continue
                after = chunk.forms[n + 1] if n + 1 < len(chunk.forms) else ""
                best = np.argmax(np.where(self._mask(allowed(form, "." if after == "." else "")), scores[n], -1e9))
                seen += 1
                fine += self.tags[best] == gold[0]
                fine_pos += pos[best] == gold[0].partition("|")[0]
        p, r = right / max(guessed, 1), right / max(true, 1)
        sp, sr = hit / max(said, 1), hit / max(there, 1)
        return (
            f"names P {p:.4f} R {r:.4f} F {2 * p * r / max(p + r, 1e-9):.4f} "
            f"starts F {2 * sp * sr / max(sp + sr, 1e-9):.4f} tags {fine / max(seen, 1):.4f} pos {fine_pos / max(seen, 1):.4f}"
        )

    def save(self, out: Path) -> None:
        """Write the weights of each part."""
        out.mkdir(parents=True, exist_ok=True)
        self.encoder.to_disk(out / "encoder")
        for name, head in self.heads.items():
            head.to_disk(out / name)
        np.save(out / "transitions.npy", self.transitions.get_param("W"))
        (out / "tags.txt").write_text("\n".join(self.tags), encoding="utf-8")


def set_vectors(encoder, vectors):
    """Fill the table of static vectors."""
    keys = np.array([vector_key(w) for w in vectors["words"]], dtype=np.uint64)
    order = np.argsort(keys)
    for layer in encoder.walk():
        if layer.name == "skrot_static_vectors":
            layer.set_param("keys", keys[order])
            layer.set_param("table", vectors["table"][order])
            layer.set_param("scales", vectors["scales"])


def spans(path: NDArray[np.int64] | None, names: tuple[str, ...]) -> set[tuple[int, int, str]]:
    """Read entities off a BILUO path."""
    found: set[tuple[int, int, str]] = set()
    start = 0
    for n, label in enumerate([] if path is None else path):
        prefix, _, kind = names[label].partition("-")
        if prefix in {"B", "U"}:
            start = n
        if prefix in {"L", "U"}:
            found.add((start, n + 1, kind))
    return found
