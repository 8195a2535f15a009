"""What stands beside a whole name in its mark, as its case tells: "Rady Europy Polska"."""

from __future__ import annotations

from functools import lru_cache

from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import Known, known_forms
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.text import (
    NameText,
    is_common,
    is_forename,
    is_nameable,
    is_place,
    is_titlecase,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.dictionary import FORENAME, SURNAME, analyse
from skrot.polish.inflection import adjectives, head_phrases, readings
from skrot.polish.tags import CASES, slots

# How likely a nominative must be to be reckoned with.
_LIKELY = 0.5
_PERSONAL = frozenset({FORENAME, SURNAME})
_NOMINATIVE = frozenset({"nom", "voc"})
_EVERY = frozenset(CASES) - _NOMINATIVE
_STRAIGHT = _NOMINATIVE | {"acc"}
# The cases of an unknown word by its ending, which can depend on no noun before it.
_ENDINGS = {"ę": frozenset({"acc"}), "ą": frozenset({"acc", "inst"})}


def after_whole(start: int, index: int, end: int, text: NameText) -> EntityLabel | None:
    """Give the label of what follows a whole name in its mark, null where it may be part of it.

    A country, a capital or a known institution of several words that is not in the nominative goes
    on in no other name that is: "(upadek) Związku Radzieckiego Waszyngton". What is in a case that
    depends on nothing ("Izby Poselskiej Mirosławę Nową") is another name after any other.
    """
    word = text.texts[index]
    names = word[0].isupper() and text.texts[index - 1][0].isupper() and text.spaced[index - 1]
    if not names or word in text.texts[start:index]:
        return None
    whole = known_forms().get(text.form(start, index))
    if text.form(start, end) in known_forms() or _agrees(start, index, end, text):
        return None
    cases = cases_of_word(word)
    if _is_complete(whole, start, index, text):
        country = whole is not None and whole.code is not None
        apart = _is_apart(index, end, cases, text, country=country)
    else:
        before = _cases_before(start, index, text)
        apart = bool(before and cases) and not cases & (before | _NOMINATIVE | {"gen"})
    return _label(index, end, text) if apart else None


def _is_apart(
    index: int, end: int, cases: frozenset[str], text: NameText, *, country: bool
) -> bool:
    """Tell whether what follows a complete name in another case is no part of it."""
    word, before = text.texts[index], cases_of_word(text.texts[index - 1])
    district = is_place(word) and not is_acronym(word) and bool(cases & before - _STRAIGHT)
    if district or word in name_words().company_words:
        return False  # "Gdańsku Oliwie", "Europy Plus"
    if "nom" in cases and "gen" not in cases:
        return True
    if len(word) == 1 or (is_forename(word) and not is_common(word)) or _is_other(index, end, text):
        return True
    if country and cases >= _EVERY and not is_acronym(word):
        return True  # "Korei Południowej Mun Dze In": "mun" does not inflect
    short = any(r.pos == "brev" for r in analyse(f"{word}."))
    return is_titlecase(word) and not (cases or short or analyse(word))


def _is_complete(whole: Known | None, start: int, index: int, text: NameText) -> bool:
    """Tell whether a name takes nothing more, and is in another case than the nominative.

    That is a known one, but for the first word of institutions, or a place of the dictionary.
    """
    form = text.form(start, index)
    country = whole is not None and whole.code is not None
    if index == start + 1 and not country and is_place(text.texts[index]):
        return False  # the club "Wisłę Kraków"
    if whole is None:
        cases = cases_of_word(form) if index - start == 1 and is_place(form) else frozenset({"nom"})
        return bool(cases) and "nom" not in cases
    inflected = form != whole.alias and not is_acronym(form)
    place = country or whole.label in {"placeName", "geogName"}
    national = whole.name in name_words().national
    return inflected and (place or national or index - start > 1)


def _is_other(index: int, end: int, text: NameText) -> bool:
    """Tell whether an institution is known that depends on no other: "(do) Senatu PiS"."""
    forms = (text.form(index, end), text.texts[index])
    found = (known_forms().get(form) for form in forms)
    return any(one is not None and one.label == "orgName" and one.code is None for one in found)


def _label(index: int, end: int, text: NameText) -> EntityLabel:
    """Give the label of a name by its words."""
    known = known_forms().get(text.form(index, end))
    if known is not None:
        return known.label
    word = text.texts[index]
    surname = any(c.nominative in text.surnames for c in candidates(word) if c.weight >= _LIKELY)
    if surname or (is_forename(word) and not is_common(word)):
        return "persName"
    if is_place(word):
        return "placeName"
    strange = is_titlecase(word) and is_nameable(word) and not is_common(word)
    return "persName" if strange else "orgName"


def _agrees(start: int, index: int, end: int, text: NameText) -> bool:
    """Tell whether a word agrees with the head of the name before it."""
    words = text.words(start, end)
    at = len(text.words(start, index))
    return any(at in phrase.inflected for phrase in head_phrases(words, place=True))


def _cases_before(start: int, index: int, text: NameText) -> frozenset[str]:
    """Give the cases of a name all of whose words agree, or of a surname; none of any other.

    What depends on a noun can stand in any case: "Rady Pomocy Nowakom".
    """
    words = text.words(start, index)
    if len(words) == 1:
        found = readings(words[0])
        personal = bool(found) and all(SURNAME in r.names for r in found)
        return cases_of_word(words[0]) if personal else frozenset()
    phrases = head_phrases(words, place=True)
    return frozenset(p.slot.case for p in phrases if len(p.inflected) == len(words))


@lru_cache(maxsize=1 << 13)
def cases_of_word(word: str) -> frozenset[str]:
    """Give the cases that a word can be in by the dictionary, or its ending; all others have none.

    A word that no list has may be a nominative.
    """
    found = readings(word)
    plain = [r for r in found if not r.names or not _PERSONAL.issuperset(r.names)]
    cases = frozenset(cell.case for r in plain or found for cell in slots(r.tag))
    if cases or adjectives(word):
        return cases
    if analyse(word) or is_acronym(word):
        return frozenset()
    return _ENDINGS.get(word[-1], frozenset())
