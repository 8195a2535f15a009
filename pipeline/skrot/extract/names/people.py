"""People: which nominative every mention stands for, and which mentions are one person.

All mentions of a document speak for one another. A form that could belong to several names
("Ishiby") takes the one that the other forms support ("Ishiba", "Ishibą"); a forename decides the
sex, agreement and the tagger's case decide between cases. A surname alone is the person of that
surname named in full nearest before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from skrot.extract.names.agreement import NameReading, name_readings
from skrot.extract.names.nominatives import candidates, is_initial, unknown
from skrot.extract.names.vocabulary import Gender
from skrot.extract.names.vocabulary import words as name_words

_WRONG_CASE = 0.3
_WRONG_GENDER = 0.2
_AS_WRITTEN = 1.15
# A longer name that is found so many times less often is an odd mark, not the name.
_RARE = 3
# What a surname of Poland has, and hardly another.
_POLISH = re.compile("[ąćęłńśźż]|(ski|cki|dzki|wicz|czyk|ak|ek|ik)$")


class PersonMention(NamedTuple):
    """A mention of a person: its words as written and what the context says about them.

    ``cases`` are the cases that the tagger gave (empty: unknown), ``gender`` the sex that a title
    before the name or the verb tells; ``told`` is the reading that nothing but the verb tells.
    """

    words: tuple[str, ...]
    cases: frozenset[str] = frozenset()
    gender: Gender | None = None
    told: NameReading | None = None


class Person(NamedTuple):
    """One person of a document: the name, the other names used, and the mentions (indexes)."""

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]


def support(forms: Mapping[str, int]) -> Counter[str]:
    """Count how well each nominative explains the forms of a text.

    Parameters
    ----------
    forms : mapping of str to int
        Words of names as written, and how often.

    Returns
    -------
    Counter
        From nominative to the sum of its weights over the forms. Distinct forms count more than
        repeats: three cases of a name tell more than one case thrice.
    """
    found: Counter[str] = Counter()
    for form, count in sorted(forms.items()):
        best: dict[str, float] = {}
        for candidate in candidates(form):
            weight = max(best.get(candidate.nominative, 0.0), candidate.weight)
            best[candidate.nominative] = weight
        for nominative, weight in best.items():
            found[nominative] += weight * (1.0 + 0.1 * min(count, 10))  # type: ignore[assignment]  # Counter sums floats
    return found


def _from_others(forms: Mapping[str, int]) -> Counter[str]:
    """Give the support of the nominatives that more than one form can have.

    A form does not speak for itself: how likely it is is known without that.
    """
    forms_of: Counter[str] = Counter()
    for form in forms:
        forms_of.update({c.nominative for c in candidates(form)})
    shared = {
        c.nominative
        for form in forms
        if any(forms_of[c.nominative] > 1 for c in candidates(form))
        for c in candidates(form)
    }
    return Counter({name: value for name, value in support(forms).items() if name in shared})


def choose(mention: PersonMention, backing: Mapping[str, float]) -> NameReading:
    """Choose the reading of a mention that its context and the other mentions speak for."""
    if mention.told is not None:
        return mention.told
    tops = [
        max((backing.get(c.nominative, 0.0) for c in candidates(word)), default=0.0)
        for word in mention.words
    ]

    def score(reading: NameReading) -> float:
        value = reading.weight
        for word, top in zip(reading.words, tops, strict=False):
            if top > 0.0:
                value *= backing.get(word, 0.0) / top
        if reading.words == mention.words:
            value *= _AS_WRITTEN
        if mention.cases and not mention.cases & reading.cases:
            value *= _WRONG_CASE
        if mention.gender is not None and mention.gender != reading.gender:
            value *= _WRONG_GENDER
        return value

    def order(reading: NameReading) -> tuple[float, bool, bool, int, int, tuple[str, ...]]:
        # Of two that nothing tells apart, the one of a common Polish shape: Robert, not Roberto.
        foreign = sum(word[-1] in "oiue" for word in reading.words)
        letters = sum(len(word) for word in reading.words)
        amiss = bool(mention.cases) and not mention.cases & reading.cases
        return (-score(reading), amiss, reading.gender == "f", foreign, -letters, reading.words)

    return min(name_readings(mention.words), key=order)


def resolve(mentions: Sequence[PersonMention]) -> list[Person]:
    """Group the mentions of a document into people.

    Parameters
    ----------
    mentions : sequence of PersonMention
        In text order.

    Returns
    -------
    list of Person
        In the order of first mention; every mention belongs to exactly one.
    """
    words = [word for mention in mentions for word in mention.words]
    backing = _from_others(Counter([*words, *map(without_article, words)]))
    for mention in mentions:
        chosen = choose(mention, backing).words
        backing.update({*chosen, *map(without_article, chosen)})
    readings = [choose(mention, backing) for mention in mentions]
    full = _group_full(readings)
    owner: dict[int, frozenset[str]] = {
        index: key for key, indexes in full.items() for index in indexes
    }
    singles: dict[str, list[int]] = {}
    last_seen: dict[frozenset[str], int] = {}
    for index, reading in enumerate(readings):
        if index in owner:
            last_seen[owner[index]] = index
            continue
        form = mentions[index].words[-1]
        key = _owner_of(reading, form, full, readings, last_seen)
        if key is None and len(mentions[index].words) == 1:
            key = _bearer(form, full, readings)
            if key is not None:
                readings[index] = readings[full[key][0]]._replace(cases=reading.cases)
        if key is None:
            singles.setdefault(" ".join(_weighty(reading.words) or reading.words), []).append(index)
        else:
            owner[index] = key
            last_seen[key] = index
    people = []
    alone = {reading.words[0] for reading in readings if len(reading.words) == 1}
    for key in full:
        indexes = sorted(i for i, k in owner.items() if k == key)
        people.append(_person(indexes, readings, alone))
    people += [_person(indexes, readings, alone) for _, indexes in sorted(singles.items())]
    return sorted(people, key=lambda person: person.mentions)


def best_order(names: Mapping[tuple[str, ...], int], alone: Iterable[str]) -> tuple[str, ...]:
    """Choose among the names of one person: by evidence, in the order forename, surname.

    A full name with initials is worse than one without; a longer one is better unless it is rare
    beside a shorter one. Of two orders the one with the forename first, else the more frequent.

    Parameters
    ----------
    names : mapping of tuple of str to int
        The written names (nominative) and how often each occurs.
    alone : iterable of str
        Words that also stand alone as a name: surnames. They come last when nothing else decides.
    """
    surnames = set(alone)
    whole = {
        name: n
        for name, n in names.items()
        if len(_weighty(name)) > 1 and not any(len(w) == 1 or is_initial(w) for w in name)
    }
    by_words: Counter[tuple[str, ...]] = Counter()
    for name, count in whole.items():
        by_words[tuple(sorted(name))] += count
    most = max(by_words.values(), default=0)
    usual = [name for name in whole if _RARE * by_words[tuple(sorted(name))] > most]

    def order(name: tuple[str, ...]) -> tuple[int, int, bool, tuple[str, ...]]:
        return (-len(name), -names[name], name[-1] not in surnames, name)

    best = min(usual or names, key=order)
    if len(best) == 2 and is_forename(best[1]) and is_only_surname(best[0]):
        return (best[1], best[0])
    return best


def is_forename(nominative: str) -> bool:
    """Tell whether the dictionary has a word as a forename."""
    return "forename" in _roles(nominative)


def is_only_surname(nominative: str) -> bool:
    """Tell whether the dictionary has a word as a surname and as no forename."""
    return _roles(nominative) == {"surname"}


def _roles(nominative: str) -> set[str]:
    return {c.role for c in candidates(nominative) if c.known and c.nominative == nominative}


def surnames_of(words: Sequence[str]) -> tuple[str, ...]:
    """Give the words of a full name that may stand for the person alone."""
    if is_initial(words[-1]):
        # The surname of "Adam W." is withheld.
        return ()
    weighty = _weighty(words)
    found = tuple(w for w in weighty if not is_forename(w)) or weighty[-1:]
    return (*found, *(bare for w in found if (bare := without_article(w)) != w))


def halves_of(surname: str) -> list[str]:
    """Give the halves of a double surname that are no forenames: "Kidawa-Błońska"."""
    halves = [half for half in surname.split("-") if half not in {"", surname}]
    return [half for half in halves if not is_forename(half)]


def without_article(word: str) -> str:
    """Take an Arabic article off a name: "al-Asad" → "Asad"."""
    article, hyphen, rest = word.partition("-")
    return rest if hyphen and article.lower() in name_words().articles else word


def same_person(words: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether a shorter or abbreviated full name can be a fuller one's.

    "Jan Rokita" and "J. Rokita" can be "Jan Maria Rokita"; "Rokita" alone is not asked here.
    """
    mine, theirs = set(_weighty(words)), set(_weighty(other))
    initials = [w[0] for w in words if is_initial(w)]
    if is_initial(words[-1]):
        # "Adam W." is a suspect whose surname is withheld.
        return False
    if not mine or not mine <= theirs or (len(mine) < 2 and not initials):
        return False
    if mine == theirs:
        # "Donald J. Trump"; of Poles an initial tells two bearers of one name apart
        foreign = len(mine) > 1 and not any(map(_POLISH.search, mine))
        return foreign and bool(initials) and not any(map(is_initial, other))
    left = theirs - mine
    return all(any(w.startswith(i) for w in left) for i in initials)


def _weighty(words: Sequence[str]) -> tuple[str, ...]:
    particles = name_words().particles
    return tuple(w for w in words if not is_initial(w) and w.lower() not in particles)


def _group_full(readings: Sequence[NameReading]) -> dict[frozenset[str], list[int]]:
    groups: dict[frozenset[str], list[int]] = {}
    for index, reading in enumerate(readings):
        initials = len(reading.words) > 1 and any(map(is_initial, reading.words))
        if initials or len(_weighty(reading.words)) > 1:
            groups.setdefault(frozenset(reading.words), []).append(index)
    for key in sorted(groups, key=lambda k: (len(k), sorted(k))):
        words = readings[groups[key][0]].words
        fuller = [k for k in groups if k != key and same_person(words, tuple(k))]
        if len(fuller) == 1:
            groups[fuller[0]] = sorted(groups[fuller[0]] + groups.pop(key))
    return groups


def _owner_of(
    reading: NameReading,
    form: str,
    full: Mapping[frozenset[str], list[int]],
    readings: Sequence[NameReading],
    last_seen: Mapping[frozenset[str], int],
) -> frozenset[str] | None:
    words = _weighty(reading.words)
    if len(words) != 1:
        return _withheld(reading.words, full, readings)
    by_surname, by_half, by_forename = [], [], []
    for key, indexes in full.items():
        whole = readings[indexes[0]]
        if words[0] in surnames_of(whole.words):
            if not _is_of_the_other_sex(form, whole.words):
                by_surname.append(key)
        elif words[0] in halves_of(whole.words[-1]):
            by_half.append(key)
        elif words[0] in whole.words:
            by_forename.append(key)
    if by_surname:
        return max(by_surname, key=lambda k: (last_seen.get(k, -1), -full[k][0]))
    found = by_half or by_forename
    return found[0] if len(found) == 1 else None


def _is_of_the_other_sex(form: str, words: Sequence[str]) -> bool:
    """Tell whether a form of a surname is a man's and its bearer a woman: "Murdochem", Wendi."""
    surnames = surnames_of(words)
    sexes = {
        c.gender for c in candidates(form) if c.nominative in surnames and form != c.nominative
    }
    bearer = {c.gender for c in candidates(words[0]) if c.role == "forename"}
    return sexes == {"m"} and bearer == {"f"}


def _withheld(
    words: Sequence[str], full: Mapping[frozenset[str], list[int]], readings: Sequence[NameReading]
) -> frozenset[str] | None:
    """Give the one person in full whose surname is withheld so: "P." after "Marcin P."."""
    if len(words) != 1 or not is_initial(words[0]):
        return None
    found = [key for key, indexes in full.items() if readings[indexes[0]].words[-1] == words[0]]
    return found[0] if len(found) == 1 else None


def _bearer(
    word: str, full: Mapping[frozenset[str], list[int]], readings: Sequence[NameReading]
) -> frozenset[str] | None:
    """Give the one person in full whose surname a word can be a form of by its ending alone.

    "Musa" may be the genitive of Mus; it is a nominative where the text has an Amr Musa.
    """
    forms = {candidate.nominative for candidate in unknown(word)}
    found = [
        key
        for key, indexes in full.items()
        if forms & {*surnames_of(words := readings[indexes[0]].words)}
        and not _is_of_the_other_sex(word, words)
    ]
    return found[0] if len(found) == 1 else None


def _person(
    indexes: Sequence[int], readings: Sequence[NameReading], alone: Iterable[str]
) -> Person:
    names = Counter(readings[i].words for i in indexes)
    name = " ".join(best_order(names, alone))
    aliases = sorted({" ".join(words) for words in names} - {name})
    return Person(name, tuple(aliases), tuple(indexes))
