"""Ways in which two groups of a corpus are one entity; each looks its candidates up."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from skrot.extract.names.families import names_family
from skrot.extract.names.groups import Group, Groups, person_key, take_rest
from skrot.extract.names.keys import initials_of, is_acronym, name_key
from skrot.extract.names.nominatives import candidates, is_initial, unknown
from skrot.extract.names.people import is_forename, is_only_surname, same_person, surnames_of
from skrot.extract.names.slips import distance
from skrot.extract.names.vocabulary import diminutives
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.characters import VOWELS
from skrot.polish.dictionary import analyse

_BLOCK_LETTERS = 4
# How many times more mentions a name must have than another that is taken for a slip of it, than a
# longer one that is taken for it and something else, than another bearer of its surname.
_SLIP = 5
_LONGER = 4
_BEARER = 4
# With so many usual names a rare one is compared.
_USUAL = 20

# Names by their first word, below it by their second, and so on.
_Tree = dict[str, "_Tree"]


def join_forms(groups: Groups) -> None:
    """Join names that documents guessed differently: "Ishib" there, "Ishiba" here."""
    known = {
        group.name: key
        for key, group in groups.items()
        if not group.codes and len(group.name) > _BLOCK_LETTERS
    }
    tree = _tree(known)
    for name in sorted(known, key=lambda name: (groups[known[name]].size, name)):
        group = groups[known[name]]
        if group.given is not None or names_family(name):
            continue
        better = [
            known[other]
            for other in _readings(name.split(), group, tree, groups, known)
            if other != name
            and other[: _BLOCK_LETTERS - 1] == name[: _BLOCK_LETTERS - 1]
            and known.get(other) in groups
            and groups[known[other]].may_take(group)
        ]
        if better:
            best = groups[max(better, key=lambda key: (groups[key].size, key))]
            taken = groups.pop(known[name])
            taken.names.clear()
            best.take(taken)


def _tree(names: Iterable[str]) -> _Tree:
    tree: _Tree = {}
    for name in names:
        branch = tree
        for word in name.split():
            branch = branch.setdefault(word, {})
    return tree


def _readings(
    words: Sequence[str], group: Group, tree: _Tree, groups: Groups, known: Mapping[str, str]
) -> list[str]:
    """Return those beginnings of names in the tree that every form of a name can be a form of.

    Words are tried only where the tree goes on: all combinations of the words of a name would be
    exponentially many. A word that the dictionary knows as a name gives way only to a name that is
    attested in the nominative, and found more often unless the first is attested nowhere ("Marka":
    Marek, or Mark where there is one; "Picka": Picek, or Pick).
    """
    parts = [form.split() for form in group.forms]
    parts = [form for form in parts if len(form) == len(words)]
    found: list[tuple[tuple[str, ...], _Tree, bool]] = [((), tree, True)]
    for position, word in enumerate(words):
        choice = {word}
        sure = any(c.known and c.nominative == word for c in candidates(word))
        if parts:
            bases = [_nominatives(form[position]) for form in parts]
            choice |= frozenset.intersection(*bases)
        found = [
            ((*before, base), branch[base], free and (base == word or not sure))
            for before, branch, free in found
            for base in sorted(choice)
            if base in branch
        ]
    out = []
    for before, _, free in found:
        name = " ".join(before)
        other = groups.get(known.get(name, ""))
        attested = (
            other is not None
            and name in other.forms
            and (group.name not in group.forms or other.size > group.size)
        )
        if free or (attested and len(words) > 1):
            out.append(name)
    return out


@lru_cache(maxsize=1 << 14)
def _nominatives(form: str) -> frozenset[str]:
    """Give the nominatives of a form, also those a word of the dictionary has by its ending."""
    return frozenset(c.nominative for c in (*candidates(form), *unknown(form)))


def join_longer(people: Groups) -> None:
    """Give a rare longer form to the frequent name that it begins or ends with.

    What stands beside a name is now and then taken into it; a mention in a thousand must not
    rename the rest.
    """
    for key in sorted(people):
        group = people[key]
        words = group.name.split()
        if len(words) < 3 or group.given is not None or any(map(is_initial, words)):
            continue
        if words[-1] in name_words().generations:
            continue
        inner = [words[:at] for at in range(2, len(words))]
        inner += [words[at:] for at in range(1, len(words) - 1)]
        owners = {person_key(" ".join(part)) for part in inner} & people.keys()
        best = max(owners, key=lambda key: (people[key].size, key), default=None)
        if best is None or people[best].size < _LONGER * group.size:
            continue
        owner = people[best]
        if owner.may_take(group):
            if not {words[0], words[-1]} <= set(owner.name.split()):
                group.names.clear()
                group.aliases &= owner.spellings()
            owner.take_short(people.pop(key))


def join_diminutives(people: Groups) -> None:
    """Join "Kuba Nowak" to "Jakub Nowak"."""
    for key in sorted(people):
        group = people[key]
        first, _, rest = group.name.partition(" ")
        full = diminutives().get(first)
        owner = people.get(person_key(f"{full} {rest}")) if full and rest else None
        if owner is not None and owner.may_take(group):
            owner.take_short(people.pop(key))


def join_fuller(people: Groups) -> None:
    """Join "J. Kowalski" and "Jan Kowalski", "Jan Rokita" and "Jan Maria Rokita"."""
    by_word: dict[str, list[str]] = {}
    for key, group in people.items():
        for word in set(group.name.split()):
            by_word.setdefault(word, []).append(key)
    for key in sorted(people, key=lambda k: (len(k.split()), k)):
        words = people[key].name.split()
        if len(words) < 2 or people[key].given is not None:
            continue
        surname = max((w for w in words if not is_initial(w)), key=len, default="")
        bearers = (
            other
            for other in by_word.get(surname, ())
            if other != key
            and other in people
            and same_person(words, people[other].name.split())
            and people[other].may_take(people[key])
        )
        fuller = list(islice(bearers, 2))
        if len(fuller) == 1:
            owner, group = people[fuller[0]], people.pop(key)
            if any(map(is_initial, words)):
                owner.take_short(group)
            else:
                owner.take(group)


def join_spellings(people: Groups) -> None:
    """Join a rare spelling of a foreign name to the usual one: "Michael" to "Michel Barnier"."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, group in people.items():
        words = group.name.split()
        if len(words) == 2 and group.given is None:
            blocks[words[0], words[1][:3]].append(key)
            blocks[words[1], words[0][:1]].append(key)
    for block in sorted(blocks):
        sizes = {key: people[key].size for key in blocks[block] if key in people}
        usual = sorted(sizes, key=lambda k: (-sizes[k], k))[:_USUAL]
        for key in sorted(sizes, key=lambda key: (sizes[key], key)):
            owners = [
                other
                for other in usual
                if other in people
                and (sizes[other], other) > (sizes[key], key)
                and sizes[other]
                >= _times(people[key].name.split(), people[other].name.split()) * sizes[key]
                and people[other].may_take(people[key])
            ]
            if len(owners) == 1:
                people[owners[0]].take_short(people.pop(key))


def _times(words: Sequence[str], usual: Sequence[str]) -> float:
    """Say how many times more often than a slip of it a name must be found.

    Two names differ by a letter or two of one foreign word. Two spellings of a forename from abroad
    are one name at once ("Mohammed", "Mohamed"); else the usual one must prevail.
    """
    different = [(one, two) for one, two in zip(words, usual, strict=True) if one != two]
    if len(different) != 1:
        return math.inf
    one, two = different[0]
    forename = one == words[0] and is_forename(two)
    known = bool(analyse(one)), bool(analyse(two))
    allowed = 2 if len(one) > 5 and forename else 1
    if min(len(one), len(two)) < 4 or distance(one, two) > allowed:
        return math.inf
    if all(known):
        # "Michael" and "Michel", not "Maria" and "Marta"
        return _SLIP if forename and _consonants(one) == _consonants(two) else math.inf
    if not forename:
        return _SLIP
    return 2 if any(known) else 1


def _consonants(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter not in VOWELS)


def join_surnames(people: Groups) -> None:
    """Give a surname alone to the person of that surname, if there is one above all others.

    It may be another form of a surname: "Petru" is no Petr where the corpus has a Ryszard Petru
    more often.
    """
    bearers = bearers_of(people)
    for key in sorted(people):
        group = people[key]
        if " " in group.name or names_family(group.name) or not group.forms:
            continue
        owners = bearers.get(group.name, [])
        shared = frozenset.intersection(*map(_nominatives, group.forms)) - {group.name}
        others = [other for name in sorted(shared) for other in bearers.get(name, [])]
        least = max([group.size, *(_BEARER * people[owner].size for owner in owners)])
        others = [other for other in others if people[other].size > least]
        owners = [other for other in others or owners if people[other].may_take(group)]
        owners.sort(key=lambda other: (-people[other].size, other))
        if len(owners) == 1 or (
            len(owners) > 1 and people[owners[0]].size >= _BEARER * people[owners[1]].size
        ):
            people[owners[0]].take_short(people.pop(key))


def bearers_of(people: Groups) -> Mapping[str, list[str]]:
    """Map surnames that may stand alone to the keys of those who are named in full.

    Two surnames in a row are no name in full.
    """
    found: dict[str, list[str]] = {}
    for key in sorted(people):
        words = people[key].name.split()
        if len(words) > 1 and not all(map(is_only_surname, words)):
            for surname in surnames_of(words):
                found.setdefault(surname, []).append(key)
    return found


def join_aliases(others: Groups) -> None:
    """Join "IPEF" to the one name that some document explains it with."""
    owners: dict[str, set[str]] = {}
    for key, group in others.items():
        for alias in group.aliases:
            if is_acronym(alias):
                owners.setdefault(name_key(alias), set()).add(key)
    for key in sorted(others):
        mine = owners.get(key, set()) - {key}
        if len(mine) == 1 and is_acronym(others[key].name):
            owner = others[min(mine)]
            if owner.may_take(others[key]):
                owner.take_short(others.pop(key))


def join_titled(others: Groups) -> None:
    """Join "Agencja Interfax" to "Interfax": the noun says what it is, and not which.

    So does the article of a newspaper from abroad ("Der Spiegel").
    """
    titles = name_words().org_titles | name_words().channels | name_words().foreign_articles
    for key in sorted(others):
        if key not in others:  # it has been taken in
            continue
        group = others[key]
        title, _, rest = group.name.partition(" ")
        owner = others.get(name_key(rest)) if rest and title.lower() in titles else None
        if owner is None or group.given is not None or owner.codes or owner.label != "orgName":
            continue
        if owner.size > group.size and not analyse(rest) and owner.may_take(group):
            owner.take_short(others.pop(key))
        elif title.lower() in name_words().foreign_articles and group.may_take(owner):
            group.take_short(others.pop(name_key(rest)))


def join_orders(others: Groups) -> None:
    """Join names of the same words: "Partia Radykalna", "Radykalna Partia"; the usual one stays.

    So are those that a hyphen joins: "Rada Rosja-NATO", "Rada NATO-Rosja".
    """
    orders: dict[tuple[bool, tuple[str, ...]], list[str]] = {}
    for key in sorted(others):
        words = others[key].name.casefold().replace("-", " ").split()
        if len(words) > 1:
            place = others[key].label != "orgName"
            orders.setdefault((place, tuple(sorted(words))), []).append(key)
    for keys in orders.values():
        take_rest(others, sorted(keys, key=lambda k: (not others[k].codes, -others[k].size, k)))


def join_acronyms(others: Groups) -> None:
    """Join an acronym to the one name with its initials that stands beside it in a document."""
    names: dict[str, list[str]] = {}
    for key in sorted(others):
        for initials in initials_of(others[key].name):
            names.setdefault(initials, []).append(key)
    for key in sorted(others):
        group = others[key]
        if not is_acronym(group.name) or group.given is not None or len(group.name) < 3:
            continue
        near = [
            other
            for other in names.get(group.name.casefold(), ())
            if other in others
            and other != key
            and not group.docs.isdisjoint(others[other].docs)
            and others[other].may_take(group)
        ]
        if len(near) == 1:
            others[near[0]].take_short(others.pop(key))


def join_across(people: Groups, others: Groups) -> None:
    """Decide for one label where documents mark one name now as a person, now as something else.

    A single word goes where it is four times as often, and to a person so does a whole name; any
    other name to one of twice as many mentions that is written so at least as often.
    """
    for key in sorted(people):
        same = key if " " not in key else name_key(people[key].name)
        if same not in others or (" " not in key and people[key].aliases):
            continue
        person, other = people[key], others[same]
        mine, theirs = person.size, other.size
        # "Work Service" has no forename
        named = " " not in key or any(map(is_forename, person.name.split()))
        often = 4 * mine <= theirs and " " not in key
        often = often or (mine < theirs and not named)
        if (often or other.given is not None) and other.may_take(person):
            other.take(people.pop(key))
        elif (
            (4 * theirs <= mine or person.given is not None)
            and not other.codes
            and person.may_take(other)
        ):
            person.take(others.pop(same))
    for groups, target in ((people, others), (others, people)):
        _join_written(groups, target)


def _join_written(groups: Groups, target: Groups) -> None:
    """Take groups over into those of another label that are written the same way more often."""
    written: dict[str, tuple[int, str]] = {}
    for key, group in target.items():
        for form, docs in group.forms.items():
            written[form] = max(written.get(form, (0, "")), (len(docs), key))
    for key in sorted(groups):
        group = groups[key]
        if group.codes or group.given is not None or not group.forms:
            continue
        owners = {written.get(form, (0, ""))[1] for form in group.forms}
        if len(owners) != 1 or (owner := target.get(owners.pop())) is None:
            continue
        there = sum(len(owner.forms[form]) for form in group.forms)
        if there >= group.size and owner.size >= 2 * group.size and owner.may_take(group):
            taken = groups.pop(key)
            taken.names.clear()
            owner.take(taken)
