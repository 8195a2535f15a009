"""Institutions that are called by a part of their names: "Nowosti", "Trybunał Obrachunkowy"."""

from __future__ import annotations

from collections.abc import Iterator

from skrot.extract.names.derived import derived_forms
from skrot.extract.names.groups import Group, Groups, take_rest, usual_first
from skrot.extract.names.keys import is_acronym, name_key
from skrot.extract.names.known import known_forms
from skrot.extract.names.people import is_forename
from skrot.extract.names.text import is_place, names_institution
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.dictionary import GEOGRAPHIC, analyse
from skrot.polish.inflection import readings
from skrot.polish.word_lists import function_words

# One word alone is so long, and no word of the dictionary.
_LETTERS = 5
# A name has so many words where one inside it may be left out.
_WORDS = 3
# So many times more often a name is found than one that has a seat, too.
_USUAL = 10
_IN = "w"


def join_shortened(others: Groups) -> None:
    """Give a part of a name to the one longer name that the corpus has, if that is found as often.

    What its end lacks are foreign words or acronyms ("RIA Nowosti") or an adjective that makes it
    one of the world ("Europejski Trybunał Obrachunkowy"): others tell institutions apart ("Wojskowa
    Prokuratura"). An acronym or a small word inside it, too: "Komisja (PE) ds. Budżetu". What its
    beginning lacks is what such a company is: "Axeltra Holdings".
    """
    names = {
        key: tuple(group.name.split())
        for key, group in sorted(others.items())
        if group.label == "orgName"
    }
    longer: dict[tuple[str, ...], list[str]] = {}
    for key, words in names.items():
        for part in {*_ends(words), *_without(words), *_beginnings(words)}:
            longer.setdefault(part, []).append(key)
    for key, words in names.items():
        owners = [other for other in longer.get(words, ()) if other in others]
        if key not in others or others[key].given is not None or not _stands(words, others[key]):
            continue
        if len(owners) == 1 and others[owners[0]].may_take(others[key]):
            owner = others[owners[0]]
            if owner.size >= others[key].size:
                owner.take_short(others.pop(key))
            elif words not in _ends(names[owners[0]]) and others[key].may_take(owner):
                others[key].take_short(others.pop(owners[0]))


def join_abbreviated(others: Groups) -> None:
    """Join names of which a part is called in full here, and in short there: "Instytut Axel UE".

    They are one under the longest name.
    """
    called: dict[tuple[str, str], list[str]] = {}
    for key, group in sorted(others.items()):
        words = group.name.split()
        tails = ((at, known_forms().get(" ".join(words[at:]))) for at in range(1, len(words)))
        whole = next(((at, known) for at, known in tails if known is not None), None)
        if whole is not None and group.label == "orgName" and not group.codes:
            at, known = whole
            called.setdefault((" ".join(words[:at]).casefold(), known.name), []).append(key)
    for keys in called.values():
        take_rest(others, sorted(keys, key=lambda key: (-len(others[key].name), key)))


def join_placed(others: Groups) -> None:
    """Join names that say in two ways where an institution is: "Rada Gdyni", "Rada w Gdyni"."""
    called: dict[tuple[str, str], list[str]] = {}
    for key, group in sorted(others.items()):
        *words, place = group.name.split()
        if group.label != "orgName" or group.codes or not words or not is_place(place):
            continue
        inside = words[-1] in function_words().inside
        lemmas = sorted({r.lemma for r in readings(place) if GEOGRAPHIC in r.names}) or [place]
        head = " ".join(words[:-1] if inside else words)
        called.setdefault((head.casefold(), lemmas[0]), []).append(key)
    for keys in called.values():
        take_rest(others, usual_first(others, keys))


def join_seated(others: Groups) -> None:
    """Join a name with a seat or a state to that without: "Radio Axel w Gdyni", "Duma Axel FR".

    Of institutions that many places have, the place tells which it is: such a name is joined where
    the corpus has one place alone, and a document both names. Without that a seat tells nothing of
    what is known, nor a rare one of anything else.
    """
    seated: dict[str, list[tuple[str, bool]]] = {}
    for key, group in sorted(others.items()):
        head, seat = _located(group.name)
        owner = others.get(name_key(head)) if " " in head else None
        if owner is not None and owner is not group and head not in name_words().national:
            seated.setdefault(name_key(head), []).append((key, seat))
    for head, longer in sorted(seated.items()):
        for key, seat in longer:
            if head not in others or key not in others:
                continue  # it has been taken in
            owner, group = others[head], others[key]
            one = len(longer) == 1 and not owner.docs.isdisjoint(group.docs)
            rare = owner.size >= _USUAL * group.size and not names_institution(owner.name.split())
            if one or (seat and (rare or owner.name in known_forms())):
                take_rest(others, usual_first(others, [head, key]))


def _located(name: str) -> tuple[str, bool]:
    """Part a name from the place at its end; tell whether that is a seat, and no state."""
    head, inside, _ = name.partition(f" {_IN} ")
    if inside:
        return head, True
    words = name.split()
    for at in range(1, len(words)):
        state = known_forms().get(" ".join(words[at:]))
        if state is not None and state.code is not None and state.alias != words[at]:
            return " ".join(words[:at]), False
    return "", False


def _ends(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the ends of a name before which nothing stands but what may be left out."""
    for at in range(1, len(words)):
        if not _may_lack(words[at - 1]):
            return
        yield words[at:]
        yield (words[at].capitalize(), *words[at + 1 :])


def _beginnings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the first word of a name that ends in one for companies: "Axeltra Building Society"."""
    if words[-1] in name_words().company_words and not any(map(analyse, words[1:])):
        yield words[:1]


def _without(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give a name without each acronym or small word inside it."""
    for at in range(1, len(words) - 1):
        if len(words) > _WORDS and (is_acronym(words[at]) or words[at] in name_words().linking):
            yield (*words[:at], *words[at + 1 :])


def _may_lack(word: str) -> bool:
    """Tell whether a first word may be left out, and names nothing else."""
    found = analyse(word) or analyse(word.lower())
    if any(reading.lemma in name_words().scopes for reading in found):
        return True
    known = word in known_forms() or word.lower() in derived_forms() or is_forename(word)
    return not found and not known


def _stands(words: tuple[str, ...], group: Group) -> bool:
    """Tell whether a name says enough to be looked up: two capitals, or a foreign word."""
    if len(words) == 1:
        return len(words[0]) >= _LETTERS and not analyse(words[0]) and not group.codes
    capitals = sum(word[0].isupper() for word in words)
    return capitals > 1 and " ".join(words) not in name_words().national
