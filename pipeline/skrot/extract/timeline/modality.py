"""Whether a statement with a date tells what was or is, or what is to come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from skrot.extract.discourse.language import language
from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import speaking
from skrot.extract.quotes.vocabulary import vocabulary as quote_words
from skrot.extract.timeline.vocabulary import vocabulary
from skrot.polish.characters import LONG_DASHES
from skrot.polish.word_lists import function_words
from skrot.records import TimelineKind

_BREAKS = LONG_DASHES | frozenset(',;:()„”"')
# A participle that a date goes with stands so close before it: "przedstawiony 28 lutego".
NEAR = 3
# An infinitive follows its modal verb so soon.
REACH = 8


def kind_of(text: QuoteText, date: Range, *, ends: bool = False) -> TimelineKind | None:
    """Tell whether what has a date is told as a fact or as a plan.

    Parameters
    ----------
    text
        The document.
    date
        The words of the date.
    ends
        Whether it is an end: "pozostają w mocy do stycznia" tells of what is to come.

    Returns
    -------
    str or None
        Null where nothing is told of it: the date stands in a list or a heading without a verb, is
        what something is compared with ("wyższy niż przed rokiem"), what it is for ("budżet na
        2018 r."), in a question, or
        the age ("dziś nie ma zgody"), or it is itself told of ("1983 rok to okres napięcia").
    """
    attribute = _by_words(text, date) or _attribute(text, date)
    if _is_asked(text, date) or _is_compared(text, date) or _is_told_of(text, date):
        return None
    if attribute is not None or _is_purpose(text, date):
        return attribute
    clause = clause_of(text, date)
    verbs = verbs_of(text, date)
    if not any(at in verbs for at in range(*clause)) and _is_wanted(text, clause):
        return "plan"
    verb = governor(text, date, verbs) if verbs else None
    if verb is None or _is_lasting(text, date, verb):
        return None
    if _is_time_of_saying(text, date, verb):
        return "fact"
    planned = (
        (_is_coming(text, date) and feature(text.words[verb], "Tense") != "Past")
        or _is_plan(text, verb)
        or _is_unreal(text, verb)
        or _is_announced(text, verb, clause)
        or (feature(text.words[verb], "Tense") == "Pres" and ends)
    )
    return "plan" if planned else "fact"


def verbs_of(text: QuoteText, date: Range) -> list[int]:
    """Give the verbs of the clause of a date, else of its side of a colon or dash, else all."""
    first, end = text.sentence(date[0])
    start, stop = date
    while start > first and not _parts_speech(text, start - 1):
        start -= 1
    while stop < end and not _parts_speech(text, stop):
        stop += 1
    spans = (clause_of(text, date), (start, stop), (first, end))
    found = ([at for at in range(*span) if is_finite(text, at)] for span in spans)
    return next(filter(None, found), [])


def _parts_speech(text: QuoteText, at: int) -> bool:
    """Tell whether a mark parts what is said from the narrator: "W maju powiedział: – Idę."."""
    told = at + 1 < len(text.words) and text.words[at + 1].low_lemma in speaking()
    return text.words[at].text == ":" or (told and text.is_dash(at))


def _is_asked(text: QuoteText, date: Range) -> bool:
    """Tell whether a date stands in a question, or in a clause after *czy*."""
    first, end = text.sentence(date[0])
    if any(word.text.endswith("?") for word in text.words[max(first, end - 2) : end]):
        return True
    start = clause_of(text, date)[0]
    return text.words[start].lower in quote_words().openers.question


def _is_told_of(text: QuoteText, date: Range) -> bool:
    """Tell whether a date is what a sentence is about: "1983 rok to okres napięcia"."""
    bare = feature(text.words[date[1] - 1], "Case") == "Nom"
    following = text.words[date[1]].lower if date[1] < len(text.words) else ""
    return bare and following == language().joining_demonstrative


def _is_lasting(text: QuoteText, date: Range, verb: int) -> bool:
    """Tell whether *dziś* is only the age that the writer lives in: "dziś nie ma zgody"."""
    plans = vocabulary().plans
    age = {word.low_lemma for word in text.words[slice(*date)]} <= plans.now
    word = text.words[verb]
    present = feature(word, "Tense") == "Pres" and not word.relation.startswith("aux")
    return age and present and word.low_lemma in plans.lasting


def _is_compared(text: QuoteText, date: Range) -> bool:
    """Tell whether a date is what something is compared with: "wyższy niż przed rokiem"."""
    for at in range(date[0] - 1, clause_of(text, date)[0] - 2, -1):
        if at < 0 or is_finite(text, at):
            return False
        if text.words[at].lower in vocabulary().plans.than:
            return True
    return False


def _is_purpose(text: QuoteText, date: Range) -> bool:
    """Tell whether a date is what a noun is for: "sprawozdanie za 2013 r."."""
    before = text.words[date[0] - 1].lower if date[0] else ""
    noun = any(text.is_noun(at) for at in _head(text, date))
    return noun and before in vocabulary().plans.meant


def _head(text: QuoteText, date: Range) -> list[int]:
    """Give the word outside a date that it depends on, if the tree tells one."""
    return list(islice((at for at in text.above(date[0]) if not date[0] <= at < date[1]), 1))


def _is_time_of_saying(text: QuoteText, date: Range, verb: int) -> bool:
    """Tell whether somebody announced something then: "zapowiedział we wrześniu", not "na"."""
    word, plans = text.words[verb], vocabulary().plans
    if word.low_lemma not in plans.announcing or feature(word, "Tense") != "Past":
        return False
    before = text.words[date[0] - 1].lower if date[0] else ""
    return _head(text, date) == [verb] and before not in plans.meant | plans.till


def _by_words(text: QuoteText, date: Range) -> TimelineKind | None:
    """Read what the words of a date tell by themselves: "kilka tygodni temu", "zeszły rok"."""
    words = text.words[date[0] : min(date[1] + 1, len(text.words))]
    gone = {word.low_lemma for word in words} & vocabulary().plans.gone
    return "fact" if gone else None


def _is_coming(text: QuoteText, date: Range) -> bool:
    return any(word.low_lemma in vocabulary().plans.coming for word in text.words[slice(*date)])


def _attribute(text: QuoteText, date: Range) -> TimelineKind | None:
    """Read a date that goes with a noun or a participle: "umowa z 1998 r.", "trwający od maja"."""
    first = text.sentence(date[0])[0]
    before = date[0] - 1
    if before > first and text.words[before].lower in vocabulary().plans.of:
        noun = before - 1
        noun -= noun > first and text.words[noun].pos == "ADJ"
        if text.is_noun(noun):
            return "fact"
    participle = _any_participle(text, date)
    return None if participle is None else kind_of_participle(text, participle)


def _any_participle(text: QuoteText, date: Range) -> int | None:
    """Give the participle that stands right before a date, or that the tree ties it to."""
    near = _participle_before(text, date)
    if near is not None:
        return near
    # "decyzja podjęta w głosowaniu w czerwcu", "w czerwcu podjęta decyzja"
    for at in text.above(date[0]):
        if date[0] <= at < date[1]:
            continue
        between = range(at, date[0]) if at < date[0] else range(date[1], at)
        apart = any(_breaks(text, i) or is_finite(text, i) for i in between)
        if is_finite(text, at) or len(between) > REACH or apart:
            break
        if feature(text.words[at], "VerbForm") == "Part":
            return at
    return None


def _participle_before(text: QuoteText, date: Range) -> int | None:
    """Give the participle right before a date: "o wynegocjowanej w maju umowie"."""
    first = text.sentence(date[0])[0]
    for at in range(date[0] - 1, max(first, date[0] - NEAR) - 1, -1):
        if _breaks(text, at) or is_finite(text, at) or text.words[at].pos == "CCONJ":
            return None
        if feature(text.words[at], "VerbForm") == "Part":
            # "Zjednoczone Królestwo do 2027 r. będzie"
            return None if at < text.heads[at] < date[0] else at
    return None


def participle_of(text: QuoteText, date: Range) -> int | None:
    """Give the participle that a date belongs to, and not to the verb of its clause."""
    found = _any_participle(text, date)
    return found if found is not None and kind_of_participle(text, found) is not None else None


def kind_of_participle(text: QuoteText, at: int) -> TimelineKind | None:
    """Tell what a participle makes of its date, null where the verb of the clause tells."""
    word = text.words[at]
    being = quote_words().subjects.being
    # "zostanie opublikowany 4 czerwca"
    helps = (
        i
        for i in _around(text, at)
        if text.words[i].pos == "AUX" or text.words[i].low_lemma in being
    )
    # "ogłoszony w maju skład jest mały" by the tree
    predicate = feature(word, "Case") == "Nom" and any(
        not text.parsed or text.heads[i] == at for i in helps
    )
    plans = vocabulary().plans
    planned = word.low_lemma in plans.planning | plans.modal
    return None if predicate else "plan" if planned else "fact"


def _breaks(text: QuoteText, at: int) -> bool:
    return text.words[at].text in _BREAKS or text.is_dash(at)


def _around(text: QuoteText, at: int) -> Iterator[int]:
    first, end = text.sentence(at)
    for step in (-1, 1):
        place = at + step
        while first <= place < end and not _breaks(text, place):
            yield place
            place += step


def clause_of(text: QuoteText, date: Range) -> Range:
    """Give the words around a date up to the marks that part clauses, and to *i* with a verb."""
    first, end = text.sentence(date[0])
    start, stop = date
    while start > first and not _parts(text, start - 1, date[0]):
        start -= 1
    while stop < end and not _parts(text, stop, date[0]):
        stop += 1
    return start, stop


def _parts(text: QuoteText, at: int, date: int) -> bool:
    """Tell whether a word parts the clause of a date from another one."""
    if _breaks(text, at):
        return True
    if text.words[at].pos != "CCONJ":
        return False
    first, end = text.sentence(at)
    before = any(is_finite(text, i) for i in _until_break(text, at - 1, first - 1, -1))
    after = any(is_finite(text, i) for i in _until_break(text, at + 1, end, 1))
    # The side of the date must have a verb too: "w maju i czerwcu otwarto".
    return before and after and date not in (at - 1, at + 1)


def _until_break(text: QuoteText, start: int, stop: int, step: int) -> Iterator[int]:
    for at in range(start, stop, step):
        if _breaks(text, at) or text.words[at].pos == "CCONJ":
            return
        yield at


def governor(text: QuoteText, date: Range, verbs: list[int]) -> int:
    """Give the verb that a date goes with: by the tree, else the nearest."""
    for at in range(*date):
        for above in text.above(at):
            if above in verbs:
                return above
    return min(verbs, key=lambda at: (abs(at - date[0]), at))


def _is_wanted(text: QuoteText, clause: Range) -> bool:
    """Tell whether a clause without a person is of a purpose: "aby do 2027 r. przejąć"."""
    words = text.words[clause[0] : clause[1]]
    wanted = any(word.lower in vocabulary().plans.unreal for word in words)
    return wanted and any(feature(word, "VerbForm") == "Inf" for word in words)


def _is_unreal(text: QuoteText, verb: int) -> bool:
    """Tell whether a verb stands in a clause of a purpose or condition: "aby w maju opuścił"."""
    for at in range(verb - 1, text.sentence(verb)[0] - 1, -1):
        if text.words[at].pos == "SCONJ":
            # "żeby go otworzyć, mówił w maju"
            own = feature(text.words[text.heads[at]], "VerbForm") != "Inf"
            return own and text.words[at].lower in vocabulary().plans.unreal
        if is_finite(text, at) or text.is_dash(at):
            return False
    return False


def _is_plan(text: QuoteText, verb: int) -> bool:
    """Tell whether a verb tells of what is to come, or of what was to come."""
    word = text.words[verb]
    plans = vocabulary().plans
    if feature(word, "Tense") == "Fut" or feature(word, "Mood") == "Cnd":
        return True
    if word.lower in plans.future or word.low_lemma in plans.planning:
        return not _is_founding(text, verb)
    done = word.low_lemma in plans.done and feature(word, "Tense") == "Past"
    if word.low_lemma not in plans.modal or done:
        return False
    end = min(text.sentence(verb)[1], verb + REACH)
    return any(
        feature(text.words[i], "VerbForm") == "Inf" and _goes_with(text, i, verb)
        for i in range(verb + 1, end)
    )


def _is_founding(text: QuoteText, verb: int) -> bool:
    """Tell whether somebody founded: "zakładali partię", no "plan zakładał", no "że"."""
    word, plans = text.words[verb], vocabulary().plans
    if word.low_lemma not in plans.founding or feature(word, "Tense") != "Past":
        return False
    following = text.words[verb + 1 : verb + 3]
    clause = clause_of(text, (verb, verb + 1))
    planned = any(text.words[at].low_lemma in plans.nouns for at in range(*clause))
    return not planned and not any(one.lower in function_words().that for one in following)


def _goes_with(text: QuoteText, at: int, verb: int) -> bool:
    """Tell whether an infinitive is that of a modal verb, also within "ma zostać otwarty"."""
    if text.heads[at] == at:
        return True
    for above in (at, *text.above(at)):
        if above == verb or above == text.heads[verb]:
            return True
        if is_finite(text, above):
            return False
    return False


def _is_announced(text: QuoteText, verb: int, clause: Range) -> bool:
    """Tell whether a clause in the present names a plan: "termin mija 30 czerwca"."""
    plans = vocabulary().plans
    present = feature(text.words[verb], "Tense") == "Pres"
    for at in range(*clause):
        word = text.words[at]
        planned = word.low_lemma in plans.planning and feature(word, "VerbForm") == "Part"
        # "firma założona w 1967 r.", not "zakładany termin"
        founded = word.low_lemma in plans.founding and feature(word, "Aspect") == "Perf"
        if word.lower in plans.future or (planned and not founded):
            return True
        if present and word.low_lemma in plans.nouns:
            return True
    return False
