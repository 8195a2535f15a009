"""Clauses that report what is said: *powiedział, że …*, *zażądała, by …*, *zapewnienie, że …*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.quotes.cues import cue_after, has_clause, is_converb, is_finite, speaks
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.telling import is_matter, may_tell, noun_of_saying, telling_of
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import reporting, vocabulary
from skrot.records import QuoteAct

# Between a noun of saying and its clause: "zapewnień ze strony rządu, że".
_REACH = 7


class Reported(NamedTuple):
    """What is reported: its words, the word that tells it, the kind of the act and who does it.

    ``subject`` is null where nobody can be meant.
    """

    first: int
    end: int
    cue: int
    act: QuoteAct
    subject: Subject | None


class _Opened(NamedTuple):
    """A conjunction, and the word that its clause is said by."""

    at: int
    cue: int
    act: QuoteAct
    subject: Subject | None


def find_clauses(text: QuoteText, sentence: Range, said: set[int]) -> list[Reported]:
    """Find the clauses of a sentence that report something.

    Parameters
    ----------
    text
        The document.
    sentence
        Its words.
    said
        The words of direct speech.

    Returns
    -------
    list of Reported
        In order, without overlaps. The clause ends with the sentence, unless the narrator goes on.
    """
    opened = list(_opened(text, sentence, said))
    found = []
    for place, one in enumerate(opened):
        ordered = text.words[one.at].lower in vocabulary().openers.order
        start = one.at if ordered else one.at + 1
        stop = _end(text, one, sentence, [later.cue for later in opened[place + 1 :]])
        if stop > start:
            found.append(Reported(start, stop, one.cue, one.act, one.subject))
    return apart(found)


def apart(found: Iterable[Reported]) -> list[Reported]:
    """Leave out what is reported inside of another report."""
    kept: list[Reported] = []
    for one in sorted(found, key=lambda row: (row.first, -row.end)):
        if not kept or one.first >= kept[-1].end:
            kept.append(one)
    return kept


def _opened(text: QuoteText, sentence: Range, said: set[int]) -> Iterator[_Opened]:
    first, end = sentence
    openers = vocabulary().openers
    known = openers.that | openers.order | openers.question
    any_before = False
    for at in range(first + 1, end - 1):
        opener = text.words[at].lower
        if opener not in known or at in said or not _begins(text, at):
            continue
        # "że A i że B" is one clause; "21 proc. mówi, że A, a 24 proc. – że B" leaves out a verb.
        joined = text.words[at - 1].pos == "CCONJ" or text.is_dash(at - 1)
        if any_before and joined and opener in openers.that:
            continue
        for cue in _cues_of(text, at, first):
            if opener in openers.order and _is_purpose(text, cue, at, end):
                continue
            within = _narrated(text, cue, sentence, said)
            told = None if cue in said else telling_of(text, cue, opener, within)
            if told is not None:
                any_before = True
                yield _Opened(at, cue, *told)
                break


def _narrated(text: QuoteText, cue: int, sentence: Range, said: set[int]) -> Range:
    """Give the words that may name who says it: after a dash, not what was said before it."""
    for at in range(cue - 1, sentence[0], -1):
        if text.is_dash(at) and at - 1 in said and at not in said:
            return at + 1, sentence[1]
    return sentence


def _is_purpose(text: QuoteText, cue: int, at: int, end: int) -> bool:
    """Tell whether what is asked for was told already: "zaapelował o presję, by skłonić …"."""
    asked = any(text.words[i].lower in vocabulary().openers.about for i in range(cue + 1, at))
    verb = next((i for i in range(at + 1, end) if text.words[i].pos in {"VERB", "AUX"}), None)
    return asked and verb is not None and feature(text.words[verb], "VerbForm") == "Inf"


def _begins(text: QuoteText, at: int) -> bool:
    """Tell whether a conjunction can begin a clause: after a comma, or after the verb at once."""
    before = text.words[at - 1]
    if before.text == ",":
        return True
    if text.words[at].pos == "ADP":  # "ze" that is no misspelt "że"
        return False
    return before.pos in {"PUNCT", "CCONJ"} or may_tell(text, at - 1)


def _cues_of(text: QuoteText, at: int, first: int) -> Iterator[int]:
    """Give the word that a clause belongs to by the tree, and the nearest one before it."""
    fact = is_matter(text, at - 2)
    if (fact and not may_tell(text, at - 2)) or text.words[at - 1].pos in {"ADP", "SCONJ"}:
        return
    verb = text.heads[at]
    # "odmówił, a ministrowie zapewniali, że"
    beside = text.words[at - 1].text == "," and text.words[at - 2].pos == "VERB"
    if beside and _can_govern(text, at - 2, at):
        yield at - 2
    if text.words[at].relation == "mark" and verb != at:
        governor = text.heads[verb]
        # "odparł, pytany, jak odnosi się do faktu, że": nobody says it
        aside = fact and any(is_finite(text, i) for i in range(governor + 1, at))
        fits = governor != verb and not aside and first <= governor < at
        if fits and _can_govern(text, governor, at):
            yield _noun_between(text, governor, at)
    for place in range(at - 1, first - 1, -1):
        if _can_govern(text, place, at):
            yield place
            if text.words[place].pos != "PRON":  # "zaznaczył przy tym, że"
                return
        if is_finite(text, place) and text.words[place].pos == "VERB":
            return


def _can_govern(text: QuoteText, cue: int, at: int) -> bool:
    """Tell whether a word may be what a clause belongs to.

    A participle further off may stand between it and a verb: "uznał, mówiąc po francusku, że".
    """
    if not may_tell(text, cue):
        return False
    if not is_converb(text, cue) or cue >= at - 2:
        return True
    before = range(text.sentence(cue)[0], cue)
    return not any(may_tell(text, i) and is_finite(text, i) for i in before)


def _noun_between(text: QuoteText, verb: int, at: int) -> int:
    """Give the noun that says more than its verb: "podkreślił wagę zapewnień rządu, że"."""
    for place in range(at - 1, max(verb, at - _REACH), -1):
        if noun_of_saying(text, place):
            return place
    return verb


def _end(text: QuoteText, one: _Opened, sentence: Range, later: list[int]) -> int:
    """Give where a clause ends: at most with its sentence."""
    end = sentence[1]
    while end > one.at + 1 and (text.ends_sentence(end - 1) or text.words[end - 1].text in ";:"):
        end -= 1
    depth = 0
    for place in range(one.at + 1, end):
        word = text.words[place]
        depth += (word.text == "(") - (word.text == ")")
        if depth < 0:  # the whole report stands in brackets
            return place
        told = text.is_dash(place) and cue_after(text, place + 1, end) is not None
        if told and not _is_inserted(text, place, end):
            return place
        if place > one.at + 1 and _lacks_stop(text, place):
            return place
        if not depth and _narrator_goes_on(text, one, (place, end), later):
            return place
    return end


def _is_inserted(text: QuoteText, dash: int, end: int) -> bool:
    """Tell whether a clause goes on after what tells who says it: "że dom – jak mówi – stoi"."""
    compared = text.words[dash + 1].lower == vocabulary().opinion.comparing
    return compared and any(text.is_dash(at) for at in range(dash + 1, end - 1))


def _narrator_goes_on(text: QuoteText, one: _Opened, rest: Range, later: list[int]) -> bool:
    """Tell whether the words from a comma or a conjunction on are the narrator's again."""
    at = rest[0]
    if text.words[at].pos == "CCONJ":
        return _says_again(text, one, at, later) or _acts_again(text, one, at)
    # "że wojsko, które, jak podkreśla, było …"
    inserted = _opens_clause(text, at - 1)
    return (
        text.words[at].text == ","
        and not inserted
        and (_ends_fronted(text, one, rest) or _leaves(text, one, rest, later))
    )


def _opens_clause(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    return word.pos == "SCONJ" or word.low_lemma == vocabulary().subjects.relative


def _lacks_stop(text: QuoteText, at: int) -> bool:
    """Tell whether a sentence begins here, but no mark ends the one before: "… prawa Słyszałem"."""
    word = text.words[at]
    capital = word.text[:1].isupper() and word.text[1:].islower()
    return capital and is_finite(text, at) and text.words[at - 1].text[-1:].islower()


def _says_again(text: QuoteText, one: _Opened, at: int, later: list[int]) -> bool:
    """Tell whether the narrator's verb goes on after a conjunction: "… i wyraził nadzieję, że"."""
    verb = at + 1
    cue = next((cue for cue in later if verb <= cue <= verb + _REACH), None)
    if cue is None or not is_finite(text, verb) or (cue != verb and is_finite(text, cue)):
        return False
    alike = _is_alike(text, verb, one.cue)
    return alike and not (text.parsed and _mark_above(text, verb) == one.at)


def _acts_again(text: QuoteText, one: _Opened, at: int) -> bool:
    """Tell whether a verb after a conjunction is of who speaks, as it cannot be of the clause.

    "Poinformował, że policja zatrzymała wielu, i wezwał do protestów"
    """
    verb = _past_adverbs(text, at + 1)
    told = next((i for i in range(one.cue, text.sentence(at)[0] - 1, -1) if is_finite(text, i)), -1)
    if told < 0 or not is_finite(text, verb) or not _is_alike(text, verb, told):
        return False
    own = next((i for i in range(at - 1, one.at, -1) if is_finite(text, i)), None)
    if own is None or any(
        text.heads[i] == verb and text.words[i].relation.startswith("nsubj")
        for i in range(verb + 1, text.sentence(verb)[1])
    ):
        return False
    main = next(i for i in range(one.at + 1, at) if is_finite(text, i))
    tenses = {feature(text.words[i], "Tense") for i in (main, verb)}
    joins = text.words[at].lower in vocabulary().openers.also and text.words[at - 1].text == ","
    if joins and feature(text.words[verb], "Tense") == "Past" and len(tenses) > 1:
        return True  # "uznał, że nie wiadomo, kto strzelał, i umorzył śledztwo"
    genders = {feature(text.words[i], "Gender") for i in (own, verb)}
    numbers = {feature(text.words[i], "Number") for i in (own, verb)}
    return "" not in genders and len(genders) == 2 and numbers == {"Sing"}


def _past_adverbs(text: QuoteText, at: int) -> int:
    """Give the word after adverbs: "i jak dotąd nie dała"."""
    words = range(at, text.sentence(at)[1] - 1)
    comparing = vocabulary().opinion.comparing
    return next(
        (
            i
            for i in words
            if text.words[i].pos not in {"ADV", "PART"}
            and not (text.words[i].lower == comparing and text.words[i + 1].pos == "ADV")
        ),
        at,
    )


def _is_alike(text: QuoteText, verb: int, cue: int) -> bool:
    names = ("Gender", "Number", "Tense")
    return all(feature(text.words[verb], name) == feature(text.words[cue], name) for name in names)


def _leaves(text: QuoteText, one: _Opened, rest: Range, later: list[int]) -> bool:
    """Tell whether a comma ends what is reported, and what follows is the narrator's again."""
    comma, end = rest
    after = comma + 1
    word = text.words[after]
    if is_converb(text, after) and has_clause(text, after, end):
        return True  # "…, dodając, że"
    compared = word.lower == vocabulary().opinion.comparing
    if (compared and cue_after(text, after, end) is not None) or another_speaks(text, rest):
        return True  # "…, jak dodał X", "…, podczas gdy Y określa to jako błąd"
    if speaks(text, after) and not any(is_finite(text, at) for at in range(after + 1, end)):
        return True  # "…, pisze Reuters"
    following = next((cue for cue in later if cue > comma), None)
    if following == after and is_finite(text, after) and _is_alike(text, after, one.cue):
        # "…, powiedział jednak, że", but "że Nowak, który wrócił, powiedział, że"
        return any(
            is_finite(text, at) and not _in_relative(text, at) for at in range(one.at + 1, comma)
        )
    if following is not None and not any(
        is_finite(text, at) and not _in_relative(text, at) for at in range(after, following)
    ):
        # "…, a Y dodał, że": another clause with its own verb of saying, unless it is a part.
        commas = any(text.words[at].text == "," for at in range(after, following))
        joined = word.pos == "CCONJ" or (is_converb(text, following) and not commas)
        return joined and not (text.parsed and _mark_above(text, following) == one.at)
    relative = text.words[one.at - 1].text == "," and _in_relative(text, one.cue)
    verb = next((i for i in range(after, end) if text.words[i].pos not in {"ADV", "PART"}), after)
    # "po słowach Nowaka, który dodał, że dom stoi, w maju zebrano pieniądze"
    return relative and (is_finite(text, verb) or _is_main(text, one, (after, end)))


def _is_main(text: QuoteText, one: _Opened, rest: Range) -> bool:
    """Tell whether words have the main verb of a sentence that none stood before in."""
    at, end = rest
    first = text.sentence(one.cue)[0]
    pronoun = next(i for i in range(one.cue, first - 1, -1) if _opens_clause(text, i) or i == first)
    word = text.words[at]
    opens = _opens_clause(text, at) or word.pos == "CCONJ" or word.lower in language().relatives
    if opens or any(is_finite(text, i) for i in range(first, pronoun)):
        return False
    stop = next((i for i in range(at, end) if text.words[i].text == ","), end)
    told = any(is_finite(text, i) for i in range(one.at + 1, at))
    return told and any(is_finite(text, i) for i in range(at, stop))


def another_speaks(text: QuoteText, rest: Range) -> bool:
    """Tell whether what follows a comma sets somebody else's words against those before it.

    Parameters
    ----------
    text
        The document.
    rest
        From the comma to where the sentence ends.
    """
    comma, end = rest
    after = comma + 1
    if text.words[comma].text != "," or after >= end:
        return False
    openers = vocabulary().openers
    if text.words[after].lower not in openers.contrast:
        return False
    subject = False
    for at in range(after + 1, end):
        word = text.words[at]
        if text.is_dash(at) and at + 1 < end and text.words[at + 1].lower in openers.that:
            return True
        if is_finite(text, at):
            told = speaks(text, at) and word.low_lemma in reporting()
            return subject and (told or word.low_lemma in vocabulary().naming)
        if word.text == ",":
            return False
        somebody = text.is_human(at) or text.names[at] is not None
        subject |= somebody and feature(word, "Case") == "Nom"
    return False


def _ends_fronted(text: QuoteText, one: _Opened, rest: Range) -> bool:
    """Tell whether the main clause follows: "choć X zapewnia, że …, to", "mówiąc, że …, wstał"."""
    comma, end = rest
    after = comma + 1
    before = range(text.sentence(one.cue)[0], one.cue)
    that = vocabulary().openers.that
    subordinate = any(
        text.words[at].pos == "SCONJ" and text.words[at].lower not in that for at in before
    )
    if text.words[after].lower == language().joining_demonstrative and subordinate:
        # "choć mówi, że jeśli wygra, to odejdzie"
        return text.words[one.at + 1].pos != "SCONJ"
    if not (subordinate or is_converb(text, one.cue)) or any(is_finite(text, at) for at in before):
        return False
    opens = text.words[after].pos in {"SCONJ", "CCONJ"} or text.words[after].lower in (
        language().relatives
    )
    whole = any(
        is_finite(text, at) and not _in_relative(text, at) for at in range(one.at + 1, comma)
    )
    return whole and not opens and any(is_finite(text, at) for at in range(after, end))


def _mark_above(text: QuoteText, at: int) -> int:
    """Give the conjunction of the clause that a verb depends on."""
    for above in text.above(at):
        for place in range(text.sentence(at)[0], above):
            if text.heads[place] == above and text.words[place].relation == "mark":
                return place
    return -1


def _in_relative(text: QuoteText, cue: int) -> bool:
    """Tell whether a verb stands in a relative clause: "minister, który powiedział, że …, …"."""
    for place in range(cue - 1, text.sentence(cue)[0] - 1, -1):
        if text.words[place].low_lemma == vocabulary().subjects.relative:
            return True
        if text.words[place].text == ",":
            return False
    return False
