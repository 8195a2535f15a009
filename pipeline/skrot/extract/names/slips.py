"""Slips in names: a surname written wrongly, one without its hyphen, a word in the plural.

Slips in the names of foreigners are joined over the corpus in :mod:`skrot.extract.names.joins`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from skrot.extract.names.families import names_family
from skrot.extract.names.groups import Groups, take_rest, usual_first
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.vocabulary import attested
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import readings
from skrot.polish.word_lists import function_words

# A slip is found so often at most, and the name that many times more often in the corpus.
_RARE, _TIMES = 2, 5
# A surname with a slip has so many letters; from so many on two may be wrong.
_LETTERS, _LONG = 6, 9
# A name has so many words where one may be in the singular or in the plural.
_WORDS = 4


def join_slips(people: Groups) -> None:
    """Give a surname that no list has to the person of the same document whom it nearly names.

    "Bolmanfelnner" is Gerald Bolmanfellner where a text has him, and "Jan Bolmanski" Jan Bolmański.
    """
    rare = [
        key
        for key, group in sorted(people.items())
        if group.size <= _RARE and _is_unlisted(group.name)
    ]
    beside: dict[int, list[str]] = {doc: [] for key in rare for doc in people[key].docs}
    for key in sorted(people):
        if people[key].size >= _TIMES and " " in people[key].name:
            for doc in people[key].docs & beside.keys():
                beside[doc].append(key)
    for key in rare:
        group = people[key]
        near = {other for doc in group.docs for other in beside[doc]}
        owners = [
            other
            for other in sorted(near)
            if other != key
            and people[other].size >= _TIMES * group.size
            and _is_slip(group.name.split(), people[other].name.split())
            and people[other].may_take(group)
        ]
        if len(owners) == 1:
            people[owners[0]].take_short(people.pop(key))


def join_halves(people: Groups) -> None:
    """Give a double surname without its hyphen to the one person who has it with one.

    "Kidawa Błońska" is Małgorzata Kidawa-Błońska.
    """
    doubles: dict[str, list[str]] = defaultdict(list)
    for key in sorted(people):
        *given, surname = people[key].name.split()
        if given and "-" in surname:
            doubles[surname.replace("-", " ")].append(key)
    for key in sorted(people):
        owners = doubles[people[key].name]
        if len(owners) == 1 and people[owners[0]].may_take(people[key]):
            people[owners[0]].take_short(people.pop(key))


def _is_unlisted(name: str) -> bool:
    """Tell whether a surname is in no list, so that it may be a slip."""
    surname = name.rsplit(maxsplit=1)[-1]
    listed = bool(analyse(surname)) or surname in attested()
    listed = listed or any(c.known for c in candidates(surname))
    return len(surname) >= _LETTERS and not listed and not names_family(name)


def _is_slip(words: Sequence[str], usual: Sequence[str]) -> bool:
    """Tell whether a name differs from another by a slip in its surname."""
    slip, surname = words[-1], usual[-1]
    if slip == surname or (len(words) > 1 and list(words[:-1]) != list(usual[:-1])):
        return False
    return distance(slip, surname) <= (2 if len(slip) >= _LONG else 1)


def distance(one: str, two: str) -> int:
    """Count the letters to change, put in or leave out from one word to another."""
    row = list(range(len(two) + 1))
    for n, a in enumerate(one, 1):
        above, row[0] = row[0], n
        for m, b in enumerate(two, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (a != b))
    return row[-1]


def join_numbers(others: Groups) -> None:
    """Join institutions whose names differ by the number of a word that depends on the head.

    "Zespół ds. Zmiany Klimatu" is that "ds. Zmian Klimatu"; the usual name stays.
    """
    alike: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, group in others.items():
        words = group.name.split()
        if group.label == "orgName" and len(words) >= _WORDS and not group.codes:
            alike[(words[0], *map(_lemma, words[1:]))].append(key)
    for name in sorted(alike):
        take_rest(others, usual_first(others, alike[name]))


def _lemma(word: str) -> str:
    """Give the first lemma of a word by the alphabet, itself where the dictionary has none."""
    if word in function_words().inside:
        return "w"
    return min((r.lemma.casefold() for r in readings(word)), default=word.casefold())
