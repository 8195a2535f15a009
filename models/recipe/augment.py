"""Variation of the training text that the corpora lack."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
from numpy.typing import NDArray
from spacy.strings import get_string_id

from models.recipe.examples import Chunk, Taught
from skrot.annotate.features import NAMES, form_features

# The corpora print only these; real texts print them in many ways.
_DASHES = ("–", "—", "-")
_QUOTES = (("„", "”"), ("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))
_WORD = ("norm", "lemmas", "prefix", "suffix3", "suffix4")
_DICTIONARY = ("classes", "tags", "lemmas", "names")
_BLOCKS, _UPPER, _LOWER, _PRINTED = 0.15, 0.03, 0.01, 0.7
_HIDDEN = (
    (_WORD, 0.0, 0.11),
    (_DICTIONARY, 0.11, 0.19),
    (_WORD + _DICTIONARY, 0.19, 0.25),
)
_COLUMN = {name: n for n, name in enumerate(NAMES)}


class NamePool:
    """Words of names by their label and inflection, to stand in for one another.

    Parameters
    ----------
    chunks : list of Chunk
        The training text.
    """

    def __init__(self, chunks: list[Chunk]) -> None:
        self._words: dict[tuple[int, int], list[tuple[Chunk, int]]] = {}
        for chunk in chunks:
            for n in np.nonzero(chunk.names)[0] if chunk.names is not None else ():
                self._words.setdefault(self._key(chunk, int(n)), []).append((chunk, int(n)))

    def _key(self, chunk: Chunk, n: int) -> tuple[int, int]:
        label = -1 if chunk.names is None else int(chunk.names[n])
        return label, int(chunk.features[n, _COLUMN["tags"]])

    def swapped(self, chunk: Chunk, share: float, rng: random.Random) -> Chunk:
        """Replace a share of the words in names; the labels of names stay as they are."""
        if chunk.names is None or not share:
            return chunk
        forms, tags, features = list(chunk.forms), list(chunk.tags), chunk.features.copy()
        for n in np.nonzero(chunk.names)[0]:
            if rng.random() < share and chunk.forms[n][0].isupper():
                others = self._words.get(self._key(chunk, int(n)))
                if others is None:  # a label of a teacher
                    continue
                other, at = rng.choice(others)
                forms[n], tags[n] = other.forms[at], other.tags[at]
                features[n] = other.features[at]
        return dataclasses.replace(chunk, forms=tuple(forms), tags=tuple(tags), features=features)


def augmented(chunk: Chunk, rng: random.Random) -> Chunk:
    """Vary quotation marks, dashes and letter case; now and then set sentences apart as blocks."""
    if chunk.names is not None and rng.random() < _BLOCKS:
        chunk = _as_blocks(chunk, rng)
    forms = list(chunk.forms)
    roll = rng.random()
    if chunk.names is not None and roll < _UPPER:
        forms = [f.upper() for f in forms]
    elif chunk.names is not None and roll < _UPPER + _LOWER:
        forms = [f.lower() for f in forms]
    if rng.random() < _PRINTED:
        dash, quotes = rng.choice(_DASHES), rng.choice(_QUOTES)
        opened = False
        for n, form in enumerate(forms):
            if form == "-":
                forms[n] = dash
            elif form == '"':
                forms[n] = quotes[opened]
                opened = not opened
    if tuple(forms) == chunk.forms:
        return chunk
    features = np.stack([form_features(form) for form in forms])
    return dataclasses.replace(chunk, forms=tuple(forms), features=features)


def _as_blocks(chunk: Chunk, rng: random.Random) -> Chunk:
    """Put a blank line before some sentences; what stands above may lose its full stop."""
    order: list[int] = []
    for n in range(len(chunk.forms)):
        if n and chunk.starts[n] and rng.random() < 0.5:
            stop = chunk.forms[n - 1] == "." and chunk.names is not None and not chunk.names[n - 1]
            if stop and rng.random() < 0.5:
                order.pop()
            order.append(-1)
        order.append(n)
    taken = np.array(order)
    blank = taken < 0
    names, kinds = (
        None if labels is None else np.where(blank, 0, labels[taken])
        for labels in (chunk.names, chunk.kinds)
    )
    taught = None
    if chunk.taught is not None:
        outside = np.eye(1, chunk.taught.names.shape[1], dtype=np.float16)
        taught = Taught(
            np.where(blank[:, None], outside, chunk.taught.names[taken]),
            np.where(blank, 0.0, chunk.taught.starts[taken]).astype(np.float16),
        )
    return Chunk(
        tuple("\n\n" if n < 0 else chunk.forms[n] for n in order),
        tuple(n >= 0 and chunk.spaces[n] for n in order),
        np.where(blank[:, None], form_features("\n\n")[None, :], chunk.features[taken]),
        np.where(blank, False, chunk.starts[taken]),
        names,
        kinds,
        tuple(() if n < 0 else chunk.tags[n] for n in order),
        chunk.gold_tags,
        taught,
    )


def drop_features(
    features: list[NDArray[np.uint64]], generator: np.random.Generator, factor: float
) -> list[NDArray[np.uint64]]:
    """Hide the identity of some words and what the dictionary says about others.

    A form is treated alike in the whole batch, so a hidden word is an unknown word there. Without
    this the network never learns to tell names and tags from context. ``factor`` multiplies the
    shares of words that lose something.
    """
    stacked = np.concatenate(features)
    _, first, inverse = np.unique(stacked[:, 0], return_index=True, return_inverse=True)
    rows = stacked[first].copy()
    roll = generator.random(len(rows)) / factor
    for names, low, high in _HIDDEN:
        chosen = (roll >= low) & (roll < high)
        for name in names:
            rows[chosen, _COLUMN[name]] = get_string_id(f"{name}=?")
    lengths = np.cumsum([len(f) for f in features])[:-1]
    return np.split(rows[inverse], lengths)
