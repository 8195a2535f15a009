"""Whether a word can be the subject of a verb of saying, by what it is and where it stands."""

from __future__ import annotations

from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import BESIDE, MARKS, NOMINAL, start_of_name
from skrot.extract.quotes.text import QuoteText, feature
from skrot.extract.quotes.vocabulary import things, vocabulary
from skrot.polish.dictionary import analyse
from skrot.polish.tags import fits, slots
from skrot.polish.word_lists import function_words


def may_be(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether a word can be the subject of a verb: a noun that agrees, or a pronoun."""
    word = text.words[at]
    if word.lower in vocabulary().subjects.pronouns:
        return agrees(text, at, verb)
    if word.low_lemma == vocabulary().subjects.relative:
        return agrees(text, at, verb)
    if not text.is_noun(at) and word.pos not in {"ADJ", "X"}:
        return False
    if (
        _is_asked(text, at, verb)
        or _is_governed(text, at)
        or _in_brackets(text, at)
        or _is_addressed(text, at, verb)
        or _is_name_of(text, at)
        or _is_quoted(text, at, verb)
        or _is_object(text, at)
        or _is_word_said(text, at)
    ):
        return False
    one = feature(word, "Number") == "Sing" and feature(text.words[verb], "Number") == "Plur"
    if one:
        return is_joined(text, at) or _may_be_several(text, at, verb)
    return text.names[at] is not None or agrees(text, at, verb)


def is_joined(text: QuoteText, at: int) -> bool:
    """Tell whether another noun is joined to the first of several subjects: "Lis i Wilk"."""
    return text.words[at].relation.startswith("nsubj") and any(
        text.heads[other] == at and text.words[other].relation == "conj" and text.is_noun(other)
        for other in range(at + 1, text.sentence(at)[1])
    )


def _may_be_several(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether a subject taken for a singular has a plural that looks alike: "Księża"."""
    nominative = any(fits(reading.tag, "pl", "nom") for reading in analyse(text.words[at].lower))
    return text.heads[at] == verb and text.names[at] is None and nominative


def _is_asked(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether a participle before a verb only says of its subject: "Pytany o to, odparł"."""
    word = text.words[at]
    if feature(word, "VerbForm") != "Part" or at + 1 >= verb:
        return False
    return text.words[at + 1].text == "," or text.words[at + 1].pos in {"ADP", "SCONJ"}


def _is_addressed(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether an institution right after a verb is who is spoken to: "powiedziała AFP"."""
    name = text.names[at]
    if name is None or name.label != "orgName" or start_of_name(text, at) != verb + 1:
        return False
    return text.words[verb].low_lemma in vocabulary().addressing


def _is_governed(text: QuoteText, at: int) -> bool:
    """Tell whether a preposition stands before a word and what belongs to it.

    The case of a foreign name is a guess, so it may belong to a noun: "z firmy Monex Group".
    """
    name = text.names[at]
    opening = text.sentence(at)[0]
    first = start_of_name(text, at)
    of_noun = name is not None and name.label != "persName" and _may_go_with(text, first)
    nouns = NOMINAL if of_noun else frozenset()
    if first > opening + 1 and text.words[first - 1].text in MARKS:
        return text.words[first - 2].pos == "ADP"  # "z „Gazetą”", not "w środę „Gazeta”"
    while first > opening and text.words[first - 1].pos in BESIDE | nouns:
        if text.words[first - 1].low_lemma == vocabulary().subjects.relative:
            return False  # "o której X powiedział"
        if nouns and feature(text.words[first - 1], "Case") == "Nom":
            break
        other = text.names[first - 1]
        acronym = name is not None and name.text.isupper()
        if nouns and acronym and other is not None and other is not name:
            return False  # "w Warszawie CBOS zapytał"
        accusative = nouns and feature(text.words[first - 1], "Case") == "Acc"
        if accusative and text.words[first - 2].lower in function_words().inside:
            return False  # "W piątek TVN24 podała"
        first -= 1
    return first > opening and text.words[first - 1].pos == "ADP"


def _may_go_with(text: QuoteText, at: int) -> bool:
    """Tell whether a name may go with the noun before it.

    One in the genitive is what the noun is of, and any says what a portal or a firm is called; not
    "w grudniu Trybunał", a nominative alone.
    """
    noun = text.words[at - 1].low_lemma if at else ""
    if noun in things() or noun in vocabulary().pages | vocabulary().papers | name_words().heads:
        return True
    readings = analyse(text.words[at].lower) or analyse(text.words[at].text)
    return not readings or any(
        slot.case not in {"nom", "acc", "voc"} for r in readings for slot in slots(r.tag)
    )


def _is_name_of(text: QuoteText, at: int) -> bool:
    """Tell whether a name says how a thing is called: "budowa gazociągu Nord Stream"."""
    first = start_of_name(text, at)
    noun, name = text.heads[first], text.names[at]
    return (
        name is not None
        and name.label != "persName"
        and text.words[first].relation == "nmod"
        and noun == first - 1
        and not text.is_human(noun)
        and feature(text.words[noun], "Case") not in {"", "Nom"}
    )


def _is_quoted(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether a word stands in words quoted before a verb: "„Rosja nie ma” Putin zapewnił"."""
    close = next((i for i in range(at + 1, verb) if text.words[i].text in MARKS), None)
    first = text.sentence(at)[0]
    opening = next((i for i in range(at - 1, first - 1, -1) if text.words[i].text in MARKS), None)
    if close is None or opening is None:
        return False
    return any(is_finite(text, i) for i in range(opening + 1, close))


def _is_object(text: QuoteText, at: int) -> bool:
    """Tell whether no reading of a form is one that a subject has: "podsumował Annę Nowak"."""
    readings = analyse(text.words[at].lower) or analyse(text.words[at].text)
    cases = {slot.case for reading in readings for slot in slots(reading.tag)}
    return bool(cases - {""}) and cases.isdisjoint({"nom", "gen", "voc", ""})


def _is_word_said(text: QuoteText, at: int) -> bool:
    """Tell whether a small noun in marks is a word that somebody used: "mówił „tatuś”"."""
    marked = at > 0 and at + 1 < len(text.words) and text.words[at - 1].text in MARKS
    alone = marked and text.words[at + 1].text in MARKS
    return alone and text.names[at] is None and text.words[at].text.islower()


def _in_brackets(text: QuoteText, at: int) -> bool:
    first = text.sentence(at)[0]
    depth = [(word.text == "(") - (word.text == ")") for word in text.words[first:at]]
    return sum(depth) > 0


def agrees(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether two words can agree in number, and in gender in the singular."""
    one, other = text.words[at], text.words[verb]
    number, theirs = feature(one, "Number"), feature(other, "Number")
    if number and theirs and number != theirs:
        return False
    gender, their = feature(one, "Gender"), feature(other, "Gender")
    # "Minister zaznaczyła": a masculine noun may mean a woman; taggers take it for feminine then.
    person = text.is_human(at) and feature(one, "Case") == "Nom"
    return number == "Plur" or not gender or not their or gender == their or person


def could_be_nominative(text: QuoteText, at: int) -> bool:
    """Tell whether a form is a nominative too, or none that the dictionary has."""
    readings = analyse(text.words[at].lower) or analyse(text.words[at].text)
    return not readings or any(
        slot.case == "nom" for reading in readings for slot in slots(reading.tag)
    )
