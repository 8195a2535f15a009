"""What follows a known institution in its mark and is no part of it: "Izbie Gmin torysów"."""

from __future__ import annotations

from skrot.extract.names.known import known_forms
from skrot.extract.names.text import (
    Mark,
    NameText,
    is_common,
    is_nameable,
    is_place,
    is_titlecase,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import head_phrases
from skrot.polish.word_lists import function_words

# In the matter of: what follows is no part of a name.
_ABOUT = "ws"
# A person in full has so many words.
_FULL = 2
_PERSON: EntityLabel = "persName"


def after_known(start: int, end: int, label: EntityLabel, text: NameText) -> list[Mark]:
    """Give a known institution of several words and what follows it, nothing where it is whole.

    A noun in lower case does not go on with it, nor does what a text is about ("ws. umowy"), where
    it sits when that is another one that is known ("Partii Pracy w Izbie Gmin"), or a person.
    """
    for middle in range(end - 1, start + 1, -1):
        known = known_forms().get(text.form(start, middle))
        if known is not None and known.label == "orgName":
            rest = _rest(middle, end, label, text)
            return [] if rest is None else [(start, middle, label), *rest]
    return []


def _rest(middle: int, end: int, label: EntityLabel, text: NameText) -> list[Mark] | None:
    """Give the names in what follows, null where it is part of the name before it."""
    word = text.texts[middle]
    if _stands_apart(middle, end, text):
        return [(middle, end, label)]
    if _names_person(middle, end, text):
        return [(middle, end, _PERSON)]
    if word in function_words().inside and text.form(middle + 1, end) in known_forms():
        return [(middle + 1, end, label)]
    if word.rstrip(".") == _ABOUT:
        return []
    noun = word.islower() and any(r.pos == "subst" for r in analyse(word))
    tail = next((i for i in range(middle + 1, end) if text.texts[i][0].isupper()), end)
    # "Sądu Najwyższego stanu Kalifornia"
    place = tail < end and is_place(text.texts[tail])
    if not noun or place or word in name_words().connectors:
        return None
    return [(tail, end, _PERSON)] if tail < end else []


def _names_person(index: int, end: int, text: NameText) -> bool:
    """Tell whether two words after an institution can only be somebody's: "Senatu Pat Bolman"."""
    words = text.texts[index:end]
    company = words[-1] in name_words().company_words
    return len(words) == _FULL and not company and all(map(_is_strange, words))


def _is_strange(word: str) -> bool:
    return is_titlecase(word) and is_nameable(word) and not is_common(word) and not is_place(word)


def _stands_apart(index: int, end: int, text: NameText) -> bool:
    """Tell whether a known name follows that is in no genitive: "Departamentu Stanu Kongresowi"."""
    other = known_forms().get(text.form(index, end))
    words = text.words(index, end)
    if other is None or other.label != "orgName" or other.alias == " ".join(words):
        return False
    phrases = head_phrases(words)
    return bool(phrases) and all(phrase.slot.case not in {"gen", "nom"} for phrase in phrases)
