"""``pl_parser``: dependencies with the universal relations, and noun chunks.

Every pair of tokens of a sentence is scored by a biaffine product (Dozat and Manning, 2017, "Deep
Biaffine Attention for Neural Dependency Parsing", ICLR), and the best tree is taken.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.symbols import NOUN, PRON, PROPN
from spacy.tokens import Doc, Span

from skrot.annotate.learned import Learned
from skrot.annotate.reader import Scorer, scorer_of
from skrot.annotate.trees import best_tree

Floats = NDArray[np.float32]
OUTPUTS = ("arc_tail", "arc_head", "relation_tail", "relation_head")
"""What the reader gives for it: vectors of tokens as they depend and as others depend on them."""

_NOTHING: Floats = np.zeros((0, 0), dtype=np.float32)
_BLANK = "dep"
# What belongs to a noun and stands beside it.
_CHUNK = frozenset({"amod", "det", "nummod", "flat", "compound", "fixed", "advmod:emph"})


class Parser(Learned):
    """Sets ``token.head`` and ``token.dep_``; sentence boundaries stay as they are.

    Parameters
    ----------
    scorer : Scorer, optional
        What gives `OUTPUTS`; without it, or without products, nothing is set.
    arcs : ndarray, shape (width + 1, width)
        The product of a token and a possible head.
    relations : ndarray, shape (labels, width + 1, width + 1)
        The product of a token and its head, for each relation; the first is that of a root.
    labels : tuple of str
        The relations.
    """

    names = ("parser.npz", "relations.json")

    def __init__(
        self,
        scorer: Scorer | None = None,
        arcs: Floats = _NOTHING,
        relations: Floats = _NOTHING,
        labels: tuple[str, ...] = (),
    ) -> None:
        self.scorer = scorer
        self.arcs = arcs
        self.relations = relations
        self.labels = labels

    def __call__(self, doc: Doc) -> Doc:
        """Set the dependencies of a Doc that has sentences."""
        if self.scorer is None or not len(self.arcs) or not len(doc):
            return doc
        heads, relations = self.predict(doc, self.scorer)
        strings = doc.vocab.strings
        ids = {label: strings.add(label) for label in {*relations}}
        rows: Any = np.empty((len(doc), 2), dtype=np.uint64)
        rows[:, 0] = (heads - np.arange(len(doc))).astype(np.int64).astype(np.uint64)
        rows[:, 1] = [ids[label] for label in relations]
        return doc.from_array([HEAD, DEP], rows)

    def predict(self, doc: Doc, scorer: Scorer) -> tuple[NDArray[np.int64], list[str]]:
        """Give the head of each token (itself for a root) and the relation to it."""
        tails, heads, of_tails, of_heads = (scorer.scores(doc, name) for name in OUTPUTS)
        found = np.arange(len(doc))
        labels = [_BLANK] * len(doc)
        for sentence in doc.sents:
            words = np.array([t.i for t in sentence if not t.is_space], dtype=np.int64)
            if not len(words):
                words = np.array([sentence.start])
            tree = best_tree(_with_one(tails[words]) @ self.arcs @ heads[words].T)
            found[words] = words[tree]
            one, other = _with_one(of_tails[words]), _with_one(of_heads[words[tree]])
            scores = ((one @ self.relations) * other).sum(axis=2)
            best = 1 + scores[1:].argmax(axis=0)  # the first is that of a root
            for word, head, label in zip(words, words[tree], best, strict=True):
                labels[word] = "ROOT" if word == head else self.labels[label]
            # Blanks hang on the word before.
            for token in sentence:
                if token.is_space and token.i not in words:
                    found[token.i] = words[max(int(np.searchsorted(words, token.i)) - 1, 0)]
        return found, labels

    def files(self) -> dict[str, bytes]:
        """Give the products and the relations as files by name."""
        if not len(self.arcs):
            return {}
        data = io.BytesIO()
        arcs, relations = self.arcs.astype(np.float16), self.relations.astype(np.float16)
        np.savez(data, arcs=arcs, relations=relations)
        return {"parser.npz": data.getvalue(), "relations.json": json.dumps(self.labels).encode()}

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave."""
        with np.load(io.BytesIO(files["parser.npz"])) as arrays:
            self.arcs = arrays["arcs"].astype(np.float32)
            self.relations = arrays["relations"].astype(np.float32)
        self.labels = tuple(json.loads(files["relations.json"]))


def _with_one(rows: Floats) -> Floats:
    return np.concatenate([rows, np.ones((len(rows), 1), dtype=np.float32)], axis=1)


def noun_chunks(doclike: Doc | Span) -> Iterator[tuple[int, int, int]]:
    """Give the nouns with what belongs to them and stands beside: spaCy's ``doc.noun_chunks``.

    A chunk is a noun, name or pronoun with its adjectives, determiners, numerals and parts of one
    name, as far as they stand without a gap; another noun in the genitive is a chunk of its own.
    """
    doc = doclike.doc
    if not doc.has_annotation("DEP"):
        raise ValueError("noun chunks need dependencies: add pl_parser to the pipeline")
    label = doc.vocab.strings.add("NP")
    last = -1
    for token in doclike:
        if token.pos not in (NOUN, PROPN, PRON) or token.dep_ in _CHUNK - {"nummod"}:
            continue
        inside = {token.i}
        todo = [token]
        while todo:
            for child in todo.pop().children:
                if child.dep_ in _CHUNK and child.i not in inside:
                    inside.add(child.i)
                    todo.append(child)
        start = end = token.i
        while start - 1 in inside:
            start -= 1
        while end + 1 in inside:
            end += 1
        if start > last:
            last = end
            yield start, end + 1, label


@Language.factory(
    "pl_parser",
    requires=["doc.tensor", "token.is_sent_start"],
    assigns=["token.dep", "token.head"],
    default_config={"reader": "pl_syntax"},
)
def create_parser(nlp: Language, name: str, reader: str) -> Parser:
    """Create the component; without weights (read by ``from_disk``) it does nothing."""
    nlp.vocab.get_noun_chunks = noun_chunks  # type: ignore[assignment]  # spaCy's Polish has none
    return Parser(scorer_of(nlp, reader))
