"""``pl_morfeusz``: lemmas, parts of speech and morphology chosen among dictionary readings.

The dictionary gives every reading of a form; what chooses among them is a score for every reading
in its context. In our model the scores are learned; elsewhere they tell how well a reading agrees
with the part of speech and morphology that the pipeline has predicted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from skrot.annotate.guesser import base_form
from skrot.annotate.learned import Learned
from skrot.annotate.reader import Scorer, scorer_of
from skrot.annotate.readings import Option, list_options
from skrot.annotate.tagset import features, punctuation, to_sgjp
from skrot.polish.characters import SURE_APOSTROPHES
from skrot.polish.dictionary import Reading
from skrot.polish.tags import CASES

_CACHE = 1 << 16
_NAME_BONUS = 1.0
_SAME_POS, _NOUN_OR_NAME = 3.0, 1.0
_NOUNS = frozenset({"NOUN", "PROPN"})
_MARKS = frozenset({".", "-"})
_ROMAN = frozenset("IVXLCDM")
_OPEN_LABELS = ("NOUN|subst", "PROPN|subst", "ADJ|adj", "ADV|adv", "VERB|", "X|")
_NUMBER_LABELS = ("NUM|num", "ADJ|adj", "X|dig")

Scores = NDArray[np.float32]


class Choice(NamedTuple):
    """What is decided about a token."""

    lemma: str
    pos: str
    morph: str


class _Entry(NamedTuple):
    """What a form may be, and what it is where nothing is left to choose."""

    options: tuple[Option, ...]
    only: Choice | None = None


class Morfeusz(Learned):
    """Sets ``token.lemma_``, ``token.pos_`` and ``token.morph``.

    Without learned scores it corrects the lemmas of the pipeline that it stands in, and the parts
    of speech that the dictionary rules out.

    Parameters
    ----------
    scorer : Scorer, optional
        Learned scores of labels ("tags").
    lemmas : dict of str to float, optional
        Logarithms of lemma frequencies.
    """

    names = ("lemmas.json",)

    def __init__(
        self, scorer: Scorer | None = None, lemmas: dict[str, float] | None = None
    ) -> None:
        self.scorer = scorer
        self._set(lemmas or {})

    def _set(self, lemmas: dict[str, float]) -> None:
        self.lemmas = lemmas
        self._labels = names = self.scorer.labels.get("tags", ()) if self.scorer else ()
        self._column = {label: n for n, label in enumerate(names)}
        self._open = [n for n, label in enumerate(names) if label.startswith(_OPEN_LABELS)]
        self._figures = [n for n, label in enumerate(names) if label.startswith(_NUMBER_LABELS)]
        self._entries: dict[tuple[str, str], _Entry] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set lemma, part of speech and morphology of all tokens."""
        for token, choice in zip(doc, self.predict(doc), strict=True):
            token.lemma_ = choice.lemma
            token.pos_ = choice.pos
            token.set_morph(choice.morph)  # type: ignore[attr-defined]  # not in spaCy's stub
        return doc

    def predict(self, doc: Doc) -> list[Choice]:
        """Decide about every token of a Doc without changing it."""
        texts = [token.text for token in doc]
        known = set(texts)
        if self.scorer is None:
            return [self._agreeing(token, known) for token in doc]
        found = [self._without_scores(doc, at, texts) for at in range(len(texts))]
        unsure = [at for at, choice in enumerate(found) if choice is None]
        scores = self.scorer.scores(doc, "tags")[unsure] if unsure else ()
        chosen = iter(
            self._scored(doc[at], row, known) for at, row in zip(unsure, scores, strict=True)
        )
        return [choice or next(chosen) for choice in found]

    def _without_scores(self, doc: Doc, at: int, texts: Sequence[str]) -> Choice | None:
        """Decide about a token that can be one thing alone, whatever the scores."""
        if at > 1 and texts[at - 1] in SURE_APOSTROPHES and _is_ending(doc[at]):
            return Choice(texts[at], "X", "")
        near = at + 1 < len(texts) and texts[at + 1] in _MARKS
        return self._entry(texts[at], _after(doc[at]) if near else "").only

    def _scored(self, token: Token, scores: Scores, known: Set[str]) -> Choice:
        """Choose by learned scores."""
        form = token.text
        options = self._entry(form, _after(token)).options
        if not options:
            return self._unknown(token, scores, known)
        named = _in_name(token)
        best, highest = options[0], -math.inf
        for option in options:
            value = option.merit + float(scores[self._column[option.label]])
            if named and option.reading.lemma[:1].isupper():
                value += _NAME_BONUS
            if value > highest:
                best, highest = option, value
        if _is_roman(form) and (best.pos == "INTJ" or scores[self._figures].max() > highest):
            return self._unknown(token, scores, known)
        return _chosen(form, best)

    def _agreeing(self, token: Token, known: Set[str]) -> Choice:
        """Choose by what the pipeline has predicted for the token."""
        predicted = Choice(token.lemma_ or token.text, token.pos_, str(token.morph))
        options = self._entry(token.text, _after(token)).options
        if token.is_space:
            return Choice(token.text, predicted.pos or "SPACE", predicted.morph)
        if not options:
            if not token.text[0].isupper() or predicted.pos not in _NOUNS:
                return predicted._replace(lemma=token.text) if token.text.isalpha() else predicted
            if _before_apostrophe(token):
                return predicted._replace(lemma=token.text)
            case, gender = to_sgjp(predicted.morph)
            return predicted._replace(lemma=base_form(token.text, case, gender, known))
        named = _in_name(token)
        best = max(
            options,
            key=lambda option: (
                option.merit
                + _agreement(option, predicted)
                + (_NAME_BONUS if named and option.reading.lemma[:1].isupper() else 0.0)
            ),
        )
        same = predicted.pos == best.pos or {predicted.pos, best.pos} <= _NOUNS
        return predicted._replace(lemma=best.reading.lemma) if same else _chosen(token.text, best)

    def _entry(self, form: str, after: str) -> _Entry:
        found = self._entries.get((form, after))
        if found is None:
            if len(self._entries) >= _CACHE:
                self._entries.clear()
            found = self._entries[form, after] = self._new_entry(form, after)
        return found

    def _new_entry(self, form: str, after: str) -> _Entry:
        options = list_options(form, after, self.lemmas)
        if self.scorer is not None:
            options = tuple(option for option in options if option.label in self._column)
        if form.isspace():
            return _Entry(options, Choice(form, "SPACE", ""))
        if len(options) == 1 and not _is_roman(form):
            return _Entry(options, _chosen(form, options[0]))
        if not options and not any(char.isalnum() for char in form):
            return _Entry(options, Choice(form, "PUNCT", punctuation(form)))
        return _Entry(options)

    def _unknown(self, token: Token, scores: Scores, known: Set[str]) -> Choice:
        """Choose for a form that the dictionary does not know."""
        form = token.text
        figures = form[0].isdigit() or _is_roman(form)
        pool = self._figures if figures else self._open
        label = self._labels[pool[int(np.argmax(scores[pool]))]]
        pos, _, tag = label.partition("|")
        if figures:
            return Choice(form, pos, _figure_features(form, label))
        lemma = form
        if form[0].isupper() and pos in {"NOUN", "PROPN", "ADJ"}:
            pos = "PROPN" if pos == "NOUN" else pos
            fields = tag.split(":")
            case = next((field for field in fields if field in CASES), "")
            if not _before_apostrophe(token):
                lemma = base_form(form, case, fields[-1], known)
        return Choice(lemma, pos, features(Reading(lemma, tag), label, pos))

    def files(self) -> dict[str, bytes]:
        """Give the frequencies of lemmas as a file by name."""
        if self.scorer is None:
            return {}
        text = json.dumps(self.lemmas, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return {"lemmas.json": text.encode()}

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave; the scorer has its labels by then."""
        self._set(json.loads(files["lemmas.json"]))


def _after(token: Token) -> str:
    """Give the full stop or hyphen that touches the token, else nothing."""
    at = token.i + 1
    if token.whitespace_ or at >= len(token.doc):
        return ""
    text = token.doc[at].text
    return text if text in _MARKS else ""


def _before_apostrophe(token: Token) -> bool:
    """Tell whether an apostrophe sets the ending apart, so that the form is the base form."""
    at = token.i + 1
    return not token.whitespace_ and at < len(token.doc) and token.doc[at].text in SURE_APOSTROPHES


def _is_ending(token: Token) -> bool:
    """Tell whether the token is the ending of a foreign name: "ego" in "Colby’ego"."""
    if token.i < 2 or not token.text.islower():
        return False
    mark, name = token.doc[token.i - 1], token.doc[token.i - 2]
    glued = not mark.whitespace_ and not name.whitespace_
    return glued and mark.text in SURE_APOSTROPHES and name.text[0].isupper()


def _in_name(token: Token) -> bool:
    return bool(token.ent_type_) and token.ent_type_ not in {"date", "time"}


def _chosen(form: str, option: Option) -> Choice:
    if option.pos == "PUNCT":
        return Choice(option.reading.lemma, option.pos, punctuation(form))
    return Choice(
        option.reading.lemma, option.pos, features(option.reading, option.label, option.pos)
    )


def _is_roman(form: str) -> bool:
    return form.isupper() and set(form) <= _ROMAN


def _figure_features(form: str, label: str) -> str:
    pos, _, tag = label.partition("|")
    pairs = [f"NumForm={'Roman' if _is_roman(form) else 'Digit'}"]
    if pos != "X":
        plain = features(Reading(form, tag), label, pos).split("|")
        pairs += [pair for pair in plain if pair and not pair.startswith("NumForm")]
        pairs += ["Degree=Pos", "NumType=Ord"] if pos == "ADJ" else ["NumType=Card"]
    return "|".join(sorted(pairs))


def _agreement(option: Option, predicted: Choice) -> float:
    """Count how far a reading agrees with what the pipeline has predicted."""
    mine = set(features(option.reading, option.label, option.pos).split("|"))
    theirs = set(predicted.morph.split("|"))
    shared = len(mine & theirs) / math.sqrt(1 + len(mine | theirs))
    if option.pos == predicted.pos:
        return shared + _SAME_POS
    return shared + (_NOUN_OR_NAME if {option.pos, predicted.pos} <= _NOUNS else 0.0)


@Language.factory(
    "pl_morfeusz",
    assigns=["token.lemma", "token.pos", "token.morph"],
    default_config={"reader": "pl_syntax"},
)
def create_morfeusz(nlp: Language, name: str, reader: str) -> Morfeusz:
    """Create the component; where the pipeline has no reader of that name it corrects others'."""
    return Morfeusz(scorer_of(nlp, reader))
