"""Verbs that tell that something is said, and whether one does so where it stands."""

from __future__ import annotations

from skrot.extract.discourse.language import language
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import reporting, speaking, vocabulary
from skrot.polish.dictionary import analyse
from skrot.polish.word_lists import function_words

# So many words may stand between the dash and the verb: "– w rozmowie z PAP powiedział".
_REACH = 7
# "miała już wcześniej powiedzieć"
_BESIDE = 4
_BREAKS = frozenset(",;:()")


def is_finite(text: QuoteText, at: int) -> bool:
    """Tell whether a word is the verb of a clause, with a person or without one (*podano*)."""
    word = text.words[at]
    if text.names[at] is not None and word.text[:1].isupper():
        return False  # "Telewizja Trwam"
    if word.pos not in {"VERB", "AUX"}:
        return word.pos != "NOUN" and word.lower in language().predicatives
    return feature(word, "VerbForm") in {"", "Fin"}


def is_converb(text: QuoteText, at: int) -> bool:
    """Tell whether a word is an adverbial participle: *dodając*."""
    return feature(text.words[at], "VerbForm") == "Conv"


def speaks(text: QuoteText, at: int) -> bool:
    """Tell whether a word is a verb of somebody else's saying: *powiedział*, *dodano*."""
    word = text.words[at]
    if word.low_lemma not in speaking() or word.pos != "VERB":
        return False
    reflexive = is_reflexive(text, at)
    if word.low_lemma in (vocabulary().not_reflexive if reflexive else vocabulary().only_reflexive):
        return False
    verb = finite_of(text, at)
    if verb is None or not is_told(text, verb) or is_denied(text, verb):
        return False
    return feature(word, "Person") not in {"1", "2"} or word.low_lemma in vocabulary().reading


def is_reflexive(text: QuoteText, at: int) -> bool:
    """Tell whether *się* stands beside a verb."""
    beside = text.words[max(0, at - 1) : at + 2]
    return any(other.lower == vocabulary().subjects.reflexive for other in beside)


def finite_of(text: QuoteText, at: int) -> int | None:
    """Give the finite verb of a verb: itself, or *miał* of *miał powiedzieć*; null without one."""
    if feature(text.words[at], "VerbForm") != "Inf":
        return at if is_finite(text, at) else None
    for before in range(at - 1, max(text.sentence(at)[0], at - _BESIDE) - 1, -1):
        if is_finite(text, before):
            past = feature(text.words[before], "Gender") != ""
            had = text.words[before].low_lemma == vocabulary().subjects.having
            return before if past and had else None
    return None


def is_told(text: QuoteText, at: int) -> bool:
    """Tell whether a verb tells of what is or was: no order, no condition, nothing to come."""
    word = text.words[at]
    if feature(word, "Mood") not in {"", "Ind"} or _is_imagined(text, at):
        return False
    # "przyznają" may be of "przyznać", to come, and of "przyznawać", which is.
    return feature(word, "Tense") != "Fut" or any(
        reading.pos == "fin" and reading.tag.endswith(":imperf") and reading.lemma in speaking()
        for reading in analyse(word.lower)
    )


def _is_imagined(text: QuoteText, at: int) -> bool:
    """Tell whether a clause only supposes what it tells: "to tak, jakby Nowak oświadczył"."""
    for before in range(at - 1, text.sentence(at)[0] - 1, -1):
        word = text.words[before]
        if word.lower in vocabulary().openers.unreal:
            return True
        if word.text in _BREAKS or is_finite(text, before):
            return False
    return False


def is_denied(text: QuoteText, at: int) -> bool:
    """Tell whether the verb is denied: *nie powiedział*."""
    before = text.words[at - 1].lower if at else ""
    return before == function_words().denial


def cue_after(text: QuoteText, at: int, end: int) -> int | None:
    """Give the verb of saying that follows words said, null where another thing follows them.

    Parameters
    ----------
    text
        The document.
    at
        The word after the mark or dash that closes what is said.
    end
        Where the paragraph ends.

    Returns
    -------
    int or None
        The position of the verb.
    """
    for place in range(at, min(at + _REACH, end)):
        word = text.words[place]
        if speaks(text, place):
            return None if has_clause(text, place, end) else place
        if word.text in _BREAKS or text.is_dash(place) or text.ends_sentence(place):
            return None
        if word.low_lemma == vocabulary().subjects.having and feature(word, "Gender"):
            continue
        nominative = word.pos == "NOUN" and feature(word, "Case") == "Nom"
        named = text.names[place] is not None
        verb = is_finite(text, place) or is_converb(text, place)
        if not named and (verb or (nominative and place > at)):
            return None
        if place == at and word.text[:1].isupper() and text.names[place] is None:
            return None
        joins = word.pos in {"CCONJ", "SCONJ"} and word.lower != vocabulary().opinion.comparing
        if place == at and (joins or word.lower in language().relatives):
            return None
    return None


def told_by_place(text: QuoteText, at: int) -> int | None:
    """Give a verb right after the dash that ends words said, if somebody follows as its subject.

    No list has all verbs that tell of speech by the way it is done: "– Nie – *ucina* lekarz".
    """
    word = text.words[at]
    told = word.pos == "VERB" and is_finite(text, at) and is_told(text, at)
    if not told or word.text[:1].isupper() or feature(word, "Person") in {"1", "2"}:
        return None
    for place in range(at + 1, min(at + _REACH, text.sentence(at)[1])):
        if text.words[place].text in _BREAKS or text.is_dash(place) or is_finite(text, place):
            return None
        subject = text.heads[place] == at and text.words[place].relation.startswith("nsubj")
        name = text.names[place]
        somebody = text.is_human(place) or (name is not None and name.label == "persName")
        if subject and somebody and feature(text.words[place], "Case") == "Nom":
            return at
    return None


def has_clause(text: QuoteText, verb: int, end: int) -> bool:
    """Tell whether what is said stands after the verb as a clause: *powiedział, że …*."""
    that = vocabulary().openers.that
    stop = min(end, text.sentence(verb)[1])
    for place in range(verb + 1, stop - 1):
        if text.is_dash(place):
            return False
        if text.words[place].text == "," and text.words[place + 1].lower in that:
            return text.words[verb].low_lemma in reporting()
        if is_finite(text, place) or is_converb(text, place):
            return False
    return False


def region(text: QuoteText, verb: int, end: int) -> Range:
    """Give the words around a verb of saying that may name its subject: no other dash, no end."""
    first, last = text.sentence(verb)
    start = verb
    while (
        start > first and not text.is_dash(start - 1) and text.words[start - 1].text not in ':”"»“'
    ):
        start -= 1
    stop = verb + 1
    while stop < min(last, end) and not text.is_dash(stop) and text.words[stop].text != ":":
        stop += 1
    return start, stop
