"""Offices and other nouns for people that may stand for somebody: *premier*, *szefowa rządu*."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.discourse.words import Word
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.cues import speaks
from skrot.extract.quotes.people import People
from skrot.extract.quotes.phrases import BESIDE, phrase_of
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary as quote_words
from skrot.extract.references.vocabulary import vocabulary
from skrot.polish.characters import CLOSING_QUOTES, DASHES, OPENING_QUOTES, VOWELS

# Who speaks in one of so many of his mentions is mostly named for that.
_MOSTLY = 3
# The verb of which an office is a predicate, and the noun for an office before its holder, stand so
# close.
_REACH = 4


class Office(NamedTuple):
    """A noun for somebody: its position, its words, the gender of who is meant (empty: either)."""

    at: int
    phrase: Range
    gender: str


class Offices:
    """The nouns of a text that stand for people.

    Parameters
    ----------
    text
        The document with its names.
    people
        Its people.
    speakers
        Who says something in it, and how often.
    """

    def __init__(self, text: QuoteText, people: People, speakers: Counter[str]) -> None:
        self._speakers = speakers
        self._text = text
        self._people = people
        # Whom a noun that may mean anybody has meant before: "kobieta".
        self._meant: dict[str, str] = {}

    def at(self, at: int) -> Office | None:
        """Give the office at a word, null where it is none, or means nobody in particular."""
        text = self._text
        if not _is_for_one(text, at):
            return None
        phrase = phrase_of(text, at, text.sentence(at))
        named = (
            self._people.naming.named_in(phrase, at) is not None
            or _follows_name(text, phrase)
            or _is_beside_name(text, phrase, at)
        )
        if named or _is_anybody(text, phrase, at) or _is_predicate(text, phrase, at):
            return None
        span = _own(text, phrase, at)
        return None if _is_cut(text, span) else Office(at, span, _gender(text, at))

    def find(self, office: Office) -> str | None:
        """Give the person that an office means, null where nothing makes it sure.

        A noun that may mean anybody means the same person throughout.
        """
        text, at = self._text, office.at
        noun = text.words[at].low_lemma
        somebodys = noun in quote_words().of_somebody
        if somebodys and _is_somebodys(text, at):
            return None
        phrase = phrase_of(text, at, text.sentence(at))
        found = self._people.find(Subject(phrase, at, office.gender, "Sing"), at)
        if found is None and noun in vocabulary().offices.anybody and office.gender:
            found = self._people.only_one(office.gender, at)
        if found is not None and not self._fits(noun, found, at):
            return None
        if found is not None and _is_under(text, at, found):
            return None
        if somebodys and found is not None and not self._people.is_called(found, noun):
            return None
        if noun in quote_words().generic | quote_words().people:
            before = self._meant.get(noun)
            if found is None or before not in {None, found}:
                return None
            self._meant[noun] = found
        return found

    def _fits(self, noun: str, entity: str, at: int) -> bool:
        """Tell whether a noun that may mean anybody is said of somebody as it mostly is.

        "kobieta" is nobody who has an office or is mostly named as one who speaks, "politolog"
        nobody who has not spoken.
        """
        people = self._people
        if noun in vocabulary().offices.anybody:
            gender = feature(self._text.words[at], "Gender")
            speaks_mostly = self._speakers[entity] * _MOSTLY >= people.mentions(entity)
            fitting = people.gender(entity) == gender and not people.has_office(entity)
            apart = _is_one_of(self._text, at) or _is_described(self._text, at)
            return fitting and not speaks_mostly and not apart
        if speaks(self._text, self._text.heads[at]):
            return True
        if people.stands_behind(entity, at):
            return False
        expert = noun in quote_words().generic and bool(self._speakers)
        return not expert or entity in self._speakers


def _is_under(text: QuoteText, at: int, entity: str) -> bool:
    """Tell whether somebody is the subject of what a noun hangs on, so that it means another.

    "Lis, pytany przez dziennikarza, milczał", "Lis mówi, że prezes milczy"
    """
    verbs = set(text.above(at))
    return any(
        name is not None
        and name.entity == entity
        and text.words[place].relation.startswith("nsubj")
        and text.heads[place] in verbs
        for place, name in enumerate(text.names[slice(*text.sentence(at))], text.sentence(at)[0])
    )


def _is_described(text: QuoteText, at: int) -> bool:
    """Tell whether a participle after a noun says which one it is: "kobieta trzymająca kwiat"."""
    if at + 1 >= text.sentence(at)[1]:
        return False
    after = text.words[at + 1]
    joined = feature(after, "VerbForm") == "Part" or after.relation == "acl"
    return joined and feature(after, "Case") == feature(text.words[at], "Case")


def _is_one_of(text: QuoteText, at: int) -> bool:
    """Tell whether another noun for a person is joined to one: "kobiety i mężczyzny"."""
    end = len(text.words)
    after = at + 2 < end and text.words[at + 1].pos == "CCONJ" and text.is_human(at + 2)
    before = at > 1 and text.words[at - 1].pos == "CCONJ" and text.is_human(at - 2)
    return after or before


def _is_for_one(text: QuoteText, at: int) -> bool:
    """Tell whether a word is a noun for one person, not of a name, of address or of a byline."""
    word = text.words[at]
    if text.names[at] is not None or not text.is_human(at) or word.pos not in {"NOUN", "PROPN"}:
        return False
    before = text.words[at - 1].text if at else ""
    after = text.words[at + 1] if at + 1 < len(text.words) else None
    beside = "" if after is None else after.text
    # "ksiądz arcybiskup"
    title = after is not None and text.is_human(at + 1) and text.names[at + 1] is None
    labels = quote_words().signing | quote_words().generic
    return not (
        feature(word, "Number") == "Plur"
        or word.low_lemma in name_words().forms_of_address | vocabulary().offices.nobody
        or (word.low_lemma in labels and beside == ":")
        or (before in OPENING_QUOTES and beside in CLOSING_QUOTES)
        or (title and after is not None and feature(after, "Case") == feature(word, "Case"))
    )


def is_called(text: QuoteText, at: int) -> bool:
    """Tell whether a form of address stands before a word: "pan premier"."""
    return at > 0 and text.words[at - 1].low_lemma in name_words().forms_of_address


def _is_somebodys(text: QuoteText, at: int) -> bool:
    """Tell whether a noun after one for somebody tells whose he is: "prawnik chrześcijanki"."""
    after = at + 1
    if after >= len(text.words) or text.names[after] is not None:
        return False
    return text.is_human(after) and feature(text.words[after], "Case") == "Gen"


def _is_beside_name(text: QuoteText, phrase: Range, at: int) -> bool:
    """Tell whether somebody's name stands in the phrase or right beside it, whatever its case."""
    end = min(phrase[1] + 1, len(text.words))
    case = feature(text.words[at], "Case")
    for i in range(phrase[0], end):
        name = text.names[i]
        if name is None or name.label != "persName":
            continue
        if feature(text.words[i], "Case") in {"", case} or i in {at + 1, phrase[0]}:
            return True
    # "minister ds. brexitu, David Davis", "wicepremier, minister Lis"
    marks = {",", ".", "(", *DASHES}
    if phrase[1] + 1 < len(text.words) and text.words[phrase[1]].text in marks:
        after = phrase[1] + 1
        stop = (
            phrase_of(text, after, text.sentence(after))[1] if text.is_human(after) else after + 1
        )
        names = (text.names[i] for i in range(after, stop))
        return any(name is not None and name.label == "persName" for name in names)
    return False


def _is_cut(text: QuoteText, span: Range) -> bool:
    """Tell whether words go on to a name, or break off: "szef delegacji ds. Wschodu Jan Lis"."""
    end = min(span[1] + 1, len(text.words))
    names = (text.names[i] for i in range(span[0], end))
    named = any(name is not None and name.label == "persName" for name in names)
    named = named or _goes_on_to_name(text, span)
    last = text.words[span[1] - 1]
    # "lider populistycznej, skrajnej partii"
    breaks = last.pos == "ADJ" and end > span[1] and text.words[span[1]].text == ","
    return named or (breaks and span[1] - span[0] > 1 and feature(last, "Case") == "Gen")


def _goes_on_to_name(text: QuoteText, span: Range) -> bool:
    """Tell whether nouns in the genitive after an office lead to its bearer.

    "ministra gospodarki i rozwoju Hiszpanii Jana Lisa"
    """
    case = feature(text.words[span[0]], "Case")
    for at in range(span[1], min(span[1] + 2 * _REACH, text.sentence(span[0])[1])):
        name = text.names[at]
        if name is not None and name.label == "persName":
            return feature(text.words[at], "Case") in {case, ""}
        word = text.words[at]
        genitive = word.pos in {"NOUN", "PROPN", "ADJ", "X"} and feature(word, "Case") != "Nom"
        if not genitive and word.pos != "CCONJ":
            return False
    return False


def _follows_name(text: QuoteText, phrase: Range) -> bool:
    """Tell whether a phrase says of a name right before it who that is: "Jan Lis, szef firmy"."""
    before = phrase[0] - 1
    if before < 1 or text.words[before].text not in {",", "(", *DASHES}:
        return False
    name = text.names[before - 1]
    return name is not None and name.label == "persName"


def _is_anybody(text: QuoteText, phrase: Range, at: int) -> bool:
    """Tell whether words around an office say that nobody in particular holds it."""
    words, own = vocabulary().offices, text.words[at]
    first, end = text.sentence(at)
    start = min(_start(text, at), phrase[0])
    beside = range(start, min(phrase[1] + 1, end))
    before = text.words[start - 1] if start > first else None
    after = text.words[at + 1].lower if at + 1 < end else ""
    nouns = quote_words().generic | quote_words().people
    governor = text.heads[at]
    return (
        any(text.words[i].low_lemma in words.unknown for i in range(start, phrase[1]))
        # "szef ich partii"
        or any(text.words[i].lower in quote_words().opinion.pronouns for i in beside if i > at)
        # "polityk z władz partii"
        or (
            own.low_lemma in nouns
            and phrase[1] < end
            and text.words[phrase[1]].lower in words.from_
        )
        # "wójt, burmistrz czy prezydent"
        or after in words.or_
        or (before is not None and _tells_of_nobody(before, own))
        or (governor in range(max(first, at - _REACH), at) and _is_post(text, governor))
    )


def _tells_of_nobody(before: Word, own: Word) -> bool:
    """Tell whether the word before an office keeps it from meaning its holder."""
    words = vocabulary().offices
    becomes = before.lower in words.candidate and feature(own, "Case") == "Acc"
    return (
        becomes
        or before.lower in quote_words().opinion.as_ | words.or_
        or before.low_lemma in words.unknown | words.posts
    )


def _is_post(text: QuoteText, at: int) -> bool:
    return text.words[at].low_lemma in vocabulary().offices.posts


def _is_predicate(text: QuoteText, phrase: Range, at: int) -> bool:
    """Tell whether an office is what somebody is said to be: "został premierem", "to premier"."""
    before = phrase[0] - 1
    # "nowym prezesem zostanie polityk"
    verb = text.words[text.heads[at]]
    if (
        text.words[at].low_lemma in quote_words().generic
        and verb.low_lemma in quote_words().subjects.being
    ):
        return True
    if feature(text.words[at], "Case") == "Ins":
        first, end = text.sentence(at)
        near = range(max(first, phrase[0] - 2 * _REACH), min(end, phrase[1] + _REACH))
        being = vocabulary().offices.being
        if text.words[text.heads[at]].low_lemma in being:
            return True
        ruled = before >= first and text.words[before].pos == "ADP"
        return not ruled and any(
            text.words[i].low_lemma in being and text.words[i].pos in {"VERB", "AUX"} for i in near
        )
    joined = before >= 0 and (
        text.words[before].lower == language().joining_demonstrative
        or text.words[before].text in DASHES
    )
    copula = any(
        text.heads[i] == at and text.words[i].relation == "cop" for i in range(*text.sentence(at))
    )
    subject = text.words[at].relation.startswith("nsubj")
    first = text.heads[at]
    if text.words[at].relation == "conj" and text.is_human(first) and first < at:
        # "to polityk, historyk i poseł"
        return _is_predicate(text, (_start(text, first), first + 1), first)
    return copula or (joined and feature(text.words[at], "Case") == "Nom" and not subject)


def _start(text: QuoteText, at: int) -> int:
    """Give where the adjectives of a noun begin."""
    first, start = text.sentence(at)[0], at
    while start > first and text.words[start - 1].pos in BESIDE:
        beside = text.words[start - 1]
        ruled = start - 2 >= first and text.words[start - 2].pos == "ADP"
        if ruled and feature(text.words[at], "Case") == "Nom":
            break  # "do niedawna lider partii"
        if any(
            feature(beside, name) not in {"", feature(text.words[at], name)}
            for name in ("Case", "Number")
        ):
            break
        start -= 1
    return start


def _own(text: QuoteText, phrase: Range, at: int) -> Range:
    """Leave out what is another's: "przeprosiny marszałka", "rzecznik premiera"."""
    start, stop = _start(text, at), at + 1
    while stop < phrase[1] and text.words[stop].text != "," and not text.is_human(stop):
        if _is_past_name(text, stop) or _is_participle_of(text, stop, at):
            break  # "prezydenta USA zgody", "rzeczniczka PiS pytana"
        stop += 1
    while stop > at + 1 and text.words[stop - 1].pos == "CCONJ":
        stop -= 1
    # "minister ds. brexitu"
    if stop < len(text.words) - 1 and text.words[stop].lower in vocabulary().offices.matter:
        stop += 1 + (text.words[stop + 1].text == ".")
        while stop < text.sentence(at)[1] and text.words[stop].pos in {"NOUN", "PROPN", "ADJ"}:
            if feature(text.words[stop], "Case") == "Nom":
                break
            stop += 1
    return start, stop


def _is_past_name(text: QuoteText, at: int) -> bool:
    """Tell whether a noun stands after the name of what an office is of."""
    name = text.names[at - 1]
    named = name is not None and not name.relational
    return named and text.names[at] is None and text.words[at].pos == "NOUN"


def _is_participle_of(text: QuoteText, at: int, noun: int) -> bool:
    """Tell whether a participle says of a noun what it does or what is done to it."""
    word = text.words[at]
    if feature(word, "VerbForm") != "Part" or text.names[at] is not None:
        return False
    same = ("Case", "Number", "Gender")
    return all(feature(word, one) == feature(text.words[noun], one) for one in same)


def _gender(text: QuoteText, at: int) -> str:
    """Give the gender of who holds an office: of its verb, of an adjective, or of its own form.

    "Premier powiedziała": a masculine noun that does not inflect means a woman.
    """
    word = text.words[at]
    own = feature(word, "Gender")
    # "do minister edukacji"
    bare = word.lower == word.low_lemma and word.lower[-1:] not in VOWELS
    if bare and feature(word, "Case") in {"Gen", "Dat", "Acc", "Ins", "Loc"}:
        return "Fem"
    if own == "Fem" or feature(word, "Case") not in {"", "Nom"}:
        return own
    if word.relation.startswith("nsubj"):
        gender = feature(text.words[text.heads[at]], "Gender")
        if gender:
            return gender
    for i in range(*text.sentence(at)):
        if text.heads[i] == at and text.words[i].pos in {"ADJ", "DET"}:
            gender = feature(text.words[i], "Gender")
            if gender and feature(text.words[i], "Number") == "Sing":
                return gender
    return ""
