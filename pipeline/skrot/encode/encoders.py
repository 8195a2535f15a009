"""Sentence vectors behind one small protocol, so that another encoder can stand in.

The default is the encoder of our model, whatever pipeline annotates: it reads a document in one
pass, in which names are found, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from skrot.network import Encoder as Network
from skrot.network import encoder_version, encoder_width, parts, read_encoder
from skrot.resources import OUR_MODEL, encoder_folder
from skrot.vectors import Encoder, Vectors, unit

if TYPE_CHECKING:
    from spacy.tokens import Doc


class ModelEncoder:
    """The encoder of our model: the vector of a sentence in its context.

    Parameters
    ----------
    folder
        Where it is; that of the model that ships, if not given.
    """

    name = OUR_MODEL
    note: str | None = None

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or encoder_folder()

    @property
    def version(self) -> str:
        """The version, by the contents of its files; the network is only read to be used."""
        return encoder_version(self._folder)

    @property
    def _network(self) -> Network:
        return _read(self._folder)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts that stand alone; shape (n_texts, n_dimensions)."""
        return self._network.encode(texts)

    def encode_document(self, doc: Doc, places: Sequence[tuple[int, int]]) -> Vectors:
        """Encode stretches of a Doc, given by characters; shape (n_places, n_dimensions).

        Parameters
        ----------
        doc
            Where ``pl_encoder`` has set the vectors of tokens they are taken, else they are made.
        places
            Where sentences start and end.
        """
        starts = np.array([token.idx for token in doc], dtype=np.int64)
        tokens: Any = doc.tensor
        width = _width(self._folder)  # where the vectors are there, the network is not read
        if tokens.shape != (len(doc), width):
            tokens = self._tokens(doc, starts)
        sums = np.zeros((len(places), width), dtype=np.float32)
        for row, (start, end) in enumerate(places):
            begin, stop = np.searchsorted(starts, (start, end))
            sums[row] = tokens[begin:stop].sum(axis=0)
        return unit(sums).astype(np.float32)

    def _tokens(self, doc: Doc, starts: NDArray[np.int64]) -> Vectors:
        """Give the vectors of tokens as ``pl_encoder`` does, which reads a long text in parts."""
        found = [np.zeros((0, self._network.width), dtype=np.float32)]
        begin = 0
        for end in np.searchsorted(starts, list(parts(doc.text))).tolist():
            forms = [token.text for token in doc[begin:end]]
            spaces = [bool(token.whitespace_) for token in doc[begin:end]]
            found.append(self._network.tokens(forms, spaces))
            begin = end
        return np.concatenate(found)


@lru_cache(maxsize=2)
def _width(folder: Path) -> int:
    """Look up the width of a network once in a process."""
    return encoder_width(folder)


@lru_cache(maxsize=2)
def _read(folder: Path) -> Network:
    """Read a network once in a process."""
    return read_encoder(folder)


class SentenceTransformerEncoder:
    """Adapter for a ``sentence_transformers.SentenceTransformer`` that the caller has loaded.

    Parameters
    ----------
    model
        Any object whose ``encode(list of str)`` returns an array of shape (n, dimensions).
    name, version
        For cache keys; the model itself does not always know them.
    """

    note: str | None = None

    def __init__(self, model: Any, name: str, version: str) -> None:
        self.name = name
        self.version = version
        self._model = model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Encode texts with the wrapped model."""
        if not texts:
            return self.encode([""])[:0]
        return unit(np.array(self._model.encode(list(texts)), dtype=np.float32)).astype(np.float32)


_standing_in: ContextVar[Encoder | None] = ContextVar("encoder", default=None)


@contextmanager
def standing_in(encoder: Encoder | None) -> Iterator[None]:
    """Let another encoder give the vectors of what is done in this context and process."""
    token = _standing_in.set(encoder)
    try:
        yield
    finally:
        _standing_in.reset(token)


def load_encoder() -> Encoder:
    """Return the encoder of our model, or the one that stands in for it."""
    return _standing_in.get() or ModelEncoder()


def encode_sentences(encoder: Encoder, doc: Doc, places: Sequence[tuple[int, int]]) -> Vectors:
    """Encode sentences of a Doc, in their context where the encoder reads documents.

    Parameters
    ----------
    encoder
        Ours, or any other.
    doc
        The annotated document.
    places
        Where the sentences start and end, in characters.

    Returns
    -------
    Vectors
        Of shape (n_places, n_dimensions), of length one.
    """
    if isinstance(encoder, ModelEncoder):
        return encoder.encode_document(doc, places)
    return encoder.encode([doc.text[start:end] for start, end in places])
