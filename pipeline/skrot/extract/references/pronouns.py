"""Pronouns of the third person: which of the nouns before them they stand for.

Candidates are weighed by what makes a noun salient, as in Lappin and Leass (1994), "An Algorithm
for Pronominal Anaphora Resolution": subjects before others, people before things, what is near.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from skrot.extract.quotes.cues import is_finite, speaks
from skrot.extract.quotes.people import People
from skrot.extract.quotes.phrases import start_of_name
from skrot.extract.quotes.text import QuoteText, feature
from skrot.extract.quotes.vocabulary import vocabulary as quote_words
from skrot.extract.references.vocabulary import vocabulary
from skrot.polish.word_lists import function_words

# What a pronoun stands for was named at most so many sentences before.
_MEMORY = 2
_SUBJECT = 3
_OBJECT = 1
_PERSON = 1
_MAIN = 1
_NEAR = 1
_NEAREST = 3
# What heads a clause.
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"})
# The best candidate is by so much better than any other.
_MARGIN = 3
_MARGIN_OF_THINGS = 4


class Pronouns:
    """Resolves the pronouns of a text.

    Parameters
    ----------
    text
        The document with its names.
    people
        Its people.
    speakers
        Who says each of the words that are given as somebody's own.
    """

    def __init__(self, text: QuoteText, people: People, speakers: Mapping[int, str]) -> None:
        self._speaker = speakers
        self._text = text
        self._people = people
        counts = Counter(
            name.entity
            for at, name in enumerate(text.names)
            if name is not None and name.label == "persName" and start_of_name(text, at) == at
        )
        self._main = counts.most_common(1)[0][0] if counts else None

    def find(self, at: int, resolved: Mapping[int, str | None]) -> str | None:
        """Give the entity that a pronoun stands for, null where nothing makes it sure.

        Parameters
        ----------
        at
            The pronoun.
        resolved
            What the words before it that stand for something mean.
        """
        joined = self._joined(at, resolved)
        if joined is not None:
            return joined
        scores: dict[str | int, int] = defaultdict(int)
        text, things = self._text, False
        here: set[str | int] = set()
        subjects: set[str | int] = set()
        places = self._before(at, resolved)
        for place in places:
            entity = self._entity(place, resolved)
            if entity is not None and not self._known_gender(place):
                entity = None
            if entity is not None and entity == self._speaker.get(at):
                continue
            key: str | int = place if entity is None else entity
            score = self._score(place, at, entity) + _NEAREST * (place == places[-1])
            scores[key] = max(scores[key], score)
            if self._text.sentence_of[place] == self._text.sentence_of[at]:
                here.add(key)
            if self._text.words[place].relation.startswith("nsubj"):
                subjects.add(key)
            # "cel jest daleki, mówi Lis, ale trzeba go osiągnąć"
            near = self._text.sentence_of[place] == self._text.sentence_of[at]
            things |= near and isinstance(key, int) and not self._is_person(place)
        ranked = sorted(scores.items(), key=lambda row: -row[1])
        # "Lis mówił o podatkach. W imieniu Kowalskiego zadzwonił jego rzecznik"
        aside = bool(ranked and here) and ranked[0][0] not in here
        unsure = things and text.words[at].lower not in quote_words().opinion.pronouns
        return None if aside or unsure else self._best(ranked, subjects)

    def _best(
        self, ranked: Sequence[tuple[str | int, int]], subjects: Collection[str | int]
    ) -> str | None:
        """Give the first candidate if it is a name, no place, and clearly before the others."""
        best = ranked[0][0] if ranked else None
        if not isinstance(best, str):
            return None
        label = self._people.label(best)
        if label != "persName" and (label != "orgName" or best not in subjects):
            return None
        margin = _MARGIN if label == "persName" else _MARGIN_OF_THINGS
        return best if len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= margin else None

    def _joined(self, at: int, resolved: Mapping[int, str | None]) -> str | None:
        """Give whom "jego" means in "Lis i jego syn"."""
        text = self._text
        if at < 2 or text.words[at - 1].pos != "CCONJ":
            return None
        whose = text.words[at].lower in quote_words().opinion.pronouns
        before = start_of_name(text, at - 2)
        entity = self._entity(before, resolved) if whose else None
        if entity is None or self._people.label(entity) != "persName":
            return None
        genders = vocabulary().pronouns[text.words[at].lower]
        return entity if self._people.gender(entity) in genders else None

    def _before(self, at: int, resolved: Mapping[int, str | None]) -> list[int]:
        """Give the heads of the noun phrases before a pronoun that may be what it stands for."""
        text = self._text
        number = text.sentence_of[at]
        first = text.sentences[max(0, number - _MEMORY)][0]
        genders = vocabulary().pronouns[text.words[at].lower]
        clause = self._clause(at)
        found = []
        for place in range(first, at):
            named = text.is_noun(place) or text.is_human(place) or place in resolved
            if not named or self._is_of_several(place):
                continue
            name = text.names[place]
            if name is not None and (name.relational or start_of_name(text, place) != place):
                continue
            if feature(text.words[place], "Number") == "Plur":
                continue
            gender = self._gender(place)
            if gender and gender not in genders:
                continue
            # "Jan mówi o nim": a subject is no complement of its own verb, nor would it be "jego".
            if text.sentence_of[place] == number and self._is_subject_of(place, clause):
                continue
            found.append(place)
        return found

    def _gender(self, place: int) -> str:
        name = self._text.names[place]
        if name is not None and name.label == "persName":
            return self._people.gender(name.entity)
        return feature(self._text.words[place], "Gender")

    def _is_of_several(self, place: int) -> bool:
        """Tell whether a noun is one of several that a verb is of: "Lis i Nowak zeznali"."""
        text = self._text
        verb = text.words[text.heads[place]]
        subject = text.words[place].relation.startswith("nsubj")
        return subject and feature(verb, "Number") == "Plur"

    def _known_gender(self, place: int) -> bool:
        name = self._text.names[place]
        return name is None or name.label != "persName" or bool(self._gender(place))

    def _entity(self, place: int, resolved: Mapping[int, str | None]) -> str | None:
        name = self._text.names[place]
        return resolved.get(place) if name is None else name.entity

    def _score(self, place: int, at: int, entity: str | None) -> int:
        text = self._text
        relation = text.words[place].relation
        distance = text.sentence_of[at] - text.sentence_of[place]
        score = _NEAR * (_MEMORY - distance)
        # Who only tells what the sentence before says is not what that is about.
        tells = distance > 0 and speaks(text, text.heads[place])
        if relation.startswith("nsubj") and not tells:
            score += _SUBJECT
        elif relation in {"obj", "iobj"}:
            score += _OBJECT
        if self._is_person(place):
            score += _PERSON
        if entity is not None and entity == self._main:
            score += _MAIN
        return score

    def _is_person(self, place: int) -> bool:
        name = self._text.names[place]
        if name is None:
            return self._text.is_human(place)
        return name.label == "persName"

    def _clause(self, at: int) -> int:
        """Give the verb of the clause that a word is in."""
        for above in self._text.above(at):
            word = self._text.words[above]
            if word.relation in _CLAUSES or (
                word.relation == "conj" and is_finite(self._text, above)
            ):
                return above
        return at

    def _is_subject_of(self, place: int, verb: int) -> bool:
        text = self._text
        chain = [verb]
        while text.words[chain[-1]].relation in {"xcomp", "conj"} and text.heads[chain[-1]] != verb:
            chain.append(text.heads[chain[-1]])
        return text.words[place].relation.startswith("nsubj") and text.heads[place] in chain


def is_pronoun(text: QuoteText, at: int) -> bool:
    """Tell whether a word is a pronoun that may stand for one person or thing."""
    word = text.words[at]
    # "w nim" is in a thing.
    inside = at > 0 and text.words[at - 1].lower in function_words().inside
    return word.lower in vocabulary().pronouns and word.pos in {"PRON", "DET"} and not inside
