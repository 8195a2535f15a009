"""The people of a text: who a name, an office or only a verb means."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

from skrot.extract.discourse.language import language
from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.candidates import is_joined
from skrot.extract.quotes.cues import is_finite, speaks
from skrot.extract.quotes.named import Named, backwards, place_of
from skrot.extract.quotes.naming import Naming
from skrot.extract.quotes.phrases import phrase_of
from skrot.extract.quotes.predicates import is_of_main_clause, verb_of
from skrot.extract.quotes.roles import (
    Role,
    differ_in_rank,
    gender_of,
    initials,
    is_somebody_new,
    role_of,
    roles_beside,
)
from skrot.extract.quotes.subjects import Subject, points
from skrot.extract.quotes.text import QuoteText, Range, feature, spans_of_names
from skrot.extract.quotes.things import Things, thing_at
from skrot.extract.quotes.vocabulary import human, only_ones, vocabulary
from skrot.records import Entity

_PERSON = "persName"
_SINGULAR = {"", "Sing"}
# A subject that is left out was named at most so many sentences before.
_MEMORY = 4


class People:
    """Whom the text has named so far, and what it says they are.

    Parameters
    ----------
    text
        The document with its names.
    entities
        Those of the document.
    """

    def __init__(self, text: QuoteText, entities: Sequence[Entity]) -> None:
        self._text = text
        self._names = {entity.entity: entity for entity in entities}
        self.naming = Naming(text, self._names)
        self._genders: dict[str, Counter[str]] = defaultdict(Counter)
        self._roles: dict[str, list[Role]] = defaultdict(list)
        # Whom an office has meant that the text gives nobody: the noun, and of what.
        self._inferred: dict[str, list[Role]] = defaultdict(list)
        self._given: dict[str, set[int | None]] = defaultdict(set)  # the groups of bare offices
        self._held: dict[tuple[str, frozenset[str]], str] = {}
        self._subjects: list[Named] = []
        self._spoken: list[Named] = []
        self._aside: list[Named] = []
        self._things = Things(text, entities)
        self._said: set[int] = set()
        self._told = list(range(len(text.sentences)))
        for entity in entities:
            if entity.label == _PERSON:
                gender = gender_of(entity.name)
                self._genders[entity.entity].update([gender] if gender else [])
        self._places: dict[str, list[int]] = defaultdict(list)
        self._persons: list[int] = []
        for at, name in enumerate(text.names):
            if name is not None:
                self._places[name.entity].append(at)
                self._persons += [at] if name.label == _PERSON else []
        for span in spans_of_names(text):
            self._learn(span)
        for at, word in enumerate(text.words):
            if text.is_human(at) and text.names[at] is None and word.relation.startswith("nsubj"):
                self._learn_holder(at)

    def find(self, subject: Subject, at: int) -> str | None:
        """Give the entity that a subject of a verb means, null where nothing makes it sure.

        Parameters
        ----------
        subject
            What the sentence says of it.
        at
            The verb.
        """
        if subject.at is not None and subject.phrase is None:  # "jej zdaniem"
            found = self.left_out(subject.gender, subject.number, at)
            return found if found is None or self.gender(found) == subject.gender else None
        if subject.at is None or subject.phrase is None:
            return self.left_out(subject.gender, subject.number, at)
        pronoun = vocabulary().subjects.pronouns.get(self._text.words[subject.at].lower)
        if pronoun is not None:
            return self.left_out(pronoun[0] or subject.gender, pronoun[1], at)
        joined = subject.number == "Plur" and is_joined(self._text, subject.at)
        named = None if joined else self.naming.named_in(subject.phrase, subject.at)
        if named is not None:
            # "Tuska i Junckera, którzy powiedzieli": neither of them alone.
            several = subject.number == "Plur" and self._names[named].label == _PERSON
            return None if several or self._is_asked(named, at) else named
        if subject.number not in _SINGULAR:
            return None
        surnamed = self.naming.surnamed(subject.at) or self.naming.shortened(subject.at)
        return surnamed or self._holder(subject, at) or self._thing(subject.at)

    def _is_asked(self, entity: str, verb: int) -> bool:
        """Tell whether a forename is of another gender than a verb: "zapytała Jana Nowaka"."""
        gender = feature(self._text.words[verb], "Gender")
        if gender not in {"Masc", "Fem"} or not speaks(self._text, verb):
            return False
        return gender not in {self.gender(entity), gender_of(self._names[entity].name) or gender}

    def _in_sentence(self, gender: str, at: int) -> str | None:
        """Give the only person whom the sentence names in the nominative before a verb."""
        first = self._text.sentence(at)[0]
        places = self._persons[bisect_left(self._persons, first) : bisect_left(self._persons, at)]
        found = {
            name.entity
            for place in places
            if (name := self._text.names[place]) is not None
            and place not in self._said
            and feature(self._text.words[place], "Case") == "Nom"
            and self.naming.is_nominative(place)
            and self._agrees(name.entity, gender)
        }
        return next(iter(found)) if len(found) == 1 else None

    def leave_out(self, said: Sequence[Range]) -> None:
        """Put whom only words said by others speak of behind all others."""
        inside = {at for span in said for at in range(*span)}
        self._said = inside
        self._aside += [one for one in self._subjects if one.at in inside]
        self._aside.sort(key=place_of)
        self._subjects = sorted((s for s in self._subjects if s.at not in inside), key=place_of)
        told = [
            not all(at in inside or self._text.words[at].pos == "PUNCT" for at in range(*sentence))
            for sentence in self._text.sentences
        ]
        self._told = list(accumulate(told))

    def _thing(self, at: int) -> str | None:
        """Give the institution that a bare noun means: *gazeta*, *spółka*."""
        return None if thing_at(self._text, at) is None else self._things.find(at)

    def left_out(self, gender: str, number: str, at: int) -> str | None:
        """Give who a verb without a subject means: whom the text spoke of last, if that agrees."""
        if number not in _SINGULAR:
            return None
        beside = self._in_sentence(gender, at)
        if beside is not None:
            return beside
        if points(self._text, first := self._text.sentence(at)[0]):
            return self._named_last(gender, first)
        for known in ((self._subjects, self._spoken), (self._aside,)):
            for one in backwards(known, at):
                if self._between(one.at, at) > _MEMORY:
                    break
                if one.number in _SINGULAR and (not gender or self._known(one) in {"", gender}):
                    return one.entity if one.holder is None else self._holder(one.holder, one.at)
        return None

    def _named_last(self, gender: str, first: int) -> str | None:
        """Give the person named last before a sentence, if close: whom *ten* means."""
        before = self._persons[: bisect_left(self._persons, first)]
        at = next((at for at in reversed(before) if at not in self._said), None)
        name = None if at is None or self._between(at, first) > 1 else self._text.names[at]
        return name.entity if name is not None and self._agrees(name.entity, gender) else None

    def _known(self, one: Named) -> str:
        return one.gender or (self.gender(one.entity) if one.entity is not None else "")

    def _between(self, at: int, later: int) -> int:
        """Count the sentences from one word to another, without those that are others' words."""
        sentences = self._text.sentence_of
        return self._told[sentences[later]] - self._told[sentences[at]]

    def speaks(self, at: int, entity: str | None, subject: Subject) -> None:
        """Keep who has spoken, for the verbs after it; nobody known is kept too."""
        if entity is not None and subject.at is not None and subject.number == "Sing":
            self._genders[entity].update([subject.gender] if subject.gender else [])
        gender = self.gender(entity) if entity is not None else ""
        row = Named(at, entity, gender or subject.gender, subject.number)
        insort(self._spoken, row, key=place_of)

    def only_one(self, gender: str, before: int) -> str | None:
        """Give the only person of a gender that the narrator has named, if close before."""
        named = (self._text.names[at] for at in self._persons if at < before)
        found = {name.entity for name in named if name is not None}
        fitting = [entity for entity in found if self.gender(entity) in {"", gender}]
        if len(fitting) != 1 or not self.gender(fitting[0]):
            return None
        close = self._between(self._last(fitting[0], before), before) <= _MEMORY
        return fitting[0] if close else None

    def stands_behind(self, entity: str, at: int) -> bool:
        """Tell whether somebody of whom no office is known was named after a person, and close."""
        nearest = self._nearest(at)
        if nearest in {None, entity} or nearest is None or self.has_office(nearest):
            return False
        close = self._between(self._last(nearest, at), at) <= 1
        return close and self._agrees(nearest, self.gender(entity))

    def mentions(self, entity: str) -> int:
        """Count the words of the text by which an entity is named."""
        return len(self._places[entity])

    def is_called(self, entity: str, noun: str) -> bool:
        """Tell whether the text calls somebody so."""
        return any(role.noun == noun for role in self._roles[entity])

    def has_office(self, entity: str) -> bool:
        """Tell whether the text says what office somebody has."""
        return any(role.group is not None for role in self._roles[entity])

    def label(self, entity: str) -> str:
        """Give the label of an entity of the document."""
        return self._names[entity].label

    def gender(self, entity: str) -> str:
        """Give the gender of an entity by its forename and the verbs it is the subject of."""
        counted = self._genders[entity].most_common(1)
        return counted[0][0] if counted else ""

    def _holder(self, subject: Subject, at: int) -> str | None:
        """Give the person whose office a phrase without a name is: *minister*, *szef rządu*."""
        if (
            subject.phrase is None
            or subject.at is None
            or is_somebody_new(self._text, subject.at, subject.phrase)
            or (role := role_of(self._text, subject.at, subject.phrase)) is None
        ):
            return None
        fitting = [one for one in self._with_role(role, subject.gender) if not self._not(one, role)]
        if not role.of:  # whom only words said by others name is a bearer that they speak of
            fitting = [one for one in fitting if not self._said.issuperset(self._places[one])]
        sure = [entity for entity in fitting if not role.of or self._has(entity, role)]
        if sure:
            last, entity = max((self._last(entity, at), entity) for entity in sure)
            behind = not role.of and self._has_spoken_since(entity, role, subject)
            return None if behind or (last < 0 and len(sure) > 1) else entity
        held = self._held.get((role.noun, role.of))
        if held in fitting:
            return held
        if len(fitting) == 1 and self._nearest(at) == fitting[0]:
            # "Lis spotkał się z premierem Szwecji": somebody else; not after "według".
            aside = feature(self._text.words[subject.at], "Case") not in {"", "Nom"}
            aside = aside and at != subject.phrase[0] - 1
            return None if aside and role.of else fitting[0]
        return self._spoken_of(subject, role, fitting, told=at != subject.at)

    def _spoken_of(
        self, subject: Subject, role: Role, fitting: Sequence[str], *, told: bool
    ) -> str | None:
        """Give whom the text spoke of last, where that is a person who may have the role.

        `told` tells that the office is who says something.
        """
        last = None
        if subject.at is not None:
            last = self.left_out(subject.gender, subject.number, subject.at)
        if last is None or self._names[last].label != _PERSON:
            return None
        if last in fitting:
            # "francuski prezydent": of somebody else unless nobody was named since.
            return last if not role.of or self._nearest(subject.at or 0) == last else None
        if role.of and (role.noun, role.of) in self._held:
            return self._held[role.noun, role.of]
        # "polityk PiS" is one of whom the text tells that he has to do with it
        of_it = any(role.of & other.of for other in self._roles[last])
        generic = role.noun in vocabulary().generic and (not role.of or of_it)
        # "ekspert" is somebody who has spoken, where anybody has.
        speakers = [one.entity for one in self._spoken]
        if generic and any(speakers) and last not in speakers:
            return None
        # An office of whom nothing is known may be that of who spoke last.
        spoken = bool(self._spoken) and self._spoken[-1].entity == last
        other_office = bool(self._given[last] - {role.group})
        unknown = not self._roles.get(last) and (spoken or generic) and not other_office
        # Who has another office now may have been one: "były minister".
        former = role.noun.split()[0] in language().holders
        near = spoken and self._nearest(subject.at or 0) == last
        # "radny", "prokurator": several are, so that who spoke last may be one, too.
        of_other = bool(role.of) and any(other.of for other in self._roles[last]) and not of_it
        several = role.noun in human() - language().offices - vocabulary().of_somebody
        several = told and several and not of_other and not self._is_anothers(role, last)
        if fitting or not (unknown or generic or (near and (former or several))):
            return None
        if role.of and (unknown or generic):
            self._held[role.noun, role.of] = last
            self._inferred[last].append(role)
        if role.group is not None and not generic:
            self._given[last].add(role.group)
        return last

    def _has_spoken_since(self, entity: str, role: Role, subject: Subject) -> bool:
        """Tell whether somebody else of unknown office spoke after a bearer of it was named.

        "prezes X. … – powiedział Y. „…” – dodał prezes" is either, unless there is only one prezes.
        """
        at = subject.at or 0
        spoken = next(backwards((self._spoken,), at), None)
        other = None if spoken is None else spoken.entity
        if spoken is None or other in {None, entity} or role.group in only_ones():
            return False
        known = self.label(other) != _PERSON or self.has_office(other)
        later = spoken.at > self._last(entity, at)
        close = self._between(spoken.at, at) <= _MEMORY
        return not known and later and close and self._agrees(other, subject.gender)

    def _is_anothers(self, role: Role, entity: str) -> bool:
        """Tell whether the text calls somebody else so."""
        return any(
            other.noun == role.noun or (role.group is not None and other.group == role.group)
            for person, roles_ in self._roles.items()
            for other in roles_
            if person != entity
        )

    def _nearest(self, before: int) -> str | None:
        """Give the person that was named last."""
        for at in reversed(self._persons[: bisect_left(self._persons, before)]):
            name = self._text.names[at]
            if name is not None and at not in self._said:
                return name.entity
        return None

    def _with_role(self, role: Role, gender: str) -> list[str]:
        known = [*self._roles.items(), *self._inferred.items()]
        found = [
            entity
            for entity, roles_ in known
            if self._agrees(entity, gender)
            and any(role.fits(other) and not differ_in_rank(role, other) for other in roles_)
        ]
        return list(dict.fromkeys(found))

    def _not(self, entity: str, role: Role) -> bool:
        """Tell whether the text says that somebody has such a role, but of something else."""
        own = [other for other in self._roles[entity] if role.group == other.group and other.of]
        names = self._names
        short = {initials(names[one].name) for other in own for one in other.of if one in names}
        if any(one in names and names[one].name in short for one in role.of):
            return False  # "rzecznik KSP" of the "Komenda Stołeczna Policji"
        return bool(role.of and own) and not any(role.of <= other.of for other in own)

    def _has(self, entity: str, role: Role) -> bool:
        """Tell whether the text says that somebody has a role, and of what."""
        return any(role.fits(other) and role.of & other.of for other in self._roles[entity])

    def _learn_holder(self, at: int) -> None:
        """Learn of a subject without a name whose office tells who it is, or that nobody can."""
        text = self._text
        verb = text.heads[at]
        if not is_finite(text, verb) or not is_of_main_clause(text, verb):
            return
        phrase = phrase_of(text, at, text.sentence(at))
        if self.naming.named_in(phrase, at) is not None or text.names[at] is not None:
            return
        gender = feature(text.words[verb], "Gender") or feature(text.words[at], "Gender")
        number = feature(text.words[verb], "Number")
        self._subjects.append(Named(at, None, gender, number, Subject(phrase, at, gender, number)))

    def _last(self, entity: str, before: int) -> int:
        """Give where somebody was named last, -1 where not before."""
        places = self._places[entity]
        found = bisect_left(places, before)
        return places[found - 1] if found else -1

    def _agrees(self, entity: str, gender: str) -> bool:
        known = self.gender(entity)
        return not gender or not known or known == gender

    def _learn(self, span: Range) -> None:
        """Learn from a name of somebody: the nouns around it, the verb whose subject it is."""
        text = self._text
        name = text.names[span[0]]
        if name is None or name.relational:
            return
        if name.label == _PERSON:
            for at, role in roles_beside(text, span):
                self._roles[name.entity].append(role)
                if text.words[at].lower in name_words().titles_feminine:
                    self._genders[name.entity]["Fem"] += 1
        verb = verb_of(text, span) if self.naming.is_nominative(span[0]) else None
        if verb is None:
            if name.label == _PERSON and self._opens(span):
                self._subjects.append(Named(span[0], name.entity, "", "Sing"))
            return
        gender = feature(text.words[verb], "Gender")
        if gender and feature(text.words[verb], "Number") in _SINGULAR:
            self._genders[name.entity][gender] += 1
        if name.label == _PERSON:
            row = Named(span[0], name.entity, self.gender(name.entity), "Sing")
            (self._subjects if is_of_main_clause(text, verb) else self._aside).append(row)

    def _opens(self, span: Range) -> bool:
        """Tell whether a sentence begins with a name in the nominative."""
        sentence = self._text.sentence(span[0])
        return (
            self.naming.is_nominative(span[0])
            and phrase_of(self._text, span[0], sentence)[0] == sentence[0]
        )
