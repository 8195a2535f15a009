"""The case a name is in, by its tags and by the word before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from functools import lru_cache
from typing import TYPE_CHECKING

from skrot.extract.names.known import known_forms
from skrot.extract.names.text import NameSpan
from skrot.extract.names.vocabulary import Gender
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.characters import OPENING_QUOTES
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import adjectives, readings
from skrot.polish.tags import Slot, slots

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CASES = {
    "Nom": "nom",
    "Gen": "gen",
    "Dat": "dat",
    "Acc": "acc",
    "Ins": "inst",
    "Loc": "loc",
    "Voc": "voc",
}
_NUMBERS = {"Sing": "sg", "Plur": "pl", "Ptan": "pl"}
_GENDERS = {"Masc": "m3", "Fem": "f", "Neut": "n"}
# The relations of a name to the noun that says who is meant.
_APPOSED = frozenset({"appos", "flat"})
_SEX: dict[str, Gender] = {"Fem": "f", "Masc": "m"}
# Those in which a name is hardly ever in the nominative.
_DEPENDENT = frozenset({"appos", "iobj", "nmod", "obj", "obl"})
_MASCULINE = {"Hum": "m1", "Nhum": "m2", "Inan": "m3"}


def cases_of(doc: Doc, span: NameSpan, *, person: bool = True) -> frozenset[str]:
    """Give the cases that a name can be in by its tags and by the word before it.

    Parameters
    ----------
    doc : Doc
        The document.
    span : NameSpan
        A name in it.
    person : bool
        Whether it is a person's: a noun before another name may stand in any case ("koncern X").

    Returns
    -------
    frozenset of str
        Empty when nothing is known.
    """
    found: Counter[str] = Counter()
    for token in doc[span.start : span.end]:
        found.update(_cases(token))
    asked = _asked_by_neighbour(doc, span, person=person)
    if person:
        asked = asked or _asked_by_clause(doc, span, found.keys())
    top = max(found.values(), default=0)
    tagged = frozenset(case for case, count in found.items() if count == top)
    # What stands around it is a better witness than a tag guessed from a foreign ending.
    return tagged & asked or asked or tagged


def _cases(token: Token) -> tuple[str, ...]:
    return _cases_in(str(token.morph))


@lru_cache(maxsize=1 << 12)
def _cases_in(morph: str) -> tuple[str, ...]:
    values = _features(morph).get("Case", "").split(",")
    return tuple(_CASES[value] for value in values if value in _CASES)


def _features(morph: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)


def _asked_by_neighbour(doc: Doc, span: NameSpan, *, person: bool) -> frozenset[str]:
    """Give the cases that the words right before a name ask for."""
    if not span.start:
        return frozenset()
    before = doc[span.start - 1].text
    return _governed(before) or (_titled(before) if person else beside_kind(doc, span))


def _asked_by_clause(doc: Doc, span: NameSpan, found: Set[str]) -> frozenset[str]:
    """Give the case that the syntax asks a person's name for.

    An apposition is in the case of its noun ("minister obrony Itsunori Onodera"), the subject in
    the nominative. What comes after another noun is in the genitive; an object or what depends on
    a noun in the case of the word that is not in the nominative: "(książki) Andrew Mortona".
    """
    words = doc[span.start : span.end]
    root = next((t for t in words if not span.start <= t.head.i < span.end), words[0])
    if root.dep_ in _APPOSED and _is_human(root.head):
        return frozenset(_cases(root.head))
    infinitive = "Inf" in root.head.morph.get("VerbForm", [])
    if root.dep_.startswith("nsubj") and "nom" in found and not infinitive:
        return frozenset({"nom"})
    if span.start and _is_noun(doc[span.start - 1].text):
        return frozenset({"gen"})
    dependent = infinitive or root.dep_ in _DEPENDENT
    return frozenset(found - {"nom"} if dependent else ())


def sex_of_subject(doc: Doc, span: NameSpan) -> Gender | None:
    """Give the sex that a verb right before its subject tells: "podkreśliła Karla"."""
    first = doc[span.start]
    verb = first.head
    if first.dep_ != "nsubj" or verb.i != span.start - 1:
        return None
    past = verb.morph.get("VerbForm", []) == ["Fin"] and verb.morph.get("Number", []) == ["Sing"]
    return _SEX.get(verb.morph.get("Gender", [""])[0]) if past else None


def _is_human(noun: Token) -> bool:
    titles = name_words().person_titles | name_words().offices
    return noun.pos_ == "NOUN" and ("Hum" in noun.morph.get("Animacy", []) or noun.lemma_ in titles)


def beside_kind(doc: Doc, span: NameSpan) -> frozenset[str]:
    """Give the cases of a name after the noun that says what it names: "w mieście Nitra".

    A company or an institution then stands in the nominative, a place there or in the case of the
    noun.
    """
    at = span.start - 1
    while at > 0 and (doc[at].text in OPENING_QUOTES or _is_adjective(doc[at].text)):
        at -= 1
    if at < 0 or not doc[at].is_lower or doc[at].pos_ != "NOUN":
        return frozenset()
    vocabulary = name_words()
    if span.label == "orgName":
        return frozenset({"nom"} if doc[at].lemma_ in vocabulary.org_titles else ())
    if doc[at].morph.get("Number", []) == ["Plur"]:
        return frozenset()
    places = vocabulary.place_titles | vocabulary.geog_titles
    return frozenset({"nom", *_cases(doc[at])} if doc[at].lemma_ in places else ())


@lru_cache(maxsize=1 << 13)
def _is_adjective(word: str) -> bool:
    return word.islower() and any(r.pos == "adj" for r in analyse(word))


def cells_of(doc: Doc, span: NameSpan) -> dict[str, Slot]:
    """Give the paradigm cell that the tagger gave each inflected word of a name."""
    cells = ((token.text, _cell(str(token.morph))) for token in doc[span.start : span.end])
    return {text: cell for text, cell in cells if cell is not None}


def adjectives_apart(doc: Doc, span: NameSpan) -> frozenset[str]:
    """Give the adjectives of a name that belong to a noun after them by the syntax.

    That is "Koalicji Radykalnej Lewicy"; the parser takes "Komisji Krajowej" for such, too, whose
    adjective is one of institutions, and one before a whole name that is known: "Izby Obrachunkowej
    Federacji Rosyjskiej".
    """
    return frozenset(
        token.text
        for token in doc[span.start + 1 : span.end]
        if token.dep_ == "amod"
        and token.i < token.head.i < span.end
        and token.lemma_ not in name_words().own_adjectives
        and token.head.text not in known_forms()
        and doc[token.i + 1 : span.end].text not in known_forms()
        and _agree(token.text, token.head.text)
    )


@lru_cache(maxsize=1 << 12)
def _agree(adjective: str, noun: str) -> bool:
    """Tell whether an adjective can be that of a common noun in the genitive."""
    mine = {cell for r in adjectives(adjective) for cell in slots(r.tag) if cell.case == "gen"}
    nouns = (r for r in readings(noun) if r.pos == "subst" and r.lemma[:1].islower())
    return any(cell in mine for r in nouns for cell in slots(r.tag))


@lru_cache(maxsize=1 << 12)
def _cell(morph: str) -> Slot | None:
    first = {name: values.split(",")[0] for name, values in _features(morph).items()}
    number, case, gender = (first.get(name, "") for name in ("Number", "Case", "Gender"))
    if number not in _NUMBERS or case not in _CASES or gender not in _GENDERS:
        return None
    animacy = first.get("Animacy", "Inan")
    kind = _MASCULINE.get(animacy, "m3") if gender == "Masc" else _GENDERS[gender]
    return Slot(_NUMBERS[number], _CASES[case], kind)


@lru_cache(maxsize=1 << 13)
def _governed(before: str) -> frozenset[str]:
    """Give the cases that a preposition before a name governs."""
    found = analyse(before) if before.islower() else ()
    if any(r.pos == "conj" for r in found):
        return frozenset()
    governed = (r.tag.split(":")[1] for r in found if r.pos == "prep")
    return frozenset(case for cases in governed for case in cases.split("."))


@lru_cache(maxsize=1 << 13)
def _titled(before: str) -> frozenset[str]:
    """Give the cases that agree with a title before a name: "premiera Ishiby"."""
    cells = [c for r in analyse(before) for c in slots(r.tag)] if _is_noun(before) else []
    if not any(cell.gender == "m1" for cell in cells):
        return frozenset()
    return frozenset(cell.case for cell in cells if cell.number == "sg") - {"voc"}


@lru_cache(maxsize=1 << 13)
def _is_noun(word: str) -> bool:
    found = analyse(word) if word.islower() else ()
    return bool(found) and all(r.pos == "subst" for r in found)
