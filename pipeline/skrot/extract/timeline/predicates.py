"""What a date is of: the verb, participle or complement that has the meaning."""

from __future__ import annotations

from functools import cache

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary as quote_words
from skrot.extract.timeline.modality import (
    NEAR,
    REACH,
    clause_of,
    governor,
    kind_of_participle,
    participle_of,
    verbs_of,
)
from skrot.extract.timeline.vocabulary import vocabulary


def predicate_of(text: QuoteText, date: Range) -> str | None:
    """Give the lemma of the verb that a date goes with; of "ma zostać otwarty" that is *otworzyć*.

    Parameters
    ----------
    text
        The document.
    date
        The words of the date.
    """
    clause = clause_of(text, date)
    participle = participle_of(text, date)
    verbs = verbs_of(text, date)
    if participle is None and not verbs:
        return None
    if participle is not None:
        return text.words[_with_meaning(text, participle)].low_lemma
    verb = governor(text, date, verbs)
    # "pozwoliło podpisać umowę w 2019 r."
    nearest = next((at for at in text.above(date[0]) if _is_verb(text, at, date)), verb)
    own = clause[0] <= nearest < clause[1] and text.words[nearest].low_lemma not in _auxiliary()
    return text.words[_with_meaning(text, nearest if own else verb)].low_lemma


def _with_meaning(text: QuoteText, verb: int) -> int:
    """Give what a verb without a meaning of its own stands beside, else the verb."""
    helping = _auxiliary() | vocabulary().plans.helping
    passed = {verb}
    while text.words[verb].low_lemma in helping:
        found = _complement(text, verb) if text.parsed else None
        if found is None and text.words[verb].low_lemma in _auxiliary():
            found = _following(text, verb)
        if found is None or found in passed:
            break
        passed.add(found)
        verb = found
    return verb


def _following(text: QuoteText, verb: int) -> int | None:
    """Give the infinitive or participle that follows a verb."""
    if text.words[verb].relation.startswith("cop"):
        return None
    after = range(verb + 1, min(text.sentence(verb)[1], verb + REACH))
    return next(
        (at for at in after if feature(text.words[at], "VerbForm") in {"Inf", "Part"}), None
    )


def _complement(text: QuoteText, verb: int) -> int | None:
    """Give by the tree what a verb without a meaning of its own is beside.

    Its infinitive ("udało się uniknąć", "chce otworzyć"), the participle of an auxiliary
    ("obchodzona jest"), and what somebody or something is ("jest liderem"), not where.
    """
    first, end = text.sentence(verb)
    relation = text.words[verb].relation.split(":")[0]
    above = text.heads[verb]
    if text.words[verb].low_lemma in quote_words().subjects.being:
        clause = clause_of(text, (verb, verb + 1))
        for at in range(max(clause[0], verb - 1), min(clause[1], verb + REACH)):
            participle = feature(text.words[at], "VerbForm") == "Part"
            if participle and feature(text.words[at], "Case") == "Nom":
                return at
    if relation == "aux" and first <= above < end:
        return above
    if relation == "cop" and first <= above < end:
        below = [at for at in range(first, end) if text.heads[at] == above]
        placed = any(text.words[at].pos == "ADP" for at in below)
        able = above + 1  # "jest gotowy zgodzić się"
        if able < end and feature(text.words[able], "VerbForm") == "Inf":
            return able
        return above if text.words[above].pos == "NOUN" and not placed else None
    below = [at for at in range(first, end) if text.heads[at] == verb]
    return next((at for at in below if feature(text.words[at], "VerbForm") == "Inf"), None)


def _is_verb(text: QuoteText, at: int, date: Range) -> bool:
    """Tell whether a word is a verb with a person, an infinitive or a participle before a date."""
    form = feature(text.words[at], "VerbForm")
    near = form == "Part" and date[0] - NEAR <= at < date[0]
    attribute = near and kind_of_participle(text, at) is not None
    return is_finite(text, at) or form == "Inf" or attribute


@cache
def _auxiliary() -> frozenset[str]:
    """Give the verbs that stand for nothing without another one."""
    plans = vocabulary().plans
    return plans.modal | plans.planning | quote_words().subjects.being
