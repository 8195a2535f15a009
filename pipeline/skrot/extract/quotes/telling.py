"""Whether a verb or a noun tells that a clause is said, and who says it then."""

from __future__ import annotations

from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.cues import (
    finite_of,
    is_converb,
    is_denied,
    is_finite,
    is_reflexive,
    is_told,
)
from skrot.extract.quotes.phrases import is_person, phrase_of
from skrot.extract.quotes.subjects import (
    Subject,
    is_impersonal,
    is_of_itself,
    subject_of,
)
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import Phrase, reporting, speaking, telling, vocabulary
from skrot.polish.word_lists import function_words
from skrot.records import QuoteAct

Told = tuple[QuoteAct, Subject | None]

_REACH = 7
_ASKED: frozenset[QuoteAct] = frozenset({"demands", "asks", "warns"})


def may_tell(text: QuoteText, at: int) -> bool:
    """Tell whether a word is a verb or noun of saying, wherever it stands."""
    word = text.words[at]
    words = vocabulary()
    if word.pos in {"ADP", "PUNCT"}:
        return False
    if word.pos == "VERB":
        return word.low_lemma in reporting() or word.low_lemma in words.denied | words.reading
    return noun_of_saying(text, at) or any(word.low_lemma in p.nouns for p in words.phrase)


def noun_of_saying(text: QuoteText, at: int) -> bool:
    """Tell whether a word is a noun with what is said after it, and no "w oświadczeniu"."""
    return text.words[at].low_lemma in telling() and text.words[at - 1].pos != "ADP"


def is_matter(text: QuoteText, at: int) -> bool:
    """Tell whether a clause after a noun is what that is about: "mimo faktu, że".

    A verbal noun of saying is of somebody else: "w reakcji na stwierdzenie, że".
    """
    word = text.words[at]
    verbal = feature(word, "VerbForm") == "Vnoun" and word.low_lemma in reporting()
    return verbal or word.low_lemma in vocabulary().facts


def telling_of(text: QuoteText, cue: int, opener: str, sentence: Range) -> Told | None:
    """Give what kind of act a word tells of and who does it, null where nothing is said.

    Parameters
    ----------
    text
        The document.
    cue
        A word that may tell.
    opener
        The conjunction of its clause.
    sentence
        The words that may name who says it.
    """
    if text.words[cue].pos != "VERB":
        return _noun_tells(text, cue, opener, sentence)
    if not _says(text, cue):
        return None
    word = text.words[cue]
    act = reporting().get(word.low_lemma, speaking().get(word.low_lemma, "says"))
    if is_denied(text, cue):  # "nie wyklucza, że" denies nothing
        act = "says"
    openers = vocabulary().openers
    if opener in openers.order | openers.question and act not in _ASKED:
        return None
    subject = teller(text, cue, sentence)
    shows = word.low_lemma in vocabulary().showing
    if shows and _is_shown(text, cue, subject):
        return None
    if shows and subject is not None and subject.phrase is not None:
        # "kształt list PiS dowodzi": a thing does, whoever it is of
        nouns = (at for at in range(*subject.phrase) if text.is_noun(at))
        person = subject.at is not None and is_person(text, subject.at)
        at = subject.at if person else next(nouns, subject.phrase[0])
        if (
            at is not None
            and text.names[at] is None
            and not text.is_human(at)
            and text.words[at].pos == "NOUN"
        ):
            return None
    return act, subject


def _is_shown(text: QuoteText, verb: int, subject: Subject | None) -> bool:
    """Tell whether a pronoun for a thing is the subject: "wszystko wskazuje na to, że"."""
    at = verb - 1
    while at > 0 and text.words[at].pos in {"ADV", "PART"}:
        at -= 1
    own = subject is None or subject.at in {None, at}
    neuter = feature(text.words[verb], "Gender") in {"", "Neut"}
    pronoun = at >= 0 and text.words[at].lower.lstrip("-–—") in vocabulary().subjects.things
    return own and neuter and pronoun


def teller(text: QuoteText, verb: int, within: Range) -> Subject | None:
    """Give who or what says it: the subject, the text that is read, null for *podano*."""
    word = text.words[verb]
    reads = word.low_lemma in vocabulary().reading and feature(word, "Person") in {"0", "1"}
    if reads or is_impersonal(text, verb):
        return _medium(text, verb, within)
    return subject_of(text, finite_of(text, verb) or verb, within)


def _says(text: QuoteText, verb: int) -> bool:
    """Tell whether a verb says what its clause is, there and then, and somebody else does."""
    words = vocabulary()
    word = text.words[verb]
    lemma, person = word.low_lemma, feature(word, "Person")
    # "nie powiedział, że" says nothing, "nie ukrywa, że" does; "wykluczył, że" does either way.
    known = words.denied if is_denied(text, verb) else reporting().keys() | words.reading
    if lemma not in known or (lemma in words.not_reflexive and is_reflexive(text, verb)):
        return False
    thought = lemma in words.thinking and feature(word, "Tense") == "Past"
    if thought or (lemma in words.judging and is_converb(text, verb)):
        return False
    if not is_converb(text, verb) and finite_of(text, verb) is None:
        return False
    if not is_told(text, verb):
        return False
    if person in {"1", "2"} and lemma not in words.reading:
        return False
    return not is_of_itself(text, verb)


def _noun_tells(text: QuoteText, noun: int, opener: str, sentence: Range) -> Told | None:
    lemma = text.words[noun].low_lemma
    if opener not in vocabulary().openers.that:
        return None
    for phrase in vocabulary().phrase:
        verb = _verb_of(text, noun, phrase, sentence) if lemma in phrase.nouns else None
        if verb is not None:
            subject = subject_of(text, verb, sentence)
            if subject.at == noun:  # "wyraził pogląd"
                subject = Subject(None, None, subject.gender, subject.number)
            return phrase.act, subject
    owner = _owner(text, noun, sentence) if lemma in telling() else None
    return None if owner is None else (telling()[lemma], owner)


def _verb_of(text: QuoteText, noun: int, phrase: Phrase, sentence: Range) -> int | None:
    for at in range(noun - 1, max(sentence[0], noun - _REACH) - 1, -1):
        word = text.words[at]
        if word.low_lemma in phrase.verbs and word.pos in {"VERB", "AUX"}:
            finite = at if is_converb(text, at) else finite_of(text, at)
            if finite is None:
                return None
            told = is_told(text, finite) and is_denied(text, finite) == phrase.denied
            return at if told and feature(word, "Person") not in {"1", "2"} else None
        if is_finite(text, at):
            return None
    return None


def _owner(text: QuoteText, noun: int, sentence: Range) -> Subject | None:
    """Give whose a word is: somebody after it, "zapewnienia ze strony rządu"."""
    for at in range(noun + 1, min(noun + _REACH, sentence[1])):
        word = text.words[at]
        if word.text == "," or (
            word.pos == "ADP" and word.lower not in vocabulary().addressee.with_
        ):
            break  # "apel do rządu, by"
        institution = word.low_lemma in name_words().heads
        if text.is_noun(at) and (institution or text.is_human(at) or text.names[at] is not None):
            phrase = (at, phrase_of(text, at, (at, sentence[1]))[1])
            named = at + 1 < phrase[1] and is_person(text, at + 1) and not is_person(text, at)
            if named and word.low_lemma not in vocabulary().of_somebody:
                at += 1  # noqa: PLW2901 - "deklaracje premier Theresy May"
            return Subject(phrase, at, feature(word, "Gender"), feature(word, "Number"))
    return None


def _medium(text: QuoteText, verb: int, within: Range) -> Subject | None:
    """Give where something is read: "czytamy w „Gazecie”", "zapisano w konwencji"."""
    for at in range(verb + 1, min(verb + _REACH, within[1] - 1)):
        word = text.words[at]
        if word.text == ",":
            break
        following = text.words[at + 1].low_lemma
        if word.pos == "ADP" and (
            word.lower in function_words().inside or following in vocabulary().pages
        ):
            return _title(text, at + 1, within[1])
    return None


def _title(text: QuoteText, at: int, end: int) -> Subject | None:
    """Read a noun phrase, or a title between quotation marks."""
    start = at
    while start + 1 < end and text.words[start].pos == "PUNCT":
        start += 1
    name = text.names[start]
    place = name is not None and name.label not in {"orgName", "persName"}
    when = feature(text.words[start], "Case") == "Acc"
    if text.words[start].pos == "PRON" or place or when:  # "zaznaczono w Berlinie", "we wtorek"
        return None
    stop = phrase_of(text, start, (start, end))[1]
    if start > at:
        stop = next((i for i in range(start, end) if text.words[i].pos == "PUNCT"), stop)
    return Subject((start, stop), start, "", "")
