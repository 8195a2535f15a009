"""Whether a word can be the subject of a verb of saying, by what it is and where it stands."""

from __future__ import annotations

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import BESIDE, MARKS, NOMINAL, start_of_name
from skrot.extract.quotes.text import QuoteText, feature
from skrot.extract.quotes.vocabulary import vocabulary
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
    ):
        return False
    if _is_name_of(text, at) or _is_quoted(text, at, verb):
        return False
    one = feature(word, "Number") == "Sing" and feature(text.words[verb], "Number") == "Plur"
    return (text.names[at] is not None and not one) or agrees(text, at, verb)


def _is_asked(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether a participle before a verb only says of its subject: "Pytany o to, odparł"."""
    word = text.words[at]
    if feature(word, "VerbForm") != "Part" or at + 1 >= verb:
        return False
    return text.words[at + 1].text == "," or text.words[at + 1].pos in {"ADP", "SCONJ"}


def _is_addressed(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether an institution right after a verb is who is spoken to: "powiedziała AFP"."""
    name = text.names[at]
    if name is None or name.label == "persName" or start_of_name(text, at) != verb + 1:
        return False
    return text.words[verb].low_lemma in vocabulary().addressing


def _is_governed(text: QuoteText, at: int) -> bool:
    """Tell whether a preposition stands before a word and what belongs to it.

    The case of a foreign name is a guess, so it may belong to a noun: "z firmy Monex Group".
    """
    name = text.names[at]
    nouns = NOMINAL if name is not None and name.label != "persName" else frozenset()
    opening = text.sentence(at)[0]
    first = start_of_name(text, at)
    if first > opening + 1 and text.words[first - 1].text in MARKS:
        return text.words[first - 2].pos == "ADP"  # "z „Gazetą”", not "w środę „Gazeta”"
    while first > opening and text.words[first - 1].pos in BESIDE | nouns:
        if text.words[first - 1].low_lemma == vocabulary().subjects.relative:
            return False  # "o której X powiedział"
        if nouns and feature(text.words[first - 1], "Case") == "Nom":
            break
        accusative = nouns and feature(text.words[first - 1], "Case") == "Acc"
        if accusative and text.words[first - 2].lower in function_words().inside:
            return False  # "W piątek TVN24 podała"
        first -= 1
    return first > opening and text.words[first - 1].pos == "ADP"


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
