"""Whether a stranger could read a sentence alone: what readers' marks of news have taught.

A logistic regression over what the rules of this package find, its syntax and its punctuation. It
sees what no single rule can tell: that a short sentence whose subject and objects are bare nouns
mostly needs its text. How many names it has would tell more, but in letters and laws, which name
hardly anything, it misleads. Nothing of the marked texts is kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec

from skrot.extract.discourse.language import language
from skrot.extract.discourse.subjects import NOUNS, VERBS, feature, finite
from skrot.extract.discourse.words import Word
from skrot.polish.characters import DASHES, DOUBLE_QUOTES
from skrot.records import Sentence, SentenceFeatures
from skrot.resources import resource

PACKAGED = resource("models/sentence_marks/alone.json")
"""What ships with the project: learned from marked sentences of news."""

_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})
_MODIFIERS = frozenset({"amod", "nmod", "acl", "appos", "flat", "nummod", "det"})
_END_MARKS = ".!?…"
_ELLIPSES = ("…", "...")
_MANY = 5
_SHORT = 8


class AloneWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression over :func:`standing_values`: a weight for each by name."""

    intercept: float
    weights: dict[str, float]

    def probabilities(self, values: Sequence[dict[str, float]]) -> list[float]:
        """Return how likely each sentence can be read alone, in [0, 1]."""
        return [
            1 / (1 + math.exp(-self.intercept - sum(self.weights[k] * v for k, v in row.items())))
            for row in values
        ]


@cache
def alone_weights() -> AloneWeights:
    """Return what ships with the project."""
    return msgspec.json.decode(PACKAGED.read_bytes(), type=AloneWeights)


def standing_values(
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    words: Sequence[Sequence[Word]],
) -> list[dict[str, float]]:
    """Return what tells whether the sentences of a document can be read alone.

    Parameters
    ----------
    sentences, features
        Of a document, in order; of the features what the rules have found.
    words
        The words of each sentence.

    Returns
    -------
    list of dict
        One a sentence: values by name, all of them in each.
    """
    known: set[str] = set()
    found = []
    for place, (row, feature_row) in enumerate(zip(sentences, features, strict=True)):
        inner = words[place]
        opens = place == 0 or features[place - 1].paragraph != feature_row.paragraph
        found.append(
            {
                "leans": feature_row.leans_on is not None,
                "fragment": feature_row.fragment is not None,
                "question": feature_row.question,
                "unattributed": feature_row.speaker is False,
                "evasive": feature_row.evasive,
                "adds": feature_row.adds,
                "opens_paragraph": opens,
                **_length(inner),
                **_syntax(inner, known),
                **_marks(row.text.strip()),
            }
        )
        known.update(_nouns(inner))
    return [{name: float(value) for name, value in values.items()} for values in found]


def _length(words: Sequence[Word]) -> dict[str, float]:
    size = sum(word.pos not in {"PUNCT", "SYM"} for word in words)
    return {"length": math.log(max(size, 1)), "short": size < _SHORT}


def _nouns(words: Iterable[Word]) -> list[str]:
    return [word.low_lemma for word in words if word.pos in NOUNS]


def _syntax(words: Sequence[Word], known: set[str]) -> dict[str, float]:
    """Return what the main clause, its arguments and the persons of a sentence are like.

    Parameters
    ----------
    words
        Of one sentence.
    known
        The nouns of the sentences before it.
    """
    lists = language()
    spoken = [word for word in words if word.pos not in {"PUNCT", "SYM"}]
    first = spoken[0] if spoken else None
    root = next((word for word in words if word.relation == "ROOT"), None)
    verb = next((word for word in words if finite(word)), None)
    subject = next(
        (
            word
            for word in words
            if root is not None and word.head == root.i and word.relation.startswith("nsubj")
        ),
        None,
    )
    modified = {word.head for word in words if word.relation.split(":")[0] in _MODIFIERS}
    bare = [
        word
        for word in words
        if word.relation.split(":")[0] in _ARGUMENTS
        and word.pos == "NOUN"
        and not word.entity
        and word.i not in modified
    ]
    nouns = _nouns(words)
    persons = {feature(word, "Person") for word in words if word.pos in VERBS | {"PRON"}}
    return {
        "subjectless": subject is None,
        "subject_named": subject is not None and (subject.pos == "PROPN" or subject.entity != ""),
        "subject_bare": subject in bare and feature(subject, "Number") == "Sing",
        "bare_nouns": min(len(bare), _MANY),
        "bare_known": min(sum(word.low_lemma in known for word in bare), _MANY),
        "nouns": len(nouns) / max(len(spoken), 1),
        "first_person": "1" in persons,
        "second_person": "2" in persons,
        "present": verb is not None and feature(verb, "Tense") == "Pres",
        "verb_opens": first is not None and first is verb,
        "preposition_opens": first is not None and first.pos == "ADP",
        "numeral_opens": first is not None and first.pos == "NUM",
        "pronouns": min(sum(word.lower in lists.pronouns for word in words), _MANY),
        "demonstratives": min(
            sum(word.lower in lists.demonstratives.forms for word in words), _MANY
        ),
        "adverbs": any(word.lower in lists.adverbs for word in words),
        "anaphoric_noun": any(word.low_lemma in lists.anaphoric_nouns for word in words),
    }


def _marks(text: str) -> dict[str, float]:
    return {
        "number": any(map(str.isdigit, text)),
        "colon": ":" in text,
        "ellipsis": any(mark in text for mark in _ELLIPSES),
        "dash_opens": text[:1] in DASHES,
        "quotation_opens": text[:1] in DOUBLE_QUOTES,
        "endless": not text.rstrip("".join(DOUBLE_QUOTES) + "’)").endswith(tuple(_END_MARKS)),
    }
