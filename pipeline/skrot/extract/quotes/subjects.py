"""Who says it, as far as the sentence tells: the subject of a verb, the noun after *zdaniem*."""

from __future__ import annotations

from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.quotes.candidates import agrees, could_be_nominative, is_joined, may_be
from skrot.extract.quotes.cues import is_converb, is_finite, is_reflexive, speaks
from skrot.extract.quotes.inverted import after_adverbials
from skrot.extract.quotes.phrases import BESIDE, MARKS, NOMINAL, is_person, phrase_of, start_of_name
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary
from skrot.polish.dictionary import analyse

# Back from a verb its subject is looked for up to these; a tree finds what stands further.
_STOPS = {True: frozenset(";,"), False: frozenset(";")}
# So many words has the title of a paper.
_TITLE = 5
# They may stand between a verb of saying and its subject.
_SKIPPED = frozenset({"ADJ", "ADV", "PART"})
# A subject that opens the sentence is one of so many words.
_OPENING = 4


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
        # "Nowak chwalił ministra, który odszedł, dodając, że": it may be either
        unsure = not speaks(text, governor) and any(
            word.low_lemma == vocabulary().subjects.relative and feature(word, "Case") == "Nom"
            for word in text.words[governor:verb]
        )
        nobody = unsure or is_impersonal(text, governor)
        return Subject(None, None, "", "Plur") if nobody else subject_of(text, governor, within)
    gender, number = feature(word, "Gender"), feature(word, "Number")
    at = _relative_before(text, verb, within) or _by_tree(text, verb, within)
    if at is None:
        at = _by_place(text, verb, within)
    if at is None:
        several = "Plur" if _counts(text, verb, within) else number
        return Subject(None, None, gender, several)
    at = _named_before(text, _antecedent(text, at, within), verb)
    if text.words[at].low_lemma == vocabulary().subjects.relative:
        return Subject(None, None, gender, number)
    gender = gender or feature(text.words[at], "Gender")
    number = number or feature(text.words[at], "Number")
    if number == "Plur" and is_joined(text, at):
        return Subject(_all_joined(text, at, within), at, gender, "Plur")
    return Subject(phrase_of(text, at, within), at, gender, number)


def points(text: QuoteText, at: int) -> bool:
    """Tell whether a word points to who was named last: "Ten odpowiedział", not "Ten minister"."""
    after = text.words[at + 1] if at + 1 < len(text.words) else None
    alone = after is not None and after.pos not in {"NOUN", "PROPN", "ADJ", "NUM", "DET"}
    return alone and text.words[at].lower in vocabulary().subjects.pointing


def _all_joined(text: QuoteText, at: int, within: Range) -> Range:
    """Give the words of several subjects: "Jan Lis i Anna Wilk"."""
    joined = [
        other
        for other in range(at, within[1])
        if text.heads[other] == at and text.words[other].relation == "conj"
    ]
    phrases = [phrase_of(text, one, within) for one in (at, *joined)]
    return min(first for first, _ in phrases), max(end for _, end in phrases)


def _named_before(text: QuoteText, at: int, verb: int) -> int:
    """Give the name that a noun between commas says more of: "Jan Nowak, też radny, powiedział"."""
    if not text.is_human(at) or text.names[at] is not None:
        return at
    comma = at - 1
    while comma > 0 and text.words[comma].pos in BESIDE | {"ADV", "PART"}:
        comma -= 1
    closed = any(text.words[i].text == "," for i in range(at + 1, verb))
    before = comma > 0 and text.words[comma].text == "," and is_person(text, comma - 1)
    nominative = before and feature(text.words[comma - 1], "Case") in {"", "Nom"}
    return start_of_name(text, comma - 1) if closed and nominative else at


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
        # "20 proc. ufa, a 5 proc. mówi, że": the second verb has a subject of its own
        if not agrees(text, above, verb) or _counts(text, verb, within):
            break
        chain.append(above)
    for one in chain:
        found = [
            at
            for at in range(*within)
            if text.heads[at] == one
            and text.words[at].relation.startswith("nsubj")
            and may_be(text, at, verb)
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
        if _nominative(text, at) and may_be(text, at, verb):
            return at
    named = _bearer(text, verb, within) or _named_after(text, verb, within)
    named = named or _paper_after(text, verb, within)
    if named is not None:
        return named
    skipped = _SKIPPED if speaks(text, verb) else {"ADJ"}
    after = (at for at in range(verb + 1, within[1]) if text.words[at].pos not in skipped)
    beside = next((at for at in after if feature(text.words[at], "Case") != "Dat"), None)
    if beside is not None and _may_be_nominative(text, beside) and may_be(text, beside, verb):
        return beside
    for at in range(_before_relative(text, verb, within), within[0] - 1, -1):
        if text.words[at].text in _STOPS[text.parsed] or is_finite(text, at):
            break
        if _nominative(text, at) and may_be(text, at, verb):
            return _leftmost(text, at, within)
    for at in range(within[0], min(within[0] + _OPENING, verb)):
        if is_finite(text, at):
            break
        if _nominative(text, at) and may_be(text, at, verb):
            alone = not any(is_finite(text, i) for i in range(at, verb))
            return at if alone else None
    return (
        after_adverbials(text, verb, within)
        or _after_comma(text, verb, within)
        or _neuter_after(text, verb, within)
        or _institution_before(text, verb, within)
    )


def _institution_before(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give an institution right before the verb, whose case is a guess: "temu PAP podała"."""
    name = text.names[verb - 1] if verb > within[0] else None
    if name is None or name.label != "orgName" or name.relational:
        return None
    at = start_of_name(text, verb - 1)
    alone = text.words[at - 1].pos not in BESIDE | NOMINAL | {"ADP"}
    fits = alone and could_be_nominative(text, at) and may_be(text, at, verb)
    return at if at > within[0] and fits else None


def _neuter_after(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give a neuter noun after a neuter verb whose two cases look alike: "podało PAP źródło"."""
    if feature(text.words[verb], "Gender") != "Neut":
        return None
    for at in range(verb + 1, within[1]):
        word = text.words[at]
        if word.text in {",", ";"} or is_finite(text, at):
            return None
        alike = feature(word, "Gender") == "Neut" and _may_be_nominative(text, at)
        if alike and may_be(text, at, verb):
            return at
    return None


def _after_comma(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give an office after a comma that is one too many: "powiedział w TASS, prezes OMV"."""
    comma = next((at for at in range(verb + 1, within[1]) if text.words[at].text == ","), None)
    if comma is None or any(is_finite(text, at) for at in range(verb + 1, within[1])):
        return None
    beside = (at for at in range(comma + 1, within[1]) if text.words[at].pos not in BESIDE)
    at = next(beside, None)
    fits = at is not None and text.is_human(at) and _nominative(text, at)
    return at if fits and at is not None and may_be(text, at, verb) else None


def _before_relative(text: QuoteText, verb: int, within: Range) -> int:
    """Give the word before a verb, or before a relative clause that ends there: "X, który …, V"."""
    if text.words[verb - 1].text == ",":
        for at in range(verb - 2, within[0] + 1, -1):
            if text.words[at].low_lemma == vocabulary().subjects.relative:
                verbs = sum(is_finite(text, i) for i in range(at, verb - 1))
                comma = at - 1 if text.words[at - 1].text == "," else at - 2
                return comma - 1 if verbs == 1 and text.words[comma].text == "," else verb - 1
            if text.words[at].text == ",":
                break
    return verb - 1


def _nominative(text: QuoteText, at: int) -> bool:
    word, name = text.words[at], text.names[at]
    if word.lower in vocabulary().subjects.pronouns:
        return True
    if not text.is_noun(at) and not (text.is_human(at) and word.pos == "ADJ"):
        return False
    # "W piątek TVN24 podała": a noun in the nominative would have it beside it
    beside = text.words[at - 1]
    alone = beside.pos not in BESIDE | {"ADP"} and not (
        beside.pos in NOMINAL and feature(beside, "Case") == "Nom"
    )
    acronym = name is not None and name.label == "orgName" and name.text.isupper() and alone
    return acronym or feature(word, "Case") == "Nom"


def _bearer(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give a person after the verb and its noun, whatever case: "zwrócił uwagę Hoyer"."""
    at = verb + 2
    if at >= within[1] or not is_person(text, at) or not agrees(text, at, verb):
        return None
    noun = text.words[verb + 1].low_lemma
    known = any(noun in phrase.nouns for phrase in vocabulary().phrase)
    return at if known else None


def _named_after(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give a name right after a verb, whose case is a guess: "poinformowało Centrum Prasowe"."""
    at = verb + 1
    name = text.names[at] if at < within[1] else None
    if name is None or name.relational or not could_be_nominative(text, at):
        return None
    return at if name.label in {"orgName", "persName"} and may_be(text, at, verb) else None


def _paper_after(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give a title between marks right after a verb: "przypomina „Gazeta”"."""
    opening, at = verb + 1, verb + 2
    if at >= within[1] or text.words[opening].text not in MARKS:
        return None
    close = next((i for i in range(at, within[1]) if text.words[i].text in MARKS), at)
    spoken_to = text.words[verb].low_lemma in vocabulary().addressing
    title = at < close <= at + _TITLE and text.words[at].text[:1].isupper()
    told = any(is_finite(text, i) for i in range(at, close))
    fits = text.words[at].text.isupper() or could_be_nominative(text, at)
    return at if title and fits and not told and not spoken_to else None


def _relative_before(text: QuoteText, verb: int, within: Range) -> int | None:
    """Give the pronoun that opens the clause of a verb: "Jana Nowaka, który wczoraj ocenił"."""
    for at in range(verb - 1, within[0], -1):
        if text.words[at].text in {",", ";"} or is_finite(text, at) or _nominative(text, at):
            return None
        if text.words[at].low_lemma == vocabulary().subjects.relative:
            nominative = feature(text.words[at], "Case") == "Nom"
            return at if nominative and agrees(text, at, verb) else None
    return None


def _may_be_nominative(text: QuoteText, at: int) -> bool:
    """Tell whether a noun right after the verb may be its subject: its two cases look alike."""
    word = text.words[at]
    if not text.is_noun(at) or feature(word, "Case") != "Acc":
        return False
    readings = analyse(word.lower)
    return bool(readings) and could_be_nominative(text, at)


def _leftmost(text: QuoteText, at: int, within: Range) -> int:
    """Give the first noun of a phrase in the nominative: "minister zdrowia Jan Kowalski"."""
    start = phrase_of(text, at, within)[0]
    return next((i for i in range(start, at) if _nominative(text, i)), at)


def _antecedent(text: QuoteText, at: int, within: Range) -> int:
    """Give what a relative pronoun stands for: the noun before its comma that agrees."""
    if text.words[at].low_lemma != vocabulary().subjects.relative:
        return at
    for place in range(at - 1, text.sentence(at)[0] - 1, -1):
        if text.is_noun(place) and agrees(text, place, at):
            return start_of_name(text, place)
        # "posłowie oraz Jan Lis i Anna Nowak, którzy": of which nothing tells
        several = feature(text.words[at], "Number") == "Plur" and is_person(text, place)
        if is_finite(text, place) or several:
            break
    return at
