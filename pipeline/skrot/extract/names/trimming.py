"""What stands at the ends of a mark and is no part of the name is taken off."""

from __future__ import annotations

from functools import lru_cache

from skrot.extract.names.derived import derived_forms
from skrot.extract.names.nameless import counts_next, is_half_adjective, is_half_joined
from skrot.extract.names.nominatives import ROMAN, is_initial
from skrot.extract.names.text import (
    NameText,
    is_common,
    is_forename,
    is_nameable,
    is_title,
    is_titlecase,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.characters import APOSTROPHES, DASHES, QUOTES
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import adjectives, head_phrases, readings
from skrot.polish.tags import slots

OPENERS = frozenset({"ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "PART", "PRON", "SCONJ"})
"""Parts of speech of words that open a sentence and no name."""

# The title of a friar, and how many tokens it is with his surname.
_FATHER, _FRIAR = "O.", 3
_ADVERBIAL = frozenset({"pant", "pcon"})
_TRIMMED = QUOTES | DASHES | frozenset("()[],;:/…*•.!?&")


def trimmed(start: int, end: int, label: EntityLabel, text: NameText) -> tuple[int, int]:
    """Take off punctuation, lower-case words and titles at the ends of a mark."""
    vocabulary = name_words()
    keep_low = vocabulary.particles if label == "persName" else frozenset[str]()
    while start < end:
        word = text.texts[start]
        title = label in {"persName", "placeName"} and end - start > 1 and is_title(word)
        title = title or (label == "persName" and _precedes_person(start, end, text))
        named = word[0].isupper() or word[0].isdigit() or word in keep_low
        if word in _TRIMMED or title or not named or _only_opens(start, end, text):
            start += 1
        else:
            break
    while start < end and _loose_end(start, end, label, text):
        end -= 1
    has_capital = any(w[0].isupper() for w in text.texts[start:end])
    return (start, end) if has_capital else (start, start)


def _precedes_person(start: int, end: int, text: NameText) -> bool:
    """Tell if a first word says who it is, or nothing: "Włoszka A. Rossi", "(klasy) B Nowak"."""
    return (
        (end - start > 2 and text.texts[start] in derived_forms())
        or _is_lone_letter(start, end, text)
        or _heads_title(start, end, text)
        or _is_father(start, end, text)
    )


def _is_lone_letter(start: int, end: int, text: NameText) -> bool:
    """Tell whether a capital begins a mark that is no initial: no full stop follows."""
    word = text.texts[start]
    lone = len(word) == 1 and word.isupper() and end - start > 1
    return lone and text.spaced[start] and is_titlecase(text.texts[start + 1])


def _is_father(start: int, end: int, text: NameText) -> bool:
    """Tell whether a sentence begins with the title of a friar, and no initial: "O. Bolman"."""
    friar = end - start == _FRIAR and text.form(start, end - 1) == _FATHER
    return friar and start in text.starts


def _heads_title(start: int, end: int, text: NameText) -> bool:
    """Tell whether a noun opens a sentence, of which somebody follows: "Gafa Nowaka"."""
    word = text.texts[start]
    opening = start in text.starts and end - start == 2 and not text.is_sure(start, end)
    several = text.doc[start].morph.get("Number", []) == ["Plur"]  # "Losy Nowaka"
    if not (opening and is_titlecase(word) and is_common(word)):
        return False
    if is_nameable(word) and not several:
        return False
    return text.doc[start + 1].morph.get("Case", []) == ["Gen"]


def _only_opens(start: int, end: int, text: NameText) -> bool:
    """Tell whether a word opens a sentence and no name: "Czemu Nowak"."""
    word = text.texts[start]
    opening = start in text.starts and end - start > 1 and is_titlecase(word)
    # "Kim Dzong Un", though "kim" is a pronoun
    opening = opening and not text.is_sure(start, end) and not is_forename(word)
    return opening and text.doc[start].pos_ in OPENERS and is_common(word)


def _loose_end(start: int, end: int, label: EntityLabel, text: NameText) -> bool:
    word = text.texts[end - 1]
    if end - start > 1 and word == "." and not text.spaced[end - 2]:
        # "Płd.", "S.A.", but not the full stop of a sentence.
        cut = f"{text.texts[end - 2]}." in name_words().connectors
        return cut or len(text.texts[end - 2]) > 3
    if word in _TRIMMED or "\n" in word:
        return True
    joined = text.texts[end - 2] in APOSTROPHES
    # "Hwang Woo-suk"
    joined = joined or (word.islower() and text.texts[end - 2] == "-" and text.tight(end - 2))
    if end - start > 2 and joined:
        return False
    half = label == "orgName" and end - start > 2 and is_half_joined(end, text)
    half = half or (label == "orgName" and end - start > 1 and counts_next(end, text))
    if half or is_half_adjective(end, text):
        return True
    if label == "persName" and end - start > 1 and _follows_person(start, end, text):
        return True
    connectors = name_words().connectors
    cut = text.texts[end : end + 1] == (".",) and text.spaced[end - 2]
    cut = cut and (f"{word}." in connectors or not analyse(word))
    closing = label == "persName" or cut or word in connectors
    return word.islower() and (closing or _is_stray(start, end, text))


def _follows_person(start: int, end: int, text: NameText) -> bool:
    """Tell whether the last word is a title, a signature or what opens the next clause."""
    word = text.texts[end - 1]
    return _opens_clause(word) or (end - start > 2 and (is_title(word) or _is_signature(word)))


@lru_cache(maxsize=1 << 12)
def _opens_clause(word: str) -> bool:
    """Tell whether a word with a capital opens the next clause, and names nobody: "Uchylając"."""
    found = analyse(word.lower())
    return is_titlecase(word) and bool(found) and all(r.pos in _ADVERBIAL for r in found)


def _is_signature(word: str) -> bool:
    """Tell whether a word after a name is initials of an office, as at the foot of a letter."""
    return word.isupper() and len(word) > 1 and not is_initial(word) and not ROMAN.fullmatch(word)


def _is_stray(start: int, end: int, text: NameText) -> bool:
    """Tell whether a last word in lower case is no part of the name: "Brukseli unijni".

    Part of it is what agrees with its head or depends on it in the genitive; an adjective before a
    quotation mark belongs to what is quoted.
    """
    word = text.texts[end - 1]
    if end - start < 2 or text.tight(end - 1):
        return False
    follows = text.texts[end] if end < len(text.texts) else ""
    found = adjectives(word)
    if follows in QUOTES and found:
        return True
    phrases = head_phrases(text.words(start, end - 1))
    inflecting = readings(word)
    last = text.texts[end - 2]
    agreeing = {p.slot for p in phrases} if last[0].isupper() or adjectives(last) else set()
    described = {cell for r in found for cell in slots(r.tag)} if follows.isalpha() else set()
    if described and not agreeing & described:
        # "Gazprom bałtyckim" and "gazociągiem", "Partii Konserwatywnej polskiego" and "pochodzenia"
        return any(cell in described for r in readings(follows) for cell in slots(r.tag))
    if not phrases or not inflecting:
        return False
    cells = {cell for r in inflecting for cell in slots(r.tag)}
    genitive = any(cell.case == "gen" for r in inflecting for cell in slots(r.tag))
    return not genitive and not (found and agreeing & cells)
