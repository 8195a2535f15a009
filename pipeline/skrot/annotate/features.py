"""What the network reads of a word: its form and everything the dictionary says about it.

A feature is a string that depends on the form alone, hashed to 64 bits, so it is computed once a
form and the embedding once a form and batch.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.lang.lex_attrs import word_shape
from spacy.strings import get_string_id

from skrot.annotate.tagset import coarse
from skrot.polish.dictionary import COMMON, Reading, analyse

NAMES = (
    "form",
    "norm",
    "prefix",
    "suffix2",
    "suffix3",
    "suffix4",
    "shape",
    "classes",
    "tags",
    "lemmas",
    "names",
)
_DIGIT = re.compile(r"\d")
_GENDER = re.compile(r":(?:m[123]|f|n)\b")


@lru_cache(maxsize=1 << 16)
def form_features(form: str) -> NDArray[np.uint64]:
    """Give the hashed features of one form.

    Returns
    -------
    ndarray of uint64, shape (len(NAMES),)
        The first is the form itself and tells rows apart; it is not embedded.
    """
    hashed = [get_string_id(f"{n}={v}") for n, v in zip(NAMES, describe(form), strict=True)]
    return np.array(hashed, dtype=np.uint64)


def describe(form: str) -> tuple[str, ...]:
    """Give the features of a form as strings, in the order of ``NAMES``."""
    low = _DIGIT.sub("0", form.lower())
    if form.isspace():
        low = "\n" if "\n" in form else " "
    readings = analyse(form) or analyse(form + ".")
    return (
        form,
        low,
        low[:3],
        low[-2:],
        low[-3:],
        low[-4:],
        word_shape(form),
        _classes(readings),
        _tags(readings),
        "|".join(sorted({r.lemma.lower() for r in readings})[:4]) or "?",
        _names(form, readings),
    )


def _classes(readings: tuple[Reading, ...]) -> str:
    return "|".join(sorted({r.pos for r in readings})) or "?"


def _tags(readings: tuple[Reading, ...]) -> str:
    tags = {tag for r in readings for tag in _without_gender(r.tag)}
    return "|".join(sorted(tags)) or "?"


@lru_cache(maxsize=1 << 12)
def _without_gender(tag: str) -> tuple[str, ...]:
    return tuple({_GENDER.sub("", variant) for variant in coarse(tag)})


def _names(form: str, readings: tuple[Reading, ...]) -> str:
    classes = {name for r in readings for name in r.names}
    case = "upper" if form.isupper() else "title" if form[:1].isupper() else "lower"
    return case + ":" + ("|".join(sorted(classes - {COMMON})) or ("common" if classes else "-"))
