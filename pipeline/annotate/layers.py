"""Network layers of the Polish model, registered for spaCy configurations.

Types of arrays are left open here: thinc's array protocols and numpy's types do not meet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    concatenate,
    residual,
    with_array,
)

from pipeline.annotate.features import ENDS, NAMES, STARTS, doc_features

Layer = Model[Any, Any]
Backprop = Callable[[Any], Any]


@registry.architectures("skrot.Tok2Vec.v1")  # type: ignore[untyped-decorator]  # spaCy's is
def build_tok2vec(
    *,
    width: int,
    dilations: list[int],
    embed_width: int,
    rows: dict[str, int],
    vectors: int = 0,
    vector_width: int = 64,
    pieces: int = 0,
    piece_width: int = 64,
) -> Layer:
    """Build the shared encoder, from Docs to one array of token vectors a Doc.

    Parameters
    ----------
    width : int
        Length of the vector of a token.
    dilations : list of int
        For each convolution how far away its two neighbours are (Strubell et al., 2017); a token
        sees their sum on each side.
    embed_width : int
        Length of the embedding of one feature.
    rows : dict of str to int
        Features to embed and the rows of their hash tables (Svenstrup et al., 2017).
    vectors, vector_width : int
        Rows and columns of the table of static vectors; no rows, no table.
    pieces, piece_width : int
        Rows and columns of the table of parts of words; no rows, no table.
    """
    encoder = build_encoder(
        width=width,
        dilations=dilations,
        embed_width=embed_width,
        rows=rows,
        vectors=vectors,
        vector_width=vector_width,
        pieces=pieces,
        piece_width=piece_width,
    )
    return chain(extract_features(), encoder)


def build_encoder(
    *,
    width: int,
    dilations: list[int],
    embed_width: int,
    rows: dict[str, int],
    vectors: int = 0,
    vector_width: int = 64,
    pieces: int = 0,
    piece_width: int = 64,
) -> Layer:
    """Build the part of the encoder that has weights; its input is the features of each Doc."""
    unknown = sorted(set(rows) - set(NAMES))
    if unknown:
        raise ValueError(f"unknown features {unknown}; known are {list(NAMES)}")
    tables: list[Layer] = [
        HashEmbed(embed_width, size, column=NAMES.index(name), seed=7 + NAMES.index(name))
        for name, size in rows.items()
    ]
    size = embed_width * len(tables)
    if vectors:
        tables.append(static_vectors("words", vectors, vector_width, _WORDS))
        size += vector_width
    if pieces:
        tables.append(static_vectors("pieces", pieces, piece_width, _PIECES))
        size += piece_width * len(_PIECES)
    mix = Maxout(nO=width, nI=size, nP=3, normalize=True, dropout=0.0)
    convolutions: list[Layer] = [
        residual(
            chain(
                window(distance, width),
                Maxout(nO=width, nI=width * 3, nP=3, normalize=True, dropout=0.0),
            )
        )
        for distance in dilations
    ]
    embed: Layer = once_per_form(chain(concatenate(*tables), mix))
    context: Layer = chain(*convolutions)
    model: Layer = chain(with_array(embed), with_array(context, pad=sum(dilations)))
    model.set_dim("nO", width)
    return model


def build_head(width: int, hidden: int, n_labels: int | None = None) -> Layer:
    """Build a scorer over token vectors: one hidden layer, then labels."""
    return chain(Maxout(nO=hidden, nI=width, nP=2, normalize=True), Linear(nO=n_labels, nI=hidden))


def window(distance: int, width: int) -> Layer:
    """Put each vector between those ``distance`` before and after it (zeros beyond the ends)."""
    return Model(
        "skrot_window",
        _window,
        dims={"nI": width, "nO": width * 3},
        attrs={"distance": distance},
    )


def _window(model: Layer, X: Any, is_train: bool) -> tuple[Any, Backprop]:
    away, width = model.attrs["distance"], X.shape[1]
    Y = np.zeros((len(X), 3 * width), dtype=X.dtype)
    Y[away:, :width] = X[:-away]
    Y[:, width : 2 * width] = X
    Y[:-away, 2 * width :] = X[away:]

    def backprop(dY: Any) -> Any:
        dX = dY[:, width : 2 * width].copy()
        dX[:-away] += dY[away:, :width]
        dX[away:] += dY[:-away, 2 * width :]
        return dX

    return Y, backprop


def extract_features() -> Layer:
    """Turn Docs into their hashed features, one row a token."""
    return Model("skrot_features", _extract)


def _extract(model: Layer, docs: list[Doc], is_train: bool) -> tuple[list[Any], Backprop]:
    return [doc_features(doc) for doc in docs], lambda _: []


# What is looked up, each time the first of some features that the table has.
_WORDS = (("vector", "base_vector"),)
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
        found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hits = keys[found] == wanted
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
