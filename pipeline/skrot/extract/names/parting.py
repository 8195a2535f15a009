"""Where a name ends and another begins in one mark, by what the text itself shows.

What only a corpus shows is parted in :mod:`skrot.extract.names.glued`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from skrot.extract.names.beside import after_whole, cases_of_word
from skrot.extract.names.bounds import repair
from skrot.extract.names.derived import derived_forms
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import event_forms, known_forms
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.rows import after_person, next_in_row, obliquely_first
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    is_common,
    is_forename,
    is_nameable,
    is_place,
    is_titlecase,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.characters import APOSTROPHES, CLOSING_QUOTES, OPENING_QUOTES
from skrot.polish.dictionary import COMMON, FORENAME, GEOGRAPHIC, SURNAME
from skrot.polish.inflection import adjectives, head_phrases, readings
from skrot.polish.tags import slots
from skrot.polish.word_lists import function_words

# Where the second name begins, and the labels of both.
_Border = tuple[int, EntityLabel, EntityLabel]
_PERSONAL = frozenset({FORENAME, SURNAME})
# What an institution is called ("Komisja", "Wydział"), not "Plus" or "Nr", has so many letters.
_INSTITUTION = 5
# The cases that the tagger writes otherwise than the dictionary.
_TAGGED = {"Ins": "inst"}
# The country whose name after a company's is that of its branch.
_HOME = "PL"
# How likely a nominative must be to be reckoned with.
_LIKELY = 0.5


def parted(spans: Iterable[NameSpan], text: NameText) -> Iterator[NameSpan]:
    """Part names from those that come right after them, each with its own label."""
    spans = list(spans)
    alone = _alone(spans, text)
    for span in spans:
        yield from _parts(span, text, alone)


def _parts(span: NameSpan, text: NameText, alone: frozenset[str]) -> Iterator[NameSpan]:
    found = _next_name(span, text, alone) if span.known is None else None
    if found is None:
        yield span
        return
    at, first, second = found
    before = repair(span.start, at, first, text)
    if before is not None:
        yield from _parts(before, text, alone) if before.end <= at else (before,)
    after = repair(at, span.end, second, text)
    if after is None or _is_stray_word(after, text):
        return
    if after.start >= at and after.end <= span.end:
        yield from _parts(after, text, alone)
    else:
        yield after


def _alone(spans: Iterable[NameSpan], text: NameText) -> frozenset[str]:
    """Give the nominatives of the surnames that stand alone in a text."""
    return frozenset(
        candidate.nominative
        for span in spans
        if span.label == "persName" and span.end - span.start == 1
        for candidate in candidates(text.texts[span.start])
    )


def _next_name(span: NameSpan, text: NameText, alone: frozenset[str]) -> _Border | None:
    """Tell where in a span another name begins, and what the two are."""
    start, end, label = span.start, span.end, span.label
    if label == "persName":
        return _next_to_person(start, end, text, alone)
    for index in range(start + 1, end):
        if (found := _begins_at(span, index, text, alone)) is not None:
            return found
    return _oblique_first(start, end, label, text)


def _begins_at(span: NameSpan, index: int, text: NameText, alone: frozenset[str]) -> _Border | None:
    """Tell whether another name begins at a token of a mark that is no person's."""
    start, end, label = span.start, span.end, span.label
    if _then_person(start, index, end, text) or _then_bearer(start, index, end, text, alone):
        return index, label, "persName"
    if (other := after_whole(start, index, end, text)) is not None:
        return index, label, other
    apart = label != "orgName" and _in_another_case(index, text)
    apart = apart or _after_country(start, index, text) or _after_legal_form(start, index, text)
    apart = apart or _then_known(start, index, end, text) or _then_people(index, end, text)
    apart = apart or _then_institution(start, index, end, text)
    if apart or _of_what_follows(index, end, text):
        return index, label, label
    if (subject := _then_subject(start, index, end, text)) is not None:
        return index, label, subject
    quoted = _closes_quote(start, index, text) and index + 1 < end
    if quoted or (label == "orgName" and _begins_another(index, text)):
        return index + quoted, label, label
    return None


def _next_to_person(start: int, end: int, text: NameText, alone: frozenset[str]) -> _Border | None:
    """Tell where in the mark of a person another name begins, and what the two are."""
    for index in range(start + 1, end - 1):
        if _closes_quote(start, index, text):
            # "Głos” Nowacki": a newspaper and who spoke to it
            return index + 1, "orgName", "persName"
    if end - start > 1 and (oblique := obliquely_first(start, end, text)) is not None:
        return oblique[0], oblique[1], "persName"
    at = next_in_row(start, end, text, alone)
    after: tuple[int, EntityLabel] | None = None if at is None else (at, "persName")
    after = after or after_person(start, end, text) or _after_noun(start, end, text)
    return None if after is None else (after[0], "persName", after[1])


def _is_stray_word(span: NameSpan, text: NameText) -> bool:
    """Tell whether what comes after a place is a word that opens the next sentence or heading."""
    place = span.label in {"placeName", "geogName"} and span.known is None
    return place and span.end - span.start == 1 and is_common(text.texts[span.start])


def _in_another_case(index: int, text: NameText) -> bool:
    """Tell whether a place ends where another case begins: "wydalony z Sofii Rosjanin".

    What is in the genitive can depend on it, and on what is in the nominative anything can follow.
    """
    before, after = (set(text.doc[i].morph.get("Case", [])) for i in (index - 1, index))
    if not before or not after or before & (after | {"Nom"}) or "Gen" in after:
        return False
    word, second = text.texts[index - 1], text.texts[index]
    if not (is_titlecase(second) and _is_place(word)):
        return False
    tagged = {_TAGGED.get(case, case.lower()) for case in after}
    return (_cases(second) if adjectives(second) else tagged).isdisjoint(_cases(word))


def _after_country(start: int, index: int, text: NameText) -> bool:
    """Tell whether a name in the genitive follows a country or a city in another case.

    That is "przez Rosję Autonomicznej Republiki", "w Katowicach Szczytu": nothing depends on a
    place in the genitive.
    """
    known = known_forms().get(text.form(start, index))
    country = known is not None and known.code is not None
    city = known is None and index == start + 1 and is_place(text.texts[start])
    if not (country or city) or adjectives(text.texts[index - 1]):
        return False
    before, after = cases_of_word(text.texts[index - 1]), cases_of_word(text.texts[index])
    return bool(before) and before.isdisjoint({"nom", "gen", "voc"} | after) and "gen" in after


def _after_legal_form(start: int, index: int, text: NameText) -> bool:
    """Tell whether a company's name is over: "spółkę Axeltra AG" and "Rząd", who opens a clause."""
    legal = index > start + 1 and text.texts[index - 1] in name_words().legal_forms
    return legal and is_titlecase(text.texts[index])


def _of_what_follows(index: int, end: int, text: NameText) -> bool:
    """Tell whether a word describes the noun after a mark: "w Rzymie włoska" and "sekcja"."""
    word, before = text.doc[index], text.doc[index - 1]
    if word.dep_ != "amod" or word.head.i < end or not (word.is_lower or word.head.is_lower):
        return False
    cases = set(word.morph.get("Case", [])), set(before.morph.get("Case", []))
    return all(cases) and cases[0].isdisjoint(cases[1])


def _then_subject(start: int, index: int, end: int, text: NameText) -> EntityLabel | None:
    """Give the label of a name that is the subject of the clause, while what is before it is none.

    That is "członkiem grupy Axeltra Nowacki był", where the text has a Jan Nowacki.
    """
    word, before = text.doc[index], text.doc[start:index]
    if not word.dep_.startswith("nsubj") or start <= word.head.i < end:
        return None
    if any(token.dep_.startswith("nsubj") or index <= token.head.i < end for token in before):
        return None
    known = known_forms().get(text.form(index, end))
    if known is not None:
        return known.label if known.alias == text.form(index, end) else None
    named = {c.nominative for c in candidates(word.text) if "nom" in c.cases} & text.surnames
    return "persName" if named and end - index == 1 else None


def _after_noun(start: int, end: int, text: NameText) -> tuple[int, EntityLabel] | None:
    """Tell where an institution begins after a person: "Anna Nowak agencji Axeltra"."""
    for index in range(start + 1, end - 1):
        if text.texts[index].islower() and _is_kind(text.texts[index]):
            return index, "orgName"
    return None


@lru_cache(maxsize=1 << 12)
def _is_kind(word: str) -> bool:
    kinds = name_words().org_titles | name_words().heads
    return any(r.lemma in kinds for r in readings(word))


def _closes_quote(start: int, index: int, text: NameText) -> bool:
    """Tell whether a quotation ends here that began before the mark: `Times” Londyn`."""
    closing = text.texts[index] in CLOSING_QUOTES and text.spaced[index]
    return closing and OPENING_QUOTES.isdisjoint(text.texts[start:index])


def _oblique_first(start: int, end: int, label: EntityLabel, text: NameText) -> _Border | None:
    """Part a first word in another case from what comes after it."""
    first, second = text.texts[start : start + 2] if end - start > 1 else ("", "")
    if not second or "nom" in _cases(first):
        return None
    last = known_forms().get(second)
    if first.casefold() in event_forms() and _is_place(second):
        # "po Brexicie Londyn"
        return start + 1, label, "placeName"
    country = last is not None and last.code is not None and last.alias == second
    if country and end - start == 2 and _is_personal(first):
        # "według Nowackiego Polska"
        return start + 1, "persName", "placeName"
    before = text.texts[start - 1].lower() if start else ""
    if before not in function_words().inside or not _is_place(first):
        return None
    other = _after_place(second, text)
    return other and (start + 1, "placeName", other)


def _after_place(word: str, text: NameText) -> EntityLabel | None:
    """Tell what a word after a place is that is no part of its name: "w Londynie AXT"."""
    if is_acronym(word) and word.isupper():
        return "orgName"
    found = {c.nominative for c in candidates(word) if "nom" in c.cases}
    return "persName" if text.surnames & found else None


def _is_place(word: str) -> bool:
    return any(GEOGRAPHIC in reading.names for reading in readings(word))


def _is_personal(word: str) -> bool:
    found = readings(word)
    return bool(found) and all(_PERSONAL.issuperset(reading.names) for reading in found)


def _is_surname(word: str) -> bool:
    return any(c.role == "surname" and "nom" in c.cases for c in candidates(word))


def _then_person(start: int, index: int, end: int, text: NameText) -> bool:
    """Tell whether a person's name begins inside a mark: "Partii Pracy Tony Blair".

    A forename from abroad counts where what stands before it is a name in Polish by itself:
    "JP Morgan Chase" is one.
    """
    if opens_person(index, end, text):
        return True
    if end - index == 1 and text.form(start, index) in known_forms():
        # "szefem KE Junckerem", "agencji Reutera Solberg", where the text has them in full
        named = {c.nominative for c in candidates(text.texts[index]) if c.weight >= _LIKELY}
        return is_titlecase(text.texts[index]) and bool(named & text.surnames)
    if end - index != 2 or not all(is_titlecase(word) for word in text.texts[index:end]):
        return False
    first, second = text.texts[index:end]
    before = text.form(start, index)
    if before in known_forms() and (index > start + 1 or is_acronym(before)):
        return _is_person_after(before, first, second)
    abroad = any(c.foreign and c.nominative == first for c in candidates(first))
    if not abroad or is_common(second) or not is_nameable(second):
        return False
    return before in known_forms() or bool(head_phrases(text.words(start, index)))


def _is_person_after(known: str, first: str, second: str) -> bool:
    """Tell whether two words after a known name are a person: "PO Anny Nowak".

    After "Amnesty International" two words that the dictionary does not know are one, too.
    """
    if is_acronym(known):
        personal = _is_personal(second) or (is_forename(first) and is_nameable(second))
        return personal and not is_common(first)
    return (not readings(first) and not readings(second)) or is_forename(first)


def _then_bearer(start: int, index: int, end: int, text: NameText, alone: frozenset[str]) -> bool:
    """Tell whether the last word is a surname of the text that does not depend on what precedes.

    That is "w Radiu ZET Nowacki", "z PAP Nowacki", where Nowacki stands alone elsewhere.
    """
    word = text.texts[index]
    if end - index != 1 or not is_titlecase(word) or is_forename(text.texts[index - 1]):
        return False
    if "Nom" not in text.doc[index].morph.get("Case", []) or APOSTROPHES.intersection(
        text.texts[end : end + 1]
    ):
        return False
    words = text.words(start, index)
    if text.form(start, index) in known_forms() or (len(words) == 1 and is_acronym(words[0])):
        return word in alone | text.surnames
    cases = {phrase.slot.case for phrase in head_phrases(words, place=True)}
    return len(words) > 1 and bool(cases) and "nom" not in cases and word in text.surnames


def _then_known(start: int, index: int, end: int, text: NameText) -> bool:
    """Tell whether a mark is a known name and another that does not depend on it.

    That is "z UE Wielką Brytanią", "z UE Wielkiej Brytanii" and "Finów Gazprom", not "MSZ Rosji".
    """
    form, second = text.form(start, index), known_forms().get(text.form(index, end))
    if second is None:
        return False
    if form not in known_forms():
        apart = form in derived_forms() and is_titlecase(form) and second.label == "orgName"
        land = second.code is not None or second.label == "geogName"
        return apart or (land and _in_nominative_after(start, index, end, text))
    first = known_forms()[form]
    if second.code == _HOME and text.texts[index] == second.alias and first.alias == form:
        # "Axeltra Polska" is a company's branch.
        return is_acronym(form) or first.label != "orgName"
    if is_acronym(form) and second.code and first.name not in name_words().national:
        return True
    cases = {phrase.slot.case for phrase in head_phrases(text.words(index, end), place=True)}
    return bool(cases) and "gen" not in cases


def _then_institution(start: int, index: int, end: int, text: NameText) -> bool:
    """Tell whether an institution follows a known acronym: "(zbliżonej do) SPD Fundacji Eberta"."""
    first, word = text.form(start, index), text.texts[index]
    if index > start + 1 or not (is_acronym(first) and first in known_forms()):
        return False
    rest = known_forms().get(text.form(index, end))
    whole = (rest is not None and rest.code is not None) or text.form(start, end) in known_forms()
    company = word in name_words().company_words
    lemmas = {reading.lemma for reading in readings(word)}
    own = lemmas & name_words().heads - {one.lower() for one in name_words().company_words}
    return is_titlecase(word) and bool(own) and not (whole or company)


def _then_people(index: int, end: int, text: NameText) -> bool:
    """Tell whether inhabitants in the nominative follow: "według instytutu Axel Brytyjczycy są"."""
    word = text.texts[index]
    people = end - index == 1 and is_titlecase(word) and word in derived_forms()
    return people and _cases(word) <= {"nom", "voc"} and not adjectives(word)


def _in_nominative_after(start: int, index: int, end: int, text: NameText) -> bool:
    """Tell whether a country in the nominative follows another case: "zdaniem Ligi Włochy są"."""
    cases = {phrase.slot.case for phrase in head_phrases(text.words(index, end), place=True)}
    before = set(text.doc[index - 1].morph.get("Case", []))
    common = bool(before) and "Nom" not in before and "nom" not in _cases(text.texts[index - 1])
    return index == start + 1 and common and "nom" in cases and "gen" not in cases


def opens_person(start: int, end: int, text: NameText) -> bool:
    """Tell whether a forename and a surname in the nominative begin here, as after a ministry."""
    if end - start < 2:
        return False
    first, second = text.texts[start], text.texts[start + 1]
    forename = is_forename(first) and not is_common(first) and is_titlecase(second)
    if not forename or not is_nameable(second) or (is_common(second) and not _is_surname(second)):
        return False
    found = [c for c in candidates(first) if c.role == "forename" and not c.foreign]
    return any("nom" in c.cases for c in found) and not any("gen" in c.cases for c in found)


def _begins_another(index: int, text: NameText) -> bool:
    word = text.texts[index]
    if len(word) < _INSTITUTION or not is_titlecase(word) or adjectives(word):
        return False
    common = all({COMMON}.issuperset(reading.names) for reading in readings(word))
    cases, before = _cases(word), _cases(text.texts[index - 1])
    oblique = bool(before) and before.isdisjoint({"nom", "voc"})
    return common and oblique and "nom" in cases and cases <= {"nom", "acc", "voc"}


def _cases(word: str) -> set[str]:
    return {slot.case for reading in readings(word) for slot in slots(reading.tag)}
