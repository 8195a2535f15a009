"""Whether a date is of a noun and not of the verb: of something that happened, or of a thing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import speaking
from skrot.extract.timeline.attached import from_date, is_adjective
from skrot.extract.timeline.modality import clause_of, participle_of
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.polish.word_lists import function_words
from skrot.records import TimelineKind

# A preposition stands at most so many words before its date: "z końca lat 90."
_REACH = 3


def noun_of(text: QuoteText, dates: Sequence[Range], date: Range) -> int | None:
    """Give the noun that the tree ties a date to and that no verb above it shares.

    Parameters
    ----------
    text
        The document.
    dates
        The words of all dates.
    date
        Which of them is asked about.

    Returns
    -------
    int or None
        *wyrok* in "skrytykował ubiegłoroczny wyrok", *zabójstwo* in "oskarżono go o udział w
        zabójstwie w 2014 r.", *Polska* in "na terenie dzisiejszej Polski"; null where the date is
        of the verb ("w piątkowym wywiadzie powiedział"), and where no parser has been.
    """
    adjective = is_adjective(text, date)
    if not text.parsed or (not adjective and participle_of(text, date) is not None):
        return None
    above = from_date(text, dates, date)
    head = above[0] if above else None
    if head is None or not _is_noun(text, head):
        return None
    if adjective:
        event = is_event(text, head)
        # "w dzisiejszych granicach"
        age = not event and text.words[date[0]].low_lemma in vocabulary().nouns.now
        shared = (event and _takes_place(text, head)) or (not age and _is_occasion(text, head))
        return None if shared or _writes(text, head) else head
    words = {word.low_lemma for word in text.words[slice(*date)]}
    of_age = bool(words & vocabulary().nouns.ages) and head == date[0] - 1
    return head if of_age else _before(text, above, date)


def _before(text: QuoteText, above: Sequence[int], date: Range) -> int | None:
    """Give the noun before a date that its preposition ties it to."""
    at = _preposition(text, date)
    if at is not None and text.words[at].lower in vocabulary().plans.of:
        return _dated_by(text, above[0], at)
    if at is not None and _is_era(text, at):
        return at - 1
    # Where a noun may only be beside a date ("otwarto most w Warszawie w 2019 r."), one that tells
    # of an event has it.
    nouns = list(takewhile(lambda at: _is_noun(text, at), above))
    event = next((at for at in nouns if is_event(text, at)), date[0])
    # "obchody rocznicy odzyskania niepodległości w 2018 r."
    event = next((at for at in nouns if _is_again(text, at)), event)
    # "zapowiedział zniesienie zakazu oglądania od 2027 r."
    planned = nouns and text.words[text.heads[nouns[-1]]].low_lemma in vocabulary().plans.planning
    event = nouns[-1] if planned and is_event(text, nouns[-1]) else event
    own = event < date[0] and not is_predicate(text, event)
    return event if own and not _shares(text, event) else None


def _is_again(text: QuoteText, at: int) -> bool:
    return text.words[at].low_lemma in vocabulary().nouns.again


def _dated_by(text: QuoteText, head: int, preposition: int) -> int | None:
    """Give what a date after *z* is of: the nearest event before it, else the noun of the tree."""
    beside = preposition - 1
    first, _ = clause_of(text, (preposition, preposition + 1))
    if beside < first or not _is_noun(text, beside):
        return head if first <= head < preposition else None
    for at in (beside, *text.above(beside)):
        if at < first or not _is_noun(text, at):
            break
        if is_event(text, at):
            return at
    return head if first <= head < preposition else beside


def is_event(text: QuoteText, at: int) -> bool:
    """Tell whether a noun is of what happens: a verbal noun, or one of the list."""
    word, nouns = text.words[at], vocabulary().nouns
    verbal = feature(word, "VerbForm") == "Vnoun" and word.low_lemma not in nouns.comparing
    return verbal or word.low_lemma in nouns.events


def kind_of_noun(
    text: QuoteText, noun: int, date: Range, told: TimelineKind
) -> TimelineKind | None:
    """Tell whether what a noun names has happened, null where nothing tells.

    Parameters
    ----------
    text
        The document.
    noun
        As of `noun_of`.
    date
        The words of its date.
    told
        How the verb above it tells: "chce wygrać piątkowe wybory" is a plan, and so is
        "zapowiedział otwarcie w 2027 r.".
    """
    words = vocabulary()
    lemmas = {word.low_lemma for word in text.words[slice(*date)]}
    preposition = _case_of(text, noun)
    adjective = is_adjective(text, date)
    done = adjective and told == "fact" and text.words[noun].low_lemma in words.nouns.done
    if done or lemmas & words.plans.gone or preposition in words.nouns.past:
        return "fact"
    purpose = preposition in words.nouns.purpose and feature(text.words[noun], "Case") == "Acc"
    if purpose or lemmas & words.plans.coming or (adjective and preposition in words.nouns.before):
        return "plan"
    if preposition in words.nouns.without:
        return None
    if adjective:
        # "skomentował piątkowe wybory": they may have been, or are to come.
        return told if _is_subject(text, noun) or told == "plan" else None
    # "chce go oskarżyć o udział w zabójstwie w 2014 r."
    above = text.heads[noun]
    aside = preposition in function_words().inside and _is_noun(text, above)
    aside = aside and text.words[above].low_lemma not in words.plans.nouns
    return "fact" if aside or preposition in words.nouns.topic else told


def is_predicate(text: QuoteText, at: int) -> bool:
    """Tell whether a word is what is told: a verb, or what somebody is said to be or have been."""
    return is_finite(text, at) or any(
        text.heads[i] == at and text.words[i].relation.split(":")[0] in {"aux", "cop"}
        for i in range(*text.sentence(at))
    )


def _is_noun(text: QuoteText, at: int) -> bool:
    return text.is_noun(at) and feature(text.words[at], "VerbForm") in {"", "Vnoun"}


def _is_subject(text: QuoteText, at: int) -> bool:
    return text.words[at].relation.startswith("nsubj")


def _is_era(text: QuoteText, preposition: int) -> bool:
    """Tell whether a date bounds a time that the noun before it names: "era po 1989 r."."""
    nouns, word = vocabulary().nouns, text.words[preposition]
    era = preposition > 0 and text.words[preposition - 1].low_lemma in nouns.eras
    return era and word.lower in nouns.bounding


def _shares(text: QuoteText, noun: int) -> bool:
    """Tell whether a date beside a noun may as well be that of the verb."""
    occasion = _is_occasion(text, noun) and _case_of(text, noun) not in function_words().inside
    return occasion or _is_subject(text, noun) or _takes_place(text, noun)


def _takes_place(text: QuoteText, noun: int) -> bool:
    """Tell whether a verb only tells that what a noun names happens: "finał odbędzie się"."""
    above = next((at for at in text.above(noun) if not _is_noun(text, at)), noun)
    return text.words[above].low_lemma in vocabulary().nouns.taking_place


def _writes(text: QuoteText, noun: int) -> bool:
    """Tell whether a noun says something on the day of its adjective: "dzisiejszy „Fakt” pisze"."""
    told = text.words[text.heads[noun]].low_lemma in speaking()
    return told and _is_subject(text, noun) and not is_event(text, noun)


def _is_occasion(text: QuoteText, noun: int) -> bool:
    """Tell whether a noun is the occasion of what a verb tells: "na piątkowym posiedzeniu"."""
    above = text.heads[noun]
    told = is_predicate(text, above) or feature(text.words[above], "VerbForm") != ""
    named = text.words[noun].pos == "PROPN"
    return told and not named and _case_of(text, noun) in vocabulary().nouns.occasion


def _case_of(text: QuoteText, noun: int) -> str:
    """Give the preposition of a noun, with what is fixed to it ("w sprawie"), empty without one."""
    for at in range(noun - 1, text.sentence(noun)[0] - 1, -1):
        if text.heads[at] == noun and text.words[at].pos == "ADP":
            fixed = text.words[at + 1].relation == "fixed"
            return " ".join(word.lower for word in text.words[at : at + 1 + fixed])
    return ""


def _preposition(text: QuoteText, date: Range) -> int | None:
    """Give the preposition before a date; "z końcem maja" has none that a noun has."""
    words = vocabulary()
    turned = False
    for at in range(date[0] - 1, max(text.sentence(date[0])[0], date[0] - _REACH) - 1, -1):
        word = text.words[at]
        if word.pos == "ADP":
            return None if turned else at
        known = words.bounds.end | words.bounds.between | words.inherited.units.keys()
        if word.low_lemma not in known and word.pos not in {"ADJ", "NUM", "DET"}:
            break
        turned |= feature(word, "Case") == "Ins"
    return None
