"""A scorer over the token vectors of the shared encoder, as the components of our model use it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from skrot.annotate.network.layers import build_head

# What `Head.files` gives.
HEAD_FILES = ("head.json", "weights")


class Head:
    """Labels and the small network that scores them for every token.

    Parameters
    ----------
    labels : tuple of str
        One a column of the scores.
    model : thinc Model
        From token vectors to scores.
    """

    def __init__(self, labels: tuple[str, ...], model: Model[Any, Any]) -> None:
        self.labels = labels
        self.model = model

    def scores(self, doc: Doc, rows: Sequence[int] | None = None) -> NDArray[np.float32]:
        """Score tokens of a Doc that has been through ``tok2vec``, shape (tokens, labels).

        All tokens, or those at ``rows``.
        """
        if len(doc.tensor) != len(doc):
            raise ValueError("the Doc has no token vectors: the component must stand after tok2vec")
        vectors = doc.tensor if rows is None else doc.tensor[np.array(rows, dtype=np.intp)]
        scores: NDArray[np.float32] = self.model.predict(vectors)
        return scores

    def files(self) -> dict[str, bytes]:
        """Give the labels and sizes, and the weights, as files by name."""
        hidden = self.model.layers[0]
        sizes = {"width": hidden.get_dim("nI"), "hidden": hidden.get_dim("nO")}
        text = json.dumps({**sizes, "labels": self.labels}, ensure_ascii=False)
        return {"head.json": text.encode(), "weights": self.model.to_bytes()}


def read_head(files: Mapping[str, bytes]) -> Head:
    """Read what ``Head.files`` gave."""
    facts = json.loads(files["head.json"])
    labels = tuple(facts["labels"])
    model = build_head(facts["width"], facts["hidden"], len(labels))
    model.from_bytes(files["weights"])
    return Head(labels, model)


class Learned:
    """A component that keeps what it learned as a few files, or nothing where it has no weights.

    spaCy calls ``to_disk`` and ``from_disk``, or ``to_bytes`` and ``from_bytes``, for the pipeline.
    ``names`` are those of its files; another file in its folder is left alone.
    """

    names: ClassVar[tuple[str, ...]] = HEAD_FILES

    def files(self) -> dict[str, bytes]:
        """Give what was learned as files by name."""
        raise NotImplementedError

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave."""
        raise NotImplementedError

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component into a folder."""
        for name, data in self.files().items():
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the component from a folder; one without weights left none."""
        if Path(path).is_dir():
            files = (Path(path) / name for name in self.names)
            self._take({file.name: file.read_bytes() for file in files if file.is_file()})
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the component as bytes."""
        return msgspec.msgpack.encode(self.files())

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read the component from bytes."""
        self._take(msgspec.msgpack.decode(data, type=dict[str, bytes]))
        return self

    def _take(self, files: Mapping[str, bytes]) -> None:
        if files:
            self.learn(files)
