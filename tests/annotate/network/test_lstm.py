from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from skrot.annotate.network import lstm as module
from skrot.annotate.network.lstm import Layer, lstm, stacked_lstm

WIDTH, HIDDEN = 5, 3


@pytest.fixture
def layer() -> Layer:
    np.random.seed(0)
    layer = stacked_lstm(WIDTH, HIDDEN)
    layer.initialize()
    return layer


def texts(*lengths: int) -> list[np.ndarray]:
    generator = np.random.default_rng(1)
    return [generator.standard_normal((n, WIDTH)).astype(np.float32) for n in lengths]


def weights(layer: Layer, name: str) -> Any:
    found: Any = layer.get_param(name)
    return found


def by_the_book(layer: Layer, tokens: np.ndarray) -> Any:
    """One bidirectional LSTM as the textbooks have it, token by token."""
    W, b, R = (weights(layer, name).astype(np.float64) for name in ("W", "b", "R"))
    hidden = R.shape[1]

    def sigmoid(x: Any) -> Any:
        return 1 / (1 + np.exp(-x))

    sides: list[Any] = []
    for side in range(2):
        out, cell, found = np.zeros(hidden), np.zeros(hidden), list[Any]()
        own = slice(side * 4 * hidden, (side + 1) * 4 * hidden)
        for token in tokens[:: -1 if side else 1]:
            enter, keep, show, new = np.split(token @ W[:, own] + b[own] + out @ R[side], 4)
            cell = sigmoid(keep) * cell + sigmoid(enter) * np.tanh(new)
            out = sigmoid(show) * np.tanh(cell)
            found.append(out)
        sides.append(np.array(found[:: -1 if side else 1]))
    beside: Any = np.hstack(sides)
    return beside


def test_as_by_the_book_whatever_stands_beside():
    np.random.seed(0)
    layer = lstm(WIDTH, HIDDEN)
    layer.initialize()
    rows = texts(4, 7, 1)
    padded = np.zeros((3, 7, WIDTH), dtype=np.float32)
    for row, tokens in zip(padded, rows, strict=True):
        row[: len(tokens)] = tokens
    found: Any = layer.predict((padded, [4, 7, 1]))
    for row, tokens in zip(found, rows, strict=True):
        assert row[: len(tokens)] == pytest.approx(by_the_book(layer, tokens), abs=1e-6)


def test_read_as_in_training(layer: Layer):
    rows = texts(4, 7, 1, 60)
    trained, _ = layer(rows, is_train=True)
    for one, other, tokens in zip(trained, layer.predict(rows), rows, strict=True):
        assert one.shape == (len(tokens), 2 * HIDDEN + WIDTH)
        assert one == pytest.approx(other, abs=1e-6)


def test_gradients(layer: Layer):
    rows, wanted = texts(4, 7, 1), np.random.default_rng(2)
    found, backprop = layer(rows, is_train=True)
    counts = [wanted.standard_normal(part.shape).astype(np.float32) for part in found]
    d_rows = backprop(counts)

    def loss() -> float:
        parts, _ = layer(rows, is_train=True)
        pairs = zip(parts, counts, strict=True)
        return sum(float((part.astype(np.float64) * count).sum()) for part, count in pairs)

    for part in layer.layers:
        for name in ("W", "b", "R"):
            check(weights(part, name), part.get_grad(name), loss)
    for tokens, d_tokens in zip(rows, d_rows, strict=True):
        check(tokens, d_tokens, loss)


def check(values: Any, gradient: Any, loss: Callable[[], float]) -> None:
    generator = np.random.default_rng(3)
    for _ in range(8):
        place = tuple(int(generator.integers(size)) for size in values.shape)
        before, step = values[place], np.float32(0.01)
        values[place] = before + step
        above = loss()
        values[place] = before - step
        below = loss()
        values[place] = before
        assert (above - below) / 0.02 == pytest.approx(gradient[place], abs=1e-3)


@pytest.mark.parametrize("length", [16, 17, 30, 31, 100])
def test_long_text_is_read_in_windows(layer: Layer, monkeypatch: pytest.MonkeyPatch, length: int):
    (tokens,) = texts(length)
    whole = layer.predict([tokens])[0]
    monkeypatch.setattr(module, "_WINDOW", 10)
    monkeypatch.setattr(module, "_MARGIN", 3)
    monkeypatch.setattr(module, "_AT_ONCE", 4)
    cut = layer.predict([tokens])[0]
    assert cut.shape == whole.shape
    assert cut[:, 2 * HIDDEN :] == pytest.approx(tokens)
    # What is far away says little, so that a margin is enough.
    assert np.abs(cut - whole).mean() < 0.05


def test_nothing_to_read(layer: Layer):
    assert layer.predict([np.zeros((0, WIDTH), dtype=np.float32)])[0].shape == (
        0,
        2 * HIDDEN + WIDTH,
    )
    assert layer.predict([]) == []


def test_dropout_is_for_training_alone(layer: Layer):
    layer.attrs["dropout_rate"] = 0.5
    rows = texts(6)
    assert layer.predict(rows)[0] == pytest.approx(layer.predict(rows)[0])
    first, _ = layer(rows, is_train=True)
    second, _ = layer(rows, is_train=True)
    assert not np.allclose(first[0], second[0])
