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
from spacy.tokens import Doc

from skrot.annotate.tagset import coarse
from skrot.polish.dictionary import COMMON, Reading, analyse

_STARTS = range(11, 1, -1)
_ENDS = range(8, 1, -1)
STARTS = tuple(f"start{size}" for size in _STARTS)
ENDS = tuple(f"end{size}" for size in _ENDS)
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
    "vector",
    "base_vector",
    *STARTS,
    *ENDS,
)
_HASHED = NAMES[: NAMES.index("vector")]
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
    values = describe(form)
    hashed = [get_string_id(f"{n}={v}") for n, v in zip(_HASHED, values, strict=False)]
    hashed += [vector_key(value) for value in values[-2:]]
    hashed += [piece_key(piece) for piece in _pieces(form)]
    return np.array(hashed, dtype=np.uint64)


def piece_key(piece: str) -> int:
    """Give the key of a part of words in the table of pieces; "▁" marks the start of a word."""
    return get_string_id(f"piece={piece}")


def _pieces(form: str) -> list[str]:
    """Give what the form begins and ends with, the longest first; empty where it is shorter."""
    cased = form.capitalize() if form.isupper() else form
    starts = ["▁" + cased[:size] if len(cased) >= size else "" for size in _STARTS]
    return starts + [cased[-size:] if len(cased) > size else "" for size in _ENDS]


def vector_key(word: str) -> int:
    """Give the key of a word in the table of static vectors."""
    return get_string_id(f"vector={word.lower()}")


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
        low,
        min((r.lemma.lower() for r in readings), default=low),
    )


def doc_features(doc: Doc) -> NDArray[np.uint64]:
    """Stack the features of all tokens, shape (len(doc), len(NAMES))."""
    if not len(doc):
        return np.zeros((0, len(NAMES)), dtype=np.uint64)
    return np.stack([form_features(token.text) for token in doc])


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
