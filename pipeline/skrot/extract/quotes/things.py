"""Nouns for institutions and places that may stand for one: *spółka*, *resort*, *kraj*."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from skrot.extract.discourse.language import language
from skrot.extract.quotes.text import QuoteText, Range, feature, spans_of_names
from skrot.extract.quotes.vocabulary import Thing, things, vocabulary
from skrot.polish.characters import OPENING_QUOTES
from skrot.records import Entity

# What a thing is called stands at most so many words after the comma behind its name.
_REACH = 4
# A thing was named at most so many sentences before.
_MEMORY = 2
# A country is what a text is about when so many of its mentions of countries are of it.
_MAIN = 0.6
# What follows a noun and says which one it is: its part of speech, its relation to the noun.
_BESIDE = frozenset({"ADJ", "X"})
_TELLING = frozenset(
    {"nmod", "acl", "acl:relcl", "amod", "amod:flat", "nmod:arg", "appos", "flat", "nummod"}
)


class Things:
    """The institutions and places of a text, and what kind of thing each is.

    Parameters
    ----------
    text
        The document with its names.
    entities
        Those of the document.
    """

    def __init__(self, text: QuoteText, entities: Sequence[Entity]) -> None:
        self._text = text
        self._entities = {entity.entity: entity for entity in entities}
        self._places: dict[str, list[int]] = defaultdict(list)
        self._called: dict[str, set[str]] = defaultdict(set)
        for span in spans_of_names(text):
            name = text.names[span[0]]
            if name is None or name.label == "persName":
                continue
            if name.relational and name.label == "orgName":
                continue  # "unijni politycy" are not the Unia
            self._places[name.entity].append(span[0])
            self._called[name.entity].update(_titles(text, span))
        self._kinds: dict[str, list[str]] = {}

    def find(self, at: int) -> str | None:
        """Give the entity that a bare noun means, null where nothing makes it sure.

        Parameters
        ----------
        at
            The noun.
        """
        thing = things()[self._text.words[at].low_lemma]
        before = {
            entity: places[last - 1]
            for entity in self._of_kind(thing)
            if (last := bisect_left(places := self._places[entity], at))
        }
        if not before:
            return self._only_one(at) if thing.any else None
        if thing.countries:
            return self._country(before, at)
        near = {e for e, place in before.items() if self._sentences(place, at) <= _MEMORY}
        if len(before) == 1:
            return next(iter(near), None)
        for distance in (0, 1):
            found = {e for e in near if self._sentences(before[e], at) <= distance}
            if found:
                return next(iter(found)) if len(found) == 1 else None
        return None

    def _country(self, before: dict[str, int], at: int) -> str | None:
        """Give the country that a text is about, or the only one named close by.

        "ten kraj" is the one that was named last.
        """
        near: dict[str, int] = {e: p for e, p in before.items() if self._sentences(p, at) <= 1}
        if len(near) == 1:
            return next(iter(near))
        if at and self._text.words[at - 1].low_lemma in vocabulary().pointing:
            named = {e: place for e, place in near.items() if not self._is_meant(place)}
            last = max(named, key=lambda entity: named[entity], default=None)
            alone = [e for e in named if last and not self._sentences(named[e], named[last])]
            return last if len(alone) == 1 else None
        counts = Counter({entity: len(self._places[entity]) for entity in before})
        main, count = counts.most_common(1)[0]
        return main if main in near and count >= _MAIN * counts.total() else None

    def _only_one(self, at: int) -> str | None:
        """Give the only organization named in a sentence and the one before, if of no known kind.

        "Unilever zamknie centralę. Firma wybrała Rotterdam."
        """
        number = self._text.sentence_of[at]
        first = self._text.sentences[max(0, number - 1)][0]
        names = [name for name in self._text.names[first:at] if name is not None]
        named = {name.entity for name in names if name.label == "orgName"}
        if len(named) != 1:
            return None
        entity = named.pop()
        of_a_kind = any(entity in self._of_kind(thing) for thing in things().values())
        return None if of_a_kind else entity

    def _is_meant(self, place: int) -> bool:
        """Tell whether a country is only meant by a word: "polski"."""
        name = self._text.names[place]
        return name is not None and name.relational

    def _of_kind(self, thing: Thing) -> list[str]:
        key = min(thing.nouns)
        if key not in self._kinds:
            self._kinds[key] = [entity for entity in self._places if self._is(entity, thing)]
        return self._kinds[key]

    def _is(self, entity: str, thing: Thing) -> bool:
        known = self._entities[entity]
        if thing.countries:
            return known.code is not None
        if known.code is not None:
            return False
        names = {known.name, *known.aliases}
        if self._called[entity] & thing.nouns or (thing.names & names and not thing.places):
            return True
        # What is known to be of another kind: "Unia Europejska" is no party.
        if thing.places or any(other.names & names for other in things().values()):
            return False
        words = {word.lower() for name in (known.name, *known.aliases) for word in name.split()}
        return bool(words & thing.words)

    def _sentences(self, place: int, at: int) -> int:
        return self._text.sentence_of[at] - self._text.sentence_of[place]


def thing_at(text: QuoteText, at: int) -> Range | None:
    """Give the words of a noun for a thing that stands alone, so that it may mean one named.

    Parameters
    ----------
    text
        The document.
    at
        A word.

    Returns
    -------
    Range or None
        Null where the word is no such noun, or says more of which one it is.
    """
    word = text.words[at]
    known = word.low_lemma in things() and word.pos == "NOUN" and text.names[at] is None
    if not known or feature(word, "Number") != "Sing":
        return None
    first = text.sentence(at)[0]
    start = at
    while start > first and text.words[start - 1].pos in {"ADJ", "DET", "NUM"}:
        start -= 1
    # "jego kraj": of whom or what that is
    # and "proszę państwa", who are spoken to.
    before = text.words[start - 1] if start > first else None
    if before is not None and (
        before.lower in vocabulary().opinion.pronouns or before.low_lemma in vocabulary().calling
    ):
        return None
    beside = text.words[start:at]
    if any(
        feature(one, "Number") == "Plur" or one.low_lemma not in vocabulary().pointing
        for one in beside
    ):
        return None
    # "Unilever, koncern"
    follows = at - 1 > first and text.words[at - 1].text == "," and text.names[at - 2] is not None
    told = follows or _is_told_apart(text, at) or _is_predicate(text, start)
    return None if told else (start, at + 1)


def _is_told_apart(text: QuoteText, at: int) -> bool:
    """Tell whether what follows a noun says which one it is.

    "firma transportowa", "kraj pochodzenia", "sąd w Lublinie", "bank, który"
    """
    end = text.sentence(at)[1]
    if at + 1 >= end:
        return False
    after = text.words[at + 1]
    if text.names[at + 1] is not None or after.text in {*OPENING_QUOTES, "("}:
        return True
    if after.pos in _BESIDE and after.low_lemma not in vocabulary().pointing:
        return True
    if after.pos in {"NOUN", "PROPN"} and feature(after, "Case") == "Gen":
        return True
    clause = [word.low_lemma for word in text.words[at + 1 : min(at + _REACH, end)]]
    if after.text == "," and vocabulary().subjects.relative in clause:
        return True
    return any(
        text.heads[i] == at and text.words[i].relation in _TELLING for i in range(at + 1, end)
    )


def _is_predicate(text: QuoteText, start: int) -> bool:
    """Tell whether a noun says what something is: "jako kraj", "to spółka"."""
    before = text.words[start - 1] if start else None
    words = {*vocabulary().opinion.as_, language().joining_demonstrative}
    return before is not None and before.lower in words


def _titles(text: QuoteText, span: Range) -> Iterator[str]:
    """Give what a name is called: "koncern X", "„X”, największy dziennik"."""
    before = span[0] - 1
    before -= before > 0 and text.words[before].text in OPENING_QUOTES
    if before >= 0 and text.words[before].low_lemma in things():
        noun, name = text.words[before], text.words[span[0]]
        # "spółki Skarbu Państwa" are no Skarb Państwa.
        other = feature(name, "Case") == "Gen" != feature(noun, "Case") and before + 1 == span[0]
        if feature(noun, "Number") == "Sing" and not other:
            yield noun.low_lemma
    first = span[1]
    end = text.sentence(span[0])[1]
    while first < end and text.words[first].text in {"”", '"', "»"}:
        first += 1
    if first < end and text.words[first].text == ",":
        for at in range(first + 1, min(first + 1 + _REACH, end)):
            word = text.words[at]
            if word.low_lemma in things():
                yield word.low_lemma
                return
            if word.pos not in {"ADJ", "DET", "NUM", "ADV"}:
                return
