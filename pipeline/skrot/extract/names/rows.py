"""Where in the mark of a person another name begins: rows of people, and what follows one."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.extract.names.agreement import agreeing
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import known_forms
from skrot.extract.names.nominatives import candidates, is_initial
from skrot.extract.names.text import NameText, is_forename, is_place, is_titlecase
from skrot.labels import EntityLabel

# How likely a nominative must be to be reckoned with.
_LIKELY = 0.5
_PAIR = 2


def obliquely_first(start: int, end: int, text: NameText) -> tuple[int, EntityLabel] | None:
    """Tell where a person begins after a first word in another case, and what that word is.

    That is a known institution ("mówi Onetowi Anna Nowak"); else by the tagger and the parser
    alone, for names that no dictionary has: "kierownictwa Syrizy Dymitris Papadimulis", and "w
    Mitrovicy Vuczić opowiadał", whose subject he is.
    """
    first, second = text.doc[start], text.doc[start + 1]
    known = known_forms().get(first.text)
    if known is not None and known.label == "orgName" and first.text != known.alias:
        told = not (is_acronym(first.text) or is_forename(first.text) or known.short)
        if told and is_titlecase(second.text):
            return start + 1, "orgName"
    cases = set(first.morph.get("Case", []))
    if not cases or "Nom" in cases or second.morph.get("Case", []) != ["Nom"]:
        return None
    if is_forename(first.text) or not (is_titlecase(first.text) and is_titlecase(second.text)):
        return None
    flat = end - start > 2 and all(text.doc[i].dep_ == "flat" for i in range(start + 2, end))
    whole = flat and second.head.i != first.head.i
    subject = end - start == 2 and second.dep_.startswith("nsubj") and first.dep_ != "flat"
    if start <= second.head.i < end or not (whole or subject):
        return None
    return start + 1, "placeName" if is_place(first.text) or cases == {"Loc"} else "orgName"


def after_person(start: int, end: int, text: NameText) -> tuple[int, EntityLabel] | None:
    """Tell where another name begins after a person: a name in another case, and a nominative.

    That is "Donalda Trumpa Jared Kushner"; also the state that a sentence is about.
    """
    places = [i for i in range(start, end) if i == start or text.spaced[i - 1]]
    words = text.words(start, end)
    if len(words) < 3 or not all(word[0].isupper() for word in words):
        return None
    last = known_forms().get(words[-1])
    if last is not None and last.code and last.alias == words[-1] and not is_forename(words[-2]):
        return places[-1], "placeName"
    if agreeing(words) is not None:
        return None
    options = []
    for at in range(1, len(words)):
        before, after = agreeing(words[:at]), agreeing(words[at:])
        if before is None or after is None or "nom" in before.cases or "nom" not in after.cases:
            continue
        if at > 1 or (len(words) > at + 1 and is_forename(words[at])):
            options.append((before.weight * after.weight, places[at]))
    return (max(options)[1], "persName") if options else None


def next_in_row(start: int, end: int, text: NameText, alone: frozenset[str]) -> int | None:
    """Tell where in a row of people, whatever their case, the second begins.

    That is a surname said again, a forename after a whole name ("Mateusz S. Jakub K.", "Wałęsa
    Jacek Merkel"), or the second of two surnames that both stand alone elsewhere.
    """
    places = [i for i in range(start, end) if text.texts[i] != "."]
    words = [text.texts[i] for i in places]
    if not all(is_titlecase(word) or is_initial(f"{word}.") for word in words):
        return None
    named = [_is_forename(word) for word in words]
    for n in range(1, len(words)):
        first, second = words[n - 1], words[n]
        if _shared(first, second) and not named[n]:
            return places[n]
        full = not named[n - 1] and any(named[: n - 1])
        whole = full or (n == 1 and not named[0] and _stands(first, alone | text.surnames))
        begins = whole and named[n] and n + 1 < len(words) and not named[n + 1]
        # "(adwokat) Wildersa Bram Nowak", whoever the text has as Geert Wilders
        begins = begins or (
            n == 1
            and len(words) > _PAIR
            and not named[0]
            and _is_somebody_else(first, words[1:], text.surnames)
        )
        if begins:
            return places[n]
        if full and n + 1 == len(words) and not named[n] and _stands(second, alone):
            # "Barackiem Obamą Netanjahu", both of whom the text calls by their surnames
            return places[n] if _stands(first, alone | text.surnames) else None
    pair = len(words) == 2 and not any(named) and not _is_said_again(start, end, text)
    if pair and _are_two(words[0], words[1], text, alone):
        return places[1]
    return None


def _is_said_again(start: int, end: int, text: NameText) -> bool:
    """Tell whether a text has the same mark twice, as it hardly has two people side by side."""
    form = text.texts[start:end]
    return sum(text.texts[first:last] == form for first, last, _ in text.marks) > 1


def _are_two(first: str, second: str, text: NameText, alone: frozenset[str]) -> bool:
    """Tell whether two words are the surnames of two people: "Johnsona Hammonda".

    Both stand alone elsewhere, or do so or end a name in full and do not agree.
    """
    if _stands(first, alone) and _stands(second, alone):
        return True
    named = alone | text.surnames
    apart = _stands(first, named) and _stands(second, named)
    return apart and agreeing((first, second)) is None


def _is_forename(word: str) -> bool:
    return is_forename(word) and not (len(word) == 1 or word.isupper())


def _stands(word: str, alone: frozenset[str]) -> bool:
    """Tell whether a word is a surname that stands alone in the text."""
    found = [c for c in candidates(word) if c.weight >= _LIKELY] if is_titlecase(word) else []
    return bool(alone.intersection(c.nominative for c in found))


def _is_somebody_else(word: str, rest: Sequence[str], surnames: frozenset[str]) -> bool:
    """Tell whether a word is a surname of the text in a case that what follows is not in."""
    found = [c for c in candidates(word) if c.weight >= _LIKELY and c.nominative in surnames]
    cases = frozenset[str]().union(*(c.cases for c in found))
    if not found or "nom" in cases:
        return False
    reading = agreeing(tuple(rest))
    return reading is None or "nom" in reading.cases or cases.isdisjoint(reading.cases)


def _shared(word: str, other: str) -> bool:
    """Tell whether two words can be forms of one surname."""
    if not (is_titlecase(word) and is_titlecase(other)):
        return False
    mine = {c.nominative for c in candidates(word) if c.weight >= _LIKELY}
    return bool(mine & {c.nominative for c in candidates(other) if c.weight >= _LIKELY})
