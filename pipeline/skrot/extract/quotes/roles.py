"""What people are: the nouns around a name, and whether two of them mean one role."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.names.vocabulary import foreign_forenames
from skrot.extract.quotes.phrases import BESIDE, phrase_of
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import roles, things, vocabulary
from skrot.polish.dictionary import FORENAME, analyse
from skrot.polish.tags import slots

_PERSON = "persName"
# "jest od stycznia wiceministrem"
_REACH = 4
# "prezes Stowarzyszenia Współpracy Polska – Wschód Jan Lis"
_FAR = 12


class Role(NamedTuple):
    """What somebody is: the noun, the group of nouns that mean the same, and of whom or what.

    ``of`` are the names beside it, ``matter`` is the noun after it: "minister *finansów*".
    """

    noun: str
    group: int | None
    of: frozenset[str]
    matter: str = ""

    def fits(self, other: Role) -> bool:
        """Tell whether both can be one role; where both tell of what, it must not be another."""
        # "szef rządu" is not the "szef" of something else
        grouped = self.group is not None and other.group is not None
        same = self.group == other.group if grouped else self.noun == other.noun
        if not same or (self.matter and other.matter and self.matter != other.matter):
            return False
        # "szef klubu PO" is not "szef PO", as "minister finansów Polski" is a "minister Polski"
        matters = {self.matter, other.matter}
        if self.of and other.of and len(matters) > 1 and matters & things().keys():
            return False
        return not self.of or not other.of or bool(self.of & other.of)


def role_of(text: QuoteText, at: int, phrase: Range) -> Role | None:
    """Read the role of a noun phrase from its head and from what stands beside it.

    Parameters
    ----------
    text
        The document.
    at
        The head of the phrase.
    phrase
        Its words: places and institutions among them tell of what the role is.
    """
    if not text.is_human(at):
        return None
    noun = text.words[at].low_lemma
    following = next((i for i in range(at + 1, phrase[1]) if text.is_noun(i)), None)
    after = "" if following is None else text.words[following].low_lemma
    beside = text.words[at + 1].low_lemma if at + 1 < phrase[1] else ""
    pair = next((p for p in (f"{noun} {beside}", f"{noun} {after}") if p in roles()), "")
    group = roles().get(pair, roles().get(noun))
    known = bool(pair) or following is None or text.names[following] is not None
    matter = "" if known or text.is_human(following or at) else after
    whose = noun in vocabulary().of_somebody
    names = text.names[phrase[0] : phrase[1]]
    of = {
        n.entity for n in names if n is not None and (n.label != _PERSON or n.relational or whose)
    }
    if matter and following is not None and text.words[following].text[:1].isupper():
        of, matter = {matter}, ""  # a name that was not found
    before = text.words[at - 1].lower if at else ""
    if before in language().holders:  # "były premier" is no premier
        noun, group = f"{before} {noun}", None
    return Role(noun, group, frozenset(of), matter)


def is_somebody_new(text: QuoteText, at: int, phrase: Range) -> bool:
    """Tell whether a noun for a person is of nobody named so far: "inny radny", "radny Jan Lis".

    Parameters
    ----------
    text
        The document.
    at
        The head of the phrase.
    phrase
        Its words. Two words that are written as a name and were not found as one name somebody.
    """
    words = text.words
    before = range(max(text.sentence(at)[0], phrase[0] - 1), at)  # "powiedział anonimowo polityk"
    if any(words[i].low_lemma in vocabulary().another for i in before):
        return True
    written = [
        text.names[i] is None
        and words[i].pos == "PROPN"
        and words[i].text.istitle()
        and feature(words[i], "Case") in {"", "Nom"}
        for i in range(at + 1, phrase[1])
    ]
    nominative = feature(words[at], "Case") in {"", "Nom"}
    return nominative and any(one and other for one, other in pairwise(written))


def roles_beside(text: QuoteText, span: Range) -> Iterator[tuple[int, Role]]:
    """Give the roles that stand beside a name, and where: "minister X", "X, minister", "X jest"."""
    sentence = text.sentence(span[0])
    start, end = phrase_of(text, span[0], sentence)
    person = text.names[span[0]]
    for at in range(_past_matter(text, start, sentence[0]), end):
        before = at < span[0]
        if (
            not text.is_human(at)
            or text.names[at] is person
            or (not before and text.words[span[1]].text != ",")
        ):
            continue
        if before and not _is_bearers(text, at, span[0]):
            continue
        if not before and (_is_of_next(text, at, sentence[1]) or _is_anothers(text, at, span)):
            continue
        role = role_of(text, at, (start, span[0]) if before else (at, end))
        if role is not None:
            yield at, role
    governor = _governing_office(text, span[0], sentence[0])
    if governor is None:
        governor = _office_ahead(text, span, sentence[0])
    if governor is not None and not start <= governor < end:
        first = governor
        while first > sentence[0] and text.words[first - 1].pos in BESIDE:
            first -= 1
        role = role_of(text, governor, (first, span[0]))
        if role is not None:
            yield governor, role
    yield from _after_being(text, span[1], sentence[1])


def _is_anothers(text: QuoteText, at: int, span: Range) -> bool:
    """Tell whether a noun after a name is of whom its bearer serves: "X, zastępca dyrektora"."""
    genitive = feature(text.words[at], "Case") == "Gen" != feature(text.words[span[0]], "Case")
    return genitive and any(text.is_human(i) for i in range(span[1], at))


def _is_of_next(text: QuoteText, at: int, end: int) -> bool:
    """Tell whether a noun after a name is of the next one: "Anna Nowak, prezes PiS Jan Lis"."""
    for place in range(at + 1, min(at + _FAR, end)):
        name = text.names[place]
        if name is not None and name.label == _PERSON and not name.relational:
            return feature(text.words[place], "Case") in {"", feature(text.words[at], "Case")}
        if text.words[place].text in {",", ";", "("} or text.words[place].pos in {"VERB", "AUX"}:
            return False
    return False


def _governing_office(text: QuoteText, name: int, first: int) -> int | None:
    """Give the noun before a name that it goes with by the tree, whatever the case.

    "rząd premiera Jana Lisa", "negocjator Unii w sprawie brexitu Jan Lis"
    """
    at = text.heads[name]
    if not first <= at < name or not text.is_human(at) or text.names[at] is not None:
        return None
    if text.words[name].relation not in {"flat", "appos"} or name - at > _FAR:
        return None
    # "Politolodzy: Lis przegra"
    several = feature(text.words[at], "Number") == "Plur"
    if several or any(text.words[i].text == ":" for i in range(at + 1, name)):
        return None
    # "prezydent Jan Lis, marszałek Anna Nowak": a list may hang on its first office
    if any(other is not None and other.label == _PERSON for other in text.names[at + 1 : name]):
        return None
    case, own = feature(text.words[at], "Case"), feature(text.words[name], "Case")
    return at if "" in {case, own} or case == own else None


def _office_ahead(text: QuoteText, span: Range, first: int) -> int | None:
    """Give the noun whose phrase leads to a name by a preposition: "senator z Alabamy Jan Lis"."""
    for at in range(span[0] - 1, max(first, span[0] - _FAR) - 1, -1):
        word = text.words[at]
        if word.text == "," or word.pos in {"VERB", "AUX"}:
            return None
        if text.is_human(at) and text.names[at] is None and feature(word, "Case") == "Nom":
            singular = feature(word, "Number") == "Sing"
            leads = phrase_of(text, at, (first, span[1]))[1] == span[1]
            return at if singular and leads else None
    return None


def _past_matter(text: QuoteText, start: int, first: int) -> int:
    """Give where a phrase begins that goes on after what its office is for: "minister ds. UE X"."""
    for at in range(start - 1, max(first, start - _REACH) - 1, -1):
        word = text.words[at]
        if word.lower in vocabulary().opinion.joined and at > first:
            return phrase_of(text, at - 1, (first, at))[0]
        if word.pos == "PUNCT" and word.text != ".":
            break
    return start


def _is_bearers(text: QuoteText, at: int, name: int) -> bool:
    """Tell whether a noun before a name is of its bearer: not "rzecznik premier Theresy May"."""
    noun, bearer = text.words[at], text.words[name]
    # "Politolodzy: Lis przegra"
    several = feature(noun, "Number") == "Plur"
    others = (text.names[i] for i in range(at + 1, name))
    # "prezydent Jan Lis i marszałek Anna Nowak"
    if any(other is not None and other.label == _PERSON for other in others):
        return False
    if several or any(text.words[i].text == ":" for i in range(at + 1, name)):
        return False
    case, other = feature(noun, "Case"), feature(bearer, "Case")
    # "zastępca rzecznika Nowaka"
    full = text.names[name]
    whose = noun.low_lemma in vocabulary().of_somebody and case not in {"", "Nom"}
    if whose and full is not None and " " not in full.text:
        return False
    if case and other and case != other and case == "Nom":
        return False
    # "doradca prezydenta USA Jan Lis"
    above = (word for word in text.words[max(0, at - _REACH) : at] if word.pos == "NOUN")
    if case == "Gen" != other and any(feature(word, "Case") == other for word in above):
        return False
    between = any(text.is_human(i) for i in range(at + 1, name))
    return not (between and noun.low_lemma in vocabulary().of_somebody)


def _after_being(text: QuoteText, at: int, end: int) -> Iterator[tuple[int, Role]]:
    """*Caroline Nokes jest wiceministrem*."""
    if at + 1 >= end or text.words[at].low_lemma not in vocabulary().subjects.being:
        return
    for place in range(at + 1, min(at + _REACH, end)):
        if feature(text.words[place], "Case") == "Ins":
            role = role_of(text, place, (place, min(place + _REACH, end)))
            if role is not None:
                yield place, role
                return


def differ_in_rank(role: Role, other: Role) -> bool:
    """Tell whether one role is a deputy's and the other is not: "wicepremier" is no premier.

    A deputy of some is called by the bare office: a *wiceminister* is a *minister*.
    """
    words = vocabulary().roles
    deputy, other_deputy = (one.noun.startswith(words.deputy) for one in (role, other))
    told = bool(role.matter or role.of)
    return deputy != other_deputy and (deputy or told or role.noun not in words.called_so)


def gender_of(name: str) -> str:
    """Give the gender of a person by the first word of a full name that is a forename."""
    words = name.split()
    for word in words:
        if word in foreign_forenames()["m"]:
            return "Masc"
        if word in foreign_forenames()["f"]:
            return "Fem"
        genders = {
            slot.gender
            for reading in analyse(word)
            if FORENAME in reading.names and reading.lemma == word
            for slot in slots(reading.tag)
            if slot.number == "sg" and slot.case == "nom"
        }
        if genders and len(words) > 1:
            return "Fem" if genders == {"f"} else "Masc" if "f" not in genders else ""
    return ""


def initials(name: str) -> str:
    """Give the acronym that a name of several words may have, empty for one of one word."""
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else ""
