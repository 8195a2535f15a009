"""Families: a surname in the plural names several people, "Kwaśniewscy", "braci Sekielskich".

After a forename it is that of one of them: "Anny i Jana Sekielskich".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from skrot.extract.names.named import Named
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.text import NameSpan, is_forename
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.dictionary import SURNAME, analyse
from skrot.polish.tags import CASES, slots
from skrot.polish.word_lists import function_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Surnames that inflect like adjectives; "-skim" may be one man.
_ADJECTIVE = re.compile(r"(?P<stem>\w+?)(?:(?P<nom>[scz]cy)|(?P<other>[scz]k(?:ich|imi)))")
_NOUN = re.compile(r"(?P<stem>\w{3,}?)(?:owie|ów|om|ami|ach)")
_NOMINATIVE = "owie"
# So many tokens may stand in brackets before a forename: "(prezes Axel Jan) Nowak".
_INSIDE = 4
# The cases of the endings of several, and the endings of one, of adjectives.
_OF_ENDING = {
    "nom": frozenset({"nom"}),
    "ich": frozenset({"gen", "acc", "loc"}),
    "imi": frozenset({"inst"}),
}
_SINGULAR = {
    "m": {"nom": "i", "gen": "iego", "acc": "iego", "inst": "im", "loc": "im"},
    "f": {"nom": "a", "gen": "iej", "acc": "ą", "inst": "ą", "loc": "iej"},
}
_NAMES = ("scy", "ccy", "zcy", _NOMINATIVE)


def families(doc: Doc, people: Sequence[NameSpan]) -> list[Named]:
    """Give the families among the people of a document, each under its plural.

    Parameters
    ----------
    doc : Doc
        Its numbers tell "Walków" from the plural of "Walek", where it has any.
    people : sequence of NameSpan
        The marks of people.
    """
    found: dict[str, Named] = {}
    for span in people:
        name = _family(doc, span)
        if name is not None:
            found.setdefault(name, Named(name, "persName")).spans.append(span)
    return list(found.values())


def shared_surnames(doc: Doc, people: Sequence[NameSpan]) -> dict[NameSpan, tuple[str, ...]]:
    """Give the words of people whose surname stands in the plural, as if each had it alone.

    A forename in brackets before a surname is its bearer's: "(Mateusza) Morawieckiego".

    Parameters
    ----------
    doc : Doc
        The document.
    people : sequence of NameSpan
        The marks of people; a forename that "i" joins to one with such a surname shares it.
    """
    lone = {span.end: span for span in people if span.end - span.start == 1}
    found = _in_brackets(doc, people, lone)
    for span in people:
        words = tuple(doc[span.start : span.end].text.split())
        if len(words) < 2 or not is_forename(words[0]):
            continue
        surname = _of_one(words[-1], words[0])
        if surname is None:
            continue
        found[span] = (*words[:-1], surname)
        joined = span.start > 1 and doc[span.start - 1].text == function_words().conjunction
        first = lone.get(span.start - 1) if joined else None
        if first is not None and is_forename(doc[first.start].text):
            forename = doc[first.start].text
            found[first] = (forename, _of_one(words[-1], forename) or words[-1])
    return found


def _in_brackets(
    doc: Doc, people: Sequence[NameSpan], lone: Mapping[int, NameSpan]
) -> dict[NameSpan, tuple[str, ...]]:
    found: dict[NameSpan, tuple[str, ...]] = {}
    for span in people:
        first = lone.get(span.start - 1)
        if first is None or not first.start:
            continue
        forename = doc[first.start].text
        before = range(first.start - 1, max(-1, first.start - 1 - _INSIDE), -1)
        opened = next((i for i in before if doc[i].text == "("), None)
        # "Franciszek (Alfred) Nowak" has two.
        alone = opened is not None and not (opened and is_forename(doc[opened - 1].text))
        if alone and doc[first.end].text == ")" and is_forename(forename):
            found[first] = found[span] = (forename, *doc[span.start : span.end].text.split())
    return found


def _of_one(surname: str, forename: str) -> str | None:
    """Put a surname in the plural into the singular, in the case and sex of a forename."""
    first = next((c for c in candidates(forename) if c.role == "forename"), None)
    match = _ADJECTIVE.fullmatch(surname)
    if first is None or first.gender == "n":
        return None
    if match is None or not _is_adjective(surname):
        noun = any(SURNAME in r.names and ":pl:" in r.tag for r in analyse(surname))
        lemmas = {r.lemma for r in analyse(surname) if SURNAME in r.names}
        several = noun and surname not in lemmas and _NOUN.fullmatch(surname) is not None
        return min(lemmas) if several and first.gender == "f" else None
    stem = match["stem"] + (match["nom"] or match["other"])[0] + "k"
    cases = first.cases & _OF_ENDING["nom" if match["nom"] else match["other"][2:]]
    return next((stem + _SINGULAR[first.gender][case] for case in CASES if case in cases), None)


def names_family(name: str) -> bool:
    """Tell whether a name is that of a family, as `families` gives them."""
    return name.endswith(_NAMES) and " " not in name


def _family(doc: Doc, span: NameSpan) -> str | None:
    word = doc[span.start].text
    if span.end - span.start > 1 or not word.istitle():
        return None
    adjective = _ADJECTIVE.fullmatch(word)
    if adjective is not None and _is_adjective(word):
        if adjective["nom"]:
            return word
        return adjective["stem"] + adjective["other"][0] + "cy"
    noun = _NOUN.fullmatch(word)
    if noun is None or not (word.endswith(_NOMINATIVE) or _is_plural(doc, span.start)):
        return None
    return noun["stem"] + _NOMINATIVE


def _is_adjective(word: str) -> bool:
    """Tell whether a word is no other word of the dictionary than a surname in the plural."""
    return all("pl" in {cell.number for cell in slots(r.tag)} for r in analyse(word))


def _is_plural(doc: Doc, at: int) -> bool:
    """Tell whether a word is a plural for the dictionary, or after a noun for a family."""
    readings = analyse(doc[at].text)
    plural = doc[at].morph.get("Number", []) == ["Plur"]
    numbers = {cell.number for r in readings for cell in slots(r.tag)}
    told = at > 0 and doc[at - 1].lemma_ in name_words().families
    return (plural and numbers == {"pl"}) or (told and "sg" not in numbers)
