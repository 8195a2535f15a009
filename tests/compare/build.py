"""Claims, frames and parsed sentences for the comparison, built by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import spacy
from spacy.tokens import Doc

from skrot.compare.claims import Claim
from skrot.compare.frames import find_frames
from skrot.extract.numbers import find_numbers
from skrot.records import (
    DocumentFacts,
    Frame,
    Mention,
    Number,
    Sentence,
    SentenceFeatures,
)

_CASES = {"n": "Nom", "g": "Gen", "d": "Dat", "a": "Acc", "i": "Ins", "l": "Loc"}
_NUMBERS = {"s": "Sing", "p": "Plur"}
_GENDERS = {"m": "Masc", "f": "Fem", "n": "Neut"}


def parsed(text: str) -> Doc:
    """Make a parsed sentence of tokens "form/lemma/POS/features/head/relation".

    Features are case, number, gender of what declines ("gpm"), "past", "fut", "inf" or "part" with
    them of a verb ("past:sn"), or a dash; a head is the place of a token from 1, 0 for the root.
    """
    rows = [token.rsplit("/", 5) for token in text.split()]
    vocab = spacy.blank("pl").vocab
    heads = [int(row[4]) - 1 if int(row[4]) else at for at, row in enumerate(rows)]
    return Doc(
        vocab,
        words=[row[0].replace("_", " ") for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        morphs=["|".join(sorted(_features(row[2], row[3]))) for row in rows],
        heads=heads,
        deps=[row[5] for row in rows],
        sent_starts=[at == 0 for at in range(len(rows))],
    )


def _features(pos: str, code: str) -> list[str]:
    if code == "-":
        return []
    kind, _, agrees = code.partition(":")
    if kind in {"past", "fut", "pres"}:
        found = ["VerbForm=Fin", f"Tense={kind.title()}"]
    elif kind == "inf":
        return ["VerbForm=Inf"]
    elif kind == "part":
        found = ["VerbForm=Part", "Voice=Pass", f"Case={_CASES[agrees[0]]}"]
        agrees = agrees[1:]
    else:
        found, agrees = [f"Case={_CASES[code[0]]}"], code[1:]
    if agrees:
        found += [f"Number={_NUMBERS[agrees[0]]}"]
    if len(agrees) > 1:
        found += [f"Gender={_GENDERS[agrees[1]]}"]
    if agrees.endswith("h"):
        found += ["Animacy=Hum"]
    return found


def frames_of(text: str) -> list[Frame]:
    """Give the frames of a parsed sentence."""
    doc = parsed(text)
    sentence = Sentence("a", 0, 0, len(doc.text), doc.text, "body", (), len(doc))
    lemmas = tuple(token.lemma_.lower() for token in doc)
    return find_frames(doc, [sentence], [SentenceFeatures(0, lemmas, 0)], find_numbers(doc))


def frame(value: str | None = "100", doc: str = "a", **fields: Any) -> Frame:
    """Make a frame of one number; fields are of `Frame`, or else of `Number`."""
    own = {name: fields.pop(name) for name in list(fields) if name in Frame.__struct_fields__}
    kind = own.pop("kind", "money")
    start = fields.pop("start", 0)
    n = fields.pop("n", 0)
    if value is not None:
        fields["value"] = Decimal(value)
    kinds = {"count": "cardinal", "age": "duration", "votes": "cardinal"}
    if kind == "money":
        fields.setdefault("currency", "PLN")
    number = Number(doc, n, start, start + 1, value or "", kinds.get(kind, kind), **fields)
    return Frame(number, kind, **own)


def claim(value: str | None = "100", doc: str = "a", **fields: Any) -> Claim:
    """Make a claim of one number by itself; fields are of `Claim`, `Frame` or `Number`."""
    own = {name: fields.pop(name) for name in list(fields) if name in Claim.__struct_fields__}
    given: dict[str, Any] = {
        "words": {},
        "entities": {},
        "place": ("", ""),
        "origin": doc,
        "date": None,
        "title": False,
        "paragraph": 0,
        "lemmas": frozenset(),
        "named": frozenset(),
        "institutions": frozenset(),
        "beside": (),
        "about": frozenset(),
        "holder": frozenset(),
        "narrow": frozenset(),
    }
    return Claim(frame(value, doc, **fields), **{**given, **own})


def facts(
    doc: str, text: str, *frames: Frame, names: dict[str, str] | None = None, **fields: Any
) -> DocumentFacts:
    """Make what is known of a document of one sentence; ``names`` maps words to entities."""
    mentions = [
        Mention(doc, 0, text.index(word), text.index(word) + len(word), word, "placeName", entity)
        for word, entity in (names or {}).items()
    ]
    return DocumentFacts(
        doc,
        [Sentence(doc, 0, 0, len(text), text, "body", (), len(text.split()))],
        [SentenceFeatures(0, tuple(text.lower().split()), 0)],
        mentions=mentions,
        numbers=[given.number for given in frames],
        frames=frames,
        **fields,
    )
