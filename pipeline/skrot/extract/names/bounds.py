"""The bounds of one name: what was taken in wrongly is trimmed, what was left out is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.extract.names.derived import derived_forms, derived_of_acronym
from skrot.extract.names.foreign import foreign_start
from skrot.extract.names.known import Known, known_forms
from skrot.extract.names.misspelt import misspelt
from skrot.extract.names.nameless import (
    is_coined,
    is_fragment,
    is_initials,
    is_of_minister,
    is_run_together,
    names_nothing,
)
from skrot.extract.names.nominatives import candidates, is_initial
from skrot.extract.names.text import (
    LONGEST_NAME,
    NameSpan,
    NameText,
    follows_article,
    has_lemma,
    is_common,
    is_forename,
    is_inhabitant,
    is_nameable,
    is_people,
    is_title,
    is_titlecase,
)
from skrot.extract.names.trimming import OPENERS, trimmed
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.numbers.dates.words import load_calendar
from skrot.labels import EntityLabel
from skrot.polish.characters import (
    APOSTROPHES,
    CLOSING_QUOTES,
    OPENING_QUOTES,
)
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import adjectives, head_phrases, readings
from skrot.polish.tags import slots
from skrot.polish.word_lists import function_words

_LIKELY = 0.5
_DEPENDENT = frozenset({"nmod", "amod", "conj"})


def repair(start: int, end: int, label: EntityLabel, text: NameText) -> NameSpan | None:
    """Put the bounds of a marked name right; null for what is no name."""
    start, end = trimmed(start, _continued(start, end, label, text), label, text)
    if start >= end:
        return None
    start, end = _with_apostrophe(_with_initials(start, text), end, text)
    if label != "persName" and _ends_person(start, label, text):
        label = "persName"
    if label == "persName":
        if not text.is_sure(start, end):
            start, end = _whole_person(start, end, text)
        start, label = _named_after(start, end, text)
    else:
        whole = foreign_start(start, text)
        label = label if whole == start else "orgName"
        start, end = _whole_name(whole, end, label, text)
        if label == "orgName":
            start -= _depends_on_head(start, text) or _is_described(start, end, text)
            start -= _follows_purpose(start, text)
    form = text.form(start, end)
    label = "orgName" if label == "persName" and is_coined(form) else label
    known = known_forms().get(form) or (None if label == "persName" else misspelt(form))
    known = known or _after_kind(start, end, text)
    one_word = label == "persName" and end - start == 1
    if known is not None and not (one_word and _names_person(start, text)):
        return NameSpan(start, end, known.label, known)
    if label in {"placeName", "geogName"} and _describes_people(start, end, text):
        start, form = end - 1, text.texts[end - 1]
    derived = derived_of_acronym(form)
    if end - start == 1 and (label != "persName" or is_inhabitant(start, text)):
        derived = derived or derived_forms().get(form.lower()) or derived_forms().get(form)
    if derived is not None:
        return NameSpan(start, end, derived.label, derived, derived=True)
    if (
        names_nothing(form)
        or _is_day(start, end, text)
        or is_fragment(start, end, label, text)
        or is_run_together(form, label)
        or (label != "persName" and is_initials(form))
        or (label == "orgName" and is_of_minister(start, text))
    ):
        return None
    number = text.doc[start].morph.get("Number", [])
    # "Kurdów" are a people, Kurdej is a man, and Tata a company.
    told = {"persName": number == ["Plur"], "orgName": number != ["Sing"]}
    people = end - start == 1 and is_people(form, text.doc[start].lemma_) and told.get(label, True)
    label = "placeName" if people and label == "persName" else label
    return NameSpan(start, end, label, derived=people)


def _after_kind(start: int, end: int, text: NameText) -> Known | None:
    """Give the known name that follows a noun which says what it is: "Agencja RIA Nowosti"."""
    if end - start < 2 or not has_lemma(text.texts[start].lower(), name_words().kinds):
        return None
    form = text.form(start + 1, end)
    known = known_forms().get(form)
    return known if known is not None and known.label == "orgName" and known.alias == form else None


def _is_day(start: int, end: int, text: NameText) -> bool:
    """Tell whether a mark is the month of a day, though it has a capital: "(plac) 18 Marca"."""
    numbered = end - start == 1 and text.inside(start) and text.texts[start - 1].isdigit()
    return numbered and text.texts[start].lower() in load_calendar().months


def _describes_people(start: int, end: int, text: NameText) -> bool:
    """Tell whether a mark is an inhabitant with adjectives: "Młodzi Polacy"."""
    described = end - start > 1 and all(adjectives(word) for word in text.texts[start : end - 1])
    return described and text.texts[end - 1] in derived_forms()


def _continued(start: int, end: int, label: EntityLabel, text: NameText) -> int:
    """Take in what a linking word at or after the end leads to: "Agencja" and "ds. Leków"."""
    linked = f"{text.texts[end - 2]}." if text.texts[end - 1] == "." else text.texts[end - 1]
    stop = end
    if linked not in name_words().linking:
        # "wiceprzewodniczący Komisji Europejskiej ds. Energii": that is his office.
        office = text.inside(start) and is_title(text.texts[start - 1].capitalize())
        if label != "orgName" or office or text.form(start, end) in known_forms():
            return end
        stop += _purpose(end, text)
        if stop == end:
            return end
    while text.inside(stop) and text.spaced[stop - 1] and is_titlecase(text.texts[stop]):
        if is_forename(text.texts[stop]):
            break
        stop += 1
    return stop


def _purpose(start: int, text: NameText) -> int:
    """Give how many words lead to what an institution is for, if a name follows: "do spraw"."""
    for width in (1, 2):
        led = text.inside(start + width) and is_titlecase(text.texts[start + width])
        if led and text.inside(start) and text.form(start, start + width) in name_words().purposes:
            return width
    return 0


def _names_person(start: int, text: NameText) -> bool:
    """Tell whether a word marked as a person is one, though a company has that name: "Ford"."""
    word = text.texts[start]
    if is_forename(word):
        return not _speaks_of(word, text)
    bases = {c.nominative for c in candidates(word) if c.weight >= _LIKELY}
    return bool(bases.intersection(text.surnames))


def _speaks_of(word: str, text: NameText) -> bool:
    """Tell whether a text has the adjective or the people of a country, as "kubański" of Kuba."""
    country = known_forms().get(word)
    if country is None or country.code is None:
        return False
    told = (derived_forms().get(one) for one in text.texts)
    return any(one is not None and one.name == country.name for one in told)


def _with_initials(start: int, text: NameText) -> int:
    """Take in capitals that were cut off a row of them: "U." before "S. Steel"."""
    while start >= 2 and text.texts[start - 1] == "." and not text.spaced[start - 1]:
        letter = text.texts[start - 2]
        if len(letter) != 1 or not letter.isupper() or text.spaced[start - 2]:
            break
        start -= 2
    return start


def _with_apostrophe(start: int, end: int, text: NameText) -> tuple[int, int]:
    """Take in an inflection ending after an apostrophe that was cut off: "Colby" + "’ego"."""
    while end < len(text.texts) and not text.spaced[end - 1]:
        word = text.texts[end]
        following = text.texts[end + 1] if end + 1 < len(text.texts) else ""
        if word in APOSTROPHES and not text.spaced[end] and following.islower():
            end += 2
        elif word[0] in APOSTROPHES and word[1:].islower():
            end += 1
        else:
            break
    return start, end


def _whole_person(start: int, end: int, text: NameText) -> tuple[int, int]:
    """Take in the forenames, initials and surname that stand beside a marked name."""
    if follows_article(start, text):
        start -= 2
    if _after_nickname(start, end, text):
        start -= 2
    while text.inside(start) and (text.spaced[start - 1] or is_initial(text.texts[start - 1])):
        word = text.texts[start - 1]
        opening = start - 1 in text.starts
        if is_title(word) or word in known_forms() or start - 1 in text.marked:
            break
        if is_initial(word) or (is_forename(word) and not (opening and is_common(word))):
            start -= 1
        else:
            break
    while text.inside(end) and text.spaced[end - 1]:
        word = text.texts[end]
        lacks_surname = all(is_forename(w) or is_initial(w) for w in text.texts[start:end])
        free = end not in text.marked and word not in known_forms()
        if not (is_titlecase(word) and lacks_surname and free and is_nameable(word)):
            break
        end += 1
    named = end > start + 1 and is_forename(text.texts[start])
    if named and end + 1 < len(text.texts) and text.texts[end] == "-" and text.tight(end):
        end += 2 if is_titlecase(text.texts[end + 1]) else 0
    return start, end


def _ends_person(start: int, label: EntityLabel, text: NameText) -> bool:
    """Tell whether a mark after an Arabic article is the end of a name: "Saif ul-Nowak".

    A forename stands before the article, or the text has the person in full.
    """
    if start < 3 or not follows_article(start, text):
        return False
    forename = label == "geogName" and is_titlecase(text.texts[start - 3])
    return forename or any(c.nominative in text.surnames for c in candidates(text.texts[start]))


def _after_nickname(start: int, end: int, text: NameText) -> bool:
    """Tell whether a mark begins in the nickname of a person: "Jan „Lis” Nowak"."""
    if start < 2 or text.texts[start - 1] not in OPENING_QUOTES or start in text.starts:
        return False
    closed = not CLOSING_QUOTES.isdisjoint(text.texts[start + 1 : end - 1])
    return closed and is_forename(text.texts[start - 2])


def _named_after(start: int, end: int, text: NameText) -> tuple[int, EntityLabel]:
    """Take in a capitalised noun before a lone surname: "Nagrody Nobla", "Fundacji Batorego"."""
    if end - start > 1 or is_forename(text.texts[start]):
        return start, "persName"
    left = start
    while text.inside(left) and text.spaced[left - 1] and left - 1 not in text.marked:
        word = text.texts[left - 1]
        if left - 1 in text.starts or not is_titlecase(word) or not is_common(word):
            break
        if is_title(word) or not readings(word):
            break
        left -= 1
    return (left, "orgName") if left < start else (start, "persName")


def _whole_name(start: int, end: int, label: EntityLabel, text: NameText) -> tuple[int, int]:
    """Take in the capitalised words that agree with a name's head, or continue a foreign name."""
    while start >= 2 and text.texts[start - 1] == "-" and text.tight(start - 1):
        if not is_titlecase(text.texts[start - 2]) or start - 2 in text.marked:
            break
        start -= 2
    if label != "placeName":
        end = _depending(start, end, text)
    while text.inside(end) and text.spaced[end - 1]:
        word = text.texts[end]
        if not is_titlecase(word) or word in known_forms() or end in text.marked:
            break
        whole = (*text.words(start, end), word)
        phrase = next(iter(head_phrases(whole)), None)
        agrees = phrase is not None and len(whole) - 1 in phrase.inflected
        foreign = not analyse(word) and not analyse(text.texts[end - 1])
        if not (agrees or foreign):
            break
        end += 1
    while text.inside(start) and text.spaced[start - 1]:
        word = text.texts[start - 1]
        taken = start - 1 in text.starts or start - 1 in text.marked
        if taken or not is_titlecase(word) or word in known_forms():
            break
        governs = _governs(word, text.texts[start]) or _is_of(word, text.words(start, end))
        if not (governs or _agrees_before(word, start, end, text)):
            break
        start -= 1
    return start, end


def _depends_on_head(start: int, text: NameText) -> bool:
    """Tell whether a name goes on before its capital: "komisji Spraw Zagranicznych"."""
    if not text.inside(start) or not text.spaced[start - 1] or start - 1 in text.marked:
        return False
    word, first = text.texts[start - 1], text.doc[start]
    common = any(r.lemma in name_words().generic for r in readings(first.text))
    genitive = first.morph.get("Case", []) == ["Gen"] and is_titlecase(first.text)
    return common and genitive and has_lemma(word, name_words().small_heads)


def _follows_purpose(start: int, text: NameText) -> int:
    """Give how many words of a name stand before its purpose: "Kongres na rzecz" and "Postępu"."""
    linked = start > 2 and text.form(start - 2, start) in name_words().purposes
    head = start - 3
    if not linked or head in text.marked or not (text.inside(start) and text.inside(start - 1)):
        return 0
    word = text.texts[head]
    common = is_titlecase(word) and is_common(word) and not is_title(word)
    return 3 if common and text.inside(head) and text.inside(head + 1) else 0


def _depending(start: int, end: int, text: NameText) -> int:
    """Give where a name ends with the capitalised words that depend on it by the syntax.

    "Fundacja Centrum" goes on in "Dialogu i Porozumienia", which is in the genitive.
    """
    whole = stop = end
    while text.inside(stop) and stop not in text.marked and stop - start < LONGEST_NAME:
        token = text.doc[stop]
        joins = token.text in {"-", function_words().conjunction}
        cell = token.morph.get("Case", []) == ["Gen"] and token.dep_ in _DEPENDENT
        # "(relacja z) Moskwy Video:"
        cell = cell and text.texts[stop + 1 : stop + 2] != (":",)
        if not (joins or (is_titlecase(token.text) and cell)):
            break
        stop += 1
        heads = (text.doc[i].head.i for i in range(end, stop) if text.doc[i].dep_ in _DEPENDENT)
        if not joins and all(start <= head < stop for head in heads):
            whole = stop
    return whole


def _agrees_before(word: str, start: int, end: int, text: NameText) -> bool:
    phrase = next(iter(head_phrases((word, *text.words(start, end)))), None)
    return bool(adjectives(word)) and phrase is not None and phrase.head > 0


def _is_of(word: str, name: Sequence[str]) -> bool:
    """Tell whether a noun goes with a name of common words in the genitive: "Kraj Kwitnącej Wiśni".

    Common words have capitals within a sentence where they are parts of a name.
    """
    noun = any(reading.pos == "subst" for reading in readings(word))
    if not noun or is_title(word) or not all(is_common(part) for part in (word, *name)):
        return False
    return any(cell.case == "gen" for r in readings(name[0]) for cell in slots(r.tag))


def _is_described(start: int, end: int, text: NameText) -> bool:
    """Tell whether a name begins with an adjective of a noun: "Zgromadzenie" and "Ogólne ONZ"."""
    if not text.inside(start) or not text.spaced[start - 1] or start - 1 in text.marked:
        return False
    word, first = text.texts[start - 1 : start + 1]
    if not is_titlecase(word) or is_title(word) or not (is_common(word) and adjectives(first)):
        return False
    if text.doc[start - 1].pos_ in OPENERS:
        return False
    phrase = next(iter(head_phrases((word, *text.words(start, end)))), None)
    return phrase is not None and phrase.head == 0 and 1 in phrase.inflected


def _governs(word: str, following: str) -> bool:
    """Tell whether a name goes on in the genitive: "Minister" and "Klimatu i Środowiska"."""
    vocabulary = name_words()
    lemmas = {reading.lemma for reading in readings(word)}
    if not lemmas & (vocabulary.heads | vocabulary.ministers):
        return False
    common = [r for r in readings(following) if r.lemma in vocabulary.generic]
    return any(cell.case == "gen" for r in common for cell in slots(r.tag))
