"""``pl_names``: named entities from the vectors of the shared encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotate.crf import allowed_transitions, viterbi
from pipeline.annotate.heads import Head, read_head

_FLOOR = 1e-3


class Names:
    """Sets ``doc.ents``; labels are those of the National Corpus of Polish.

    The labels of a token come from a linear-chain model: scores of the token's vector and learned
    scores of neighbouring labels.

    Parameters
    ----------
    head : Head, optional
        Scores of the BILUO labels.
    transitions : ndarray, shape (labels, labels), optional
        Learned score of a label (column) after a label (row).
    """

    def __init__(
        self, head: Head | None = None, transitions: NDArray[np.floating] | None = None
    ) -> None:
        self.head = head
        self.transitions = transitions

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of a Doc; each sentence is decoded on its own."""
        doc.set_ents(self.predict(doc))
        return doc

    def predict(self, doc: Doc) -> list[Span]:
        """Find the names of a Doc without changing it."""
        if self.head is None or self.transitions is None or not len(doc):
            return []
        labels = self.head.labels
        scores = self.head.scores(doc)
        links = self.transitions + np.where(allowed_transitions(labels), 0.0, -np.inf)
        found: list[Span] = []
        for start, end in _stretches(doc):
            path = viterbi(scores[start:end], links)
            found += _spans(doc, start, [labels[n] for n in path])
        return agree(found, _kind_scores(scores, labels))

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write the component into a folder."""
        if self.head is not None and self.transitions is not None:
            self.head.to_disk(Path(path))
            (Path(path) / "transitions").write_bytes(self.transitions.astype("<f4").tobytes())

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> Names:
        """Read the component from a folder."""
        self.head = read_head(Path(path))
        size = len(self.head.labels)
        raw = (Path(path) / "transitions").read_bytes()
        self.transitions = np.frombuffer(raw, dtype="<f4").reshape(size, size).astype(np.float64)
        return self


def agree(spans: list[Span], scores: dict[str, NDArray[np.floating]]) -> list[Span]:
    """Give mentions of one name in a document one label, the one that all together speak for.

    Parameters
    ----------
    spans : list of Span
        The names of one Doc with lemmas.
    scores : dict of str to ndarray of shape (tokens,)
        For every label, the logarithm of its probability at each token.
    """
    mentions: dict[tuple[str, ...], list[Span]] = {}
    for span in spans:
        mentions.setdefault(tuple(token.lemma_.lower() for token in span), []).append(span)
    label: dict[tuple[str, ...], str] = {}
    for key, group in mentions.items():
        kinds = sorted({span.label_ for span in group})
        if len(kinds) > 1:
            weight = {k: sum(scores[k][s.start : s.end].mean() for s in group) for k in kinds}
            label[key] = max(kinds, key=lambda kind: weight[kind])
    return [
        Span(span.doc, span.start, span.end, label=label[key])
        if (key := tuple(token.lemma_.lower() for token in span)) in label
        else span
        for span in spans
    ]


def _kind_scores(
    scores: NDArray[np.float32], labels: tuple[str, ...]
) -> dict[str, NDArray[np.floating]]:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    shifted /= shifted.sum(axis=1, keepdims=True)
    kinds = sorted({label[2:] for label in labels if label != "O"})
    return {
        kind: np.log(
            shifted[:, [n for n, x in enumerate(labels) if x[2:] == kind]].sum(axis=1) + _FLOOR
        )
        for kind in kinds
    }


def _stretches(doc: Doc) -> list[tuple[int, int]]:
    if not doc.has_annotation("SENT_START"):
        return [(0, len(doc))]
    return [(sentence.start, sentence.end) for sentence in doc.sents]


def _spans(doc: Doc, offset: int, labels: list[str]) -> list[Span]:
    found: list[Span] = []
    begin = 0
    for n, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if prefix in {"B", "U"}:
            begin = n
        if prefix in {"L", "U"}:
            found.append(Span(doc, offset + begin, offset + n + 1, label=kind))
    return found


@Language.factory("pl_names", assigns=["doc.ents"])
def create_names(nlp: Language, name: str) -> Names:
    """Create the component; without weights (read by ``from_disk``) it finds nothing."""
    return Names()
