"""Who says it, as far as the sentence tells: the subject of a verb, the noun after *zdaniem*."""

from __future__ import annotations

from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.quotes.cues import is_converb, is_finite, is_reflexive, speaks
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary
from skrot.polish.dictionary import analyse
from skrot.polish.tags import slots

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_BESIDE = frozenset({"ADJ", "DET", "NUM"})
_MARKS = frozenset("„”“\"«»'")
# Back from a verb its subject is looked for up to these; a tree finds what stands further.
_STOPS = {True: frozenset(";,"), False: frozenset(";")}
# A subject that opens the sentence is one of so many words.
_OPENING = 4
# A name may stand so many words after the noun that it goes with, with a preposition between.
_REACH = 7


class Subject(NamedTuple):
    """Who speaks, in the words of the text.

    ``phrase`` and its head ``at`` are null where only the verb tells; ``gender`` and ``number`` are
    those that a person would have, empty where nothing tells.
    """

    phrase: Range | None
    at: int | None
    gender: str
    number: str


def subject_of(text: QuoteText, verb: int, within: Range) -> Subject:
    """Give the subject of a verb of saying.

    Parameters
    ----------
    text
        The document.
    verb
        The verb.
    within
        The words that may name it.
    """
    word = text.words[verb]
    if is_converb(text, verb):
        governor = _governing_verb(text, verb, within)
        if governor is None:
            return Subject(None, None, "", "")
        return subject_of(text, governor, within)
    gender, number = feature(word, "Gender"), feature(word, "Number")
    at = _by_tree(text, verb, within)
    if at is None:
        at = _by_place(text, verb, within)
    if at is None:
        several = "Plur" if _counts(text, verb, within) else number
        return Subject(None, None, gender, several)
    at = _antecedent(text, at, within)
    gender = gender or feature(text.words[at], "Gender")
    number = number or feature(text.words[at], "Number")
    return Subject(phrase_of(text, at, within), at, gender, number)


def _counts(text: QuoteText, verb: int, within: Range) -> bool:
    """Tell whether the subject is counted, so that nobody in particular speaks: "wielu mówi"."""
    for at in range(verb - 1, within[0] - 1, -1):
        word = text.words[at]
        if word.text in {",", ";"} or is_finite(text, at):
            break
        if word.pos == "NUM" or {word.lower, word.low_lemma} & language().quantifiers:
            return True
    return False


def is_impersonal(text: QuoteText, verb: int) -> bool:
    """Tell whether a verb has no subject: *podano*, *mówi się*."""
    word = text.words[verb]
    if feature(word, "Person") == "0" or (
        not feature(word, "Number") and word.lower.endswith(language().impersonal_endings)
    ):
        return True
    return (
        is_reflexive(text, verb)
        and feature(word, "Gender") in {"", "Neut"}
        and word.low_lemma not in vocabulary().subjects.own_reflexive
    )


def is_of_itself(text: QuoteText, verb: int) -> bool:
    """Tell whether a verb tells how things go: *zapowiadało się*."""
    happens = text.words[verb].low_lemma in vocabulary().subjects.happening
    return happens and is_reflexive(text, verb)


def _governing_verb(text: QuoteText, at: int, within: Range) -> int | None:
    """Give the verb that an adverbial participle goes with: one of saying, else by the tree."""
    before = [i for i in range(within[0], at) if is_finite(text, i)]
    for place in reversed(before):
        if speaks(text, place):
            return place
    for above in text.above(at):
        if within[0] <= above < within[1] and is_finite(text, above):
            return above
    return next(iter(before), None)


def _by_tree(text: QuoteText, verb: int, within: Range) -> int | None:
    chain = [verb]
    for above in text.above(verb):
        # "odmówiła i wypowiedziała": verbs that are joined have one subject.
        if text.words[chain[-1]].relation not in {"conj", "xcomp"} or not is_finite(text, above):
            break
        if not agrees(text, above, verb):
            break
        chain.append(above)
    for one in chain:
        found = [
            at
            for at in range(*within)
            if text.heads[at] == one
            and text.words[at].relation.startswith("nsubj")
            and _may_be(text, at, verb)
            and not _clause_between(text, verb, at)
        ]
        if found:
            return min(found, key=lambda at: abs(at - one))
    return None


def _clause_between(text: QuoteText, verb: int, at: int) -> bool:
    """Tell whether a noun after a verb stands in what the verb says: "powiedział, że noun"."""
    openers = vocabulary().openers.that | vocabulary().openers.order
    return any(
        text.words[i].lower in openers and text.words[i - 1].text == ","
        for i in range(verb + 1, at)
    )


def _by_place(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give the first noun in the nominative after the verb, else the last one before it."""
    for at in range(verb + 1, within[1]):
        if text.words[at].text in {",", ";"} or is_finite(text, at):
            break
        if _nominative(text, at) and _may_be(text, at, verb):
            return at
    named = _bearer(text, verb, within)
    if named is not None:
        return named
    beside = next((at for at in range(verb + 1, within[1]) if text.words[at].pos != "ADJ"), None)
    if beside is not None and _may_be_nominative(text, beside) and _may_be(text, beside, verb):
        return beside
    for at in range(verb - 1, within[0] - 1, -1):
        if text.words[at].text in _STOPS[text.parsed] or is_finite(text, at):
            break
        if _nominative(text, at) and _may_be(text, at, verb):
            return _leftmost(text, at, within)
    for at in range(within[0], min(within[0] + _OPENING, verb)):
        if is_finite(text, at):
            break
        if _nominative(text, at) and _may_be(text, at, verb):
            alone = not any(is_finite(text, i) for i in range(at, verb))
            return at if alone else None
    return None


def _nominative(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    pronoun = word.lower in vocabulary().subjects.pronouns
    return pronoun or (text.is_noun(at) and feature(word, "Case") == "Nom")


def _bearer(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give a person after the verb and its noun, whatever case: "zwrócił uwagę Hoyer"."""
    at = verb + 2
    if at >= within[1] or not _is_person(text, at) or not agrees(text, at, verb):
        return None
    noun = text.words[verb + 1].low_lemma
    known = any(noun in phrase.nouns for phrase in vocabulary().phrase)
    return at if known else None


def _may_be_nominative(text: QuoteText, at: int) -> bool:
    """Tell whether a noun right after the verb may be its subject: its two cases look alike."""
    word = text.words[at]
    if not text.is_noun(at) or feature(word, "Case") != "Acc":
        return False
    readings = analyse(word.lower)
    return any(slot.case == "nom" for reading in readings for slot in slots(reading.tag))


def _leftmost(text: QuoteText, at: int, within: Range) -> int:
    """Give the first noun of a phrase in the nominative: "minister zdrowia Jan Kowalski"."""
    start = phrase_of(text, at, within)[0]
    return next((i for i in range(start, at) if _nominative(text, i)), at)


def _may_be(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether a word can be the subject of a verb: a noun that agrees, or a pronoun."""
    word = text.words[at]
    if word.lower in vocabulary().subjects.pronouns:
        return agrees(text, at, verb)
    if word.low_lemma == vocabulary().subjects.relative:
        return agrees(text, at, verb)
    if not text.is_noun(at) and word.pos not in {"ADJ", "X"}:
        return False
    if _is_governed(text, at) or _in_brackets(text, at) or _is_addressed(text, at, verb):
        return False
    one = feature(word, "Number") == "Sing" and feature(text.words[verb], "Number") == "Plur"
    return (text.names[at] is not None and not one) or agrees(text, at, verb)


def _is_addressed(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether an institution right after a verb is who is spoken to: "powiedziała AFP"."""
    name = text.names[at]
    if name is None or name.label == "persName" or _start_of_name(text, at) != verb + 1:
        return False
    return text.words[verb].low_lemma in vocabulary().addressing


def _is_governed(text: QuoteText, at: int) -> bool:
    """Tell whether a preposition stands before a word and what belongs to it.

    The case of a foreign name is a guess, so it may belong to a noun: "z firmy Monex Group".
    """
    name = text.names[at]
    nouns = _NOMINAL if name is not None and name.label != "persName" else frozenset()
    opening = text.sentence(at)[0]
    first = _start_of_name(text, at)
    while first > opening and text.words[first - 1].pos in _BESIDE | nouns:
        if nouns and feature(text.words[first - 1], "Case") == "Nom":
            break
        first -= 1
    return first > opening and text.words[first - 1].pos == "ADP"


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


def _antecedent(text: QuoteText, at: int, within: Range) -> int:
    """Give what a relative pronoun stands for: the noun before its comma that agrees."""
    if text.words[at].low_lemma != vocabulary().subjects.relative:
        return at
    for place in range(at - 1, text.sentence(at)[0] - 1, -1):
        if text.is_noun(place) and agrees(text, place, at):
            return _start_of_name(text, place)
        if is_finite(text, place):
            break
    return at


def _start_of_name(text: QuoteText, at: int) -> int:
    name = text.names[at]
    while name is not None and at and text.names[at - 1] is name:
        at -= 1
    return at


def phrase_of(text: QuoteText, at: int, within: Range) -> Range:
    """Give the words of a noun phrase around its head, with a name and an apposition after it."""
    first, last = min(within[0], at), within[1]
    start = at
    while start > first and _goes_with(text, start - 1):
        start -= 1
    start = _trimmed(text, start, at)
    end = at + 1
    while end < last:
        if _goes_with(text, end) and _in_case(text, end, at):
            end += 1
        elif _joins(text, end, last):
            end += 2
        elif (name := _name_ahead(text, start, end, last)) is not None:
            end = name
        else:
            break
    if not _balanced(text, start, end):
        if end < last and text.words[end].text in _MARKS:
            end += 1
        elif end > at + 1 and text.words[end - 1].text in _MARKS:
            end -= 1
    return start, _with_apposition(text, start, end, last)


def _goes_with(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    if text.names[at] is not None or word.text in _MARKS or word.lower in language().holders:
        return True
    return word.pos in _NOMINAL | _BESIDE and not is_finite(text, at)


def _in_case(text: QuoteText, at: int, head: int) -> bool:
    """Tell whether a word after the head is of its phrase: not "premier dziennikarzom"."""
    word = text.words[at]
    case = feature(word, "Case")
    if text.names[at] is not None or not case:
        return True
    own = feature(text.words[head], "Case")
    return case in {"Gen", own} or (case == "Nom" and own == "")


def _balanced(text: QuoteText, start: int, end: int) -> bool:
    return sum(text.words[i].text in _MARKS for i in range(start, end)) % 2 == 0


def _trimmed(text: QuoteText, start: int, at: int) -> int:
    """Leave out what stands before a noun phrase and is none of it: "powiedział PAP minister"."""
    while start < at:
        word, name = text.words[start], text.names[start]
        case = feature(word, "Case")
        person = name is not None and (name.label == "persName" or name.relational)
        if word.text not in _MARKS and case in {"", "Nom"} and (name is None or person):
            break
        if name is not None and name is text.names[at]:
            break
        own = start < at and text.names[start + 1] is text.names[at]
        if word.text in _MARKS and own and text.names[at] is not None:
            break
        start += 1
    return start


def _joins(text: QuoteText, at: int, last: int) -> bool:
    """Tell whether a conjunction joins two complements: "minister inwestycji i rozwoju"."""
    if text.words[at].pos != "CCONJ" or at + 1 >= last or not _goes_with(text, at + 1):
        return False
    before, after = text.words[at - 1], text.words[at + 1]
    same = feature(before, "Case") == feature(after, "Case") or after.lower in language().holders
    return same and text.names[at - 1] is None


def _name_ahead(text: QuoteText, start: int, at: int, last: int) -> int | None:
    """Give the end of a person's name a preposition further: "minister ds. UE Jan Kowalski"."""
    if text.words[at].pos != "ADP" or any(_is_person(text, i) for i in range(start, at)):
        return None
    for place in range(at + 1, min(at + _REACH, last)):
        word = text.words[place]
        if _is_person(text, place) and feature(word, "Case") in {"", "Nom"}:
            name = text.names[place]
            return next((i for i in range(place, last) if text.names[i] is not name), last)
        if word.pos == "PUNCT" and word.text not in _MARKS | {"."}:
            return None
        if is_finite(text, place):
            return None
    return None


def _is_person(text: QuoteText, at: int) -> bool:
    name = text.names[at]
    return name is not None and name.label == "persName"


def _with_apposition(text: QuoteText, start: int, end: int, last: int) -> int:
    """Add ", szefowa dyplomacji" after a name, or ", Jan Kowalski" after an office."""
    if end + 1 >= last or text.words[end].text != ",":
        return end
    # "prawnik Bibi, Saiful Mulook": the name before the comma says only whose he is.
    relational = any(
        text.words[at].low_lemma in vocabulary().of_somebody for at in range(start, end)
    )
    named = not relational and any(_is_person(text, at) for at in range(start, end))
    stop = end + 1
    while stop < last and (_goes_with(text, stop) or _joins(text, stop, last)):
        stop += 1
    words = range(end + 1, stop)
    person = any(_is_person(text, at) for at in words)
    role = any(text.is_human(at) and feature(text.words[at], "Case") == "Nom" for at in words)
    if not words or (named and stop < last and is_finite(text, stop)):
        return end
    fits = role and not person if named else person and (role or _is_person(text, end + 1))
    return stop if fits else end
