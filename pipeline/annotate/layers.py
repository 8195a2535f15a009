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
    clone,
    concatenate,
    expand_window,
    residual,
    with_array,
)

from pipeline.annotate.features import NAMES, doc_features

Layer = Model[Any, Any]
Backprop = Callable[[Any], Any]


@registry.architectures("skrot.Tok2Vec.v1")  # type: ignore[untyped-decorator]  # spaCy's is
def build_tok2vec(
    *,
    width: int,
    depth: int,
    embed_width: int,
    rows: dict[str, int],
    vectors: int = 0,
    vector_width: int = 64,
) -> Layer:
    """Build the shared encoder, from Docs to one array of token vectors a Doc.

    Parameters
    ----------
    width : int
        Length of the vector of a token.
    depth : int
        Number of convolutions; a token sees ``depth`` neighbours on each side.
    embed_width : int
        Length of the embedding of one feature.
    rows : dict of str to int
        Features to embed and the rows of their hash tables (Svenstrup et al., 2017).
    vectors, vector_width : int
        Rows and columns of the table of static vectors; no rows, no table.
    """
    encoder = build_encoder(
        width=width,
        depth=depth,
        embed_width=embed_width,
        rows=rows,
        vectors=vectors,
        vector_width=vector_width,
    )
    return chain(extract_features(), encoder)


def build_encoder(
    *,
    width: int,
    depth: int,
    embed_width: int,
    rows: dict[str, int],
    vectors: int = 0,
    vector_width: int = 64,
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
        tables.append(static_vectors(vectors, vector_width))
        size += vector_width
    mix = Maxout(nO=width, nI=size, nP=3, normalize=True, dropout=0.0)
    convolution: Layer = chain(
        expand_window(window_size=1),
        Maxout(nO=width, nI=width * 3, nP=3, normalize=True, dropout=0.0),
    )
    embed: Layer = once_per_form(chain(concatenate(*tables), mix))
    context: Layer = clone(residual(convolution), depth)
    model: Layer = chain(with_array(embed), with_array(context, pad=depth))
    model.set_dim("nO", width)
    return model


def build_head(width: int, hidden: int, n_labels: int | None = None) -> Layer:
    """Build a scorer over token vectors: one hidden layer, then labels."""
    return chain(Maxout(nO=hidden, nI=width, nP=2, normalize=True), Linear(nO=n_labels, nI=hidden))


def extract_features() -> Layer:
    """Turn Docs into their hashed features, one row a token."""
    return Model("skrot_features", _extract)


def _extract(model: Layer, docs: list[Doc], is_train: bool) -> tuple[list[Any], Backprop]:
    return [doc_features(doc) for doc in docs], lambda _: []


def static_vectors(rows: int, width: int) -> Layer:
    """Look words up in a fixed table: the form, else its base form, else nothing (zeros).

    The table holds sorted 64-bit keys and vectors of bytes with a scale for each column.
    """
    params: dict[str, Any] = {
        "keys": np.zeros(rows, dtype=np.uint64),
        "table": np.zeros((rows, width), dtype=np.int8),
        "scales": np.ones(width, dtype=np.float32),
    }
    return Model("skrot_static_vectors", _look_up, dims={"nO": width}, params=params)


def _look_up(model: Layer, X: Any, is_train: bool) -> tuple[Any, Backprop]:
    keys: Any = model.get_param("keys")
    table: Any = model.get_param("table")
    vectors = np.zeros((len(X), table.shape[1]), dtype=np.float32)
    missing = np.ones(len(X), dtype=np.bool_)
    for name in ("vector", "base_vector"):
        wanted = X[:, NAMES.index(name)]
        found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = missing & (keys[found] == wanted)
        vectors[hit] = table[found[hit]]
        missing &= ~hit
    return vectors * model.get_param("scales"), lambda _: X


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
