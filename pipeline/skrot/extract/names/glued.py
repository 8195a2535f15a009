"""Names that are two: a rare row of words whose parts many documents know as names of their own.

"upadku rządu Theresy May Corbyn mógłby" is once marked as one person; that "Theresy May" and
"Corbyn" are names by themselves, everybody else says. The parts are looked up as written, so that
nothing has to be known of their inflection.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import NamedTuple

from skrot.extract.names.agreement import name_readings
from skrot.extract.names.groups import Corpus, Group, Key
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import known_forms
from skrot.extract.names.text import is_common, is_forename
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.dictionary import analyse
from skrot.polish.tags import slots

# How many times more mentions the parts must have than the row: by grammar, and without it.
_TIMES = 3
_TIMES_AGREEING = 10
_LONGEST = 8


class Part(NamedTuple):
    """A part of a row of names: how many words it has, and the key of its group."""

    words: int
    key: Key
    pointing: bool


# For what is written, the groups that have it most often: how often, their keys, and whether it
# only points to them.
_Written = Mapping[str, list[tuple[int, Key, bool]]]

# The parts of what is written so and was found under a key.
Cuts = dict[tuple[Key, str], tuple[Part, ...]]


def cut_glued(corpus: Corpus) -> Cuts:
    """Part the rows of names of a corpus; their counts go to the parts.

    Returns
    -------
    dict
        From the key and the form of a row to its parts in order.
    """
    by_form = _by_form(corpus)
    found: Cuts = {}
    for person, groups in ((True, corpus.people), (False, corpus.others)):
        for key in sorted(groups):
            group = groups[key]
            if group.given is not None or group.codes or " " not in group.name:
                continue
            for form in sorted(group.forms):
                if parts := _parts(form, (person, key), group, by_form, corpus):
                    found[(person, key), form] = parts
    for (owner, form), parts in sorted(found.items()):
        _hand_over(owner, form, parts, corpus)
    return found | _dissolved(found, corpus)


def _group(key: Key, corpus: Corpus) -> Group:
    return (corpus.people if key[0] else corpus.others)[key[1]]


def _by_form(corpus: Corpus) -> _Written:
    best: dict[str, list[tuple[int, Key, bool]]] = {}
    for person, groups in ((True, corpus.people), (False, corpus.others)):
        for key, group in groups.items():
            for pointing, forms in ((False, group.forms), (True, group.pointing)):
                for form, docs in forms.items():
                    if form[0].isupper():
                        rows = best.setdefault(form, [])
                        rows.append((len(docs), (person, key), pointing))
                        rows.sort(reverse=True)
                        del rows[2:]
    return best


def _owner(form: str, key: Key, group: Group, by_form: _Written) -> tuple[Key, bool] | None:
    """Give the group that a part of a row is mostly of, and whether it only points to it there.

    The group of the row itself will do where its name is no longer than the part.
    """
    whole = len(group.name.split()) > len(form.split())
    rows = by_form.get(form, ())
    return next(((other, points) for _, other, points in rows if other != key or not whole), None)


def _parts(
    form: str,
    key: Key,
    group: Group,
    by_form: _Written,
    corpus: Corpus,
) -> tuple[Part, ...]:
    """Give the parts of a form, none where it is one name."""
    words = form.split()
    if not 2 <= len(words) <= _LONGEST:
        return ()
    count = len(group.forms[form])
    options = []
    for at in range(1, len(words)):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        before, after = _owner(left, key, group, by_form), _owner(right, key, group, by_form)
        if before is None or after is None or before[0] == after[0] or before[1]:
            continue
        first, (second, pointing) = before[0], after
        one, two = _group(first, corpus), _group(second, corpus)
        times = _times_apart(left, right, one, two, (first[0], second[0]))
        if times and min(one.size, two.size) >= times * count:
            parts = (Part(at, first, False), Part(len(words) - at, second, pointing))
            options.append((min(one.size, two.size), at, parts))
    return max(options)[2] if options and form not in known_forms() else ()


def _times_apart(left: str, right: str, one: Group, two: Group, people: tuple[bool, bool]) -> int:
    """Say how many times more often than together two names must stand apart to be two, 0: never.

    What follows an institution or a place in the genitive can depend on it ("Bank Anglii"), what
    stands in the same case can belong to it ("Legia Warszawa").
    """
    first, last = left.split(), right.split()
    alone = len(first) == 1 and is_forename(first[0])
    if all(people):
        agree = _agree(first, last)
        if alone and (agree or len(last) == 1):
            return 0
        return _TIMES_AGREEING if agree else _TIMES
    common = len(first) == 1 and is_common(first[0]) and left not in known_forms()
    if alone or common or first[-1].casefold() in name_words().connectors or len(right) < 3:
        return 0
    if right in two.pointing or right not in two.names:
        # "Hamburgu Polak", not "III Rzesza Niemiecka".
        return _TIMES if right in two.pointing and _is_nominative_noun(right) else 0
    if left in one.names and not is_acronym(left):
        # "Nord Stream 2 Ukraina", "Front Narodowy Jana Nowaka" where both stand alone, but
        # "Axeltra Polska".
        return _TIMES_AGREEING if two.codes or (people[1] and " " in right) else 0
    inflects = len(two.forms) > 1 and not is_acronym(right)
    return _TIMES if inflects and (people[1] or two.codes or " " in right) else 0


def _is_nominative_noun(word: str) -> bool:
    return any(
        reading.pos == "subst" and slot.case == "nom"
        for reading in analyse(word)
        for slot in slots(reading.tag)
    )


def _agree(first: list[str], last: list[str]) -> bool:
    """Tell whether the words of two people could be one person's in one case."""
    together = name_readings((*first, *last))
    return any(
        one.cases & two.cases & both.cases and one.gender == two.gender == both.gender
        for both in together[:4]
        for one in name_readings(tuple(first))[:4]
        for two in name_readings(tuple(last))[:4]
    )


def _hand_over(key: Key, form: str, parts: tuple[Part, ...], corpus: Corpus) -> None:
    """Count a row of names for its parts."""
    docs = _group(key, corpus).forms.pop(form)
    at = 0
    for part in parts:
        owner = _group(part.key, corpus)
        text = " ".join(form.split()[at : at + part.words])
        forms = owner.pointing if part.pointing else owner.forms
        forms.setdefault(text, array("I")).extend(docs)
        at += part.words
    group = _group(key, corpus)
    width = len(form.split())
    names = [set(_group(part.key, corpus).name.split()) for part in parts]
    group.aliases = {
        alias
        for alias in group.aliases
        if len(alias.split()) < width or not any(name <= set(alias.split()) for name in names)
    }


def _dissolved(cuts: Cuts, corpus: Corpus) -> Cuts:
    """Give what is left of a group to the parts of its rows, when no row is left.

    Returns
    -------
    dict
        As of `cut_glued`: every form left has one part.
    """
    found: Cuts = {}
    for person, name in sorted({key for key, _ in cuts}):
        groups = corpus.people if person else corpus.others
        width = len(groups[name].name.split())
        if any(len(form.split()) >= width for form in groups[name].forms):
            continue
        group = groups.pop(name)
        rows = [parts for (key, _), parts in cuts.items() if key == (person, name)]
        owners = sorted({part.key for parts in rows for part in parts if not part.pointing})
        for form, docs in sorted(group.forms.items()):
            key = max(owners, key=lambda key: (len(_group(key, corpus).forms.get(form, ())), key))
            _group(key, corpus).forms.setdefault(form, array("I")).extend(docs)
            found[(person, name), form] = (Part(len(form.split()), key, False),)
        _group(owners[-1], corpus).keys += group.keys
    return found
