"""The network while it is trained: one encoder, heads for names, sentence starts and tags."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Adam, Model, Optimizer, fix_random_seed, set_dropout_rate

from models.recipe.crf import gradients
from models.recipe.evaluate import Score, pos_of, spans
from models.recipe.examples import KINDS, Chunk, Taught, allowed
from models.recipe.settings import Phase, Settings
from models.recipe.vectors import StaticVectors
from skrot.annotate.network.crf import allowed_transitions, viterbi
from skrot.annotate.network.layers import Layer, build_encoder, build_head
from skrot.annotate.network.scorers import Head

Scores = NDArray[np.floating]
Learned = tuple[Scores, float]

_WARM_UP = 0.03
_GOLD_WEIGHT = 2.0


class Network:
    """Encoder and heads with one optimizer; weights are averaged over the last steps.

    Parameters
    ----------
    names, tags : tuple of str
        Labels of the two heads that choose among labels.
    settings : Settings
        Sizes, rates and weights.
    seed : int
        Where its random numbers start.
    vectors, pieces : StaticVectors
        The fixed tables of words and of parts of words.
    known : dict of str to ndarray
        For each feature the sorted values that have a row of their own.
    """

    def __init__(
        self,
        names: tuple[str, ...],
        tags: tuple[str, ...],
        settings: Settings,
        *,
        seed: int,
        vectors: StaticVectors,
        pieces: StaticVectors,
        known: dict[str, NDArray[np.uint64]],
    ) -> None:
        fix_random_seed(seed)
        self.labels = {"names": names, "starts": ("start",), "tags": tags, "kinds": KINDS}
        self.settings = settings
        self.vectors = vectors
        self.pieces = pieces
        self.known = known
        self.encoder = build_encoder(
            width=settings.width,
            hidden=settings.lstm,
            rows={name: len(keys) for name, keys in known.items()},
            widths=settings.widths,
            vectors=len(vectors.keys),
            vector_width=settings.vector_width,
            pieces=len(pieces.keys),
            piece_width=settings.piece_width,
        )
        width = self.encoder.get_dim("nO")
        hidden = {"names": settings.hidden, "starts": settings.hidden // 2}
        hidden["kinds"] = settings.hidden // 2
        self.heads: dict[str, Layer] = {
            name: build_head(width, hidden.get(name, 2 * settings.hidden), len(labels))
            for name, labels in self.labels.items()
        }
        for head in self.heads.values():
            head.initialize(X=np.zeros((2, width), dtype=np.float32))
        self.encoder.initialize()
        _set_tables(self.encoder, {"words": vectors, "pieces": pieces}, known)
        self.forbidden = np.where(allowed_transitions(names), 0.0, -np.inf)
        links: dict[str, Any] = {"W": np.zeros((len(names), len(names)), dtype=np.float32)}
        self.transitions: Layer = Model("transitions", _identity, params=links)
        self.rate = self.dropout = 0.0
        self.tags_weight = 1.0
        self.optimizer = self._new_optimizer()
        self._index = {label: n for n, label in enumerate(tags)}
        self._masks: dict[tuple[str, ...], NDArray[np.bool_]] = {}

    def _new_optimizer(self) -> Optimizer:
        # A short memory of squared gradients: a phase has little more than a thousand steps.
        made: Optimizer = Adam(self.rate, beta2=0.99, L2=1e-6, grad_clip=1.0, use_averages=True)
        return made

    def begin(self, phase: Phase) -> None:
        """Set the rates of a phase; momentum and running means start anew."""
        self.rate, self.dropout, self.tags_weight = phase.rate, phase.dropout, phase.tags
        self.optimizer = self._new_optimizer()

    def save(self, folder: Path) -> None:
        """Write the averaged weights."""
        folder.mkdir(parents=True, exist_ok=True)
        with self.averaged():
            for name, model in self._named().items():
                (folder / name).write_bytes(model.to_bytes())

    def load(self, folder: Path) -> None:
        """Read what `save` wrote."""
        for name, model in self._named().items():
            model.from_bytes((folder / name).read_bytes())

    def _named(self) -> dict[str, Layer]:
        return {"encoder": self.encoder, **self.heads, "transitions": self.transitions}

    def models(self) -> list[Layer]:
        """All parts that have weights."""
        return list(self._named().values())

    def trained_heads(self) -> dict[str, Head]:
        """Give the heads that are shipped, with the labels they score."""
        heads = {name: head for name, head in self.heads.items() if name != "kinds"}
        return {name: Head(self.labels[name], head) for name, head in heads.items()}

    def update(
        self, chunks: list[Chunk], features: list[NDArray[np.uint64]], progress: float
    ) -> dict[str, float]:
        """Take one step; ``progress`` (0 to 1) sets the rate: a warm-up, then linearly down."""
        warm = min(progress / _WARM_UP + 0.01, 1.0)
        self.optimizer.learn_rate = self.rate * warm * (1.02 - progress)
        for model in (self.encoder, *self.heads.values()):
            set_dropout_rate(model, self.dropout)
        encoded, backprop = self.encoder.begin_update(features)
        vectors = np.concatenate(encoded)
        total = np.zeros_like(vectors)
        losses: dict[str, float] = {}
        for name, learn in (
            ("names", self._learn_names),
            ("starts", self._learn_starts),
            ("tags", self._learn_tags),
            ("kinds", self._learn_kinds),
        ):
            if name == "tags" and not self.tags_weight:
                continue
            scores, backprop_head = self.heads[name].begin_update(vectors)
            d_scores, losses[name] = learn(chunks, scores)
            total += backprop_head(d_scores.astype(np.float32))
        backprop(np.split(total, np.cumsum([len(c.forms) for c in chunks])[:-1]))
        for model in self.models():
            model.finish_update(self.optimizer)
        self.optimizer.step_schedules()  # type: ignore[no-untyped-call]  # thinc's is untyped
        return losses

    def encode(self, chunk: Chunk) -> NDArray[np.float32]:
        """Give the vectors of the tokens of a chunk, shape (tokens, width)."""
        (vectors,) = self.encoder.predict([chunk.features])
        encoded: NDArray[np.float32] = vectors
        return encoded

    def think(self, chunk: Chunk) -> Taught:
        """Give the probabilities of labels of names and of sentence starts."""
        vectors = self.encode(chunk)
        scores = self.heads["names"].predict(vectors)[None].astype(np.float64)
        gold = np.zeros(scores.shape[:2], dtype=np.int64)
        d_scores, _, _ = gradients(scores, self._links(), gold, np.array([len(vectors)]))
        names = d_scores[0]
        names[:, 0] += 1.0  # the gradient is the probabilities less the gold label
        starts = 1.0 / (1.0 + np.exp(-self.heads["starts"].predict(vectors)[:, 0]))
        return Taught(names.astype(np.float16), starts.astype(np.float16))

    def _learn_names(self, chunks: list[Chunk], scores: Scores) -> Learned:
        ends = np.cumsum([len(c.forms) for c in chunks])
        marked = [(n, c.names) for n, c in enumerate(chunks) if c.names is not None]
        d_scores = np.zeros(scores.shape)
        if not marked:
            return d_scores, 0.0
        lengths = np.array([len(names) for _, names in marked])
        padded = np.zeros((len(marked), lengths.max(), scores.shape[1]))
        gold = np.zeros(padded.shape[:2], dtype=np.int64)
        for row, (n, names) in enumerate(marked):
            padded[row, : lengths[row]] = scores[ends[n] - lengths[row] : ends[n]]
            gold[row, : lengths[row]] = names
        d_padded, d_links, loss = gradients(padded, self._links(), gold, lengths)
        weight = self.settings.names_weight / lengths.sum()
        for row, (n, names) in enumerate(marked):
            taught = chunks[n].taught
            if taught is not None:  # towards the teachers instead of the gold label, in part
                gold_label = np.eye(scores.shape[1])[names]
                shift = gold_label - taught.names
                d_padded[row, : lengths[row]] += self.settings.taught_share * shift
            d_scores[ends[n] - lengths[row] : ends[n]] = d_padded[row, : lengths[row]] * weight
        d_links32: Any = (d_links * weight).astype(np.float32)
        self.transitions.inc_grad("W", d_links32)
        return d_scores, loss / float(lengths.sum())

    def _learn_starts(self, chunks: list[Chunk], scores: Scores) -> Learned:
        share = self.settings.taught_share
        gold = np.concatenate(
            [
                c.starts if c.taught is None else (1 - share) * c.starts + share * c.taught.starts
                for c in chunks
            ]
        )
        guess = 1.0 / (1.0 + np.exp(-scores[:, 0].astype(np.float64)))
        difference = guess - gold
        difference[np.cumsum([0] + [len(c.forms) for c in chunks[:-1]])] = 0.0
        loss = -np.log(np.clip(np.where(gold > 0.5, guess, 1 - guess), 1e-9, 1)).mean()
        weight = self.settings.starts_weight / len(gold)
        return (difference * weight)[:, None], float(loss)

    def _learn_tags(self, chunks: list[Chunk], scores: Scores) -> Learned:
        """Raise the probability mass of the allowed labels (partial-label learning)."""
        mask = np.stack([self._mask(labels) for c in chunks for labels in c.tags])
        weights = [np.full(len(c.forms), _GOLD_WEIGHT if c.gold_tags else 1.0) for c in chunks]
        mass = np.exp(scores - scores.max(axis=1, keepdims=True))
        good = mass * mask
        all_mass = mass.sum(axis=1, keepdims=True)
        good_mass = np.maximum(good.sum(axis=1, keepdims=True), 1e-30)
        d_scores = mass / all_mass - good / good_mass
        weight = np.concatenate(weights) * self.tags_weight / len(scores)
        return d_scores * weight[:, None], float(np.mean(np.log(all_mass / good_mass)))

    def _learn_kinds(self, chunks: list[Chunk], scores: Scores) -> Learned:
        """Learn beside the names what they are made of, which the encoder gains from."""
        gold = np.concatenate(
            [np.full(len(c.forms), -1) if c.kinds is None else c.kinds for c in chunks]
        )
        mass = np.exp(scores - scores.max(axis=1, keepdims=True))
        mass /= mass.sum(axis=1, keepdims=True)
        known = np.nonzero(gold >= 0)[0]
        loss = -np.log(np.maximum(mass[known, gold[known]], 1e-30)).mean() if len(known) else 0.0
        mass[known, gold[known]] -= 1.0
        mass[gold < 0] = 0.0
        return mass * (self.settings.kinds_weight / len(gold)), float(loss)

    def _mask(self, labels: tuple[str, ...]) -> NDArray[np.bool_]:
        if labels not in self._masks:
            mask = np.zeros(len(self._index), dtype=np.bool_)
            known = [self._index[label] for label in labels if label in self._index]
            mask[known if known else slice(None)] = True
            self._masks[labels] = mask
        return self._masks[labels]

    def _links(self) -> NDArray[np.float64]:
        learned: Any = self.transitions.get_param("W")
        return np.asarray(learned + self.forbidden)

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """Use the running mean of the weights inside the block."""
        averages: Any = self.optimizer.averages or {}
        with ExitStack() as stack:
            for model in self.models():
                stack.enter_context(model.use_params(averages))
            yield

    def evaluate(self, names: list[Chunk], tags: list[Chunk]) -> dict[str, float]:
        """Measure on chunks held out from training: F of names and starts, accuracy of tags."""
        entities, starts = Score(), Score()
        links = self._links()
        for n, chunk in enumerate(names):
            vectors = self.encode(chunk)
            path = viterbi(self.heads["names"].predict(vectors), links, [len(vectors)])
            labels = self.labels["names"]
            entities.add(
                {(n, *span) for span in spans(path, labels)},
                {(n, *span) for span in spans(chunk.names, labels)},
            )
            found = np.nonzero(self.heads["starts"].predict(vectors)[1:, 0] > 0)[0]
            starts.add(
                {(n, int(at)) for at in found},
                {(n, int(at)) for at in np.nonzero(chunk.starts[1:])[0]},
            )
        right = right_pos = seen = 0
        for chunk in tags:
            vectors = self.encode(chunk)
            scores = self.heads["tags"].predict(vectors)
            following = (*chunk.forms[1:], "")
            for n, (form, after, gold) in enumerate(
                zip(chunk.forms, following, chunk.tags, strict=True)
            ):
                if len(gold) != 1:
                    continue
                mask = self._mask(allowed(form, "." if after == "." else ""))
                best = self.labels["tags"][int(np.argmax(np.where(mask, scores[n], -np.inf)))]
                seen += 1
                right += best == gold[0]
                right_pos += pos_of(best) == pos_of(gold[0])
        return {
            "names_f": entities.f,
            "starts_f": starts.f,
            "tags": right / max(seen, 1),
            "pos": right_pos / max(seen, 1),
        }


def _identity(model: Layer, X: Any, is_train: bool) -> tuple[Any, Any]:
    return X, lambda dY: dY


def _set_tables(
    encoder: Layer, tables: dict[str, StaticVectors], known: dict[str, NDArray[np.uint64]]
) -> None:
    for layer in encoder.walk():
        table = tables.get(layer.name.removeprefix("skrot_static_"))
        if table is not None:
            for name, value in table._asdict().items():
                layer.set_param(name, value)
        keys: Any = known.get(layer.name.removeprefix("skrot_known_"))
        if keys is not None:
            layer.set_param("keys", keys)
