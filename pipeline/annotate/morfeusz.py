"""``pl_morfeusz``: lemmas, parts of speech and morphology chosen among dictionary readings.

The dictionary gives every reading of a form; what chooses among them is a score for every reading
in its context. In our model the scores are learned; elsewhere they tell how well a reading agrees
with the part of speech and morphology that the pipeline has predicted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Set
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.annotate.abbreviations import load_abbreviations
from pipeline.annotate.dictionary import Form, Reading, analyse, expand, generate
from pipeline.annotate.guesser import base_form, prefixed
from pipeline.annotate.heads import Head, read_head
from pipeline.annotate.tagset import (
    features,
    labels,
    load_tagset,
    token_readings,
)

__all__ = ["Form", "Morfeusz", "Reading", "analyse", "create_morfeusz", "expand", "generate"]

_PRIOR_WEIGHT = 0.5
_FREE_WEIGHT = 0.15
_NAME_BONUS = 1.0
_RARE_PENALTY = 1.0
_SHORT_BONUS = 12.0
_DOUBTFUL_BONUS = 3.0
_PRONOUNS = frozenset({"ppron3", "ppron12", "siebie"})
_CACHE = 1 << 16
_INFLECTED = frozenset({"subst", "ger", "adj", "fin", "praet", "inf", "impt", "ppas", "pact"})
_OPEN_LABELS = ("NOUN|subst", "PROPN|subst", "ADJ|adj", "ADV|adv", "VERB|", "X|")
_NUMBER_LABELS = ("NUM|num", "ADJ|adj", "X|dig")


class Option(NamedTuple):
    """A reading in the variant that a label names; ``column`` is the label's score."""

    reading: Reading
    label: str
    column: int
    merit: float


class Choice(NamedTuple):
    """What is decided about a token."""

    lemma: str
    pos: str
    morph: str


class Morfeusz:
    """Sets ``token.lemma_``, ``token.pos_`` and ``token.morph``.

    Parameters
    ----------
    head : Head, optional
        Learned scores of labels; without it the pipeline's own predictions choose.
    lemmas : dict of str to float, optional
        Logarithms of lemma frequencies, for forms whose readings have the same label.
    """

    def __init__(self, head: Head | None = None, lemmas: dict[str, float] | None = None) -> None:
        self.lemmas = lemmas or {}
        self.head = head
        self._set_index()

    def _set_index(self) -> None:
        names = self.head.labels if self.head else ()
        self._index = {label: n for n, label in enumerate(names)}
        self._open = [n for n, label in enumerate(names) if label.startswith(_OPEN_LABELS)]
        self._cache: dict[tuple[str, bool], list[Option]] = {}
        self._figures = [n for n, label in enumerate(names) if label.startswith(_NUMBER_LABELS)]

    def __call__(self, doc: Doc) -> Doc:
        """Set lemma, part of speech and morphology of all tokens."""
        for token, choice in zip(doc, self.predict(doc), strict=True):
            token.lemma_ = choice.lemma
            token.pos_ = choice.pos
            token.set_morph(choice.morph)
        return doc

    def predict(self, doc: Doc) -> list[Choice]:
        """Decide about every token of a Doc without changing it."""
        scores = self.head.scores(doc) if self.head else None
        known = {token.text for token in doc}
        return [
            self._choose(token, None if scores is None else scores[token.i], known) for token in doc
        ]

    def _choose(self, token: Token, scores: NDArray[np.float32] | None, known: Set[str]) -> Choice:
        form = token.text
        if token.is_space:
            return Choice(form, "SPACE", "")
        options = self._options(form, _before_stop(token))
        if not options:
            return self._unknown(token, scores, known)
        named = bool(token.ent_type_) and token.ent_type_ not in {"date", "time"}
        best, highest = options[0], -math.inf
        for option in options:
            if scores is None:
                value = option.merit + _agreement(option, token)
            else:
                value = option.merit + float(scores[option.column])
            if named and option.reading.lemma[:1].isupper():
                value += _NAME_BONUS
            if value > highest:
                best, highest = option, value
        pos = best.label.partition("|")[0]
        morph = _punctuation(form) if pos == "PUNCT" else features(best.reading, best.label, pos)
        return Choice(best.reading.lemma, pos, morph)

    def _options(self, form: str, stop: bool) -> list[Option]:
        """Give the readings of a form, one a label, with what speaks for each whatever the text."""
        key = (form, stop)
        if key not in self._cache:
            if len(self._cache) >= _CACHE:
                self._cache.clear()
            readings = token_readings(form, stop) or prefixed(form)
            self._cache[key] = [
                Option(reading, label, self._index.get(label, -1), merit)
                for reading, merit in zip(readings, self._merits(form, readings), strict=True)
                for label in labels(reading)
                if not self._index or label in self._index
            ]
        return self._cache[key]

    def _merits(self, form: str, readings: tuple[Reading, ...]) -> list[float]:
        """Give what speaks for each reading: how common its lemma is beside its rivals."""
        priors = [self.lemmas.get(r.lemma, 0.0) for r in readings]
        free = all(r.pos in _INFLECTED for r in readings)
        merits: list[float] = []
        for reading, prior in zip(readings, priors, strict=True):
            rivals = [p for r, p in zip(readings, priors, strict=True) if r.pos == reading.pos]
            merit = _PRIOR_WEIGHT * (prior - max(rivals))
            if free:
                merit += _FREE_WEIGHT * (max(rivals) - max(priors))
            if reading.qualifiers:
                merit -= _RARE_PENALTY
            if reading.tag == "brev:pun":
                merit += _short_merit(form, reading, readings)
            merits.append(merit)
        return merits

    def _unknown(self, token: Token, scores: NDArray[np.float32] | None, known: Set[str]) -> Choice:
        form = token.text
        figures = form[0].isdigit() or (form.isupper() and set(form) <= set("IVXLCDM"))
        if scores is None:
            if figures or token.pos_ not in {"NOUN", "PROPN", "ADJ"} or not form[:1].isupper():
                return Choice(token.lemma_ or form, token.pos_, str(token.morph))
            case, gender = _predicted(token)
            return Choice(base_form(form, case, gender, known), token.pos_, str(token.morph))
        if not any(char.isalnum() for char in form):
            return Choice(form, "PUNCT", _punctuation(form))
        pool = self._figures if figures else self._open
        label = self._label(pool, scores)
        pos, _, tag = label.partition("|")
        if figures:
            kind = "Ord" if pos == "ADJ" else "Card"
            morph = "NumForm=Digit" if pos == "X" else f"NumForm=Digit|NumType={kind}"
            plain = features(Reading(form, tag), label, pos) if pos != "X" else ""
            kept = [p for p in plain.split("|") if p and not p.startswith("NumForm")]
            return Choice(form, pos, "|".join(sorted([*kept, *morph.split("|")])))
        lemma = form
        if form[:1].isupper():
            if pos == "NOUN":
                pos = "PROPN"
            fields = tag.split(":")
            case = next((f for f in fields if f in _CASES), "")
            lemma = base_form(form, case, fields[-1], known) if pos in {"PROPN", "ADJ"} else form
        return Choice(lemma, pos, features(Reading(lemma, tag), label, pos))

    def _label(self, pool: list[int], scores: NDArray[np.float32]) -> str:
        assert self.head is not None
        return self.head.labels[pool[int(np.argmax(scores[pool]))]]

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write the component into a folder."""
        if self.head is None:
            return
        self.head.to_disk(Path(path))
        text = json.dumps(self.lemmas, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (Path(path) / "lemmas.json").write_text(text, encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> Morfeusz:
        """Read the component from a folder."""
        if (Path(path) / "head.json").exists():
            self.head = read_head(Path(path))
            self.lemmas = json.loads((Path(path) / "lemmas.json").read_text("utf-8"))
            self._set_index()
        return self


_CASES = frozenset({"nom", "gen", "dat", "acc", "inst", "loc", "voc"})


def _before_stop(token: Token) -> bool:
    after = token.i + 1
    return after < len(token.doc) and token.doc[after].text == "." and not token.whitespace_


def _punctuation(form: str) -> str:
    table = load_tagset().punctuation
    return next((pairs for pairs, forms in table.items() if form in forms), "")


def _agreement(option: Option, token: Token) -> float:
    """Count how far a reading agrees with what the pipeline has predicted for the token."""
    pos = option.label.partition("|")[0]
    mine = set(features(option.reading, option.label, pos).split("|"))
    theirs = set(str(token.morph).split("|"))
    score = 3.0 if pos == token.pos_ else 1.0 if {pos, token.pos_} <= {"NOUN", "PROPN"} else 0.0
    return score + len(mine & theirs) / math.sqrt(1 + len(mine | theirs))


def _short_merit(form: str, reading: Reading, readings: tuple[Reading, ...]) -> float:
    """Prefer an abbreviation before a full stop, the more the less a word can stand there."""
    if len(form) == 1 and form.isupper():
        return _SHORT_BONUS if reading.lemma == form else 0.0
    if form.lower() not in _shortened():
        return 0.0
    doubtful = any(r.pos in _PRONOUNS for r in readings)
    return _DOUBTFUL_BONUS if doubtful else _SHORT_BONUS


@lru_cache(maxsize=1)
def _shortened() -> frozenset[str]:
    groups = load_abbreviations()
    return groups.inner | groups.final | groups.before_number


def _predicted(token: Token) -> tuple[str, str]:
    values = {v: k for k, v in load_tagset().values.items()}
    case = "".join(token.morph.get("Case"))
    gender = "|".join(f"{n}={v}" for n in ("Gender", "Animacy") for v in token.morph.get(n))
    return values.get(f"Case={case}", ""), values.get(gender, "m1" if "Masc" in gender else "")


@Language.factory(
    "pl_morfeusz",
    assigns=["token.lemma", "token.pos", "token.morph"],
)
def create_morfeusz(nlp: Language, name: str) -> Morfeusz:
    """Create the component; learned scores, if any, are read by ``from_disk``."""
    return Morfeusz()
