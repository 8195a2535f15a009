"""Families: a surname in the plural names several people, "Kwaśniewscy", "braci Sekielskich"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from skrot.extract.names.known import words as name_words
from skrot.extract.names.named import Named
from skrot.extract.names.text import NameSpan
from skrot.polish.dictionary import analyse
from skrot.polish.tags import slots

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Surnames that inflect like adjectives; "-skim" may be one man.
_ADJECTIVE = re.compile(r"(?P<stem>\w+?)(?:(?P<nom>[scz]cy)|(?P<other>[scz]k(?:ich|imi)))")
_NOUN = re.compile(r"(?P<stem>\w{3,}?)(?:owie|ów|om|ami|ach)")
_NOMINATIVE = "owie"
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
