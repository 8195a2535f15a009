"""Direct speech: the words between quotation marks, after a dash, or before one and a verb."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from skrot.extract.quotes.cues import cue_after, has_clause, is_finite, speaks, told_by_place
from skrot.extract.quotes.dashes import cue_at, is_cut, is_tail, next_dash
from skrot.extract.quotes.drafts import is_personal
from skrot.extract.quotes.furniture import follows_pointer
from skrot.extract.quotes.text import QuoteText, Range, end_of, feature, in_brackets
from skrot.extract.quotes.vocabulary import vocabulary

# Opening marks and what closes them; some open by one custom and close by another.
_PAIRS = {
    "„": frozenset({"”", "“", '"', "''", "’’"}),
    "“": frozenset("”“"),
    "”": frozenset("”"),
    '"': frozenset('"”“'),
    "«": frozenset("»"),
    "»": frozenset("«"),
    ",,": frozenset({"”", "“", '"', "''", "’’"}),
}
_ANGLED = frozenset("«»")
_EITHER_WAY = frozenset('"')
_ALWAYS_OPENING = frozenset({"„", ",,"})
# What words between quotation marks may begin with.
_INSIDE = frozenset("„«(-–—[…'")
# Marks further apart are no pair.
_LONGEST = 2000
_COMMA = frozenset({",", "."})
# The verb of "Przewodnicząca rady Anna Nowak zasugerowała, że" is one of so many words.
_NARRATED = 7


class Stretch(NamedTuple):
    """Words that stand as they were said.

    ``outer`` has the marks too; ``cue`` is the verb after them that tells who speaks. ``form`` is
    "marks", "dash", or "lead": the words stand from the start of a sentence up to a dash.
    """

    first: int
    end: int
    outer: Range
    form: Literal["marks", "dash", "lead"]
    cue: int | None = None


def find_stretches(text: QuoteText, paragraph: Range) -> list[Stretch]:
    """Find the direct speech of a paragraph, in order, without overlaps.

    Parameters
    ----------
    text
        The document.
    paragraph
        Its words.

    Returns
    -------
    list of Stretch
        Names and titles between quotation marks too.
    """
    marked = list(_marked(text, paragraph))
    inside = {at for stretch in marked for at in range(*stretch.outer)}
    dashed = list(_after_dashes(text, paragraph, inside, marked))
    taken = {at for stretch in dashed for at in range(*stretch.outer)}
    return sorted([*(row for row in marked if row.outer[0] not in taken), *dashed])


def _opens(text: QuoteText, at: int) -> bool:
    word = text.words[at]
    if word.text in _ALWAYS_OPENING:
        return True
    # Which of the others open and which close is told by the blanks around.
    if word.text not in _PAIRS or at + 1 == len(text.words):
        return False
    following = text.words[at + 1]
    glued = following.start == end_of(word) and (
        following.text[0].isalnum() or following.text in _INSIDE
    )
    return glued and (
        at == 0 or end_of(text.words[at - 1]) < word.start or text.words[at - 1].text == "("
    )


def _two_commas(text: QuoteText, span: Range) -> set[int]:
    """Give where the second of two commas stands that are an opening mark."""
    commas = [at for at in range(*span) if text.words[at].text == ","]
    return {
        other
        for one, other in pairwise(commas)
        if end_of(text.words[one]) == text.words[other].start
    }


def _marked(text: QuoteText, paragraph: Range) -> Iterator[Stretch]:
    """Give what stands between quotation marks; a quotation inside belongs to the outer one."""
    at, end = paragraph
    pairs = _two_commas(text, paragraph)
    while at < end:
        at += at + 1 in pairs
        if at not in pairs and not _opens(text, at):
            at += 1
            continue
        close = _close(text, at, end)
        if close is not None and at > paragraph[0] and _is_stray(text, at, close):
            at += 1
            continue
        cue = None
        if close is None:
            dash = _closing_dash(text, at + 1, end)
            if text.words[at].text in _ANGLED:  # "czytaj dalej »"
                at += 1
                continue
            if dash is not None:
                stop, cue = dash
            elif at == paragraph[0]:  # a quotation of several paragraphs has one mark at its end
                stop = end
            else:
                at += 1
                continue
            outer = (at, stop)
        else:
            stop, outer = close, (at, close + 1)
            cue = _cue_beside(text, close + 1, end)
        if stop > at + 1:
            yield Stretch(at + 1, stop, outer, "marks", cue)
        at = outer[1]


def _close(text: QuoteText, opening: int, end: int) -> int | None:
    """Give the mark that closes; where marks inside are not all closed, the next that could."""
    closing = _PAIRS.get(text.words[opening].text, _PAIRS["„"])
    depth = 0
    nearest = None
    for at in range(opening + 1, min(opening + _LONGEST, end)):
        word = text.words[at].text
        if _opens(text, at):
            depth += bool(_PAIRS[word] & closing)
        elif word in closing:
            nearest = nearest or at
            if depth == 0:
                return at
            depth -= 1
    return nearest


def _is_stray(text: QuoteText, opening: int, close: int) -> bool:
    """Tell whether a mark has lost the one that closes it, so that another one opens after it."""
    if text.words[opening].text not in _EITHER_WAY:
        return False
    ends = min(text.sentence(opening)[1], close)
    marks = [at for at in range(ends, close) if text.words[at].text in _EITHER_WAY]
    opened = [at for at in marks if _opens(text, at)]
    # a quotation of several paragraphs has an opening mark at each
    paragraphs = all(text.sentence(at)[0] == at for at in (opening, *opened[:1]))
    return 2 * len(opened) > len(marks) and not paragraphs


def _closing_dash(text: QuoteText, at: int, end: int) -> tuple[int, int] | None:
    for place in range(at, min(at + _LONGEST, end)):
        if text.is_dash(place):
            cue = cue_after(text, place + 1, end)
            if cue is not None:
                return place, cue
    return None


def _cue_beside(text: QuoteText, at: int, end: int) -> int | None:
    """Give the verb after a closing mark, with or without a comma or a dash between."""
    at = _past_commas(text, at, end)
    dash = at < end and text.is_dash(at)
    at += dash
    if at < end and text.words[at].text[:1].isupper() and text.words[at - 1].text == ".":
        return None
    cue = cue_after(text, at, end)
    if cue is None and dash and at < end:
        cue = told_by_place(text, at)
    # "„najlepszą od lat”, w której posłowie zapowiedzieli …"
    relative = cue is not None and any(
        text.words[i].low_lemma == vocabulary().subjects.relative for i in range(at, cue)
    )
    return None if relative else cue


def _past_commas(text: QuoteText, at: int, end: int) -> int:
    return next((i for i in range(at, end) if text.words[i].text not in _COMMA), end)


def _after_dashes(
    text: QuoteText, paragraph: Range, inside: set[int], marked: Sequence[Stretch]
) -> Iterator[Stretch]:
    """Give what is said after dashes, and what stands before a dash and a verb of saying."""
    first, end = paragraph
    closes = {_past_commas(text, stretch.outer[1], end): stretch for stretch in marked}
    opened: int | None = None
    told = False  # whether the narrator has spoken between
    last = first  # where the narrator's words after the last speech end
    at = first
    bracketed = in_brackets(text, paragraph)
    while at < end:
        if at in inside or at in bracketed or not text.is_dash(at):
            at += 1
            continue
        cue = cue_at(text, at, paragraph, speech=opened is not None)
        if cue is None:
            if _may_open(text, at, first, last):
                dropped = follows_pointer(text, at)  # "- Dom jest… czytaj dalej » - Ogród …"
                if opened is not None and not dropped and not _reports(text, opened):
                    introduced = text.words[at - 1].text == ":"
                    stop = text.sentence(at - 1)[0] if introduced else at
                    among = told and opened > first + 1
                    yield _unclosed(text, opened, max(stop, opened + 1), among=among)
                opened = at + 1
            at += 1
            continue
        inserted = text.words[at + 1].lower == vocabulary().opinion.comparing
        rest = next_dash(text, cue, inside)
        if opened is not None:
            if not (inserted and rest):
                yield Stretch(opened, at, (opened - 1, at), "dash", cue)
                opened = None
        elif at > first and not is_cut(text, at) and not _quoted_whole(text, closes.get(at), last):
            start = max(text.sentence(at - 1)[0], last)
            whole = _can_be_said(text, start, at, cue)
            # "Jutro – mówi X – przyjedzie rząd": what tells who speaks is inside of a sentence.
            inserted = inserted or not whole or (rest is not None and is_tail(text, rest))
            stop = text.sentence(cue)[1] if inserted and rest else at
            if whole or (rest and any(is_finite(text, i) for i in range(rest, stop))):
                start = max(_called_to(text, start, stop, first), last)
                yield Stretch(start, _before_marks(text, start, stop), (start, stop), "lead", cue)
        told = True
        last = rest or text.sentence(cue)[1]
        at = max(last, at + 1)
        if opened is None and rest and not inserted:
            opened, at = rest + 1, rest + 1
    if opened is not None and opened < end and not _reports(text, opened):
        turns = (at for at in range(first + 1, opened - 1) if text.is_dash(at))
        talk = not told and any(text.ends_sentence(at - 1) for at in turns)  # an interview
        stop = end if talk or text.is_dash(first) else text.sentence(opened)[1]
        yield _unclosed(text, opened, stop, among=told and opened > first + 1)


def _called_to(text: QuoteText, start: int, stop: int, first: int) -> int:
    """Give where speech begins that calls on somebody in several sentences without marks."""
    if not _calls(text, (start, stop)):
        return start
    while start > first:
        before = text.sentence(start - 1)
        if before[0] < first or not _calls(text, before):
            break
        start = before[0]
    return start


def _calls(text: QuoteText, span: Range) -> bool:
    """Tell whether words are an order or a call to somebody."""
    return any(feature(text.words[at], "Mood") == "Imp" for at in range(*span))


def _tells(text: QuoteText, span: Range) -> bool:
    """Tell whether a sentence may be the narrator's: it names or quotes, or tells what was."""
    sources = vocabulary().opinion.source | vocabulary().opinion.before
    return any(
        text.names[at] is not None
        or text.words[at].text in _PAIRS
        or text.words[at].lower in sources
        or speaks(text, at)
        or (is_finite(text, at) and feature(text.words[at], "Tense") == "Past")
        for at in range(*span)
    )


def _unclosed(text: QuoteText, start: int, stop: int, *, among: bool) -> Stretch:
    """Give speech that no verb closes: up to where the narrator reports something again.

    `among` tells that it stands among words of the narrator: what is of nobody may be theirs.
    """
    if among:
        numbers = range(text.sentence_of[start], text.sentence_of[stop - 1] + 1)
        own = [n for n in numbers if is_personal(text, text.sentences[n])] or [numbers[0]]
        last = own[-1]
        while last < numbers[-1] and not _tells(text, text.sentences[last + 1]):
            last += 1
        stop = min(stop, text.sentences[last][1])
    for number in range(text.sentence_of[start] + 1, text.sentence_of[stop - 1] + 1):
        first, end = text.sentences[number]
        opening = range(first, min(first + _NARRATED, end))
        if any(speaks(text, at) and has_clause(text, at, end) for at in opening):
            stop = first
            break
    headings = (at for at in range(start + 1, stop) if _is_heading(text, at, stop))
    stop = next(headings, stop)
    return Stretch(start, _before_marks(text, start, stop), (start - 1, stop), "dash")


def _is_heading(text: QuoteText, opening: int, end: int) -> bool:
    """Tell whether marks are around a heading in a paragraph: "… dom. „Za mały” Nowak odszedł"."""
    if not _opens(text, opening) or not text.ends_sentence(opening - 1):
        return False
    close = _close(text, opening, end)
    if close is None or close + 1 >= end or text.ends_sentence(close - 1):
        return False
    after = text.words[close + 1].text
    return after[:1].isupper() and any(is_finite(text, at) for at in range(opening, close))


def _quoted_whole(text: QuoteText, stretch: Stretch | None, last: int) -> bool:
    """Tell whether marks are around all that is said: not "Plan „jest zły” i „drogi” – mówi X"."""
    if stretch is None:
        return False
    opening = stretch.outer[0]
    start = max(text.sentence(stretch.end - 1)[0], last)
    return opening <= start or text.words[opening - 1].text == ":" or text.is_dash(opening - 1)


def _may_open(text: QuoteText, at: int, first: int, last: int) -> bool:
    """Tell whether a dash begins direct speech: first of all, or after the end of a sentence."""
    if at + 1 == len(text.words):
        return False
    announced = at > first and (text.ends_sentence(at - 1) or text.words[at - 1].text == ":")
    if at not in {first, last} and not announced and not (at > first and follows_pointer(text, at)):
        return False
    word = text.words[at + 1]
    return at == first or not word.text[:1].islower()


def _reports(text: QuoteText, at: int) -> bool:
    """Tell whether somebody is told to say it: "– Nowak zauważył, że dom jest mały"."""
    first, end = text.sentence(at)
    told = next((i for i in range(at, end) if speaks(text, i)), None)
    if told is None or text.names[at] is None or is_personal(text, (first, end)):
        return False
    return has_clause(text, told, end)


def _can_be_said(text: QuoteText, start: int, dash: int, cue: int) -> bool:
    """Tell whether a sentence up to a dash is what the verb after it says.

    It has a verb, and no other dash after the subject ("Minister – jak wrócił – zapowiedział …") or
    after a conjunction ("Była pobita i – według oskarżycieli – przyznała się").
    """
    if any(
        text.is_dash(at) and text.words[at - 1].pos in {"CCONJ", "SCONJ"}
        for at in range(start + 1, dash)
    ):
        return False
    inserted = any(text.is_dash(at) for at in range(start, dash)) and any(
        text.heads[at] == cue and text.words[at].relation.startswith("nsubj")
        for at in range(start, dash)
    )
    return not inserted and any(is_finite(text, at) for at in range(start, dash))


def _before_marks(text: QuoteText, start: int, stop: int) -> int:
    while stop > start + 1 and text.ends_sentence(stop - 1) and text.words[stop - 1].text == ".":
        stop -= 1
    return stop
