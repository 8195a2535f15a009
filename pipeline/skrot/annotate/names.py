"""``pl_names``: named entities from the vectors of the shared encoder."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from skrot.annotate.crf import allowed_transitions, marginals, viterbi
from skrot.annotate.learned import Learned
from skrot.annotate.reader import Scorer, scorer_of
from skrot.labels import NAMES
from skrot.polish.dictionary import COMMON, GEOGRAPHIC, analyse

_FLOOR = 1e-3
_USUAL = 2 / 3
_PERSON = "persName"
_PLACES = frozenset({"placeName", "geogName"})


class Names(Learned):
    """Sets ``doc.ents``; labels are those of the National Corpus of Polish.

    ``doc.spans["names"]`` has the same spans, with ``attrs["scores"]``, one a span: how sure it is
    that this, from its first word to its last, is a name of this kind, between 0 and 1; places are
    one kind.

    ``span._.relational`` tells names from adjectives and inhabitants, see `relational`.

    The labels of a token come from a linear-chain model: scores of the token and learned scores of
    neighbouring labels.

    Parameters
    ----------
    scorer : Scorer, optional
        Scores of the BILUO labels ("names").
    transitions : ndarray, shape (labels, labels), optional
        Learned score of a label (column) after a label (row).
    """

    names = ("transitions",)

    def __init__(
        self, scorer: Scorer | None = None, transitions: NDArray[np.floating] | None = None
    ) -> None:
        self.scorer = scorer
        self.transitions = transitions
        mark_relational()

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of a Doc; each sentence is decoded on its own."""
        found, sure = self.predict(doc)
        doc.set_ents(found)
        doc.spans[NAMES] = SpanGroup(doc, name=NAMES, attrs={"scores": sure}, spans=found)
        return doc

    def predict(self, doc: Doc) -> tuple[list[Span], list[float]]:
        """Find the names of a Doc without changing it, and how sure each is."""
        if self.scorer is None or self.transitions is None or not len(doc):
            return [], []
        labels = self.scorer.labels["names"]
        scores = self.scorer.scores(doc, "names")
        links = self.transitions + np.where(allowed_transitions(labels), 0.0, -np.inf)
        # No name reaches over the end of a sentence, so what is begun there is also closed there.
        lengths = _lengths(doc)
        path = viterbi(scores, links, lengths)
        found = _spans(doc, [labels[n] for n in path.tolist()])
        found = agree(surnames(doc, found), _kind_scores(scores, labels))
        likely = marginals(scores, links, lengths)
        return found, [_sureness(span, likely, labels) for span in found]

    def files(self) -> dict[str, bytes]:
        """Give the scores of neighbouring labels as a file by name."""
        if self.transitions is None:
            return {}
        return {"transitions": self.transitions.astype("<f4").tobytes()}

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave."""
        raw = np.frombuffer(files["transitions"], dtype="<f4").astype(np.float64)
        self.transitions = raw.reshape(math.isqrt(len(raw)), -1)


def surnames(doc: Doc, spans: list[Span]) -> list[Span]:
    """Take a name that stands alone for a person when the text has it in full.

    Parameters
    ----------
    doc : Doc
        Its lemmas are compared.
    spans : list of Span
        The names of the Doc in their order.
    """
    full = {
        _base(token)
        for span in spans
        if span.label_ == _PERSON and len(span) > 1
        for token in span
        # The surname; with names from abroad it may stand first.
        if token.text.istitle() and (token.i == span.end - 1 or not analyse(token.text))
    }
    if not full:
        return spans
    # A word that also stands in other names, or without a capital, says too little.
    full -= {_base(t) for s in spans if s.label_ != _PERSON and len(s) > 1 for t in s}
    words = [(token.i, _base(token), token.text) for token in doc]
    full -= {base for _, base, text in words if text[0].islower()}
    inside = {at for span in spans if len(span) > 1 for at in range(span.start, span.end)}
    lone = {at for at, base, text in words if base in full and text.istitle() and at not in inside}
    kept = [span for span in spans if span.start not in lone]
    kept += [Span(doc, at, at + 1, label=_PERSON) for at in lone]
    return sorted(kept, key=lambda span: span.start)


def agree(spans: list[Span], scores: dict[str, NDArray[np.floating]]) -> list[Span]:
    """Give the stray mentions of a name the label that most of its mentions in the text have.

    Parameters
    ----------
    spans : list of Span
        The names of one Doc.
    scores : dict of str to ndarray of shape (tokens,)
        For every label, the logarithm of its probability at each token.
    """
    mentions: dict[tuple[str, ...], list[Span]] = {}
    for span in spans:
        mentions.setdefault(_key(span), []).append(span)
    labels: dict[tuple[str, ...], str] = {}
    for key, group in mentions.items():
        count = Counter(span.label_ for span in group)
        usual, times = count.most_common(1)[0]
        if len(count) > 1 and times >= _USUAL * len(group):
            weight = {
                kind: sum(float(scores[kind][s.start : s.end].mean()) for s in group)
                for kind in count
            }
            if max(weight, key=lambda kind: weight[kind]) == usual:
                labels[key] = usual
    return [
        Span(span.doc, span.start, span.end, label=labels.get(_key(span), span.label_))
        for span in spans
    ]


def _sureness(span: Span, likely: NDArray[np.float64], labels: tuple[str, ...]) -> float:
    """Give the least probability of the labels that make a span this name."""
    kinds = _PLACES if span.label_ in _PLACES else {span.label_}
    letters = "U" if len(span) == 1 else f"B{'I' * (len(span) - 2)}L"
    columns = [
        [n for n, label in enumerate(labels) if label[0] == letter and label[2:] in kinds]
        for letter in letters
    ]
    rows = zip(range(span.start, span.end), columns, strict=True)
    return round(float(min(likely[at, some].sum() for at, some in rows)), 4)


def _base(token: Token) -> str:
    return (token.lemma_ or token.text).lower()


def _key(span: Span) -> tuple[str, ...]:
    return tuple(_base(token) for token in span)


def relational(span: Span) -> bool:
    """Tell whether a place is only meant by an adjective or by the people who live there.

    The National Corpus marks "japoński" and "Japończycy" as ``placeName``; they point to a place
    but are not its name. Works with every pipeline that sets parts of speech and lemmas.
    """
    if span.label_ not in _PLACES:
        return False
    words = [token for token in span if token.text.isalpha()]
    return bool(words) and all(_is_relational(token, len(words) == 1) for token in words)


def mark_relational() -> None:
    """Register ``span._.relational`` if it is not there yet."""
    if not Span.has_extension("relational"):
        Span.set_extension("relational", getter=relational)


def _is_relational(token: Token, alone: bool) -> bool:
    if token.text[0].islower():
        return True
    if token.lemma_[:1].islower() and (alone or token.pos_ == "ADJ"):
        return True
    readings = [r for r in analyse(token.text) if r.lemma == token.lemma_]
    people = token.lemma_[:1].isupper() and any(COMMON in r.names for r in readings)
    return people and not any(GEOGRAPHIC in r.names for r in readings)


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


def _lengths(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [len(doc)]
    return [len(sentence) for sentence in doc.sents]


def _spans(doc: Doc, labels: list[str]) -> list[Span]:
    found: list[Span] = []
    begin = 0
    for n, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if prefix in {"B", "U"}:
            begin = n
        if prefix in {"L", "U"}:
            found.append(Span(doc, begin, n + 1, label=kind))
    return found


@Language.factory(
    "pl_names",
    requires=["doc.tensor"],
    assigns=["doc.ents"],
    default_config={"reader": "pl_reader"},
)
def create_names(nlp: Language, name: str, reader: str) -> Names:
    """Create the component; without weights (read by ``from_disk``) it finds nothing."""
    return Names(scorer_of(nlp, reader))
