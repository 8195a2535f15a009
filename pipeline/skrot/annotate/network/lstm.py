"""A bidirectional LSTM in NumPy (Hochreiter and Schmidhuber, 1997; Graves et al., 2005).

thinc's own needs PyTorch to be right for sequences of different lengths; this one does not.
Arrays are padded to the longest sequence: (batch, time, width); what lies beyond the end of a
sequence never reaches what lies within it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from thinc.api import Model, glorot_uniform_init

Layer = Model[Any, Any]

# Longer texts are read in overlapping windows: networks are trained on a paragraph or so, and a
# window is a step of the same cost whether one text is long or many are short.
_WINDOW, _MARGIN = 160, 24
_AT_ONCE = 32


def stacked_lstm(width: int, hidden: int) -> Layer:
    """Read each token between its neighbours: two bidirectional LSTMs, one above the other.

    From a list of arrays of shape (tokens, width) to a list of shape (tokens, 2 * hidden + width):
    what the upper one says, and the token's own vector, which the upper one reads too.

    Parameters
    ----------
    width : int
        Length of the vector of a token.
    hidden : int
        Units of each direction.
    """
    lower, upper = lstm(width, hidden), lstm(width + 2 * hidden, hidden)
    return Model(
        "skrot_stacked_lstm",
        _stacked,
        layers=[lower, upper],
        dims={"nI": width, "nO": width + 2 * hidden},
        attrs={"dropout_rate": 0.0},
        init=_init_layers,
    )


def _init_layers(model: Layer, X: Any = None, Y: Any = None) -> None:
    for layer in model.layers:
        layer.initialize()


def _stacked(model: Layer, X: list[Any], is_train: bool) -> tuple[list[Any], Any]:
    if not is_train:
        return [_read(model, tokens) for tokens in X], None
    lower, upper = model.layers
    lengths = [len(tokens) for tokens in X]
    own = _padded(X, lengths)
    drop_own, drop_low, drop_out = (_Dropout(model) for _ in range(3))
    low, back_low = lower((drop_own(own), lengths), is_train)
    both = np.concatenate([drop_low(low), own], axis=2)
    high, back_high = upper((both, lengths), is_train)
    found = drop_out(np.concatenate([high, own], axis=2))

    def backprop(dY: list[Any]) -> list[Any]:
        d_found = drop_out(_padded(dY, lengths))
        cut = high.shape[2]
        d_both = back_high(d_found[:, :, :cut])
        d_own = d_found[:, :, cut:] + d_both[:, :, cut:]
        d_own += drop_own(back_low(drop_low(d_both[:, :, :cut])))
        return [row[:length] for row, length in zip(d_own, lengths, strict=True)]

    return [row[:length] for row, length in zip(found, lengths, strict=True)], backprop


class _Dropout:
    """The same mask forwards and backwards, drawn when first needed."""

    def __init__(self, model: Layer) -> None:
        self._rate = model.attrs["dropout_rate"]
        self._mask: Any = None

    def __call__(self, X: Any) -> Any:
        if not self._rate:
            return X
        if self._mask is None:
            drawn = np.random.random(X.shape) >= self._rate
            self._mask = drawn.astype(np.float32) / np.float32(1 - self._rate)
        return X * self._mask


def _read(model: Layer, tokens: Any) -> Any:
    """Read one text, in windows where it is long; each token counts in the window it is inside."""
    size = len(tokens)
    short = size <= _WINDOW + 2 * _MARGIN
    cuts = [0, size] if short else [*range(0, size, _WINDOW), size]
    found = np.empty((size, model.get_dim("nO")), dtype=np.float32)
    found[:, -tokens.shape[1] :] = tokens
    windows = list(pairwise(cuts))
    for at in range(0, len(windows), _AT_ONCE):
        batch = windows[at : at + _AT_ONCE]
        spans = [(max(0, start - _MARGIN), min(size, end + _MARGIN)) for start, end in batch]
        read = _read_windows(model, tokens, spans)
        for row, (first, _), (start, end) in zip(read, spans, batch, strict=True):
            found[start:end, : row.shape[1]] = row[start - first : end - first]
    return found


def _read_windows(model: Layer, tokens: Any, spans: Sequence[tuple[int, int]]) -> Any:
    lower, upper = model.layers
    lengths = [end - start for start, end in spans]
    turned = _turned(lengths, max(lengths))
    offset, stop = spans[0][0], spans[-1][1]
    # What a word says by itself is the same wherever it stands, in every window.
    own, places = _different(tokens[offset:stop])
    starts = np.array([start - offset for start, _ in spans])[:, None]
    # Steps beyond the end of a window read any token: nothing within it depends on them.
    last = len(places) - 1
    straight = np.minimum(starts + np.arange(max(lengths)), last)
    order = (places[straight].T, places[np.minimum(starts + turned, last)].T)
    (low_own, _), (high_own, high_low) = _halved(lower, 0), _halved(upper, lower.get_dim("nO"))
    low = _recur(_in_order(own @ low_own + _bias(lower), order), lower)
    said = _in_order(own @ high_own + _bias(upper), order)
    said += _by_step(_by_token(low.outs, turned) @ high_low, turned)
    return _by_token(_recur(said, upper).outs, turned)


def _different(rows: Any) -> tuple[Any, Any]:
    """Give the rows that differ, and for each row its place among them."""
    # The first two numbers tell rows apart; should they ever not, all rows stay.
    keys = np.ascontiguousarray(rows[:, :2]).view(np.uint64)[:, 0]
    _, first, places = np.unique(keys, return_index=True, return_inverse=True)
    if np.array_equal(rows[first][places], rows):
        return rows[first], places
    return rows, np.arange(len(rows))


def _in_order(gates: Any, order: tuple[Any, Any]) -> Any:
    """Give what is said at each step of each direction, shape (time, 2, batch, n)."""
    half = gates.shape[1] // 2
    steps = np.empty((len(order[0]), 2, order[0].shape[1], half), dtype=np.float32)
    for direction, places in enumerate(order):
        steps[:, direction] = gates[:, direction * half : (direction + 1) * half][places]
    return steps


def _padded(rows: Sequence[Any], lengths: Sequence[int]) -> Any:
    width = rows[0].shape[1] if len(rows) else 0
    padded = np.zeros((len(rows), max(lengths, default=0), width), dtype=np.float32)
    for row, (tokens, length) in enumerate(zip(rows, lengths, strict=True)):
        padded[row, :length] = tokens
    return padded


def lstm(width: int, hidden: int) -> Layer:
    """Build one bidirectional LSTM; see the module for what it reads.

    It maps (array of shape (batch, time, width), lengths) to shape (batch, time, 2 * hidden).
    The gates stand in the order input, forget, output, cell; the directions one after the other.
    """
    return Model(
        "skrot_lstm",
        _lstm,
        dims={"nI": width, "nO": 2 * hidden},
        params={"W": None, "b": None, "R": None},
        init=_init_lstm,
    )


def _init_lstm(model: Layer, X: Any = None, Y: Any = None) -> None:
    width, hidden = model.get_dim("nI"), model.get_dim("nO") // 2
    bias: Any = np.zeros((2, 4, hidden), dtype=np.float32)
    bias[:, 1] = 1.0  # remember at first (Jozefowicz et al., 2015)
    recurrent: Any = [glorot_uniform_init(model.ops, (hidden, 4 * hidden)) for _ in range(2)]
    both: Any = np.stack(recurrent)
    model.set_param("W", glorot_uniform_init(model.ops, (width, 8 * hidden)))
    model.set_param("b", bias.reshape(-1))
    model.set_param("R", both)


def _lstm(model: Layer, given: tuple[Any, Sequence[int]], is_train: bool) -> tuple[Any, Any]:
    X, lengths = given
    batch, time, width = X.shape
    turned = _turned(lengths, time)
    weights, _ = _halved(model, 0)
    projected = (X.reshape(-1, width) @ weights + _bias(model)).reshape(batch, time, -1)
    state = _recur(_by_step(projected, turned), model)

    def backprop(dY: Any) -> Any:
        d_gates = _recur_back(state, _by_step(dY, turned), model.get_param("R"))
        hidden = state.outs.shape[3]
        before = np.concatenate([np.zeros_like(state.outs[:1]), state.outs[:-1]])
        before = before.swapaxes(0, 1).reshape(2, -1, hidden)
        flat = d_gates.swapaxes(0, 1).reshape(2, -1, 4 * hidden)
        model.inc_grad("R", before.swapaxes(1, 2) @ flat)
        d_projected = _by_token(d_gates, turned).reshape(-1, 8 * hidden)
        model.inc_grad("W", X.reshape(-1, width).T @ d_projected)
        model.inc_grad("b", d_projected.sum(axis=0))
        return (d_projected @ model.get_param("W").T).reshape(batch, time, width)

    return _by_token(state.outs, turned), backprop


class _State(NamedTuple):
    """The gates (open from 0 to 1, new from -1 to 1), cells and outputs of every step.

    Shapes (time, 2, batch, 4 * hidden) and (time, 2, batch, hidden).
    """

    gates: Any
    cells: Any
    outs: Any


def _recur(gates: Any, model: Layer) -> _State:
    """Go through the steps; `gates` hold what the input says to them and are overwritten.

    A sigmoid is half of one more than the tanh of half its argument, so that one tanh does for all
    gates; the halves are in the weights, and outputs and open gates are doubled until the end.
    """
    R: Any = model.get_param("R")
    hidden = R.shape[1]
    step = R * _halves(hidden) * np.float32(0.5)
    time, _, batch, _ = gates.shape
    cells = np.zeros((time + 1, 2, batch, hidden), dtype=np.float32)
    outs = np.zeros((time + 1, 2, batch, hidden), dtype=np.float32)
    said = np.empty((2, batch, 4 * hidden), dtype=np.float32)
    part = np.empty((2, batch, hidden), dtype=np.float32)
    half, one = np.float32(0.5), np.float32(1)
    for t in range(time):
        now, cell = gates[t], cells[t + 1]
        np.matmul(outs[t], step, out=said)
        now += said
        np.tanh(now, out=now)
        now[..., : 3 * hidden] += one
        enter, keep, show, new = _four(now, hidden)
        np.multiply(keep, cells[t], out=cell)
        np.multiply(enter, new, out=part)
        cell += part
        cell *= half
        np.tanh(cell, out=part)
        np.multiply(show, part, out=outs[t + 1])
    gates[..., : 3 * hidden] *= half
    outs *= half
    return _State(gates, cells[1:], outs[1:])


def _recur_back(state: _State, d_outs: Any, R: Any) -> Any:
    """Go back through the steps: from the gradients of the outputs to those of the gates."""
    gates, cells, _ = state
    hidden = R.shape[1]
    d_gates = np.empty_like(gates)
    d_cell, d_out = np.zeros_like(cells[0]), np.zeros_like(cells[0])
    back = np.ascontiguousarray(R.swapaxes(1, 2))
    nothing = np.zeros_like(cells[0])
    for t in range(len(gates) - 1, -1, -1):
        enter, keep, show, new = _four(gates[t], hidden)
        d_enter, d_keep, d_show, d_new = _four(d_gates[t], hidden)
        shown = np.tanh(cells[t])
        d_out += d_outs[t]
        d_cell += d_out * show * (1 - shown * shown)
        d_enter[...] = d_cell * new * enter * (1 - enter)
        d_keep[...] = d_cell * (cells[t - 1] if t else nothing) * keep * (1 - keep)
        d_show[...] = d_out * shown * show * (1 - show)
        d_new[...] = d_cell * enter * (1 - new * new)
        d_cell *= keep
        d_out = d_gates[t] @ back
    return d_gates


def _four(gates: Any, hidden: int) -> list[Any]:
    return [gates[..., n * hidden : (n + 1) * hidden] for n in range(4)]


def _halves(hidden: int) -> Any:
    """Give one factor for each gate of a direction: a half for those that open and close."""
    return np.repeat(np.array([0.5, 0.5, 0.5, 1.0], dtype=np.float32), hidden)


def _halved(model: Layer, above: int) -> tuple[Any, Any]:
    """Give the weights of what comes after the first `above` columns of the input, and of those."""
    W = model.get_param("W") * np.tile(_halves(model.get_dim("nO") // 2), 2)
    return W[above:], W[:above]


def _bias(model: Layer) -> Any:
    return model.get_param("b") * np.tile(_halves(model.get_dim("nO") // 2), 2)


def _by_step(rows: Any, turned: Any) -> Any:
    """From (batch, time, 2 * n) to (time, 2, batch, n); the second direction reads backwards."""
    batch, time, width = rows.shape
    steps = np.empty((time, 2, batch, width // 2), dtype=np.float32)
    steps[:, 0] = rows[:, :, : width // 2].swapaxes(0, 1)
    steps[:, 1] = rows[np.arange(batch)[:, None], turned, width // 2 :].swapaxes(0, 1)
    return steps


def _by_token(steps: Any, turned: Any) -> Any:
    """Undo `_by_step`."""
    time, _, batch, width = steps.shape
    rows = np.empty((batch, time, 2 * width), dtype=np.float32)
    rows[:, :, :width] = steps[:, 0].swapaxes(0, 1)
    rows[:, :, width:] = steps[:, 1].swapaxes(0, 1)[np.arange(batch)[:, None], turned]
    return rows


def _turned(lengths: Sequence[int], time: int) -> Any:
    """Give for each step the token that the other direction reads, shape (batch, time)."""
    steps = np.arange(time)[None, :]
    ends = np.asarray(lengths)[:, None]
    return np.where(steps < ends, ends - 1 - steps, steps)
