"""Variation of the training text that the corpora lack."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
from examples import Chunk
from numpy.typing import NDArray
from spacy.strings import hash_string

from pipeline.annotate.features import NAMES, form_features

# The corpora print only these; real texts print them in many ways.
_DASHES = ("–", "—", "-")
_QUOTES = (("„", "”"), ("“", "”"), ("«", "»"), ("„", "“"), ('"', '"'))
_WORD = ("norm", "lemmas", "prefix", "suffix3", "suffix4")
_DICTIONARY = ("classes", "tags", "lemmas", "names")
_COLUMN = {name: n for n, name in enumerate(NAMES)}


def augmented(chunk: Chunk, rng: random.Random) -> Chunk:
    """Vary quotation marks and dashes, and now and then the letter case of everything."""
    forms = list(chunk.forms)
    roll = rng.random()
    if chunk.names is not None and roll < 0.03:
        forms = [f.upper() for f in forms]
    elif chunk.names is not None and roll < 0.04:
        forms = [f.lower() for f in forms]
    if rng.random() < 0.7:
        dash, quotes = rng.choice(_DASHES), rng.choice(_QUOTES)
        opened = False
        for n, form in enumerate(forms):
            if form == "-":
                forms[n] = dash
            elif form == '"':
                forms[n] = quotes[opened]
                opened = not opened
    if all(a == b for a, b in zip(forms, chunk.forms, strict=True)):
        return chunk
    features = np.stack([form_features(form) for form in forms])
    return dataclasses.replace(chunk, forms=tuple(forms), features=features)


def drop_features(
    features: list[NDArray[np.uint64]], generator: np.random.Generator
) -> list[NDArray[np.uint64]]:
    """Hide the identity of some words and what the dictionary says about others.

    A form is treated alike in the whole batch, so a hidden word is an unknown word there. Without
    this the network never learns to tell names and tags from context.
    """
    stacked = np.concatenate(features)
    _, first, inverse = np.unique(stacked[:, 0], return_index=True, return_inverse=True)
    rows = stacked[first].copy()
    roll = generator.random(len(rows))
    for names, chosen in (
        (_WORD, roll < 0.06),
        (_DICTIONARY, (roll > 0.06) & (roll < 0.16)),
        (_WORD + _DICTIONARY, (roll > 0.16) & (roll < 0.20)),
    ):
        for name in names:
            unknown = hash_string(f"{name}=?")
            rows[chosen, _COLUMN[name]] = unknown
    lengths = np.cumsum([len(f) for f in features])[:-1]
    return np.split(rows[inverse], lengths)
