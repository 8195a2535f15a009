"""Marks of a model: where one mark is two names, and where two marks are one."""

from __future__ import annotations

from collections.abc import Iterator

from skrot.extract.names.following import after_known
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import event_forms, known_forms
from skrot.extract.names.nameless import is_board, is_half
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.parting import opens_person
from skrot.extract.names.text import (
    LONGEST_NAME,
    Mark,
    NameText,
    follows_article,
    has_lemma,
    is_common,
    is_forename,
    is_title,
    is_titlecase,
    only_touches,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.numbers.amounts.units import is_unit
from skrot.labels import EntityLabel
from skrot.polish.characters import APOSTROPHES, DASHES, OPENING_QUOTES
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import adjectives, head_phrases
from skrot.polish.tags import slots
from skrot.polish.word_lists import function_words

_APOSTROPHE_NEXT = frozenset((char,) for char in APOSTROPHES)

_FUNCTION = frozenset({"prep", "conj", "adv", "part", "comp", "interj", "brev"})


def settle_marks(text: NameText) -> Iterator[Mark]:
    """Cut and join the marks of a model so that each is one name as a whole.

    A mark never crosses the start of a sentence or an opening quotation mark.
    """
    people = _people_nominatives(text)
    marks = [mark for mark in text.marks if not _is_unit(mark, text)]
    pieces = [piece for mark in marks for piece in _cut(*mark, text, people)]
    for start, end, label in _joined(pieces, text):
        yield from _dashed(start, end, label, text, people)


def _is_unit(mark: Mark, text: NameText) -> bool:
    """Tell whether a mark is only the unit of a figure: "10 MW"."""
    start, end, _ = mark
    figure = start > 0 and end - start == 1 and text.texts[start - 1][-1].isdigit()
    return figure and is_unit(text.texts[start])


def _cut(
    start: int, end: int, label: EntityLabel, text: NameText, people: frozenset[str]
) -> Iterator[Mark]:
    left = start
    for index in range(start + 1, end):
        quote = text.texts[index] in OPENING_QUOTES and index + 1 < end
        figure = label in {"placeName", "geogName"} and text.texts[index][0].isdigit()
        if figure or (label != "persName" and _ends_name(index, end, text)):
            end = index
            break
        person = label == "persName" and is_title(text.texts[index])
        again = label == "orgName" and opens_person(index, end, text)
        again = again and not _is_patron_of(left, index, text)
        again = again or (label != "persName" and text.texts[index] == text.texts[index - 1])
        if label == "orgName" and _joins_institutions(left, index, end, text):
            yield from _cut_head(left, index, label, text, people)
            left = index + 1
            continue
        if index in text.starts or person or again or (quote and text.spaced[index - 1]):
            yield from _cut_head(left, index, label, text, people)
            left = index
    yield from _cut_head(left, end, label, text, people)


def _is_patron_of(start: int, index: int, text: NameText) -> bool:
    """Tell whether a school is called after a person here: "Uniwersytet Kardynała" and his name."""
    return (
        index - start > 1
        and is_title(text.texts[index - 1])
        and _is_local((start, index, "orgName"), text)
    )


def _cut_head(
    start: int, end: int, label: EntityLabel, text: NameText, people: frozenset[str]
) -> list[Mark]:
    """Cut off what stands before a name: an acronym, a sentence's first word, another name."""
    if end - start < 2:
        return [(start, end, label)]
    first, second = text.texts[start], text.texts[start + 1]
    if label == "persName":
        if first.casefold() in event_forms():
            return [(start + 1, end, label)]  # "(pokojowego) Nobla Liu"
        spelt = first.isupper() or first in known_forms()
        acronym = is_acronym(first) and spelt and second[0].isupper()
        known = known_forms().get(first)
        # "(prezes) Orlenu Adam Nowak"
        oblique = known is not None and known.alias != first and not is_forename(first)
        # or "(w rozmowie z) Onetem Nowak"
        alone = end - start == 2 and known is not None and known.label == "orgName"
        oblique = oblique and (alone or (end - start > 2 and is_forename(second)))
        mine = known.label if known is not None and oblique else "orgName"
        company = _opening_company(start, end, text) or _called_company(start, end, text)
        if company:
            return [(start, company, "orgName"), (company, end, label)]
        country = _opening_country(start, end, text)
        if country:
            return [(start, country, "placeName"), (country, end, label)]
        cut: list[Mark] = [(start, start + 1, mine), (start + 1, end, label)]
        return cut if acronym or oblique else [(start, end, label)]
    return (
        _person_first(start, end, label, text, people)
        or _word_first(start, end, label, text)
        or after_known(start, end, label, text)
        or list(_cut_country(start, end, label, text))
    )


def _opening_company(start: int, end: int, text: NameText) -> int:
    """Give where a known institution of several words ends that two more follow; 0 for nowhere."""
    whole = (at for at in range(end - 2, start + 1, -1) if text.form(start, at) in known_forms())
    return next(whole, 0)


def _opening_country(start: int, end: int, text: NameText) -> int:
    """Give where a country ends that somebody's whole name follows, 0 for nowhere.

    That is "(prezydent) Burkiny Faso Adam Nowak".
    """
    for at in range(end - 2, start, -1):
        known = known_forms().get(text.form(start, at))
        if known is not None and known.code is not None and not is_forename(text.texts[start]):
            return at
    return 0


def _called_company(start: int, end: int, text: NameText) -> int:
    """Give where an institution ends that a noun before names, 0 for nowhere.

    That is "polityk partii Axeltra Adam Nowak", of which the person has two words.
    """
    words = text.texts[start:end]
    if end - start != 3 or is_forename(words[0]) or not all(map(is_titlecase, words)):
        return 0
    before = text.doc[start - 1] if text.inside(start) else None
    if before is None or not has_lemma(before.text, name_words().org_titles):
        return 0
    return start + 1 if before.morph.get("Case", []) == ["Gen"] else 0


def _person_first(
    start: int, end: int, label: EntityLabel, text: NameText, people: frozenset[str]
) -> list[Mark]:
    """Cut a person off an institution: "Katarzyna Wrona Ministerstwo …", "Bidena Struktura …"."""
    last = start
    first = text.texts[start]
    if opens_person(start, end, text):
        last = start + 2
        while last + 1 < end and text.texts[last] == "-":
            last += 2
    elif label == "orgName" and not is_common(first) and text.texts[start + 1][0].isupper():
        phrases = head_phrases(text.words(start + 1, end))
        whole = phrases and phrases[0].head == 0 and len(phrases[0].inflected) > 1
        if whole and people.intersection(c.nominative for c in candidates(first)):
            last = start + 1
    if last == start:
        return []
    return [(start, last, "persName"), *([(last, end, label)] if last < end else [])]


def _word_first(start: int, end: int, label: EntityLabel, text: NameText) -> list[Mark]:
    """Cut off a first word that is no part of the name."""
    first, second = text.texts[start], text.texts[start + 1]
    vocabulary = name_words()
    if is_board(start, text) and not adjectives(second) and second[0].isupper():
        # "Prezes Zarządu" and "Axeltra S.A."
        return [(start + 1, end, label)]
    if _lemmas(first) & vocabulary.generic and _lemmas(second) & vocabulary.heads:
        # "Sekretarz Stanu" of the line above and "Ministerstwo …".
        return [(start + 1, end, label)]
    if first in known_forms() and second.islower() and is_acronym(first):
        # "GDDKiA obwodnica …": an acronym takes no noun after it.
        return [(start, start + 1, label), (start + 1, end, label)]
    rest = text.form(start + 1, end)
    opening = start in text.starts and is_common(first) and first.lower() not in vocabulary.heads
    foreign = APOSTROPHES.intersection(rest) or text.texts[end : end + 1] in _APOSTROPHE_NEXT
    if opening and (rest in known_forms() or foreign):
        # "Sojusz USA z Japonią", "Wypowiedzi Elbridge’a": a noun that only opens the sentence.
        return [(start + 1, end, label if rest in known_forms() else "persName")]
    if opening and end - start == 2:
        # "Szanse Nowackiego", where the text has a Jan Nowacki
        found = {c.nominative for c in candidates(second) if "gen" in c.cases}
        return [(start + 1, end, "persName")] if found & text.surnames else []
    return []


def _joins_institutions(start: int, index: int, end: int, text: NameText) -> bool:
    """Tell whether two whole institutions are joined here: "Funduszu Zdrowia i Agencji Badań"."""
    if text.texts[index] not in name_words().joining or index + 1 >= end or index == start:
        return False
    if text.form(start, index) in known_forms() and text.form(index + 1, end) in known_forms():
        return True
    second = known_forms().get(text.form(index + 1, end))
    if second is not None and second.label == "orgName" and end - index > 2:
        # "Porozumienia i Solidarnej Polski"
        return True
    heads = name_words().heads - name_words().parts_of_names
    after = [r for r in analyse(text.texts[index + 1].lower()) if r.lemma in heads]
    before = head_phrases(text.words(start, index))
    cells = {(cell.number, cell.case) for r in after for cell in slots(r.tag)}
    return any((p.slot.number, p.slot.case) in cells for p in before[:6])


def _lemmas(word: str) -> set[str]:
    return {reading.lemma for reading in analyse(word.lower())}


def _ends_name(index: int, end: int, text: NameText) -> bool:
    """Tell whether contact data, a figure or a function word begins in what was marked."""
    word = text.texts[index]
    contact = name_words().contact
    half = is_half(word) and not DASHES.isdisjoint(text.texts[index + 1 : index + 2])
    if half or follows_article(index + 2, text):
        # "Bank Przemysłowo - Handlowy"; "Ras al-Ayn", not "al. Nowaka"
        return False
    if (
        "@" in word
        or word in contact
        or (word.lower() in contact and text.texts[index + 1 : index + 2] == (".",))
    ):
        return True
    if word.isdigit() or word[0] in "+/":
        return not any(w[0].isupper() for w in text.texts[index + 1 : end])
    found = analyse(word)
    return is_titlecase(word) and bool(found) and all(r.pos in _FUNCTION for r in found)


def _cut_country(start: int, end: int, label: EntityLabel, text: NameText) -> Iterator[Mark]:
    """Cut a country off another place: "stolica Malezji Kuala Lumpur"."""
    if label != "orgName" and text.form(start, end) not in known_forms():
        for middle in range(end - 1, start, -1):
            if text.form(start, middle) not in known_forms() or not text.spaced[middle - 1]:
                continue
            phrases = head_phrases(text.words(start, end), place=True)
            agrees = bool(phrases) and len(phrases[0].inflected) > 1
            if text.texts[middle][0].isupper() and not agrees:
                yield (start, middle, "placeName")
                yield (middle, end, label)
                return
    yield (start, end, label)


def _joined(marks: list[Mark], text: NameText) -> list[Mark]:
    """Join marks that touch, or that a hyphen or a linking word makes one name."""
    out: list[Mark] = []
    for start, end, label in marks:
        if out and start not in text.starts:
            joined = _join(out[-1], (start, end, label), text)
            if joined is not None:
                out[-1] = (out[-1][0], end, joined)
                continue
        out.append((start, end, label))
    return out


def _join(left: Mark, right: Mark, text: NameText) -> EntityLabel | None:
    """Give the label of the name that two marks make together, null when they stay two."""
    (_, until, first), (start, _, label) = left, right
    said_again = label != "persName" and text.texts[start] == text.texts[until - 1]
    if text.texts[start] in OPENING_QUOTES or said_again or right[1] - left[0] > LONGEST_NAME:
        return None
    known = any(text.form(one[0], one[1]) in known_forms() for one in (left, right))
    gap = text.texts[until:start]
    patron = label == "persName" != first and _is_patron(until, start, text)
    if patron or not gap:
        return first if patron else _touching(left, right, known, text)
    if len(gap) == 2 and text.texts[until - 1][0].isupper() and follows_article(start, text):
        # "Baszar" and "Asad" of "Baszar al-Asad"
        return "persName" if "persName" in {first, label} else None
    if gap == ("-",) and text.tight(until):
        people = {first, label} == {"persName"}
        return label if people or (first != label and not known) else None
    if first == "orgName" and label != "persName":
        local = len(gap) == 1 and gap[0] in function_words().inside and _is_local(left, text)
        return "orgName" if local or " ".join(gap) in name_words().linking else None
    return None


def _is_patron(until: int, start: int, text: NameText) -> bool:
    """Tell whether an institution is called after a person: "Fundacja im." and "Jana Nowaka"."""
    opening = (start - 2, start - 1) if start >= 2 else ()
    return any(at <= until and text.form(at, start) in name_words().named_after for at in opening)


def _touching(left: Mark, right: Mark, known: bool, text: NameText) -> EntityLabel | None:
    (before, until, first), (start, end, label) = left, right
    if first == "persName":
        if known and is_forename(text.texts[start]):
            return None  # "Kukiz'15 Jan Nowak"
        forenames = all(is_forename(word) for word in text.texts[before:until])
        return "persName" if label == first or (forenames and end - start == 1) else None
    if label == "persName" or known or not text.depends(before, start, end):
        # two that only touch, as in "w Yorkshire Polacy są"
        return None
    if only_touches(first, text.texts[until - 1], text.texts[start]):
        return None
    return "orgName" if "orgName" in {first, label} else first


def _is_local(mark: Mark, text: NameText) -> bool:
    """Tell whether an institution is one whose seat is part of its name."""
    lemmas = {r.lemma for word in text.words(mark[0], mark[1])[:2] for r in analyse(word)}
    return bool(lemmas & name_words().local_heads)


def _dashed(
    start: int, end: int, label: EntityLabel, text: NameText, people: frozenset[str]
) -> Iterator[Mark]:
    """Cut a mark where two names are joined by a dash: "USA – Japonia", "Trump–Ishiba"."""
    left = start
    for index in range(start + 1, end - 1):
        if text.texts[index] not in DASHES:
            continue
        before, after = text.texts[index - 1], text.texts[index + 1]
        if is_half(before) and adjectives(after):
            # "Bank Przemysłowo - Handlowy"
            continue
        last = label == "persName" and index + 2 == end
        if last and _is_double_surname(left, index, text):
            continue
        loose = text.spaced[index] or text.spaced[index - 1]
        # "Pekin-Tokio", not "Prokuratura Okręgowa Warszawa-Praga"
        alone = index - left == 1
        known = _is_capital(after) and (
            (_is_capital(before) and alone) or text.form(left, index) in known_forms()
        )
        two_people = label == "persName" and (
            text.texts[index] != "-"
            or (
                index - left == 1
                and all(
                    people.intersection(c.nominative for c in candidates(w))
                    for w in (before, after)
                )
            )
        )
        if loose or known or two_people:
            yield (left, index, label)
            left = index + 1
    yield (left, end, label)


def _is_double_surname(start: int, index: int, text: NameText) -> bool:
    """Tell whether a loose hyphen stands in a surname: "Anna Nowak - Wronska", "Nowak- Wronska".

    A forename stands before it and none after it, or a blank only after it; a man's second part is
    in the case of his forename.
    """
    before, after = text.texts[index - 1], text.texts[index + 1]
    if not is_titlecase(before) or not is_titlecase(after) or is_forename(after):
        return False
    first = [c for c in candidates(text.texts[start]) if c.role == "forename"]
    if index - start == 1 or not first:
        return text.spaced[index] and not text.spaced[index - 1]
    cases = frozenset[str]().union(*(c.cases for c in first))
    man = all(c.gender == "m" for c in first)
    return not man or any(c.gender == "m" and c.cases & cases for c in candidates(after))


def _is_capital(word: str) -> bool:
    """Tell whether a word is a known name or a city that is meant for its government."""
    return word in known_forms() or word in name_words().cities


def _people_nominatives(text: NameText) -> frozenset[str]:
    """Give the nominatives of people's words that occur outside hyphenated names.

    Not those of a double surname that the text has after a forename: "Kidawa-Błońska".
    """
    found: set[str] = set()
    double: set[str] = set()
    for start, end, label in text.marks:
        if label != "persName":
            continue
        around = text.texts[max(0, start - 1) : end + 1]
        words = {c.nominative for w in text.texts[start:end] for c in candidates(w)[:3]}
        if DASHES.isdisjoint(around):
            found |= words
        elif is_forename(text.texts[start]) and "-" in text.texts[start + 2 : end - 1]:
            double |= words
    return frozenset(found - double)
