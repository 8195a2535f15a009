"""Marks that name nobody and nothing: fragments, offices, documents, events, words run together."""

from __future__ import annotations

import re

from skrot.extract.names.known import event_forms, known_forms
from skrot.extract.names.nominatives import ROMAN, is_initial
from skrot.extract.names.text import (
    NameText,
    has_lemma,
    is_common,
    is_forename,
    is_nameable,
    is_title,
    is_titlecase,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.numbers.amounts.units import is_unit
from skrot.labels import EntityLabel
from skrot.polish.characters import LOWER, UPPER
from skrot.polish.dictionary import FORENAME, SURNAME, analyse
from skrot.polish.inflection import adjectives, head_phrases, readings
from skrot.polish.tags import slots
from skrot.polish.word_lists import function_words

# A small letter, then a capital within a word; "MacDonald" has fewer letters before it.
_RUN_TOGETHER = re.compile(rf"[{LOWER}]{{3}}(?=[{UPPER}])")
_LEAST_BEFORE = 4
_LEAST = 5
# The name of a model before its number has so few letters.
_MODEL = 3
_SHARE = re.compile(r"[A-Z\d]{3,5}[a-z]?\.[A-Z]{1,2}")
_PAIR = re.compile("[A-Z]{6}")
_INITIALS = re.compile(rf"(?:[{UPPER}]\. ?){{1,3}}")
_BROKEN = re.compile(rf"[@#]|\w\.?[\"”?(%]\W*\w|^[^(]*\)|^[{LOWER}]{{4,}}[{UPPER}]{{2,}}$|\w//\w")


def names_nothing(form: str) -> bool:
    """Tell whether what is written like a name is a word, an event or a unit: "PKB", "GW".

    So are codes of shares ("BASFn.DE") and of pairs of currencies ("GBPUSD").
    """
    pair = _PAIR.fullmatch(form) is not None and is_unit(form[:3]) and is_unit(form[3:])
    if pair or _SHARE.fullmatch(form):
        return True
    vocabulary = name_words()
    if form in vocabulary.not_names or form.casefold() in event_forms() or ROMAN.fullmatch(form):
        return True
    return form.isupper() and (is_unit(form) or form.casefold() in vocabulary.company_suffixes)


def is_board(index: int, text: NameText) -> bool:
    """Tell whether a word is the board of which somebody who is named before is a member."""
    member, board = (
        {reading.lemma for reading in analyse(word.lower())}
        for word in (text.texts[index - 1] if index else "", text.texts[index])
    )
    return bool(member & name_words().board_members) and bool(board & name_words().boards)


def is_initials(form: str) -> bool:
    """Tell whether a mark is initials alone, which name no institution and no place: "Ł.D."."""
    return _INITIALS.fullmatch(form) is not None


def is_fragment(start: int, end: int, label: EntityLabel, text: NameText) -> bool:
    """Tell whether a mark is a lone adjective torn off a name, or a word that names nothing."""
    word = text.texts[start]
    if end - start != 1:
        written = label != "persName" and _is_document(start, end, text)
        return written or _is_office(start, end, text) or _is_abbreviation(start, end, text)
    if (
        len(word) == 1
        or _is_abbreviation(start, end, text)
        or is_half_adjective(end, text)
        or _is_model(end, text)
    ):
        return True
    if word.isupper():
        # A heading in capitals: "LUBELSKI" is an adjective, "NASK" is not.
        return label != "persName" and len(word) > 4 and _is_adjective_only(word.title())
    if label == "persName":
        if _is_adjective_only(word) and text.inside(start) and is_title(text.texts[start - 1]):
            # "Wojewoda Mazowiecki" is not a man called Mazowiecki.
            return _is_of_place(text.texts[start - 1])
        opening = start in text.starts and is_common(word) and not is_nameable(word)
        found = readings(word)
        # "żyć po Bożemu": a man called so is no adjective for the tagger.
        described = text.doc[start].pos_ == "ADJ" and any(r.pos == "adj" for r in found)
        bare = described and word not in text.surnames
        return opening or bare or (bool(found) and all(r.pos != "subst" for r in found))
    return _is_adjective_only(word) or _is_kind(word)


def _is_abbreviation(start: int, end: int, text: NameText) -> bool:
    """Tell whether a letter alone is short for a word before an office: "B. premier"."""
    titles = name_words().person_titles | name_words().offices
    office = end < len(text.texts) and has_lemma(text.texts[end], titles)
    return office and is_initial(text.form(start, end))


def _is_model(end: int, text: NameText) -> bool:
    """Tell whether a short word with a hyphen and a number is a model of something: "An-148"."""
    number = text.texts[end + 1] if text.texts[end : end + 1] == ("-",) and text.tight(end) else ""
    return len(text.texts[end - 1]) <= _MODEL and number.isdigit()


def is_of_minister(start: int, text: NameText) -> bool:
    """Tell whether a name is only what a minister is for: "minister Kultury i Dziedzictwa"."""
    if start == 0 or start in text.starts or not text.spaced[start - 1]:
        return False
    before = any(r.lemma in name_words().ministers for r in readings(text.texts[start - 1].lower()))
    generic = [r for r in readings(text.texts[start]) if r.lemma in name_words().generic]
    return before and any(cell.case == "gen" for r in generic for cell in slots(r.tag))


def _is_kind(word: str) -> bool:
    """Tell whether a word says what a place or an event is, not which: "Morze", "Szczyt"."""
    vocabulary = name_words()
    kinds = vocabulary.geog_titles | vocabulary.place_titles | vocabulary.forms_of_address
    kinds |= vocabulary.happenings
    return any(reading.lemma in kinds for reading in readings(word))


def _is_of_place(title: str) -> bool:
    return any(r.lemma in name_words().regional_offices for r in readings(title))


def _is_adjective_only(word: str) -> bool:
    """Tell whether a word is an adjective that names at most people: "Mazowiecki"."""
    found = readings(word)
    nouns = [r for r in found if r.pos == "subst"]
    personal = all({SURNAME, FORENAME}.issuperset(r.names) and r.names for r in nouns)
    return bool(found) and len(nouns) < len(found) and personal


def _is_office(start: int, end: int, text: NameText) -> bool:
    """Tell whether a name is an office of the state without a bearer: "Sekretarz Stanu"."""
    if end - start != 2 or not is_title(text.texts[start]):
        return False
    complement = text.texts[end - 1] in name_words().office_complements
    # "Metropolita Warszawski", "Wojewoda Mazowiecki"
    see = _is_of_place(text.texts[start]) and _is_adjective_only(text.texts[end - 1])
    return complement or see


def _is_document(start: int, end: int, text: NameText) -> bool:
    """Tell whether a name is that of a law or a programme, or of an event.

    That is "Pakistański Kodeks Karny", "Szczyt Weimarski".
    """
    phrases = head_phrases(text.words(start, end))
    things = name_words().documents | name_words().happenings
    whole = (p for p in phrases if len(p.inflected) == len(phrases[0].inflected))
    return any(p.inflected[p.head].lemma in things for p in whole)


def is_half_adjective(end: int, text: NameText) -> bool:
    """Tell whether the last word is half of one: "Morzach Południowo- i Wschodniochińskim"."""
    if text.texts[end : end + 1] != ("-",) or text.spaced[end - 1]:
        return False
    return is_half(text.texts[end - 1])


def is_half(word: str) -> bool:
    """Tell whether a word is the first half of an adjective: "Przemysłowo"."""
    word = word.lower()
    return word.endswith("o") and any(adjectives(word[:-1] + ending) for ending in ("i", "y"))


def is_half_joined(end: int, text: NameText) -> bool:
    """Tell whether an adjective after "i" begins what was cut off: "Agencja Leków i Europejski"."""
    before, conjunction, word = text.texts[end - 3 : end]
    joined = conjunction == function_words().conjunction and not adjectives(before)
    found = analyse(word) if joined and is_titlecase(word) else ()
    return bool(found) and all(reading.pos == "adj" for reading in found)


def counts_next(end: int, text: NameText) -> bool:
    """Tell whether a last numeral counts the noun after a name: "Sejm II" and "kadencji"."""
    counted = text.inside(end) and text.texts[end].islower() and text.doc[end].pos_ == "NOUN"
    return counted and ROMAN.fullmatch(text.texts[end - 1]) is not None


def is_run_together(form: str, label: EntityLabel) -> bool:
    """Tell whether words of a name ran together with others as a page was copied: "NowakPremier".

    Many companies are written so ("YouTube"), hardly a person and no place is; a company never
    begins with an inflected word.
    """
    for word in re.split(r"[\s-]", form):
        if _BROKEN.search(word):
            return True
        seam = _seam(word)
        if seam is None:
            continue
        first, second = word[:seam], word[seam:]
        if _is_next_word(first, second, label):
            return True
        inflects = not first.isupper()
        short = label == "persName" and inflects and len(first) < _LEAST
        if short and not _is_country(second):
            continue
        cells = {cell for r in analyse(first) for cell in slots(r.tag)} if inflects else set()
        oblique = any(cell[:2] != ("pl", "gen") for cell in cells) and all(
            cell.case != "nom" for cell in cells
        )
        known = first in known_forms() and first.isupper()
        if label != "orgName" or known or oblique or _is_function(second) or _is_country(second):
            return True
    return False


def _is_next_word(first: str, second: str, label: EntityLabel) -> bool:
    """Tell whether a person ran together with a word or a forename: "(Neal)Małżeństwa".

    An institution does so with an adjective or a forename: "(Ministry)Amerykańskie".
    """
    if len(first) < _LEAST_BEFORE or len(second) < _LEAST_BEFORE or first.isupper():
        return False
    if label == "persName":
        return is_common(second) or is_forename(second)
    return len(second) >= _LEAST and (bool(adjectives(second)) or is_forename(second))


def is_coined(form: str) -> bool:
    """Tell whether a word is two that the dictionary lacks, written as one: "BuzzFeed".

    Companies and services are called so; no person is, but for short first parts ("McCain"). A
    longer first part rather ran together with a name ("PressNowak").
    """
    seam = _seam(form)
    coined = seam is not None and _LEAST_BEFORE <= seam < _LEAST and not form[:seam].isupper()
    return coined and not analyse(form[:seam]) and not analyse(form[seam:])


def _seam(word: str) -> int | None:
    """Give where a second word begins in one: "NowakPremier", "PANRada"."""
    if not word.isalnum():
        return None
    places = [match.end() for match in _RUN_TOGETHER.finditer(word)]
    if places and places[-1] >= _LEAST_BEFORE:
        return places[-1]
    capitals = len(word)
    while capitals and word[capitals - 1].islower():
        capitals -= 1
    ends = word[:capitals].isupper() and word[:capitals].isalpha() and len(word) - capitals > 1
    return capitals - 1 if ends and capitals > 2 else None


def _is_country(word: str) -> bool:
    """Tell whether a word is a country, before which no company ends: "ORLENPolska"."""
    known = known_forms().get(word)
    return known is not None and known.code is not None and len(word) > _LEAST_BEFORE


def _is_function(word: str) -> bool:
    found = analyse(word) if word.istitle() else ()
    return bool(found) and all(r.pos not in {"subst", "adj"} for r in found)
