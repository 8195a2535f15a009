"""A scorer over the token vectors of the shared encoder, as the components of our model use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

from pipeline.annotate.layers import build_head


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

    def scores(self, doc: Doc) -> NDArray[np.float32]:
        """Score the tokens of a Doc that has been through ``tok2vec``, shape (tokens, labels)."""
        if len(doc.tensor) != len(doc):
            raise ValueError("the Doc has no token vectors: the component must stand after tok2vec")
        scores: NDArray[np.float32] = self.model.predict(doc.tensor)
        return scores

    def to_disk(self, path: Path) -> None:
        """Write the labels, the sizes and the weights into a folder."""
        path.mkdir(parents=True, exist_ok=True)
        hidden = self.model.layers[0]
        sizes = {"width": hidden.get_dim("nI"), "hidden": hidden.get_dim("nO")}
        text = json.dumps({**sizes, "labels": self.labels}, ensure_ascii=False)
        (path / "head.json").write_text(text, encoding="utf-8")
        (path / "weights").write_bytes(self.model.to_bytes())


def read_head(path: Path) -> Head:
    """Read what ``Head.to_disk`` wrote."""
    facts = json.loads((path / "head.json").read_text("utf-8"))
    labels = tuple(facts["labels"])
    model = build_head(facts["width"], facts["hidden"], len(labels))
    model.from_bytes((path / "weights").read_bytes())
    return Head(labels, model)
