"""What a number counts: the noun phrase after it, as lemmas.

A Doc with lemmas and parts of speech is believed; without them the dictionary's readings are
matched to the case that the number asks for.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import msgspec

from skrot.extract.numbers.grammar import grammar
from skrot.extract.numbers.tokens import Kind, Token
from skrot.polish.dictionary import FORENAME, SURNAME, Reading, analyse, generate
from skrot.polish.edtf import roman
from skrot.polish.tags import ADJECTIVAL, fits, slots

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOUN_CLASSES = frozenset({"subst", "ger", "brev"})
_FUNCTION_CLASSES = frozenset({"prep", "conj", "comp", "part", "qub", "bedzie", "pred"})
_VERBAL = frozenset({"ger", "ppas", "pact"})
_PARTICIPLES = frozenset({"ppas", "pact"})
_PERSONAL = frozenset({FORENAME, SURNAME})
_MAX_WORDS = 4


class Word(msgspec.Struct, frozen=True):
    """A reading of a word in a noun phrase: ``cases`` are "pl:gen" and the like.

    An obsolete word is not ``usual``.
    """

    lemma: str
    noun: bool
    cases: frozenset[str]
    participle: bool = False
    genders: frozenset[str] = frozenset()
    usual: bool = True


class Reader(Protocol):
    """Gives the possible nominal readings of a token, the likeliest first."""

    def __call__(self, token: Token) -> tuple[Word, ...]:
        """Give the readings of a token."""


@lru_cache(maxsize=1 << 14)
def _dictionary(form: str) -> tuple[Word, ...]:
    """Read a form by the dictionary: nouns and adjectives with their numbers and cases."""
    readings = analyse(form)
    if any(reading.pos in _FUNCTION_CLASSES for reading in readings):
        return ()
    found: dict[tuple[str, bool], _Reading] = {}
    for reading in readings:
        noun = reading.pos in _NOUN_CLASSES
        if " " in reading.lemma or _PERSONAL & set(reading.names):
            continue
        if not noun and reading.pos not in ADJECTIVAL:
            continue
        key = (_nominative(reading), noun)
        entry = found.setdefault(key, _Reading())
        entry.usual = entry.usual or not reading.qualifiers
        entry.participle = entry.participle or reading.pos in _PARTICIPLES
        cells = slots(reading.tag)
        entry.cases.update(f"{cell.number}:{cell.case}" for cell in cells)
        entry.genders.update(cell.gender for cell in cells)
        if not cells and (reading.pos == "subst" or (noun and form.isupper())):
            entry.cases.update(_ALL_CASES)
        adjectival = reading.lemma.endswith(("y", "i"))
        entry.masculine |= adjectival and any(cell.gender == "m1" for cell in cells)
    # "bezrobotnych" is "bezrobotny" rather than "bezrobotna": the masculine covers both; "umów" is
    # "umowa", not the obsolete "um".
    order = sorted(found, key=lambda key: (not found[key].usual, not found[key].masculine, key))
    return tuple(
        Word(*key, frozenset(entry.cases), entry.participle, frozenset(entry.genders), entry.usual)
        for key, entry in ((key, found[key]) for key in order)
        if entry.cases
    )


class _Reading(msgspec.Struct):
    """What the dictionary's tags of one lemma say together."""

    cases: set[str] = msgspec.field(default_factory=set)
    masculine: bool = False
    participle: bool = False
    usual: bool = False
    genders: set[str] = msgspec.field(default_factory=set)


def _nominative(reading: Reading) -> str:
    """Give the nominative; the dictionary puts gerunds and participles under their verb."""
    if reading.pos not in _VERBAL:
        return reading.lemma
    gender = "n" if reading.pos == "ger" else "m1"
    kind = reading.tag.split(":")
    for form, other in generate(reading.lemma):
        same = other.pos == reading.pos and other.tag.split(":")[-2:] == kind[-2:]
        if same and fits(other.tag, "sg", "nom", gender):
            return form
    return reading.lemma


def is_common(token: Token) -> bool:
    """Whether a word at the start of a sentence is an ordinary word rather than a name."""
    return any(not reading.lemma[:1].isupper() for reading in analyse(token.low))


_ALL_CASES = frozenset(f"{n}:{c}" for n in ("sg", "pl") for c in ("nom", "gen", "acc", "loc"))


def read_by_dictionary(token: Token) -> tuple[Word, ...]:
    """Read a token by the dictionary alone."""
    if token.kind is not Kind.WORD:
        return ()
    readings = _dictionary(token.text)
    if not readings and not token.text.islower():
        readings = _dictionary(token.low)
    if token.text.isupper() and roman(token.text) is not None:
        return ()
    if not readings and token.text.isupper() and len(token.text) > 1:
        return (Word(token.text, True, _ALL_CASES),)
    return readings


class DocReader:
    """Reads tokens by the lemmas and tags of a Doc, and by the dictionary where it has none."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._places = {start: i for i, start in enumerate(doc.to_array("IDX").tolist())}

    def __call__(self, token: Token) -> tuple[Word, ...]:
        """Give the reading of the Doc, with the cases that the dictionary knows."""
        place = self._places.get(token.start)
        readings = read_by_dictionary(token)
        if place is None:
            return readings
        word = self._doc[place]
        if len(word) != token.end - token.start or not word.lemma_:
            return readings
        if word.pos_ not in {"NOUN", "PROPN", "ADJ", "DET"}:
            return () if word.pos_ in {"ADP", "VERB", "AUX", "CCONJ", "SCONJ"} else readings
        noun = word.pos_ in {"NOUN", "PROPN"}
        alike = tuple(reading for reading in readings if reading.noun == noun)
        # A noun that inflects as an adjective ("ranny") counts as one where no noun follows it.
        others = () if noun else tuple(reading for reading in readings if reading.noun)
        same = tuple(reading for reading in alike if reading.lemma == word.lemma_)
        # The Doc may have an obsolete word for a usual one.
        obsolete = bool(same) and alike[0].usual and not same[0].usual
        if same and not obsolete:
            return same + tuple(reading for reading in alike if reading not in same) + others
        if obsolete or (alike and word.lemma_.endswith(grammar().amounts.infinitive_endings)):
            # The lemma of a gerund or participle is a verb; a phrase is named by its nominative.
            return alike + others
        cases = frozenset().union(*(reading.cases for reading in alike)) or _ALL_CASES
        return (Word(word.lemma_, noun, cases), *others)


def reader_for(doc: Doc) -> Reader:
    """Choose how to read words: by the Doc when it has lemmas and tags."""
    if doc.has_annotation("LEMMA") and doc.has_annotation("POS"):
        return DocReader(doc)
    return read_by_dictionary


class Counted(msgspec.Struct, frozen=True):
    """A noun phrase: its lemmas joined by spaces and the index after it."""

    lemmas: str
    end: int
    cases: frozenset[str]


def counted(
    tokens: Sequence[Token],
    index: int,
    read: Reader,
    wanted: frozenset[str],
    skipped: frozenset[str] = frozenset(),
) -> Counted | None:
    """Read adjectives and a noun that agree, from ``index`` on.

    Parameters
    ----------
    tokens : sequence of Token
    index : int
        Where the phrase must begin.
    read : Reader
    wanted : frozenset of str
        Numbers and cases allowed, as "pl:gen".
    skipped : frozenset of str
        Lemmas of determiners that are left out ("ten").

    Returns
    -------
    Counted or None
        None when no noun follows.
    """
    lemmas: list[str] = []
    cases = wanted
    if index < len(tokens) and tokens[index].text[:1].isupper() and _starts_anew(tokens[index]):
        return None
    for place in range(index, min(index + _MAX_WORDS, len(tokens))):
        if tokens[place].low in skipped:
            continue
        readings = read(tokens[place])
        fitting = [word for word in readings if word.cases & cases]
        if not fitting:
            return None
        adjective = next((word for word in fitting if not word.noun), None)
        noun = _noun_of(fitting, tokens[place - 1] if place else None)
        if adjective is not None and (
            noun is None or _leads(tokens, place, read, adjective, cases)
        ):
            cases &= adjective.cases
            if adjective.lemma not in skipped:
                lemmas.append(adjective.lemma)
            continue
        if noun is None:
            return None
        if noun.lemma in skipped:
            continue
        cases &= noun.cases
        lemmas.append(noun.lemma)
        phrase = Counted(" ".join(lemmas), place + 1, cases)
        return _with_postposed(tokens, phrase, read, skipped)
    return None


def _noun_of(words: Sequence[Word], before: Token | None) -> Word | None:
    """Choose the noun that has the gender of the word before it ("dwa roboty", "drugiej turze")."""
    nouns = [word for word in words if word.noun]
    if len(nouns) < 2 or before is None or before.kind is not Kind.WORD:
        return nouns[0] if nouns else None
    genders = _genders(before.low)
    agreeing = [word for word in nouns if word.genders & genders]
    return (agreeing or nouns)[0]


@lru_cache(maxsize=1 << 10)
def _genders(form: str) -> frozenset[str]:
    """Give the genders that a numeral or adjective may have."""
    return frozenset(
        cell.gender
        for reading in analyse(form)
        if reading.pos in ADJECTIVAL or reading.pos == "num"
        for cell in slots(reading.tag)
    )


def _starts_anew(token: Token) -> bool:
    """Whether a capital begins a sentence or a table cell: the word is no name ("Opisy")."""
    readings = read_by_dictionary(token) if token.text.istitle() else ()
    return bool(readings) and not any(word.lemma[:1].isupper() for word in readings)


def _leads(
    tokens: Sequence[Token], place: int, read: Reader, word: Word, cases: frozenset[str]
) -> bool:
    """Whether a word that may be noun or adjective stands before a noun it agrees with."""
    if place + 1 >= len(tokens):
        return False
    following = [w for w in read(tokens[place + 1]) if w.cases & cases & word.cases]
    return any(w.noun for w in following)


def _with_postposed(
    tokens: Sequence[Token], phrase: Counted, read: Reader, skipped: frozenset[str]
) -> Counted:
    """Add one adjective after the noun: "osób bezrobotnych"."""
    readings = read(tokens[phrase.end]) if phrase.end < len(tokens) else ()
    if any(word.noun for word in readings):
        return phrase
    for word in readings:
        agreed = word.cases & phrase.cases
        if agreed and not word.participle and word.lemma not in skipped:
            return Counted(f"{phrase.lemmas} {word.lemma}", phrase.end + 1, agreed)
    return phrase
