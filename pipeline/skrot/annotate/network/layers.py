"""Network layers of the Polish model, registered for spaCy configurations.

Types of arrays are left open here: thinc's array protocols and numpy's types do not meet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Dropout, Linear, Maxout, Model, Relu, chain, concatenate, with_array

from skrot.annotate.network.features import ENDS, NAMES, STARTS, doc_features
from skrot.annotate.network.lstm import stacked_lstm

Layer = Model[Any, Any]
Backprop = Callable[[Any], Any]


@registry.architectures("skrot.Tok2Vec.v2")  # type: ignore[untyped-decorator]  # spaCy's is
def build_tok2vec(
    *,
    width: int,
    hidden: int,
    rows: dict[str, int],
    widths: dict[str, int],
    vectors: int = 0,
    vector_width: int = 64,
    pieces: int = 0,
    piece_width: int = 64,
) -> Layer:
    """Build the shared encoder, from Docs to one array of token vectors a Doc.

    Parameters
    ----------
    width : int
        Length of the vector of a token before its neighbours are read.
    hidden : int
        Units of each direction of the two LSTMs; the vectors of tokens are width + 2 * hidden long.
    rows, widths : dict of str to int
        Features to embed, how many values of each have a row, and how long its vectors are.
    vectors, vector_width : int
        Rows and columns of the table of static vectors; no rows, no table.
    pieces, piece_width : int
        Rows and columns of the table of parts of words; no rows, no table.
    """
    encoder = build_encoder(
        width=width,
        hidden=hidden,
        rows=rows,
        widths=widths,
        vectors=vectors,
        vector_width=vector_width,
        pieces=pieces,
        piece_width=piece_width,
    )
    return chain(extract_features(), encoder)


def build_encoder(
    *,
    width: int,
    hidden: int,
    rows: dict[str, int],
    widths: dict[str, int],
    vectors: int = 0,
    vector_width: int = 64,
    pieces: int = 0,
    piece_width: int = 64,
) -> Layer:
    """Build the part of the encoder that has weights; its input is the features of each Doc."""
    unknown = sorted(set(rows) - set(NAMES))
    if unknown:
        raise ValueError(f"unknown features {unknown}; known are {list(NAMES)}")
    tables: list[Layer] = [known_values(name, rows[name], widths[name]) for name in rows]
    size = sum(widths[name] for name in rows)
    if vectors:
        tables.append(static_vectors("words", vectors, vector_width, _WORDS))
        size += vector_width * len(_WORDS)
    if pieces:
        tables.append(static_vectors("pieces", pieces, piece_width, _PIECES))
        size += piece_width * len(_PIECES)
    mix: Layer = chain(Dropout(0.0), Relu(nO=width, nI=size, normalize=True))
    embed: Layer = once_per_form(chain(concatenate(*tables), mix))
    model: Layer = chain(with_array(embed), stacked_lstm(width, hidden))
    model.set_dim("nO", width + 2 * hidden)
    return model


def known_values(name: str, rows: int, width: int) -> Layer:
    """Embed a feature whose values are known; all others share the first row.

    The keys are the sorted 64-bit values; the table has a row more than there are keys.
    """
    params: dict[str, Any] = {"keys": np.zeros(rows, dtype=np.uint64), "E": None}
    return Model(
        f"skrot_known_{name}",
        _embed,
        dims={"nO": width},
        params=params,
        attrs={"feature": name},
        init=_init_known,
    )


def _init_known(model: Layer, X: Any = None, Y: Any = None) -> None:
    shape = (len(model.get_param("keys")) + 1, model.get_dim("nO"))
    generator = np.random.default_rng(7 + NAMES.index(model.attrs["feature"]))
    drawn: Any = generator.normal(0, 0.1, shape).astype(np.float32)
    model.set_param("E", drawn)


def _embed(model: Layer, X: Any, is_train: bool) -> tuple[Any, Backprop]:
    keys: Any = model.get_param("keys")
    table: Any = model.get_param("E")
    found, hits = _search(keys, X[:, NAMES.index(model.attrs["feature"])])
    rows: Any = np.where(hits, found + 1, 0)

    def backprop(dY: Any) -> Any:
        d_table = model.ops.alloc2f(*table.shape)
        model.ops.scatter_add(d_table, rows.astype("i"), dY)
        model.inc_grad("E", d_table)
        return X

    return table[rows].astype(np.float32), backprop


def _search(keys: Any, wanted: Any) -> tuple[Any, Any]:
    """Look values up among sorted keys: where each would stand, and whether it is there."""
    found = np.searchsorted(keys, wanted)
    hits = np.zeros(found.shape, dtype=bool)
    if len(keys):
        found = np.minimum(found, len(keys) - 1)
        hits = keys[found] == wanted
    return found, hits


def build_head(width: int, hidden: int, n_labels: int | None = None) -> Layer:
    """Build a scorer over token vectors: one hidden layer, then labels."""
    return chain(Maxout(nO=hidden, nI=width, nP=2, normalize=True), Linear(nO=n_labels, nI=hidden))


def extract_features() -> Layer:
    """Turn Docs into their hashed features, one row a token."""
    return Model("skrot_features", _extract)


def _extract(model: Layer, docs: list[Doc], is_train: bool) -> tuple[list[Any], Backprop]:
    return [doc_features(doc) for doc in docs], lambda _: []


# What is looked up, each time the first of some features that the table has.
_WORDS = (("vector",), ("base_vector",))
_PIECES = (STARTS, ENDS)


def static_vectors(
    name: str, rows: int, width: int, features: tuple[tuple[str, ...], ...]
) -> Layer:
    """Look features up in a fixed table: the first known of each group, else nothing (zeros).

    The table holds sorted 64-bit keys and vectors of bytes with a scale for each column; the
    vectors of the groups are put side by side.
    """
    params: dict[str, Any] = {
        "keys": np.zeros(rows, dtype=np.uint64),
        "table": np.zeros((rows, width), dtype=np.int8),
        "scales": np.ones(width, dtype=np.float32),
    }
    return Model(
        f"skrot_static_{name}",
        _look_up,
        dims={"nO": width * len(features)},
        params=params,
        attrs={"features": features},
    )


def _look_up(model: Layer, X: Any, is_train: bool) -> tuple[Any, Backprop]:
    keys: Any = model.get_param("keys")
    table: Any = model.get_param("table")
    groups: list[Any] = []
    for names in model.attrs["features"]:
        vectors = np.zeros((len(X), table.shape[1]), dtype=np.float32)
        wanted = X[:, [NAMES.index(name) for name in names]]
        found, hits = _search(keys, wanted)
        some = hits.any(axis=1)
        vectors[some] = table[found[some, hits[some].argmax(axis=1)]]
        groups.append(vectors * model.get_param("scales"))
    return np.concatenate(groups, axis=1), lambda _: X


def once_per_form(layer: Layer) -> Layer:
    """Apply a layer once to each different row (told apart by its first column)."""
    return Model(
        "skrot_once_per_form",
        _once,
        layers=[layer],
        dims={"nO": layer.maybe_get_dim("nO")},
        init=_init_inner,
    )


def _init_inner(model: Layer, X: Any = None, Y: Any = None) -> None:
    model.layers[0].initialize(X, Y)


def _once(model: Layer, X: Any, is_train: bool) -> tuple[Any, Backprop]:
    inverse: Any
    _, first, inverse = np.unique(X[:, 0], return_index=True, return_inverse=True)
    Y, backprop_inner = model.layers[0](X[first], is_train)

    def backprop(dY: Any) -> Any:
        summed = model.ops.alloc2f(Y.shape[0], Y.shape[1])
        model.ops.scatter_add(summed, inverse.astype("i"), dY)
        backprop_inner(summed)
        return X

    return Y[inverse], backprop
