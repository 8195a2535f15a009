"""Vectors of tokens and of texts, by onnxruntime.

The network is a BERT (Devlin et al., 2019) of a few layers, taught by multilingual-e5-small (Wang
et al., 2024) to give a sentence the vector that the teacher gives it. A window is computed by
itself, on one thread: what stands beside it in a batch cannot change a vector.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from skrot.network.pieces import WINDOW, Cutter, breaks, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]

FILES = ("encoder.onnx", "pieces.npz", "tokenizer.json")
"""What an encoder is read from."""
_BEGIN, _END = 0, 2
_BLOCK = 32
# What themes are told by is encoded more than once, and may be while others are at work.
_TEXTS = 1 << 10


class Encoder:
    """Reads texts.

    The vector of a token is the sum of those of its pieces, less what all text has in common, so
    that the sum over the tokens of a sentence points where the sentence does, and the cosine of
    two such sums tells how much alike two sentences are.

    Parameters
    ----------
    files : mapping of str to bytes
        The contents of `FILES`.
    """

    def __init__(self, files: Mapping[str, bytes]) -> None:
        from tokenizers import Tokenizer

        self.files = {name: files[name] for name in FILES}
        self._session = session(files["encoder.onnx"])
        self._cutter = Cutter(Tokenizer.from_buffer(files["tokenizer.json"]))
        with np.load(io.BytesIO(files["pieces.npz"])) as arrays:
            self._nibbles = arrays["nibbles"]
            self._scales = arrays["scales"].astype(np.float32)
        self.width = 2 * self._nibbles.shape[1]
        self._alone = lru_cache(_TEXTS)(self._sum)

    def tokens(self, forms: Sequence[str], spaces: Sequence[bool]) -> Floats:
        """Give the vectors of tokens, shape (tokens, width); zeros for white space.

        Parameters
        ----------
        forms : sequence of str
            The tokens of a text.
        spaces : sequence of bool
            Whether a blank follows each.
        """
        pieces = self._cutter(forms, spaces)
        starts, whole = pieces.starts(len(forms)), pieces.whole(len(forms))
        embedded = self._embedded(pieces.ids)
        ends = self._embedded(np.array([_BEGIN, _END]))
        vectors = np.zeros((len(forms), self.width), dtype=np.float32)
        for begin, end in windows(np.diff(starts), breaks(forms, spaces), WINDOW, whole):
            start, stop = int(starts[begin]), int(starts[end])
            if start < stop:
                shares = np.zeros((end - begin, stop - start + 2), dtype=np.float32)
                shares[:, 1:-1] = pieces.shares(begin, end, start, stop)
                window = np.concatenate([ends[:1], embedded[start:stop], ends[1:]])
                given = {"embedded": window, "shares": shares}
                (vectors[begin:end],) = self._session.run(None, given)
        return vectors

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give the vectors of texts that each stand alone, shape (texts, width), of length one."""
        sums = np.zeros((len(texts), self.width), dtype=np.float32)
        for row, text in enumerate(texts):
            sums[row] = self._alone(text)
        return of_length_one(sums)

    def _sum(self, text: str) -> Floats:
        words = text.split()
        found: Floats = self.tokens(words, [True] * len(words)).sum(axis=0)
        return found

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        """Unpack the vectors of pieces: blocks of 32 numbers of four bits, with a scale each."""
        nibbles = self._nibbles[ids].reshape(len(ids), self.width // _BLOCK, _BLOCK // 2)
        levels = np.concatenate([nibbles & 15, nibbles >> 4], axis=2).astype(np.float32) - 8
        rows: Floats = levels * self._scales[ids][..., None]
        return rows.reshape(len(ids), self.width)


def read_encoder(folder: Path) -> Encoder:
    """Read an encoder from a folder with `FILES`."""
    return Encoder({name: (folder / name).read_bytes() for name in FILES})


def encoder_version(folder: Path) -> str:
    """Tell one encoder from another by its files, without reading it in."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()[:16]


def encoder_width(folder: Path) -> int:
    """Tell how long the vectors of an encoder are, without reading it in."""
    with np.load(folder / "pieces.npz") as arrays:
        return _BLOCK * int(arrays["scales"].shape[1])


def session(model: bytes) -> InferenceSession:
    """Read a network; it computes on one thread, and the same whatever was computed before."""
    import onnxruntime  # not above: whoever reads no text does without it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    # The fused kernel takes four times as long as the addition and the normalisation by themselves.
    return onnxruntime.InferenceSession(
        model,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def of_length_one(rows: Floats) -> Floats:
    """Give rows of length one; zeros stay."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    norms[norms == 0] = 1
    scaled: Floats = rows / norms
    return scaled
