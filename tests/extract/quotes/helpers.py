"""Hand-built documents with the names of people and institutions, without a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from spacy.tokens import Doc

from skrot.extract.quotes import find_quotes
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention, Quote
from tests.summarise.helpers import CASES, GENDERS, VOCAB

# How a word is called that a name of somebody begins with, and what it is.
PEOPLE: Mapping[str, tuple[str, EntityLabel]] = {
    "Nowak": ("Jan Nowak", "persName"),
    "Nowaka": ("Jan Nowak", "persName"),
    "Lis": ("Anna Lis", "persName"),
    "Wilkiem": ("Adam Wilk", "persName"),
    "PAP": ("PAP", "orgName"),
    "Globex": ("Globex", "orgName"),
    "Polski": ("Polska", "placeName"),
}
NO_SPACE_BEFORE = frozenset({".", ",", "?", "!", "”", ":", ")", "»"})
NO_SPACE_AFTER = frozenset({"„", "«", "("})
FORMS = {"f": "Fin", "c": "Conv", "i": "Inf", "m": "Fin"}


class Found(NamedTuple):
    """What a test looks at of a quotation."""

    text: str
    kind: str
    speaker: str | None
    speaker_text: str | None
    act: str


def document(text: str) -> tuple[Doc, list[Mention], list[Entity]]:
    """Build a document of pieces ``word/POS/features/lemma``.

    Features of nouns are case, number, gender (``nsm``; ``nsmp`` of a participle); of verbs a form
    (``f`` finite, ``m`` an order, ``c`` participle), number, gender or person (``fsm``, ``fs3``).
    ``¶`` ends a paragraph, ``.`` a sentence; no blank follows ``<``. A full name is the word of
    `PEOPLE` with the forename before it.
    """
    words: list[str] = []
    pos_tags: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    starts: list[bool | int | None] = []
    begin = True
    pieces = text.split()
    for piece in pieces:
        word, pos, given, lemma = [*piece.rstrip("<").split("/"), "", "", ""][:4]
        words.append("\n\n" if word == "¶" else word)
        starts.append(begin)
        begin = word in {"¶", ".", "?", "!"}
        mark = not word[:1].isalnum()
        pos_tags.append("SPACE" if word == "¶" else pos or ("PUNCT" if mark else "X"))
        morphs.append("|".join(sorted(_morph(pos, given))))
        lemmas.append(lemma or word.lower())
    spaces = [
        after not in NO_SPACE_BEFORE | {"\n\n"}
        and word not in NO_SPACE_AFTER | {"\n\n"}
        and not piece.endswith("<")
        for word, after, piece in zip(words, [*words, ""][1:], pieces, strict=True)
    ]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=pos_tags,
        morphs=morphs,
        lemmas=lemmas,
        sent_starts=starts or None,
    )
    return doc, *_names(doc)


def _morph(pos: str, given: str) -> list[str]:
    found = []
    if given and pos in {"VERB", "AUX"}:
        found.append(f"VerbForm={FORMS[given[0]]}")
        found += ["Mood=Imp"] if given[0] == "m" else []
        tense = "Pres" if given[-1].isdigit() else "Past" if given[-1] in GENDERS else ""
        found += [f"Tense={tense}"] if tense and len(given) > 1 else []
        given = f" {given[1:]}"
    if given[:1] in CASES:
        found.append(f"Case={CASES[given[0]]}")
    if given[1:2] in {"s", "p"}:
        found.append("Number=Sing" if given[1] == "s" else "Number=Plur")
    if given[2:3] in GENDERS:
        found.append(f"Gender={GENDERS[given[2]]}")
    if given[3:4] == "p":
        found.append("VerbForm=Part")
    if given[2:3].isdigit():
        found.append(f"Person={given[2]}")
    return found


def _names(doc: Doc) -> tuple[list[Mention], list[Entity]]:
    mentions, entities = [], {}
    for token in doc:
        if token.text not in PEOPLE:
            continue
        name, label = PEOPLE[token.text]
        forename = name.split()[0]
        start = token.i - (token.i > 0 and doc[token.i - 1].text in {forename, f"{forename}a"})
        span = doc[start : token.i + 1]
        entities[name] = Entity(name, name, label, (name.split()[-1],), 1, ())
        mentions.append(Mention("", 0, span.start_char, span.end_char, span.text, label, name))
    return mentions, list(entities.values())


def quotes(text: str) -> list[Quote]:
    """The quotations of a document of pieces."""
    doc, mentions, entities = document(text)
    found = find_quotes(doc, mentions, entities)
    for quote in found:
        assert doc.text[quote.start : quote.end] == quote.text
    return found


def found(text: str) -> list[Found]:
    """The quotations of a document of pieces, with what a test looks at."""
    return [Found(q.text, q.kind, q.speaker, q.speaker_text, q.act) for q in quotes(text)]
