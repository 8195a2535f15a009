"""The words of a document as plain records, for rules that look at each of them many times.

An attribute of a spaCy token is looked up and decoded at every access; here it is read once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from skrot.records import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Word(msgspec.Struct, frozen=True, gc=False):
    """A token that is no space: its index in the Doc, its first character, and what it is.

    ``space`` is the blank after it, ``low_lemma`` the lemma in lower case; ``features`` has the
    first value of each morphological feature, and a word that has no singular is in the plural.
    ``head`` is the index in the Doc of the word that it depends on, itself for a root and where no
    parser has been, ``relation`` the universal relation to it.
    """

    i: int
    start: int
    text: str
    space: str
    lower: str
    lemma: str
    low_lemma: str
    pos: str
    features: Mapping[str, str]
    entity: str
    head: int
    relation: str


def read_words(doc: Doc) -> list[Word]:
    """Return the words of a Doc in order, without spaces."""
    return [
        Word(
            token.i,
            token.idx,
            token.text,
            token.whitespace_,
            token.lower_,
            lemma := token.lemma_,
            lemma.lower(),
            token.pos_,
            _features(str(token.morph)),
            token.ent_type_,
            token.head.i,
            token.dep_,
        )
        for token in doc
        if not token.is_space
    ]


@cache
def _features(morph: str) -> Mapping[str, str]:
    from spacy.morphology import Morphology

    values = Morphology.feats_to_dict(morph)
    found = {name: value.split(Morphology.VALUE_SEP)[0] for name, value in values.items()}
    if found.get("Number") == "Ptan":  # "USA … ich", "te rokowania": it agrees like a plural
        found["Number"] = "Plur"
    return found


def words_of(words: Sequence[Word], sentences: Sequence[Sentence]) -> list[Sequence[Word]]:
    """Return the words of each sentence of a document, given all of them in order."""
    begins = [word.start for word in words]
    return [
        words[bisect_left(begins, row.start) : bisect_left(begins, row.end)] for row in sentences
    ]
