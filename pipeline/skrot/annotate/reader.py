"""``pl_reader``: scores of tokens from their vectors and from what the dictionary says of them.

Other components ask for them by name: whether a sentence starts, which part of a name a token is.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from skrot.annotate.features import NAMES, form_features
from skrot.annotate.learned import Learned
from skrot.network import breaks, session, windows

Floats = NDArray[np.float32]

# Networks are trained on stretches of text up to about this long, in tokens, of which nothing is
# known to begin a sentence: what a window says of its ends is taken from the next one.
_WINDOW, _MARGIN = 200, 16
_CACHE = 1 << 16


class Scorer(Protocol):
    """What scores tokens."""

    labels: dict[str, tuple[str, ...]]
    """What is scored, by name: one a column."""

    def scores(self, doc: Doc, name: str) -> Floats:
        """Give scores by name, shape (tokens, labels)."""
        ...


class Reader(Learned):
    """Scores the tokens of a Doc when another component asks.

    The network reads the vectors of ``pl_encoder``, embeddings of features of each form, and by
    two bidirectional LSTMs (Hochreiter and Schmidhuber, 1997) the tokens around it.
    """

    names = ("reader.onnx", "features.npz", "labels.json")
    _held: ClassVar[tuple[str, ...]] = ("_session", "_last")

    def __init__(self) -> None:
        self.labels: dict[str, tuple[str, ...]] = {}
        self._files: dict[str, bytes] = {}
        self._last: tuple[Doc, Floats, dict[str, Floats]] | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Leave the Doc as it is."""
        return doc

    def scores(self, doc: Doc, name: str) -> Floats:
        """Give scores by name, shape (tokens, labels); those of the last Doc are kept."""
        if len(doc.tensor) != len(doc):
            raise ValueError("the Doc has no vectors: the component must stand after pl_encoder")
        vectors: Any = doc.tensor
        last = self._last
        if last is None or last[0] is not doc or last[1] is not vectors:
            last = (doc, vectors, self._read(doc))
            self._last = last
        return last[2][name]

    def files(self) -> dict[str, bytes]:
        """Give the network, the values of features it knows, and the labels as files by name."""
        return dict(self._files)

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave."""
        self._files = {name: files[name] for name in self.names}
        self.labels = {n: tuple(names) for n, names in json.loads(files["labels.json"]).items()}
        self._session = session(files["reader.onnx"])
        with np.load(io.BytesIO(files["features.npz"])) as arrays:
            self._known = {NAMES.index(name): arrays[name] for name in arrays.files}
        self._rows: dict[str, NDArray[np.int64]] = {}
        self._last = None

    def _read(self, doc: Doc) -> dict[str, Floats]:
        forms = [token.text for token in doc]
        places = breaks(forms, [bool(token.whitespace_) for token in doc])
        rows = self._rows_of(forms)
        made: list[list[Floats]] = []
        for begin, end in windows(np.ones(len(doc), dtype=np.int64), places, _WINDOW):
            first, last = max(begin - _MARGIN, 0), end + _MARGIN
            given = {"vectors": doc.tensor[first:last], "rows": rows[first:last]}
            read = self._session.run(list(self.labels), given)
            made.append([scores[begin - first : end - first] for scores in read])
        columns = (np.concatenate(parts) for parts in zip(*made, strict=True))
        return dict(zip(self.labels, columns, strict=True))

    def _rows_of(self, forms: Sequence[str]) -> NDArray[np.int64]:
        """Give for each token and feature the row of its value; 0 is any that is not known."""
        places = {form: place for place, form in enumerate(dict.fromkeys(forms))}
        new = [form for form in places if form not in self._rows]
        if len(self._rows) + len(new) > _CACHE:
            self._rows.clear()
            new = list(places)
        if new:  # all at once: a search takes as long for one value as for some hundred
            found = known_rows(self._known, np.stack([form_features(form) for form in new]))
            self._rows.update(zip(new, found, strict=True))
        table = np.stack([self._rows[form] for form in places])
        return table[[places[form] for form in forms]]


def known_rows(
    known: Mapping[int, NDArray[np.uint64]], features: NDArray[np.uint64]
) -> NDArray[np.int64]:
    """Number the values of features that are known; 0 is any other.

    Parameters
    ----------
    known : mapping of int to ndarray
        The sorted values of each feature that is used, by its place among all.
    features : ndarray of uint64, shape (tokens, all features)

    Returns
    -------
    ndarray of int, shape (tokens, features used)
    """
    rows = np.zeros((len(features), len(known)), dtype=np.int64)
    for n, (column, values) in enumerate(known.items()):
        wanted = features[:, column]
        at = np.minimum(np.searchsorted(values, wanted), len(values) - 1)
        rows[:, n] = np.where(values[at] == wanted, at + 1, 0)
    return rows


def scorer_of(nlp: Language, name: str) -> Scorer | None:
    """Find the scorer of a pipeline, which must have been added before; None if there is none."""
    return nlp.get_pipe(name) if name in nlp.pipe_names else None  # type: ignore[return-value]


@Language.factory("pl_reader", requires=["doc.tensor"])
def create_reader(nlp: Language, name: str) -> Reader:
    """Create the component; without weights (read by ``from_disk``) it scores nothing."""
    return Reader()
