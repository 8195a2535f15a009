"""A document as the name rules see it, and tests of single words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from skrot.extract.names.known import Known
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import LABELS, NAMES, EntityLabel
from skrot.polish.characters import DOUBLE_QUOTES, OPENING_DASHES
from skrot.polish.dictionary import (
    BUILDING,
    COMMON,
    COMPANY,
    FORENAME,
    GEOGRAPHIC,
    INSTITUTION,
    ORGANISATION,
    SURNAME,
    analyse,
)
from skrot.polish.inflection import adjectives
from skrot.polish.tags import slots

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How likely a nominative must be to be reckoned with.
_LIKELY = 0.5
_OPENING = OPENING_DASHES | DOUBLE_QUOTES | {"(", "["}
_NAMED: dict[str, EntityLabel] = {name: name for name, label in LABELS.items() if label.named}


_ORGANISATIONS = frozenset({COMPANY, INSTITUTION, ORGANISATION})

# So sure of a mark the model is right, though rules speak against it.
_SURE = 0.8
# So end the dictionary's words for women of a place.
_INHABITANTS = ("nka", "czka")

# No name has more words; what has is a list without commas, which the rules would go over for long.
LONGEST_NAME = 60


# Tokens from the first to the last (exclusive) that a model has marked, and how.
Mark = tuple[int, int, EntityLabel]


class NameSpan(NamedTuple):
    """A name: tokens ``start`` to ``end`` (exclusive), its label, and what it is known as.

    ``derived`` marks an adjective or an inhabitant, which links to a country but does not name it.
    """

    start: int
    end: int
    label: EntityLabel
    known: Known | None = None
    derived: bool = False


class NameText(NamedTuple):
    """The tokens of a document, whether a blank follows each, sentence starts, and marked tokens.

    ``marks`` are the spans of the model as (start, end, label), ``surnames`` the nominatives that
    the last words of people's full names among them may have, ``capitals`` the tokens that begin
    with a capital; ``sureness`` is how sure the model is of each mark, empty if it does not say.
    """

    doc: Doc
    texts: tuple[str, ...]
    spaced: tuple[bool, ...]
    starts: frozenset[int]
    marks: tuple[Mark, ...]
    marked: frozenset[int]
    surnames: frozenset[str] = frozenset()
    capitals: tuple[int, ...] = ()
    sureness: Mapping[tuple[int, int], float] = MappingProxyType({})

    def is_sure(self, start: int, end: int) -> bool:
        """Tell whether the model is sure of a mark, so that no rule need change it."""
        return self.sureness.get((start, end), 0.0) >= _SURE

    def form(self, start: int, end: int) -> str:
        """Give the text of tokens, with the blanks between them."""
        return self.doc[start:end].text if end - start > 1 else self.texts[start]

    def words(self, start: int, end: int) -> tuple[str, ...]:
        """Give the words of tokens as written, split at blanks."""
        return tuple(self.form(start, end).split())

    def tight(self, index: int) -> bool:
        """Tell whether a token has no blank on either side."""
        return index > 0 and not self.spaced[index - 1] and not self.spaced[index]

    def depends(self, start: int, middle: int, end: int) -> bool:
        """Tell whether a token on one side of the middle depends on one of the other side.

        What is not parsed may do so.
        """
        heads = {i: self.doc[i].head.i for i in range(start, end) if self.doc[i].dep_}
        return not heads or any(
            start <= head < end and (i < middle) != (head < middle) for i, head in heads.items()
        )

    def inside(self, index: int) -> bool:
        """Tell whether a token continues a sentence of the text."""
        return 0 < index < len(self.texts) and index not in self.starts


def name_text(doc: Doc) -> NameText:
    """Make a document ready for the name rules."""
    marks = tuple((e.start, e.end, _NAMED[e.label_]) for e in doc.ents if e.label_ in _NAMED)
    texts = tuple(token.text for token in doc)
    blocks = {index + 1 for index, text in enumerate(texts) if "\n" in text}
    spaced, starts = doc.to_array(["SPACY", "SENT_START"]).T
    return NameText(
        doc,
        texts,
        tuple(spaced.astype(bool).tolist()),
        _starts(texts, {*np.flatnonzero(starts == 1).tolist(), *blocks, 0}),
        marks,
        frozenset(index for start, end, _ in marks for index in range(start, end)),
        frozenset(
            candidate.nominative
            for start, end, label in marks
            if label == "persName" and end - start > 1
            for candidate in candidates(texts[end - 1])
            if candidate.weight >= _LIKELY
        ),
        tuple(index for index, text in enumerate(texts) if text[0].isupper()),
        _sureness(doc),
    )


def _sureness(doc: Doc) -> dict[tuple[int, int], float]:
    group = doc.spans.get(NAMES, ())
    scores = group.attrs.get("scores", []) if group else []
    pairs = zip(group, scores, strict=True) if scores else ()
    return {(span.start, span.end): score for span, score in pairs}


def _starts(texts: Sequence[str], starts: set[int]) -> frozenset[int]:
    """Add the first word of a sentence that begins with a dash or a quotation mark."""
    found = set(starts)
    for start in starts:
        at = start
        while at + 1 < len(texts) and texts[at] in _OPENING:
            at += 1
            found.add(at)
    return frozenset(found)


@lru_cache(maxsize=1 << 14)
def is_forename(word: str) -> bool:
    """Tell whether some reading of a form is a forename, of the dictionary or from abroad."""
    capital = len(word) > 1 and word[0].isupper() and not word.isupper()
    return capital and any(c.role == "forename" for c in candidates(word))


def is_polish_forename(word: str) -> bool:
    """Tell whether some reading of a form is a forename of the dictionary."""
    return any(c.role == "forename" and c.known and not c.foreign for c in candidates(word))


@lru_cache(maxsize=1 << 14)
def is_title(word: str) -> bool:
    """Tell whether a capitalised word is a title or an office: "Pan", "Ministra", "Kard"."""
    if not is_titlecase(word):
        return False
    vocabulary = name_words()
    titles = vocabulary.person_titles | vocabulary.offices | vocabulary.forms_of_address
    found = (*analyse(word.lower()), *analyse(f"{word.lower()}."))
    return any(r.lemma in titles for r in found)


@lru_cache(maxsize=1 << 14)
def is_common(word: str) -> bool:
    """Tell whether a word is in the dictionary as more than a name."""
    return any(r.lemma[:1].islower() for r in analyse(word.lower()))


@lru_cache(maxsize=1 << 14)
def is_people(word: str, lemma: str = "") -> bool:
    """Tell whether a word names a people, or one of it: "Żydów", "Słowianom", "Londyńczyk".

    Of a word that may be something else the lemma tells: "Żydówka".
    """
    readings = analyse(word)
    if readings and all(r.lemma[:1].islower() and r.pos == "subst" for r in readings):
        # those of a city, "Gdańszczanki"
        genders = {cell.gender for r in readings for cell in slots(r.tag)}
        return genders == {"m1"} or all(r.lemma.endswith(_INHABITANTS) for r in readings)
    found = [r for r in readings if r.lemma[:1].isupper()]
    peoples = [r for r in found if COMMON in r.names]
    of_lemma = [r for r in found if r.lemma == lemma]
    if found and len(peoples) == len(found):
        return True
    if of_lemma and all(COMMON in r.names and r.pos == "subst" for r in of_lemma):
        return True
    return any(slot[0::2] == ("pl", "m1") for r in peoples for slot in slots(r.tag))


def is_inhabitant(start: int, text: NameText) -> bool:
    """Tell whether what is marked as a person is somebody of a country: "Argentynka", no "Polak".

    Not after a person's title, nor where the text has somebody of that surname in full.
    """
    token = text.doc[start]
    people = any(COMMON in r.names and r.lemma == token.lemma_ for r in analyse(token.text))
    before = [word for word in text.texts[max(0, start - 2) : start] if word != "."][-1:]
    brief = (r.pos == "brev" for word in before for r in (*analyse(word), *analyse(f"{word}.")))
    titled = any(is_title(word.capitalize()) for word in before) or any(brief)
    bases = {c.nominative for c in candidates(token.text)}
    return people and token.lemma_[:1].isupper() and not titled and bases.isdisjoint(text.surnames)


@lru_cache(maxsize=1 << 13)
def is_place(word: str) -> bool:
    """Tell whether the dictionary has a word as a place; a common word must be a large city."""
    found = [r for r in analyse(word) if GEOGRAPHIC in r.names]
    known = any(reading.lemma in name_words().cities for reading in found)
    return bool(found) and (known or not is_common(word))


def is_genitive_place(start: int, end: int, text: NameText) -> bool:
    """Tell whether a word is a place in the genitive, for the tagger and the dictionary."""
    genitive = end - start == 1 and text.doc[start].morph.get("Case", []) == ["Gen"]
    places = (r for r in analyse(text.texts[start]) if GEOGRAPHIC in r.names)
    return genitive and any(cell.case == "gen" for r in places for cell in slots(r.tag))


@lru_cache(maxsize=1 << 14)
def is_nameable(word: str) -> bool:
    """Tell whether a word can be part of a person's name: unknown, or known as such a name."""
    found = analyse(word)
    return not found or any({SURNAME, FORENAME}.intersection(r.names) for r in found)


@lru_cache(maxsize=1 << 14)
def is_organisation(word: str) -> bool:
    """Tell whether the dictionary has a word as an institution or a company, and as nothing else.

    "Ken" is not the acronym KEN.
    """
    found = analyse(word) if word[0].isupper() else ()
    return bool(found) and all(
        r.names and _ORGANISATIONS.issuperset(r.names) and (word.isupper() or not r.lemma.isupper())
        for r in found
    )


def follows_article(index: int, text: NameText) -> bool:
    """Tell whether a token comes after an Arabic article and its hyphen: "Asad" in "al-Asad"."""
    return (
        1 < index < len(text.texts)
        and text.tight(index - 1)
        and text.texts[index - 1] == "-"
        and text.texts[index - 2].lower() in name_words().articles
    )


def is_titlecase(word: str) -> bool:
    """Tell whether a word has a capital first letter and is not all capitals."""
    return len(word) > 1 and word[0].isupper() and word.isalpha() and not word.isupper()


def has_lemma(word: str, lemmas: frozenset[str]) -> bool:
    """Tell whether a word in lower case is a form of one of some lexemes."""
    return word.islower() and any(r.lemma in lemmas for r in analyse(word))


def only_touches(label: EntityLabel, word: str, following: str) -> bool:
    """Tell whether a place ends with a noun before a noun, so that what follows is another name.

    That is "(władze w) Mińsku Związek Polaków", not "Polska Agencja" or "Phnom Penh".
    """
    nouns = all(analyse(one) and not adjectives(one) for one in (word, following))
    return label in {"placeName", "geogName"} and nouns


def names_institution(words: Sequence[str]) -> bool:
    """Tell whether the head of a name is one of institutions: "Związek Łowiecki"."""
    heads = name_words().heads - name_words().place_titles
    found = [r.lemma for word in words[:2] for r in analyse(word.lower())]
    return len(words) > 1 and bool(heads.intersection(found))


def label_by_dictionary(words: Sequence[str]) -> EntityLabel | None:
    """Give the label of a word that the dictionary has as one institution or building only."""
    if len(words) == 1 and is_organisation(words[0]):
        return "orgName"
    found = analyse(words[0]) if len(words) == 1 else ()
    return "geogName" if found and all(r.names == (BUILDING,) for r in found) else None
